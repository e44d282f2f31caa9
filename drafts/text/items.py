"""Items: what changes in a list, its items kept whole, and which of equal commas a change leaves in place."""

from collections.abc import Hashable, Sequence
from itertools import pairwise

from drafts.text.edges import COMMAS, ends, has_end
from drafts.text.hunks import Hunk, find
from drafts.text.lexicon import count_telling, is_conjunction, is_small
from drafts.text.tokens import Words

_REACH = 12  # tokens of an item beside a change
_PARTS = 2  # changes that one is parted into


def part(found: Sequence[Hunk], base: Words, new: Words) -> list[Hunk]:
    """Lay changes to a list anew so that the items which both wordings have are kept whole.

    "young women, children, young" put in before "children" is "young women" before it, and "young children" behind.
    """
    laid: list[Hunk] = []
    groups = _groups(found, base)
    for index, group in enumerate(groups):
        back = group[0].i1 - (groups[index - 1][-1].i2 if index else 0)
        ahead = (groups[index + 1][0].i1 if index + 1 < len(groups) else len(base.texts)) - group[-1].i2
        if group[0].i1 == group[0].i2:
            laid += _laid(group, base, new, back, ahead)
        elif group[0].j1 == group[0].j2:
            laid += map(_turned, _laid([*map(_turned, group)], new, base, back, ahead))
        else:
            laid += group
    return _with_last_commas(laid, base, new)


def _groups(found: Sequence[Hunk], base: Words) -> list[list[Hunk]]:
    """Group the pure insertions, and the pure deletions, between which no sentence ends and nothing else changes."""
    groups: list[list[Hunk]] = []
    for hunk in found:
        kind = _kind(hunk)
        if groups and kind and kind == _kind(groups[-1][0]) and not has_end(base, groups[-1][-1].i2, hunk.i1):
            groups[-1].append(hunk)
        else:
            groups.append([hunk])
    return groups


def _kind(hunk: Hunk) -> str:
    """Name a pure insertion and a pure deletion; any other change has no name."""
    return "insert" if hunk.i1 == hunk.i2 else "delete" if hunk.j1 == hunk.j2 else ""


def _laid(group: list[Hunk], held: Words, more: Words, back: int, ahead: int) -> list[Hunk]:
    """Lay what one wording has more between whole items, if all items of the other are among its own."""
    if not any(_is_comma(more, place) for hunk in group for place in range(hunk.j1, hunk.j2)):
        return group
    (i1, _, j1, _), (i2, _, _, j2) = group[0], group[-1]
    before = next((size for size in range(min(back, _REACH) + 1) if _is_joint(held, i1 - size - 1)), 0)
    behind = next((size for size in range(min(ahead, _REACH) + 1) if _is_joint(held, i2 + size)), 0)
    for lead in sorted(
        {before, 0}, reverse=True
    ):  # the words that open a list may stand before its first item
        cuts = _cuts(held, i1 - lead, i2 + behind)
        more_cuts = _cuts(more, j1 - lead, j2 + behind)
        laid = [
            Hunk(cuts[hunk.i1], cuts[hunk.i2], more_cuts[hunk.j1], more_cuts[hunk.j2])
            for hunk in find(_units(held, cuts), _units(more, more_cuts))
        ]
        if all(hunk.i1 == hunk.i2 for hunk in laid):
            return laid
    return group


def _cuts(words: Words, start: int, end: int) -> list[int]:
    """Give the places at which the items of a stretch, and what joins them, begin and end."""
    inner = {cut for index in range(start, end) if _is_joint(words, index) for cut in (index, index + 1)}
    return sorted(inner | {start, end})


def _units(words: Words, cuts: list[int]) -> list[Hashable]:
    """Give the items between cuts, and what joins them."""
    return [words.keys[start:end] for start, end in pairwise(cuts)]


def _is_comma(words: Words, index: int) -> bool:
    """Tell whether there is a comma at a place."""
    return 0 <= index < len(words.texts) and words.texts[index] in COMMAS


def _is_joint(words: Words, index: int) -> bool:
    """Tell whether an item ends or begins beside a place."""
    if not 0 <= index < len(words.texts):
        return True
    return _is_comma(words, index) or is_conjunction(words.texts[index]) or ends(words, index)


def _with_last_commas(found: Sequence[Hunk], base: Words, new: Words) -> list[Hunk]:
    """Leave the last of equal commas in place between a clause and the small words that join what follows.

    "manner, with States, and" for "as well as" behind an equal comma is the clause, the comma, and "and".
    """
    chosen = list(found)
    for index, pair in enumerate(pairwise(found)):
        if not (pair[1].i1 - pair[0].i2 == 1 and _is_comma(base, pair[0].i2)):
            continue
        before, after = chosen[index], pair[1]
        if before.i1 == before.i2:
            chosen[index : index + _PARTS] = _with_last_comma(before, after, base, new)
        elif before.j1 == before.j2:
            turned = _with_last_comma(_turned(before), _turned(after), new, base)
            chosen[index : index + _PARTS] = map(_turned, turned)
    return chosen


def _with_last_comma(before: Hunk, after: Hunk, held: Words, more: Words) -> list[Hunk]:
    """Move the comma between two changes to the last one of what one wording has more."""
    commas = [place for place in range(after.j1, after.j2 - 1) if _is_comma(more, place)]
    is_joint = after.i1 < after.i2 and count_telling(held.texts[after.i1 : after.i2]) <= 1
    if not commas or not is_joint or not all(map(is_small, more.texts[commas[-1] + 1 : after.j2])):
        return [before, after]
    return [before._replace(j2=commas[-1]), after._replace(j1=commas[-1] + 1)]


def _turned(hunk: Hunk) -> Hunk:
    """Turn a hunk around: what replaces is replaced."""
    return Hunk(hunk.j1, hunk.j2, hunk.i1, hunk.i2)
