"""Intake: a text is read, corrected step by step, and saved as a document; until then nothing of it is on the table."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.db import transaction

from delegations.models import Negotiation, User
from drafts.models import Document, Intake
from drafts.operations import importing
from drafts.operations.wordings import checked
from drafts.readers import files
from drafts.text import correcting, parsing, working
from drafts.text.invisible import visible
from drafts.text.working import Working
from gpa.errors import DomainError

LONGEST_FILE_NAME = 200


class IntakePassed(DomainError):
    """The text was corrected in another window since; nothing is saved."""


class CorrectionRefused(DomainError):
    """A correction cannot be made; the sentence says why."""


@dataclass(frozen=True)
class Correction:
    """One correction; `refusal` is the sentence for when it would change nothing, empty where that is no matter."""

    change: Callable[[Working], Working]
    refusal: str = ""


@dataclass(frozen=True)
class Naming:
    """What the document is to be called: the lines of its title, its name, its address."""

    title: tuple[str, ...]
    name: str
    slug: str


@transaction.atomic
def open_intake(*, negotiation: Negotiation, file_name: str, data: bytes, by: User, at: datetime) -> Intake:
    """Read a file and lay its text out for correction.

    Raises:
        UnreadableFile: with the reason.
        ImportRefused: the text has no paragraphs.
    """
    loaded = files.load(file_name, data)
    parsed = parsing.parse(visible(loaded.text))
    if not parsed.blocks:
        message = "The text has no paragraphs: there is nothing to bring in."
        raise importing.ImportRefused(message)
    name = importing.shortened(" ".join(parsed.title) or PurePath(file_name).stem)
    intake = Intake(
        negotiation=negotiation,
        uploaded_by=by,
        file_name=file_name[-LONGEST_FILE_NAME:],
        source=loaded.text,
        name=name,
        slug=importing.free_slug(negotiation, name),
        updated_at=at,
    )
    intake.lay(working.begin(parsed, loaded.warnings))
    intake.save()
    return intake


@transaction.atomic
def correct_intake(
    *, intake: Intake, step: int, naming: Naming, corrections: Sequence[Correction], at: datetime
) -> Intake:
    """Take in what was typed, then make corrections one after the other.

    Raises:
        IntakePassed: it was corrected since `step`.
        CorrectionRefused: a block is not there, or a correction would change nothing.
        WordingRefused: something typed is too long or has a control character.
    """
    locked = _locked(intake, step)
    before = locked.working
    after = correcting.entitle(before, naming.title)
    for correction in corrections:
        try:
            corrected = correction.change(after)
        except KeyError as gone:
            message = "That block is not in the text any more."
            raise CorrectionRefused(message) from gone
        if corrected == after and correction.refusal:
            raise CorrectionRefused(correction.refusal)
        after = corrected
    _check(before, after)
    if after == before and (naming.name, naming.slug) == (locked.name, locked.slug):
        return locked
    if after != before:
        locked.hold(after)
    locked.name, locked.slug = naming.name, naming.slug
    return _stepped(locked, at)


@transaction.atomic
def undo_correction(*, intake: Intake, step: int, at: datetime) -> Intake:
    """Go one correction back; done again, it gives the correction back.

    Raises:
        IntakePassed: it was corrected since `step`.
        CorrectionRefused: there is none to go back to.
    """
    locked = _locked(intake, step)
    if locked.before is None:
        message = "There is no correction to undo."
        raise CorrectionRefused(message)
    locked.step_back()
    return _stepped(locked, at)


@transaction.atomic
def save_intake(
    *, intake: Intake, step: int, by: User, at: datetime, audience: int | None = None
) -> Document:
    """Make a document of a corrected text for its audience; the intake is deleted with it.

    Raises:
        IntakePassed: it was corrected since `step`.
        ImportRefused: a block cannot stand as it is, or the address is taken; everything stays for correction.
    """
    locked = _locked(intake, step)
    blocks, sections = working.result(locked.working)
    title = tuple(locked.title)
    name = locked.name or " ".join(title) or PurePath(locked.file_name).stem
    document = importing.import_document(
        negotiation=locked.negotiation,
        name=name,
        slug=locked.slug,
        title=title or (name,),
        blocks=blocks,
        sections=sections,
        audience=audience,
        by=by,
        at=at,
    )
    locked.delete()
    return document


def discard_intake(*, intake: Intake) -> None:
    """Discard a text with its corrections."""
    intake.delete()


def faults(text: Working) -> dict[int, list[str]]:
    """Return what stands against saving, by the key of the block."""
    kept = text.kept()
    found: dict[int, list[str]] = {}
    for fault in importing.faults(working.result(text)[0]):
        found.setdefault(kept[fault.place].key, []).append(fault.message)
    return found


def _locked(intake: Intake, step: int) -> Intake:
    """Lock an intake, after refusing one that has changed since it was seen or is gone."""
    locked = Intake.objects.select_for_update().filter(pk=intake.pk).first()
    if locked is None:
        message = "This text was saved or discarded in another window."
        raise IntakePassed(message)
    if locked.step != step:
        message = (
            "This text was corrected in another window since you opened this one. "
            "Here is how it stands now; what you typed is still here, and is not yet taken in."
        )
        raise IntakePassed(message)
    locked.negotiation = intake.negotiation
    return locked


def _stepped(intake: Intake, at: datetime) -> Intake:
    intake.step += 1
    intake.updated_at = at
    intake.save()
    return intake


def _check(before: Working, after: Working) -> None:
    """Refuse control characters and what is too long in whatever a correction changed."""
    changed = set(after.entries) - set(before.entries)
    texts = [
        text
        for entry in changed
        for text in (entry.block.wording, entry.block.label, entry.block.target or "", entry.section)
    ]
    for text in [*texts, *(set(after.title) - set(before.title))]:
        checked(text, before=text)
