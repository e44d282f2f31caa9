"""What a draft's package tells of its way: the receipts and the concordance since the draft before."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from delegations.exports.table import Table
from drafts.exports import concordance as concordances
from drafts.exports.front import Front
from drafts.exports.report import report
from drafts.exports.sheet import Sheet
from drafts.models import Decision, Draft, ExportForm, Outcome
from drafts.models.concordances import between
from drafts.models.copies import frozen

Lay = Callable[[Draft, Draft, Front, int], Sheet]

DECIDED = ("No.", "Decision", "Reason")
USED = ("Receipt", "No.", "Delegation", "Used", "Not used", "Outcome", "Reason")


def receipts(draft: Draft, against: Draft, front: Front, audience: int) -> Sheet:
    """Lay out the decisions between two drafts, and what became of the amendments that an audience reads."""
    decisions = Decision.objects.filter(
        document=draft.document_id, number__gt=against.last_decision, number__lte=draft.last_decision
    ).order_by("number")
    outcomes = Outcome.objects.filter(decision__in=decisions, amendment__audience__gte=audience)
    outcomes = outcomes.exclude(undone_by__number__lte=draft.last_decision)
    outcomes = outcomes.select_related("decision", "amendment__delegation", "amendment__negotiation")
    decided = Table(
        DECIDED,
        tuple((str(each.number), each.sentence, each.reason) for each in decisions),
        (8, 52, 40),
        caption="What was decided",
    )
    used = Table(
        USED,
        tuple(
            (
                str(each.decision.number),
                str(each.amendment),
                each.amendment.delegation.name,
                "; ".join(each.used),
                "; ".join(each.unused),
                str(each.get_kind_display()),
                each.reason,
            )
            for each in outcomes.order_by("decision__number", "amendment__number")
        ),
        (8, 10, 14, 20, 18, 12, 18),
        frozenset({3, 4}),
        "What was used of whom",
    )
    tables = [each for each in (decided, used) if each.rows]
    return report(_told(front, f"{front.name}: receipts since {against.name}"), tables=tables)


def concordance(draft: Draft, against: Draft, front: Front, audience: int) -> Sheet:
    """Lay out which paragraph of one draft became which of the other, both ways."""
    known = Outcome.objects.filter(amendment__audience__gte=audience)
    found = between(draft.document, frozen(against), frozen(draft), known)
    olds = [[each.told for each in found.of_old(entry)] for entry in found.concordance.olds]
    news = [[each.told for each in found.of_new(entry)] for entry in found.concordance.news]
    both = concordances.tables(found.concordance, olds, news)
    return report(_told(front, f"{front.name}: concordance with {against.name}"), tables=both)


def _told(front: Front, name: str) -> Front:
    return replace(front, name=name)


HISTORIES: Mapping[ExportForm, Lay] = {
    ExportForm.RECEIPTS: receipts,
    ExportForm.CONCORDANCE: concordance,
}
