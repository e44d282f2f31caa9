"""Who sits at the table."""

from delegations.models.access import Access, AccessKind
from delegations.models.acts import EVERYBODY, FOR_ORGANIZERS, Act, ActKind, Book, Readers
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
    "EVERYBODY",
    "FOR_ORGANIZERS",
    "PROPOSING",
    "SPEAKING",
    "Access",
    "AccessKind",
    "Act",
    "ActKind",
    "Book",
    "Delegation",
    "DelegationKind",
    "Membership",
    "Negotiation",
    "Readers",
    "Role",
    "Seat",
    "User",
    "sorted_under",
]
