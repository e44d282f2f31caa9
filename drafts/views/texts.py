"""Reading: a document's text, and one paragraph with its history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from django.core.paginator import Paginator
from django.db.models import Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from delegations.views.seated import seated, visited
from drafts.exports import compilation
from drafts.exports.proposals import Proposal, lay_over
from drafts.exports.sheet import Entry, Run
from drafts.models import (
    Amendment,
    AmendmentQuerySet,
    Covers,
    Decision,
    Document,
    Draft,
    Edition,
    Fit,
    Outcome,
    Paragraph,
    survivors,
)
from drafts.operations import windowing
from drafts.operations.proposed import redlines
from drafts.text import redline
from drafts.text.parsing import Block, Kind
from drafts.views import files
from drafts.views.beside import own_drafts, whom_to_ask
from drafts.views.finding import (
    find_document,
    find_draft,
    find_editions,
    find_paragraph,
    find_renumbered,
    readable_amendments,
    readable_documents,
    readable_drafts,
)
from drafts.views.following import followed
from drafts.views.outline import Cell, Outline, outline
from drafts.views.outline import Run as SectionRun
from drafts.views.positions import position_form
from drafts.views.saying import said_of
from gpa.http import MemberRequest, ReaderRequest, render_page

VIEWS = ("clean", "tracked", "compilation")
PAGE = 25
"""Amendments on a page of a paragraph."""


@dataclass(frozen=True)
class Row:
    """A paragraph as the text page shows it.

    `segments` is its redline, its compilation, or one equal run; empty where a marker stands. `following` are what is
    proposed to stand after it, whole.
    """

    cell: Cell
    segments: tuple[redline.Segment | Run, ...]
    marker: str
    is_changed: bool
    following: tuple[tuple[Run, ...], ...] = ()

    @property
    def paragraph(self) -> Paragraph:
        """Return the paragraph."""
        return self.cell.paragraph


@dataclass(frozen=True)
class Fold:
    """Neighbouring rows, or those without changes that may be folded."""

    rows: tuple[Row, ...]
    is_folded: bool

    @property
    def numbers(self) -> str:
        """Return the labels that it runs from and to."""
        first, last = self.rows[0].paragraph.label, self.rows[-1].paragraph.label
        return first if first == last else f"{first}–{last}"


@require_GET
@visited("drafts.view_paragraph")
def text(request: ReaderRequest, document: str) -> HttpResponse:
    found = find_document(request, document)
    view = request.GET.get("view", "clean")
    if view not in VIEWS:
        raise Http404
    paragraphs = list(found.paragraphs.select_related("section"))
    for paragraph in paragraphs:
        paragraph.document = found
    drafts = list(readable_drafts(request).filter(document=found))
    since = _since(request, found, drafts) if view == "tracked" else None
    known = readable_amendments(request)
    shown = outline(found, paragraphs, known)
    has_names = request.GET.get("names", "on") != "off"
    rows = (
        compiled_rows(shown, paragraphs, known, with_names=has_names)
        if view == "compilation"
        else _rows(shown, paragraphs, since)
    )
    is_folded = view == "tracked" and request.GET.get("fold", "on") == "on"
    context = {
        "active": "text",
        "document": found,
        "outline": shown,
        "sections": _sections(shown, rows, is_folded=is_folded),
        "view": view,
        "drafts": drafts,
        "since": since,
        "is_folded": is_folded,
        "has_names": has_names,
        "changes": [row for row in rows if row.is_changed],
        "documents": list(readable_documents(request)),
    }
    return render_page(request, "drafts/text.html", context)


def _since(request: ReaderRequest, document: Document, drafts: Sequence[Draft]) -> Draft | None:
    """Return the draft that changes are shown since: the one named, else the one before the newest."""
    slug = request.GET.get("since", "")
    if slug:
        return find_draft(request, document, slug)
    return drafts[1] if len(drafts) > 1 else drafts[0] if drafts else None


def _rows(shown: Outline, paragraphs: Sequence[Paragraph], since: Draft | None) -> list[Row]:
    ends = survivors(paragraphs)
    before = {block.paragraph_id: block.wording for block in since.blocks.all()} if since else {}
    rows = []
    for cell in shown.cells:
        paragraph = cell.paragraph
        old = before.get(paragraph.pk, "") if since else paragraph.wording
        segments = redline.diff(old, paragraph.wording)
        end = ends.get(paragraph.pk)
        rows.append(Row(cell, segments, marker(paragraph, end), is_changed=old != paragraph.wording))
    return rows


def compiled_rows(
    shown: Outline, paragraphs: Sequence[Paragraph], known: AmendmentQuerySet, *, with_names: bool
) -> list[Row]:
    """Return the rows with every open amendment that the reader knows of in brackets at its place."""
    ends = survivors(paragraphs)
    open_on: dict[int, list[Amendment]] = {}
    found = known.open().filter(paragraph__document=shown.document)
    for amendment in found.prefetch_related("delegation", "target").order_by("number"):
        open_on.setdefault(amendment.paragraph_id, []).append(amendment)
    names = {str(each.pk): each.attribution for on in open_on.values() for each in on}
    taken = {paragraph.label for paragraph in paragraphs}
    rows = []
    for cell in shown.cells:
        paragraph = cell.paragraph
        runs = _compiled(paragraph, open_on.get(paragraph.pk, []), names, taken, with_names=with_names)
        told = marker(paragraph, ends.get(paragraph.pk))
        rows.append(
            Row(
                cell,
                runs[0] if runs else (),
                told,
                is_changed=bool(open_on.get(paragraph.pk)),
                following=runs[1:],
            )
        )
    return rows


def _compiled(
    paragraph: Paragraph,
    amendments: Sequence[Amendment],
    names: Mapping[str, str],
    taken: set[str],
    *,
    with_names: bool,
) -> tuple[tuple[Run, ...], ...]:
    """Return a paragraph's runs, then those of what is proposed to stand after it."""
    entry = Entry(str(paragraph.pk), Block(Kind(paragraph.kind), paragraph.label, paragraph.wording))
    plain = [
        Proposal(
            str(each.pk),
            each.kind,
            each.wording,
            each.target.label if each.target else "",
            each.fit == Fit.FITS,
        )
        for each in amendments
    ]
    return tuple(
        compilation.runs(each, names, with_names=with_names) for each in lay_over(entry, plain, taken)
    )


