"""A text cut into the lines of its file, each with its number, and the type of words made that of a wording."""

import re
from dataclasses import dataclass, replace

from drafts.text import markup

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_TAB = 4


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its number from 1, how far it is indented, its text without outer white space."""

    number: int
    indent: int
    text: str
    is_broken: bool = False
    """Whether the file asks for a line break after it (two spaces or a backslash, as in Markdown)."""


def cut(text: str) -> list[Line]:
    r"""The lines of `text`: CR, CRLF and form feeds end a line as LF does; control characters are gone."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return [_line(number, raw) for number, raw in enumerate(text.split("\n"), 1)]


def _line(number: int, raw: str) -> Line:
    raw = _CONTROLS.sub("", raw.replace("\f", ""))
    inner = raw.strip()
    margin = raw[: len(raw) - len(raw.lstrip())]
    is_broken = bool(inner) and (raw.endswith("  ") or (inner.endswith("\\") and not inner.endswith("\\\\")))
    if inner.endswith("\\") and is_broken:
        inner = inner[:-1].rstrip()
    return Line(number, len(margin.expandtabs(_TAB)), inner, is_broken)


def has_controls(text: str) -> list[int]:
    """The numbers of the lines that hold control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if _CONTROLS.search(text) else ()
    return [number for number, line in enumerate(lines, 1) if _CONTROLS.search(line)]


_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def retype(line: Line) -> Line:
    """The line with bold dropped, italics as `*...*`, and what Markdown escapes as itself."""
    return replace(line, text=_unescaped(_italics(_unbold(line.text)))) if _TYPED.search(line.text) else line


_TYPED = re.compile(r"[*_\\]")


def _unbold(text: str) -> str:
    for mark in ("**", "__"):
        if mark in text:
            text = _without(text, markup.emphasis(text, mark), len(mark))
    return text


def _italics(text: str) -> str:
    if "***" in text or "_" in text:
        text = text.replace("***", "*")
        places = {place for pair in markup.emphasis(text, "_") for place in pair}
        text = "".join("*" if place in places else character for place, character in enumerate(text))
    return text


def _without(text: str, pairs: list[tuple[int, int]], length: int) -> str:
    pieces, start = [], 0
    for place in (place for pair in pairs for place in pair):
        pieces.append(text[start:place])
        start = place + length
    return "".join(pieces) + text[start:]


def _unescaped(text: str) -> str:
    r"""Backslashes before punctuation are gone, except where a star would then begin or end italics."""
    return _ESCAPED.sub(lambda found: found[0] if found[1] == "*" else found[1], text)
