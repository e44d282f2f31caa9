"""Weighing: open amendments laid over one another on the wording as it stands, and what a new wording means for each."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from drafts.models import WITH_WORDING, Amendment, Fit, OutcomeKind
from drafts.operations.carrying import carried
from drafts.text import contesting, merge, redline

TYPED = "typed"
"""The proponent of what is being typed; amendments are named by their ids."""

SMALL_WORD = 3
"""Letters of a word that says nothing of whose it is: "of", "the", "and"."""


@dataclass(frozen=True)
class Laid:
    """Open amendments on one wording. Keys are those of `key_of`, as `merge.combine` has its proponents.

    `proposals` are whole wordings, carried to the present one; `reflected` propose what it says already; `unfit` were
    written on an earlier edition and no longer fit, each with the merge that shows where.
    """

    wording: str
    amendments: Mapping[str, Amendment]
    proposals: Mapping[str, str]
    clusters: tuple[merge.Cluster, ...]
    reflected: tuple[str, ...]
    unfit: Mapping[str, merge.Merge]

    @property
    def is_contested(self) -> bool:
        """Tell whether delegations want different things of the same words."""
        return any(len(cluster.options) > 1 for cluster in self.clusters)


def key_of(amendment: Amendment) -> str:
    """Return the name by which an amendment is a proponent; names sort as the amendments were tabled."""
    return f"{amendment.number or 0:06d}.{amendment.pk}"


def lay(wording: str, amendments: Sequence[Amendment]) -> Laid:
    """Carry each amendment to the present wording by a three-way merge, and combine those that fit.

    Source: conventions.md, 15.
    """
    proposals: dict[str, str] = {}
    reflected: list[str] = []
    unfit: dict[str, merge.Merge] = {}
    for amendment in amendments:
        key = key_of(amendment)
        found = carried(amendment, wording)
        if found.fit == Fit.ATTENTION:
            unfit[key] = found.merged
        elif found.fit == Fit.REFLECTED:
            reflected.append(key)
        else:
            proposals[key] = found.wording
    return Laid(
        wording=wording,
        amendments={key_of(amendment): amendment for amendment in amendments},
        proposals=proposals,
        clusters=contesting.whole(wording, merge.combine(wording, proposals)),
        reflected=tuple(reflected),
        unfit=unfit,
    )


@dataclass(frozen=True)
class Shared:
    """Words being typed that open amendments propose already; `without` is what was typed, less these words."""

    words: tuple[redline.Segment, ...]
    amendments: tuple[Amendment, ...]
    without: str


@dataclass(frozen=True)
class Beside:
    """How what is being typed stands to the open amendments: shared words, those it fits with, those it collides with."""

    shared: tuple[Shared, ...]
    together: tuple[Amendment, ...]
    apart: tuple[Amendment, ...]


def beside(wording: str, typed: str, amendments: Sequence[Amendment]) -> Beside:
    """Lay what is being typed over the open amendments on the same wording."""
    laid = lay(wording, amendments)
    clusters = merge.combine(wording, {**laid.proposals, TYPED: typed})
    places: dict[str, tuple[int, ...]] = {}
    colliding: set[str] = set()
    for place, cluster in enumerate(clusters):
        mine = _option_of(TYPED, cluster)
        if mine is None:
            continue
        colliding |= {key for option in cluster.options if option is not mine for key in option.by}
        for key in mine.by:
            places[key] = (*places.get(key, ()), place)
    places.pop(TYPED, None)
    return Beside(
        tuple(
            Shared(
                _words(clusters, wanted),
                tuple(laid.amendments[key] for key, found in places.items() if found == wanted),
                _without(wording, clusters, wanted),
            )
            for wanted in dict.fromkeys(places.values())
        ),
        tuple(
            amendment
            for key, amendment in laid.amendments.items()
            if key in laid.proposals and key not in colliding
        ),
        tuple(amendment for key, amendment in laid.amendments.items() if key in colliding),
    )


def _words(clusters: Sequence[merge.Cluster], places: Collection[int]) -> tuple[redline.Segment, ...]:
    """Return what is being typed at some places, one after another."""
    found: list[redline.Segment] = []
    for place in places:
        mine = _option_of(TYPED, clusters[place])
        assert mine is not None  # noqa: S101  the places are those of what is typed
        between = (redline.Segment("equal", " … "),) if found else ()
        found += [*between, *redline.diff(clusters[place].before, mine.text)]
    return tuple(found)


def _option_of(proponent: str, cluster: merge.Cluster) -> merge.Option | None:
    return next((option for option in cluster.options if proponent in option.by), None)


def _without(wording: str, clusters: Sequence[merge.Cluster], left_out: Collection[int]) -> str:
    """Return what was typed, with some of its clusters as before."""
    choices: list[merge.Choice] = []
    for place, cluster in enumerate(clusters):
        mine = _option_of(TYPED, cluster)
        choices.append(merge.KEEP if mine is None or place in left_out else merge.Take(mine))
    return merge.choose(wording, clusters, choices)


@dataclass(frozen=True)
class Weighed:
    """What a new wording makes of one amendment; `kind` is one of `OutcomeKind`, or empty where it stays open.

    `used` and `unused` hold the words proposed, a place each, in reading order; a deletion is told as one.
    """

    amendment: Amendment
    kind: str
    used: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """Return the reason that its delegation reads unless another is given; none where it is not retained."""
        if self.kind == OutcomeKind.ACCEPTED:
            return "Taken as proposed." if self.used else "The text says it already."
        if self.kind == OutcomeKind.IN_PART:
            return " ".join(
                f"{told}: {', '.join(words)}."
                for told, words in (("Used", self.used), ("Not used", self.unused))
                if words
            )
        return ""


def weigh(laid: Laid, wording: str, unsettled: Collection[int] = ()) -> tuple[Weighed, ...]:
    """Compute the outcome of each amendment by comparing the new wording with what it proposed, place by place.

    By whose hand the words came does not matter. `unsettled` are indexes of the clusters that were left open: an
    amendment with a part in one of them stays open unless all that it proposed is in the new wording anyway.
    """
    left_open = {
        proponent for index in unsettled for option in laid.clusters[index].options for proponent in option.by
    }
    reflected = [Weighed(laid.amendments[key], OutcomeKind.ACCEPTED) for key in laid.reflected]
    weighed = [
        _weigh_one(laid.amendments[key], laid.wording, proposal, wording, stays_open=key in left_open)
        for key, proposal in laid.proposals.items()
    ]
    return tuple(sorted((*reflected, *weighed), key=lambda each: each.amendment.number or 0))


def weigh_alone(amendment: Amendment, wording: str) -> Weighed:
    """Compute the outcome of an amendment that a decision acts on by itself: `wording` is what it inserts or combines.

    A deletion or a move has no words of its own: acting on it accepts it.
    """
    if amendment.kind not in WITH_WORDING:
        return Weighed(amendment, OutcomeKind.ACCEPTED, (amendment.proposes,))
    return _weigh_one(amendment, amendment.base_wording, amendment.wording, wording, stays_open=False)


def is_anything_taken(amendment: Amendment, wording: str) -> bool:
    """Tell whether a wording has anything of what an amendment proposes; by whose hand does not matter."""
    if amendment.kind not in WITH_WORDING:
        return False
    weighed = _weigh_one(amendment, amendment.base_wording, amendment.wording, wording, stays_open=False)
    return weighed.kind != OutcomeKind.NOT_RETAINED


def _weigh_one(amendment: Amendment, base: str, proposal: str, wording: str, *, stays_open: bool) -> Weighed:
    """Lay the proposal over the new wording: where both want the same of the base, it was used."""
    used: list[str] = []
    unused: list[str] = []
    is_partly_used = False
    for cluster in contesting.whole(base, merge.combine(base, {"new": wording, "proposed": proposal})):
        proposed = next((option for option in cluster.options if "proposed" in option.by), None)
        if proposed is None:
            continue
        told = _told(cluster.before, proposed.text)
        if "new" in proposed.by:
            used.append(told)
            continue
        unused.append(told)
        new = next((option.text for option in cluster.options if "new" in option.by), cluster.before)
        before = contesting.first(cluster.before)
        is_partly_used = is_partly_used or bool(_changes(before, proposed.text) & _changes(before, new))
    if not unused:
        return Weighed(amendment, OutcomeKind.ACCEPTED, tuple(used))
    if stays_open:
        return Weighed(amendment, "", tuple(used), tuple(unused))
    kind = OutcomeKind.IN_PART if used or is_partly_used else OutcomeKind.NOT_RETAINED
    return Weighed(amendment, kind, tuple(used), tuple(unused))


def _told(before: str, proposed: str) -> str:
    """Name a proposed change by its new words, or by the words that it strikes."""
    return proposed.strip() or f"deletion of “{before.strip()}”"


def _changes(before: str, after: str) -> set[tuple[str, str]]:
    """Return the words that a change brings, or those that it strikes where it brings none; small ones left out."""
    changed = [segment for segment in redline.diff(before, after) if segment.op != "equal"]
    told = [segment for segment in changed if segment.op == "insert"] or changed
    return {(segment.op, word) for segment in told for word in segment.text.split() if len(word) > SMALL_WORD}


@dataclass(frozen=True)
class Traced:
    """A run of an amendment's words: proposed by it or of its base, and whether a later wording has it there."""

    text: str
    is_proposed: bool
    is_there: bool


def trace(amendment: Amendment, wording: str) -> tuple[Traced, ...]:
    """Follow an amendment's words into a later wording; the runs join to the words that it proposed."""
    proposed = _marked(redline.diff(amendment.base_wording, amendment.wording), "insert")
    there = _marked(redline.diff(amendment.wording, wording), "equal", absent="insert")
    found: list[Traced] = []
    for character, is_proposed, is_there in zip(amendment.wording, proposed, there, strict=True):
        if found and (found[-1].is_proposed, found[-1].is_there) == (is_proposed, is_there):
            found[-1] = Traced(found[-1].text + character, is_proposed, is_there)
        else:
            found.append(Traced(character, is_proposed, is_there))
    return tuple(found)


def _marked(segments: Sequence[redline.Segment], op: str, *, absent: str = "delete") -> list[bool]:
    """Say of each character of one of the two wordings whether its segment has that operation."""
    return [segment.op == op for segment in segments if segment.op != absent for _character in segment.text]
