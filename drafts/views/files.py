"""Pages as files: what a page lists, for the same reader and by the same filters, as PDF, workbook or CSV."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from delegations.exports import table
from delegations.exports.table import Table
from drafts.exports import pdf
from drafts.exports.front import Front, Look
from drafts.exports.report import Passage, report
from gpa.errors import DomainError
from gpa.http import MemberRequest

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
MOST = 300
"""Rows of a table, or redlines, that are printed while the reader waits."""


class TooLong(DomainError):
    """A page that is too long to be printed while the reader waits."""


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
    """Answer with a report as PDF; `?large` has it in large print.

    Raises:
        TooLong: it has more than `MOST` rows and redlines.
    """
    if len(passages) + sum(len(each.rows) for each in tables) > MOST:
        message = (
            f"More than {MOST} are too many to print at once: choose fewer with the filters, or take the workbook, "
            "which holds them all."
        )
        raise TooLong(message)
    negotiation = request.negotiation
    front = Front(
        title=(negotiation.title,),
        name=title,
        issued_at=timezone.now().replace(second=0, microsecond=0),
        time_zone=negotiation.time_zone,
        paper="a4" if negotiation.paper_size == "a4" else "letter",
        notes=tuple(note for note in notes if note),
        look=Look(is_large="large" in request.GET),
    )
    return _answer(request, pdf.render(report(front, passages, tables)), name, "pdf")


def spread(
    request: MemberRequest, name: str, title: str, rows: Sequence[Sequence[str]], file_format: str
) -> HttpResponse:
    """Answer with rows, the first of them the heads, as a workbook or as CSV."""
    made = table.to_xlsx(rows, title) if file_format == "xlsx" else table.to_csv(rows)
    return _answer(request, made, name, file_format)


def _answer(request: MemberRequest, made: bytes, name: str, file_format: str) -> HttpResponse:
    file_name = f"{request.negotiation.slug}-{name}.{file_format}"
    headers = {
        "Content-Disposition": f'attachment; filename="{file_name}"',
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(made, content_type=TYPES[file_format], headers=headers)


def hour(request: MemberRequest, at: datetime | None) -> str:
    """Write date and hour at the seat of the negotiation so that they sort: "2010-06-18 10:00"."""
    return f"{request.negotiation.local(at):%Y-%m-%d %H:%M}" if at else ""
