"""Visiting: noting when a person was at a negotiation."""

from datetime import datetime, timedelta

from django.db import transaction

from delegations.models import Negotiation, User, Visit

APART = timedelta(hours=1)
"""What parts two visits."""
OFTEN = timedelta(minutes=5)
"""Within these a visit is not noted again, so that reading seldom writes."""


@transaction.atomic
def note_visit(*, negotiation: Negotiation, by: User, at: datetime) -> datetime | None:
    """Note that a person is at a negotiation; return when their visit before this one ended, None if this is the first."""
    visit, is_first = Visit.objects.get_or_create(
        user=by, negotiation=negotiation, defaults={"last_at": at, "before_at": None}
    )
    if is_first or at - visit.last_at < OFTEN:
        return visit.before_at
    if at - visit.last_at >= APART:
        visit.before_at = visit.last_at
    visit.last_at = at
    visit.save(update_fields=["last_at", "before_at"])
    return visit.before_at
