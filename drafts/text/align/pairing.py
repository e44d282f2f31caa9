"""Which blocks of two texts belong together: equal ones, like ones, parts, neighbours; markers by their label."""

import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from drafts.text.align import likeness
from drafts.text.align.likeness import Print
from drafts.text.parsing import Block, Kind

_SURE = 0.5
"""From this likeness two blocks are a pair wherever they stand; of the plan's own paragraphs two in 2,415 reach it."""
_NEAR = 0.28
"""From this likeness they are one where the blocks around them are pairs already."""
_PART = 0.6
"""Of a block's words, the share that another must hold beside its own to have taken it in."""
_FEWEST = 4
"""Words from which a block can be told to be part of another one."""
_WINDOW = 6
"""Places to either side at which a pair of little likeness is looked for."""


@dataclass(slots=True)
class Pairs:
    """For each old block the places of its new ones, for each new block those of its old ones."""

    to_new: dict[int, list[int]] = field(default_factory=dict)
    to_old: dict[int, list[int]] = field(default_factory=dict)

    def put(self, here: int, there: int) -> None:
        """Pair the old block at `here` with the new one at `there`."""
        self.to_new.setdefault(here, []).append(there)
        self.to_old.setdefault(there, []).append(here)


@dataclass(frozen=True, slots=True)
class _Sides:
    """Both texts with the prints of their wordings."""

    old: Sequence[Block]
    new: Sequence[Block]
    old_prints: Sequence[Print]
    new_prints: Sequence[Print]

    def are_comparable(self, here: int, there: int) -> bool:
        """Whether both are headings, or neither."""
        return (self.old[here].kind is Kind.HEADING) == (self.new[there].kind is Kind.HEADING)


def pair(old: Sequence[Block], new: Sequence[Block]) -> Pairs:
    """The pairs of two texts, by place; one old block may have several new ones, or several old ones one new."""
    prints = likeness.prints([block.wording for block in (*old, *new)])
    sides = _Sides(old, new, prints[: len(old)], prints[len(old) :])
    pairs = Pairs()
    _pair_equals(sides, pairs)
    _pair_likes(sides, pairs)
    _pair_merged(sides, pairs)
    _pair_split(sides, pairs)
    _pair_neighbours(sides, pairs)
    _pair_markers(sides, pairs)
    return pairs


def _free(blocks: Sequence[Block], paired: dict[int, list[int]]) -> list[int]:
    """The places of blocks with words that have no pair yet."""
    return [place for place, block in enumerate(blocks) if block.wording and place not in paired]


