"""The same tracked text printed by others: typst as a library and LibreOffice, where this machine has them.

Neither tags what it prints as PDF/UA, tells insertions to those who listen, or seals a page: they are a yardstick of time.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from drafts.exports import html
from drafts.exports.lines import marks, printed_lines
from drafts.exports.sheet import Sheet

_SPECIAL = str.maketrans({each: f"\\{each}" for each in "\\#$*_`<>@[]~=-+/'\""})
_HEAD = """#set page(paper: "us-letter", margin: (left: 1in, right: 2.25in, y: 1in), numbering: "1/1")
#set text(size: 11.25pt, lang: "en")
"""


def presses() -> dict[str, Callable[[Sheet], None] | None]:
    """Return the printers by name; None for one that this machine has not."""
    return {
        "typst": typst if find_spec("typst") else None,
        "LibreOffice": libreoffice if has_office() else None,
    }


def has_office() -> bool:
    """Tell whether LibreOffice is on this machine."""
    return shutil.which("soffice") is not None


def typst(sheet: Sheet) -> None:
    """Set it in typst: struck, bold and underlined as in our PDF, the names beside."""
    import typst as library  # noqa: PLC0415  a peer that need not be there

    library.compile("\n\n".join([_HEAD, *map(_typst, _rows(sheet))]).encode())


def libreoffice(sheet: Sheet) -> None:
    """Print our own HTML with Writer."""
    office(html.render(sheet), "pdf")


def office(written: str, file_format: str) -> None:
    """Turn a page of HTML into another format with Writer, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "draft.html"
        page.write_text(written)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--infilter=HTML (StarWriter)",
            "--convert-to",
            file_format,
        ]
        subprocess.run([*command, "--outdir", folder, str(page)], check=True, capture_output=True)  # noqa: S603  our own words
        if not page.with_suffix(f".{file_format}").exists():
            message = "LibreOffice wrote nothing"
            raise RuntimeError(message)


def _rows(sheet: Sheet) -> list[tuple[str, list[tuple[str, str]], str]]:
    """Return each paragraph's number, its pieces (what is done with them, their words), and the names beside it."""
    rows = []
    for paragraph in sheet.paragraphs:
        pieces: list[tuple[str, str]] = []
        for line in printed_lines(paragraph):
            for mark in marks((*line.sign, *line.pieces)):
                words = "".join(piece.text for piece in mark.pieces)
                pieces += [("equal", mark.before), (mark.op, words), ("equal", mark.after)]
            pieces.append(("equal", "\n"))
        rows.append((paragraph.number, pieces, "; ".join(note.who for note in paragraph.sources)))
    return rows


def _typst(row: tuple[str, list[tuple[str, str]], str]) -> str:
    number, pieces, names = row
    dress = {"insert": "#underline[#strong[{}]]", "delete": "#strike[{}]"}
    words = "".join(
        dress.get(op, "{}").format(text.translate(_SPECIAL)).replace("\n", " \\\n")
        for op, text in pieces
        if text
    )
    beside = f"#place(right, dx: 1.5in, box(width: 1.3in, text(size: 8.5pt)[{names.translate(_SPECIAL)}]))"
    return f"{beside if names else ''}{number.translate(_SPECIAL)} {words}"
