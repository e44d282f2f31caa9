"""Edits: what turns one wording into another, place by place, each carrying its own space."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from drafts.text import hunks, slides, tokens
from drafts.text.hunks import Hunk
from drafts.text.tokens import Words


class Edit(NamedTuple):
    """The characters `start:end` of the base become `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two wordings as tokens, and the hunks in which they differ.

    Hunks in reading order, an unchanged token between any two; one without tokens stands for a
    blank that differs.
    """

    new_text: str
    base: Words
    new: Words
    hunks: tuple[Hunk, ...]


@lru_cache(maxsize=1024)
def compare(base: str, new: str) -> Comparison:
    """Find where two wordings differ, each change at the edge that a reader expects."""
    old, now = tokens.words(base), tokens.words(new)
    found = slides.slide(hunks.find(old.keys, now.keys), old, now)
    return Comparison(new, old, now, tuple(_exact(found, old, now)))


@lru_cache(maxsize=1024)
def find(base: str, new: str) -> tuple[Edit, ...]:
    """Find the edits that turn `base` into `new`: reading order, an unchanged token between any two."""
    comparison = compare(base, new)
    return tuple(cut(comparison, hunk) for hunk in comparison.hunks)


def apply(base: str, found: Iterable[Edit]) -> str:
    """Carry out edits of a wording, given in reading order."""
    pieces = []
    at = 0
    for edit in found:
        pieces += [base[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, base[at:]])


def cut(comparison: Comparison, hunk: Hunk) -> Edit:
    """Cut an edit from both wordings, leaving out the blanks around it that stay.

    A pure insertion or deletion takes the space before it, at the start of a line the space after it.
    """
    old, now = comparison.base, comparison.new
    before, after = old.gaps[hunk.i1], old.gaps[hunk.i2]
    keeps_before = before == now.gaps[hunk.j1]
    keeps_after = after == now.gaps[hunk.j2]
    if keeps_before and keeps_after and (hunk.i1 == hunk.i2 or hunk.j1 == hunk.j2):
        opens_line = hunk.i1 == 0 or "\n" in old.texts[hunk.i1 - 1]
        keeps_before, keeps_after = opens_line, not opens_line
    start, start_new = old.end(hunk.i1 - 1), now.end(hunk.j1 - 1)
    end, end_new = old.starts[hunk.i2], now.starts[hunk.j2]
    if keeps_before:
        start, start_new = start + len(before), start_new + len(before)
    if keeps_after:
        end, end_new = end - len(after), end_new - len(after)
    return Edit(start, end, comparison.new_text[start_new:end_new])


def _exact(found: Sequence[Hunk], old: Words, now: Words) -> list[Hunk]:
    """Add to the hunks the letters of points and the blanks that differ between tokens held to be equal."""
    hidden: list[Hunk] = []
    i = j = 0
    for hunk in [*found, Hunk(len(old.texts), len(old.texts), len(now.texts), len(now.texts))]:
        hidden += [
            Hunk(i + k, i + k, j + k, j + k)
            for k in _unlike(old.gaps[i : hunk.i1 + 1], now.gaps[j : hunk.j1 + 1])
        ]
        hidden += [
            Hunk(i + k, i + k + 1, j + k, j + k + 1)
            for k in _unlike(old.texts[i : hunk.i1], now.texts[j : hunk.j1])
        ]
        i, j = hunk.i2, hunk.j2
    return _touching_joined(sorted([*found, *hidden])) if hidden else list(found)


def _unlike(a: Sequence[str], b: Sequence[str]) -> list[int]:
    """Give the places at which two rows of the same length differ."""
    return [] if a == b else [k for k, (left, right) in enumerate(zip(a, b, strict=True)) if left != right]


def _touching_joined(found: Iterable[Hunk]) -> list[Hunk]:
    """Make one hunk of those with no token between them."""
    joined: list[Hunk] = []
    for hunk in found:
        if joined and joined[-1].i2 == hunk.i1:
            joined[-1] = Hunk(joined[-1].i1, hunk.i2, joined[-1].j1, hunk.j2)
        else:
            joined.append(hunk)
    return joined
