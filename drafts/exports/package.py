"""The issue package: one ZIP of a draft's files with a manifest by which anybody can check them; the same bytes each time."""

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

_MADE = (1980, 1, 1, 0, 0, 0)
MANIFEST, SEALED = "manifest.json", "sealed-text.jsonl"
LARGEST = 200_000_000
"""Bytes that a package holds at the most."""

LARGEST_MANIFEST = 2_000_000
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError),
    *(KeyError, TypeError, ValueError),
)

_NO_PACKAGE = "This is no issue package: it has no manifest that can be read."
_STORED = (".pdf", ".docx", ".xlsx")


@dataclass(frozen=True)
class Issue:
    """What a package is of: the draft as people call it, its hour (ISO 8601), its seal, and the canonical text it covers."""

    negotiation: str
    document: str
    draft: str
    symbol: str
    circulated_at: str
    seal: str
    canonical: str


def pack(issue: Issue, files: Mapping[str, bytes]) -> bytes:
    """Zip files by name, with the sealed text and the manifest of all; times and rights are fixed, so bytes depend on these alone."""
    everything = {**files, SEALED: issue.canonical.encode()}
    manifest = {
        "negotiation": issue.negotiation,
        "document": issue.document,
        "draft": issue.draft,
        "symbol": issue.symbol,
        "circulated_at": issue.circulated_at,
        "seal": {"algorithm": "SHA-256", "of": SEALED, "value": issue.seal},
        "files": [
            {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in sorted(everything.items())
        ],
    }
    told = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in [(MANIFEST, told.encode()), *sorted(everything.items())]:
            _add(archive, name, data)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _MADE)
    info.create_system, info.external_attr = 3, 0o644 << 16
    info.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
    archive.writestr(info, data, compresslevel=9)


def checked(package: bytes) -> tuple[str, tuple[str, ...]]:
    """Return the seal that a package names, and the names of its files that are not as its manifest says.

    Raises:
        ValueError: it is no package.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(package)) as archive:
            entries = {each.filename: each for each in archive.infolist()}
            if (
                sum(each.file_size for each in entries.values()) > LARGEST
                or entries[MANIFEST].file_size > LARGEST_MANIFEST
            ):
                raise KeyError(MANIFEST)
            manifest = json.loads(archive.read(MANIFEST))
            seal = str(manifest["seal"]["value"])
            told = {str(each["name"]): str(each["sha256"]) for each in manifest["files"]}
            found = {
                name: hashlib.sha256(archive.read(name)).hexdigest() for name in entries if name != MANIFEST
            }
    except _BROKEN as broken:
        raise ValueError(_NO_PACKAGE) from broken
    return seal, tuple(
        sorted(name for name in told.keys() | found.keys() if told.get(name) != found.get(name))
    )
