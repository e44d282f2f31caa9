"""Circulation: freezing and sealing a document, and asking for the files of a draft."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import F, Max
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

MOST_TRIES = 3
"""How often a file is given to a worker before it counts as failed."""
MOST_NAMED = 12
"""Paragraphs that a refusal names."""


class DraftRefused(DomainError):
    """The draft cannot be circulated as asked."""


class NotCancelled(DomainError):
    """The file cannot be cancelled."""


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
    """Freeze and seal a document as it stands, and have its package made, with all the files in it.

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
    request_package(draft=draft, by=by, at=at)
    return draft


@transaction.atomic
def request_package(*, draft: Draft, by: User | None, at: datetime) -> Export:
    """Have a draft's package made for all who read it, and the files that are in it: one worker makes them, one by one.

    What came since is told against the last draft before it that all of them read.
    """
    earlier = Draft.objects.filter(document=draft.document_id, audience__gte=draft.audience)
    before = earlier.filter(pk__lt=draft.pk).order_by("circulated_at", "pk").last()
    claim = partial(_claim, draft=draft, look=tasks.PLAIN, audience=draft.audience, by=by, at=at)
    for form, file_format in tasks.PARTS:
        claim(form=form, file_format=file_format, against=None)
    for form, file_format in tasks.PARTS_SINCE if before else ():
        claim(form=form, file_format=file_format, against=before)
    package, is_new = claim(form=ExportForm.PACKAGE, file_format=ExportFormat.ZIP, against=before)
    if is_new:
        _give_to_a_worker(package)
    return package


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

    It is made for all who read the draft, and the one that it is told against, or for the fewer who are given;
    what they may not read is not in it. A file whose maker was lost, or whose bytes are gone, is made again. Only a
    PDF has a look.

    Raises:
        DraftRefused: the form has no such format; or it tells what came since, and names no earlier draft of its document.
    """
    if file_format not in form.formats:
        known = ", ".join(sorted(str(each.label) for each in form.formats))
        message = f"{form.label}: this is made as {known} alone."
        raise DraftRefused(message)
    if form == ExportForm.PACKAGE:
        return request_package(draft=draft, by=by, at=at)
    if form in ExportForm.tracking() and not _is_earlier(against, draft):
        message = "Tracked against which draft? Name an earlier one of the same document."
        raise DraftRefused(message)
    widest = min(each.audience for each in (draft, against) if each)
    export, is_new = _claim(
        draft=draft,
        form=form,
        file_format=file_format,
        against=against,
        look=look if file_format == ExportFormat.PDF else tasks.PLAIN,
        audience=min(audience or widest, widest),
        by=by,
        at=at,
    )
    if is_new:
        if by is not None:
            note_file(export=export, by=by, at=at)
        _give_to_a_worker(export)
    return export


def _claim(
    *,
    draft: Draft,
    form: ExportForm,
    file_format: ExportFormat,
    against: Draft | None,
    look: Look,
    audience: int,
    by: User | None,
    at: datetime,
) -> tuple[Export, bool]:
    """Return the row of a file, and whether it is to be made now, by whoever claimed it."""
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
            "asked_by": by,
            "lease_until": at + tasks.LEASE,
        },
    )
    is_there = export.told(at) in {"ready", "waiting"} and not tasks.is_lost(export)
    if not is_new and is_there:
        return export, False
    export.state, export.failure, export.lease_until = ExportState.ASKED, "", at + tasks.LEASE
    export.tries = export.parts_made = 0
    export.asked_by = by or export.asked_by
    export.save()
    return export, True


def _give_to_a_worker(export: Export) -> None:
    Export.objects.filter(pk=export.pk).update(tries=F("tries") + 1)
    transaction.on_commit(lambda: enqueue(tasks.make_export, export.pk), robust=True)


@transaction.atomic
def cancel_export(*, export: Export, by: User, at: datetime) -> Export:
    """Cancel a file that is in the making, and the parts of a package with it; what is made already stays.

    Raises:
        NotCancelled: it is made already, or was asked for by somebody else and `by` does not circulate drafts.
    """
    locked = (
        Export.objects.select_for_update().select_related("draft__document__negotiation").get(pk=export.pk)
    )
    negotiation = locked.draft.document.negotiation
    if locked.asked_by_id != by.pk and not by.has_perm("drafts.circulate_draft", negotiation):
        message = "Somebody else asked for this file: they cancel it, or whoever circulates drafts."
        raise NotCancelled(message)
    if locked.told(at) != "waiting":
        message = "This file is not in the making any more."
        raise NotCancelled(message)
    waiting = Export.objects.filter(state=ExportState.ASKED)
    keys = [locked.key, *(each.key for each in (tasks.parts_of(locked) if locked.is_package else ()))]
    waiting.filter(key__in=keys).update(state=ExportState.CANCELLED)
    locked.state = ExportState.CANCELLED
    return locked


@transaction.atomic
def remake_lost(*, at: datetime) -> int:
    """Give files whose maker never came back to a worker again, each so often; return how many.

    A part of a package is made with it: only what was given to a worker before is given again.
    """
    lost = Export.objects.select_for_update().filter(state=ExportState.ASKED, lease_until__lt=at, tries__gt=0)
    for export in lost:
        if export.tries >= MOST_TRIES:
            export.state, export.failure = ExportState.FAILED, tasks.FAILURE
            export.save(update_fields=["state", "failure"])
            continue
        export.lease_until = at + tasks.LEASE
        export.save(update_fields=["lease_until"])
        _give_to_a_worker(export)
    return len(lost)


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
