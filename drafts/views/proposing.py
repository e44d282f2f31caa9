"""Proposing an amendment: one form for every kind, with the redline and what others propose beside it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from delegations.models import Delegation, DelegationKind
from delegations.views.seated import seated
from drafts.forms.amendments import AmendmentForm
from drafts.models import (
    WITH_TARGET,
    WITH_WORDING,
    Amendment,
    AmendmentKind,
    AmendmentState,
    Paragraph,
    ParagraphState,
)
from drafts.operations import amending, weighing
from drafts.operations.carrying import carried, with_theirs
from drafts.text import markup, merge, redline
from drafts.views.finding import find_amendment, find_paragraph
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page

MINE = "mine"


@dataclass(frozen=True)
class Shared:
    """Words that are being typed and that others propose already."""

    words: tuple[redline.Segment, ...]
    amendments: tuple[Amendment, ...]
    without: str


@require_http_methods(["GET", "POST"])
@seated("drafts.table_amendment")
def amendment_create(request: MemberRequest, document: str, label: str) -> HttpResponse:
    return _propose(request, find_paragraph(request, document, label), None)


@require_http_methods(["GET", "POST"])
@seated("drafts.table_amendment")
def amendment_edit(request: MemberRequest, pk: int) -> HttpResponse:
    draft = find_amendment(request, timezone.localdate(), pk=pk, state=AmendmentState.DRAFT)
    paragraph = find_paragraph(request, draft.paragraph.document.slug, draft.paragraph.slug)
    return _propose(request, paragraph, draft)


@require_http_methods(["GET", "POST"])
@seated("drafts.table_amendment")
def amendment_revise(request: MemberRequest, number: int) -> HttpResponse:
    found = find_amendment(request, timezone.localdate(), number=number)
    paragraph = find_paragraph(request, found.paragraph.document.slug, found.paragraph.slug)
    return _propose(request, paragraph, found)


@require_POST
@seated("drafts.table_amendment")
def amendment_redline(request: MemberRequest, document: str, label: str) -> HttpResponse:
    found = find_paragraph(request, document, label)
    form = _form(request, found, None)
    return render_page(request, "drafts/_amendment_redline.html", _preview(request, found, form))


def _form(request: MemberRequest, paragraph: Paragraph, amendment: Amendment | None) -> AmendmentForm:
    on = request.negotiation.local(timezone.now()).date()
    delegations = Delegation.objects.spoken_for_by(request.user, request.negotiation, on)
    targets = paragraph.document.paragraphs.filter(state=ParagraphState.STANDING).exclude(pk=paragraph.pk)
    initial: dict[str, object] = {"wording": paragraph.wording, "base_edition": paragraph.edition}
    if amendment is not None:
        initial = {
            "wording": amendment.wording,
            "delegation": amendment.delegation_id,
            "rationale": amendment.rationale,
            "base_edition": amendment.base_edition,
            "kind": amendment.kind,
            "target": amendment.target.slug if amendment.target else None,
        }
        if amendment.number is not None:
            delegations = delegations.filter(pk=amendment.delegation_id)
            initial["base_edition"] = paragraph.edition
            if amendment.kind == AmendmentKind.REVISE:
                initial["wording"] = with_theirs(carried(amendment, paragraph.wording).merged)
    else:
        own = delegations.exclude(kind=DelegationKind.GROUP).values_list("pk", flat=True).first()
        initial["delegation"] = own
    return AmendmentForm(request.POST or None, initial=initial, delegations=delegations, targets=targets)


def _preview(request: MemberRequest, paragraph: Paragraph, form: AmendmentForm) -> dict[str, object]:
    """Return what the form shows of what was typed: its redline, its checks, and what others propose."""
    typed = str(form["wording"].value() or "").replace("\r\n", "\n").replace("\r", "\n")
    kind = str(form["kind"].value())
    edition = str(form["base_edition"].value())
    target = paragraph.document.paragraphs.filter(slug=form["target"].value() or "").first()
    number = int(edition) if edition.isdecimal() and len(edition) < len(str(2**31)) else paragraph.edition
    base = amending.base_of(paragraph, kind, target, number)
    others = [
        other
        for other in paragraph.amendments.open().select_related("delegation").order_by("number")
        if other.kind == AmendmentKind.REVISE
    ]
    shared: list[Shared] = []
    together: list[Amendment] = []
    apart: list[Amendment] = []
    if kind == AmendmentKind.REVISE and base == paragraph.wording != typed:
        shared, together, apart = _beside(paragraph.wording, typed, others)
    for other in others:
        other.negotiation = request.negotiation
    return {
        "form": form,
        "paragraph": paragraph,
        "document": paragraph.document,
        "segments": redline.diff(base, typed)
        if kind in WITH_WORDING
        else redline.diff(paragraph.wording, ""),
        "imbalance": markup.new_imbalance(base, typed) if kind in WITH_WORDING else None,
        "kind": kind,
        "has_wording": kind in WITH_WORDING,
        "has_target": kind in WITH_TARGET,
        "shared": shared,
        "together": together,
        "apart": apart,
    }


def _beside(
    wording: str, typed: str, others: list[Amendment]
) -> tuple[list[Shared], list[Amendment], list[Amendment]]:
    """Return words that others propose too, and the open amendments that it can and cannot be taken together with."""
    laid = weighing.lay(wording, others)
    clusters = merge.combine(wording, {**laid.proposals, MINE: typed})
    shared, colliding = [], set()
    for cluster in clusters:
        mine = next((option for option in cluster.options if MINE in option.by), None)
        if mine is None:
            continue
        colliding |= {key for option in cluster.options if option is not mine for key in option.by}
        same = tuple(laid.amendments[key] for key in mine.by if key != MINE)
        if same:
            left_out = [
                merge.Take(next(option for option in each.options if MINE in option.by))
                if each is not cluster and any(MINE in option.by for option in each.options)
                else merge.KEEP
                for each in clusters
            ]
            words = redline.diff(cluster.before, mine.text)
            shared.append(Shared(words, same, merge.choose(wording, clusters, left_out)))
    together = [laid.amendments[key] for key in laid.proposals if key not in colliding]
    return shared, together, [laid.amendments[key] for key in sorted(colliding)]


def _save(
    request: MemberRequest,
    paragraph: Paragraph,
    form: AmendmentForm,
    amendment: Amendment | None,
    *,
    is_tabled: bool,
) -> Amendment:
    at = timezone.now()
    proposal = amending.Proposal(**form.proposal)
    if amendment is not None and amendment.number is not None:
        return amending.revise_amendment(amendment=amendment, proposal=proposal, by=request.user, at=at)
    act = amending.propose_amendment if is_tabled else amending.save_draft
    return act(
        paragraph=paragraph,
        delegation=form.cleaned_data["delegation"],
        proposal=proposal,
        by=request.user,
        at=at,
        draft=amendment,
    )


def _propose(request: MemberRequest, paragraph: Paragraph, amendment: Amendment | None) -> HttpResponse:
    form = _form(request, paragraph, amendment)
    action = request.POST.get("action", "table")
    if request.method == "POST" and action in {"draft", "table"} and form.is_valid():
        try:
            saved = _save(request, paragraph, form, amendment, is_tabled=action == "table")
        except DomainError as refusal:
            form.add_error("wording", str(refusal))
        else:
            saved.negotiation = request.negotiation
            told = _("Draft saved, seen only by your delegation.") if saved.number is None else _("Tabled.")
            messages.success(request, told)
            return redirect(saved)
    tabled = paragraph.amendments.open().select_related("delegation", "target").order_by("number")
    for each in tabled:
        each.negotiation = request.negotiation
    context = {
        **_preview(request, paragraph, form),
        "active": "text",
        "amendment": amendment,
        "others": [(each, redline.diff(each.base_wording, each.wording)) for each in tabled],
    }
    is_refused = request.method == "POST" and action in {"draft", "table"}
    return render_page(request, "drafts/amendment_create.html", context, status=422 if is_refused else 200)
