"""Searching what the reader may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from delegations.views.seated import seated
from drafts.forms.search import SearchForm
from drafts.models import Amendment, Draft, Outcome, Paragraph
from drafts.models.sought import Find, find
from drafts.text import seeking
from drafts.views.finding import readable_amendments, readable_drafts
from gpa.http import MemberRequest, render_page

Row = Paragraph | Amendment | Draft

PAGE = 30
GROUPS = {
    "named": _("By its name"),
    "paragraph": _("Paragraphs"),
    "amendment": _("Amendments"),
    "draft": _("Drafts"),
}


@dataclass(frozen=True)
class Hit:
    """A row that was found, with its words around what was asked; an amendment's rationale where it says it."""

    find: Find
    row: Row
    wording: tuple[seeking.Piece, ...] = ()
    rationale: tuple[seeking.Piece, ...] = ()


@require_GET
@seated("drafts.view_paragraph")
def search(request: MemberRequest) -> HttpResponse:
    form = SearchForm(request.GET if "q" in request.GET else None)
    asked = form.cleaned_data["q"] if form.is_valid() else ""
    page = Paginator(_finds(request, asked), PAGE).get_page(request.GET.get("page"))
    hits = _hits(request, seeking.read(asked), list(page.object_list))
    groups = groupby(hits, key=lambda hit: "named" if hit.find.is_named else hit.find.kind)
    context = {
        "form": form,
        "asked": asked,
        "page": page,
        "groups": [(name, GROUPS[name], list(group)) for name, group in groups],
    }
    return render_page(request, "drafts/search.html", context, status=422 if form.errors else 200)


def _finds(request: MemberRequest, asked: str) -> list[Find]:
    if not asked:
        return []
    today = timezone.localdate()
    return find(
        asked,
        Paragraph.objects.visible_to(request.user, today).filter(document__negotiation=request.negotiation),
        readable_amendments(request),
        readable_drafts(request),
    )


def _hits(request: MemberRequest, sought: seeking.Sought, finds: Sequence[Find]) -> list[Hit]:
    """Load the rows of a page of finds: a query a kind."""
    rows: dict[str, QuerySet[Paragraph] | QuerySet[Amendment] | QuerySet[Draft]] = {
        "paragraph": Paragraph.objects.select_related("document", "section", "target"),
        "amendment": Amendment.objects.select_related(
            "paragraph__document", "delegation", "target"
        ).prefetch_related(Prefetch("outcomes", Outcome.objects.filter(undone_by=None))),
        "draft": Draft.objects.select_related("document"),
    }
    loaded: dict[str, Mapping[int, Row]] = {
        kind: among.in_bulk([each.pk for each in finds if each.kind == kind]) for kind, among in rows.items()
    }
    return [_hit(request, sought, each, loaded[each.kind][each.pk]) for each in finds]


def _hit(request: MemberRequest, sought: seeking.Sought, found: Find, row: Row) -> Hit:
    if isinstance(row, Draft):
        row.document.negotiation = request.negotiation
        return Hit(found, row)
    if isinstance(row, Paragraph):
        row.document.negotiation = request.negotiation
        return Hit(found, row, _excerpt(sought, row.wording))
    row.negotiation = row.paragraph.document.negotiation = request.negotiation
    says = bool(seeking.spans(sought, row.rationale))
    return Hit(found, row, _excerpt(sought, row.wording), _excerpt(sought, row.rationale) if says else ())


def _excerpt(sought: seeking.Sought, wording: str) -> tuple[seeking.Piece, ...]:
    shown = seeking.as_read(wording)
    return seeking.excerpt(shown, seeking.spans(sought, shown))
