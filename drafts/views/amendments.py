"""Reading the amendments that are tabled, and what their delegations do with them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from delegations.models import Delegation
from delegations.views.seated import seated
from drafts.exports.report import Passage
from drafts.forms.amendments import AmendmentFilterForm
from drafts.forms.search import LONGEST
from drafts.models import (
    Amendment,
    AmendmentKind,
    AmendmentQuerySet,
    AmendmentState,
    Covers,
    Outcome,
    Paragraph,
)
from drafts.models.rooms import in_whose_name
from drafts.models.sought import amendments_with
from drafts.operations import amending, windowing
from drafts.operations.proposed import base_words, redlines
from drafts.text import redline
from drafts.views import files
from drafts.views.aligning import alignment_of
from drafts.views.finding import find_amendment, readable_amendments
from drafts.views.positions import position_form
from gpa.http import MemberRequest, render_page

PAGE = 50
NEWEST = (F("tabled_at").desc(nulls_first=True), "-pk")
"""The reader's own drafts first, then from the last that was tabled on."""
FILTERS = {
    "document": "paragraph__document__slug",
    "paragraph": "paragraph__label__iexact",
    "delegation": "delegation__slug",
    "state": "state",
}


def _asked(visible: AmendmentQuerySet, form: AmendmentFilterForm) -> AmendmentQuerySet:
    """Return those of the visible amendments that the filters leave."""
    asked = form.cleaned_data if form.is_valid() else {}
    found = visible.filter(**{lookup: asked[name] for name, lookup in FILTERS.items() if asked.get(name)})
    if asked.get("q"):
        found = found.filter(pk__in=amendments_with(asked["q"][:LONGEST], visible))
    return found


def _listed(amendments: AmendmentQuerySet) -> QuerySet[Amendment]:
    """Return them with all that the list tells of each."""
    outcomes = Prefetch("outcomes", Outcome.objects.filter(undone_by=None))
    return (
        amendments.told().select_related("prepared_by").prefetch_related(outcomes, "alignments__delegation")
    )


@require_GET
@seated("drafts.view_paragraph")
def amendment_list(request: MemberRequest) -> HttpResponse:
    form, visible = AmendmentFilterForm(request.GET), readable_amendments(request)
    # Which they are is found first, by what an index holds; the page alone is read whole.
    keys = _asked(visible, form).order_by(*NEWEST).values_list("pk", flat=True)
    page = Paginator(keys, PAGE).get_page(request.GET.get("page"))
    shown = _listed(Amendment.objects.filter(pk__in=list(page))).order_by(*NEWEST)
    context = {
        "active": "amendments",
        "form": form,
        "page": page,
        "rows": redlines(shown),
        "delegations": Delegation.objects.filter(amendments__in=visible).distinct(),
        "states": AmendmentState.choices,
        "files": files.links(request, "drafts:amendment_file"),
    }
    return render_page(request, "drafts/amendment_list.html", context)


@require_GET
@seated("drafts.export_draft")
def amendment_file(request: MemberRequest, file_format: str) -> HttpResponse:
    form = AmendmentFilterForm(request.GET)
    visible = readable_amendments(request)
    is_of_drafts = form.data.get("state") == AmendmentState.DRAFT
    # Files travel: drafts are in one only if nothing else was asked for, and each says that it is one.
    kept = _asked(visible if is_of_drafts else visible.tabled(), form)
    found = list(_listed(kept).order_by("number", "pk"))
    slug = form.cleaned_data.get("delegation", "") if form.is_valid() else ""
    name = f"amendments-{slug}" if slug and found else "amendments"
    whose = str(found[0].delegation) if slug and found else ""
    title = _("Amendments of %(delegation)s") % {"delegation": whose} if whose else _("Amendments")
    title = f"{title}: {_('drafts, not tabled')}" if is_of_drafts else title
    if file_format == "pdf":
        return files.printed(
            request, name, title, passages=[_passage(each, segments) for each, segments in redlines(found)]
        )
    on = (_("Amendment"), _("On"), _("Document"), _("Delegation"), _("Proposes"))
    words = (_("On the wording"), _("Proposed wording"), _("Rationale"), _("State"), _("Tabled"))
    return files.spread(
        request,
        name,
        title,
        [(*on, *words), *(_row(request, *each) for each in base_words(found))],
        file_format,
    )


