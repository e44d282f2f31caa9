"""A workbench laid out: clusters with their choices, the wording that they make, and the outcomes that follow."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafts.models import Amendment, AmendmentKind, Fit, OutcomeKind, PositionKind
from drafts.operations import deciding, weighing
from drafts.operations.carrying import carried
from drafts.text import contesting, merge, redline
from drafts.views.saying import Said, said_of

LEAVE_OPEN, KEEP, BRACKET = "open", "keep", "bracket"
NEAR = 5
"""Words shown before and after a cluster, so that a reader knows where it is."""
FEW = 6
"""Amendments shown at once beside what they want; the rest are folded."""
CROWD = 12
"""More open amendments than this without outcome are folded."""
OPPOSING = frozenset({PositionKind.OPPOSE, PositionKind.RESERVE})


@dataclass(frozen=True)
class ShownOption:
    """A wording that a cluster may take: what is sent to choose it, its redline, and whose it is."""

    value: str
    segments: tuple[redline.Segment, ...]
    by: tuple[Amendment, ...]
    is_chosen: bool

    @property
    def first(self) -> tuple[Amendment, ...]:
        """Return those that are shown at once."""
        return self.by[:FEW]

    @property
    def rest(self) -> tuple[Amendment, ...]:
        """Return those that are shown when asked for."""
        return self.by[FEW:]

    @property
    def said(self) -> Said:
        """Return what other delegations say to the amendments that propose it."""
        return said_of(self.by)


@dataclass(frozen=True)
class ShownCluster:
    """A cluster as the workbench shows it; numbered from 1 in reading order.

    The name of its form field tells its words and its options, so that a choice never lands on another cluster when
    amendments are tabled meanwhile.
    """

    number: int
    name: str
    context_before: str
    context_after: str
    options: tuple[ShownOption, ...]
    choice: str
    is_opposed: bool
    is_reserved: bool

    @property
    def is_contested(self) -> bool:
        """Tell whether there is more than one option, or somebody is against the only one."""
        return len(self.options) > 1 or self.is_opposed or self.is_reserved

    @property
    def is_settled(self) -> bool:
        """Tell whether it was decided."""
        return self.choice not in {LEAVE_OPEN, BRACKET}


@dataclass(frozen=True)
class ShownOutcome:
    """What the decision will write for an amendment: the computed outcome, unless another was chosen.

    `is_taken` tells whether anything of it is in the resulting wording.
    """

    weighed: weighing.Weighed
    chosen: str
    reason: str
    is_taken: bool

    @property
    def computed(self) -> str:
        """Return the outcome that follows from the wording; empty where it stays open."""
        return self.weighed.kind

    @property
    def kind(self) -> str:
        """Return the outcome that will be written; empty where it stays open."""
        return (
            self.computed
            if self.chosen == "auto"
            else self.chosen
            if self.chosen in OutcomeKind.values
            else ""
        )

    @property
    def is_written(self) -> bool:
        """Tell whether the decision writes something for it, or somebody touched it."""
        return bool(self.kind or self.reason) or self.chosen != "auto"

    @property
    def verdict(self) -> deciding.Verdict:
        """Return what will be written; a reason that was left empty is the computed one, if its outcome is."""
        computed = self.weighed.reason if self.kind == self.computed else ""
        return deciding.Verdict(
            self.kind, self.reason.strip() or computed, self.weighed.used, self.weighed.unused
        )

    @property
    def lacks_reason(self) -> bool:
        """Tell whether it cannot be saved before somebody types why."""
        needs = self.kind == OutcomeKind.NOT_RETAINED or self.is_accepted_untaken
        return needs and not self.verdict.reason

    @property
    def is_accepted_untaken(self) -> bool:
        """Tell whether it is called accepted though nothing of it is taken."""
        return self.kind in {OutcomeKind.ACCEPTED, OutcomeKind.IN_PART} and not self.is_taken

    @property
    def is_refused_taken(self) -> bool:
        """Tell whether it is called not retained though the result has its words."""
        return self.kind == OutcomeKind.NOT_RETAINED and self.is_taken

    @property
    def told(self) -> str:
        """Return the computed outcome in words."""
        return str(OutcomeKind(self.computed).label) if self.computed else ""


@dataclass(frozen=True)
class Work:
    """All that a workbench shows. `composed` is what the choices alone make, `wording` with what was typed by hand."""

    clusters: tuple[ShownCluster, ...]
    composed: str
    wording: str
    has_collision: bool
    outcomes: tuple[ShownOutcome, ...]

    @property
    def settled(self) -> int:
        """Count the contested clusters that are settled."""
        return sum(cluster.is_contested and cluster.is_settled for cluster in self.clusters)

    @cached_property
    def is_crowded(self) -> bool:
        """Tell whether so many amendments stay open that they are shown only when asked for."""
        return sum(not shown.is_written for shown in self.outcomes) > CROWD

    @property
    def written(self) -> list[ShownOutcome]:
        """Return what is shown at once: what the decision writes, and of a few amendments all."""
        return [shown for shown in self.outcomes if shown.is_written or not self.is_crowded]

    @property
    def waiting(self) -> list[ShownOutcome]:
        """Return those that stay open, untouched."""
        return [shown for shown in self.outcomes if not shown.is_written]

    @property
    def stays_open(self) -> dict[str, int]:
        """Return how the amendments that stay open will stand to the new wording: how many of each `Fit`."""
        found = dict.fromkeys(Fit.values, 0)
        for shown in self.outcomes:
            amendment = shown.weighed.amendment
            if not shown.kind and amendment.kind == AmendmentKind.REVISE:
                found[carried(amendment, self.wording).fit] += 1
        return found

    @property
    def held(self) -> dict[str, str]:
        """Return what the form holds of the choices and the result."""
        choices = {cluster.name: cluster.choice for cluster in self.clusters}
        return {**choices, "composed": self.composed, "wording": self.wording}


def lay_out(
    laid: weighing.Laid,
    beside: Sequence[Amendment],
    held: Mapping[str, str],
    *,
    is_all_taken: bool,
    is_typed: bool,
) -> Work:
    """Lay out a workbench from what its form holds.

    `beside` are open amendments that are no change of wording: their outcomes are chosen, not computed. `is_all_taken`
    takes every cluster that nobody contests; `is_typed` takes the wording as typed, whatever the choices would make.
    """
    names = [_name(cluster) for cluster in laid.clusters]
    choices = [
        _choice(
            cluster,
            held.get(name, LEAVE_OPEN),
            is_taken=is_all_taken and not _is_contested(laid, cluster),
        )
        for name, cluster in zip(names, laid.clusters, strict=True)
    ]
    composed = _composed(laid, choices)
    wording, has_collision = _wording(composed, held, is_typed=is_typed)
    unsettled = [index for index, choice in enumerate(choices) if choice in {LEAVE_OPEN, BRACKET}]
    weighed = weighing.weigh(laid, wording, unsettled)
    rest = [laid.amendments[key] for key in laid.unfit] + list(beside)
    shown = (*weighed, *(weighing.Weighed(amendment, "") for amendment in rest))
    return Work(
        clusters=tuple(
            _shown(laid, number, name, cluster, choice)
            for number, (name, cluster, choice) in enumerate(
                zip(names, laid.clusters, choices, strict=True), start=1
            )
        ),
        composed=composed,
        wording=wording,
        has_collision=has_collision,
        outcomes=tuple(
            ShownOutcome(
                each,
                held.get(f"outcome-{each.amendment.pk}", "auto"),
                held.get(f"reason-{each.amendment.pk}", ""),
                weighing.is_anything_taken(each.amendment, wording),
            )
            for each in shown
        ),
    )


def _name(cluster: merge.Cluster) -> str:
    told = "\0".join([str(cluster.start), cluster.before, *(option.text for option in cluster.options)])
    return f"cluster-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def _against(laid: weighing.Laid, cluster: merge.Cluster) -> frozenset[str]:
    """Return which of the opposing positions delegations take to amendments with a part in a cluster."""
    by = [laid.amendments[key] for option in cluster.options for key in option.by]
    return OPPOSING & {position.kind for amendment in by for position in amendment.positions.all()}


def _is_contested(laid: weighing.Laid, cluster: merge.Cluster) -> bool:
    """Tell whether a cluster is not to be taken along: there is a choice, or somebody is against the only option."""
    return cluster.is_contested or bool(contesting.unclaimed(cluster) or _against(laid, cluster))


def _choice(cluster: merge.Cluster, choice: str, *, is_taken: bool) -> str:
    """Read a choice: leave it open, keep, bracket, or an option's index; strange values leave it open."""
    if is_taken:
        return "0"
    options = len(cluster.options) + len(contesting.unclaimed(cluster))
    known = {KEEP, BRACKET, *(str(number) for number in range(options))}
    return choice if choice in known else LEAVE_OPEN


