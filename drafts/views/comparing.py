"""Comparing: any two drafts of a document, a draft and an outside file, any two editions of a paragraph."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from delegations.views.seated import seated, visited
from drafts.exports.comparison import Comparison, compare
from drafts.forms.comparing import MOST, MOST_BLOCKS, ComparisonFileForm, too_long
from drafts.models import Document, Draft
from drafts.models.copies import NOW, Copy, frozen, pairs, standing
from drafts.text import parsing, redline
from drafts.views import facing
from drafts.views.finding import (
    find_circulated,
    find_editions,
    find_paragraph,
    readable_documents,
    readable_drafts,
)
from gpa.http import MemberRequest, ReaderRequest, render_page, takes_files


@require_GET
@visited("drafts.view_paragraph")
def comparison(request: ReaderRequest, document: str) -> HttpResponse:
    found = find_circulated(request, document)
    drafts = list(readable_drafts(request).filter(document=found))
    choices = choices_of(request, found, drafts)
    old, new = (copy_of(found, drafts, slug, choices) for slug in asked_for(request.GET, choices))
    compared = compare(old.name, old.text, new.name, new.text, pairs(found, old, new))
    context = {**page(found, choices, request.GET), **shown(compared, request.GET), "old": old, "new": new}
    return render_page(request, "drafts/comparison.html", context)


def choices_of(request: ReaderRequest, document: Document, drafts: Sequence[Draft]) -> list[tuple[str, str]]:
    """Return what the reader may compare, by what an address calls it: the text as it stands, then the drafts."""
    stands = [(NOW, now())] if readable_documents(request).filter(pk=document.pk).exists() else []
    return [*stands, *((draft.slug, draft.name) for draft in drafts)]


def page(
    document: Document, choices: Sequence[tuple[str, str]], asked: QueryDict
) -> dict[str, Any]:  # Any: a template's
    """Return what the page shows whatever is compared: the document, what can be chosen, and how it is laid out."""
    return {
        "active": "drafts",
        "document": document,
        "choices": choices,
        "layout": layout(asked),
        "is_folded": asked.get("fold") != "off",
        "file_form": ComparisonFileForm(choices=choices),
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


def copy_of(
    document: Document, drafts: Sequence[Draft], slug: str, choices: Sequence[tuple[str, str]]
) -> Copy:
    """Return the text that an address names, among those that the reader may compare."""
    if slug == NOW and NOW in dict(choices):
        return standing(document, now())
    for draft in drafts:
        if slug in {draft.slug, "latest"}:
            return frozen(draft)
    raise Http404


def asked_for(asked: QueryDict, choices: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Return which two texts the address names; without, the newest draft and the one before it, or what stands.

    The drafts among the `choices` are ordered newest first.
    """
    slugs = [slug for slug, _name in choices if slug != NOW]
    stands = NOW if NOW in dict(choices) else slugs[0]
    old, new = asked.get("old", ""), asked.get("new", "")
    if not old:
        older = [slug for slug in slugs if slug != new]
        old = older[1] if not new and len(older) > 1 else older[0] if older else stands
    if not new:
        new = slugs[0] if slugs and slugs[0] != old else stands
    return old, new


@takes_files(megabytes=20)
@require_http_methods(["GET", "POST"])
@seated("drafts.export_draft")
def comparison_file(request: MemberRequest, document: str) -> HttpResponse:
    found = find_circulated(request, document)
    if request.method == "GET":
        return redirect("drafts:comparison", request.negotiation.slug, found.slug)
    drafts = list(readable_drafts(request).filter(document=found))
    choices = choices_of(request, found, drafts)
    context = page(found, choices, request.POST)
    form = ComparisonFileForm(request.POST, request.FILES, choices=choices)
    if form.is_valid():
        old = copy_of(found, drafts, form.cleaned_data["old"], choices)
        read = parsing.parse(form.cleaned_data["text"])
        blocks = len(old.keys) + len(read.blocks)
        if len(form.cleaned_data["text"]) + old.length > MOST or blocks > MOST_BLOCKS:
            form.add_error("file", too_long())
        else:
            compared = compare(old.name, old.text, form.cleaned_data["name"] or _("The file"), read)
            context |= {**shown(compared, request.POST), "old": old, "kept": form.cleaned_data, "read": read}
    context["file_form"] = form
    return render_page(request, "drafts/comparison.html", context, status=422 if form.errors else 200)


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
