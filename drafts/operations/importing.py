"""Importing: a text becomes a document, its blocks paragraphs, in one decision."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from delegations.models import Negotiation, User
from drafts.models import RESERVED_SLUGS, Decision, Document, Paragraph, ParagraphState, Section, Verb
from drafts.operations.deciding import latest_decision, opening
from drafts.text import numbering, places
from drafts.text.parsing import Block, State
from gpa.errors import DomainError


class ImportRefused(DomainError):
    """The text cannot become a document; the sentence says why. Nothing of it is saved."""


@transaction.atomic
def import_document(
    *,
    negotiation: Negotiation,
    name: str,
    title: Sequence[str],
    blocks: Sequence[Block],
    by: User,
    at: datetime,
    slug: str = "",
    sections: Mapping[str, str] | None = None,
) -> Document:
    """Make a document of parsed blocks; each paragraph's first edition is this one decision's.

    `sections` names the section that begins at a label, in reading order: {"1": "General provisions", "11": ...}.

    Raises:
        ImportRefused: there are no blocks, or the negotiation has a document of that address.

    Source: conventions.md, 4 and 6.
    """
    slug = slug or slugify(name)[:60] or "text"
    if not blocks:
        message = "The text has no paragraphs: nothing was imported."
        raise ImportRefused(message)
    if slug in RESERVED_SLUGS or negotiation.documents.filter(slug=slug).exists():
        message = f"“{slug}” is taken in {negotiation}: give the document another title."
        raise ImportRefused(message)
    document = Document.objects.create(
        negotiation=negotiation,
        slug=slug,
        name=name,
        title="\n".join(title),
        position=negotiation.documents.count() + 1,
    )
    paragraphs = _paragraphs(document, blocks, sections or {})
    Paragraph.objects.bulk_create(paragraphs)
    by_label = {paragraph.label: paragraph for paragraph in paragraphs}
    with opening(
        verb=Verb.IMPORT,
        document=document,
        editions={paragraph.pk: 0 for paragraph in paragraphs},
        principal=None,
        by=by,
        at=at,
    ) as act:
        for block in blocks:
            paragraph = act.paragraphs[by_label[block.label].pk]
            if block.target in by_label and block.target != block.label:
                paragraph.state = ParagraphState.MERGED
                paragraph.target = by_label[block.target]
            act.save(paragraph)
        act.sentence = f"{document.name} brought in, {len(blocks)} paragraphs."
    return document


def import_decision(document: Document) -> Decision:
    """Return the decision by which a document just came in."""
    return latest_decision(document)


def _paragraphs(document: Document, blocks: Sequence[Block], sections: Mapping[str, str]) -> list[Paragraph]:
    """Lay the blocks out as unsaved paragraphs; a merged one waits for its target to exist."""
    section: Section | None = None
    laid_out = []
    for block, place in zip(blocks, places.first_places(len(blocks)), strict=True):
        if block.label in sections:
            section = Section.objects.create(
                document=document, title=sections[block.label], position=document.sections.count() + 1
            )
        laid_out.append(
            Paragraph(
                document=document,
                section=section,
                place=place,
                kind=block.kind,
                label=block.label,
                slug=numbering.slug(block.label),
                wording=block.wording,
                state=ParagraphState.DELETED if block.state is State.DELETED else ParagraphState.STANDING,
            )
        )
    return laid_out
