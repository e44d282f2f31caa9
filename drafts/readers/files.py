"""A file that somebody gives, as text for the parser: plain text and Markdown as they are, Word written out."""

import codecs
import re
from dataclasses import dataclass, replace

from drafts.readers import docx
from drafts.readers.refusals import UnreadableFile
from drafts.text import parsing
from drafts.text.invisible import visible
from drafts.text.parsing import Parsed, Warning_

__all__ = ["LARGEST", "Loaded", "UnreadableFile", "load", "parse", "read"]

LARGEST = 20_000_000
"""Bytes that a file may have."""

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {
    b"%PDF": "This is a PDF. Give the Word file that it was made from, or its text as a plain text file.",
    b"{\\rtf": "This is a Rich Text file. Save it as a Word document (.docx) or as plain text.",
    b"<html": "This is a web page. Save its text as a plain text file.",
    b"<!doctype": "This is a web page or an XML document. Save its text as a plain text file.",
    b"<?xml": "This is an XML document. Save its text as a plain text file.",
}
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Loaded:
    """The text of a file, and what of the file did not come into it, by line of the text."""

    text: str
    warnings: tuple[Warning_, ...] = ()


def read(name: str, data: bytes) -> str:
    """The text of a file.

    Raises:
        UnreadableFile: it is empty, too large, no text, in an unknown encoding, or a Word file that is damaged,
            encrypted, full of macros or made to do harm.
    """
    return load(name, data).text


def parse(name: str, data: bytes) -> Parsed:
    """A file read into blocks; its warnings come with those of the text.

    Raises:
        UnreadableFile: as for `read`.
    """
    loaded = load(name, data)
    parsed = parsing.parse(visible(loaded.text))
    warnings = sorted([*loaded.warnings, *parsed.warnings], key=lambda warning: warning.line)
    return replace(parsed, warnings=tuple(warnings))


def load(name: str, data: bytes) -> Loaded:
    """The text of a file and what was left out of it.

    Raises:
        UnreadableFile: as for `read`.
    """
    if len(data) > LARGEST:
        message = f"“{name}” is larger than {LARGEST // 1_000_000} MB. Leave out its pictures, or divide it."
        raise UnreadableFile(message)
    if not data.strip(b"\0\t\n\r \x0b\x0c"):
        message = f"“{name}” is empty."
        raise UnreadableFile(message)
    if data.startswith(_ZIP):
        return Loaded(*docx.read(data))
    _refuse_others(data)
    text = _decoded(data)
    if not text.strip("\ufeff \t\n\r\x0b\x0c"):
        message = f"“{name}” is empty."
        raise UnreadableFile(message)
    return Loaded(text)


def _refuse_others(data: bytes) -> None:
    if data.startswith(_COMPOUND):
        is_encrypted = "EncryptedPackage".encode("utf-16-le") in data
        message = (
            "The Word file is protected by a password. Save it without one."
            if is_encrypted
            else "This is an old Word file (.doc). Save it as a Word document of today (.docx)."
        )
        raise UnreadableFile(message)
    start = data[:1024].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    for opening, message in _OTHERS.items():
        if start.startswith(opening.lower()):
            raise UnreadableFile(message)


def _decoded(data: bytes) -> str:
    """The characters of a text file, in UTF-8 or, where it begins so, UTF-16."""
    encoding = "utf-16" if data.startswith(_UTF_16) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = _line(data, error.start, encoding)
        if b"\0" in data[:4096]:
            raise UnreadableFile(_NO_TEXT) from error
        message = (
            f"Line {line} holds bytes that are not in the encoding {encoding.removesuffix('-sig').upper()}. "
            "Open the file in the program that made it and save it as UTF-8."
        )
        raise UnreadableFile(message) from error
    if "\0" in text or len(re.findall(r"[\x01-\x08\x0e-\x1f]", text[:65_536])) > len(text[:65_536]) // 20:
        raise UnreadableFile(_NO_TEXT)
    return text


_NO_TEXT = "This is not a text file. Give a plain text, Markdown or Word file (.txt, .md, .docx)."


def _line(data: bytes, position: int, encoding: str) -> int:
    """The number of the line that a byte stands in."""
    end = "\n".encode("utf-16-le") if encoding == "utf-16" else b"\n"
    return data.count(end, 0, position) + 1