def marker(paragraph: Paragraph, end: Paragraph | None) -> str:
    """Return what stands in place of a paragraph that no longer stands; nothing for one that does."""
    if paragraph.is_standing:
        return ""
    return f"[merged with {end.called}]" if end else "Delete"


def _sections(shown: Outline, rows: Sequence[Row], *, is_folded: bool) -> list[tuple[SectionRun, list[Fold]]]:
    """Part the rows by section, and within one into folds."""
    left = iter(rows)
    return [(run, _folds(list(islice(left, len(run.cells))), is_folded=is_folded)) for run in shown.runs]


def _folds(rows: Sequence[Row], *, is_folded: bool) -> list[Fold]:
    """Keep changes and what does not stand; fold runs of two and more of the rest."""
    folds: list[Fold] = []
    run: list[Row] = []
    for row in [*rows, None]:
        if row is not None and is_folded and not row.is_changed and not row.marker:
            run.append(row)
            continue
        if run:
            folds.append(Fold(tuple(run), is_folded=len(run) > 1))
            run = []
        if row is not None:
            folds.append(Fold((row,), is_folded=False))
    return folds


@require_GET
@seated("drafts.view_paragraph")
def paragraph(request: MemberRequest, document: str, label: str) -> HttpResponse:
    moved = find_renumbered(request, document, label)
    if moved is not None:
        return redirect(moved)
    found = find_paragraph(request, document, label)
    whole = list(found.document.paragraphs.select_related("section"))
    everything = [each for each in whole if not each.is_dropped or each == found]
    editions = found.editions()
    old, new = find_editions(request, editions)
    known = readable_amendments(request)
    standing = Prefetch("outcomes", Outcome.objects.filter(undone_by=None))
    merged = known.open().weighed_on(found).values("pk")
    listed = known.filter(Q(paragraph=found) | Q(pk__in=merged)).tabled().told()
    listed = listed.prefetch_related(standing, "positions__delegation")
    page = Paginator(listed, PAGE).get_page(request.GET.get("page"))
    place = [each.pk for each in everything].index(found.pk)
    context = {
        "active": "text",
        "document": found.document,
        "paragraph": found,
        "outline": outline(found.document, whole, known),
        "marker": marker(found, survivors(whole).get(found.pk)),
        "segments": redline.diff(found.wording, found.wording),
        "editions": editions,
        "former": list(dict.fromkeys(each.label for each in editions if each.label != found.label)),
        "agreement": _agreement(editions),
        "old": old,
        "new": new,
        "compared": redline.diff(old.wording, new.wording) if old and new else (),
        "page": page,
        "own_drafts": own_drafts(request, found),
        "facilitators": whom_to_ask(request, found) if "drafts.prepare_amendment" in request.may else "",
        "amendments": [(*shown, said_of([shown[0]])) for shown in redlines(page)],
        "positions": found.positions.filter(amendment=None).select_related("delegation"),
        "positions_on": [(each, said) for each in _opined(known, found) if (said := said_of([each]))],
        "position_form": position_form(request, found, None),
        "window": windowing.standing_of(found, Covers.AMENDMENTS, request.arrived_at),
        "position_window": windowing.standing_of(found, Covers.POSITIONS, request.arrived_at),
        "position_url": reverse(
            "drafts:paragraph_position", args=[request.negotiation.slug, document, found.slug]
        ),
        "files": files.links(request, "drafts:history_file", document, found.slug),
        "followed": followed(found, request.user),
        "previous": everything[place - 1] if place else None,
        "next": everything[place + 1] if place + 1 < len(everything) else None,
    }
    return render_page(request, "drafts/paragraph.html", context)


def _opined(known: AmendmentQuerySet, paragraph: Paragraph) -> AmendmentQuerySet:
    """Return the open amendments on a paragraph to which somebody takes a position."""
    opined = known.open().filter(paragraph=paragraph, positions__isnull=False).distinct()
    return opined.select_related("negotiation").prefetch_related("positions__delegation").order_by("number")


def _agreement(editions: Sequence[Edition]) -> Decision | None:
    """Return the decision by which the paragraph is agreed, or is no longer."""
    pairs = pairwise(editions)
    return next((new.decision for new, old in pairs if new.agreement != old.agreement), None)
