"""The rooms of the reader's groups, for the bar on every page of a negotiation."""

from django import template
from django.db.models import QuerySet

from delegations.models import SPEAKING, Delegation
from gpa.http import MemberRequest

register = template.Library()


@register.simple_tag
def rooms_of(request: MemberRequest) -> QuerySet[Delegation]:
    """Return the groups in whose rooms the reader sits today; asks nothing for who has no speaking seat."""
    seat = getattr(request, "seat", None)
    if seat is None or not hasattr(request, "arrived_at"):
        return Delegation.objects.none()
    if seat.role not in SPEAKING and "drafts.table_amendment" not in request.may:
        return Delegation.objects.none()
    on = request.negotiation.local(request.arrived_at).date()
    return Delegation.objects.met_by(request.user, on).filter(negotiation=request.negotiation)
