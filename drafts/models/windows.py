"""Windows: from when to when amendments are tabled and positions stated on a document or a section."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delegations.models import Delegation, User
from drafts.models.amendments import Amendment, PositionKind
from drafts.models.paragraphs import Document, Paragraph, Section

LAST_DAY = timedelta(hours=24)


class Covers(models.TextChoices):
    """Which acts a window is for."""

    BOTH = "both", _("Amendments and positions")
    AMENDMENTS = "amendments", _("Amendments")
    POSITIONS = "positions", _("Positions")


class WindowState(models.TextChoices):
    """How a window stands at an instant."""

    UPCOMING = "upcoming", _("Not open yet")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    LIFTED = "lifted", _("Lifted")


class WindowQuerySet(models.QuerySet["Window"]):
    """Windows by who may know of them and by what they are for."""

    def visible_to(self, user: User, on: date) -> "WindowQuerySet":
        """Return those of the documents that the user may see."""
        return self.filter(document__in=Document.objects.visible_to(user, on))

    def holding(self) -> "WindowQuerySet":
        """Return those that were not lifted."""
        return self.filter(lifted_at=None)


class Window(models.Model):
    """A time in which amendments are tabled or positions stated on a document, or on one section of it.

    It is open from `opens_at` on and until `closes_at`, that instant not counted. A lifted one rules nothing any more.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="windows")
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, related_name="windows", null=True, blank=True
    )
    covers = models.CharField(max_length=10, choices=Covers, default=Covers.BOTH)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    is_late_accepted = models.BooleanField(default=False)
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = WindowQuerySet.as_manager()

    class Meta:
        ordering = ["document", "-closes_at", "-pk"]
        permissions = [("set_window", "Can open, change and close a window")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(closes_at__gt=models.F("opens_at")), name="window_closes_after_it_opens"
            )
        ]

    def __str__(self) -> str:
        return f"{self.place}: {str(self.get_covers_display()).lower()}"

    def get_absolute_url(self) -> str:
        """Return the address at which it is changed."""
        return reverse("drafts:window_change", args=[self.document.negotiation.slug, self.pk])

    @property
    def place(self) -> str:
        """Return what it is for: “Plan of action, Prosecution”."""
        return f"{self.document}, {self.section}" if self.section else str(self.document)

    def state(self, at: datetime) -> WindowState:
        """Return how it stands at an instant."""
        if self.lifted_at is not None:
            return WindowState.LIFTED
        if at < self.opens_at:
            return WindowState.UPCOMING
        return WindowState.OPEN if at < self.closes_at else WindowState.CLOSED


@dataclass(frozen=True)
class Standing:
    """How a place stands towards its windows at an instant; `window` is the one that rules."""

    window: Window
    at: datetime

    @property
    def state(self) -> WindowState:
        """Return how the window stands."""
        return self.window.state(self.at)

    @property
    def is_open(self) -> bool:
        """Tell whether it is open."""
        return self.state == WindowState.OPEN

    @property
    def is_late(self) -> bool:
        """Tell whether what comes now is late, and taken all the same."""
        return self.state == WindowState.CLOSED and self.window.is_late_accepted

    @property
    def is_refusing(self) -> bool:
        """Tell whether what comes now is refused."""
        return not self.is_open and not self.is_late

    @property
    def is_last_day(self) -> bool:
        """Tell whether it is open for less than a day still."""
        return self.is_open and self.left < LAST_DAY

    @property
    def left(self) -> timedelta:
        """Return how long it is still open, or how long until it opens."""
        until = self.window.opens_at if self.state == WindowState.UPCOMING else self.window.closes_at
        return max(until - self.at, timedelta())

    @property
    def countdown(self) -> tuple[int, str, str]:
        """Return what is left in days, hours and minutes, the last two with two digits; seconds are cut off."""
        hours, seconds = divmod(self.left.seconds, 3600)
        return self.left.days, f"{hours:02d}", f"{seconds // 60:02d}"

    @property
    def spent(self) -> int:
        """Return how much of it has passed, in per cent."""
        whole = (self.window.closes_at - self.window.opens_at).total_seconds()
        gone = (self.at - self.window.opens_at).total_seconds()
        return round(100 * min(max(gone / whole, 0), 1))


def ruling(windows: Iterable[Window], section: int | None, act: str, at: datetime) -> Standing | None:
    """Return which of a document's windows rules an act, one of `Covers`, on a section or none; None where none does.

    A section's own windows win over the document's. Of several, the open one rules, then the next one to open, then the
    one that closed last.
    """
    asked = [each for each in windows if each.covers in {act, Covers.BOTH} and each.lifted_at is None]
    own = [each for each in asked if section is not None and each.section_id == section]
    candidates = own or [each for each in asked if each.section_id is None]
    if not candidates:
        return None
    return Standing(min(candidates, key=lambda each: _rank(each, at)), at)


def _rank(window: Window, at: datetime) -> tuple[int, float]:
    state = window.state(at)
    if state == WindowState.OPEN:
        return 0, -window.closes_at.timestamp()
    if state == WindowState.UPCOMING:
        return 1, window.opens_at.timestamp()
    return 2, -window.closes_at.timestamp()


class WindowVerb(models.TextChoices):
    """What was done to a window."""

    OPENED = "opened", _("Opened")
    CHANGED = "changed", _("Changed")
    EXTENDED = "extended", _("Extended")
    CLOSED = "closed", _("Closed")
    LIFTED = "lifted", _("Lifted")


class WindowChange(models.Model):
    """What somebody did to a window, with its hours as they then were."""

    window = models.ForeignKey(Window, on_delete=models.PROTECT, related_name="changes")
    verb = models.CharField(max_length=10, choices=WindowVerb)
    by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="window_changes",
        null=True,
        help_text=_("None: its hour had come."),
    )
    at = models.DateTimeField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    is_late_accepted = models.BooleanField()

    class Meta:
        ordering = ["window", "pk"]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.window}"


class KeptPosition(models.Model):
    """What a person was typing as a position when its window closed; only that person sees it."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="kept_positions")
    amendment = models.ForeignKey(
        Amendment, on_delete=models.CASCADE, related_name="kept_positions", null=True, blank=True
    )
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept_positions")
    delegation = models.ForeignKey(Delegation, on_delete=models.CASCADE, related_name="kept_positions")
    kind = models.CharField(max_length=10, choices=PositionKind)
    note = models.TextField(blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["-kept_at"]
        constraints = [
            models.UniqueConstraint(
                "paragraph", "amendment", "person", name="kept_position_once_an_amendment"
            ),
            models.UniqueConstraint(
                "paragraph",
                "person",
                condition=models.Q(amendment__isnull=True),
                name="kept_position_once_a_paragraph",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}, not stated"
