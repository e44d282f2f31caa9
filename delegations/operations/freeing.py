"""Freeing: a person who has lost the second factor is let in by the password again."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from delegations.models import FOR_ORGANIZERS, ActKind, Negotiation, User
from delegations.operations.erasing import end_sessions
from delegations.operations.recording import record
from gpa.errors import DomainError


class NothingToRemove(DomainError):
    """The person has no second factor."""


@transaction.atomic
def remove_second_factor(*, person: User, at: datetime) -> None:
    """Remove a person's apps, passkeys and recovery codes, and end the sessions; the organizers' record says so.

    Raises:
        NothingToRemove: there is none.
    """
    removed, _each = Authenticator.objects.filter(user=person).delete()
    if not removed:
        message = "This person has no second factor."
        raise NothingToRemove(message)
    end_sessions(person)
    for negotiation in Negotiation.objects.visible_to(person, at.date()):
        record(
            negotiation=negotiation,
            kind=ActKind.SECOND_FACTOR_REMOVED,
            by=None,
            at=at,
            person=person,
            readers=FOR_ORGANIZERS,
        )
