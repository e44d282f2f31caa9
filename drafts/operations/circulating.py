"""Circulation: freezing and sealing a document, and asking for the files of a draft."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from delegations.models import Audience, User
from drafts import tasks
from drafts.exports.front import Look
from drafts.models import (
    Amendment,
    CarriedForward,
    Decision,
    Document,
    Draft,
    DraftBlock,
    DraftKind,
    Export,
    ExportForm,
    ExportFormat,
    ExportState,
    Fit,
    Paragraph,
    survivors,
)
from drafts.operations import checking
from drafts.operations.announcing import announce_circulation
from drafts.operations.noting import note_circulation, note_file
from drafts.text import seals
from gpa.errors import DomainError
from gpa.queue import enqueue

LEASE = timedelta(minutes=2)
"""How long a file may be in the making before whoever makes it counts as lost."""


MOST_NAMED = 12
"""Paragraphs that a refusal names."""


class DraftRefused(DomainError):
    """The draft cannot be circulated as asked."""


@transaction.atomic
def circulate_draft(
    *,
    document: Document,
    kind: DraftKind,
    name: str,
    symbol: str = "",
    author: str,
    audience: int | None = None,
    by: User,
    at: datetime,
) -> Draft:
    """Freeze and seal a document as it stands, and have its files made: clean, and tracked against the draft before.

    It is for the document's audience, or for a narrower one that is given.

    Raises:
        DraftRefused: the document has no paragraphs, a draft of that name was circulated, it is to be final with brackets
            or placeholders, or more were to read the draft than read the document.

    Source: conventions.md, 16.
    """
    document = (
        Document.objects.select_for_update(no_key=True).select_related("negotiation").get(pk=document.pk)
    )
    slug = slugify(name)
    if not slug or Draft.objects.filter(document=document, slug=slug).exists():
        message = (
            f"“{name}” cannot name a new draft of {document}: it is empty, or there is one of that name."
        )
        raise DraftRefused(message)
    if audience is not None and audience > document.audience:
        message = (
            f"{document} is for {Audience(document.audience).label}: circulate the draft to them, "
            "and let others read it from its page."
        )
        raise DraftRefused(message)
    paragraphs = list(document.paragraphs.select_related("section"))
    if not paragraphs:
        message = f"{document} has no paragraphs to circulate."
        raise DraftRefused(message)
    if kind == DraftKind.FINAL:
        check_final(document)
    before = Draft.objects.filter(document=document).order_by("circulated_at", "pk").last()
    blocks = _frozen(paragraphs)
    draft = Draft.objects.create(
        document=document,
        slug=slug,
        kind=kind,
        name=name.strip(),
        title=document.title,
        symbol=symbol.strip(),
        author=author,
        circulated_at=at,
        circulated_by=by,
        seal=seals.seal(block.sealed for block in blocks),
        audience=audience or document.audience,
        last_decision=Decision.objects.filter(document=document).aggregate(last=Max("number"))["last"],
    )
    for block in blocks:
        block.draft = draft
    DraftBlock.objects.bulk_create(blocks)
    CarriedForward.objects.bulk_create(_carried_forward(draft))
    act = note_circulation(draft=draft, by=by, at=at)
    draft.record_number, draft.record_hash = act.number, act.hash
    draft.save(update_fields=["record_number", "record_hash"])
    announce_circulation(draft=draft, by=by, at=at)
    request_usual_exports(draft=draft, before=before, at=at)
    return draft


def request_usual_exports(*, draft: Draft, before: Draft | None, at: datetime) -> None:
    """Have those files made that every draft has: clean, compilation, and tracked against the draft before."""
    for form in (ExportForm.CLEAN, ExportForm.COMPILATION):
        request_export(draft=draft, form=form, file_format=ExportFormat.PDF, against=None, at=at)
    if before is not None:
        request_export(
            draft=draft, form=ExportForm.TRACKED, file_format=ExportFormat.PDF, against=before, at=at
        )


def check_final(document: Document) -> None:
    """Refuse a final text that is not clean.

    Raises:
        DraftRefused: with the paragraphs that have brackets or placeholders.

    Source: conventions.md, 12.
    """
    labels = checking.unclean(document)
    if labels:
        named = ", ".join(labels[:MOST_NAMED]) + (" …" if len(labels) > MOST_NAMED else "")
        message = f"A final text has no brackets and no placeholders. They stand in: {named}."
        raise DraftRefused(message)


@transaction.atomic
def request_export(
    *,
    draft: Draft,
    form: ExportForm,
    file_format: ExportFormat,
    against: Draft | None,
    look: Look = tasks.PLAIN,
    audience: int | None = None,
    at: datetime,
    by: User | None = None,
) -> Export:
    """Return the file asked for, having it made unless it is made or in the making; without `by` nobody asked for it.

    It is made for all who read the draft, and the one that it is tracked against, or for the fewer who are given;
    what they may not read is not in it. A file whose maker was lost, or whose bytes are gone, is made again. Only a
    PDF has a look.

    Raises:
        DraftRefused: a tracked file names no earlier draft of its document; an amendment sheet is no Word document.
    """
    widest = min(each.audience for each in (draft, against) if each)
    audience = min(audience or widest, widest)
    if form == ExportForm.SHEET and file_format != ExportFormat.DOCX:
        message = "An amendment sheet is a Word document, for it is to be written in."
        raise DraftRefused(message)
    if form in ExportForm.tracking() and not _is_earlier(against, draft):
        message = "Tracked against which draft? Name an earlier one of the same document."
        raise DraftRefused(message)
    look = look if file_format == ExportFormat.PDF else tasks.PLAIN
    key = tasks.export_key(draft, form, file_format, against, look, audience=audience)
    export, is_new = Export.objects.select_for_update().get_or_create(
        key=key,
        defaults={
            "draft": draft,
            "against": against,
            "form": form,
            "format": file_format,
            "is_large": look.is_large,
            "line_numbers": look.line_numbers,
            "audience": audience,
            "lease_until": at + LEASE,
        },
    )
    if not is_new and not export.has_failed(at) and not tasks.is_lost(export):
        return export
    if by is not None:
        note_file(export=export, by=by, at=at)
    export.state, export.failure, export.lease_until = ExportState.ASKED, "", at + LEASE
    export.save()
    transaction.on_commit(lambda: enqueue(tasks.make_export, export.pk), robust=True)
    return export


def _is_earlier(against: Draft | None, draft: Draft) -> bool:
    """Tell whether a draft is an earlier one of the same document."""
    if against is None or against.document_id != draft.document_id:
        return False
    return (against.circulated_at, against.pk) < (draft.circulated_at, draft.pk)


def _carried_forward(draft: Draft) -> list[CarriedForward]:
    """Copy the amendments that are open, so that none is left behind without a name.

    Source: conventions.md, 14.
    """
    found = Amendment.objects.open().filter(paragraph__document=draft.document).told().order_by("number")
    return [
        CarriedForward(
            draft=draft,
            amendment=amendment,
            delegation=amendment.attribution,
            target=amendment.target.label if amendment.target else "",
            wording=amendment.wording,
            fits=amendment.fit == Fit.FITS,
            audience=amendment.audience,
        )
        for amendment in found
    ]


def _frozen(paragraphs: list[Paragraph]) -> list[DraftBlock]:
    """Copy what is printed of a document's paragraphs; a chain of merges is frozen as its survivor's label."""
    ends = survivors(paragraphs)
    return [
        DraftBlock(
            position=position,
            paragraph=paragraph,
            edition=paragraph.edition,
            section=paragraph.section.title if paragraph.section else "",
            is_section_hidden=paragraph.section.is_hidden if paragraph.section else True,
            kind=paragraph.kind,
            label=paragraph.label,
            state=paragraph.state,
            target=ends[paragraph.pk].label if paragraph.pk in ends else "",
            agreement=paragraph.agreement,
            wording=paragraph.wording,
        )
        for position, paragraph in enumerate((each for each in paragraphs if not each.is_dropped), start=1)
    ]
