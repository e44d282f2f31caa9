"""Lines put together into pieces: one for each heading, numbered paragraph, point or other line that stands by itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto

from drafts.text.parsing import marks, preamble
from drafts.text.parsing.blocks import Block
from drafts.text.parsing.lines import Line

_DEEPER = 2
"""Columns from which a line counts as indented against another one."""
_MOST_TITLE_LINES = 8


class Sort(Enum):
    """How a piece shows what it is."""

    HEADING = auto()
    NUMBER = auto()
    ITEM = auto()
    OPENING = auto()
    WORDS = auto()
    FENCE = auto()


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together: where they begin in the file, whether after a gap, and what they show of themselves.

    `label` is a number's label, `marker` a point's; `level` is a heading's, 0 for one that only looks like one.
    """

    line: int
    indent: int
    has_gap: bool
    sort: Sort
    text: str
    label: str = ""
    marker: str = ""
    level: int = 0
    fence: Block | tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Width:
    """How a text's lines are broken: at about `columns`, or, where that is None, only where a paragraph ends."""

    columns: int | None

    def is_full(self, line: Line, after: Line) -> bool:
        """Whether the next line's first word had no place on `line`."""
        if self.columns is None:
            return False
        return line.indent + len(line.text) + 1 + len(after.text.split(maxsplit=1)[0]) > self.columns


def join(text: str, after: str) -> str:
    """Two lines of one sentence as one: a compound's hyphen takes no space after it, "low- and" keeps its own."""
    is_compound = text.endswith("-") and text[-2:-1].isalpha() and after[:1].isalpha()
    if is_compound and after.split(maxsplit=1)[0] not in {"and", "or", "to"}:
        return text + after
    return f"{text} {after}" if text and after else text or after


def gather(lines: Iterable[Line | Piece], width: Width) -> list[Piece]:
    """Put lines together; a piece among them (a fence) stands as it is."""
    gatherer = _Gatherer(width)
    for line in lines:
        gatherer.add(line)
    return gatherer.pieces


class _Gatherer:
    """Takes line after line, knowing what was last."""

    def __init__(self, width: Width) -> None:
        self.pieces: list[Piece] = []
        self._width = width
        self._texts: list[str] = []
        self._before: Line | None = None
        self._has_gap = True
        self._number = 0
        self._marker = ""
        self._is_operative = False

    def add(self, line: Line | Piece) -> None:
        if isinstance(line, Piece):
            self.pieces.append(line)
            self._before, self._has_gap = None, True
        elif not line.text:
            self._has_gap = True
        else:
            self._put(line)
            self._before, self._has_gap = line, False

    def _put(self, line: Line) -> None:
        piece = self._marked(line)
        if piece is None and self._is_soft(line):
            last = self.pieces[-1]
            self.pieces[-1] = replace(last, text=join(last.text, line.text))
        else:
            self.pieces.append(piece or self._piece(line, Sort.WORDS, line.text))

    def _piece(
        self, line: Line, sort: Sort, text: str, *, label: str = "", marker: str = "", level: int = 0
    ) -> Piece:
        return Piece(line.number, line.indent, self._has_gap, sort, text, label, marker, level)

    def _marked(self, line: Line) -> Piece | None:
        if found := marks.heading(line.text):
            return self._piece(line, Sort.HEADING, found[1], level=found[0])
        if (number := marks.number(line.text)) and self._may_number(number.label, line):
            return self._numbered(line, number)
        if (item := marks.item(line.text, self._marker)) and not self._runs_on(line):
            self._marker = item.marker
            return self._piece(line, Sort.ITEM, item.text, marker=item.marker)
        may_open = not self._is_operative and self._may_open()
        return self._piece(line, Sort.OPENING, line.text) if may_open and preamble.opens(line.text) else None

    def _numbered(self, line: Line, number: marks.Number) -> Piece:
        digits = re.search(r"\d+", number.label)
        self._number, self._marker = int(digits[0]) if digits else 0, ""
        self._is_operative = self._is_operative or not number.is_preambular
        return self._piece(line, Sort.NUMBER, number.text, label=number.label)

    def _runs_on(self, line: Line) -> bool:
        """Whether the line before breaks off in a sentence for want of room."""
        before = self._before
        return bool(
            before
            and not self._has_gap
            and not marks.is_ended(before.text)
            and self._width.is_full(before, line)
            and line.indent < before.indent + _DEEPER
        )

    def _may_number(self, label: str, line: Line) -> bool:
        if self._before is None or self._has_gap or marks.is_ended(self._before.text):
            return True
        return not self._runs_on(line) and (label.startswith(str(self._number + 1)) or not label.isdecimal())

    def _may_open(self) -> bool:
        return (
            self._before is None or self._has_gap or self._before.text.rstrip("])*”\"'")[-1:] in set(",.:;")
        )

    def _is_soft(self, line: Line) -> bool:
        """Whether `line` goes on where the line before it broke off."""
        before = self._before
        if before is None or self._has_gap or before.is_broken or self.pieces[-1].sort is Sort.HEADING:
            return False
        if self._is_indented(line, before):
            return False
        if self._width.is_full(before, line) or join(before.text, line.text) == before.text + line.text:
            return True
        return marks.goes_on(line.text) and not marks.is_ended(before.text) and not self._is_title(before)

    def _is_indented(self, line: Line, before: Line) -> bool:
        """Whether `line` begins a paragraph by its indent, in a text of broken lines."""
        last = self.pieces[-1]
        has_marker = last.sort in {Sort.NUMBER, Sort.ITEM} and last.line == before.number
        return self._width.columns is not None and line.indent >= before.indent + _DEEPER and not has_marker

    def _is_title(self, before: Line) -> bool:
        """Whether all lines so far stand together and are whole, as those of a title are."""
        stand_together = all(not piece.has_gap and piece.sort is Sort.WORDS for piece in self.pieces[1:])
        is_first = len(self.pieces) <= _MOST_TITLE_LINES and self.pieces[0].sort is Sort.WORDS
        return self._width.columns is None and is_first and stand_together and not marks.hangs(before.text)
