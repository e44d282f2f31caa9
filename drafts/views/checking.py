"""The editorial check of a document: what an editor would mark before it is circulated."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from delegations.exports import table
from delegations.views.seated import seated
from drafts.forms.checking import AcceptForm, SpellingForm
from drafts.models import Amendment, Paragraph
from drafts.operations import checking
from drafts.operations.checking import Checked, Told
from drafts.text.checking import Check, Gravity
from drafts.views.finding import find_document
from drafts.views.renumbering import excerpt_of
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page

CHECKS = {
    Check.BRACKETS: gettext_lazy("Brackets"),
    Check.PLACEHOLDER: gettext_lazy("Placeholders"),
    Check.ENDING: gettext_lazy("Marks at the end"),
    Check.DOUBLED: gettext_lazy("Doubled words"),
    Check.SPELLING: gettext_lazy("Spelling"),
    Check.SHORT_FORM: gettext_lazy("Short forms"),
    Check.REFERENCE: gettext_lazy("References"),
    Check.OVERLAP: gettext_lazy("Overlapping paragraphs"),
}
GRAVITIES = {
    Gravity.UNCLEAN: (gettext_lazy("Not clean"), "octagon-alert"),
    Gravity.SLIP: (gettext_lazy("Most likely a slip"), "triangle-alert"),
    Gravity.LOOK: (gettext_lazy("To look at"), "eye"),
}

FIRST = 4
"""Amendments named at once of those that wait on a paragraph."""


@dataclass(frozen=True)
class Row:
    """A finding as the page shows it, with the words around its place: before, there, after."""

    told: Told
    gravity: str
    icon: str
    words: tuple[str, str, str]


@dataclass(frozen=True)
class Family:
    """The findings of one family of checks."""

    check: str
    name: str
    rows: tuple[Row, ...]


@require_GET
@seated("drafts.circulate_draft")
def check(request: MemberRequest, document: str) -> HttpResponse:
    found = find_document(request, document)
    checked = checking.check_document(found)
    context = {
        "active": "drafts",
        "document": found,
        "families": _families(checked.findings),
        "accepted": [_row(each) for each in checked.accepted],
        "counts": told_counts(checked),
        "amendments": checked.open_amendments,
        "waiting": waiting(checked.open_amendments),
    }
    return render_page(request, "drafts/check.html", context)


def told_counts(checked: Checked) -> list[tuple[str, str, int]]:
    """Return how many findings there are of each gravity: its icon, its name, the count."""
    return [(GRAVITIES[each][1], str(GRAVITIES[each][0]), count) for each, count in checked.counts.items()]


def waiting(amendments: Sequence[Amendment]) -> list[tuple[Paragraph, list[Amendment], int]]:
    """Return the paragraphs that amendments wait on, in the order of the text: the first of them, and how many."""
    on: dict[Paragraph, list[Amendment]] = {}
    for each in amendments:
        on.setdefault(each.paragraph, []).append(each)
    places = sorted(on, key=lambda paragraph: paragraph.place)
    return [(paragraph, on[paragraph][:FIRST], len(on[paragraph])) for paragraph in places]


def _families(findings: Sequence[Told]) -> list[Family]:
    rows: dict[Check, list[Row]] = {}
    for each in findings:
        rows.setdefault(each.finding.check, []).append(_row(each))
    return [Family(str(kind), str(name), tuple(rows[kind])) for kind, name in CHECKS.items() if kind in rows]


def _row(told: Told) -> Row:
    name, icon = GRAVITIES[told.finding.gravity]
    span = (told.finding.start, told.finding.end)
    return Row(told, str(name), icon, excerpt_of(told.paragraph.wording, *span))


@require_POST
@seated("drafts.circulate_draft")
def finding_accept(request: MemberRequest, document: str) -> HttpResponse:
    found = find_document(request, document)
    form = AcceptForm(request.POST)
    if not form.is_valid():
        message = _("Which finding? Choose one on the page.")
        raise checking.FindingPassed(message)
    paragraph = get_object_or_404(found.paragraphs, slug=form.cleaned_data["paragraph"])
    paragraph.document = found
    key = form.cleaned_data["key"]
    if form.cleaned_data["is_taken_back"]:
        checking.reject_finding(paragraph=paragraph, key=key)
        messages.success(request, _("It counts again."))
    else:
        checking.accept_finding(paragraph=paragraph, key=key, by=request.user, at=timezone.now())
        messages.success(request, _("Accepted as it is, until its words change."))
    return redirect("drafts:check", request.negotiation.slug, found.slug)


@require_http_methods(["GET", "POST"])
@seated("drafts.keep_spelling")
def spelling(request: MemberRequest, document: str) -> HttpResponse:
    found = find_document(request, document)
    negotiation = request.negotiation
    if request.POST.get("action") == "default":
        checking.drop_spelling(negotiation=negotiation)
        messages.success(request, _("The list that comes with the product is in use again."))
        return redirect("drafts:spelling", negotiation.slug, found.slug)
    form = SpellingForm(request.POST or None, initial={"rules": checking.rules_of(negotiation)})
    if form.is_valid():
        rules = form.cleaned_data["rules"]
        try:
            checking.keep_spelling(negotiation=negotiation, rules=rules, by=request.user, at=timezone.now())
        except DomainError as refusal:
            form.add_error("rules", str(refusal))
        else:
            messages.success(request, _("The list is kept."))
            return redirect("drafts:check", negotiation.slug, found.slug)
    context = {
        "active": "drafts",
        "document": found,
        "form": form,
        "kept": getattr(negotiation, "spelling_list", None),
    }
    return render_page(request, "drafts/spelling.html", context, status=422 if form.errors else 200)


@require_GET
@seated("drafts.circulate_draft")
def check_file(request: MemberRequest, document: str, file_format: str) -> HttpResponse:
    found = find_document(request, document)
    rows = _rows(checking.check_document(found))
    name = f"{request.negotiation.slug}-{found.slug}-check.{file_format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if file_format == "csv":
        return HttpResponse(table.to_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)
    lines = [
        f"{label}: {message} [{kind}, {gravity}] {words}".rstrip()
        for label, message, kind, gravity, words in rows[1:]
    ]
    title = _("Editorial check of %(document)s") % {"document": found}
    written = "\n".join([title, "", *lines, ""])
    return HttpResponse(written, content_type="text/plain; charset=utf-8", headers=headers)


def _rows(checked: Checked) -> list[list[str]]:
    """Return the findings and the open amendments as text, the heads first."""
    heads = [_("Paragraph"), _("Finding"), _("Check"), _("Gravity"), _("Words")]
    body = [
        [
            told.paragraph.label,
            told.finding.message,
            str(CHECKS[told.finding.check]),
            str(GRAVITIES[told.finding.gravity][0]),
            "".join(_row(told).words).replace("\n", " "),
        ]
        for told in checked.findings
    ]
    amendments = [
        [
            each.paragraph.label,
            _("%(amendment)s of %(delegation)s has no outcome.")
            % {"amendment": each, "delegation": each.delegation},
            _("Open amendments"),
            str(GRAVITIES[Gravity.LOOK][0]),
            "",
        ]
        for each in checked.open_amendments
    ]
    return [heads, *body, *amendments]
