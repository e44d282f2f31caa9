"""Whose words went into which paragraph, by the receipts between two decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafts.models.amendments import OutcomeKind, OutcomeQuerySet
from drafts.models.paragraphs import Document, survivors


@dataclass(frozen=True)
class Contribution:
    """An amendment that was taken, in whole or in part: whose, which, how, and the number of its receipt."""

    delegation: str
    amendment: str
    outcome: str
    receipt: int

    @property
    def told(self) -> str:
        """Return it in words: “Examplia (A-121, accepted, receipt 12)”."""
        return f"{self.delegation} ({self.amendment}, {self.outcome}, receipt {self.receipt})"


def contributions(
    document: Document, known: OutcomeQuerySet, after: int | None, until: int | None
) -> Mapping[int, Sequence[Contribution]]:
    """Return, by paragraph id, what was taken in the decisions after one number and up to another; one query.

    Of the outcomes those count that are `known` to whoever reads it. None stands for the decisions that are still to come.
    """
    if after is None:
        return {}
    taken = known.filter(
        decision__document=document,
        decision__number__gt=after,
        kind__in=[OutcomeKind.ACCEPTED, OutcomeKind.IN_PART],
    )
    if until is None:
        taken = taken.filter(undone_by=None)
    else:
        taken = taken.filter(decision__number__lte=until).exclude(undone_by__number__lte=until)
    taken = taken.select_related("amendment__delegation", "amendment__negotiation", "decision")
    found: dict[int, list[Contribution]] = {}
    for outcome in taken.order_by("amendment__number"):
        on = outcome.decision.paragraph_id or outcome.amendment.paragraph_id
        told = outcome.get_kind_display().lower()
        number = outcome.decision.number
        found.setdefault(on, []).append(
            Contribution(outcome.amendment.delegation.name, str(outcome.amendment), told, number)
        )
    return found


def gathered(
    document: Document, found: Mapping[int, Sequence[Contribution]]
) -> Mapping[int, Sequence[Contribution]]:
    """Add to each paragraph what went into those that were merged into it; one query."""
    whole: dict[int, list[Contribution]] = {pk: list(each) for pk, each in found.items()}
    for pk, end in survivors(document.paragraphs.all()).items():
        whole.setdefault(end.pk, []).extend(each for each in found.get(pk, ()))
    return whole
