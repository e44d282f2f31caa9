"""Proposing an amendment, and reading those that are tabled."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from delegations.models import Delegation
from delegations.views.seated import seated
from drafts.forms.amendments import AmendmentFilterForm, AmendmentForm
from drafts.models import Amendment, AmendmentState, Paragraph
from drafts.operations import amending
from drafts.text import markup, redline
from drafts.views.finding import find_amendment, find_paragraph
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page

PAGE = 50


@require_GET
@seated("drafts.view_paragraph")
def amendment_list(request: MemberRequest) -> HttpResponse:
    form = AmendmentFilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = (
        Amendment.objects.visible_to(request.user, timezone.localdate())
        .filter(negotiation=request.negotiation)
        .filter(**{lookup: asked[name] for name, lookup in FILTERS.items() if asked.get(name)})
        .select_related("paragraph__document", "delegation", "prepared_by")
        .prefetch_related("outcomes")
        .order_by("-tabled_at", "-pk")
    )
    if asked.get("q"):
        found = found.filter(Q(wording__icontains=asked["q"]) | Q(rationale__icontains=asked["q"]))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    for amendment in page.object_list:
        amendment.negotiation = amendment.paragraph.document.negotiation = request.negotiation
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "active": "amendments",
        "form": form,
        "page": page,
        "query": query.urlencode(),
        "rows": [(each, redline.diff(each.base_wording, each.wording)) for each in page.object_list],
        "delegations": Delegation.objects.filter(amendments__in=found.order_by()).distinct(),
        "states": AmendmentState.choices,
    }
    return render_page(request, "drafts/amendment_list.html", context)


FILTERS = {
    "document": "paragraph__document__slug",
    "paragraph": "paragraph__label__iexact",
    "delegation": "delegation__slug",
    "state": "state",
}


@require_GET
@seated("drafts.view_paragraph")
def amendment(request: MemberRequest, number: int) -> HttpResponse:
    found = find_amendment(request, timezone.localdate(), number=number)
    on = request.negotiation.local(timezone.now()).date()
    mine = Delegation.objects.spoken_for_by(request.user, request.negotiation, on)
    context = {
        "active": "amendments",
        "amendment": found,
        "paragraph": found.paragraph,
        "segments": redline.diff(found.base_wording, found.wording),
        "outcomes": found.outcomes.select_related("decision__revision__user"),
        "can_withdraw": found.is_open and mine.filter(pk=found.delegation_id).exists(),
    }
    return render_page(request, "drafts/amendment.html", context)


@require_POST
@seated("drafts.table_amendment")
def amendment_withdraw(request: MemberRequest, number: int) -> HttpResponse:
    found = find_amendment(request, timezone.localdate(), number=number)
    amending.withdraw_amendment(amendment=found, by=request.user, at=timezone.now())
    messages.success(request, _("%(amendment)s is withdrawn.") % {"amendment": found})
    return redirect(found)


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


@require_POST
@seated("drafts.table_amendment")
def amendment_redline(request: MemberRequest, document: str, label: str) -> HttpResponse:
    found = find_paragraph(request, document, label)
    form = _form(request, found, None)
    form.is_valid()
    return render_page(request, "drafts/_amendment_redline.html", _preview(found, form))


def _form(request: MemberRequest, paragraph: Paragraph, draft: Amendment | None) -> AmendmentForm:
    on = request.negotiation.local(timezone.now()).date()
    delegations = Delegation.objects.spoken_for_by(request.user, request.negotiation, on)
    initial = (
        {
            "wording": draft.wording,
            "delegation": draft.delegation_id,
            "rationale": draft.rationale,
            "base_edition": draft.base_edition,
        }
        if draft
        else {
            "wording": paragraph.wording,
            "delegation": delegations.exclude(kind="group").values_list("pk", flat=True).first(),
            "base_edition": paragraph.edition,
        }
    )
    return AmendmentForm(request.POST or None, initial=initial, delegations=delegations)


def _preview(paragraph: Paragraph, form: AmendmentForm) -> dict[str, object]:
    """Return what the form shows of what was typed: its redline and its checks."""
    typed = str(form["wording"].value() or "").replace("\r\n", "\n")
    edition = str(form["base_edition"].value())
    base = amending.wording_at(paragraph, int(edition) if edition.isdecimal() else paragraph.edition)
    return {
        "segments": redline.diff(base, typed),
        "is_changed": base != typed,
        "imbalance": markup.new_imbalance(base, typed),
        "form": form,
        "paragraph": paragraph,
    }


def _propose(request: MemberRequest, paragraph: Paragraph, draft: Amendment | None) -> HttpResponse:
    form = _form(request, paragraph, draft)
    action = request.POST.get("action", "table")
    if request.method == "POST" and action in {"draft", "table"} and form.is_valid():
        try:
            draft = amending.save_draft(
                paragraph=paragraph, by=request.user, at=timezone.now(), draft=draft, **form.cleaned_data
            )
            if action == "table":
                draft = amending.table_amendment(draft=draft, by=request.user, at=timezone.now())
        except DomainError as refusal:
            form.add_error("wording", str(refusal))
        else:
            told = _("Draft saved, seen only by your delegation.") if draft.number is None else _("Tabled.")
            messages.success(request, told)
            return redirect(draft)
    tabled = paragraph.amendments.open().select_related("delegation").order_by("number")
    context = {
        **_preview(paragraph, form),
        "active": "text",
        "document": paragraph.document,
        "draft": draft,
        "others": [(each, redline.diff(each.base_wording, each.wording)) for each in tabled],
    }
    is_refused = request.method == "POST" and bool(form.errors)
    return render_page(request, "drafts/amendment_create.html", context, status=422 if is_refused else 200)
