"""The other decisions on a paragraph: delete, merge into another, restore. Each shows first what it will write."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from delegations.views.seated import seated
from drafts.forms.decisions import DeleteForm, MergeForm, RestoreForm
from drafts.models import Amendment, Paragraph, ParagraphState
from drafts.operations import deciding, structuring, undoing
from drafts.text import redline
from drafts.views.finding import find_paragraph
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_delete(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    form = DeleteForm(request.POST or None, initial={"edition": paragraph.edition})
    if form.is_valid():
        try:
            decision = structuring.delete_paragraph(
                paragraph=paragraph, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(decision)s is saved.") % {"decision": decision})
            return redirect(paragraph)
    context = {
        "active": "text",
        "document": paragraph.document,
        "paragraph": paragraph,
        "form": form,
        "segments": redline.diff(paragraph.wording, ""),
        "amendments": Amendment.objects.open().filter(paragraph=paragraph).told(),
    }
    return render_page(request, "drafts/paragraph_delete.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_merge(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    standing = paragraph.document.paragraphs.filter(state=ParagraphState.STANDING).exclude(pk=paragraph.pk)
    asked = request.GET.get("into", "")
    if not asked:
        context = {
            "active": "text",
            "document": paragraph.document,
            "paragraph": paragraph,
            "targets": standing,
        }
        return render_page(request, "drafts/paragraph_merge_into.html", context)
    target = get_object_or_404(standing, slug=asked)
    target.document = paragraph.document
    initial = {
        "edition": paragraph.edition,
        "target_edition": target.edition,
        "wording": f"{target.wording}\n{paragraph.wording}",
    }
    form = MergeForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            decision = structuring.merge_paragraph(
                paragraph=paragraph, target=target, by=request.user, at=timezone.now(), **form.cleaned_data
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(decision)s is saved.") % {"decision": decision})
            return redirect(target)
    return _merge_page(request, paragraph, target, form)


def _merge_page(
    request: MemberRequest, paragraph: Paragraph, target: Paragraph, form: MergeForm
) -> HttpResponse:
    typed = str(form["wording"].value() or "").replace("\r\n", "\n")
    context = {
        "active": "text",
        "document": paragraph.document,
        "paragraph": paragraph,
        "target": target,
        "form": form,
        "segments": redline.diff(target.wording, typed),
        "amendments": Amendment.objects.open().filter(paragraph=paragraph).told(),
    }
    return render_page(request, "drafts/paragraph_merge.html", context, status=422 if form.errors else 200)


@require_POST
@seated("drafts.decide_paragraph")
def paragraph_restore(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    form = RestoreForm(request.POST)
    if not form.is_valid():
        message = _("Which edition? Choose one in the history.")
        raise deciding.NothingChanged(message)
    decision = undoing.restore_paragraph(
        paragraph=paragraph, by=request.user, at=timezone.now(), **form.cleaned_data
    )
    messages.success(request, _("%(decision)s is saved.") % {"decision": decision})
    return redirect(paragraph)
