"""Seating: seats are given, changed, dated and ended by the secretariat, and by a head of delegation in the own one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from delegations.models import (
    FOR_ORGANIZERS,
    ORGANIZING,
    SPEAKING,
    ActKind,
    Delegation,
    Invitation,
    Negotiation,
    NoticeKind,
    Role,
    Seat,
    User,
)
from delegations.operations import inviting
from delegations.operations.recording import record
from delegations.operations.telling import tell
from gpa.errors import DomainError

GIVE, GIVE_OWN = "delegations.give_seat", "delegations.give_own_seat"
GIVEN_BY_HEADS = (Role.DELEGATE, Role.OBSERVER)


class SeatNotYours(DomainError):
    """The seat is not the user's to give or end."""


class SeatImpossible(DomainError):
    """The seat cannot be as asked."""


class SeatEnded(DomainError):
    """The seat has ended; what was is not changed."""


@dataclass(frozen=True)
class Place:
    """What a seat is: its role, for a delegation or none, from a day to a day; both count and may be open."""

    role: Role
    delegation: Delegation | None
    from_on: date | None = None
    until_on: date | None = None


@transaction.atomic
def give_seat(
    *, negotiation: Negotiation, email: str, name: str, place: Place, by: User, at: datetime
) -> Seat:
    """Give a person a seat; an account without a password is made where the e-mail is new.

    Raises:
        SeatNotYours: `by` may not give it: heads of delegation give seats of delegates and observers of their own.
        SeatImpossible: it speaks for no delegation, or runs the negotiation for one; is of another negotiation, ends
            before it begins, or is held already on one of its days.
    """
    _lock(negotiation)
    _be_entitled(by, negotiation, place, at)
    user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email, name=name)
    seat = Seat(negotiation=negotiation, user=user)
    _place(seat, place)
    seat.save()
    tell(
        users=[user],
        negotiation=negotiation,
        kind=NoticeKind.ACCREDITED,
        at=at,
        facts={
            "role": f"{Role(seat.role).label}, {seat.delegation}"
            if seat.delegation
            else str(Role(seat.role).label)
        },
        address=reverse("drafts:overview", args=[negotiation.slug]),
    )
    _record(ActKind.SEAT_GIVEN, seat, by, at)
    return seat


@transaction.atomic
def give_or_offer_seat(
    *, negotiation: Negotiation, email: str, name: str, place: Place, site: str, by: User, at: datetime
) -> Seat | Invitation:
    """Give a seat to somebody who can log in; invite whoever cannot, for a seat alone opens no door.

    `site` is the address that the link in the invitation begins with.

    Raises:
        SeatNotYours, SeatImpossible: as for giving.
        InvitationRefused: the person is invited to it already, or it cannot be offered so.
    """
    user = User.objects.filter(email__iexact=email).first()
    if user is not None and user.is_open:
        return give_seat(negotiation=negotiation, email=email, name=name, place=place, by=by, at=at)
    _be_entitled(by, negotiation, place, at)
    offer = inviting.Offer(email, name, place.role, place.delegation, place.from_on, place.until_on)
    return inviting.invite(negotiation=negotiation, offer=offer, site=site, by=by, at=at)


@transaction.atomic
def change_seat(*, seat: Seat, place: Place, by: User, at: datetime) -> Seat:
    """Change a seat's days, or its role and delegation; what was held before today stays on record as its own seat.

    Raises:
        SeatEnded: it has ended.
        SeatNotYours, SeatImpossible: as for giving, for the seat as it is and as it becomes.
    """
    held = _held(seat, by, at)
    _be_entitled(by, held.negotiation, place, at)
    today = held.negotiation.local(at).date()
    has_begun = held.from_on is None or held.from_on < today
    is_another = (held.role, held.delegation_id) != (
        place.role,
        place.delegation.pk if place.delegation else None,
    )
    if is_another:
        _keep_secretariat(held, today)
    if is_another and has_begun:
        held.until_on = today - timedelta(days=1)
        held.save()
        held = Seat(negotiation=held.negotiation, user=held.user)
        place = Place(place.role, place.delegation, max(today, place.from_on or today), place.until_on)
    _place(held, place)
    if not is_another and held.until_on is not None and held.until_on < today:
        _keep_secretariat(held, today)
    held.save()
    _record(ActKind.SEAT_CHANGED, held, by, at)
    return held


