"""Bringing a text in: it is uploaded or pasted, corrected step by step, and saved as a document."""

import re
from collections.abc import Callable, Mapping
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from delegations.views.seated import seated
from drafts.forms.importing import BlockForm, IntakeForm, NamingForm, ReadersForm
from drafts.models import Intake
from drafts.operations import intake as operations
from drafts.operations.intake import Correction, IntakePassed, Naming
from drafts.operations.wordings import WordingRefused
from drafts.text import correcting
from drafts.text.working import Working
from drafts.views.intakes import MOST_DIGITS, address, preview
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page, takes_files

NEAR = 20
"""Lines of the file shown before and after the one that was asked for."""

CORRECTIONS: Mapping[str, tuple[Callable[..., Working], tuple[str, ...], object]] = {
    "join": (correcting.join, ("key",), gettext_lazy("There is no block before it to join it to.")),
    "split": (
        correcting.split,
        ("key", "at"),
        gettext_lazy("It has one line. Put a line of --- where it is to be parted, then split it."),
    ),
    "leave_out": (correcting.leave_out, ("key",), ""),
    "put_back": (correcting.put_back, ("key",), ""),
    "to_title": (correcting.to_title, ("key",), ""),
    "out_of_title": (correcting.out_of_title, ("at",), ""),
    "rename": (correcting.rename, (), gettext_lazy("The names are counted in order already.")),
    "renumber": (
        correcting.renumber,
        ("key",),
        gettext_lazy("The numbers after it follow it already, or its own label is no number."),
    ),
}
"""By the name of the button: the correction, what the numbers after the name are, and why it may change nothing."""


ABOUT_A_BLOCK = {"edit", "show"} | {name for name, made in CORRECTIONS.items() if "key" in made[1]}


@takes_files(megabytes=20)
@require_http_methods(["GET", "POST"])
@seated("drafts.import_document")
def import_create(request: MemberRequest) -> HttpResponse:
    is_posted = request.method == "POST"
    form = IntakeForm(request.POST, request.FILES) if is_posted else IntakeForm()
    if form.is_valid():
        file_name, data = form.given()
        try:
            intake = operations.open_intake(
                negotiation=request.negotiation,
                file_name=file_name,
                data=data,
                by=request.user,
                at=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(refusal))
        else:
            return redirect(intake)
    mine = Intake.objects.visible_to(request.user, timezone.localdate())
    context = {
        "active": "import",
        "form": form,
        "intakes": mine.filter(negotiation=request.negotiation).defer(
            "source", "blocks", "warnings", "before"
        ),
    }
    return render_page(request, "drafts/import_create.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@seated("drafts.import_document")
def import_preview(request: MemberRequest, pk: int) -> HttpResponse:
    intake = _find(request, pk)
    if request.method == "POST":
        return _correct(request, intake)
    shown = preview(intake, page=request.GET.get("page", ""), edited=request.GET.get("edit", ""))
    return render_page(request, "drafts/import_preview.html", shown)


@require_GET
@seated("drafts.import_document")
def import_source(request: MemberRequest, pk: int) -> HttpResponse:
    intake = _find(request, pk)
    lines = intake.source.split("\n")
    asked = request.GET.get("line", "")
    line = min(max(int(asked), 1), len(lines)) if re.fullmatch(r"[0-9]{1,9}", asked) else 1
    first = max(line - NEAR, 1)
    context = {
        "active": "import",
        "intake": intake,
        "asked": line,
        "lines": list(enumerate(lines[first - 1 : line + NEAR], start=first)),
        "earlier": max(line - 2 * NEAR, 1) if first > 1 else None,
        "later": line + 2 * NEAR if line + NEAR < len(lines) else None,
    }
    return render_page(request, "drafts/import_source.html", context)


def _find(request: MemberRequest, pk: int) -> Intake:
    """Return one of the reader's own intakes."""
    mine = Intake.objects.visible_to(request.user, timezone.localdate())
    intake = get_object_or_404(mine.filter(negotiation=request.negotiation), pk=pk)
    intake.negotiation = request.negotiation
    return intake


def _correct(request: MemberRequest, intake: Intake) -> HttpResponse:
    """Take in what was typed, do what the button says, and show the text again or the document."""
    if request.POST.get("action") == "discard":
        operations.discard_intake(intake=intake)
        messages.success(request, _("%(name)s was discarded.") % {"name": intake})
        return redirect("drafts:import_create", request.negotiation.slug)
    naming = NamingForm(request.POST)
    edited = request.POST.get("edited", "")
    block = BlockForm(request.POST) if _is_number(edited) else None
    status = 422
    if naming.is_valid() and (block is None or block.is_valid()):
        try:
            return redirect(_act(request, intake, Naming(**naming.cleaned_data), block))
        except IntakePassed as refusal:
            status = 409
            naming.add_error(None, str(refusal))
        except WordingRefused as refusal:
            form, field = (block, "wording") if block else (naming, "title")
            form.add_error(field, str(refusal))
        except DomainError as refusal:
            naming.add_error(None, str(refusal))
    now = _find(request, intake.pk)
    shown = preview(now, page=request.POST.get("page", ""), edited=edited, naming=naming, block=block)
    return render_page(request, "drafts/import_preview.html", shown, status=status)


def _act(request: MemberRequest, intake: Intake, naming: Naming, block: BlockForm | None) -> str:
    """Do what the button says after taking in what was typed; return the address to show next."""
    name, numbers = _button(request.POST.get("action", ""))
    step, edited, at = request.POST.get("step", ""), request.POST.get("edited", ""), timezone.now()
    before = intake.working
    corrections = []
    if block:
        corrections.append(Correction(partial(correcting.edit, key=int(edited), **block.typed())))
    if name in CORRECTIONS:
        change, meanings, refusal = CORRECTIONS[name]
        asked = dict.fromkeys(meanings, 0) | dict(zip(meanings, numbers, strict=False))
        corrections.append(Correction(partial(change, **asked), str(refusal)))
    corrected = operations.correct_intake(
        intake=intake,
        step=int(step) if _is_number(step) else -1,
        naming=naming,
        corrections=corrections,
        at=at,
    )
    if name == "undo":
        corrected = operations.undo_correction(intake=corrected, step=corrected.step, at=at)
        messages.success(request, _("The last correction is undone; undo once more, and it is back."))
    if name == "save":
        readers = ReadersForm(request.POST)
        document = operations.save_intake(
            intake=corrected,
            step=corrected.step,
            audience=readers.cleaned_data["audience"] if readers.is_valid() else None,
            by=request.user,
            at=at,
        )
        told = {"name": document, "audience": document.get_audience_display()}
        messages.success(request, _("%(name)s is on the table. It is read by: %(audience)s.") % told)
        return document.get_absolute_url()
    page = str(numbers[0]) if name == "page" and numbers else request.POST.get("page", "")
    about = (
        numbers[0] if numbers and name in ABOUT_A_BLOCK else int(edited) if block and name == "update" else 0
    )
    return address(corrected, before, about=about, page=page, opens=name == "edit")


def _is_number(written: str) -> bool:
    return written.isdecimal() and len(written) < MOST_DIGITS


def _button(value: str) -> tuple[str, list[int]]:
    """Read a button's value: "split-12-3" is split, 12 and 3; what no button says is an update."""
    if not re.fullmatch(r"[a-z_]+(?:-[0-9]{1,9}){0,2}", value):
        return "update", []
    name, *numbers = value.split("-")
    return name, [int(number) for number in numbers]
