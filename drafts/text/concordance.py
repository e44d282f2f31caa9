"""Concordance: old numbers against new ones, both ways, with how much of the wording went where."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from drafts.text.align import Match, likeness
from drafts.text.parsing import Block, State


@dataclass(frozen=True, slots=True)
class Tie:
    """A paragraph of the one text whose words stand in one of the other.

    `kept` is the share of the old one's words that stand in the new one, `made` the share of the new one's words that
    stand in the old one, 0 to 1.
    """

    old: Block
    new: Block
    kept: float
    made: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph of one of the texts with its ties to the other; `told` says what became of it, or where it comes from.

    `told` is the kind of its match ("kept", "changed", "moved", "merged", "split", "added", "removed"), "deleted", or
    "merged with"; `target` is then the label of the paragraph that it was merged with.
    """

    block: Block
    ties: tuple[Tie, ...]
    told: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Concordance:
    """Both ways: every paragraph of the old text in its order, every one of the new text in its."""

    olds: tuple[Entry, ...]
    news: tuple[Entry, ...]


def concord(old: Sequence[Block], new: Sequence[Block], matches: Iterable[Match]) -> Concordance:
    """Lay two texts against one another; `matches` holds every block of both once."""
    ties: dict[int, list[Tie]] = {}
    back: dict[int, list[Tie]] = {}
    kinds: dict[int, Match] = {}
    for match in matches:
        kinds |= {id(block): match for block in (*match.old, *match.new)}
        for tie in _ties(match):
            ties.setdefault(id(tie.old), []).append(tie)
            back.setdefault(id(tie.new), []).append(tie)
    first = {block.label: block for block in reversed(old)}
    olds = (_old(block, ties, kinds[id(block)], first) for block in old)
    news = (_new(block, back, kinds[id(block)]) for block in new)
    return Concordance(tuple(olds), tuple(news))


def _ties(match: Match) -> list[Tie]:
    """Tie the blocks of a match that have words; where there are several, those that share words."""
    olds = [block for block in match.old if block.wording]
    news = [block for block in match.new if block.wording]
    prints = likeness.prints([block.wording for block in (*olds, *news)])
    found = [
        Tie(one, other, *_shares(prints[here], prints[len(olds) + there]))
        for here, one in enumerate(olds)
        for there, other in enumerate(news)
    ]
    return [tie for tie in found if tie.kept or len(found) == 1]


def _shares(one: likeness.Print, other: likeness.Print) -> tuple[float, float]:
    common = (one.words & other.words).total()
    if not one.size or not other.size:
        return (1.0, 1.0) if one.size == other.size else (0.0, 0.0)
    return common / one.size, common / other.size


def _old(block: Block, ties: Mapping[int, Sequence[Tie]], match: Match, first: Mapping[str, Block]) -> Entry:
    """Say what became of a block of the old text; a marker leads to what its survivor became."""
    if block.state is State.DELETED:
        return Entry(block, (), "deleted")
    if block.state is State.MERGED:
        end = first.get(block.target or "")
        return Entry(block, tuple(ties.get(id(end), ())), "merged with", block.target or "")
    own = tuple(ties.get(id(block), ()))
    gone = next((other for other in match.new if not other.wording and other.label == block.label), None)
    if gone is not None and gone.state is State.MERGED:
        return Entry(block, own, "merged with", gone.target or "")
    return Entry(block, own, str(match.kind) if own else "removed")


def _new(block: Block, back: Mapping[int, Sequence[Tie]], match: Match) -> Entry:
    if block.state is not State.STANDING:
        told = "deleted" if block.state is State.DELETED else "merged with"
        return Entry(block, (), told, block.target or "")
    own = tuple(back.get(id(block), ()))
    return Entry(block, own, str(match.kind) if own else "added")
