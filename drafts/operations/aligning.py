"""A group's members and what was tabled in its name: who is aligned with which revision, and who dissociates itself."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from delegations.models import Delegation, Membership, Negotiation, Spokesperson, User
from drafts.models import Alignment, AlignmentKind, Amendment, ClearanceKind
from drafts.operations.announcing import announce_reworded
from drafts.operations.noting import note_alignment
from gpa.errors import DomainError

SAID = {
    ClearanceKind.CLEARED.value: AlignmentKind.ALIGNED,
    ClearanceKind.DISSOCIATES.value: AlignmentKind.DISSOCIATES,
}


class NotAMember(DomainError):
    """The user does not speak for a member of the group that day."""


class NothingToAlignWith(DomainError):
    """The amendment is no group's, or no longer open, or was revised since it was read."""


def align(amendment: Amendment, said: Mapping[int, str], by: User, at: datetime) -> None:
    """Say who is aligned with what a group tables: who cleared the wording, and the spokesperson that tables it.

    `said` are the clearances of that wording, by the member's number. What was not prepared in the room has none, so
    whichever way it is tabled, the spokesperson alone is aligned until others say that they are.
    """
    group = amendment.delegation
    if not group.is_group:
        return
    on = group.negotiation.local(at).date()
    found = {member: SAID[said[member.pk]] for member in members_on(group, on) if said.get(member.pk) in SAID}
    leader = _leader(amendment, by, on)
    if leader is not None:
        found[leader] = AlignmentKind.ALIGNED
    Alignment.objects.bulk_create(
        Alignment(amendment=amendment, delegation=member, kind=kind) for member, kind in found.items()
    )


def realign(amendment: Amendment, revision: int, by: User, at: datetime) -> None:
    """After a revision: the spokesperson that made it is aligned with it, and the other members are told."""
    if not amendment.delegation.is_group:
        return
    leader = _leader(amendment, by, amendment.negotiation.local(at).date())
    if leader is not None:
        Alignment.objects.update_or_create(
            amendment=amendment,
            delegation=leader,
            defaults={"kind": AlignmentKind.ALIGNED, "revision": revision},
        )
    for each in amendment.alignments.exclude(delegation=leader).select_related("delegation"):
        announce_reworded(amendment=amendment, member=each.delegation, at=at)


@transaction.atomic
def state_alignment(
    *,
    amendment: Amendment,
    delegation: Delegation,
    kind: AlignmentKind,
    revision: int,
    by: User,
    at: datetime,
) -> Alignment:
    """Say for a member that it is aligned with its group's open amendment as it stands, or dissociates itself.

    Raises:
        NotAMember: the user does not speak for that member of the group.
        NothingToAlignWith: it is no group's, it is not open, or `revision` is not its newest.
    """
    Negotiation.objects.select_for_update(no_key=True).get(pk=amendment.negotiation_id)
    locked = Amendment.objects.select_for_update(of=("self",), no_key=True).told().get(pk=amendment.pk)
    on = locked.negotiation.local(at).date()
    if not locked.delegation.is_group or not locked.is_open:
        message = _("%(amendment)s is not an open amendment of a group.") % {"amendment": locked}
        raise NothingToAlignWith(message)
    if delegation not in members_spoken_for(by, locked.delegation, on):
        message = _("You do not speak for %(delegation)s in this group.") % {"delegation": delegation}
        raise NotAMember(message)
    if newest_revision(locked) != revision:
        message = _("%(amendment)s was revised while you read it: look at it again.") % {"amendment": locked}
        raise NothingToAlignWith(message)
    alignment, _is_new = Alignment.objects.update_or_create(
        amendment=locked, delegation=delegation, defaults={"kind": kind, "revision": revision}
    )
    note_alignment(alignment=alignment, by=by, at=at)
    return alignment


def newest_revision(amendment: Amendment) -> int:
    """Return the number of an amendment's newest revision."""
    return max(amendment.revisions.values_list("number", flat=True), default=1)


def members_on(group: Delegation, on: date) -> list[Delegation]:
    """Return a group's members of a day, in their order."""
    joined = Membership.objects.on(on).filter(group=group)
    return list(Delegation.objects.filter(pk__in=joined.values("member")))


def members_spoken_for(user: User, group: Delegation, on: date) -> list[Delegation]:
    """Return the members of a group that the user has a speaking seat for, that day."""
    joined = Membership.objects.on(on).filter(group=group)
    seats = user.seats.current(on).speaking()
    return list(Delegation.objects.filter(pk__in=joined.values("member"), seats__in=seats).distinct())


def _leader(amendment: Amendment, by: User, on: date) -> Delegation | None:
    """Return the group's spokesperson, if it is who acts."""
    leader = Spokesperson.objects.of(amendment.delegation, on)
    return leader if leader in members_spoken_for(by, amendment.delegation, on) else None
