"""Circulated drafts and their files."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from delegations.models import Audience, reach_of
from delegations.views.seated import seated, visited
from drafts import tasks
from drafts.exports.front import Look
from drafts.forms.circulation import CirculateForm, FileForm
from drafts.models import (
    Decision,
    Document,
    Draft,
    DraftKind,
    Export,
    ExportForm,
    ExportFormat,
    ExportState,
    LineNumbers,
)
from drafts.operations import checking, circulating
from drafts.views.checking import told_counts, waiting
from drafts.views.files import marked
from drafts.views.finding import (
    find_circulated,
    find_document,
    find_draft,
    readable_documents,
    readable_drafts,
)
from gpa.errors import DomainError
from gpa.http import MemberRequest, ReaderRequest, render_page

CONTENT_TYPES = {
    ExportFormat.PDF: "application/pdf",
    ExportFormat.HTML: "text/html; charset=utf-8",
    ExportFormat.TXT: "text/plain; charset=utf-8",
    ExportFormat.MARKDOWN: "text/markdown; charset=utf-8",
    ExportFormat.XML: "application/akn+xml",
    ExportFormat.ZIP: "application/zip",
    ExportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_GET
@visited("drafts.view_paragraph")
def draft_list(request: ReaderRequest, document: str) -> HttpResponse:
    found = find_circulated(request, document)
    drafts = readable_drafts(request).filter(document=found).select_related("circulated_by")
    for draft in drafts:
        draft.document = found
    context = {
        "active": "drafts",
        "document": found,
        "documents": readable_documents(request),
        "drafts": drafts,
    }
    return render_page(request, "drafts/draft_list.html", context)


@require_http_methods(["GET", "POST"])
@seated("drafts.circulate_draft")
def draft_circulate(request: MemberRequest, document: str) -> HttpResponse:
    found = find_document(request, document)
    form = CirculateForm(
        request.POST or None, widest=found.audience, initial=_initial(list(found.drafts.all()))
    )
    if form.is_valid():
        try:
            draft = circulating.circulate_draft(
                document=found, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except DomainError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("%(draft)s is circulated and sealed.") % {"draft": draft})
            return redirect(draft)
    checked = checking.check_document(found)
    context = {
        "active": "drafts",
        "document": found,
        "form": form,
        "sealing": _sealing(found, len(checked.open_amendments)),
        "amendments": checked.open_amendments,
        "waiting": waiting(checked.open_amendments),
        "counts": told_counts(checked),
        "unclean": checking.unclean(found),
    }
    return render_page(request, "drafts/draft_circulate.html", context, status=422 if form.errors else 200)


@require_GET
@visited("drafts.view_paragraph")
def draft(request: ReaderRequest, document: str, draft: str) -> HttpResponse:
    found = find_draft(request, find_circulated(request, document), draft)
    at = timezone.now()
    files = _files(request, found).select_related("against", "draft__document__negotiation")
    exports = [(export, export.told(at)) for export in files]
    earlier = readable_drafts(request).filter(document=found.document, circulated_at__lte=found.circulated_at)
    earlier = earlier.exclude(pk=found.pk)
    context = {
        "active": "drafts",
        "document": found.document,
        "draft": found,
        "files": _by_form([(export, told) for export, told in exports if not export.is_package]),
        "package": next(((each, told) for each, told in reversed(exports) if each.is_package), None),
        "parts": len(tasks.PARTS) + len(tasks.PARTS_SINCE),
        "is_waiting": any(state == "waiting" for _export, state in exports),
        "earlier": earlier,
        "asking": FileForm(),
        "tracking": ExportForm.tracking(),
        "audiences": Audience.within(_reach(request), found.audience),
    }
    return render_page(request, "drafts/draft.html", context, fragment="drafts/_exports.html")


def _by_form(exports: Sequence[tuple[Export, str]]) -> list[list[tuple[Export, str]]]:
    """Put the files of one form, which differ by their format alone, beside one another; forms and formats in their order."""
    forms, formats = ([*choices.values] for choices in (ExportForm, ExportFormat))
    alike: dict[tuple[object, ...], list[tuple[Export, str]]] = {}
    for export, told in sorted(exports, key=lambda each: formats.index(each[0].format)):
        look = (export.is_large, export.line_numbers, export.audience)
        alike.setdefault((forms.index(export.form), export.against_id or 0, *look), []).append((export, told))
    return [alike[key] for key in sorted(alike, key=lambda key: key[:2])]


@dataclass(frozen=True)
class Sealing:
    """What would be sealed, in numbers: paragraphs that stand and that do not, open amendments, what changed since."""

    standing: int
    gone: int
    amendments: int
    last: Draft | None
    changed: int
    decisions: int


def _sealing(document: Document, amendments: int) -> Sealing:
    """Count what a draft circulated now would hold, and what changed since the last one."""
    paragraphs = list(document.paragraphs.filter(is_dropped=False))
    last = document.drafts.order_by("-circulated_at", "-pk").first()
    before = dict(last.blocks.values_list("paragraph_id", "edition")) if last else {}
    since = (last.last_decision or 0) if last else 0
    standing = sum(each.is_standing for each in paragraphs)
    return Sealing(
        standing=standing,
        gone=len(paragraphs) - standing,
        amendments=amendments,
        last=last,
        changed=sum(before.get(each.pk) != each.edition for each in paragraphs),
        decisions=Decision.objects.filter(document=document, number__gt=since).count(),
    )


def _initial(drafts: Sequence[Draft]) -> dict[str, str]:
    """Propose what the next draft is: the zero draft, then revisions by number, under a name that is free."""
    if not drafts:
        return {"kind": DraftKind.ZERO, "name": _("Zero draft")}
    taken = {each.slug for each in drafts}
    first = 1 + sum(each.kind == DraftKind.REVISION for each in drafts)
    name = next(name for name in map("Rev.{}".format, count(first)) if slugify(name) not in taken)
    return {"kind": DraftKind.REVISION, "name": name}


def _files(request: ReaderRequest, draft: Draft) -> QuerySet[Export]:
    """Return the files of a draft that the reader may have."""
    return Export.objects.visible_to(request.user, timezone.localdate()).filter(draft=draft)


@require_POST
@seated("drafts.export_draft")
def export_request(request: MemberRequest, document: str, draft: str) -> HttpResponse:
    found = find_draft(request, find_circulated(request, document), draft)
    asked = FileForm(request.POST)
    if not asked.is_valid():
        message = _("Choose a form and a format.")
        raise circulating.DraftRefused(message)
    data = asked.cleaned_data
    form, since = data["form"], data["since"]
    numbers = tasks.LINE_NUMBERS[LineNumbers(data["line_numbers"])]
    export = circulating.request_export(
        draft=found,
        form=ExportForm(form),
        file_format=ExportFormat(data["format"]),
        against=find_draft(request, found.document, since)
        if form in ExportForm.tracking() and since
        else None,
        audience=_audience(request),
        by=request.user,
        look=Look(data["is_large"], numbers),
        at=timezone.now(),
    )
    if export.state == ExportState.ASKED:
        messages.info(request, _("It is being made. This page shows it as soon as it is there."))
    return redirect(found)


def _reach(request: ReaderRequest) -> int:
    return reach_of(request.user, request.negotiation, timezone.localdate())


def _audience(request: MemberRequest) -> int | None:
    """Return for whom a file was asked for: its reader must be among them; None for all who read the draft."""
    asked = request.POST.get("audience", "")
    known = {str(value): value for value, _told in Audience.within(_reach(request), Audience.PUBLIC)}
    return known.get(asked)


def _content(request: ReaderRequest, export: Export, kept: Path) -> BinaryIO:
    """Open a file as it is kept, or marked for the reader where the negotiation has it so."""
    if request.seat is None or not request.negotiation.has_stamps:
        return kept.open("rb")
    return BytesIO(marked(request, kept.read_bytes(), export.format))


@require_POST
@seated("drafts.export_draft")
def export_cancel(request: MemberRequest, document: str, draft: str, pk: int) -> HttpResponse:
    found = find_draft(request, find_circulated(request, document), draft)
    export = get_object_or_404(_files(request, found), pk=pk)
    circulating.cancel_export(export=export, by=request.user, at=timezone.now())
    messages.success(request, _("It is cancelled."))
    return redirect(found)


@require_GET
@visited("drafts.export_draft")
def export_download(request: ReaderRequest, document: str, draft: str, pk: int) -> HttpResponseBase:
    found = find_draft(request, find_circulated(request, document), draft)
    export = get_object_or_404(_files(request, found).select_related("against"), pk=pk)
    export.draft = found
    kept = Path(settings.MEDIA_ROOT) / export.path
    if export.state != ExportState.DONE or not kept.exists():
        messages.info(request, _("This file is not ready: have it made again."))
        return redirect(found)
    return FileResponse(
        _content(request, export, kept),
        as_attachment=True,
        filename=export.file_name,
        content_type=CONTENT_TYPES[ExportFormat(export.format)],
        headers={"Cache-Control": "private, no-cache"},
    )
