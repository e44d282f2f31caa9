"""Confiding: who may read a document, a circulated draft, and the documents that are still to come."""

from datetime import datetime

from django.db import transaction

from delegations.models import FOR_ORGANIZERS, ActKind, Audience, Negotiation, User
from delegations.operations.recording import record
from drafts.models import Amendment, Document, Draft
from drafts.operations.circulating import request_package
from drafts.operations.noting import note_audience
from gpa.errors import DomainError


class NotConfirmed(DomainError):
    """More people would read it, and nobody has said that this is meant."""

    def __init__(self, what: Document | Draft, audience: int) -> None:
        super().__init__(
            f"{Audience(audience).label} would read {what}, who may not read it now. What they have read cannot be "
            "unread: confirm that this is meant."
        )


@transaction.atomic
def set_document_audience(
    *, document: Document, audience: int, is_confirmed: bool, by: User, at: datetime
) -> Document:
    """Say who reads a document from now on.

    Amendments on it that are for more become narrower with it; a wider document leaves them for those whom they were
    tabled for. Drafts that were circulated keep their readers.

    Raises:
        NotConfirmed: more people than now would read it.
    """
    Negotiation.objects.select_for_update(no_key=True).get(pk=document.negotiation_id)
    locked = (
        Document.objects.select_for_update(of=("self",)).select_related("negotiation").get(pk=document.pk)
    )
    before = locked.audience
    if audience > locked.audience and not is_confirmed:
        raise NotConfirmed(locked, audience)
    locked.audience = audience
    locked.save(update_fields=["audience"])
    Amendment.objects.filter(paragraph__document=locked, audience__gt=audience).update(audience=audience)
    note_audience(thing=locked, before=before, by=by, at=at)
    return locked


@transaction.atomic
def set_draft_audience(*, draft: Draft, audience: int, is_confirmed: bool, by: User, at: datetime) -> Draft:
    """Say who reads a circulated draft from now on, and have its package made for them.

    Raises:
        NotConfirmed: more people than now would read it.
    """
    related = Draft.objects.select_for_update(of=("self",)).select_related("document__negotiation")
    locked = related.get(pk=draft.pk)
    before = locked.audience
    if audience > locked.audience and not is_confirmed:
        raise NotConfirmed(locked, audience)
    locked.audience = audience
    locked.save(update_fields=["audience"])
    request_package(draft=locked, by=by, at=at)
    note_audience(thing=locked, before=before, by=by, at=at)
    return locked


@transaction.atomic
def set_confidentiality(
    *, negotiation: Negotiation, audience: int, has_stamps: bool, by: User, at: datetime
) -> Negotiation:
    """Say who reads documents that are brought in from now on, and whether downloads are stamped for their readers."""
    locked = Negotiation.objects.select_for_update(no_key=True).get(pk=negotiation.pk)
    locked.audience, locked.has_stamps = audience, has_stamps
    locked.save(update_fields=["audience", "has_stamps"])
    record(
        negotiation=locked,
        kind=ActKind.NEGOTIATION_CHANGED,
        what="Who reads what",
        facts={"audience": Audience(audience).name, "has_stamps": has_stamps},
        by=by,
        at=at,
        readers=FOR_ORGANIZERS,
    )
    return locked
