"""Freeing: a person who has lost the second factor is let in by the password again."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.urls import reverse

from delegations.models import FOR_ORGANIZERS, ActKind, Negotiation, NoticeKind, Seat, User
from delegations.operations.erasing import end_sessions
from delegations.operations.recording import record
from delegations.operations.telling import tell
from gpa.errors import DomainError


class NothingToRemove(DomainError):
    """The person has no second factor."""


class SecondFactorKept(DomainError):
    """The second factor is not the secretariat's to take away."""


@transaction.atomic
def remove_second_factor(*, person: User, by: User | None, at: datetime) -> None:
    """Remove a person's apps, passkeys and recovery codes, and end the sessions; the person is told.

    The organizers' record says so wherever the person has a seat, for the same log-in opens them all; `by` is None where
    whoever runs the server does it.

    Raises:
        NothingToRemove: there is none.
    """
    removed, _each = Authenticator.objects.filter(user=person).delete()
    if not removed:
        message = "This person has no second factor."
        raise NothingToRemove(message)
    end_sessions(person)
    negotiations = list(Negotiation.objects.visible_to(person, at.date()).order_by("pk"))
    if negotiations:
        tell(
            users=[person],
            negotiation=negotiations[0],
            kind=NoticeKind.SECOND_FACTOR,
            at=at,
            facts={},
            address=reverse("mfa_index"),
        )
    for negotiation in negotiations:
        record(
            negotiation=negotiation,
            kind=ActKind.SECOND_FACTOR_REMOVED,
            by=by,
            at=at,
            person=person,
            readers=FOR_ORGANIZERS,
        )


@transaction.atomic
def free_participant(*, seat: Seat, by: User, at: datetime) -> None:
    """Remove the second factor of who has a seat, as the secretariat does it.

    Raises:
        SecondFactorKept: it is one's own, or the account also runs the server.
        NothingToRemove: there is none.
    """
    if seat.user == by:
        message = "Your own second factor you change in your account."
        raise SecondFactorKept(message)
    if seat.user.is_staff or seat.user.is_superuser:
        message = "This account also runs the server: whoever does takes its second factor away."
        raise SecondFactorKept(message)
    remove_second_factor(person=seat.user, by=by, at=at)
