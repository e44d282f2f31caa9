"""Keeping the participants: one is admitted by hand, renamed or removed; groups gain members and lose them, on days."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from delegations.models import (
    ActKind,
    Delegation,
    DelegationKind,
    Membership,
    Negotiation,
    User,
    sorted_under,
)
from delegations.operations.admitting import free_slug
from delegations.operations.recording import record
from gpa.errors import DomainError


class NameTaken(DomainError):
    """Another participant has that name."""


class NotRemovable(DomainError):
    """The delegation has done something here, so it stays."""


class MembershipRefused(DomainError):
    """The membership cannot be as asked."""


@transaction.atomic
def admit_another(
    *, negotiation: Negotiation, kind: DelegationKind, name: str, by: User, at: datetime
) -> Delegation:
    """Admit a participant that the table does not have.

    Raises:
        NameTaken: another participant has that name.
    """
    _lock(negotiation)
    _be_free(negotiation, name)
    slugs = set(negotiation.participants.values_list("slug", flat=True))
    delegation = Delegation.objects.create(
        negotiation=negotiation,
        kind=kind,
        name=name,
        sort_name=sorted_under(name),
        slug=free_slug(name, slugs),
    )
    _record(ActKind.DELEGATION_ADMITTED, delegation, by, at)
    return delegation


@transaction.atomic
def rename_delegation(*, delegation: Delegation, name: str, by: User, at: datetime) -> Delegation:
    """Print a delegation under another name from now on; its address stays.

    Raises:
        NameTaken: another participant has that name.
    """
    _lock(delegation.negotiation)
    _be_free(delegation.negotiation, name, but=delegation)
    before = delegation.name
    if before == name:
        return delegation
    delegation.name, delegation.sort_name = name, sorted_under(name)
    delegation.save()
    _record(ActKind.DELEGATION_CHANGED, delegation, by, at, {"before": before})
    return delegation


@transaction.atomic
def remove_delegation(*, delegation: Delegation, by: User, at: datetime) -> None:
    """Remove a participant that was admitted by mistake: one that has had no seat and has said nothing.

    Raises:
        NotRemovable: it has had a seat, tabled, taken a position, or been named in a decision.
    """
    _lock(delegation.negotiation)
    try:
        with transaction.atomic():
            Delegation.objects.get(pk=delegation.pk).delete()
    except models.ProtectedError as held:
        message = _("%(delegation)s has a place in what happened here, so it stays: end its seats instead.")
        raise NotRemovable(message % {"delegation": delegation}) from held
    record(
        negotiation=delegation.negotiation,
        kind=ActKind.DELEGATION_CHANGED,
        by=by,
        at=at,
        what=f"{delegation.name}, removed",
    )


@transaction.atomic
def add_members(
    *, group: Delegation, members: Sequence[Delegation], from_on: date | None, by: User, at: datetime
) -> None:
    """Make delegations members of a group from a day on; those that are members then already stay as they are.

    Raises:
        MembershipRefused: it is no group; or a member is of another negotiation, a group itself, or was a member
            after that day.
    """
    _lock(group.negotiation)
    if not group.is_group:
        message = _("%(delegation)s is not a group: it has no members.") % {"delegation": group}
        raise MembershipRefused(message)
    added = [each for each in members if _join(group, each, from_on)]
    if added:
        facts = {"members": [each.slug for each in added], "from_on": from_on}
        _record(ActKind.GROUP_JOINED, group, by, at, facts)


@transaction.atomic
def end_membership(*, membership: Membership, until_on: date, by: User, at: datetime) -> Membership:
    """Give a membership its last day.

    Raises:
        MembershipRefused: the day is before its first.
    """
    group = membership.group
    _lock(group.negotiation)
    held = Membership.objects.select_related("member").get(pk=membership.pk)
    if held.from_on is not None and until_on < held.from_on:
        message = _("The last day is before the first.")
        raise MembershipRefused(message)
    held.until_on = until_on
    held.save()
    _record(ActKind.GROUP_LEFT, group, by, at, {"members": [held.member.slug], "until_on": until_on})
    return held


def _join(group: Delegation, member: Delegation, from_on: date | None) -> bool:
    """Make one delegation a member from a day on; tell whether it was not one already."""
    if member.negotiation_id != group.negotiation_id or member.is_group:
        message = _("%(delegation)s cannot be a member of %(group)s.") % {
            "delegation": member,
            "group": group,
        }
        raise MembershipRefused(message)
    known = Membership.objects.filter(group=group, member=member)
    if known.filter(until_on=None).exists():
        return False
    after = known if from_on is None else known.filter(until_on__gte=from_on)
    if after.exists():
        message = _("%(delegation)s was a member on that day already: choose a later first day.")
        raise MembershipRefused(message % {"delegation": member})
    Membership.objects.create(group=group, member=member, from_on=from_on)
    return True


def _be_free(negotiation: Negotiation, name: str, but: Delegation | None = None) -> None:
    others = negotiation.participants.exclude(pk=but.pk) if but else negotiation.participants.all()
    if others.filter(name__iexact=name).exists():
        message = _("“%(name)s” takes part already.") % {"name": name}
        raise NameTaken(message)


def _record(
    kind: ActKind, delegation: Delegation, by: User, at: datetime, facts: Mapping[str, object] | None = None
) -> None:
    record(
        negotiation=delegation.negotiation,
        kind=kind,
        by=by,
        at=at,
        what=delegation.name,
        address=reverse("drafts:delegation", args=[delegation.negotiation.slug, delegation.slug]),
        facts=facts,
    )


def _lock(negotiation: Negotiation) -> None:
    Negotiation.objects.select_for_update(no_key=True).get(pk=negotiation.pk)
