"""The fonts of the printed draft: what printed with them may change, and which scripts this machine has none for."""

import ctypes
import ctypes.util
import hashlib
import unicodedata
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@lru_cache(maxsize=1)
def renderer_version() -> str:
    """Name everything but the sheet that the bytes of a file depend on.

    That is: WeasyPrint, Pango, python-docx, and a hash of the fonts, style sheets, templates and modules that compare and print.
    """
    files = [
        *(ROOT / "static" / "fonts" / "pdf").glob("*.ttf"),
        *(ROOT / "static" / "css" / name for name in ("pdf.css", "export.css")),
        *(ROOT / "templates" / "pdf").glob("*.html"),
        *(ROOT / "drafts" / "exports").rglob("*.py"),
        *(ROOT / "drafts" / "exports").rglob("*.xml"),
        *(ROOT / "drafts" / "text").rglob("*.py"),
    ]
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(
            str(file.relative_to(ROOT)).encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest()
        )
    libraries = ", ".join(f"{name} {version(name)}" for name in ("weasyprint", "python-docx"))
    return f"{libraries}, pango {_pango()}, sheet {digest.hexdigest()[:16]}"


def missing_scripts(text: str) -> tuple[str, ...]:
    """Name the scripts of a text that no font of this machine can print, with a character of each.

    Those characters would be empty boxes on paper though the text of the file still reads right: "Khmer (U+1780)".
    """
    from drafts.exports import printer  # noqa: PLC0415  Pango is loaded where a PDF is made, not with the site

    found: dict[str, str] = {}
    for character in sorted(
        printer.unprintable("".join(sorted({each for each in text if each.isprintable()})))
    ):
        found.setdefault(_script(character), character)
    return tuple(f"{script} (U+{ord(character):04X})" for script, character in sorted(found.items()))


def _script(character: str) -> str:
    name = unicodedata.name(character, "unnamed").split()[0].partition("-")[0]
    return "Chinese" if name == "CJK" else name.capitalize()


def _pango() -> str:
    """The version of Pango, without loading WeasyPrint; empty where there is none."""
    name = ctypes.util.find_library("pango-1.0")
    if not name:
        return ""
    library = ctypes.CDLL(name)
    library.pango_version_string.restype = ctypes.c_char_p
    return str(library.pango_version_string().decode())
