"""The parts of a Word document, unpacked with care: no bombs, no entities, no macros."""

import io
import zipfile
import zlib
from dataclasses import dataclass

from lxml import etree

from drafts.readers.refusals import UnreadableFile

_MOST_ENTRIES = 10_000
_LARGEST_PART = 64_000_000
"""Bytes of XML that one part may unpack to."""
_DENSEST = 250
"""How many times its packed size a large part may unpack to."""
_SMALL = 20_000_000
_PARTS = {
    "document": "word/document.xml",
    "styles": "word/styles.xml",
    "numbering": "word/numbering.xml",
    "footnotes": "word/footnotes.xml",
    "comments": "word/comments.xml",
    "custom": "docprops/custom.xml",
}


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a document that matter for its text; what it does not have is None."""

    document: etree._Element
    styles: etree._Element | None = None
    numbering: etree._Element | None = None
    footnotes: etree._Element | None = None
    comments: etree._Element | None = None
    custom: etree._Element | None = None


def unpack(data: bytes) -> Parts:
    """The parts of a Word document.

    Raises:
        UnreadableFile: it is none, damaged, encrypted, holds macros, or was made to do harm.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = {entry.filename.lower(): entry for entry in archive.infolist()}
            _check(archive, entries)
            read = {
                name: _parsed(_unpacked(archive, entries[path]))
                for name, path in _PARTS.items()
                if path in entries
            }
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError) as error:
        message = "The Word file is damaged and cannot be opened."
        raise UnreadableFile(message) from error
    return Parts(**read)


def _check(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> None:
    """Refuse what is no Word document, or one that could do harm."""
    if any(entry.flag_bits & 1 for entry in entries.values()):
        message = "The file is protected by a password. Save it without one."
        raise UnreadableFile(message)
    large = [entry for entry in entries.values() if entry.file_size > _SMALL]
    if len(entries) > _MOST_ENTRIES or any(
        entry.file_size > _DENSEST * max(1, entry.compress_size) for entry in large
    ):
        raise UnreadableFile(_BOMB)
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in entries) or b"macroEnabled" in _types(
        archive, entries
    ):
        message = "The Word file holds macros. Save it as a Word document without macros (.docx)."
        raise UnreadableFile(message)
    if _PARTS["document"] not in entries:
        message = "This is not a Word document. Give a plain text, Markdown or Word file (.txt, .md, .docx)."
        raise UnreadableFile(message)


def _types(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo]) -> bytes:
    entry = entries.get("[content_types].xml")
    return _unpacked(archive, entry) if entry else b""


_BOMB = "The Word file unpacks to far more than it says: it was made to do harm, or is damaged."


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """A part's bytes; its own word for its size is not trusted."""
    with archive.open(entry) as part:
        data = part.read(_LARGEST_PART + 1)
    if len(data) > _LARGEST_PART:
        raise UnreadableFile(_BOMB)
    return data


def _parsed(data: bytes) -> etree._Element:
    """A part as a tree; one that declares entities, or anything else of its own, is refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        message = "The Word file is damaged: a part of it is not well formed."
        raise UnreadableFile(message) from error
    if b"<!DOCTYPE" in data or root.getroottree().docinfo.internalDTD is not None:
        message = (
            "The Word file declares entities of its own, as no Word document does: it was made to do harm."
        )
        raise UnreadableFile(message)
    return root
