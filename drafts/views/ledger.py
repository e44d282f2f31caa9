"""The ledger: every amendment with its way and its outcome; its counts add up."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from delegations.exports.table import Table
from delegations.models import Delegation
from delegations.views.seated import seated
from drafts.forms.amendments import LedgerForm
from drafts.models import Amendment, AmendmentQuerySet, AmendmentState, OutcomeKind, Section
from drafts.models.rooms import in_whose_name
from drafts.views import files
from drafts.views.finding import readable_amendments, readable_documents
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


def _tabled(request: MemberRequest) -> AmendmentQuerySet:
    return readable_amendments(request).tabled()


def _asked(request: MemberRequest, form: LedgerForm) -> tuple[AmendmentQuerySet, QuerySet[Amendment]]:
    """Return the amendments that the filters leave, whatever became of them, and those that the ledger lists."""
    asked = form.cleaned_data if form.is_valid() else {}
    chosen = {lookup: asked[name] for name, lookup in FILTERS.items() if asked.get(name)}
    found = _tabled(request).filter(**chosen)
    shown = _with_outcome(found, asked.get("outcome", "")).told().order_by("number")
    return found, shown.prefetch_related("outcomes__decision", "revisions", "alignments__delegation")


@require_GET
@seated("drafts.view_paragraph")
def ledger(request: MemberRequest) -> HttpResponse:
    form, tabled = LedgerForm(request.GET), _tabled(request)
    documents = list(readable_documents(request))
    found, shown = _asked(request, form)
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    context = {
        "active": "ledger",
        "form": form,
        "page": page,
        "counts": counts(found),
        "files": files.links(request, "drafts:ledger_file"),
        "delegations": Delegation.objects.filter(pk__in=tabled.values("delegation")),
        "documents": documents,
        "sections": Section.objects.filter(document__in=documents),
    }
    return render_page(request, "drafts/ledger.html", context)


@require_GET
@seated("drafts.export_draft")
def ledger_file(request: MemberRequest, file_format: str) -> HttpResponse:
    found, shown = _asked(request, LedgerForm(request.GET))
    table = Table(
        heads=(
            _("No."),
            _("Delegation"),
            _("On"),
            _("Proposes"),
            _("Its way"),
            _("Outcome"),
            _("Reason"),
        ),
        rows=tuple(_row(each) for each in shown),
        widths=(9, 15, 13, 14, 14, 15, 20),
    )
    if file_format == "pdf":
        told = counts(found)
        sums = (
            f"{told.tabled} tabled = {told.taken} accepted in whole or part + {told.not_retained} not retained + "
            f"{told.overtaken} overtaken + {told.withdrawn} withdrawn + {told.open} open"
        )
        return files.printed(request, "ledger", _("Ledger of outcomes"), [sums], tables=[table])
    return files.spread(request, "ledger", _("Ledger"), table.all, file_format)


def _row(amendment: Amendment) -> tuple[str, ...]:
    """Return an amendment's line: its way, and every outcome that it had, undone ones too."""
    way = [revision.get_cause_display() for revision in amendment.revisions.all()]
    outcomes = list(amendment.outcomes.all())
    became = [
        f"{each.get_kind_display()} ({each.decision}{', ' + _('undone') if each.undone_by_id else ''})"
        for each in outcomes
    ]
    if amendment.state != AmendmentState.SETTLED:
        became.append(str(amendment.get_state_display()))
    if amendment.state == AmendmentState.WITHDRAWN:
        way.append(str(amendment.get_state_display()))
    return (
        str(amendment),
        in_whose_name(amendment),
        f"{amendment.paragraph.document}, {amendment.paragraph.label}",
        amendment.proposes,
        " → ".join(map(str, way)),
        "\n".join(became),
        "\n".join(each.reason for each in outcomes if each.reason),
    )
