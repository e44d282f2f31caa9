"""The record's pages: who did what when, to filter, to page through, and to take away and check."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from delegations.exports import record as exports
from delegations.exports import table
from delegations.forms import AccessForm, EraseForm, RecordForm
from delegations.models import Access, AccessKind, Act, ActKind, Book, Negotiation, User
from delegations.operations import erasing
from delegations.views.seated import seated
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page

PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _today(request: MemberRequest) -> "datetime":
    return request.negotiation.local(timezone.now())


@require_GET
@seated("delegations.view_record")
def act_list(request: MemberRequest) -> HttpResponse:
    visible = Act.objects.visible_to(request.user, request.negotiation, _today(request).date())
    form = RecordForm(request.GET)
    found = _filtered(visible.told_once(), form.asked(), request.negotiation)
    related = found.select_related("book__room", "by", "person", "delegation")
    kinds = set(visible.order_by().values_list("kind", flat=True).distinct())
    people = visible.order_by().exclude(by=None).values_list("by", flat=True).distinct()
    context = {
        "active": "record",
        "form": form,
        "page": Paginator(related, PAGE).get_page(request.GET.get("page")),
        "kinds": [(kind.value, kind.label) for kind in ActKind if kind.value in kinds],
        "people": User.objects.filter(pk__in=people).order_by("name", "email"),
        "formats": ("csv", "xlsx", "json"),
        "books": Book.objects.visible_to(
            request.user, request.negotiation, _today(request).date()
        ).select_related("room"),
    }
    return render_page(request, "delegations/act_list.html", context)


def _filtered(acts: QuerySet[Act], asked: dict[str, object], negotiation: Negotiation) -> QuerySet[Act]:
    """Return the acts of a kind, by a person, about or by a delegation, on the days asked for in the negotiation's time."""
    zone = ZoneInfo(negotiation.time_zone)
    lookups = {"kind": "kind", "person": "by_id"}
    acts = acts.filter(**{lookup: asked[name] for name, lookup in lookups.items() if asked.get(name)})
    since, until = asked.get("since"), asked.get("until")
    if since:
        acts = acts.filter(at__gte=datetime.combine(since, datetime.min.time(), zone))  # type: ignore[arg-type]  # the form gives dates
    if until:
        acts = acts.filter(at__lt=datetime.combine(until, datetime.min.time(), zone) + timedelta(days=1))  # type: ignore[arg-type]  # as above
    return acts


@require_GET
@seated("delegations.view_record")
def record_file(request: MemberRequest, file_format: str) -> HttpResponse:
    visible = Book.objects.visible_to(request.user, request.negotiation, _today(request).date())
    books = list(_whole(visible.select_related("room")))
    slug = request.negotiation.slug
    if file_format == "json":
        data, content_type = exports.to_json(slug, books), "application/json"
    elif file_format == "csv":
        data, content_type = table.to_csv(exports.rows(books)), "text/csv"
    elif file_format == "xlsx":
        data, content_type = table.to_xlsx(exports.rows(books), "Record"), XLSX
    else:
        raise Http404
    name = f"{slug}-record.{file_format}"
    return HttpResponse(
        data,
        content_type=content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


def _whole(books: QuerySet[Book]) -> Iterator[tuple[Book, Sequence[Act]]]:
    """Yield whole books with their acts, oldest first: what is filtered could not be checked."""
    for book in books:
        acts = list(book.acts.order_by("number"))
        for act in acts:
            act.book = book
        yield book, acts


@require_GET
@seated("delegations.view_access_log")
def access_list(request: MemberRequest) -> HttpResponse:
    form = AccessForm(request.GET)
    found = Access.objects.of(request.negotiation, _today(request).date())
    kind = form.asked().get("kind")
    shown = found.filter(kind=kind) if kind else found
    context = {
        "active": "record",
        "form": form,
        "kinds": AccessKind.choices,
        "page": Paginator(shown.select_related("user"), PAGE).get_page(request.GET.get("page")),
    }
    return render_page(request, "delegations/access_list.html", context)


@require_http_methods(["GET", "POST"])
@seated("delegations.erase_person")
def person_erase(request: MemberRequest) -> HttpResponse:
    form = EraseForm(request.POST or None)
    if form.is_valid():
        try:
            erasing.erase_participant(
                negotiation=request.negotiation,
                email=form.cleaned_data["email"],
                by=request.user,
                at=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The person’s data are erased; the record says so, and is whole."))
            return redirect("delegations:act_list", request.negotiation.slug)
    context = {"active": "record", "form": form}
    return render_page(request, "delegations/person_erase.html", context, status=422 if form.errors else 200)
