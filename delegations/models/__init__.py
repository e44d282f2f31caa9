"""Who sits at the table."""

from delegations.models.participants import (
    PROPOSING,
    Delegation,
    DelegationKind,
    Membership,
    User,
    sorted_under,
)
from delegations.models.seats import SPEAKING, Negotiation, Role, Seat

__all__ = [
    "PROPOSING",
    "SPEAKING",
    "Delegation",
    "DelegationKind",
    "Membership",
    "Negotiation",
    "Role",
    "Seat",
    "User",
    "sorted_under",
]
