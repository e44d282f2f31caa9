"""Slides: where a change stands when several places mean the same: at the edge that a reader expects."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from drafts.text import edges
from drafts.text.hunks import Hunk
from drafts.text.tokens import Words

_EACH_COMMA = frozenset((comma,) for comma in edges.COMMAS)
_UNCLEAN = -200  # a place beside which a blank or a point's letter changes as well; no edge makes up for it


class _Block(NamedTuple):
    """Tokens `start:end` that one wording has more than the other, which has the place `at` for them."""

    words: Words
    start: int
    end: int
    other: Words
    at: int

    def back(self, most: int) -> int:
        """Count the tokens by which it can move back without doing anything else, up to a limit."""
        keys, gaps, held = self.words.keys, self.words.gaps, self.other.gaps
        steps = 0
        while steps < most and keys[self.start - steps - 1] == keys[self.end - steps - 1]:
            if held[self.at - steps] != gaps[self.end - steps]:
                break
            steps += 1
        return steps

    def ahead(self, most: int) -> int:
        """Count the tokens by which it can move ahead without doing anything else, up to a limit."""
        keys, gaps, held = self.words.keys, self.words.gaps, self.other.gaps
        steps = 0
        while steps < most and keys[self.start + steps] == keys[self.end + steps]:
            if held[self.at + steps] != gaps[self.start + steps]:
                break
            steps += 1
        return steps

    def best(self, back: int, ahead: int) -> int:
        """Choose how far to move it, up to limits: to the best of its places, the last of equally good ones."""
        shifts = range(-self.back(back), self.ahead(ahead) + 1)
        return max(shifts, key=lambda shift: (self.worth(shift), shift)) if len(shifts) > 1 else 0

    def worth(self, shift: int) -> int:
        """Tell how good a place is for it."""
        start, end = self.start + shift, self.end + shift
        at = self.at + shift
        fits_gap = self.other.gaps[at] in (self.words.gaps[start], self.words.gaps[end])
        fits_text = self.other.texts[at : at + 1] == self.words.texts[end : end + 1]
        return edges.worth(self.words, start, end) + (0 if fits_gap and fits_text else _UNCLEAN)


def slide(found: Sequence[Hunk], base: Words, new: Words) -> list[Hunk]:
    """Move each pure insertion or deletion to the best of its places, the last of equally good ones."""
    slid: list[Hunk] = []
    for index, hunk in enumerate(found):
        start = slid[-1].i2 if slid else 0
        end = found[index + 1].i1 if index + 1 < len(found) else len(base.texts)
        block = _block(hunk, base, new)
        slid.append(_shifted(hunk, block.best(hunk.i1 - start, end - hunk.i2)) if block else hunk)
    return slid


def before_commas(found: Sequence[Hunk], base: Words, new: Words) -> list[Hunk]:
    """Move each pure insertion or deletion between commas before the first, so that all to one item stand together."""
    moved: list[Hunk] = []
    for hunk in found:
        block = _block(hunk, base, new)
        room = hunk.i1 - moved[-1].i2 - 1 if moved else hunk.i1
        is_behind = block is not None and block.words.texts[block.end - 1 : block.end] in _EACH_COMMA
        moved.append(_shifted(hunk, -1) if block and is_behind and block.back(min(room, 1)) else hunk)
    return moved


def meet(found: Iterable[Hunk], base: Words, new: Words) -> list[Hunk]:
    """Make one change of neighbours that can be moved until they meet."""
    met: list[Hunk] = []
    for found_hunk in found:
        hunk = found_hunk
        while met and (joined := _joined(met[-1], hunk, base, new)):
            met.pop()
            hunk = joined
        met.append(hunk)
    return met


def _joined(before: Hunk, after: Hunk, base: Words, new: Words) -> Hunk | None:
    """Make one hunk of two if one or both can be moved over all that lies between them."""
    between = after.i1 - before.i2
    first, second = _block(before, base, new), _block(after, base, new)
    ahead = first.ahead(between) if first else 0
    back = second.back(between) if second else 0
    if ahead + back < between:
        return None
    moved, pulled = _shifted(before, ahead), _shifted(after, ahead - between)
    return Hunk(moved.i1, pulled.i2, moved.j1, pulled.j2)


def _block(hunk: Hunk, base: Words, new: Words) -> _Block | None:
    """Give what a pure insertion or deletion moves; nothing for a replacement."""
    if hunk.i1 == hunk.i2:
        return _Block(new, hunk.j1, hunk.j2, base, hunk.i1)
    if hunk.j1 == hunk.j2:
        return _Block(base, hunk.i1, hunk.i2, new, hunk.j1)
    return None


def _shifted(hunk: Hunk, shift: int) -> Hunk:
    """Move a hunk by tokens."""
    return Hunk(hunk.i1 + shift, hunk.i2 + shift, hunk.j1 + shift, hunk.j2 + shift)