def _pair_equals(sides: _Sides, pairs: Pairs) -> None:
    """Pair blocks of the same words: the only ones first, others beside their neighbours, then in order."""
    places: dict[tuple[Kind, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, blocks in enumerate((sides.old, sides.new)):
        for place, block in enumerate(blocks):
            if block.wording:
                places[block.kind, block.wording][side].append(place)
    several = []
    for here, there in places.values():
        if len(here) == len(there) == 1:
            pairs.put(here[0], there[0])
        elif here and there:
            several.append((here, there))
    for here, there in several:
        _pair_in_order(here, there, pairs)


def _pair_in_order(here: Sequence[int], there: Sequence[int], pairs: Pairs) -> None:
    """Pair blocks that are all alike, best those that stand beside blocks already paired."""
    free = set(there)
    for step, places in ((-1, here), (1, here[::-1])):
        for place in places:
            beside = pairs.to_new.get(place + step)
            if place not in pairs.to_new and beside and beside[0] - step in free:
                free.discard(beside[0] - step)
                pairs.put(place, beside[0] - step)
    for place, other in zip([one for one in here if one not in pairs.to_new], sorted(free), strict=False):
        pairs.put(place, other)


def _pair_likes(sides: _Sides, pairs: Pairs) -> None:
    """Pair blocks that are much alike, the most alike first."""
    here, there = _free(sides.old, pairs.to_new), _free(sides.new, pairs.to_old)
    found = likeness.candidates(sides.old_prints, here, sides.new_prints, there)
    scored = (
        (-likeness.weighted(sides.old_prints[one], sides.new_prints[other]), abs(one - other), one, other)
        for one, other in found
        if sides.are_comparable(one, other)
    )
    for score, _, one, other in sorted(scored):
        if -score >= _SURE and one not in pairs.to_new and other not in pairs.to_old:
            pairs.put(one, other)


def _pair_merged(sides: _Sides, pairs: Pairs) -> None:
    """Put old blocks without a pair with the new one that took them in."""
    found = likeness.candidates(
        sides.old_prints, _free(sides.old, pairs.to_new), sides.new_prints, range(len(sides.new))
    )

    def share(here: int, there: int) -> float:
        taken = [sides.old_prints[place] for place in pairs.to_old.get(there, [])]
        return _share(sides.old_prints[here], sides.new_prints[there], taken)

    scored = [
        (-share(here, there), here, there) for here, there in found if sides.are_comparable(here, there)
    ]
    for score, here, there in sorted(scored):
        is_whole = all(len(pairs.to_new[place]) == 1 for place in pairs.to_old.get(there, []))
        if -score >= _PART and here not in pairs.to_new and is_whole and share(here, there) >= _PART:
            pairs.put(here, there)


def _pair_split(sides: _Sides, pairs: Pairs) -> None:
    """Put new blocks without a pair with the old one that they were part of."""
    found = likeness.candidates(
        sides.old_prints, range(len(sides.old)), sides.new_prints, _free(sides.new, pairs.to_old)
    )

    def share(here: int, there: int) -> float:
        taken = [sides.new_prints[place] for place in pairs.to_new.get(here, [])]
        return _share(sides.new_prints[there], sides.old_prints[here], taken)

    scored = [
        (-share(here, there), here, there) for here, there in found if sides.are_comparable(here, there)
    ]
    for score, here, there in sorted(scored):
        is_whole = all(len(pairs.to_old[place]) == 1 for place in pairs.to_new.get(here, []))
        if -score >= _PART and there not in pairs.to_old and is_whole and share(here, there) >= _PART:
            pairs.put(here, there)


def _share(part: Print, whole: Print, taken: Sequence[Print]) -> float:
    return likeness.share(part, whole, taken) if part.size >= _FEWEST else 0.0


def _pair_neighbours(sides: _Sides, pairs: Pairs) -> None:
    """Pair what is left between the same neighbours and not quite unlike."""
    gaps: dict[int, list[int]] = defaultdict(list)
    for there, before in _after(sides.new, {there: there for there in pairs.to_old}):
        gaps[before].append(there)
    last = {here: theirs[-1] for here, theirs in pairs.to_new.items()}
    scored = [
        near for here, before in _after(sides.old, last) for near in _near(sides, here, gaps.get(before, []))
    ]
    for score, _, here, there in sorted(scored):
        if -score >= _NEAR and here not in pairs.to_new and there not in pairs.to_old:
            pairs.put(here, there)


def _after(blocks: Sequence[Block], paired: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Each block with words and without a pair, and the place in the new text of the last pair before it."""
    before = -1
    for place, block in enumerate(blocks):
        if place in paired:
            before = paired[place]
        elif block.wording:
            yield place, before


def _near(sides: _Sides, here: int, gap: Sequence[int]) -> Iterator[tuple[float, int, int, int]]:
    """The blocks of a gap that stand about where the old block at `here` does, with their likeness to it."""
    middle = bisect.bisect(gap, here)
    for there in gap[max(0, middle - _WINDOW) : middle + _WINDOW]:
        if sides.are_comparable(here, there):
            yield (
                -likeness.weighted(sides.old_prints[here], sides.new_prints[there]),
                abs(here - there),
                here,
                there,
            )


def _pair_markers(sides: _Sides, pairs: Pairs) -> None:
    """Pair blocks without words with the block of the same label, or put them with what became of it."""
    labelled = {block.label: here for here, block in enumerate(sides.old)}
    for there, block in enumerate(sides.new):
        if not block.wording and (here := labelled.get(block.label)) is not None:
            pairs.put(here, there)
    fresh = {block.label: there for there, block in enumerate(sides.new) if there not in pairs.to_old}
    for here, block in enumerate(sides.old):
        if not block.wording and here not in pairs.to_new and block.label in fresh:
            pairs.put(here, fresh[block.label])
