"""What the files of a draft print: the draft laid out as plain data, for the exports to print."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from django.db.models import Q, QuerySet

from drafts.exports import (
    akn,
    compilation,
    fonts,
    front,
    html,
    markdown,
    pdf,
    proposals,
    sheet,
    text,
    word,
)
from drafts.exports.front import Front, Issue, Look, Masthead, moment
from drafts.exports.proposals import Proposal
from drafts.exports.sheet import Entry, Sheet, Source
from drafts.exports.word import pages
from drafts.exports.word.pages import Page
from drafts.models import (
    FACILITATORS,
    Agreement,
    Authorship,
    Draft,
    ExportForm,
    ExportFormat,
    LineNumbers,
    Outcome,
    authorships,
)
from drafts.models.contributions import contributions
from drafts.tasks.histories import HISTORIES
from drafts.text.layers import Hand
from drafts.text.parsing import Block, Kind, State

AGREEMENTS: Mapping[Agreement, sheet.Agreement] = {
    Agreement.NONE: "none",
    Agreement.AD_REF: "ad_ref",
    Agreement.AGREED: "agreed",
}
LINE_NUMBERS: Mapping[LineNumbers, front.LineNumbers] = {
    LineNumbers.NONE: "",
    LineNumbers.PAGE: "page",
    LineNumbers.THROUGH: "through",
}
PLAIN = Look()
RENDERERS: Mapping[ExportFormat, Callable[[Sheet], bytes]] = {
    ExportFormat.PDF: pdf.render,
    ExportFormat.HTML: lambda printed: html.render(printed).encode(),
    ExportFormat.TXT: lambda printed: text.render(printed).encode(),
    ExportFormat.MARKDOWN: lambda printed: markdown.render(printed).encode(),
    ExportFormat.XML: akn.render,
}

Part = tuple[ExportForm, ExportFormat]
PARTS: Sequence[Part] = (
    (ExportForm.CLEAN, ExportFormat.PDF),
    (ExportForm.CLEAN, ExportFormat.DOCX),
    (ExportForm.CLEAN, ExportFormat.TXT),
    (ExportForm.CLEAN, ExportFormat.XML),
    (ExportForm.COMPILATION, ExportFormat.PDF),
)
"""What every draft's package holds."""
PARTS_SINCE: Sequence[Part] = (
    (ExportForm.TRACKED, ExportFormat.PDF),
    (ExportForm.TRACKED, ExportFormat.DOCX),
    (ExportForm.CONCORDANCE, ExportFormat.PDF),
    (ExportForm.RECEIPTS, ExportFormat.PDF),
)
"""What it holds besides where there is an earlier draft that its readers may read."""


def render(
    draft: Draft,
    form: ExportForm,
    file_format: ExportFormat,
    against: Draft | None,
    look: Look = PLAIN,
    *,
    audience: int = 0,
) -> bytes:
    """Return the bytes of a draft's file; `against` is the earlier draft of a tracked one, `look` that of a PDF.

    It has nothing of amendments and drafts that are for fewer than `audience`, which is the draft's own where none is
    given.
    """
    audience = audience or draft.audience
    if file_format == ExportFormat.DOCX:
        return word.render(_page(draft, form, against, audience))
    return RENDERERS[file_format](_sheet(draft, form, against, look, audience))


def _page(draft: Draft, form: ExportForm, against: Draft | None, audience: int) -> Page:
    """Lay a draft out for Word, each paragraph under a bookmark that names it and its edition."""
    rows = draft.blocks.values_list("paragraph_id", "edition")
    bookmarks = {str(pk): f"p{pk}_e{edition}" for pk, edition in rows}
    properties = {
        "Draft": str(draft.pk),
        "Seal": draft.seal,
        "Negotiation": draft.document.negotiation.slug,
        "Document": draft.document.slug,
        "Form": str(form),
    }
    if form in {ExportForm.COMPILATION, ExportForm.ANONYMOUS}:
        return pages.compiled(_sheet(draft, form, None, PLAIN, audience), bookmarks, properties)
    head, new = _front(draft, PLAIN, audience), _entries(draft, None, audience)
    if form in ExportForm.tracking() and against is not None:
        has_names = form == ExportForm.TRACKED
        found = authorships(draft, against, with_names=has_names, audience=audience)
        page = _tracked(draft, against, head, new, bookmarks, found)
        return replace(page, properties=properties)
    page = pages.clean(head, new, bookmarks, properties)
    return pages.amendment_sheet(page) if form == ExportForm.SHEET else page


def _tracked(
    draft: Draft,
    against: Draft,
    head: Front,
    new: Sequence[Entry],
    bookmarks: Mapping[str, str],
    found: Mapping[int, Authorship],
) -> Page:
    """Lay out what changed between two drafts, each change by whose words it brought."""
    known = {str(pk): (each.steps, each.hand) for pk, each in found.items()}
    tell = pages.by_many(known, Hand((FACILITATORS,), draft.circulated_at))
    old, before = _entries(against, None, 0), pages.titles(against.title.split("\n"))
    parts = pages.tracked([*before, *old], [*pages.titles(head.title), *new], tell, bookmarks)
    since = f"{head.name}. Changes since {against.name} of {moment(against.circulated_at, head.time_zone)}"
    return Page(head, parts, since, is_tracking=True)


