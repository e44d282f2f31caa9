"""Slides: where a change stands when several places mean the same: at the edge that a reader expects."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafts.text import edges
from drafts.text.hunks import Hunk
from drafts.text.tokens import Words

_MEETING = 140  # two changes made one beat any edge
_UNCLEAN = -200  # a place at which a blank would have to change as well


class _Block(NamedTuple):
    """Tokens `start:end` that one wording has more than the other, which has the place `at` for them."""

    words: Words
    start: int
    end: int
    other: Words
    at: int


def slide(found: Sequence[Hunk], base: Words, new: Words) -> list[Hunk]:
    """Move each pure insertion or deletion to the best of its places; changes that meet become one."""
    slid: list[Hunk] = []
    for index, hunk in enumerate(found):
        before = slid[-1] if slid else None
        after = found[index + 1] if index + 1 < len(found) else None
        shift = _best_shift(hunk, base, new, before, after)
        moved = Hunk(*(place + shift for place in hunk))
        if before and moved.i1 == before.i2 and moved.j1 == before.j2:
            slid[-1] = Hunk(before.i1, moved.i2, before.j1, moved.j2)
        else:
            slid.append(moved)
    return slid


def part(found: Sequence[Hunk], base: Words, new: Words) -> list[Hunk]:
    """Part the changes that end in a whole sentence or clause more from what goes before it.

    "A, b. C" put in before a full stop is ", b" before it and "C." behind it.
    """
    return [piece for hunk in found for piece in _parted(hunk, base, new)]


def _parted(hunk: Hunk, base: Words, new: Words) -> list[Hunk]:
    """Part one change, if it holds the mark that follows it and the next sentence or clause."""
    i1, i2, j1, j2 = hunk
    if i2 == len(base.keys) or not edges.closes(base, i2):
        return [hunk]
    mark = base.keys[i2]
    for j in range(j1, j2):
        if new.keys[j] == mark and edges.closes(new, j) and (i1 < i2 or j > j1):
            return [Hunk(i1, i2, j1, j), Hunk(i2 + 1, i2 + 1, j + 1, j2 + 1)]
    for i in range(i1, i2):
        if base.keys[i] == mark and edges.closes(base, i) and (j1 < j2 or i > i1):
            return [Hunk(i1, i, j1, j2), Hunk(i + 1, i2 + 1, j2 + 1, j2 + 1)]
    return [hunk]


def _best_shift(hunk: Hunk, base: Words, new: Words, before: Hunk | None, after: Hunk | None) -> int:
    """Choose how far to move a hunk; of equally good places the last."""
    if hunk.i1 == hunk.i2:
        block = _Block(new, hunk.j1, hunk.j2, base, hunk.i1)
    elif hunk.j1 == hunk.j2:
        block = _Block(base, hunk.i1, hunk.i2, new, hunk.j1)
    else:
        return 0
    back = before.i2 - hunk.i1 if before else -min(hunk.i1, hunk.j1)
    ahead = after.i1 - hunk.i2 if after else min(len(base.texts) - hunk.i2, len(new.texts) - hunk.j2)
    meetings = {back if before else None, ahead if after else None}
    shifts = list(_shifts(block, back, ahead))
    if len(shifts) == 1:
        return 0
    return max(shifts, key=lambda shift: (_score(block, shift) + _MEETING * (shift in meetings), shift))


def _shifts(block: _Block, back: int, ahead: int) -> Iterator[int]:
    """Give every distance by which a block can be moved without changing what it does."""
    yield 0
    keys, gaps = block.words.keys, block.words.gaps
    other_gaps = block.other.gaps
    first, last, at = block.start, block.end, block.at
    for shift in range(0, back, -1):
        if keys[first + shift - 1] != keys[last + shift - 1] or other_gaps[at + shift] != gaps[last + shift]:
            break
        yield shift - 1
    for shift in range(ahead):
        if keys[first + shift] != keys[last + shift] or other_gaps[at + shift] != gaps[first + shift]:
            break
        yield shift + 1


def _score(block: _Block, shift: int) -> int:
    """Tell how good a place is for a block."""
    start, end = block.start + shift, block.end + shift
    gap = block.other.gaps[block.at + shift]
    is_clean = gap in (block.words.gaps[start], block.words.gaps[end])
    return edges.worth(block.words, start) + edges.worth(block.words, end) + (0 if is_clean else _UNCLEAN)
