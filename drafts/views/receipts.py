"""Receipts: what each decision made of whose words, and where an amendment's text went."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from delegations.models import Delegation
from delegations.views.seated import seated
from drafts.models import Decision, Edition, Outcome, OutcomeKind, ParagraphState
from drafts.operations import weighing
from drafts.text import redline
from drafts.views.finding import find_amendment
from gpa.http import MemberRequest, render_page

PAGE = 50


@dataclass(frozen=True)
class Touched:
    """A paragraph as a decision left it, and its redline against the edition before."""

    edition: Edition
    segments: tuple[redline.Segment, ...]


@dataclass(frozen=True)
class Receipt:
    """All that a decision made: the paragraphs, the old numbers that went into them, who contributed what."""

    decision: Decision
    touched: tuple[Touched, ...]
    outcomes: tuple[Outcome, ...]

    @property
    def old_numbers(self) -> list[str]:
        """Return the labels of the paragraphs that were merged into the one that stands."""
        return [each.edition.label for each in self.touched if each.edition.state == ParagraphState.MERGED]

    @property
    def standing(self) -> list[Touched]:
        """Return the paragraphs that stand."""
        return [each for each in self.touched if each.edition.state == ParagraphState.STANDING]

    @property
    def contributors(self) -> list[Delegation]:
        """Return whose words were used, co-sponsors included, in order of the amendments."""
        taken = [each for each in self.outcomes if each.kind in {OutcomeKind.ACCEPTED, OutcomeKind.IN_PART}]
        found: dict[int, Delegation] = {}
        for outcome in taken:
            found[outcome.amendment.delegation_id] = outcome.amendment.delegation
            for position in outcome.amendment.positions.all():
                if position.kind == "cosponsor":
                    found[position.delegation_id] = position.delegation
        return list(found.values())


def _touched(decision: Decision) -> tuple[Touched, ...]:
    """Return the paragraphs of a decision, each with its redline against the edition before; two queries."""
    return tuple(
        Touched(
            change.after, redline.diff(change.before.wording if change.before else "", change.after.wording)
        )
        for change in decision.changes()
    )


def _outcomes(decision: Decision) -> QuerySet[Outcome]:
    related = decision.outcomes.select_related(
        "amendment__delegation", "amendment__negotiation", "amendment__paragraph"
    )
    return related.prefetch_related("amendment__positions__delegation").order_by("amendment__number")


@require_GET
@seated("drafts.view_paragraph")
def receipt_list(request: MemberRequest) -> HttpResponse:
    outcomes = Outcome.objects.filter(decision__negotiation=request.negotiation).select_related(
        "decision__revision__user",
        "decision__paragraph__document",
        "amendment__delegation",
        "amendment__negotiation",
    )
    page = Paginator(outcomes.order_by("-decision__number", "amendment__number"), PAGE).get_page(
        request.GET.get("page")
    )
    return render_page(request, "drafts/receipt_list.html", {"active": "receipts", "page": page})


@require_GET
@seated("drafts.view_paragraph")
def receipt(request: MemberRequest, number: int) -> HttpResponse:
    related = Decision.objects.select_related(
        "revision__user", "paragraph__document__negotiation", "document"
    )
    decision = get_object_or_404(related, negotiation=request.negotiation, number=number)
    found = Receipt(decision, _touched(decision), tuple(_outcomes(decision)))
    return render_page(request, "drafts/receipt.html", {"active": "receipts", "receipt": found})


@require_GET
@seated("drafts.view_paragraph")
def amendment_traced(request: MemberRequest, number: int) -> HttpResponse:
    """Where your text went: the amendment's words, one by one, in the wording that the decision made."""
    amendment = find_amendment(request, timezone.localdate(), number=number)
    outcome = get_object_or_404(
        amendment.outcomes.select_related("decision__revision__user").order_by("-decision__number")[:1]
    )
    touched = _touched(outcome.decision)
    standing = next((each for each in touched if each.edition.state == ParagraphState.STANDING), None)
    context = {
        "active": "amendments",
        "amendment": amendment,
        "outcome": outcome,
        "words": weighing.trace(amendment, standing.edition.wording if standing else ""),
        "standing": standing,
    }
    return render_page(request, "drafts/amendment_traced.html", context)
