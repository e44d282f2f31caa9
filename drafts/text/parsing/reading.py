"""Pieces put together into blocks: points, closing words and what a page parted go to the paragraph they belong to."""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from drafts.text import markup
from drafts.text.parsing import marks, preamble
from drafts.text.parsing.blocks import Block, Kind, Warning_
from drafts.text.parsing.layout import Layout
from drafts.text.parsing.pieces import Piece, Sort, join

_DEEPER = 2
_SHORT = 160
_SHOWN = 20
_SPEAKER = 100
_HEADING_LINES = 5
_MANY = 30
_POINT = re.compile(r"\[*\(")
_WRITTEN: tuple[Callable[[int], str], ...] = (markup.letter, markup.roman, str)
"""How points of the first, second and any further degree are written on paper."""


@dataclass(slots=True)
class Draft:
    """A block while it is being read.

    `lines` are its lines, each in the parts that a page's end broke it into; `label` is what the file gives, "" if
    nothing; `nested` holds the indents and last values of the decimal points that are open in it.
    """

    kind: Kind
    line: int
    lines: list[list[str]]
    label: str = ""
    indent: int = 0
    level: int = 0
    fence: Block | None = None
    nested: list[tuple[int, int]] = field(default_factory=list)
    has_points: bool = False
    numbers: list[int] = field(default_factory=list)
    """The line of the file that each of its lines begins in."""

    @property
    def wording(self) -> str:
        """Its words as read so far."""
        return "\n".join(join(parts) for parts in self.lines)

    def add(self, piece: Piece, text: str) -> None:
        """Give it a further line, `text`, from `piece`."""
        self.lines.append([text])
        self.numbers.append(piece.line)


def read(pieces: Sequence[Piece], layout: Layout) -> tuple[list[Draft], list[Warning_]]:
    """The blocks of a text in order, their labels still as the file gives them."""
    reader = _Reader(
        has_headings=any(piece.sort is Sort.HEADING for piece in pieces),
        has_indents=layout.has_indents,
    )
    whole = list(_whole_headings(pieces)) if layout.is_broken else pieces
    for piece, after in itertools.zip_longest(whole, whole[1:]):
        reader.add(piece, after)
    return reader.drafts, reader.warnings


