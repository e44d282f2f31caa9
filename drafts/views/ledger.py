"""The ledger: every amendment with its way and its outcome; its counts add up."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from delegations.models import Delegation
from delegations.views.seated import seated
from drafts.forms.amendments import LedgerForm
from drafts.models import Amendment, AmendmentQuerySet, AmendmentState, Document, OutcomeKind, Section
from gpa.http import MemberRequest, render_page

PAGE = 100
FILTERS = {
    "document": "paragraph__document__slug",
    "section": "paragraph__section",
    "paragraph": "paragraph__label__iexact",
    "delegation": "delegation__slug",
}


@dataclass(frozen=True)
class Counts:
    """How many amendments were tabled, and what became of them; the parts add up to the whole."""

    tabled: int
    taken: int
    not_retained: int
    overtaken: int
    withdrawn: int
    open: int


def counts(amendments: QuerySet[Amendment]) -> Counts:
    """Count in one query; an outcome that was undone does not count."""
    settled = Q(state=AmendmentState.SETTLED, outcomes__undone_by__isnull=True)
    found = amendments.aggregate(
        tabled=Count("pk", distinct=True),
        taken=Count(
            "pk",
            filter=settled & Q(outcomes__kind__in=[OutcomeKind.ACCEPTED, OutcomeKind.IN_PART]),
            distinct=True,
        ),
        not_retained=Count("pk", filter=settled & Q(outcomes__kind=OutcomeKind.NOT_RETAINED), distinct=True),
        overtaken=Count("pk", filter=settled & Q(outcomes__kind=OutcomeKind.OVERTAKEN), distinct=True),
        withdrawn=Count("pk", filter=Q(state=AmendmentState.WITHDRAWN), distinct=True),
        open=Count("pk", filter=Q(state=AmendmentState.TABLED), distinct=True),
    )
    return Counts(**found)


def _with_outcome(amendments: AmendmentQuerySet, outcome: str) -> AmendmentQuerySet:
    if outcome in OutcomeKind.values:
        return amendments.filter(outcomes__kind=outcome, outcomes__undone_by__isnull=True)
    return amendments.filter(state=outcome) if outcome else amendments


@require_GET
@seated("drafts.view_paragraph")
def ledger(request: MemberRequest) -> HttpResponse:
    form = LedgerForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    tabled = Amendment.objects.tabled().filter(negotiation=request.negotiation)
    found = tabled.filter(**{lookup: asked[name] for name, lookup in FILTERS.items() if asked.get(name)})
    shown = _with_outcome(found, asked.get("outcome", "")).told().order_by("number")
    page = Paginator(shown.prefetch_related("outcomes__decision", "revisions"), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "active": "ledger",
        "form": form,
        "page": page,
        "counts": counts(found),
        "delegations": Delegation.objects.filter(pk__in=tabled.values("delegation")),
        "documents": Document.objects.filter(negotiation=request.negotiation),
        "sections": Section.objects.filter(document__negotiation=request.negotiation),
    }
    return render_page(request, "drafts/ledger.html", context)
