"""Erasing: a person's data go, on request, and the record stays whole."""

from datetime import datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.crypto import get_random_string

from delegations import emails
from delegations.models import (
    FOR_ORGANIZERS,
    Access,
    Act,
    ActKind,
    Book,
    Invitation,
    Negotiation,
    Setting,
    User,
)
from delegations.models.participants import ERASED_DOMAIN
from delegations.operations.recording import record
from gpa.errors import DomainError


class ErasureRefused(DomainError):
    """The person cannot be erased as asked."""


@transaction.atomic
def erase_person(*, person: User, by: User | None, at: datetime) -> None:
    """Empty a person's account: name and e-mail go wherever they are kept, nobody can log in as it, its sessions end.

    What the person did stays, as done by an erased person: acts, amendments and decisions point to the account, and the
    record's hashes hold its number alone. In each negotiation where the person is named, the record says that the name
    was erased. The letters that the embedded mode keeps as files go last: where one cannot be deleted, nothing is erased.

    Raises:
        ErasureRefused: it is the last facilitator or secretariat of a negotiation, or erased already.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if person.is_erased:
        message = "This person's data were erased already."
        raise ErasureRefused(message)
    _check_not_alone(person, at)
    former, name = person.email, person.name
    seals = list(_of_the_address(former).values_list("person_seal", flat=True))
    named = Book.objects.filter(Q(acts__by=person) | Q(acts__person=person) | Q(acts__person_seal__in=seals))
    negotiations = list(Negotiation.objects.filter(Q(books__in=named) | Q(seats__user=person)).distinct())
    _empty_account(person)
    _empty_invitations(person, former, at)
    _empty_record(person, former)
    end_sessions(person)
    person.seats.current(at.date()).update(until_on=at.date())
    person.seats.filter(from_on__gt=at.date()).delete()
    Access.objects.filter(user=person).update(user=None, address="")
    for negotiation in negotiations:
        record(
            negotiation=negotiation,
            kind=ActKind.PERSON_ERASED,
            by=None if by == person else by,
            at=at,
            person=person,
            facts={"seals": sorted(seals)},
            readers=FOR_ORGANIZERS,
        )
    emails.erase_kept_letters(email=former, name=name)


@transaction.atomic
def erase_participant(*, negotiation: Negotiation, email: str, by: User, at: datetime) -> None:
    """Erase a person at the request of a negotiation's secretariat.

    Raises:
        ErasureRefused: nobody with a seat there has that e-mail, the person takes part in what `by` does not run, or as
            `erase_person`.
    """
    seats = negotiation.seats.filter(user__email__iexact=email).select_related("user")
    seat = seats.first()
    if seat is None:
        message = "Nobody with a seat in this negotiation has that e-mail."
        raise ErasureRefused(message)
    run = by.seats.current(at.date()).organizing().values("negotiation")
    if seat.user.is_superuser or seat.user.seats.exclude(negotiation__in=run).exists():
        message = "This person also takes part elsewhere: whoever runs the server erases it (manage.py erase_person)."
        raise ErasureRefused(message)
    erase_person(person=seat.user, by=by, at=at)


def _check_not_alone(person: User, at: datetime) -> None:
    """Refuse to leave a negotiation without anybody who runs it."""
    for seat in person.seats.current(at.date()).organizing().select_related("negotiation"):
        others = seat.negotiation.seats.current(at.date()).organizing().exclude(user=person)
        if not others.exists():
            message = f"Nobody else is facilitator or secretariat of {seat.negotiation}: give somebody a seat first."
            raise ErasureRefused(message)


def _empty_account(person: User) -> None:
    person.name = ""
    person.email = f"erased-{person.pk}-{get_random_string(8).lower()}@{ERASED_DOMAIN}"
    person.is_active = person.is_staff = person.is_superuser = False
    person.set_unusable_password()
    person.last_login = None
    person.save()
    for model in (EmailAddress, Authenticator, SocialAccount, UserSession):
        model.objects.filter(user=person).delete()
    for rows in (person.notices, person.follows, person.choices, person.visits):
        rows.all().delete()
    Setting.objects.filter(user=person).delete()


def _empty_invitations(person: User, former: str, at: datetime) -> None:
    """Take back what the person was offered and has not answered, and name nobody in any of it."""
    offered = Invitation.objects.filter(email=former)
    offered.unanswered().update(withdrawn_at=at)
    offered.update(email=person.email, name="")


def _empty_record(person: User, former: str) -> None:
    """Empty the names beside the record's hashes, and the salts without which their seals tell nothing."""
    Act.objects.filter(by=person).update(by_name="", by_salt="")
    Act.objects.filter(person=person).update(person_name="", person_salt="")
    _of_the_address(former).update(person_name="", person_salt="")


def _of_the_address(former: str) -> QuerySet[Act]:
    """Return the acts about somebody who had no account then, by the e-mail that they were told of."""
    return Act.objects.filter(person__isnull=True, person_name__iexact=former)


def end_sessions(person: User) -> None:
    """Log a person out everywhere."""
    for session in Session.objects.iterator(chunk_size=500):
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
