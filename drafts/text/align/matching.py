"""Pairs of blocks told as what happened: kept, changed, moved, merged, split, added, removed."""

import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from drafts.text.align import likeness
from drafts.text.align.pairing import Pairs
from drafts.text.parsing import Block


class MatchKind(StrEnum):
    """What became of a block from one text to the other."""

    KEPT = "kept"
    CHANGED = "changed"
    MOVED = "moved"
    MERGED = "merged"
    SPLIT = "split"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Match:
    """Blocks of the old text and what they are in the new one.

    `old` and `new` hold one block each; several in `old` were merged into one, several in `new` split off from one;
    nothing in `old` was added, nothing in `new` removed. A marker without words ("Delete", "[merged with paragraph
    49]") stands after the words of its match, so a removed block may have its marker in `new`. `likeness` is the
    share of common words, 0 to 1; a moved block below 1 was changed too.
    """

    kind: MatchKind
    old: tuple[Block, ...]
    new: tuple[Block, ...]
    likeness: float


@dataclass(frozen=True, slots=True)
class _Group:
    """The places of blocks that belong together."""

    old: tuple[int, ...]
    new: tuple[int, ...]


def matches(old: Sequence[Block], new: Sequence[Block], pairs: Pairs) -> Iterator[Match]:
    """The matches in the order of the new text, what was removed after what it followed in the old one."""
    groups = _groups(old, new, pairs)
    staying = _staying(groups)
    moved = {group for group in groups if group.old and group.new} - staying
    for group in _in_order(groups, staying):
        here = tuple(old[place] for place in group.old)
        there = tuple(new[place] for place in group.new)
        yield Match(_kind(here, there, is_moved=group in moved), here, there, _likeness(here, there))


def _groups(old: Sequence[Block], new: Sequence[Block], pairs: Pairs) -> list[_Group]:
    """What belongs together, in the order of the old text, added blocks last; in each group markers stand last."""
    found: list[_Group] = []
    seen: set[int] = set()
    for here in range(len(old)):
        if here in seen:
            continue
        olds, news = {here}, set(pairs.to_new.get(here, ()))
        while True:
            more = {one for there in news for one in pairs.to_old[there]} - olds
            if not more:
                break
            olds |= more
            news |= {there for one in more for there in pairs.to_new[one]}
        seen |= olds
        found.append(_Group(_words_first(old, olds), _words_first(new, news)))
    return found + [_Group((), (there,)) for there in range(len(new)) if there not in pairs.to_old]


def _words_first(blocks: Sequence[Block], places: set[int]) -> tuple[int, ...]:
    return tuple(sorted(places, key=lambda place: (not blocks[place].wording, place)))


def _staying(groups: Sequence[_Group]) -> set[_Group]:
    """The most groups that stand in the same order in both texts: the others moved.

    Source: the longest increasing subsequence, as in Fredman (1975).
    """
    both = sorted((group for group in groups if group.old and group.new), key=lambda group: group.old[0])
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, group in enumerate(both):
        length = bisect.bisect_left(ends, group.new[0])
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [group.new[0]]
        last[length : length + 1] = [place]
    found: set[_Group] = set()
    place = last[-1] if last else -1
    while place >= 0:
        found.add(both[place])
        place = before[place]
    return found


def _in_order(groups: Sequence[_Group], staying: set[_Group]) -> list[_Group]:
    after = {place: group.new[0] for group in groups if group in staying for place in group.old}
    keyed: list[tuple[int, int, int, _Group]] = []
    last = -1
    for group in sorted(groups, key=lambda one: one.old[:1] or (len(groups) * 9,)):
        if group.new:
            keyed.append((group.new[0], 0, 0, group))
            last = max(last, after.get(group.old[0], last)) if group.old else last
        else:
            keyed.append((last, 1, group.old[0], group))
    return [group for *_, group in sorted(keyed, key=lambda one: one[:3])]


def _kind(old: Sequence[Block], new: Sequence[Block], *, is_moved: bool) -> MatchKind:
    written, becomes = sum(bool(block.wording) for block in old), sum(bool(block.wording) for block in new)
    if written != becomes:
        return _uneven(written, becomes)
    if not old or not new:
        return MatchKind.REMOVED if old else MatchKind.ADDED
    if is_moved:
        return MatchKind.MOVED
    is_same = [_content(block) for block in old] == [_content(block) for block in new]
    return MatchKind.KEPT if is_same else MatchKind.CHANGED


def _uneven(written: int, becomes: int) -> MatchKind:
    """The kind of a match with more blocks of words on one side."""
    if not becomes:
        return MatchKind.REMOVED
    if not written:
        return MatchKind.ADDED
    return MatchKind.MERGED if written > becomes else MatchKind.SPLIT


def _content(block: Block) -> tuple[str, ...]:
    return block.kind, block.wording, block.state, str(block.target)


def _likeness(old: Sequence[Block], new: Sequence[Block]) -> float:
    """The share of words that both sides have in common."""
    if not old or not new:
        return 0.0
    here, there = likeness.prints([" ".join(block.wording for block in side) for side in (old, new)])
    return likeness.plain(here, there)
