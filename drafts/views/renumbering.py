"""Renumbering a document: the whole table first, then one act."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.views.seated import seated
from drafts.forms.decisions import RenumberForm
from drafts.models import Amendment, Document, Paragraph, ParagraphState, survivors
from drafts.operations import renumbering
from drafts.operations.renumbering import Plan
from drafts.text import redline
from drafts.text.redline import Segment
from drafts.text.renumbering import Remark, Row
from drafts.views.deciding import decide
from drafts.views.finding import find_document
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page

AROUND = 40
"""Characters that are shown on either side of a place."""


@dataclass(frozen=True)
class Line:
    """A paragraph in the table: its new label, empty where it is dropped, then where its words went."""

    paragraph: Paragraph
    new: str
    went: str
    segments: tuple[Segment, ...]

    @property
    def is_renumbered(self) -> bool:
        """Tell whether it is called otherwise afterwards."""
        return self.new != self.paragraph.label

    @property
    def is_changed(self) -> bool:
        """Tell whether anything becomes of it."""
        return bool(self.went or self.segments) or self.is_renumbered


@dataclass(frozen=True)
class Place:
    """A remark with its paragraph, and the words around the place it is about: before, there, after."""

    paragraph: Paragraph
    message: str
    words: tuple[str, str, str]


@require_http_methods(["GET", "POST"])
@seated("drafts.renumber_document")
def renumber(request: MemberRequest, document: str) -> HttpResponse:
    found = find_document(request, document)
    plan = renumbering.plan_renumbering(found)
    form = RenumberForm(request.POST or None, initial={"seen": plan.decision})
    act = partial(renumbering.renumber_document, document=found, by=request.user, at=timezone.now())
    decision = decide(request, form, act)
    if decision is not None:
        return redirect("drafts:decision", request.negotiation.slug, decision.number)
    if form.errors:
        form.data = {**request.POST.dict(), "seen": str(plan.decision)}
    lines = _lines(found, plan)
    context = {
        "active": "text",
        "document": found,
        "form": form,
        "lines": [line for line in lines if line.is_changed],
        "staying": [line.paragraph for line in lines if not line.is_changed],
        "refusals": _places(plan, plan.found.refusals),
        "cautions": _places(plan, plan.found.cautions),
        "elsewhere": _places(plan, plan.found.elsewhere),
        "refusal": _refusal(plan),
        "astray": plan.astray,
        "carried": Amendment.objects.open().filter(paragraph__document=found).count(),
    }
    return render_page(request, "drafts/renumber.html", context, status=422 if form.errors else 200)


def _lines(document: Document, plan: Plan) -> list[Line]:
    ends = survivors(plan.paragraphs)
    new = {paragraph.pk: row.label or "" for paragraph, row in plan.rows}
    lines = []
    for paragraph, row in plan.rows:
        paragraph.document = document
        end = ends.get(paragraph.pk)
        if end is not None:
            went = _("merged with %(old)s, dropped") % {"old": end.called}
            went = f"{went} → {new[end.pk]}"
        else:
            went = _("deleted, dropped") if paragraph.state == ParagraphState.DELETED else ""
        lines.append(Line(paragraph, row.label or "", went, _segments(row)))
    return lines


def _segments(row: Row) -> tuple[Segment, ...]:
    return () if row.wording == row.block.wording else redline.diff(row.block.wording, row.wording)


def _places(plan: Plan, remarks: Sequence[Remark]) -> Iterable[Place]:
    return [
        Place(
            plan.paragraphs[remark.place],
            remark.message,
            excerpt_of(plan.paragraphs[remark.place].wording, remark.start, remark.end),
        )
        for remark in remarks
    ]


def excerpt_of(wording: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the words around a place: before it, at it, after it; nothing where it is about the whole."""
    if not end or (start, end) == (0, len(wording)):
        return "", "", ""
    start = _edge(wording, start, -1)
    first, last = (
        _edge(wording, max(0, start - AROUND), 1),
        _edge(wording, min(len(wording), end + AROUND), -1),
    )
    before, there, after = (
        wording[min(first, start) : start],
        wording[start:end],
        wording[end : max(end, last)],
    )
    head, tail = "…" if first > 0 else "", "…" if last < len(wording) else ""
    if len(there) > 3 * AROUND:
        there = f"{there[:AROUND]} … {there[-AROUND:]}"
    return head + before, there, after + tail


def _edge(wording: str, place: int, step: int) -> int:
    """Return the nearest place, in the direction of `step`, at which no word is cut."""
    while 0 < place < len(wording) and wording[place - 1].isalnum() and wording[place].isalnum():
        place += step
    return place


def _refusal(plan: Plan) -> DomainError | None:
    """Return why the text cannot be renumbered; None where it can."""
    try:
        renumbering.check_sound(plan)
    except DomainError as refusal:
        return refusal
    return None
