"""Concordances: old numbers against new ones, both ways, between drafts, across a renumbering, with an outside file."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from delegations.views.seated import seated
from drafts.exports import concordance as printing
from drafts.forms.comparing import MOST, MOST_BLOCKS, ComparisonFileForm, too_long
from drafts.models import Decision, Document, Draft, Outcome, Verb
from drafts.models.concordances import Sourced, against_text, between
from drafts.models.contributions import Contribution
from drafts.models.copies import NOW, Copy, decided
from drafts.text import parsing
from drafts.text.concordance import Entry
from drafts.text.parsing import Kind
from drafts.views import comparing, files
from drafts.views.finding import find_document, readable_drafts
from gpa.http import MemberRequest, render_page

BEFORE, AFTER = "before-", "decision-"


@dataclass(frozen=True)
class Row:
    """A paragraph of one side as the page shows it: what became of it, in words, and whose words went into it."""

    entry: Entry
    others: tuple[str, ...]
    told: str
    shares: str
    sources: Sequence[Contribution]


@require_http_methods(["GET", "POST"])
@seated("drafts.view_paragraph")
def concordance(request: MemberRequest, document: str) -> HttpResponse:
    found = find_document(request, document)
    drafts = list(readable_drafts(request).filter(document=found))
    choices = _choices(found, drafts)
    form = ComparisonFileForm(request.POST or None, request.FILES or None, choices=choices)
    asked: dict[str, Any] = {}  # Any: a template's
    if request.method == "GET":
        old, new = _asked(request.GET, drafts, found)
        asked = _shown(_between(request, found, old, new)) | {"old": old, "new": new}
        asked["files"] = [
            *files.links(request, "drafts:concordance_file", found.slug),
            *_text(request, found),
        ]
    elif form.is_valid():
        asked = _with_file(form, found, drafts)
    context = {"active": "drafts", "document": found, "choices": choices, "file_form": form, **asked}
    return render_page(request, "drafts/concordance.html", context, status=422 if form.errors else 200)


@require_GET
@seated("drafts.export_draft")
def concordance_file(request: MemberRequest, document: str, file_format: str) -> HttpResponse:
    found = find_document(request, document)
    old, new = _asked(request.GET, list(readable_drafts(request).filter(document=found)), found)
    sourced = _between(request, found, old, new)
    both = printing.tables(sourced.concordance, *whose(sourced))
    name = f"{found.slug}-concordance-{old.slug}-{new.slug}"
    title = _("Concordance: %(old)s and %(new)s") % {"old": old.name, "new": new.name}
    if file_format == "pdf":
        return files.printed(request, name, title, (found.name,), tables=both)
    if file_format == "txt":
        headers = {"Content-Disposition": f'attachment; filename="{request.negotiation.slug}-{name}.txt"'}
        written = printing.text(title, both)
        return HttpResponse(written, content_type="text/plain; charset=utf-8", headers=headers)
    empty = ("",) * len(printing.OLD_HEADS)
    rows = [*both[0].all, empty, *both[1].all]
    return files.spread(request, name, _("Concordance"), rows, file_format)


def _text(request: MemberRequest, document: Document) -> list[tuple[str, str]]:
    """Return the link to the concordance as plain text, for those who may take files."""
    if "drafts.export_draft" not in request.may:
        return []
    address = reverse("drafts:concordance_file", args=[request.negotiation.slug, document.slug, "txt"])
    return [(_("Plain text"), f"{address}?{request.GET.urlencode()}")]


def whose(found: Sourced) -> tuple[list[list[str]], list[list[str]]]:
    """Return whose words went into each paragraph of the old and of the new text, in words."""
    olds = [[each.told for each in found.of_old(entry)] for entry in found.concordance.olds]
    news = [[each.told for each in found.of_new(entry)] for entry in found.concordance.news]
    return olds, news


def _between(request: MemberRequest, document: Document, old: Copy, new: Copy) -> Sourced:
    """Lay two texts against one another; across a renumbering the sources are those of the whole text."""
    known = Outcome.objects.visible_to(request.user, timezone.localdate())
    return between(document, old, new, known, since=0 if old.slug.startswith(BEFORE) else None)


def _shown(found: Sourced) -> dict[str, Any]:  # Any: a template's
    """Return both sides as the page shows them, headings left out."""
    sides = ((True, found.concordance.olds), (False, found.concordance.news))
    olds, news = (
        [_row(found, entry, is_old=is_old) for entry in side if entry.block.kind is not Kind.HEADING]
        for is_old, side in sides
    )
    return {"olds": olds, "news": news, "old_name": found.old_name, "new_name": found.new_name}


def _row(found: Sourced, entry: Entry, *, is_old: bool) -> Row:
    others = tuple(dict.fromkeys((tie.new if is_old else tie.old).label for tie in entry.ties))
    shares = printing.shares(entry.ties, is_old=is_old) if entry.block.wording else ""
    return Row(
        entry, others, printing.told(entry), shares, found.of_old(entry) if is_old else found.of_new(entry)
    )


def _with_file(
    form: ComparisonFileForm, document: Document, drafts: Sequence[Draft]
) -> dict[str, Any]:  # Any: a template's
    old = _copy(document, drafts, form.cleaned_data["old"])
    read = parsing.parse(form.cleaned_data["text"])
    if len(form.cleaned_data["text"]) + old.length > MOST or len(old.keys) + len(read.blocks) > MOST_BLOCKS:
        form.add_error("file", too_long())
        return {}
    name = form.cleaned_data["name"] or _("The file")
    return _shown(against_text(old, name, read.blocks)) | {"old": old, "is_file": True}


def _renumberings(document: Document) -> list[Decision]:
    return list(
        Decision.objects.filter(document=document, verb=Verb.RENUMBER, undone_by=None).order_by("-number")
    )


def _choices(document: Document, drafts: Sequence[Draft]) -> list[tuple[str, str]]:
    """Return the texts that can be chosen: as it stands, the drafts, and before and after each renumbering."""
    found = _readable(drafts)
    for decision in _renumberings(document):
        found += [(f"{sign}{decision.number}", _name(sign, decision.number)) for sign in (AFTER, BEFORE)]
    return found


def _readable(drafts: Sequence[Draft]) -> list[tuple[str, str]]:
    """Return the text as it stands, which whoever comes here may read, and the drafts."""
    return [(NOW, comparing.now()), *((draft.slug, draft.name) for draft in drafts)]


def _name(sign: str, number: int) -> str:
    if sign == BEFORE:
        return _("Before renumbering, decision %(number)d") % {"number": number}
    return _("Renumbered by decision %(number)d") % {"number": number}


def _copy(document: Document, drafts: Sequence[Draft], slug: str) -> Copy:
    """Return the text that an address names: a draft, what stands, "before-12" or "decision-12"."""
    if all(slug != draft.slug for draft in drafts):
        for sign in (BEFORE, AFTER):
            number = slug.removeprefix(sign)
            if slug.startswith(sign) and number.isdecimal():
                last = int(number[:9])
                if not document.decisions.filter(number=last).exists():
                    raise Http404
                return decided(document, last - (sign == BEFORE), _name(sign, last), slug)
    return comparing.copy_of(document, drafts, slug, _readable(drafts))


def _asked(asked: QueryDict, drafts: Sequence[Draft], document: Document) -> tuple[Copy, Copy]:
    """Return which two texts are asked for; without, those of the last renumbering, else as a comparison has them."""
    last = _renumberings(document)[:1]
    if last and not {"old", "new"} & asked.keys():
        slugs = (f"{BEFORE}{last[0].number}", f"{AFTER}{last[0].number}")
    else:
        slugs = comparing.asked_for(asked, _readable(drafts))
    old, new = (_copy(document, drafts, slug) for slug in slugs)
    return old, new
