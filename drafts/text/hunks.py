"""Hunks: the runs of tokens in which two wordings differ, found by diff-match-patch, where that is slow by bits."""

from collections.abc import Hashable, Sequence
from typing import NamedTuple

from diff_match_patch import diff_match_patch

from drafts.text.tokens import common

_MOST_FOR_MYERS = 60  # tokens of both sides together: the worst case takes a millisecond
_MOST_FOR_BITS = 64_000_000  # tokens of one side times tokens of the other: memory for the table in bits
_OLD_ALONE, _NEW_ALONE, _FIRST = "\x01", "\x02", 3  # tokens of one side match nothing, so they need no name


class Hunk(NamedTuple):
    """Tokens `i1:i2` of the base are replaced by tokens `j1:j2` of the new wording."""

    i1: int
    i2: int
    j1: int
    j2: int


def find(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Hunk]:
    """Find where two rows of tokens differ: hunks in reading order, an unchanged token between any two."""
    start = common(old, new)
    end = common(old[start:][::-1], new[start:][::-1])
    old_part, new_part = old[start : len(old) - end], new[start : len(new) - end]
    found: list[Hunk] = []
    i = j = 0
    for run_i, run_j, size in [*_equal_runs(old_part, new_part), (len(old_part), len(new_part), 0)]:
        if (i, j) != (run_i, run_j):
            found.append(Hunk(start + i, start + run_i, start + j, start + run_j))
        i, j = run_i + size, run_j + size
    return found


def _equal_runs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int, int]]:
    """Find the runs that are equal: place in old, place in new, length; bounded by size, not by a clock."""
    if not old or not new or len(old) * len(new) > _MOST_FOR_BITS:
        return []
    shared = {token: chr(number) for number, token in enumerate(set(old) & set(new), _FIRST)}
    old_text = "".join([shared.get(token, _OLD_ALONE) for token in old])
    new_text = "".join([shared.get(token, _NEW_ALONE) for token in new])
    if len(old) + len(new) <= _MOST_FOR_MYERS:
        return _by_myers(old_text, new_text)
    return _by_bits(old_text, new_text)


def _by_myers(old: str, new: str) -> list[tuple[int, int, int]]:
    """Compare with diff-match-patch, its clock off."""
    engine = diff_match_patch()
    engine.Diff_Timeout = 0
    runs = []
    i = j = 0
    for op, text in engine.diff_main(old, new, checklines=False):
        if op == engine.DIFF_EQUAL:
            runs.append((i, j, len(text)))
        i += len(text) if op != engine.DIFF_INSERT else 0
        j += len(text) if op != engine.DIFF_DELETE else 0
    return runs


def _by_bits(old: str, new: str) -> list[tuple[int, int, int]]:
    """Compare with a longest common subsequence held in the bits of integers.

    Source: H. Hyyrö, Bit-parallel LCS-length computation revisited, 2004.
    """
    places: dict[str, int] = {}
    for i, char in enumerate(old):
        places[char] = places.get(char, 0) | 1 << i
    full = (1 << len(old)) - 1
    row = full
    rows = [row]
    for char in new:
        hits = row & places.get(char, 0)
        if hits:
            row = ((row + hits) | (row - hits)) & full
        rows.append(row)
    return _walked_back(rows, len(old))


def _walked_back(rows: Sequence[int], size: int) -> list[tuple[int, int, int]]:
    """Read the equal runs from the table of bits, from its end."""
    runs: list[tuple[int, int, int]] = []
    i, j = size, len(rows) - 1
    while i and j:
        if rows[j] >> (i - 1) & 1:
            i -= 1
        elif not rows[j - 1] >> (i - 1) & 1:
            j -= 1
        else:
            i -= 1
            j -= 1
            if runs and runs[-1][:2] == (i + 1, j + 1):
                runs[-1] = (i, j, runs[-1][2] + 1)
            else:
                runs.append((i, j, 1))
    return runs[::-1]
