"""Lines put together into pieces: one for each heading, numbered paragraph, point or other line that stands by itself."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from drafts.text.parsing import marks, preamble
from drafts.text.parsing.blocks import Block
from drafts.text.parsing.layout import Layout
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


def join(texts: Sequence[str]) -> str:
    """The parts of a broken line as one."""
    found = [texts[0]]
    for before, after in itertools.pairwise(texts):
        found += [after] if is_compound(before, after) or not before else [" ", after]
    return "".join(found)


def is_compound(before: str, after: str) -> bool:
    """Whether a line was broken at a word's own hyphen: no space belongs there, but "low- and" has one."""
    if not (before.endswith("-") and before[-2:-1].isalpha() and after[:1].isalpha()):
        return False
    return after.split(maxsplit=1)[0] not in {"and", "or", "to"}


def gather(lines: Iterable[Line], layout: Layout) -> list[Piece]:
    """Put lines together that belong together."""
    gatherer = _Gatherer(layout)
    for line in lines:
        gatherer.add(line)
    return gatherer.finished()


class _Gatherer:
    """Takes line after line, knowing what was last."""

    def __init__(self, layout: Layout) -> None:
        self.pieces: list[Piece] = []
        self._more: dict[int, list[str]] = {}
        self._layout = layout
        self._before: Line | None = None
        self._has_gap = True
        self._number = 0
        self._markers: tuple[str, ...] = ()
        self._is_operative = False

    def add(self, line: Line) -> None:
        if line.fence is not None:
            self.pieces.append(Piece(line.number, 0, True, Sort.FENCE, "", fence=line.fence))
            self._before, self._has_gap = None, True
        elif not line.text:
            self._has_gap = True
        else:
            self._put(line)
            self._before, self._has_gap = line, False

    def finished(self) -> list[Piece]:
        """The pieces, each with all its lines."""
        for place, texts in self._more.items():
            piece = self.pieces[place]
            self.pieces[place] = replace(piece, text=join([piece.text, *texts]))
        return self.pieces

    def _put(self, line: Line) -> None:
        if self._before is not None and not self._has_gap and self._begins(line, self._before):
            self._has_gap = True
        piece = self._marked(line)
        if piece is None and self._is_soft(line):
            self._more.setdefault(len(self.pieces) - 1, []).append(line.text)
        else:
            self.pieces.append(piece or self._piece(line, Sort.WORDS, line.text))

    def _piece(
        self, line: Line, sort: Sort, text: str, *, label: str = "", marker: str = "", level: int = 0
    ) -> Piece:
        return Piece(line.number, line.indent, self._has_gap, sort, text, label, marker, level)

    def _marked(self, line: Line) -> Piece | None:
        if line.level:
            return self._piece(line, Sort.HEADING, line.text, level=line.level)
        if (number := marks.number(line.text)) and self._may_number(number.label, line):
            return self._numbered(line, number)
        if (item := marks.item(line.text, self._markers)) and not self._runs_on(line):
            self._markers = (item.marker, *self._outer(item.marker))
            return self._piece(line, Sort.ITEM, item.text, marker=item.marker)
        may_open = not self._is_operative and self._may_open()
        return self._piece(line, Sort.OPENING, line.text) if may_open and preamble.opens(line.text) else None

    def _numbered(self, line: Line, number: marks.Number) -> Piece:
        digits = re.search(r"\d+", number.label)
        self._number, self._markers = int(digits[0]) if digits else 0, ()
        self._is_operative = self._is_operative or not number.is_preambular
        return self._piece(line, Sort.NUMBER, number.text, label=number.label)

    def _outer(self, marker: str) -> tuple[str, ...]:
        """The markers that stay open around `marker`: the last one, if `marker` begins points of the next degree."""
        bare = marker.strip("[()")
        if bare in {"a", "i"} and not marks.comes_next(marker, self._markers[:1]):
            return self._markers[:1]
        return self._markers[1:] if marks.comes_next(marker, self._markers[:1]) else self._markers[2:]

    def _runs_on(self, line: Line) -> bool:
        """Whether the line before breaks off in a sentence for want of room."""
        before = self._before
        return bool(
            before
            and not self._has_gap
            and not marks.is_ended(before.text)
            and self._layout.is_full(before, line)
            and line.indent < before.indent + _DEEPER
        )

    def _may_number(self, label: str, line: Line) -> bool:
        """Whether a number at the start of `line` is one, and no number in a sentence that goes on there."""
        before = self._before
        if before is None or self._has_gap or marks.is_ended(before.text):
            return True
        comes_next = re.split(r"[ .]", label)[0] == str(self._number + 1) or not label.isdecimal()
        return comes_next and (preamble.has_comma(before.text) or not self._runs_on(line))

    def _may_open(self) -> bool:
        return (
            self._before is None or self._has_gap or self._before.text.rstrip("])*”\"'")[-1:] in set(",.:;")
        )

    def _is_soft(self, line: Line) -> bool:
        """Whether `line` goes on where the line before it broke off."""
        before = self._before
        if before is None or self._has_gap or before.is_broken or self.pieces[-1].sort is Sort.HEADING:
            return False
        if self._layout.is_full(before, line) or is_compound(before.text, line.text):
            return True
        if self._layout.is_broken and marks.hangs(before.text) and not preamble.has_comma(before.text):
            return True
        return marks.goes_on(line.text) and not marks.is_ended(before.text) and not self._is_title(before)

    def _begins(self, line: Line, before: Line) -> bool:
        """Whether `line` begins a paragraph although no gap is before it."""
        is_speaker = not self._is_operative and preamble.is_organ(line.text) and not marks.hangs(before.text)
        return is_speaker or self._is_indented(line, before)

    def _is_indented(self, line: Line, before: Line) -> bool:
        """Whether `line` begins a paragraph by its indent, in a text of broken lines."""
        if not self.pieces:
            return False
        last = self.pieces[-1]
        has_marker = last.sort in {Sort.NUMBER, Sort.ITEM} or marks.is_numbered_title(before.text)
        return (
            self._layout.is_broken
            and line.indent >= before.indent + _DEEPER
            and not (has_marker and last.line == before.number)
        )

    def _is_title(self, before: Line) -> bool:
        """Whether all lines so far stand together and are whole, as those of a title are."""
        if self._layout.is_broken or len(self.pieces) > _MOST_TITLE_LINES or marks.hangs(before.text):
            return False
        is_first = self.pieces[0].sort is Sort.WORDS
        return is_first and all(not piece.has_gap and piece.sort is Sort.WORDS for piece in self.pieces[1:])
