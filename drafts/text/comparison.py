"""Comparisons: two wordings as tokens, and where they differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafts.text import anchors, items, lengths, partings, slides, tokens, weighing
from drafts.text.hunks import Hunk
from drafts.text.tokens import Words


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two wordings as tokens, and the hunks in which they differ.

    Hunks in reading order, an unchanged token between any two; one without tokens stands for a
    blank that differs.
    """

    base: Words
    new: Words
    hunks: tuple[Hunk, ...]

    def is_letter(self, hunk: Hunk) -> bool:
        """Tell whether a hunk does nothing but rename a point, "(b)" to "(c)"."""
        return self.base.keys[hunk.i1 : hunk.i2] == self.new.keys[hunk.j1 : hunk.j2] != ()


def compare(base: str, new: str) -> Comparison:
    """Find where two wordings differ, each change at the edge that a reader expects."""
    if max(len(base), len(new)) > lengths.LONGEST:
        old, now = lengths.split_pair(base, new)
    else:
        old = tokens.words(base)
        now = tokens.words_beside(new, base, old)
    found = weighing.weigh(anchors.find(old, now), old.keys, now.keys)
    found = items.part(slides.meet(found, old, now), old, now)
    found = slides.slide(found, old, now)
    found = _trimmed(_touching_joined(partings.part(found, old, now)), old, now)
    return Comparison(old, now, tuple(_exact(found, old, now)))


def _trimmed(found: Iterable[Hunk], old: Words, now: Words) -> list[Hunk]:
    """Leave out of hunks what is the same on both sides, and the hunks of which nothing is left."""
    return [
        part
        for hunk in found
        if (part := _core(hunk, old.texts, now.texts)).i1 < part.i2 or part.j1 < part.j2
    ]


def _core(hunk: Hunk, old: Sequence[str], now: Sequence[str]) -> Hunk:
    """Leave out of a hunk the tokens with which both its sides begin and end."""
    i1, i2, j1, j2 = hunk
    while i1 < i2 and j1 < j2 and old[i1] == now[j1]:
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and old[i2 - 1] == now[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
    return Hunk(i1, i2, j1, j2)


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
