"""Slides: where a change stands when several places mean the same: at the edge that a reader expects."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from drafts.text.hunks import Hunk
from drafts.text.tokens import Words, is_small

# How good an edge is for a change to begin or to end at: behind a mark, before a mark.
_SENTENCE = dict.fromkeys(".!?…。！？؟", 45)
_BEHIND = dict.fromkeys(";؛；:：", 40) | dict.fromkeys(",،，、)]}»”’）」』》", 20)
_BEFORE = dict.fromkeys(",،，、", 30) | dict.fromkeys("([{«“‘（「『《", 20)
_HOLDING = frozenset("([{«“‘（「『《*\"'")  # with what follows
_HELD = frozenset(")]}»”’）」』》*\"'")  # with what goes before
_LINE, _LINE_END, _SMALL_WORD, _TORN = 60, 50, 10, -10
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
    return _edge(block.words, start) + _edge(block.words, end) + (0 if is_clean else _UNCLEAN)


def _edge(words: Words, index: int) -> int:
    """Tell how good an edge lies before a token."""
    if index in (0, len(words.texts)):
        return _LINE
    left, right = words.texts[index - 1], words.texts[index]
    if not words.gaps[index] and (left in _HOLDING or right in _HELD):
        return _TORN
    return max(_behind(left, right), _before(right))


def _behind(left: str, right: str) -> int:
    """Tell how well a change begins behind a token."""
    if "\n" in left:
        return _LINE
    if left in _SENTENCE and not right[0].islower():
        return _SENTENCE[left]
    return _BEHIND.get(left, 0)


def _before(right: str) -> int:
    """Tell how well a change begins before a token."""
    if "\n" in right:
        return _LINE_END
    return _SMALL_WORD if is_small(right) else _BEFORE.get(right, 0)
