"""Leading: the secretariat names which member speaks for a group."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from delegations.models import ActKind, Delegation, Membership, Spokesperson, User
from delegations.operations.recording import record
from gpa.errors import DomainError


class SpokespersonRefused(DomainError):
    """That delegation cannot speak for that group."""


@transaction.atomic
def name_spokesperson(
    *, group: Delegation, delegation: Delegation, from_on: date, by: User | None, at: datetime
) -> Spokesperson:
    """Name the member that speaks for a group from a day on, in place of whoever was named for that day.

    Raises:
        SpokespersonRefused: `group` is no group, or `delegation` is no member of it that day.
    """
    if not group.is_group:
        message = _("%(group)s is not a group.") % {"group": group}
        raise SpokespersonRefused(message)
    if not Membership.objects.on(from_on).filter(group=group, member=delegation).exists():
        message = _("%(delegation)s is not a member of %(group)s that day.")
        raise SpokespersonRefused(message % {"delegation": delegation, "group": group})
    named, _is_new = Spokesperson.objects.update_or_create(
        group=group, from_on=from_on, defaults={"delegation": delegation}
    )
    record(
        negotiation=group.negotiation,
        kind=ActKind.DELEGATION_CHANGED,
        by=by,
        at=at,
        what=f"{delegation} speaks for {group}",
        delegation=delegation,
        facts={"group": group.slug, "spokesperson": delegation.slug, "from_on": from_on},
    )
    return named
