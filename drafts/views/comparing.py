"""Comparing: any two drafts of a document, any two editions of a paragraph."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from delegations.views.seated import seated
from drafts.exports.comparison import Comparison, compare
from drafts.models import Document, Draft
from drafts.models.copies import NOW, Copy, frozen, pairs, standing
from drafts.text import redline
from drafts.views import facing
from drafts.views.finding import find_document, find_editions, find_paragraph
from gpa.http import MemberRequest, render_page


@require_GET
@seated("drafts.view_paragraph")
def comparison(request: MemberRequest, document: str) -> HttpResponse:
    found = find_document(request, document)
    drafts = list(Draft.objects.filter(document=found))
    old, new = (copy_of(found, drafts, slug) for slug in _asked(request.GET, drafts))
    compared = compare(old.name, old.text, new.name, new.text, pairs(found, old, new))
    context = {**page(found, drafts, request.GET), **shown(compared, request.GET), "old": old, "new": new}
    return render_page(request, "drafts/comparison.html", context)


def page(
    document: Document, drafts: Sequence[Draft], asked: QueryDict
) -> dict[str, Any]:  # Any: a template's
    """Return what the page shows whatever is compared: the document, what can be chosen, and how it is laid out."""
    return {
        "active": "drafts",
        "document": document,
        "choices": [(NOW, now()), *((draft.slug, draft.name) for draft in drafts)],
        "layout": layout(asked),
        "is_folded": asked.get("fold") != "off",
    }


def shown(compared: Comparison, asked: QueryDict) -> dict[str, Any]:  # Any: as above
    """Return a comparison as the page shows it."""
    rows = facing.rows(compared)
    titles = "\n".join(compared.old_title), "\n".join(compared.new_title)
    return {
        "comparison": compared,
        "folds": facing.folds(rows, is_folded=asked.get("fold") != "off"),
        "changes": sum(row.is_changed for row in rows),
        "summary": facing.summary(compared.counts),
        "title": redline.diff(*titles) if titles[0] != titles[1] else (),
    }


def layout(asked: Mapping[str, object]) -> str:
    """Return how changes are to be laid out; inline where that is not said."""
    return "sides" if asked.get("layout") == "sides" else "inline"


def now() -> str:
    """Return what the text as it stands is called among drafts."""
    return _("The text as it stands")


def copy_of(document: Document, drafts: Sequence[Draft], slug: str) -> Copy:
    """Return the text that an address names."""
    if slug == NOW:
        return standing(document, now())
    for draft in drafts:
        if slug in {draft.slug, "latest"}:
            return frozen(draft)
    raise Http404


def _asked(asked: QueryDict, drafts: Sequence[Draft]) -> tuple[str, str]:
    """Return which two texts the address names; without, the newest draft and the one before it, or what stands.

    `drafts` are ordered newest first.
    """
    slugs = [draft.slug for draft in drafts]
    old, new = asked.get("old", ""), asked.get("new", "")
    if not old:
        older = [slug for slug in slugs if slug != new]
        old = older[1] if not new and len(older) > 1 else older[0] if older else NOW
    if not new:
        new = slugs[0] if slugs and slugs[0] != old else NOW
    return old, new


@require_GET
@seated("drafts.view_paragraph")
def paragraph_comparison(request: MemberRequest, document: str, label: str) -> HttpResponse:
    found = find_paragraph(request, document, label)
    editions = found.editions()
    old, new = find_editions(request, editions)
    segments = redline.diff(old.wording, new.wording) if old and new else ()
    context = {
        "active": "text",
        "document": found.document,
        "paragraph": found,
        "editions": editions,
        "old": old,
        "new": new,
        "layout": layout(request.GET),
        "segments": segments,
        "sides": [
            (edition, tuple(segment for segment in segments if segment.op != absent))
            for edition, absent in ((old, "insert"), (new, "delete"))
        ],
    }
    return render_page(request, "drafts/paragraph_comparison.html", context)
