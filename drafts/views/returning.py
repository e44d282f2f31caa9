"""Edited files that come back: from delegations as amendments, from facilitators as decisions."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from delegations.models import Delegation, DelegationKind
from delegations.views.seated import seated
from drafts.forms.returning import ChosenForm, ReturnForm
from drafts.models import AmendmentKind, Document, Paragraph, ParagraphState, Purpose, ReturnedFile
from drafts.operations import fulfilling, returning
from drafts.operations.fulfilling import Report
from drafts.operations.returning import Item
from drafts.text import redline
from drafts.text.redline import Segment
from drafts.views.finding import find_document, readable_drafts
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page, takes_files

TOLD = {
    AmendmentKind.REVISE: "pencil",
    AmendmentKind.INSERT: "plus",
    AmendmentKind.DELETE: "deleted",
    AmendmentKind.MERGE: "merged",
    AmendmentKind.MOVE: "arrow-up-down",
}


@takes_files(megabytes=8)
@require_http_methods(["GET", "POST"])
@seated("drafts.table_amendment")
def returned_create(request: MemberRequest, document: str) -> HttpResponse:
    return _create(request, find_document(request, document), Purpose.AMEND)


@takes_files(megabytes=8)
@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def retext_create(request: MemberRequest, document: str) -> HttpResponse:
    return _create(request, find_document(request, document), Purpose.DECIDE)


@require_http_methods(["GET", "POST"])
@seated("drafts.table_amendment")
def returned(request: MemberRequest, document: str, pk: int) -> HttpResponse:
    return _choose(request, _find(request, find_document(request, document), pk, Purpose.AMEND))


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def retext(request: MemberRequest, document: str, pk: int) -> HttpResponse:
    return _choose(request, _find(request, find_document(request, document), pk, Purpose.DECIDE))


def _find(request: MemberRequest, document: Document, pk: int, purpose: Purpose) -> ReturnedFile:
    visible = ReturnedFile.objects.visible_to(request.user, timezone.localdate())
    found = get_object_or_404(visible.select_related("draft"), pk=pk, document=document, purpose=purpose)
    found.document = document
    return found


def _create(request: MemberRequest, document: Document, purpose: Purpose) -> HttpResponse:
    drafts = readable_drafts(request).filter(document=document)
    form = ReturnForm(request.POST or None, request.FILES or None, drafts=drafts)
    if form.is_valid():
        name, data = form.cleaned_data["file"]
        try:
            file = returning.open_returned(
                document=document,
                draft=form.cleaned_data["draft"],
                purpose=purpose,
                file_name=name,
                data=data,
                by=request.user,
                at=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error("file", str(refusal))
        else:
            return redirect(file)
    files = ReturnedFile.objects.visible_to(request.user, timezone.localdate())
    files = files.filter(document=document, purpose=purpose)
    for file in files:
        file.document = document
    context = {
        "active": "drafts",
        "document": document,
        "form": form,
        "files": files,
        "is_deciding": purpose == Purpose.DECIDE,
    }
    return render_page(request, "drafts/returned_create.html", context, status=422 if form.errors else 200)


@dataclass(frozen=True)
class Row:
    """A change as the page shows it."""

    item: Item
    icon: str
    told: str
    segments: tuple[Segment, ...]
    untracked: tuple[Segment, ...]
    rationale: object
    is_taken: bool


def _choose(request: MemberRequest, file: ReturnedFile) -> HttpResponse:
    """Show what a file wants; on a button keep the choice, carry it out, or discard the file."""
    if request.method == "POST" and request.POST.get("action") == "discard":
        again = file.get_absolute_url().removesuffix(f"{file.pk}/")
        returning.discard_returned(file=file)
        messages.success(request, _("The file is discarded; nothing of it was kept."))
        return redirect(again)
    on = request.negotiation.local(timezone.now()).date()
    delegations = Delegation.objects.spoken_for_by(request.user, request.negotiation, on)
    form = ChosenForm(request.POST or None, wanted=file.wanted, delegations=delegations)
    if form.is_valid():
        try:
            return _act(request, file, form)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    own = delegations.exclude(kind=DelegationKind.GROUP).values_list("pk", flat=True).first()
    form.initial.setdefault("delegation", own)
    context = {
        "active": "drafts",
        "document": file.document,
        "file": file,
        "form": form,
        "is_another": _seems_another(file),
        "passed": _passed(file),
        "rows": [_row(item, form) for item in returning.items(file)],
        "is_deciding": file.purpose == Purpose.DECIDE,
    }
    return render_page(request, "drafts/returned.html", context, status=422 if form.errors else 200)


def _seems_another(file: ReturnedFile) -> bool:
    standing = file.draft.blocks if file.draft else file.document.paragraphs
    acts = [each.act for each in file.wanted]
    return returning.seems_another(acts, standing.filter(state=ParagraphState.STANDING).count())


def _act(request: MemberRequest, file: ReturnedFile, form: ChosenForm) -> HttpResponse:
    """Keep what was chosen, then do what the button says."""
    at, action = timezone.now(), request.POST.get("action")
    returning.choose_returned(file=file, taken=form.cleaned_data["taken"], rationales=form.rationales, at=at)
    kept = ReturnedFile.objects.get(pk=file.pk)
    kept.document = file.document
    if file.purpose == Purpose.DECIDE and action == "decide":
        report = fulfilling.decide_returned(file=kept, by=request.user, at=at)
    elif file.purpose == Purpose.AMEND and action in {"table", "draft"} and form.cleaned_data["delegation"]:
        report = fulfilling.table_returned(
            file=kept,
            delegation=form.cleaned_data["delegation"],
            is_tabled=action == "table",
            by=request.user,
            at=at,
        )
    else:
        messages.success(request, _("What you chose is kept."))
        return redirect(kept)
    _tell(request, report)
    is_left = ReturnedFile.objects.filter(pk=file.pk).exists()
    return redirect(kept if is_left else _made(request, kept, report))


def _made(request: MemberRequest, file: ReturnedFile, report: Report) -> str:
    """Return where what came of a file is seen: the one amendment, or the list of those on whose behalf they are."""
    slug, made = request.negotiation.slug, [*report.tabled, *report.drafted]
    if report.decided:
        return reverse("drafts:decision_list", args=[slug])
    if len(made) < 2:  # noqa: PLR2004  one is shown by itself
        return (made[0] if made else file.document).get_absolute_url()
    if not report.tabled:
        return reverse("drafts:overview", args=[slug])
    asked = urlencode({"delegation": made[0].delegation.slug})
    return f"{reverse('drafts:amendment_list', args=[slug])}?{asked}"


def _tell(request: MemberRequest, report: Report) -> None:
    """Say what became of each change."""
    said = []
    if report.tabled:
        names = ", ".join(map(str, report.tabled))
        said.append(
            ngettext("Tabled: %(names)s.", "%(count)d tabled: %(names)s.", len(report.tabled))
            % {"count": len(report.tabled), "names": names}
        )
    if report.drafted:
        told = ngettext("%d kept as a draft.", "%d kept as drafts.", len(report.drafted))
        said.append(told % len(report.drafted))
    said += [each.sentence for each in report.decided]
    if said:
        messages.success(request, " ".join(said))
    for refusal in dict.fromkeys(report.refused):
        messages.warning(request, refusal)


@dataclass(frozen=True)
class Passed:
    """Something that a file changes and nobody can amend: what, where, and its redline; none where it was moved."""

    told: str
    paragraph: Paragraph | None
    segments: tuple[Segment, ...]


def _passed(file: ReturnedFile) -> list[Passed]:
    names = {"title": _("Title"), "heading": _("Heading of a section"), "footnote": _("Footnote")}
    on = file.document.paragraphs.in_bulk([int(each["key"]) for each in file.passed_over if each["key"]])
    return [
        Passed(
            names[each["what"]],
            on.get(int(each["key"] or 0)),
            () if each["was"] == each["now"] else redline.diff(each["was"], each["now"]),
        )
        for each in file.passed_over
    ]


def _row(item: Item, form: ChosenForm) -> Row:
    wanted = item.wanted
    if wanted.act == AmendmentKind.DELETE:
        segments = redline.diff(item.paragraph.wording, "")
    elif item.conflict:
        segments = redline.diff(wanted.base, wanted.wording)
    else:
        segments = redline.diff(item.present, item.wording) if item.wording else ()
    chosen = form["taken"].value()
    is_taken = str(wanted.number) in map(str, chosen) if form.is_bound else wanted.is_taken
    return Row(
        item,
        TOLD[AmendmentKind(wanted.act)],
        _what(item),
        segments,
        redline.diff(wanted.base, wanted.untracked) if wanted.untracked not in {None, wanted.wording} else (),
        form[f"rationale_{wanted.number}"],
        is_taken,
    )


def _what(item: Item) -> str:
    """Say in words what a change wants."""
    names = {"paragraph": item.paragraph.called, "target": item.target.called if item.target else "…"}
    told = {
        AmendmentKind.REVISE: _("Change the wording of %(paragraph)s"),
        AmendmentKind.INSERT: _("New paragraph after %(paragraph)s"),
        AmendmentKind.DELETE: _("Delete %(paragraph)s"),
        AmendmentKind.MERGE: _("Merge %(paragraph)s into %(target)s"),
        AmendmentKind.MOVE: _("Move %(paragraph)s after %(target)s"),
    }[AmendmentKind(item.wanted.act)]
    return told % names
