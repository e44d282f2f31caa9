"""Rewriting: sentences, and whole wordings, of which so little was kept that they are one change."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from drafts.text import edges
from drafts.text.comparison import Comparison
from drafts.text.hunks import Hunk
from drafts.text.lexicon import count_telling


class Measure(NamedTuple):
    """When a stretch counts as rewritten: how little it keeps of its telling words, and how many it must have."""

    of_shorter: float  # share of the side that has fewer
    of_both: float  # share of both sides together
    fewest: int


ALMOST_ALL = Measure(0.4, 0.22, 3)  # what is rewritten so reads as another text
MOST = Measure(0.45, 1, 5)  # what is rewritten so can take no other change in


def is_another(comparison: Comparison) -> bool:
    """Tell whether the new wording is almost wholly different: hardly a word that tells something is kept."""
    old, new = comparison.base.texts, comparison.new.texts
    deleted = sum(hunk.i2 - hunk.i1 for hunk in comparison.hunks)
    inserted = sum(hunk.j2 - hunk.j1 for hunk in comparison.hunks)
    if 2 * deleted < len(old) or 2 * inserted < len(new):
        return False
    whole = Hunk(0, len(old), 0, len(new))
    return _is_rewritten(comparison, whole, comparison.hunks, ALMOST_ALL)


def join(comparison: Comparison, measure: Measure) -> list[Hunk]:
    """Make one hunk of those in a sentence that was rewritten, and of all if the whole is another."""
    if is_another(comparison):
        return [_spanning(comparison.hunks)]
    joined: list[Hunk] = []
    for group in _by_sentence(comparison):
        is_one = len(group) > 1 and _is_rewritten(comparison, _sentence(comparison, group), group, measure)
        joined += [_spanning(group)] if is_one else group
    return joined


def _spanning(found: Sequence[Hunk]) -> Hunk:
    """Give the hunk that reaches from the first to the last of some hunks."""
    return Hunk(found[0].i1, found[-1].i2, found[0].j1, found[-1].j2)


def _is_rewritten(comparison: Comparison, within: Hunk, found: Sequence[Hunk], measure: Measure) -> bool:
    """Tell whether a stretch was rewritten, by the telling words that both its sides have."""
    telling, new = comparison.base.telling, comparison.new.texts
    words = telling[within.i2] - telling[within.i1]
    kept = words - sum(telling[hunk.i2] - telling[hunk.i1] for hunk in found)
    new_words = kept + sum(count_telling(new[hunk.j1 : hunk.j2]) for hunk in found)
    shorter = min(words, new_words)
    return (
        shorter >= measure.fewest
        and kept <= measure.of_shorter * shorter
        and 2 * kept <= measure.of_both * (words + new_words)
    )


def _by_sentence(comparison: Comparison) -> list[list[Hunk]]:
    """Group hunks: those with no end of a sentence, clause or line between them are together."""
    groups: list[list[Hunk]] = []
    for hunk in comparison.hunks:
        if groups and not edges.has_end(comparison.base, groups[-1][-1].i2, hunk.i1):
            groups[-1].append(hunk)
        else:
            groups.append([hunk])
    return groups


def _sentence(comparison: Comparison, group: Sequence[Hunk]) -> Hunk:
    """Give the stretch of both wordings that a group of hunks stands in, from one end of a sentence to the next."""
    ends = edges.all_ends(comparison.base)
    first, last = bisect_left(ends, group[0].i1), bisect_left(ends, group[-1].i2)
    start = ends[first - 1] + 1 if first else 0
    end = ends[last] if last < len(ends) else len(comparison.base.texts)
    return Hunk(start, end, group[0].j1 - (group[0].i1 - start), group[-1].j2 + end - group[-1].i2)
