"""Decisions that were made: all of them, one of them, and going back on one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from delegations.exports.table import Table
from delegations.views.seated import seated
from drafts.forms.decisions import ReasonForm, RestoreForm
from drafts.models import Agreement, Change, Decision, Edition, Outcome, Paragraph, ParagraphState
from drafts.operations import deciding, undoing
from drafts.text import redline
from drafts.views import files
from drafts.views.deciding import decide
from drafts.views.finding import find_decision, find_paragraph, readable_decisions
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page

PAGE = 50


@dataclass(frozen=True)
class Step:
    """A paragraph's way from one edition to another; `old` is None where it was not there, `new` where it will not be."""

    paragraph: Paragraph
    old: Edition | None
    new: Edition | None

    @property
    def segments(self) -> tuple[redline.Segment, ...]:
        """Return the redline of its wording."""
        return redline.diff(self.old.wording if self.old else "", self.new.wording if self.new else "")

    @property
    def notes(self) -> list[str]:
        """Return what else changed, each in a few words."""
        if self.new is None:
            return [_("it keeps its number and is marked as deleted")]
        if self.old is None:
            return [_("new")]
        found = []
        if self.old.label != self.new.label:
            found.append(_("formerly %(label)s") % {"label": self.old.label})
        if self.new.is_dropped and not self.old.is_dropped:
            found.append(_("its marker is no longer printed"))
        if self.old.state != self.new.state:
            found.append(str(ParagraphState(self.new.state).label).lower())
        if self.old.agreement != self.new.agreement:
            found.append(str(Agreement(self.new.agreement).label).lower())
        if self.old.place != self.new.place:
            found.append(_("stands elsewhere"))
        return found


def _listed(request: MemberRequest) -> QuerySet[Decision]:
    return readable_decisions(request).select_related("paragraph", "document", "revision__user", "undone_by")


@require_GET
@seated("drafts.view_paragraph")
def decision_list(request: MemberRequest) -> HttpResponse:
    page = Paginator(_listed(request).order_by("-number"), PAGE).get_page(request.GET.get("page"))
    context = {"active": "decisions", "page": page, "files": files.links(request, "drafts:decision_file")}
    return render_page(request, "drafts/decision_list.html", context)


@require_GET
@seated("drafts.export_draft")
def decision_file(request: MemberRequest, file_format: str) -> HttpResponse:
    table = Table(
        heads=(
            _("No."),
            _("On"),
            _("What it did"),
            _("Reason"),
            _("Act"),
            _("By"),
            _("When"),
            _("Undone"),
        ),
        rows=tuple(
            (
                str(each.number),
                f"{each.document}, {each.paragraph.label}" if each.paragraph else str(each.document),
                each.sentence,
                each.reason,
                str(each.get_verb_display()),
                str(each.by),
                files.hour(request, each.at),
                str(each.undone_by.number) if hasattr(each, "undone_by") else "",
            )
            for each in _listed(request).order_by("number")
        ),
        widths=(5, 15, 22, 18, 10, 11, 11, 8),
    )
    if file_format == "pdf":
        return files.printed(request, "decisions", _("Decisions"), tables=[table])
    return files.spread(request, "decisions", _("Decisions"), table.all, file_format)


@require_GET
@seated("drafts.view_paragraph")
def decision(request: MemberRequest, number: int) -> HttpResponse:
    found = find_decision(request, number)
    page = Paginator(found.changes(), PAGE).get_page(request.GET.get("page"))
    known = Outcome.objects.visible_to(request.user, timezone.localdate()).filter(decision=found)
    outcomes = known.select_related("amendment__delegation", "amendment__negotiation")
    context = {
        "active": "decisions",
        "document": found.document,
        "decision": found,
        "page": page,
        "steps": _steps(found, [(change.before, change.after) for change in page.object_list]),
        "outcomes": outcomes.order_by("amendment__number"),
    }
    return render_page(request, "drafts/decision.html", context)


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def decision_undo(request: MemberRequest, number: int) -> HttpResponse:
    found = find_decision(request, number)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    act = partial(undoing.undo_decision, decision=found, by=request.user, at=timezone.now())
    undone = decide(request, form, act)
    if undone is not None:
        return redirect(undone)
    changes = found.changes()
    context = {
        "active": "decisions",
        "document": found.document,
        "decision": found,
        "form": form,
        "refusal": _refusal(found, changes),
        "steps": _steps(found, [(change.after, change.before) for change in changes]),
        "outcomes": found.outcomes.select_related("amendment__delegation", "amendment__negotiation"),
    }
    return render_page(request, "drafts/decision_undo.html", context, status=422 if form.errors else 200)


@require_POST
@seated("drafts.decide_paragraph")
def paragraph_restore(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    form = RestoreForm(request.POST)
    if not form.is_valid():
        message = _("Which edition? Choose one in the history.")
        raise deciding.NothingChanged(message)
    made = undoing.restore_paragraph(
        paragraph=paragraph, by=request.user, at=timezone.now(), **form.cleaned_data
    )
    messages.success(request, f"{made}: {made.sentence}")
    return redirect(paragraph)


def _refusal(found: Decision, changes: Sequence[Change]) -> DomainError | None:
    """Return why a decision cannot be undone; None where it can."""
    try:
        undoing.check_undoable(found, changes)
    except DomainError as refusal:
        return refusal
    return None


def _steps(found: Decision, pairs: Sequence[tuple[Edition | None, Edition | None]]) -> list[Step]:
    """Give each pair of editions its paragraph; one query."""
    paragraphs = Paragraph.objects.filter(document=found.document).in_bulk(
        [edition.paragraph_id for pair in pairs for edition in pair if edition]
    )
    return [
        Step(paragraphs[edition.paragraph_id], old, new)
        for old, new in pairs
        for edition in [new or old]
        if edition
    ]
