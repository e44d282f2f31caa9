"""Layers: what one wording became through several hands, each word with who inserted it and who struck it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from drafts.text.redline import Segment, diff


class Hand(NamedTuple):
    """Whose words they are, several who wanted the same named together, and when they came into the text or left it."""

    by: tuple[str, ...]
    at: datetime

    @property
    def name(self) -> str:
        """Return the names in a row."""
        return ", ".join(self.by)


@dataclass(frozen=True, slots=True)
class Claim:
    """What one proponent wanted: `wording` in the place of `base`."""

    by: str
    base: str
    wording: str


@dataclass(frozen=True, slots=True)
class Step:
    """The next wording, by whose hand it came where no claim says so, and the claims that were taken in it."""

    wording: str
    hand: Hand
    claims: tuple[Claim, ...] = ()
    is_undoing: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring characters with one fate; what one hand inserted and another struck has both. Never empty."""

    text: str
    inserted: Hand | None = None
    deleted: Hand | None = None


def layer(base: str, steps: Sequence[Step]) -> tuple[Stretch, ...]:
    """Carry a wording through steps, keeping what was struck and who did what.

    In reading order, deletion before insertion, no two neighbours alike. The stretches that nobody inserted join to
    `base`, those that nobody deleted to the last step's wording, byte for byte. Words that come back where they were
    struck are as if they had never gone; so are those that an undoing takes away, or whoever inserted them, as in Word.
    """
    stretches: list[Stretch] = [Stretch(base)] if base else []
    for step in steps:
        before = "".join(each.text for each in stretches if not each.deleted)
        stretches = _Layer(stretches, is_undoing=step.is_undoing).carry(_signed(before, step))
    return tuple(_joined(stretches))


class _Signed(NamedTuple):
    segment: Segment
    hand: Hand


class _Layer:
    """One step laid over the stretches so far."""

    def __init__(self, stretches: Sequence[Stretch], *, is_undoing: bool) -> None:
        self.left = list(reversed(stretches))
        self.done: list[Stretch] = []
        self.is_undoing = is_undoing

    def carry(self, changes: Sequence[_Signed]) -> list[Stretch]:
        """Lay the step's changes over all stretches, in reading order."""
        for (op, text), hand in (((each.segment.op, each.segment.text), each.hand) for each in changes):
            if op == "insert":
                self._pass_struck()
                self._insert(text, hand)
            else:
                self._take(len(text), hand if op == "delete" else None)
        self._pass_struck()
        return self.done

    def _pass_struck(self) -> None:
        while self.left and self.left[-1].deleted:
            self.done.append(self.left.pop())

    def _take(self, size: int, striking: Hand | None) -> None:
        """Go over so many characters that stand, striking them or leaving them."""
        while size:
            self._pass_struck()
            stretch = self.left.pop()
            if len(stretch.text) > size:
                self.left.append(replace(stretch, text=stretch.text[size:]))
                stretch = replace(stretch, text=stretch.text[:size])
            size -= len(stretch.text)
            if not striking:
                self.done.append(stretch)
            elif not stretch.inserted or not self._is_taken_back(stretch.inserted, striking):
                self.done.append(replace(stretch, deleted=striking))

    def _is_taken_back(self, inserted: Hand, striking: Hand) -> bool:
        return self.is_undoing or inserted.by == striking.by

    def _insert(self, text: str, hand: Hand) -> None:
        """Put words in; where the base's own were struck right here, they stand again."""
        for place in range(len(self.done) - 1, -1, -1):
            stretch = self.done[place]
            if not stretch.deleted:
                break
            at = -1 if stretch.inserted else _place(text, stretch.text)
            if at >= 0:
                end = at + len(text)
                parts = (replace(stretch, text=stretch.text[:at]), Stretch(text))
                rest = replace(stretch, text=stretch.text[end:])
                self.done[place : place + 1] = [each for each in (*parts, rest) if each.text]
                return
        self.done.append(Stretch(text, inserted=hand))


def _place(words: str, struck: str) -> int:
    """Find words that say something among struck ones, not inside a longer word; -1 where they are not."""
    at = struck.find(words) if words.strip() else -1
    edges = (at, at + len(words)) if at >= 0 else ()
    torn = any(struck[edge - 1 : edge + 1].isalnum() for edge in edges if 0 < edge < len(struck))
    return -1 if torn else at


def _signed(before: str, step: Step) -> list[_Signed]:
    """Say of each change of a step whose hand it is in."""
    changes = diff(before, step.wording)
    if not step.claims:
        return [_Signed(segment, step.hand) for segment in changes]
    new, old = _owners(before, step)
    signed: list[_Signed] = []
    at_old = at_new = 0
    for segment in changes:
        size = len(segment.text)
        if segment.op == "equal":
            signed.append(_Signed(segment, step.hand))
        elif segment.op == "delete":
            signed += _cut(segment, old[at_old : at_old + size], step.hand)
        else:
            signed += _cut(segment, new[at_new : at_new + size], step.hand)
        at_old += size if segment.op != "insert" else 0
        at_new += size if segment.op != "delete" else 0
    return signed


_Owners = list[tuple[str, ...]]


def _owners(before: str, step: Step) -> tuple[_Owners, _Owners]:
    """Name, for each character of the new wording, who proposed it, and of the old one, who struck it."""
    new: _Owners = [()] * len(step.wording)
    old: _Owners = [()] * len(before)
    for claim in step.claims:
        proposed = _held(diff(claim.base, claim.wording), "insert", absent="delete")
        for here, there in _common(diff(claim.wording, step.wording)):
            if proposed[here] and claim.by not in new[there]:
                new[there] = (*new[there], claim.by)
        struck = _held(diff(claim.base, claim.wording), "delete", absent="insert")
        for here, there in _common(diff(claim.base, before)):
            if struck[here] and claim.by not in old[there]:
                old[there] = (*old[there], claim.by)
    return new, old


def _held(segments: Sequence[Segment], op: str, *, absent: str) -> list[bool]:
    return [segment.op == op for segment in segments if segment.op != absent for _character in segment.text]


def _common(segments: Sequence[Segment]) -> Iterator[tuple[int, int]]:
    """Pair the places of the characters that both wordings have."""
    here = there = 0
    for segment in segments:
        size = len(segment.text)
        if segment.op == "equal":
            yield from zip(range(here, here + size), range(there, there + size), strict=True)
        here += size if segment.op != "insert" else 0
        there += size if segment.op != "delete" else 0


def _cut(segment: Segment, owners: Sequence[tuple[str, ...]], hand: Hand) -> Iterator[_Signed]:
    """Cut a change where its owners change; blanks and marks between go with the words before them."""
    sized = [(by, len(list(run))) for by, run in groupby(owners)]
    runs: list[tuple[tuple[str, ...], str]] = []
    at = 0
    for by, size in sized:
        text = segment.text[at : at + size]
        at += size
        if runs and (runs[-1][0] == by or not any(map(str.isalnum, text))):
            runs[-1] = (runs[-1][0], runs[-1][1] + text)
        elif runs and not any(map(str.isalnum, runs[-1][1])):
            runs[-1] = (by, runs[-1][1] + text)
        else:
            runs.append((by, text))
    for by, run in groupby(runs, key=lambda each: each[0]):
        text = "".join(part for _, part in run)
        yield _Signed(Segment(segment.op, text), Hand(by, hand.at) if by else hand)


def _joined(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Make one stretch of neighbours with one fate."""
    for (inserted, deleted), run in groupby(stretches, key=lambda each: (each.inserted, each.deleted)):
        yield Stretch("".join(each.text for each in run), inserted, deleted)
