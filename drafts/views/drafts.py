"""Circulated drafts and their files."""

from pathlib import Path

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from delegations.views.seated import seated
from drafts import tasks
from drafts.exports.front import Look
from drafts.forms.circulation import CirculateForm, FileForm
from drafts.models import Draft, Export, ExportForm, ExportFormat, ExportState, LineNumbers
from drafts.operations import checking, circulating
from drafts.views.checking import told_counts
from drafts.views.finding import find_document, find_draft
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page

CONTENT_TYPES = {
    ExportFormat.PDF: "application/pdf",
    ExportFormat.HTML: "text/html; charset=utf-8",
    ExportFormat.TXT: "text/plain; charset=utf-8",
    ExportFormat.MARKDOWN: "text/markdown; charset=utf-8",
    ExportFormat.XML: "application/akn+xml",
    ExportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_GET
@seated("drafts.view_paragraph")
def draft_list(request: MemberRequest, document: str) -> HttpResponse:
    found = find_document(request, document)
    drafts = Draft.objects.filter(document=found).select_related("circulated_by")
    for draft in drafts:
        draft.document = found
    context = {
        "active": "drafts",
        "document": found,
        "documents": request.negotiation.documents.all(),
        "drafts": drafts,
    }
    return render_page(request, "drafts/draft_list.html", context)


@require_http_methods(["GET", "POST"])
@seated("drafts.circulate_draft")
def draft_circulate(request: MemberRequest, document: str) -> HttpResponse:
    found = find_document(request, document)
    form = CirculateForm(request.POST or None)
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
        "amendments": checked.open_amendments,
        "counts": told_counts(checked),
        "unclean": checking.unclean(found),
    }
    return render_page(request, "drafts/draft_circulate.html", context, status=422 if form.errors else 200)


@require_GET
@seated("drafts.view_paragraph")
def draft(request: MemberRequest, document: str, draft: str) -> HttpResponse:
    found = find_draft(find_document(request, document), draft)
    at = timezone.now()
    exports = [
        (
            export,
            "ready" if export.state == ExportState.DONE else "failed" if export.has_failed(at) else "waiting",
        )
        for export in found.exports.select_related("against", "draft__document__negotiation")
    ]
    earlier = Draft.objects.filter(document=found.document, circulated_at__lte=found.circulated_at)
    earlier = earlier.exclude(pk=found.pk)
    context = {
        "active": "drafts",
        "document": found.document,
        "draft": found,
        "exports": exports,
        "is_waiting": any(state == "waiting" for _export, state in exports),
        "earlier": earlier,
        "asking": FileForm(),
        "tracking": ExportForm.tracking(),
    }
    return render_page(request, "drafts/draft.html", context, fragment="drafts/_exports.html")


@require_POST
@seated("drafts.export_draft")
def export_request(request: MemberRequest, document: str, draft: str) -> HttpResponse:
    found = find_draft(find_document(request, document), draft)
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
        against=find_draft(found.document, since) if form in ExportForm.tracking() and since else None,
        by=request.user,
        look=Look(data["is_large"], numbers),
        at=timezone.now(),
    )
    if export.state == ExportState.ASKED:
        messages.info(request, _("It is being made; if it is not there in two minutes, ask for it again."))
    return redirect(found)


@require_GET
@seated("drafts.export_draft")
def export_download(request: MemberRequest, document: str, draft: str, pk: int) -> HttpResponseBase:
    found = find_draft(find_document(request, document), draft)
    export = get_object_or_404(Export.objects.select_related("against"), pk=pk, draft=found)
    export.draft = found
    kept = Path(settings.MEDIA_ROOT) / export.path
    if export.state != ExportState.DONE or not kept.exists():
        messages.info(request, _("This file is not ready: have it made again."))
        return redirect(found)
    return FileResponse(
        kept.open("rb"),
        as_attachment=True,
        filename=export.file_name,
        content_type=CONTENT_TYPES[ExportFormat(export.format)],
        headers={"Cache-Control": "private, no-cache"},
    )
