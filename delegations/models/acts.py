"""The record: who did what when, in books that only grow, each entry chained to the one before by its hash."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.models.audiences import Audience
from delegations.models.participants import Delegation, Membership, User
from delegations.models.reading import seats_of
from delegations.models.seats import Negotiation, Role, Seat

FIRST = "0" * 64
"""What the first entry of a book has in place of the hash before it."""


class ActKind(models.TextChoices):
    """What an act did: the words alone; what each means stands with the operation that records it."""

    NEGOTIATION_OPENED = "negotiation_opened", _("Negotiation opened")
    NEGOTIATION_CHANGED = "negotiation_changed", _("Negotiation changed")
    DELEGATION_ADMITTED = "delegation_admitted", _("Delegation admitted")
    DELEGATION_CHANGED = "delegation_changed", _("Delegation changed")
    GROUP_JOINED = "group_joined", _("Group joined")
    GROUP_LEFT = "group_left", _("Group left")
    INVITED = "invited", _("Invited")
    INVITATION_ACCEPTED = "invitation_accepted", _("Invitation accepted")
    INVITATION_REVOKED = "invitation_revoked", _("Invitation revoked")
    SEAT_GIVEN = "seat_given", _("Seat given")
    SEAT_CHANGED = "seat_changed", _("Seat changed")
    SEAT_ENDED = "seat_ended", _("Seat ended")
    SECOND_FACTOR_REMOVED = "second_factor_removed", _("Second factor removed")
    LOG_IN_RULES_SET = "log_in_rules_set", _("Log-in rules set")
    TOKEN_MADE = "token_made", _("Token made")
    TOKEN_WITHDRAWN = "token_withdrawn", _("Token withdrawn")
    PERSON_ERASED = "person_erased", _("Personal data erased")
    WINDOW_SET = "window_set", _("Window set")
    WINDOW_OPENED = "window_opened", _("Window opened")
    WINDOW_CLOSED = "window_closed", _("Window closed")
    WINDOW_REMOVED = "window_removed", _("Window removed")
    AUDIENCE_SET = "audience_set", _("Audience set")
    DOCUMENT_IMPORTED = "document_imported", _("Text brought in")
    PARAGRAPH_DECIDED = "paragraph_decided", _("Decided")
    DOCUMENT_RENUMBERED = "document_renumbered", _("Renumbered")
    AMENDMENT_TABLED = "amendment_tabled", _("Amendment tabled")
    AMENDMENT_REVISED = "amendment_revised", _("Amendment revised")
    AMENDMENT_WITHDRAWN = "amendment_withdrawn", _("Amendment withdrawn")
    AMENDMENT_TAKEN_BACK = "amendment_taken_back", _("Carrying taken back")
    ALIGNMENT_STATED = "alignment_stated", _("Alignment stated")
    SPONSORSHIP_ASKED = "sponsorship_asked", _("Sponsorship asked")
    SPONSORSHIP_DECLINED = "sponsorship_declined", _("Sponsorship declined")
    POSITION_STATED = "position_stated", _("Position stated")
    POSITION_TAKEN_BACK = "position_taken_back", _("Position taken back")
    ROOM_OPENED = "room_opened", _("Room opened")
    ROOM_DRAFT_SAVED = "room_draft_saved", _("Draft saved in the room")
    ROOM_COMMENTED = "room_commented", _("Comment in the room")
    CLEARANCE_STATED = "clearance_stated", _("Clearance stated")
    DRAFT_CIRCULATED = "draft_circulated", _("Draft circulated")
    FILE_ASKED = "file_asked", _("File asked for")


@dataclass(frozen=True)
class Readers:
    """Who reads an act: an audience of the negotiation ("": everybody with a seat), or one delegation's room alone."""

    audience: str = ""
    room: Delegation | None = None


ORGANIZERS, STATES = "organizers", "states"
EVERYBODY = Readers()
FOR_ORGANIZERS = Readers(ORGANIZERS)
"""Facilitators and secretariat, beside the person that the act is of or about."""


def readers_of(audience: int) -> Readers:
    """Return who reads acts on a text or an amendment of an audience: nobody learns of it who may not read it."""
    if audience >= Audience.OBSERVERS:
        return EVERYBODY
    return Readers(STATES) if audience == Audience.STATES else FOR_ORGANIZERS


class BookQuerySet(models.QuerySet["Book"]):
    """Books by who may read them."""

    def visible_to(self, user: User, negotiation: Negotiation, on: date) -> "BookQuerySet":
        """Return the books of a negotiation that the user's seats that day open, each whole."""
        seats = Seat.objects.filter(user=user, negotiation=negotiation).current(on)
        own = Delegation.objects.filter(seats__in=seats)
        groups = Delegation.objects.filter(
            memberships_as_group__in=Membership.objects.on(on).filter(member__in=own)
        )
        is_organizer = models.Exists(seats.filter(role__in=(Role.FACILITATOR, Role.SECRETARIAT)))
        for_all = models.Q(room__isnull=True, audience="")
        for_organizers = models.Q(is_organizer, room__isnull=True, audience=ORGANIZERS)
        reaching = seats_of(user, on).filter(negotiation=negotiation, reach__lte=Audience.STATES)  # type: ignore[misc]  # `seats_of` gives it
        for_states = models.Q(models.Exists(reaching), room__isnull=True, audience=STATES)
        in_room = models.Q(room__in=own) | models.Q(room__in=groups)
        return self.filter(
            models.Exists(seats), for_all | for_organizers | for_states | in_room, negotiation=negotiation
        )


