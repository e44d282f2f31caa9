"""Stating a delegation's position, and the matrix of who holds what."""

from collections.abc import Iterator

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from delegations.exports.table import Table
from delegations.models import Delegation
from delegations.views.seated import seated
from drafts.forms.positions import NONE, HoldingForm, PositionForm
from drafts.models import Amendment, Document, KeptPosition, Paragraph, Position, PositionKind
from drafts.operations import positioning, windowing
from drafts.operations.holding import Holding, holding
from drafts.views import files
from drafts.views.finding import find_amendment, find_document, find_paragraph, readable_amendments
from gpa.http import MemberRequest, render_page

COLUMNS = 9
"""Delegations side by side: as many as a screen holds."""


def position_form(
    request: MemberRequest, paragraph: Paragraph, amendment: Amendment | None
) -> PositionForm | None:
    """Return the form for a reader who may speak for a delegation other than the amendment's own; else none."""
    on = request.negotiation.local(timezone.now()).date()
    mine = Delegation.objects.spoken_for_by(request.user, request.negotiation, on)
    if amendment is not None:
        mine = mine.exclude(pk=amendment.delegation_id)
    if "drafts.state_position" not in request.may or not mine:
        return None
    stated = Position.objects.filter(paragraph=paragraph, amendment=amendment, delegation__in=mine).first()
    kept = KeptPosition.objects.filter(
        paragraph=paragraph, amendment=amendment, person=request.user, delegation__in=mine
    ).first()
    shown = kept or stated
    initial = {"kind": shown.kind, "note": shown.note, "delegation": shown.delegation_id} if shown else {}
    return PositionForm(
        request.POST or None,
        initial=initial,
        delegations=mine,
        is_on_paragraph=amendment is None,
        kept=kept,
    )


@require_POST
@seated("drafts.state_position")
def amendment_position(request: MemberRequest, number: int) -> HttpResponse:
    amendment = find_amendment(request, number=number)
    _state(request, amendment.paragraph, amendment)
    return redirect(amendment)


@require_POST
@seated("drafts.state_position")
def paragraph_position(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    _state(request, paragraph, None)
    return redirect(paragraph)


def _state(request: MemberRequest, paragraph: Paragraph, amendment: Amendment | None) -> None:
    form = position_form(request, paragraph, amendment)
    if form is None or not form.is_valid():
        message = _("Choose a position, and the delegation that takes it.")
        raise positioning.PositionRefused(message)
    data, at = form.cleaned_data, request.arrived_at
    if data["kind"] == NONE:
        stated = Position.objects.filter(
            paragraph=paragraph, amendment=amendment, delegation=data["delegation"]
        ).first()
        if stated is not None:
            positioning.take_back_position(position=stated, by=request.user, at=at)
        messages.success(request, _("Your position is taken back."))
        return
    words = {
        "paragraph": paragraph,
        "amendment": amendment,
        "delegation": data["delegation"],
        "kind": PositionKind(data["kind"]),
        "note": data["note"],
        "by": request.user,
        "at": at,
    }
    try:
        positioning.state_position(**words)
    except windowing.WindowClosed as refusal:
        positioning.keep_position(**words)
        kept = _("What you typed is kept here; only you see it.")
        messages.warning(request, f"{refusal} {kept}")
    else:
        messages.success(request, _("Your position is stated."))


def _holding(request: MemberRequest, document: Document) -> Holding:
    stated = Position.objects.visible_to(request.user, timezone.localdate())
    return holding(document, readable_amendments(request), stated)


def _delegations(matrix: Holding, only: str) -> list[Delegation]:
    return [each for each in matrix.delegations if only in {"", each.slug}]


def _chosen(request: MemberRequest) -> tuple[HoldingForm, str, int | None]:
    """Return what the reader asked for: the delegation's slug and the section's id, empty where all."""
    form = HoldingForm(request.GET)
    data = form.cleaned_data if form.is_valid() else {}
    return form, data.get("delegation", ""), data.get("section")


@require_GET
@seated("drafts.view_paragraph")
def position_list(request: MemberRequest, document: str) -> HttpResponse:
    found = find_document(request, document)
    matrix = _holding(request, found)
    asked = request.GET.get("paragraph", "")
    paragraph = next((each for each in matrix.paragraphs if each.slug == asked), None)
    if asked and paragraph is None:
        paragraph = found.paragraphs.filter(slug=asked).first()
        if paragraph is None:
            raise Http404
    form, only, section = _chosen(request)
    page = Paginator(_delegations(matrix, only), COLUMNS).get_page(request.GET.get("page"))
    shown = matrix.part(list(page), section)
    context = {
        "active": "positions",
        "document": found,
        "form": form,
        "matrix": matrix,
        "shown": shown,
        "has_notes": bool(only),
        "sections": found.sections.all(),
        "page": page,
        "rows": [(each, shown.on(each)) for each in shown.paragraphs],
        "paragraph": paragraph,
        "holders": matrix.holders(paragraph) if paragraph else (),
        "files": files.links(request, "drafts:position_file", found.slug),
    }
    return render_page(request, "drafts/position_list.html", context)


@require_GET
@seated("drafts.export_draft")
def position_file(request: MemberRequest, document: str, file_format: str) -> HttpResponse:
    found = find_document(request, document)
    whole, name = _holding(request, found), f"{found.slug}-positions"
    _form, only, section = _chosen(request)
    delegations = _delegations(whole, only)
    matrix = whole.part(delegations, section) if only or section else whole
    name = f"{name}-{only}" if only and delegations else name
    if file_format != "pdf":
        return files.spread(request, name, _("Positions"), matrix.rows(), file_format)
    rows = tuple((each.label, "\n".join(_held(matrix, each))) for each in matrix.paragraphs)
    table = Table((_("Paragraph"), _("Who holds what")), rows, (1, 5))
    asked = [str(each) for each in found.sections.filter(pk=section)] if section else []
    asked += [str(each) for each in delegations] if only else []
    notes = [str(found), _("Only: %(what)s.") % {"what": ", ".join(asked)} if asked else ""]
    notes.append(_("By name; positions are not votes."))
    return files.printed(request, name, _("Who holds what"), notes, tables=[table])


def _held(matrix: Holding, paragraph: Paragraph) -> Iterator[str]:
    """Say in a line each what a delegation has on a paragraph."""
    for delegation, marks in zip(matrix.delegations, matrix.on(paragraph), strict=True):
        if marks:
            yield f"{delegation}: {'; '.join(mark.sentence for mark in marks)}"
