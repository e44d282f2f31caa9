"""Merging: the proposals on one wording laid over one another, and what is chosen among them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from drafts.text import bracketing, edits
from drafts.text.edits import Edit


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where both sides want something else: `start:end` of the merged text holds `before`."""

    start: int
    end: int
    before: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merge:
    """Two wordings made one; where they collide, `text` keeps the base's words."""

    is_clean: bool
    text: str
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """What some proposals put in the place of a cluster's words; `by` names them, sorted."""

    text: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cluster:
    """A place, `start:end` of the base, at which proposals change the same words."""

    start: int
    end: int
    before: str
    options: tuple[Option, ...]

    @property
    def is_contested(self) -> bool:
        """Tell whether the proposals want different things here."""
        return len(self.options) > 1


class Standing(Enum):
    """The choices that need no words of their own."""

    KEEP = "keep"
    BRACKET = "bracket"


KEEP: Literal[Standing.KEEP] = Standing.KEEP
BRACKET: Literal[Standing.BRACKET] = Standing.BRACKET


@dataclass(frozen=True, slots=True)
class Take:
    """Choose one of the cluster's options."""

    option: Option


@dataclass(frozen=True, slots=True)
class Write:
    """Put other words in the cluster's place."""

    text: str


Choice = Standing | Take | Write


def three_way(base: str, ours: str, theirs: str) -> Merge:
    """Merge two wordings that were made from one.

    The same change on both sides is taken once; changes that touch or overlap are conflicts, in
    reading order. Swapping the sides swaps nothing but the sides of the conflicts.
    """
    pieces: list[str] = []
    conflicts: list[Conflict] = []
    at = length = 0
    for cluster in combine(base, {"ours": ours, "theirs": theirs}):
        pieces.append(base[at : cluster.start])
        length += cluster.start - at
        at = cluster.end
        if cluster.is_contested:
            wanted = {name: option.text for option in cluster.options for name in option.by}
            conflicts.append(
                Conflict(
                    length, length + len(cluster.before), cluster.before, wanted["ours"], wanted["theirs"]
                )
            )
            text = cluster.before
        else:
            text = cluster.options[0].text
        pieces.append(text)
        length += len(text)
    return Merge(not conflicts, "".join([*pieces, base[at:]]), tuple(conflicts))


def combine(base: str, proposals: Mapping[str, str]) -> tuple[Cluster, ...]:
    """Lay proposals over one another: where do they change the same words, and who wants what.

    Clusters in reading order, offsets in `base`, none overlapping; an unchanged word or mark lies
    between any two. Options are raw slices of the proposals, ordered by their proponents.
    """
    proponents: dict[Edit, list[str]] = {}
    for name in sorted(proposals):
        for edit in edits.find(base, proposals[name]):
            proponents.setdefault(edit, []).append(name)
    return tuple(_cluster(base, chain, proponents) for chain in _chains(base, sorted(proponents)))


def choose(base: str, clusters: Sequence[Cluster], choices: Sequence[Choice]) -> str:
    """Write the wording that follows from one choice a cluster.

    What stands in brackets opens and closes as many as the words it replaces, so brackets stay balanced;
    the letters of points, "(b)" against "(c)", are not set in any.

    Raises:
        ValueError: there is not one choice for each cluster, or the clusters are not of this base.
    """
    pieces: list[str] = []
    at = 0
    for cluster, choice in zip(clusters, choices, strict=True):
        if base[cluster.start : cluster.end] != cluster.before or cluster.start < at:
            message = "the clusters do not belong to this wording"
            raise ValueError(message)
        is_kept = choice is BRACKET and _is_letter(base, cluster)
        pieces += [base[at : cluster.start], cluster.before if is_kept else _chosen(cluster, choice)]
        at = cluster.end
    return "".join([*pieces, base[at:]])


def _chains(base: str, found: Iterable[Edit]) -> Iterable[list[Edit]]:
    """Group edits, sorted, so that those which overlap or touch are together."""
    chain: list[Edit] = []
    end = 0
    for edit in found:
        if chain and edit.start > end and base[end : edit.start].strip():
            yield chain
            chain = []
        end = max(end, edit.end) if chain else edit.end
        chain.append(edit)
    if chain:
        yield chain


def _cluster(base: str, chain: Sequence[Edit], proponents: Mapping[Edit, Sequence[str]]) -> Cluster:
    """Make the cluster of a chain of edits: what each proponent's edits together put there."""
    start = chain[0].start
    end = max(edit.end for edit in chain)
    before = base[start:end]
    wanted: dict[str, list[Edit]] = {}
    for edit in chain:
        for name in proponents[edit]:
            wanted.setdefault(name, []).append(Edit(edit.start - start, edit.end - start, edit.text))
    names: dict[str, list[str]] = {}
    for name in sorted(wanted):
        names.setdefault(edits.apply(before, tuple(wanted[name])), []).append(name)
    return Cluster(start, end, before, tuple(Option(text, tuple(by)) for text, by in names.items()))


def _chosen(cluster: Cluster, choice: Choice) -> str:
    """Give what stands in a cluster's place after a choice."""
    match choice:
        case Take(option):
            return option.text
        case Write(text):
            return text
        case Standing.BRACKET:
            return bracketing.side_by_side(cluster.before, [option.text for option in cluster.options])
        case Standing.KEEP:
            return cluster.before


def _is_letter(base: str, cluster: Cluster) -> bool:
    """Tell whether a cluster is about nothing but how a point is lettered."""
    words = [cluster.before, *(option.text for option in cluster.options)]
    if base[cluster.end : cluster.end + 1] != ")" or not all(map(str.isalnum, words)):
        return False
    return base[: cluster.start].rpartition("\n")[2].strip() in ("", "(")