def _sheet(draft: Draft, form: ExportForm, against: Draft | None, look: Look, audience: int) -> Sheet:
    head = _front(draft, look, audience)
    new = _entries(draft, against, audience, with_names=form == ExportForm.TRACKED)
    if form in HISTORIES and against is not None:
        return HISTORIES[form](draft, against, head, audience)
    if form in ExportForm.tracking() and against is not None:
        old = _entries(against, None, audience)
        return sheet.tracked(head, old, new, since=against.name, issued_at=against.circulated_at)
    if form in {ExportForm.COMPILATION, ExportForm.ANONYMOUS}:
        return _compilation(draft, head, new, audience, with_names=form == ExportForm.COMPILATION)
    return sheet.clean(head, new)


def _compilation(
    draft: Draft, head: Front, entries: Sequence[Entry], audience: int, *, with_names: bool
) -> Sheet:
    """Lay the amendments that a draft carries forward, and that an audience reads, over its text."""
    on: dict[str, list[Proposal]] = {}
    names: dict[str, str] = {}
    labels = {entry.key: entry.block.label for entry in entries}
    alternatives: list[sheet.Alternative] = []
    for carried in draft.carried_forward.filter(audience__gte=audience).select_related("amendment"):
        key = str(carried.amendment_id)
        names[key] = carried.delegation
        proposal = Proposal(key, carried.amendment.kind, carried.wording, carried.target, carried.fits)
        on.setdefault(str(carried.amendment.paragraph_id), []).append(proposal)
        alternatives.append(
            sheet.Alternative(
                str(carried.amendment) if with_names else f"proposal-{len(alternatives) + 1}",
                carried.delegation if with_names else "",
                labels[str(carried.amendment.paragraph_id)],
                carried.amendment.kind,
                carried.wording,
                carried.target,
            )
        )
    taken = {entry.block.label for entry in entries}
    proposed = [each for entry in entries for each in proposals.lay_over(entry, on.get(entry.key, ()), taken)]
    made = compilation.compiled(head, proposed, names, with_names=with_names)
    return replace(made, alternatives=tuple(alternatives))


def export_key(
    draft: Draft,
    form: ExportForm,
    file_format: ExportFormat,
    against: Draft | None,
    look: Look = PLAIN,
    *,
    audience: int,
) -> str:
    """Return the hash of all that a file is made of, in hexadecimal: drafts, form, format, for whom, look, renderer."""
    made_of = [
        [(each.pk, each.seal, each.symbol, each.name) if each else None for each in (draft, against)],
        [form, file_format, audience, look.is_large, look.line_numbers],
        fonts.renderer_version(),
    ]
    return hashlib.sha256(json.dumps(made_of).encode()).hexdigest()


def _front(draft: Draft, look: Look, audience: int) -> Front:
    negotiation = draft.document.negotiation
    return Front(
        title=tuple(draft.title.split("\n")),
        name=draft.name,
        issued_at=draft.circulated_at,
        time_zone=negotiation.time_zone,
        paper="a4" if negotiation.paper_size == "a4" else "letter",
        masthead=Masthead(
            organ=negotiation.organ,
            symbol=draft.symbol,
            distribution="Limited",
            session=negotiation.session,
            agenda_item=negotiation.agenda_item,
            basis=negotiation.mandate,
        ),
        seal=draft.seal,
        look=look,
        work=f"{negotiation.slug}-{draft.document.slug}",
        earlier=tuple(
            Issue(each.name, negotiation.local(each.circulated_at).date())
            for each in _before(draft, audience)
        ),
    )


def _before(draft: Draft, audience: int) -> QuerySet[Draft]:
    """Return the drafts of a document that an audience reads and that were circulated before one, oldest first."""
    earlier = Q(circulated_at__lt=draft.circulated_at) | Q(circulated_at=draft.circulated_at, pk__lt=draft.pk)
    return Draft.objects.filter(earlier, document=draft.document_id, audience__gte=audience).order_by(
        "circulated_at", "pk"
    )


def _entries(draft: Draft, against: Draft | None, audience: int, *, with_names: bool = True) -> list[Entry]:
    """Return a draft's blocks as they are printed, with whose amendments, of those it reads, were taken since `against`."""
    sources = _sources(draft, against, audience) if against and with_names else {}
    entries: list[Entry] = []
    section = ""
    for block in draft.blocks.order_by("position"):
        if block.section != section and not block.is_section_hidden:
            entries.append(
                Entry(f"section {block.section}", Block(Kind.HEADING, block.section, block.section))
            )
        section = block.section
        entries.append(
            Entry(
                key=str(block.paragraph_id),
                block=Block(
                    Kind(block.kind), block.label, block.wording, State(block.state), block.target or None
                ),
                agreement=AGREEMENTS[Agreement(block.agreement)],
                sources=tuple(sources.get(block.paragraph_id, ())),
            )
        )
    return entries


def _sources(draft: Draft, against: Draft, audience: int) -> dict[int, list[Source]]:
    """Return, by paragraph id, whose amendments were taken between two drafts, of those that an audience reads."""
    known = Outcome.objects.filter(amendment__audience__gte=audience)
    taken = contributions(draft.document, known, against.last_decision, draft.last_decision)
    return {
        pk: [Source(each.delegation, f"{each.amendment}, {each.outcome}", each.amendment) for each in found]
        for pk, found in taken.items()
    }
