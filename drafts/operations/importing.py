"""Importing: a text becomes a document, its blocks paragraphs, in one decision."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain, count

from django.db import transaction
from django.utils.text import slugify

from delegations.models import Negotiation, User
from drafts.models import RESERVED_SLUGS, Document, Paragraph, ParagraphState, Section, Verb
from drafts.operations.deciding import opening
from drafts.operations.wordings import WordingRefused, checked
from drafts.text import numbering, places, soundness
from drafts.text.parsing import Block, State
from gpa.errors import DomainError

LONGEST_NAME = 200
LONGEST_SLUG = 60


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
    audience: int | None = None,
) -> Document:
    """Make a document of parsed blocks; each paragraph's first edition is this one decision's.

    `sections` names the section that begins at a label, in reading order: {"1": "General provisions", "11": ...}. A
    name that is too long is shortened, the title is kept whole; without a `slug` the name gives it. `audience` reads
    it at once; none: the one that the negotiation says.

    Raises:
        ImportRefused: there are no blocks, one of them cannot stand, or the address is taken.

    Source: conventions.md, 4 and 6.
    """
    negotiation = Negotiation.objects.select_for_update(no_key=True).get(pk=negotiation.pk)
    name = shortened(name)
    slug = _checked_slug(negotiation, slug, name)
    if not blocks:
        message = "The text has no paragraphs: nothing was imported."
        raise ImportRefused(message)
    for fault in faults(blocks):
        message = f"Paragraph {blocks[fault.place].label or fault.place + 1}: {fault.message}"
        raise ImportRefused(message)
    document = Document.objects.create(
        negotiation=negotiation,
        slug=slug,
        name=name,
        title="\n".join(title),
        position=negotiation.documents.count() + 1,
        audience=audience or negotiation.audience,
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
            if block.state == State.MERGED and block.target:
                paragraph.state = ParagraphState.MERGED
                paragraph.target = by_label[block.target]
            act.save(paragraph)
        act.sentence = f"{document.name} brought in, {len(blocks)} paragraphs."
    return document


def faults(blocks: Sequence[Block]) -> tuple[soundness.Fault, ...]:
    """Return what stands against blocks becoming paragraphs, in reading order: labels, targets, wordings."""
    found = list(soundness.faults(blocks, RESERVED_SLUGS))
    for place, block in enumerate(blocks):
        try:
            checked(block.wording, before=block.wording)
        except WordingRefused as refusal:
            found.append(soundness.Fault(place, str(refusal)))
    return tuple(sorted(found, key=lambda fault: fault.place))


def shortened(name: str) -> str:
    """Return a document's name on one line, with as many of its words as a name may have."""
    words = " ".join(name.split())
    if len(words) <= LONGEST_NAME:
        return words
    return words[:LONGEST_NAME].rsplit(" ", 1)[0][: LONGEST_NAME - 1].rstrip(" ,;:") + "…"


def free_slug(negotiation: Negotiation, name: str) -> str:
    """Return the address that a name gives, with a count where it is taken: "plan", "plan-2"."""
    taken = RESERVED_SLUGS | set(negotiation.documents.values_list("slug", flat=True))
    stem = _slug_of(name) or "text"
    counted = (f"{stem[: LONGEST_SLUG - len(str(number)) - 1]}-{number}" for number in count(2))
    return next(slug for slug in chain([stem], counted) if slug not in taken)


def _slug_of(name: str) -> str:
    """Return the address that a name gives; "" where no letter of it can stand in one."""
    return slugify(name)[:LONGEST_SLUG].strip("-_")


def _checked_slug(negotiation: Negotiation, asked: str, name: str) -> str:
    """Return the address asked for, else the one that the name gives, after refusing one that is taken."""
    slug = asked.lower() or _slug_of(name) or free_slug(negotiation, name)
    if not re.fullmatch(rf"[-a-z0-9_]{{1,{LONGEST_SLUG}}}", slug):
        message = (
            f"“{slug}” cannot be an address: at most {LONGEST_SLUG} unaccented letters, digits and hyphens."
        )
        raise ImportRefused(message)
    if slug in RESERVED_SLUGS:
        message = f"“{slug}” is a word that addresses need: give the document another title or address."
        raise ImportRefused(message)
    if negotiation.documents.filter(slug=slug).exists():
        message = f"{negotiation} has a document at “{slug}” already: give this one another title or address."
        raise ImportRefused(message)
    return slug


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
