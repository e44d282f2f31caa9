"""Accrediting: negotiations are opened, delegations admitted, people given their seats."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from delegations.models import (
    SPEAKING,
    Delegation,
    DelegationKind,
    Membership,
    Negotiation,
    Role,
    Seat,
    User,
    sorted_under,
)
from gpa.errors import DomainError


class SeatRefused(DomainError):
    """The seat cannot be given as asked."""


@transaction.atomic
def admit_delegation(
    *,
    negotiation: Negotiation,
    kind: DelegationKind,
    name: str,
    slug: str,
    sort_name: str = "",
    is_fictitious: bool,
) -> Delegation:
    """Admit a delegation to a negotiation; one that is known by its slug is admitted as it is."""
    delegation, _is_new = negotiation.participants.get_or_create(
        slug=slug,
        defaults={
            "kind": kind,
            "name": name,
            "sort_name": sorted_under(sort_name or name),
            "is_fictitious": is_fictitious,
        },
    )
    return delegation


@transaction.atomic
def join_group(*, group: Delegation, members: Sequence[Delegation], from_on: date | None = None) -> None:
    """Make delegations members of a group from a day on, or from ever.

    Raises:
        SeatRefused: `group` is no group, or a member is of another negotiation.

    Source: conventions.md, 21.
    """
    if not group.is_group:
        message = f"{group} is not a group: it has no members."
        raise SeatRefused(message)
    for member in members:
        if member.negotiation_id != group.negotiation_id:
            message = f"{member} takes part in another negotiation than {group}."
            raise SeatRefused(message)
        Membership.objects.get_or_create(group=group, member=member, from_on=from_on)


@transaction.atomic
def accredit(
    *,
    negotiation: Negotiation,
    email: str,
    name: str,
    role: Role,
    delegation: Delegation | None = None,
    password: str | None = None,
    from_on: date | None = None,
    until_on: date | None = None,
) -> Seat:
    """Give a person a seat in a negotiation; the person's account is made if the e-mail is new.

    Raises:
        SeatRefused: a delegate without a delegation, or of a delegation to another negotiation.
    """
    if role in SPEAKING and delegation is None:
        message = f"{name} is to speak for a delegation: for which?"
        raise SeatRefused(message)
    if delegation is not None and delegation.negotiation_id != negotiation.pk:
        message = f"{delegation} takes part in another negotiation."
        raise SeatRefused(message)
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email, password, name=name)
    seat, _is_new = Seat.objects.get_or_create(
        negotiation=negotiation,
        user=user,
        role=role,
        delegation=delegation,
        until_on=until_on,
        defaults={"from_on": from_on},
    )
    return seat
