"""Anchors: the sentences, clauses and points that both wordings have, between which the rest is compared."""

from collections.abc import Hashable
from itertools import pairwise

from drafts.text import edges, hunks
from drafts.text.hunks import Hunk
from drafts.text.lexicon import count_telling
from drafts.text.tokens import Words, common

_FEWEST = 3  # telling words that make a sentence an anchor


def find(old: Words, new: Words) -> list[Hunk]:
    """Find where two wordings differ, comparing whole sentences first and words only where those differ.

    Hunks in reading order, an unchanged token between any two.
    """
    start = common(old.keys, new.keys)
    end = common(old.keys[start:][::-1], new.keys[start:][::-1])
    last, new_last = len(old.keys) - end, len(new.keys) - end
    if not (edges.has_end(old, start, last) and edges.has_end(new, start, new_last)):
        return hunks.find(old.keys, new.keys)
    while start and not edges.ends(old, start - 1):
        start -= 1
    while last < len(old.keys) and not edges.ends(old, last - 1):
        last, new_last = last + 1, new_last + 1
    cuts, new_cuts = _cuts(old, start, last), _cuts(new, start, new_last)
    found: list[Hunk] = []
    for hunk in hunks.find(_sentences(old, cuts), _sentences(new, new_cuts)):
        i1, i2, j1, j2 = cuts[hunk.i1], cuts[hunk.i2], new_cuts[hunk.j1], new_cuts[hunk.j2]
        found += [
            Hunk(inner.i1 + i1, inner.i2 + i1, inner.j1 + j1, inner.j2 + j1)
            for inner in hunks.find(old.keys[i1:i2], new.keys[j1:j2])
        ]
    return found


def _cuts(words: Words, start: int, end: int) -> list[int]:
    """Give the places at which the sentences of a stretch begin and, their closing marks left out, end."""
    inner = {cut for index in range(start, end) if edges.ends(words, index) for cut in (index, index + 1)}
    return sorted(inner | {start, end})


def _sentences(words: Words, cuts: list[int]) -> list[Hashable]:
    """Give the sentences between cuts for comparison; the short ones are like no other."""
    return [
        words.keys[start:end] if count_telling(words.texts[start:end]) >= _FEWEST else object()
        for start, end in pairwise(cuts)
    ]