def _before(amendment: Amendment) -> Paragraph | None:
    """Return the paragraph after which the one stands that it would move."""
    everything = amendment.paragraph.document.paragraphs.filter(is_dropped=False)
    return everything.filter(place__lt=amendment.paragraph.place).order_by("place").last()


def _became(amendment: Amendment) -> str:
    """Return its outcome, or else its state."""
    outcomes = [str(outcome.get_kind_display()) for outcome in amendment.outcomes.all()]
    if amendment.number is None:
        return _("Draft, not tabled: seen only by %(delegation)s") % {"delegation": amendment.prepared_by}
    return "; ".join(outcomes) or str(amendment.get_state_display())


def _passage(amendment: Amendment, segments: tuple[redline.Segment, ...]) -> Passage:
    """Return it as print shows it: a redline of the wording that it was written on, its rationale, what became of it."""
    where = f"{amendment.paragraph.document}, {amendment.paragraph.called}"
    reasons = [outcome.reason for outcome in amendment.outcomes.all() if outcome.reason]
    return Passage(
        f"{amendment}, {amendment.delegation}: {where}",
        segments,
        (f"{amendment.proposes}. {_became(amendment)}", amendment.rationale, *reasons),
        marker="" if segments else f"[{amendment.proposes}]",
    )


def _row(request: MemberRequest, amendment: Amendment, base: str) -> tuple[str, ...]:
    return (
        str(amendment),
        amendment.paragraph.label,
        str(amendment.paragraph.document),
        in_whose_name(amendment),
        amendment.proposes,
        base,
        amendment.wording,
        amendment.rationale,
        _became(amendment),
        files.hour(request, amendment.tabled_at),
    )


@require_GET
@seated("drafts.view_paragraph")
def amendment(request: MemberRequest, number: int) -> HttpResponse:
    found = find_amendment(request, number=number)
    on = request.negotiation.local(timezone.now()).date()
    mine = Delegation.objects.spoken_for_by(request.user, request.negotiation, on)
    related = found.outcomes.select_related("decision__revision__user", "undone_by__revision__user")
    outcomes = list(related.order_by("-decision__number"))
    context = {
        "active": "amendments",
        "amendment": found,
        "paragraph": found.paragraph,
        "base": base_words([found])[0][1],
        "segments": redlines([found])[0][1],
        "stands_after": _before(found) if found.kind == AmendmentKind.MOVE and found.is_open else None,
        "outcomes": [outcome for outcome in outcomes if outcome.undone_by is None],
        "outcomes_ever": outcomes,
        "is_ours": mine.filter(pk=found.sponsor_id or found.delegation_id).exists(),
        "positions": found.positions.select_related("delegation"),
        "position_form": position_form(request, found.paragraph, found) if found.is_open else None,
        "position_window": windowing.standing_of(found.paragraph, Covers.POSITIONS, request.arrived_at)
        if found.is_open
        else None,
        "position_url": reverse("drafts:amendment_position", args=[request.negotiation.slug, number]),
        **alignment_of(request, found),
        "revisions": found.revisions.select_related("decision").order_by("-number"),
    }
    return render_page(request, "drafts/amendment.html", context)


@require_POST
@seated("drafts.table_amendment")
def amendment_withdraw(request: MemberRequest, number: int) -> HttpResponse:
    found = find_amendment(request, number=number)
    amending.withdraw_amendment(amendment=found, by=request.user, at=request.arrived_at)
    messages.success(request, _("%(amendment)s is withdrawn.") % {"amendment": found})
    return redirect(found)


@require_POST
@seated("drafts.table_amendment")
def amendment_take_back(request: MemberRequest, number: int) -> HttpResponse:
    found = find_amendment(request, number=number)
    amending.take_back_carrying(amendment=found, by=request.user, at=request.arrived_at)
    messages.success(request, _("%(amendment)s has the words again that you tabled.") % {"amendment": found})
    return redirect(found)


@require_POST
@seated("drafts.prepare_amendment")
def amendment_discard(request: MemberRequest, pk: int) -> HttpResponse:
    draft = find_amendment(request, pk=pk, state=AmendmentState.DRAFT)
    amending.discard_draft(draft=draft, by=request.user, at=request.arrived_at)
    messages.success(request, _("The draft is thrown away."))
    return redirect(draft.paragraph)
