"""Who sits at the table."""

from delegations.models.access import Access, AccessKind
from delegations.models.acts import EVERYBODY, FOR_ORGANIZERS, Act, ActKind, Book, Readers, readers_of
from delegations.models.audiences import Audience
from delegations.models.invitations import Invitation, InvitationState, read_token
from delegations.models.notices import (
    Choice,
    Delivery,
    Follow,
    Notice,
    NoticeKind,
    Setting,
    still_seen,
    unsent_letters,
)
from delegations.models.participants import (
    PROPOSING,
    Delegation,
    DelegationKind,
    Membership,
    Spokesperson,
    User,
    sorted_under,
)
from delegations.models.reading import Reader, reach_of, readable, seated, seats_of, speaking
from delegations.models.seats import ORGANIZING, SPEAKING, Negotiation, Role, Seat, SeatQuerySet
from delegations.models.tokens import Token
from delegations.models.visits import Visit

__all__ = [
    "EVERYBODY",
    "FOR_ORGANIZERS",
    "ORGANIZING",
    "PROPOSING",
    "SPEAKING",
    "Access",
    "AccessKind",
    "Act",
    "ActKind",
    "Audience",
    "Book",
    "Choice",
    "Delegation",
    "DelegationKind",
    "Delivery",
    "Follow",
    "Invitation",
    "InvitationState",
    "Membership",
    "Negotiation",
    "Notice",
    "NoticeKind",
    "Reader",
    "Readers",
    "Role",
    "Seat",
    "SeatQuerySet",
    "Setting",
    "Spokesperson",
    "Token",
    "User",
    "Visit",
    "reach_of",
    "read_token",
    "readable",
    "readers_of",
    "seated",
    "seats_of",
    "sorted_under",
    "speaking",
    "still_seen",
    "unsent_letters",
]