def _whole_headings(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces of a text of broken lines, the lines of a heading put together."""
    place = 0
    after_section = False
    while place < len(pieces):
        end = place + 1
        has_gap = pieces[place].has_gap or after_section
        after_section = has_gap and marks.is_section(pieces[place].text)
        if not after_section and pieces[place].has_gap and is_short(pieces[place]):
            while (
                end < len(pieces)
                and end - place < _HEADING_LINES
                and not pieces[end].has_gap
                and is_short(pieces[end])
            ):
                end += 1
            if end < len(pieces) and not pieces[end].has_gap and pieces[end].sort is Sort.WORDS:
                end = place + 1
        yield replace(pieces[place], has_gap=has_gap, text=join([piece.text for piece in pieces[place:end]]))
        place = end


def is_short(piece: Piece) -> bool:
    """Whether `piece` may be a heading, or a line of one."""
    text = piece.text
    is_open = not marks.is_ended(text) and not preamble.has_comma(text) and not preamble.is_speaker(text)
    return piece.sort is Sort.WORDS and len(text) <= _SHORT and is_open and not marks.goes_on(text)


class _Reader:
    """Takes piece after piece, knowing the block that is open."""

    def __init__(self, *, has_headings: bool, has_indents: bool) -> None:
        self.drafts: list[Draft] = []
        self.warnings: list[Warning_] = []
        self._has_headings = has_headings
        self._has_indents = has_indents
        self._is_operative = False

    def add(self, piece: Piece, after: Piece | None) -> None:
        match piece.sort:
            case Sort.FENCE:
                self._fence(piece)
            case Sort.HEADING:
                self._begin(Kind.HEADING, piece)
            case Sort.NUMBER:
                self._number(piece)
            case Sort.ITEM:
                self._item(piece)
            case Sort.OPENING if self._opens(piece):
                self._begin(Kind.PREAMBULAR, piece)
            case _ if self._goes_on_preamble(piece):
                self._begin(Kind.PREAMBULAR, piece)
            case _:
                self._words(replace(piece, sort=Sort.WORDS), after)

    def _begin(self, kind: Kind, piece: Piece) -> Draft:
        draft = Draft(
            kind, piece.line, [[piece.text]], piece.label, piece.indent, piece.level, numbers=[piece.line]
        )
        self.drafts.append(draft)
        return draft

    @property
    def _open(self) -> Draft | None:
        """The block that what comes next may belong to."""
        last = self.drafts[-1] if self.drafts else None
        return None if last is None or last.kind is Kind.HEADING or last.fence else last

    def _fence(self, piece: Piece) -> None:
        if isinstance(piece.fence, Block):
            self.drafts.append(Draft(piece.fence.kind, piece.line, [], piece.fence.label, fence=piece.fence))
            self._is_operative = self._is_operative or piece.fence.kind is Kind.NUMBERED
        else:
            self._begin(Kind.UNNUMBERED, piece)

    def _number(self, piece: Piece) -> None:
        if piece.label.startswith("PP"):
            self._begin(Kind.PREAMBULAR, piece)
            return
        within = self._open
        if within and self._is_nested(piece, within):
            value = int(piece.label)
            within.has_points = True
            marker = _WRITTEN[min(len(within.nested), len(_WRITTEN)) - 1](value)
            within.add(piece, f"({marker}) {piece.text}")
            return
        is_insertion = within is not None and piece.label.split()[0] == within.label.split(" ")[0]
        draft = self._begin(Kind.NUMBERED, piece)
        if is_insertion and within:
            draft.indent = within.indent
        self._is_operative = True

    def _is_nested(self, piece: Piece, within: Draft) -> bool:
        """Whether a number that is indented counts points of the paragraph that is open."""
        is_under = within.kind is Kind.NUMBERED and piece.indent >= within.indent + _DEEPER
        if self._has_indents or not is_under or not piece.label.isdecimal():
            return False
        value = int(piece.label)
        nested = within.nested
        while nested and nested[-1][0] >= piece.indent + _DEEPER:
            nested.pop()
        goes_on = bool(nested) and abs(nested[-1][0] - piece.indent) < _DEEPER
        if goes_on:
            nested.pop()
        if goes_on or value == 1:
            nested.append((piece.indent, value))
        return goes_on or value == 1

    def _item(self, piece: Piece) -> None:
        within = self._open
        written = f"{piece.marker} {piece.text}".rstrip()
        if within is None:
            draft = self._begin(Kind.UNNUMBERED, piece)
            draft.lines = [[written]]
        else:
            draft = within
            draft.add(piece, written)
        draft.has_points = True

    def _opens(self, piece: Piece) -> bool:
        if self._is_operative:
            return False
        before = self.drafts[-1] if self.drafts else None
        return (
            preamble.has_comma(piece.text)
            or preamble.opens_in_italics(piece.text)
            or (before is not None and before.kind is Kind.PREAMBULAR)
        )

    def _goes_on_preamble(self, piece: Piece) -> bool:
        """Whether words that end in a comma follow others that do, whatever they begin with, in whatever language."""
        before = self._open
        if self._is_operative or before is None or not piece.has_gap or not preamble.has_comma(piece.text):
            return False
        is_speaker = before.kind is Kind.UNNUMBERED and len(before.wording) <= _SPEAKER and before.label == ""
        last = before.lines[-1][-1]
        return (
            (is_speaker or before.kind is Kind.PREAMBULAR)
            and preamble.has_comma(last)
            and not marks.goes_on(piece.text)
        )

    def _words(self, piece: Piece, after: Piece | None) -> None:
        within = self._open
        if piece.has_gap and marks.may_be_number(piece.text):
            self.warnings.append(Warning_(piece.line, f"Not read as a number: “{piece.text[:_SHOWN]}”"))
        if within is not None and within.kind is Kind.NUMBERED and within.lines == [[""]]:
            within.lines[-1] = [piece.text]
        elif within is None:
            self._unattached(piece, after)
        elif not piece.has_gap or (piece.indent >= within.indent + _DEEPER and not self._has_indents):
            within.add(piece, piece.text)
        elif self._rejoins(piece, within):
            within.lines[-1].append(piece.text)
        elif self._closes(piece, within):
            within.add(piece, piece.text)
        else:
            self._unattached(piece, after)

    def _unattached(self, piece: Piece, after: Piece | None) -> None:
        looks = not self._has_headings and self._looks_like_heading(piece, after)
        is_heading = looks or (piece.has_gap and marks.is_section(piece.text)) or self._goes_on_heading(piece)
        self._doubt_closing(piece, after, is_heading=is_heading)
        self._begin(Kind.HEADING if is_heading else Kind.UNNUMBERED, piece)

    def _goes_on_heading(self, piece: Piece) -> bool:
        """Whether `piece` stands right under a line that was a heading by its form: "Article 2", then "Objective"."""
        last = self.drafts[-1] if self.drafts else None
        is_bare = last is not None and last.kind is Kind.HEADING and last.level == 0 and not last.fence
        return is_bare and not piece.has_gap and is_short(piece)

    def _doubt_closing(self, piece: Piece, after: Piece | None, *, is_heading: bool) -> None:
        """Say that words between points and the next number may close the paragraph of the points."""
        within = self._open
        is_between = after is not None and after.sort is Sort.NUMBER and not is_heading
        if within and within.has_points and is_between and not within.lines[-1][-1].endswith("."):
            told = (
                f"May be the closing words of {within.label or 'the points before it'}, and was not read so"
            )
            self.warnings.append(Warning_(piece.line, told))

    def _rejoins(self, piece: Piece, within: Draft) -> bool:
        """Whether a page's end parted `piece` from the block that is open."""
        last = within.lines[-1][-1]
        is_whole = marks.is_ended(last) or (within.kind is Kind.PREAMBULAR and preamble.has_comma(last))
        if is_whole or self._points_are_bare(within):
            return False
        if marks.goes_on(piece.text):
            return True
        hangs = marks.hangs(last) and (within.kind is Kind.NUMBERED or not preamble.has_comma(last))
        if hangs:
            self.warnings.append(
                Warning_(piece.line, "Joined to the paragraph before it, which breaks off in a sentence")
            )
        return hangs

    @staticmethod
    def _points_are_bare(within: Draft) -> bool:
        """Whether the points of a block end in no punctuation, so that its last one is whole."""
        found = [line for line in within.lines[-_MANY:] if _POINT.match(line[0])]
        return len(found) > 1 and not any(marks.is_ended(line[-1]) for line in found)

    @staticmethod
    def _closes(piece: Piece, within: Draft) -> bool:
        """Whether `piece` is the closing words after the points of the block that is open."""
        return within.has_points and (not marks.is_ended(within.lines[-1][-1]) or marks.goes_on(piece.text))

    @staticmethod
    def _looks_like_heading(piece: Piece, after: Piece | None) -> bool:
        """Whether a line that stands alone, before others, names what follows."""
        has_after = after is not None and (after.has_gap or after.sort is not Sort.WORDS)
        is_broken = after is not None and after.sort is Sort.WORDS and marks.goes_on(after.text)
        return piece.has_gap and has_after and not is_broken and is_short(piece) and piece.text[0].isupper()
