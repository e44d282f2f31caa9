"""Positions: what other delegations say to an amendment or to a paragraph."""

from datetime import datetime

from django.db import transaction

from delegations.models import ActKind, Delegation, Negotiation, User
from drafts.models import Amendment, Covers, KeptPosition, Paragraph, Position, PositionKind
from drafts.operations.noting import note_position
from drafts.operations.windowing import admit
from drafts.operations.wordings import refuse_control
from gpa.errors import DomainError

LONGEST_NOTE = 2_000


class PositionRefused(DomainError):
    """The position cannot be stated as asked."""


@transaction.atomic
def state_position(
    *,
    paragraph: Paragraph,
    amendment: Amendment | None,
    delegation: Delegation,
    kind: PositionKind,
    note: str,
    by: User,
    at: datetime,
) -> Position:
    """State a delegation's position, in place of the one that it stated before.

    Raises:
        PositionRefused: the user has no seat for it, the amendment is its own or no longer open, a paragraph is to be
            co-sponsored, or the note is too long.
        WordingRefused: the note has a control character.
        WindowClosed: the window for positions is not open, and nothing late is taken.

    Source: conventions.md, 13.
    """
    _may_speak(by, paragraph, delegation, at)
    Negotiation.objects.select_for_update(no_key=True).get(pk=paragraph.document.negotiation_id)
    if amendment is not None:
        amendment = Amendment.objects.select_for_update().get(pk=amendment.pk)
    _fits(amendment, delegation, kind)
    if len(note) > LONGEST_NOTE:
        message = f"The note has {len(note):,} characters; {LONGEST_NOTE:,} is the most."
        raise PositionRefused(message)
    refuse_control(note)
    is_late = admit(paragraph, Covers.POSITIONS, at)
    position, _is_new = Position.objects.update_or_create(
        paragraph=paragraph,
        amendment=amendment,
        delegation=delegation,
        defaults={
            "kind": kind,
            "note": note.strip(),
            "stated_by": by,
            "stated_at": at,
            "is_late": is_late,
        },
    )
    KeptPosition.objects.filter(paragraph=paragraph, amendment=amendment, person=by).delete()
    note_position(position=position, kind=ActKind.POSITION_STATED, by=by, at=at)
    return position


@transaction.atomic
def keep_position(
    *,
    paragraph: Paragraph,
    amendment: Amendment | None,
    delegation: Delegation,
    kind: PositionKind,
    note: str,
    by: User,
    at: datetime,
) -> None:
    """Keep what a person was typing when the window for positions closed; nobody else sees it."""
    KeptPosition.objects.update_or_create(
        paragraph=paragraph,
        amendment=amendment,
        person=by,
        defaults={"delegation": delegation, "kind": kind, "note": note[:LONGEST_NOTE], "kept_at": at},
    )


@transaction.atomic
def take_back_position(*, position: Position, by: User, at: datetime) -> None:
    """Take back a delegation's position; one that was taken back meanwhile changes nothing.

    Raises:
        PositionRefused: the user has no seat for the delegation, or the amendment is no longer open.
    """
    _may_speak(by, position.paragraph, position.delegation, at)
    Negotiation.objects.select_for_update(no_key=True).get(pk=position.paragraph.document.negotiation_id)
    held = Position.objects.select_related("amendment", "paragraph__document", "delegation")
    found = held.filter(pk=position.pk).first()
    if found is None:
        return
    if found.amendment is not None and not found.amendment.is_open:
        message = f"{found.amendment} is no longer open: the positions on it stay as they were."
        raise PositionRefused(message)
    note_position(position=found, kind=ActKind.POSITION_TAKEN_BACK, by=by, at=at)
    found.delete()


def _fits(amendment: Amendment | None, delegation: Delegation, kind: PositionKind) -> None:
    if amendment is None:
        if kind == PositionKind.COSPONSOR:
            message = "A paragraph has no sponsors: co-sponsor an amendment."
            raise PositionRefused(message)
        return
    if not amendment.is_open:
        message = f"{amendment} is no longer open: the positions on it stay as they were."
        raise PositionRefused(message)
    if amendment.delegation_id == delegation.pk:
        message = f"{amendment} is {delegation}'s own."
        raise PositionRefused(message)


def _may_speak(by: User, paragraph: Paragraph, delegation: Delegation, at: datetime) -> None:
    negotiation = paragraph.document.negotiation
    on = negotiation.local(at).date()
    if delegation not in Delegation.objects.spoken_for_by(by, negotiation, on):
        message = f"You have no seat for {delegation}."
        raise PositionRefused(message)