def _composed(laid: weighing.Laid, choices: Sequence[str]) -> str:
    """Return the wording that the choices alone make."""
    made: list[merge.Choice] = []
    for cluster, choice in zip(laid.clusters, choices, strict=True):
        own = len(cluster.options)
        if choice.isdecimal() and int(choice) < own:
            made.append(merge.Take(cluster.options[int(choice)]))
        elif choice.isdecimal():
            made.append(merge.Write(contesting.unclaimed(cluster)[int(choice) - own]))
        else:
            made.append(merge.BRACKET if choice == BRACKET else merge.KEEP)
    return merge.choose(laid.wording, laid.clusters, made)


def _wording(composed: str, held: Mapping[str, str], *, is_typed: bool) -> tuple[str, bool]:
    """Return the resulting wording, and whether a hand edit collided with a choice.

    What was typed by hand is carried over to the new choices by the merge; where they collide, the typed words stay.
    """
    if "wording" not in held:
        return composed, False
    typed = held["wording"].replace("\r\n", "\n")
    former = held.get("composed", "").replace("\r\n", "\n")
    if is_typed or composed == former:
        return typed, False
    carried = merge.three_way(former, composed, typed)
    return (carried.text, False) if carried.is_clean else (typed, True)


def _shown(laid: weighing.Laid, number: int, name: str, cluster: merge.Cluster, choice: str) -> ShownCluster:
    nobodys = [merge.Option(text, ()) for text in contesting.unclaimed(cluster)]
    against = _against(laid, cluster)
    return ShownCluster(
        number=number,
        name=name,
        context_before=_tail(laid.wording[: cluster.start]),
        context_after=_head(laid.wording[cluster.end :]),
        options=tuple(
            ShownOption(
                value=str(index),
                segments=redline.diff(cluster.before, option.text),
                by=tuple(laid.amendments[key] for key in option.by),
                is_chosen=choice == str(index),
            )
            for index, option in enumerate([*cluster.options, *nobodys])
        ),
        choice=choice,
        is_opposed=PositionKind.OPPOSE in against,
        is_reserved=PositionKind.RESERVE in against,
    )


def _tail(text: str) -> str:
    line = text.rsplit("\n", 1)[-1]
    parts = line.split(" ")
    return line if len(parts) <= NEAR else "… " + " ".join(parts[-NEAR:])


def _head(text: str) -> str:
    line = text.split("\n", 1)[0]
    parts = line.split(" ")
    return line if len(parts) <= NEAR else " ".join(parts[:NEAR]) + " …"
