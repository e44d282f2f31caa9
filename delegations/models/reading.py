"""How far a person's seats reach, and the condition by which every query finds the rows that they may read."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db import models

from delegations.models.audiences import Audience
from delegations.models.participants import PROPOSING, Membership, User
from delegations.models.seats import Negotiation, Role, Seat

Reader = User | AnonymousUser | Seat
"""Whoever asks: a person with all their seats, nobody, or a program, which is one seat and no other."""

INNER_ROLES = (Role.FACILITATOR, Role.SECRETARIAT)


def seats_of(reader: Reader, on: date) -> "models.QuerySet[Seat]":
    """Return the seats that a reader has that day, each with its `reach`: the narrowest audience that it belongs to.

    Seats of Member States and their groups reach what Member States read; those of other delegations, and observers'
    seats, what observers read.
    """
    seats = Seat.objects.none()
    if isinstance(reader, User):
        seats = Seat.objects.filter(user=reader)
    elif isinstance(reader, Seat):
        seats = Seat.objects.filter(pk=reader.pk)
    is_state = models.Q(delegation__kind__in=PROPOSING) & ~models.Q(role=Role.OBSERVER)
    return seats.current(on).annotate(
        reach=models.Case(
            models.When(role__in=INNER_ROLES, then=models.Value(Audience.FACILITATORS.value)),
            models.When(is_state, then=models.Value(Audience.STATES.value)),
            default=models.Value(Audience.OBSERVERS.value),
        )
    )


def reach_of(reader: Reader, negotiation: Negotiation, on: date) -> int:
    """Return the narrowest audience of a negotiation that a reader belongs to that day."""
    seats = seats_of(reader, on).filter(negotiation=negotiation)
    return min((each.reach for each in seats), default=Audience.PUBLIC.value)  # type: ignore[attr-defined]  # as below


def seated(reader: Reader, on: date, *, negotiation: str, audience: str = "audience") -> models.Q:
    """Return the condition that one of the reader's seats reaches a row's audience; the names are fields of the row."""
    here = seats_of(reader, on).filter(negotiation=models.OuterRef(negotiation))
    reaching = here.filter(reach__lte=models.OuterRef(audience))  # type: ignore[misc]  # `seats_of` gives it
    return models.Q(models.Exists(reaching))


def readable(reader: Reader, on: date, *, negotiation: str, audience: str = "audience") -> models.Q:
    """Return the condition by which rows are found for a reader: a seat reaches their audience, or they are public."""
    is_public = models.Q(**{audience: Audience.PUBLIC})
    return is_public | seated(reader, on, negotiation=negotiation, audience=audience)


def speaking(reader: Reader, on: date, *, delegation: str = "delegation") -> models.Q:
    """Return the condition that a row is of a delegation of one of the reader's seats, or of a group that it is in."""
    seats = seats_of(reader, on)
    own = seats.filter(delegation=models.OuterRef(delegation))
    groups = Membership.objects.on(on).filter(
        group=models.OuterRef(delegation), member__in=seats.values("delegation")
    )
    return models.Q(models.Exists(own)) | models.Q(models.Exists(groups))