@transaction.atomic
def end_seat(*, seat: Seat, by: User, at: datetime) -> Seat:
    """End a seat at this instant; it stays on record with its days.

    Raises:
        SeatEnded: it has ended already.
        SeatNotYours: `by` may not end it.
        SeatImpossible: nobody would be left to give seats.
    """
    held = _held(seat, by, at)
    today = held.negotiation.local(at).date()
    _keep_secretariat(held, today)
    held.ended_at = at
    held.until_on = max(today, held.from_on or today)
    held.save()
    _record(ActKind.SEAT_ENDED, held, by, at)
    return held


def _held(seat: Seat, by: User, at: datetime) -> Seat:
    """Lock a seat that has not ended and is the user's to change."""
    _lock(seat.negotiation)
    held = Seat.objects.select_related("negotiation", "delegation", "user").get(pk=seat.pk)
    if held.is_over(held.negotiation.local(at).date()):
        message = _("This seat has ended: give a new one.")
        raise SeatEnded(message)
    _be_entitled(by, held.negotiation, Place(Role(held.role), held.delegation), at)
    return held


def _place(seat: Seat, place: Place) -> None:
    """Put a seat at a place, unsaved."""
    if place.role in SPEAKING and place.delegation is None:
        message = _("A head of delegation or delegate speaks for a delegation: choose it.")
        raise SeatImpossible(message)
    if place.role in ORGANIZING and place.delegation is not None:
        message = _(
            "The facilitators and the secretariat sit for no delegation: choose none, or another role."
        )
        raise SeatImpossible(message)
    if place.delegation is not None and place.delegation.negotiation_id != seat.negotiation_id:
        message = _("That delegation takes part in another negotiation.")
        raise SeatImpossible(message)
    if place.from_on and place.until_on and place.until_on < place.from_on:
        message = _("The last day is before the first.")
        raise SeatImpossible(message)
    same = Seat.objects.filter(
        negotiation=seat.negotiation,
        user=seat.user,
        role=place.role,
        delegation=place.delegation,
        ended_at=None,
    ).exclude(pk=seat.pk)
    if place.until_on is not None:
        same = same.filter(models.Q(from_on=None) | models.Q(from_on__lte=place.until_on))
    if place.from_on is not None:
        same = same.filter(models.Q(until_on=None) | models.Q(until_on__gte=place.from_on))
    if same.exists():
        message = _("%(person)s has that seat already on some of these days.") % {"person": seat.user}
        raise SeatImpossible(message)
    seat.role, seat.delegation = place.role, place.delegation
    seat.from_on, seat.until_on = place.from_on, place.until_on


def _be_entitled(by: User, negotiation: Negotiation, place: Place, at: datetime) -> None:
    if by.has_perm(GIVE, negotiation):
        return
    headed = Delegation.objects.headed_by(by, negotiation, negotiation.local(at).date())
    if place.role not in GIVEN_BY_HEADS or place.delegation is None or place.delegation not in headed:
        message = _(
            "A head of delegation gives and ends seats of delegates and observers of the own delegation."
        )
        raise SeatNotYours(message)


def _keep_secretariat(seat: Seat, today: date) -> None:
    """Refuse to leave a negotiation without anybody who can give seats."""
    if seat.role != Role.SECRETARIAT or not Seat.objects.filter(pk=seat.pk).current(today).exists():
        return
    others = seat.negotiation.seats.filter(role=Role.SECRETARIAT).current(today).exclude(pk=seat.pk)
    if not others.exists():
        message = _("This is the last seat of the secretariat: nobody could give seats any more.")
        raise SeatImpossible(message)


def _record(kind: ActKind, seat: Seat, by: User, at: datetime) -> None:
    record(
        negotiation=seat.negotiation,
        kind=kind,
        by=by,
        at=at,
        what=str(Role(seat.role).label),
        address=reverse("delegations:seat_change", args=[seat.negotiation.slug, seat.pk]),
        person=seat.user,
        delegation=seat.delegation,
        facts={"role": seat.role, "from_on": seat.from_on, "until_on": seat.until_on},
        readers=FOR_ORGANIZERS,
    )


def _lock(negotiation: Negotiation) -> None:
    Negotiation.objects.select_for_update(no_key=True).get(pk=negotiation.pk)