class Book(models.Model):
    """A run of acts with the same readers, so that whoever reads one reads it without gaps and can check it.

    One chain a negotiation would tell everybody, by its gaps, how busy a group's room is. `number` and `head` are the
    last entry's, kept apart from it, so that a book cannot lose its end unseen.
    """

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="books")
    audience = models.CharField(max_length=20, blank=True, help_text=_("Empty: everybody with a seat."))
    room = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, related_name="books", null=True, blank=True
    )
    number = models.PositiveIntegerField(default=0, help_text=_("The last entry's number."))
    head = models.CharField(max_length=64, default=FIRST, help_text=_("The last entry's hash."))
    last = models.ForeignKey(
        "Act",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        help_text=_("Keeps its end from being deleted."),
    )

    objects = BookQuerySet.as_manager()

    class Meta:
        ordering = ["negotiation", "pk"]
        constraints = [
            models.UniqueConstraint("negotiation", "audience", "room", name="book_once_a_room"),
            models.UniqueConstraint(
                "negotiation", "audience", condition=models.Q(room__isnull=True), name="book_once_an_audience"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.negotiation.slug}/{self.name}"

    @property
    def name(self) -> str:
        """Return what tells it from the negotiation's other books, in commands and files: "record", "room-7"."""
        return f"room-{self.room_id}" if self.room_id else self.audience or "record"


IN_TWO_BOOKS = (ActKind.SPONSORSHIP_ASKED, ActKind.SPONSORSHIP_DECLINED)


class ActQuerySet(models.QuerySet["Act"]):
    """Acts by who may read them."""

    def visible_to(self, user: User, negotiation: Negotiation, on: date) -> "ActQuerySet":
        """Return the acts of the books that the user reads that day, and what is of or about the user."""
        books = Book.objects.visible_to(user, negotiation, on)
        own = models.Q(by=user) | models.Q(person=user)
        return self.filter(models.Q(book__in=books) | own, book__negotiation=negotiation)

    def told_once(self) -> "ActQuerySet":
        """Leave out what stands in another of these books already: what two delegations alone read is in a book of each."""
        same = {name: models.OuterRef(name) for name in ("kind", "at", "by", "what", "facts")}
        before = self.filter(**same, pk__lt=models.OuterRef("pk")).exclude(book=models.OuterRef("book"))
        return self.filter(~models.Q(kind__in=IN_TWO_BOOKS) | ~models.Exists(before))


class Act(models.Model):
    """One act. What the hash covers never changes; the names beside it can be erased, and nothing else.

    People are named in the hash by their account's number, which stays when the account is emptied, and by a seal:
    SHA-256 of `salt + name`. While name and salt are there, the seal proves them; without the salt it tells nothing.
    """

    book = models.ForeignKey(Book, on_delete=models.PROTECT, related_name="acts")
    number = models.PositiveIntegerField(help_text=_("1, 2, 3 ... in its book, without a gap."))
    follows = models.OneToOneField("self", on_delete=models.PROTECT, related_name="followed_by", null=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="acts",
        null=True,
        help_text=_("None: the product itself."),
    )
    by_seal = models.CharField(max_length=64, blank=True)
    person = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="acts_about", null=True, help_text=_("Whom it concerns.")
    )
    person_seal = models.CharField(max_length=64, blank=True)
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="acts", null=True)
    what = models.TextField(
        blank=True, help_text=_("What it was done to, as it was called that day; names no person.")
    )
    address = models.CharField(max_length=300, blank=True, help_text=_("The path of its page."))
    facts = models.JSONField(default=dict, help_text=_("Names no person."))
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    by_name = models.CharField(max_length=300, blank=True)
    by_salt = models.CharField(max_length=32, blank=True)
    person_name = models.CharField(max_length=300, blank=True)
    person_salt = models.CharField(max_length=32, blank=True)

    objects = ActQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        permissions = [("view_record", "Can read the record of acts")]
        constraints = [
            models.UniqueConstraint("book", "number", name="act_number_once_a_book"),
            models.CheckConstraint(
                condition=models.Q(number=1, follows__isnull=True, previous=FIRST)
                | models.Q(number__gt=1, follows__isnull=False),
                name="act_follows_another",
            ),
        ]
        indexes = [models.Index(fields=["book", "-at", "-id"], name="act_by_book_and_time")]

    def __str__(self) -> str:
        return f"{self.told} {self.what}".strip()

    @property
    def told(self) -> str:
        """Return in words what it did."""
        return str(ActKind(self.kind).label) if self.kind in ActKind.values else self.kind

    def entry(self) -> dict[str, Any]:  # Any: what JSON holds
        """Return what the hash covers, as plain JSON values; instants are UTC to the microsecond."""
        return {
            "address": self.address,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "audience": self.book.audience,
            "by": self.by_id,
            "by_seal": self.by_seal,
            "delegation": self.delegation_id,
            "facts": self.facts,
            "kind": self.kind,
            "negotiation": self.book.negotiation_id,
            "number": self.number,
            "person": self.person_id,
            "person_seal": self.person_seal,
            "previous": self.previous,
            "room": self.book.room_id,
            "what": self.what,
        }

    def hashed(self) -> str:
        """Compute the hash from what the row says now."""
        return hashed(self.entry())


def hashed(entry: Mapping[str, Any]) -> str:  # Any: what JSON holds
    """Return the SHA-256, in hex, of an entry as canonical JSON: keys in order, no spaces, UTF-8, no escapes beyond need."""
    written = json.dumps(entry, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(written.encode()).hexdigest()


def sealed(salt: str, name: str) -> str:
    """Return the seal of a person's name."""
    return hashlib.sha256(f"{salt}{name}".encode()).hexdigest()


def new_salt() -> str:
    """Return 128 random bits in hex: without them nobody can try names on a seal."""
    return secrets.token_hex(16)
