"""Opening: a negotiation begins, and whoever runs it is offered the first seat."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from delegations.models import FOR_ORGANIZERS, ActKind, Negotiation, Role, User
from delegations.operations.inviting import Offer, invite
from delegations.operations.recording import record
from gpa.errors import DomainError


class OpeningRefused(DomainError):
    """The negotiation cannot be opened as asked."""


def command_line() -> User:
    """Return the account in whose name the command line acts; nobody can log in as it."""
    found = User.objects.filter(email="command-line@localhost").first()
    return found or User.objects.create_user("command-line@localhost", name="Command line", is_active=False)


@transaction.atomic
def open_negotiation(*, negotiation: Negotiation, at: datetime) -> Negotiation:
    """Save a new negotiation, after its address was found free.

    Raises:
        OpeningRefused: with what is wrong of its facts, or its address is a word that addresses need.
    """
    try:
        negotiation.full_clean()
    except ValidationError as refused:
        message = f"“{negotiation.slug}” cannot be the address of a negotiation: {' '.join(refused.messages)}"
        raise OpeningRefused(message) from refused
    negotiation.save()
    record(
        negotiation=negotiation,
        kind=ActKind.NEGOTIATION_OPENED,
        by=None,
        at=at,
        what=negotiation.title,
        address=f"/{negotiation.slug}/",
        readers=FOR_ORGANIZERS,
    )
    return negotiation


@transaction.atomic
def open_with_secretariat(*, negotiation: Negotiation, email: str, site: str, at: datetime) -> Negotiation:
    """Open a negotiation and invite the officer who will give all other seats; `site` is what links begin with.

    Raises:
        OpeningRefused: as `open_negotiation`.
        InvitationRefused: the invitation cannot be sent.
    """
    opened = open_negotiation(negotiation=negotiation, at=at)
    offer = Offer(email=email.lower(), name="", role=Role.SECRETARIAT)
    invite(negotiation=opened, offer=offer, site=site, by=command_line(), at=at)
    return opened
