"""Receipts: what each decision made of whose words, and where an amendment's text went."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from delegations.exports.table import Table
from delegations.models import Delegation
from delegations.views.seated import seated
from drafts.exports.front import moment
from drafts.exports.report import Passage
from drafts.models import Decision, Edition, Outcome, OutcomeKind, ParagraphState
from drafts.models.paragraphs import called
from drafts.models.rooms import in_whose_name
from drafts.operations import weighing
from drafts.text import redline
from drafts.views import files
from drafts.views.finding import find_amendment, readable_decisions
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


def _outcomes(request: MemberRequest, decision: Decision) -> QuerySet[Outcome]:
    related = (
        _known(request)
        .filter(decision=decision)
        .select_related("amendment__delegation", "amendment__negotiation", "amendment__paragraph")
    )
    return related.prefetch_related(
        "amendment__positions__delegation", "amendment__alignments__delegation"
    ).order_by("amendment__number")


def _known(request: MemberRequest) -> QuerySet[Outcome]:
    return Outcome.objects.visible_to(request.user, timezone.localdate())


def _given(request: MemberRequest) -> QuerySet[Outcome]:
    """Return every outcome in the negotiation that the reader may know of."""
    return (
        _known(request)
        .filter(decision__negotiation=request.negotiation)
        .select_related(
            "decision__revision__user",
            "decision__paragraph__document",
            "amendment__delegation",
            "amendment__negotiation",
        )
    )


@require_GET
@seated("drafts.view_paragraph")
def receipt_list(request: MemberRequest) -> HttpResponse:
    outcomes = _given(request).order_by("-decision__number", "amendment__number")
    page = Paginator(outcomes, PAGE).get_page(request.GET.get("page"))
    context = {"active": "receipts", "page": page, "files": files.links(request, "drafts:receipt_list_file")}
    return render_page(request, "drafts/receipt_list.html", context)


@require_GET
@seated("drafts.export_draft")
def receipt_list_file(request: MemberRequest, file_format: str) -> HttpResponse:
    outcomes = _given(request).order_by("decision__number", "amendment__number")
    table = Table(
        heads=(_("Receipt"), _("On"), *_heads()),
        rows=tuple((str(each.decision.number), each.decision.sentence, *_used(each)) for each in outcomes),
        widths=(8, 16, 8, 12, 16, 15, 11, 14),
        wordings=frozenset({4, 5}),
    )
    if file_format == "pdf":
        return files.printed(request, "receipts", _("Receipts"), tables=[table])
    return files.spread(request, "receipts", _("Outcomes"), table.all, file_format)


def _heads() -> tuple[str, ...]:
    return (_("No."), _("Delegation"), _("Used"), _("Not used"), _("Outcome"), _("Reason"))


def _used(outcome: Outcome) -> tuple[str, ...]:
    """Return what was used of an amendment, under those heads."""
    undone = f" ({_('undone')})" if outcome.undone_by_id else ""
    return (
        str(outcome.amendment),
        in_whose_name(outcome.amendment),
        "; ".join(outcome.used),
        "; ".join(outcome.unused),
        f"{outcome.get_kind_display()}{undone}",
        outcome.reason,
    )


def _found(request: MemberRequest, number: int) -> Receipt:
    related = readable_decisions(request).select_related(
        "revision__user", "paragraph__document__negotiation", "document"
    )
    decision = get_object_or_404(related, number=number)
    return Receipt(decision, _touched(decision), tuple(_outcomes(request, decision)))


@require_GET
@seated("drafts.view_paragraph")
def receipt(request: MemberRequest, number: int) -> HttpResponse:
    context = {
        "active": "receipts",
        "receipt": _found(request, number),
        "files": files.links(request, "drafts:receipt_file", number),
    }
    return render_page(request, "drafts/receipt.html", context)


@require_GET
@seated("drafts.export_draft")
def receipt_file(request: MemberRequest, number: int, file_format: str) -> HttpResponse:
    found = _found(request, number)
    rows, name = tuple(_used(each) for each in found.outcomes), f"receipt-{number}"
    title = _("Receipt %(number)s") % {"number": number}
    if file_format != "pdf":
        return files.spread(request, name, title, [_heads(), *rows], file_format)
    decision, names = found.decision, ", ".join(map(str, found.contributors))
    notes = [
        f"{decision.sentence} {decision.by}, {moment(decision.at, request.negotiation.time_zone)}",
        _("Contributors: %(names)s") % {"names": names} if names else "",
        _("Old numbers: %(labels)s") % {"labels": ", ".join(found.old_numbers)} if found.old_numbers else "",
        decision.reason,
    ]
    passages = [
        Passage(
            f"{called(each.edition.label, each.edition.kind)}, edition {each.edition.number}".capitalize(),
            each.segments,
            marker="" if each.segments else f"[{each.edition.state}]",
        )
        for each in found.touched
    ]
    used = Table(_heads(), rows, (10, 15, 20, 20, 12, 23), frozenset({2, 3}), _("What was used of whom"))
    return files.printed(request, name, title, notes, passages, [used] if rows else [])


@require_GET
@seated("drafts.view_paragraph")
def amendment_traced(request: MemberRequest, number: int) -> HttpResponse:
    """Where your text went: the amendment's words, one by one, in the wording that the decision made."""
    amendment = find_amendment(request, number=number)
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
