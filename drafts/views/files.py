"""Pages as files: what a page lists, for the same reader and by the same filters, as PDF, workbook or CSV."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from delegations.exports import table
from delegations.exports.table import Table
from delegations.views.seated import seated
from drafts.exports import pdf
from drafts.exports.front import Front, Look
from drafts.exports.report import Passage, plain, report
from drafts.exports.stamp import stamped
from drafts.models import Printout
from drafts.operations import printing
from gpa.http import MemberRequest, ReaderRequest, render_page

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
AT_ONCE = 40
"""So many rows and redlines are printed while the reader waits; more of them by the worker."""


def links(request: MemberRequest, name: str, *args: object) -> list[tuple[str, str]]:
    """Return what each file is called on a page, and its address, with the filters that the page has."""
    if "drafts.export_draft" not in request.may:
        return []
    asked = request.GET.copy()
    asked.pop("page", None)
    query = f"?{asked.urlencode()}" if asked else ""
    slug = request.negotiation.slug
    return [(each.upper(), reverse(name, args=[slug, *args, each]) + query) for each in TYPES]


def printed(
    request: MemberRequest,
    name: str,
    title: str,
    notes: Iterable[str] = (),
    passages: Sequence[Passage] = (),
    tables: Sequence[Table] = (),
) -> HttpResponse:
    """Answer with a report as PDF, or with the page on which a long one will be found; `?large` has it in large print."""
    negotiation, at = request.negotiation, timezone.now()
    front = Front(
        title=(negotiation.title,),
        name=title,
        issued_at=at.replace(second=0, microsecond=0),
        time_zone=negotiation.time_zone,
        paper="a4" if negotiation.paper_size == "a4" else "letter",
        notes=tuple(note for note in notes if note),
        look=Look(is_large="large" in request.GET),
    )
    if len(passages) + sum(len(each.rows) for each in tables) > AT_ONCE:
        content = plain(front, passages, tables)
        return redirect(
            printing.request_printout(
                negotiation=negotiation, name=name, title=title, content=content, by=request.user, at=at
            )
        )
    return _answer(request, pdf.render(report(front, passages, tables)), name, "pdf")


def spread(
    request: MemberRequest, name: str, title: str, rows: Sequence[Sequence[str]], file_format: str
) -> HttpResponse:
    """Answer with rows, the first of them the heads, as a workbook or as CSV."""
    made = table.to_xlsx(rows, title) if file_format == "xlsx" else table.to_csv(rows)
    return _answer(request, made, name, file_format)


def _answer(request: MemberRequest, made: bytes, name: str, file_format: str) -> HttpResponse:
    made = marked(request, made, file_format)
    file_name = f"{request.negotiation.slug}-{name}.{file_format}"
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name}"',
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(made, content_type=TYPES[file_format], headers=headers)


def marked(request: ReaderRequest, made: bytes, file_format: str) -> bytes:
    """Return a file as it was made, or marked for its reader where the negotiation has it so."""
    if request.seat is None or not request.negotiation.has_stamps:
        return made
    words = _("Copy for %(who)s, %(when)s (%(zone)s)") % {
        "who": request.seat.delegation or request.seat.get_role_display(),
        "when": date_format(request.negotiation.local(timezone.now()), "j F Y, H:i"),
        "zone": request.negotiation.time_zone.replace("_", " "),
    }
    return stamped(made, file_format, words)


@require_GET
@seated("drafts.export_draft")
def printout(request: MemberRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    context = {"active": "", "printout": found, "told": found.told(timezone.now())}
    return render_page(request, "drafts/printout.html", context, fragment="drafts/_printout.html")


@require_GET
@seated("drafts.export_draft")
def printout_download(request: MemberRequest, pk: int) -> HttpResponse:
    found = _own(request, pk)
    kept = Path(settings.MEDIA_ROOT) / found.path
    if found.told(timezone.now()) != "ready" or not kept.exists():
        return redirect(found)
    return _answer(request, kept.read_bytes(), found.name, "pdf")


def _own(request: MemberRequest, pk: int) -> Printout:
    """Return a report that this reader asked for."""
    asked = Printout.objects.filter(asked_by=request.user, negotiation=request.negotiation)
    return get_object_or_404(asked.select_related("negotiation"), pk=pk)


def hour(request: MemberRequest, at: datetime | None) -> str:
    """Write date and hour at the seat of the negotiation so that they sort: "2010-06-18 10:00"."""
    return f"{request.negotiation.local(at):%Y-%m-%d %H:%M}" if at else ""
