"""Who sits at the table."""

from delegations.models.participants import Delegation, DelegationKind, Membership, User
from delegations.models.seats import Negotiation, Role, Seat

__all__ = ["Delegation", "DelegationKind", "Membership", "Negotiation", "Role", "Seat", "User"]
