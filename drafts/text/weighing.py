"""Weighing: where a mark or small word was kept although a word that tells more could have been."""

from collections.abc import Sequence

from drafts.text.hunks import Hunk
from drafts.text.lexicon import is_telling

_TELLING, _OTHER = 4, 1  # what a kept token is worth
_MOST = 900  # tokens of one side times tokens of the other
_BREAKS = frozenset("\n.!?…。！？؟;؛；:：")


def weigh(found: Sequence[Hunk], old: Sequence[str], new: Sequence[str]) -> list[Hunk]:
    """Compare again, by the worth of tokens, where hunks are parted by nothing but marks and small words."""
    weighed: list[Hunk] = []
    for group in _groups(found, old):
        i1, i2, j1, j2 = group[0].i1, group[-1].i2, group[0].j1, group[-1].j2
        deleted = {token for hunk in group for token in old[hunk.i1 : hunk.i2]}
        inserted = {token for hunk in group for token in new[hunk.j1 : hunk.j2]}
        if any(map(is_telling, deleted & inserted)) and (i2 - i1) * (j2 - j1) <= _MOST:
            weighed += _compared(old[i1:i2], new[j1:j2], i1, j1)
        else:
            weighed += group
    return weighed


def _groups(found: Sequence[Hunk], old: Sequence[str]) -> list[list[Hunk]]:
    """Group the hunks between which no word tells anything and no sentence ends."""
    groups: list[list[Hunk]] = []
    for hunk in found:
        between = old[groups[-1][-1].i2 : hunk.i1] if groups else ()
        if groups and not any(is_telling(token) or token in _BREAKS for token in between):
            groups[-1].append(hunk)
        else:
            groups.append([hunk])
    return groups


def _compared(old: Sequence[str], new: Sequence[str], i0: int, j0: int) -> list[Hunk]:
    """Find the hunks between two short rows of tokens so that what is kept is worth most."""
    kept = _kept(old, new)
    found: list[Hunk] = []
    i = j = 0
    for run_i, run_j in [*kept, (len(old), len(new))]:
        if i < run_i or j < run_j:
            found.append(Hunk(i0 + i, i0 + run_i, j0 + j, j0 + run_j))
        i, j = run_i + 1, run_j + 1
    return found


def _kept(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Give the places of the common subsequence that is worth most."""
    best = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        worth = _TELLING if is_telling(old[i]) else _OTHER
        row, below = best[i], best[i + 1]
        for j in range(len(new) - 1, -1, -1):
            skipped = max(below[j], row[j + 1])
            row[j] = max(skipped, below[j + 1] + worth) if old[i] == new[j] else skipped
    kept: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] == new[j] and best[i][j] > max(best[i + 1][j], best[i][j + 1]):
            kept.append((i, j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return kept
