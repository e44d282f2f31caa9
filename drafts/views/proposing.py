"""Proposing an amendment: one form for every kind, with the redline and what others propose beside it."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.html import format_html
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
    AmendmentQuerySet,
    AmendmentState,
    Covers,
    Paragraph,
    ParagraphState,
    PositionKind,
    RoomDraft,
)
from drafts.operations import amending, beginning, positioning, rooms, weighing, windowing
from drafts.operations.carrying import carried, with_theirs
from drafts.operations.proposed import redlines
from drafts.operations.repeating import TabledAlready
from drafts.text import markup, redline
from drafts.text.invisible import settled
from drafts.views.beginning import refill
from drafts.views.beside import own_drafts, whom_to_ask
from drafts.views.finding import find_amendment, find_paragraph, readable_amendments
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page

OTHERS = 10
"""Amendments of others shown beside the form; the list has them all."""
FEW_DIGITS = re.compile(r"[0-9]{1,9}")


@require_http_methods(["GET", "POST"])
@seated("drafts.prepare_amendment")
def amendment_create(request: MemberRequest, document: str, label: str) -> HttpResponse:
    return _propose(request, find_paragraph(request, document, label), None)


@require_http_methods(["GET", "POST"])
@seated("drafts.prepare_amendment")
def amendment_edit(request: MemberRequest, pk: int) -> HttpResponse:
    draft = find_amendment(request, pk=pk, state=AmendmentState.DRAFT)
    if (
        draft.sponsor_id
        and not request.user.seats.current(timezone.localdate()).filter(delegation=draft.prepared_by).exists()
    ):
        return redirect("drafts:amendment_sponsor", request.negotiation.slug, draft.pk)
    paragraph = find_paragraph(request, draft.paragraph.document.slug, draft.paragraph.slug)
    return _propose(request, paragraph, draft)


@require_http_methods(["GET", "POST"])
@seated("drafts.table_amendment")
def amendment_revise(request: MemberRequest, number: int) -> HttpResponse:
    found = find_amendment(request, number=number)
    on = request.negotiation.local(timezone.now()).date()
    spoken = Delegation.objects.spoken_for_by(request.user, request.negotiation, on)
    owner = found.sponsor or found.delegation
    if not spoken.filter(pk=owner.pk).exists():
        message = _("%(amendment)s is of %(delegation)s: only its delegates revise it.")
        raise PermissionDenied(message % {"amendment": found, "delegation": owner})
    paragraph = find_paragraph(request, found.paragraph.document.slug, found.paragraph.slug)
    return _propose(request, paragraph, found)


@require_POST
@seated("drafts.prepare_amendment")
def amendment_redline(request: MemberRequest, document: str, label: str) -> HttpResponse:
    found = find_paragraph(request, document, label)
    form = _form(request, found, None)
    return render_page(
        request, "drafts/_amendment_redline.html", preview(found, form, readable_amendments(request))
    )


def _form(
    request: MemberRequest, paragraph: Paragraph, amendment: Amendment | None, *, wording: str | None = None
) -> AmendmentForm:
    """Return the form as posted, or as it begins; `wording` stands in place of the one that was posted."""
    on = request.negotiation.local(timezone.now()).date()
    spoken = Delegation.objects.spoken_for_by(request.user, request.negotiation, on)
    prepared = Delegation.objects.prepared_for_by(request.user, request.negotiation, on)
    met = Delegation.objects.met_by(request.user, on).filter(negotiation=request.negotiation)
    offered = [each.values("pk") for each in (spoken, prepared, met)]
    delegations = Delegation.objects.filter(
        Q(pk__in=offered[0]) | Q(pk__in=offered[1]) | Q(pk__in=offered[2])
    )
    targets = paragraph.document.paragraphs.filter(state=ParagraphState.STANDING).exclude(pk=paragraph.pk)
    widest = paragraph.document.audience
    initial: dict[str, object] = {
        "wording": paragraph.wording,
        "base_edition": paragraph.edition,
        "audience": widest,
        "begun": AmendmentKind.REVISE.value,
    }
    if amendment is not None:
        initial = {
            "wording": amendment.wording,
            "delegation": amendment.delegation_id,
            "rationale": amendment.rationale,
            "base_edition": amendment.base_edition,
            "kind": amendment.kind,
            "audience": min(amendment.audience, widest),
            "target": amendment.target.slug if amendment.target else None,
            "begun": f"{amendment.kind} {amendment.target.slug if amendment.target else ''}".strip(),
        }
        if amendment.number is not None:
            delegations = Delegation.objects.filter(pk=amendment.delegation_id)
            initial["base_edition"] = paragraph.edition
            if amendment.kind == AmendmentKind.REVISE:
                initial["wording"] = with_theirs(carried(amendment, paragraph.wording).merged)
    else:
        own = delegations.exclude(kind=DelegationKind.GROUP).values_list("pk", flat=True).first()
        initial["delegation"] = own
    posted = request.POST.copy() if request.method == "POST" else None
    if posted is not None and wording is not None:
        posted["wording"] = wording
    is_refilled = posted is not None and refill(posted, paragraph)
    form = AmendmentForm(posted, initial=initial, delegations=delegations, targets=targets, widest=widest)
    form.is_refilled = is_refilled
    of = request.GET.get("of", "")
    form.own = amendment.number if amendment is not None else int(of) if FEW_DIGITS.fullmatch(of) else None
    return form


def preview(paragraph: Paragraph, form: AmendmentForm, known: AmendmentQuerySet) -> dict[str, object]:
    """Return what the form shows of what was typed: its redline, its checks, and what others propose, if it is known."""
    kind = str(form["kind"].value())
    edition = str(form["base_edition"].value())
    target = paragraph.document.paragraphs.filter(slug=form["target"].value() or "").first()
    number = int(edition) if edition.isdecimal() and len(edition) < len(str(2**31)) else paragraph.edition
    base = beginning.base_of(paragraph, kind, target, number)
    typed = settled(str(form["wording"].value() or "").replace("\r\n", "\n").replace("\r", "\n"), base)
    others = [
        other
        for other in known.open()
        .filter(paragraph=paragraph)
        .exclude(number=form.own)
        .told()
        .order_by("number")
        if other.kind == AmendmentKind.REVISE
    ]
    is_beside = kind == AmendmentKind.REVISE and base == paragraph.wording != typed
    return {
        "form": form,
        "own": {delegation.pk for delegation in form.delegations},
        "paragraph": paragraph,
        "document": paragraph.document,
        "segments": redline.diff(base, typed)
        if kind in WITH_WORDING
        else redline.diff(paragraph.wording, ""),
        "imbalance": markup.new_imbalance(base, typed) if kind in WITH_WORDING else None,
        "kind": kind,
        "has_wording": kind in WITH_WORDING,
        "has_target": kind in WITH_TARGET,
        "beside": weighing.beside(paragraph.wording, typed, others) if is_beside else None,
    }


def _save(
    request: MemberRequest,
    paragraph: Paragraph,
    form: AmendmentForm,
    amendment: Amendment | None,
    *,
    is_tabled: bool,
) -> Amendment | RoomDraft:
    at, delegation = request.arrived_at, form.cleaned_data["delegation"]
    proposal = amending.Proposal(**form.proposal)
    if amendment is not None and amendment.number is not None:
        return amending.revise_amendment(amendment=amendment, proposal=proposal, by=request.user, at=at)
    if delegation.is_group and not is_tabled:
        return rooms.bring_into_room(
            paragraph=paragraph, group=delegation, proposal=proposal, by=request.user, at=at, draft=amendment
        )
    act = amending.propose_amendment if is_tabled else amending.save_draft
    return act(
        paragraph=paragraph,
        delegation=delegation,
        proposal=proposal,
        by=request.user,
        at=at,
        draft=amendment,
    )


def _cosponsor(request: MemberRequest, paragraph: Paragraph, form: AmendmentForm) -> str:
    """Co-sponsor the amendment that the form names, and return what was typed without the words that it has."""
    found = find_amendment(request, number=request.POST["cosponsor"], paragraph=paragraph)
    found.paragraph = paragraph
    typed = str(form.cleaned_data["wording"]).replace("\r\n", "\n")
    found_beside = weighing.beside(paragraph.wording, typed, [found])
    positioning.state_position(
        paragraph=paragraph,
        amendment=found,
        delegation=form.cleaned_data["delegation"],
        kind=PositionKind.COSPONSOR,
        note="",
        by=request.user,
        at=request.arrived_at,
    )
    messages.success(request, _("You co-sponsor %(amendment)s.") % {"amendment": found})
    return found_beside.shared[0].without if found_beside.shared else typed


def _keep(
    request: MemberRequest,
    paragraph: Paragraph,
    form: AmendmentForm,
    amendment: Amendment | None,
    refusal: windowing.WindowClosed,
) -> HttpResponse:
    """Keep as a draft what was being typed when the window closed, and show it with the sentence why."""
    is_draft = amendment is not None and amendment.number is None
    saved = _save(request, paragraph, form, amendment if is_draft else None, is_tabled=False)
    messages.warning(request, f"{refusal} {_kept_where(saved)}")
    return redirect(saved)


def _kept_where(saved: Amendment | RoomDraft) -> str:
    """Say who sees what was kept."""
    if isinstance(saved, RoomDraft):
        return _("Your words are kept as a draft in the room of %(group)s.") % {"group": saved.group}
    return _("Your words are kept as a draft, seen only by your delegation.")


def _why(refusal: DomainError) -> str:
    """Return the sentence of a refusal, with a link to the amendment that it is about."""
    if not isinstance(refusal, TabledAlready):
        return str(refusal)
    link = format_html('<a href="{}">{}</a>', refusal.former.get_absolute_url(), refusal.former)
    return format_html(_("You have tabled this already: {}."), link)


def _act(
    request: MemberRequest, paragraph: Paragraph, form: AmendmentForm, amendment: Amendment | None
) -> HttpResponse | str | None:
    """Do what the form asks: its answer, or after co-sponsoring the words that are left; None where it is refused."""
    is_cosponsored = "cosponsor" in request.POST
    try:
        try:
            if is_cosponsored:
                return _cosponsor(request, paragraph, form)
            is_tabled = request.POST.get("action", "table") == "table"
            saved = _save(request, paragraph, form, amendment, is_tabled=is_tabled)
        except windowing.WindowClosed as refusal:
            return _keep(request, paragraph, form, amendment, refusal)
    except DomainError as refusal:
        form.add_error(None if is_cosponsored else "wording", _why(refusal))
        return None
    if isinstance(saved, RoomDraft):
        told = _("Saved in the room of %(group)s, seen only by its members.") % {"group": saved.group}
    else:
        told = _("Tabled.") if saved.number else _("Draft saved, seen only by your delegation.")
    messages.success(request, told)
    return redirect(saved)


def _propose(request: MemberRequest, paragraph: Paragraph, amendment: Amendment | None) -> HttpResponse:
    form = _form(request, paragraph, amendment)
    if request.method == "GET" and amendment is None and not form.delegations:
        message = _("Your seat proposes for nobody: it lets you read along.")
        raise amending.NotYours(message)
    action = request.POST.get("action", "table")
    named = request.POST.get("cosponsor", "")
    is_cosponsored = named.isdecimal() and len(named) < len(str(2**31))
    is_saved = request.method == "POST" and action in {"draft", "table"} and "cosponsor" not in request.POST
    if form.is_refilled and is_saved and action == "table":
        form.add_error(
            "wording", _("Other words stand here now, as your choice needs: read them, then table.")
        )
    if (is_cosponsored or is_saved) and form.is_valid():
        answer = _act(request, paragraph, form, amendment)
        if isinstance(answer, HttpResponse):
            return answer
        if answer is not None:
            form = _form(request, paragraph, amendment, wording=answer)
    known = readable_amendments(request)
    tabled = known.open().filter(paragraph=paragraph).exclude(number=form.own).told().order_by("number")
    context = {
        **preview(paragraph, form, known),
        "active": "text",
        "amendment": amendment,
        "own_drafts": own_drafts(request, paragraph) if request.method == "GET" and amendment is None else (),
        "facilitators": whom_to_ask(request, paragraph),
        "may_table": "drafts.table_amendment" in request.may
        and any(each.is_proposing for each in form.delegations),
        "sponsored": [each for each in form.delegations if not each.is_proposing],
        "sponsors": request.negotiation.participants.filter(kind=DelegationKind.STATE)
        if amendment and amendment.number is None and not amendment.delegation.is_proposing
        else (),
        "window": windowing.standing_of(paragraph, Covers.AMENDMENTS, request.arrived_at),
        "others": redlines(tabled[:OTHERS]),
        "tabled": tabled.count(),
    }
    return render_page(request, "drafts/amendment_create.html", context, status=422 if is_saved else 200)
