"""Ruling how people log in: of which roles a negotiation asks for a second factor."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from delegations.models import FOR_ORGANIZERS, ActKind, Negotiation, Role, User
from delegations.operations.recording import record


@transaction.atomic
def set_log_in_rules(
    *, negotiation: Negotiation, second_factor_roles: Collection[Role], by: User, at: datetime
) -> Negotiation:
    """Say of which roles a second factor is asked from now on."""
    held = Negotiation.objects.select_for_update(no_key=True).get(pk=negotiation.pk)
    roles = sorted(str(role.value) for role in second_factor_roles)
    if roles == held.second_factor_roles:
        return held
    held.second_factor_roles = roles
    held.save(update_fields=["second_factor_roles"])
    record(
        negotiation=held,
        kind=ActKind.LOG_IN_RULES_SET,
        by=by,
        at=at,
        what="Second factor",
        facts={"second_factor_roles": roles},
        readers=FOR_ORGANIZERS,
    )
    return held
