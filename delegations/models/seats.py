"""Negotiations, and the seats that people have in them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.models.audiences import Audience
from delegations.models.participants import Delegation, User


def validate_time_zone(name: str) -> None:
    """Refuse a name that the time-zone table does not have."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:
        raise ValidationError(_("“%(name)s” is not a time zone."), params={"name": name}) from unknown


class PaperSize(models.TextChoices):
    """The paper that drafts are printed on: New York's and Geneva's."""

    LETTER = "letter", _("US Letter")
    A4 = "a4", _("A4")


RESERVED_SLUGS = frozenset(
    {
        "account",
        "admin",
        "api",
        "healthy",
        "help",
        "invitation",
        "letters",
        "log-in",
        "log-out",
        "metrics",
        "notices",
        "ready",
        "seals",
        "settings",
        "static",
        "theme",
    }
)
"""The words with which addresses begin that are of no negotiation."""


class NegotiationQuerySet(models.QuerySet["Negotiation"]):
    """Negotiations by who may know of them."""

    def visible_to(self, user: User, on: date) -> "NegotiationQuerySet":
        """Return those in which the user has a seat that day."""
        return self.filter(seats__in=Seat.objects.filter(user=user).current(on)).distinct()


class Negotiation(models.Model):
    """The consultations: what they are called, on what mandate, and where they are held."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=300)
    organ = models.CharField(max_length=200, default="General Assembly")
    session = models.CharField(max_length=200, blank=True, help_text=_("In words: Sixty-fourth session."))
    agenda_item = models.CharField(max_length=200, blank=True)
    mandate = models.CharField(max_length=300, blank=True)
    time_zone = models.CharField(max_length=60, default="America/New_York", validators=[validate_time_zone])
    paper_size = models.CharField(max_length=8, choices=PaperSize, default=PaperSize.LETTER)
    audience = models.PositiveSmallIntegerField(
        choices=Audience,
        default=Audience.OBSERVERS,
        help_text=_("Who reads its documents, unless a document says otherwise."),
    )
    has_stamps = models.BooleanField(
        default=False, help_text=_("Whether a downloaded file says on each page for whom, and when.")
    )

    second_factor_roles = models.JSONField(
        default=list, blank=True, help_text=_("Roles whose holders need a second factor to enter.")
    )

    objects = NegotiationQuerySet.as_manager()

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(slug__in=sorted(RESERVED_SLUGS)),
                name="negotiation_slug_not_reserved",
                violation_error_message=_("It is a word that addresses need."),
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def clock(self) -> str:
        """Return whose clock its hours are told by: “New York”."""
        return self.time_zone.rsplit("/", 1)[-1].replace("_", " ")

    def local(self, instant: datetime) -> datetime:
        """Return an instant as the clock in the negotiation's room shows it."""
        return instant.astimezone(ZoneInfo(self.time_zone))


class Role(models.TextChoices):
    """What a seat is for; what each may do stands in `roles.py`."""

    FACILITATOR = "facilitator", _("Facilitator")
    SECRETARIAT = "secretariat", _("Secretariat")
    HEAD = "head", _("Head of delegation")
    DELEGATE = "delegate", _("Delegate")
    OBSERVER = "observer", _("Observer")


SPEAKING = (Role.HEAD, Role.DELEGATE)
"""The roles that act for their delegation."""
ORGANIZING = (Role.FACILITATOR, Role.SECRETARIAT)
"""The roles that run the negotiation, for everybody: a seat in one is of no delegation."""


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats by their days."""

    def current(self, on: date) -> "SeatQuerySet":
        """Return the seats that hold on a day; the last day counts, unless they were ended during it."""
        return self.filter(
            models.Q(ended_at__isnull=True),
            models.Q(from_on__isnull=True) | models.Q(from_on__lte=on),
            models.Q(until_on__isnull=True) | models.Q(until_on__gte=on),
        )

    def over(self, on: date) -> "SeatQuerySet":
        """Return the seats that have ended before a day, or during it by hand."""
        return self.filter(models.Q(ended_at__isnull=False) | models.Q(until_on__lt=on))

    def to_come(self, on: date) -> "SeatQuerySet":
        """Return the seats that begin after a day."""
        return self.filter(ended_at__isnull=True, from_on__gt=on)

    def by_rank(self) -> "SeatQuerySet":
        """Return them with their delegations, by role in the order of `Role`."""
        rank = models.Case(*(models.When(role=role, then=place) for place, role in enumerate(Role)))
        return self.select_related("delegation", "user").order_by(rank, "delegation__sort_name", "user", "pk")

    def organizing(self) -> "SeatQuerySet":
        """Return the seats whose holders run the negotiation."""
        return self.filter(role__in=ORGANIZING)

    def speaking(self) -> "SeatQuerySet":
        """Return the seats whose holders act for their delegation."""
        return self.filter(role__in=SPEAKING)


class Seat(models.Model):
    """A user's place in a negotiation, for a delegation or none; one that has ended stays, with its last day."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="seats")
    role = models.CharField(_("role"), max_length=12, choices=Role)
    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, related_name="seats", null=True, blank=True
    )
    from_on = models.DateField(_("from"), null=True, blank=True)
    until_on = models.DateField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text=_("When it was ended by hand."))

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["negotiation", "role", "user"]
        constraints = [
            models.UniqueConstraint(
                "negotiation",
                "user",
                "role",
                "delegation",
                condition=models.Q(until_on__isnull=True),
                name="seat_held_once",
            ),
            models.UniqueConstraint(
                "negotiation",
                "user",
                "role",
                condition=models.Q(delegation__isnull=True, until_on__isnull=True),
                name="seat_without_a_delegation_held_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(role__in=SPEAKING) | models.Q(delegation__isnull=False),
                name="seat_that_speaks_has_a_delegation",
            ),
            models.CheckConstraint(
                condition=models.Q(until_on__isnull=True)
                | models.Q(from_on__isnull=True)
                | models.Q(until_on__gte=models.F("from_on")),
                name="seat_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}"

    def is_over(self, today: date) -> bool:
        """Tell whether it has ended, by hand or by its last day."""
        return self.ended_at is not None or (self.until_on is not None and self.until_on < today)

    def is_to_come(self, today: date) -> bool:
        """Tell whether it has not begun."""
        return not self.is_over(today) and self.from_on is not None and self.from_on > today
