"""A text cut into the lines of its file, each with its number, and the type of words made that of a wording."""

import re
from dataclasses import dataclass, replace

from drafts.text import markup
from drafts.text.parsing import fences
from drafts.text.parsing.blocks import Block

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_TAB = 4
_STAND_IN = "\ufffc"
"""What stands for a fence among lines."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: its number from 1, how far it is indented, its text without outer white space."""

    number: int
    indent: int
    text: str
    is_broken: bool = False
    """Whether the file asks for a line break after it (two spaces or a backslash, as in Markdown)."""
    level: int = 0
    """The level of the heading that it is marked as: 1 to 6, 7 for one in bold or capitals in italics, 0 for none."""
    fence: Block | tuple[str, ...] | None = None
    """The block, or the lines of a title, that a fence gives in its place."""


def cut(text: str) -> list[Line]:
    r"""The lines of `text`: CR, CRLF and form feeds end a line as LF does; control characters are gone.

    A fence is one line, whatever it holds.
    """
    rows = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    fenced = fences.find(rows)
    found: list[Line] = []
    place = 0
    while place < len(rows):
        fence = fenced.get(place)
        found.append(
            Line(place + 1, 0, _STAND_IN, fence=fence[0]) if fence else _line(place + 1, rows[place])
        )
        place = fence[1] if fence else place + 1
    return found


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


def page_breaks(text: str) -> frozenset[int]:
    """The numbers of the lines before which a form feed ends the page."""
    if "\f" not in text:
        return frozenset()
    rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return frozenset(number for number, row in enumerate(rows, 1) if "\f" in row)


_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def retype(line: Line) -> Line:
    """The line with bold dropped, italics as `*...*`, what Markdown escapes as itself, a heading's level set apart."""
    text = line.text
    if line.fence is None and (marked := _ATX.match(text)):
        line = replace(line, level=len(marked["level"]))
        text = _CLOSED.sub("", text[marked.end() :])
    elif _HEADED.fullmatch(text) and not _OPTION.match(text):
        line = replace(line, level=7)
        text = text.strip("*_")
    if _TYPED.search(text):
        text = _unescaped(_italics(_unbold(text)).replace("\\ ", " "))
    return replace(line, text=text.strip()) if text != line.text else line


_ATX = re.compile(r"(?P<level>#{1,6})(?:\s+|$)")
_CLOSED = re.compile(r"(?:^|(?<=\s))#+$")
_HEADED = re.compile(
    r"(?P<bold>\*\*|__)(?=\S)[^*_]{1,160}(?<![\s.;:,])(?P=bold)|(?P<italic>[*_])[A-Z][A-Z\s,&-]{2,80}(?<![\s,])(?P=italic)"
)
_OPTION = re.compile(r"\W*Option\b")
_TYPED = re.compile(r"[*_\\]")


def _unbold(text: str) -> str:
    for mark in ("**", "__"):
        if mark in text:
            text = _without(text, markup.emphasis(text, mark), len(mark))
    return _BOLD.sub(r"\1", text) if "**" in text else text


_BOLD = re.compile(r"\*\*(?=[^\s*])([^*]{1,400})(?<=[^\s*])\*\*")
"""Bold that ends inside a word, as writers mean it and CommonMark does not."""


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
