"""What people follow, what they are told of it, and how they want to be told."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from delegations.models.participants import User
from delegations.models.seats import Negotiation, validate_time_zone
from gpa.languages import OFFICIAL


class NoticeKind(models.TextChoices):
    """What a notice tells."""

    ACCREDITED = "accredited", _("You have a seat")
    AMENDMENT_TABLED = "amendment_tabled", _("An amendment is tabled on what I follow")
    DECIDED = "decided", _("A decision is made on what I follow")
    OUTCOME = "outcome", _("An amendment of my delegation has its outcome")
    JOINED = "joined", _("An amendment on which my delegation spoke is revised, withdrawn or has its outcome")
    ATTENTION = "attention", _("An amendment of my delegation needs attention")
    REWORDED = "reworded", _("My group’s amendment, on which my delegation spoke, is revised")
    SPONSOR_ASKED = "sponsor_asked", _("My delegation is asked to sponsor an amendment")
    SPONSOR_ANSWERED = "sponsor_answered", _("A Member State answers whether it sponsors ours")
    CIRCULATED = "circulated", _("A draft is circulated")
    CLOSING = "closing", _("A window closes soon")
    SECOND_FACTOR = "second_factor", _("My second factor is taken away")


SENTENCES: Mapping[str, Any] = {  # Any: translated when shown
    NoticeKind.ACCREDITED: _("You have a seat: %(role)s."),
    NoticeKind.AMENDMENT_TABLED: _("%(delegation)s tabled %(amendment)s on %(place)s."),
    NoticeKind.DECIDED: _("Decision %(number)s: %(sentence)s"),
    NoticeKind.OUTCOME: _("%(amendment)s of %(delegation)s: %(outcome)s."),
    NoticeKind.JOINED: _("%(amendment)s of %(delegation)s, on which your delegation spoke: %(what)s."),
    NoticeKind.ATTENTION: _("%(amendment)s of %(delegation)s needs attention: %(place)s was decided on."),
    NoticeKind.REWORDED: _(
        "%(delegation)s revised %(amendment)s on %(place)s, since %(member)s last said whether it is aligned: say again "
        "whether it is, or dissociates itself."
    ),
    NoticeKind.SPONSOR_ASKED: _("%(delegation)s asks your delegation to sponsor its amendment on %(place)s."),
    NoticeKind.SPONSOR_ANSWERED: _("%(sponsor)s answered on your amendment on %(place)s: %(answer)s."),
    NoticeKind.CIRCULATED: _("%(draft)s of %(document)s was circulated."),
    NoticeKind.CLOSING: _("The window for %(what)s closes on %(closes_at)s."),
    NoticeKind.SECOND_FACTOR: _("Your second factor was taken away as lost: set up a new one."),
}
"""The sentence of each kind; it names delegations, paragraphs and numbers, and never repeats negotiated words."""


class Delivery(models.TextChoices):
    """How a kind of notice reaches a person beside the page of notices."""

    AT_ONCE = "at_once", _("An e-mail at once")
    DAILY = "daily", _("In one e-mail a day")
    NONE = "none", _("No e-mail")


USUAL: Mapping[str, Delivery] = {
    kind: Delivery.DAILY if kind in {NoticeKind.AMENDMENT_TABLED, NoticeKind.DECIDED} else Delivery.AT_ONCE
    for kind in NoticeKind
}
"""How people are told who have chosen nothing."""


LEASE = timedelta(minutes=30)
"""How long whoever claimed a letter may take to send it; then nobody knows whether it left."""
MOST_TRIES = 3


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices by whose they are and how far they have come."""

    def of(self, user: User, on: date) -> "NoticeQuerySet":
        """Return a person's notices from the negotiations in which the person has a seat that day."""
        return self.filter(user=user, negotiation__in=Negotiation.objects.visible_to(user, on))

    def unread(self) -> "NoticeQuerySet":
        """Return those that were not marked read."""
        return self.filter(read_at__isnull=True)

    def waiting(self, delivery: Delivery) -> "NoticeQuerySet":
        """Return those that are still to be sent in one of the two ways."""
        return self.filter(
            delivery=delivery, sent_at__isnull=True, claimed_at__isnull=True, tries__lt=MOST_TRIES
        )

    def lost(self, at: datetime) -> "NoticeQuerySet":
        """Return those whose letter was claimed and never said to have left."""
        return self.filter(sent_at__isnull=True, claimed_at__lt=at - LEASE)

    def given_up(self) -> "NoticeQuerySet":
        """Return those whose letter was tried for the last time, and is not known to have left."""
        return self.filter(sent_at__isnull=True, claimed_at__isnull=True, tries__gte=MOST_TRIES)


class Notice(models.Model):
    """One thing that one person is told.

    `about` names the row that it is about as "app.model", for the check that its reader may still see that row; empty
    where a seat in the negotiation is enough. `claimed_at` is set before its letter goes out, so that no two send it, and
    `sent_at` when it left. What stays claimed is tried again after a lease, and then says that it may be the second.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=NoticeKind)
    at = models.DateTimeField()
    facts = models.JSONField(default=dict, help_text=_("What the sentence of its kind names."))
    address = models.CharField(max_length=300, help_text=_("The path of its page."))
    about = models.CharField(max_length=60, blank=True)
    about_pk = models.PositiveBigIntegerField(null=True)
    key = models.CharField(max_length=80, blank=True, help_text=_("What may be told a person once."))
    delivery = models.CharField(max_length=10, choices=Delivery)
    read_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True, help_text=_("When its letter was last begun to be sent."))
    tries = models.PositiveSmallIntegerField(default=0, db_default=0)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint("user", "key", condition=~models.Q(key=""), name="notice_once_a_key")
        ]
        indexes = [
            models.Index(fields=["user", "read_at"], name="notice_by_user"),
            models.Index("delivery", condition=models.Q(sent_at__isnull=True), name="notice_waiting"),
        ]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """Return it in the language of the moment; an instant among its facts in the reader's or the room's time."""
        facts = dict(self.facts)
        if "closes_at" in facts:
            zone = ZoneInfo(getattr(self, "zone", "") or self.negotiation.time_zone)
            local = datetime.fromisoformat(facts["closes_at"]).astimezone(zone)
            facts["closes_at"] = f"{date_format(local)} {local:%H:%M} ({zone.key})"
        return str(_now(str(SENTENCES[self.kind])) % facts)


def still_seen(user: User, notices: Iterable[Notice], on: date) -> list[Notice]:
    """Return those notices whose rows their reader may see that day, in their order; a query a kind of row."""
    notices = list(notices)
    seen: set[tuple[str, int]] = set()
    for about in {notice.about for notice in notices if notice.about}:
        pks = {notice.about_pk for notice in notices if notice.about == about}
        rows = apps.get_model(about)._default_manager.visible_to(user, on)  # noqa: SLF001  Django's documented name
        seen |= {(about, pk) for pk in rows.filter(pk__in=pks).values_list("pk", flat=True)}
    return [each for each in notices if not each.about or (each.about, each.about_pk) in seen]


def unsent_letters(negotiation: Negotiation, users: Iterable[int]) -> dict[int, int]:
    """Return how many letters of a negotiation were given up, by the number of the account that they were for."""
    given_up = Notice.objects.given_up().filter(negotiation=negotiation, user__in=list(users))
    return dict(given_up.order_by().values_list("user").annotate(models.Count("pk")))


class Follow(models.Model):
    """A person's wish to be told of what happens on a paragraph, a section or a delegation: a row, as "app.model"."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="follows")
    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="follows")
    about = models.CharField(max_length=60)
    about_pk = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("user", "about", "about_pk", name="follow_once")]
        indexes = [models.Index(fields=["about", "about_pk"], name="follow_by_row")]

    def __str__(self) -> str:
        return f"{self.user} follows {self.about} {self.about_pk}"


class Choice(models.Model):
    """How a person wants to be told of one kind of thing."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="choices")
    kind = models.CharField(max_length=20, choices=NoticeKind)
    delivery = models.CharField(max_length=10, choices=Delivery)

    class Meta:
        constraints = [models.UniqueConstraint("user", "kind", name="choice_once_a_kind")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_delivery_display()}"


class Setting(models.Model):
    """A person's own time zone and language; empty: the negotiation's and the browser's."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="setting")
    time_zone = models.CharField(max_length=60, blank=True, validators=[validate_time_zone])
    language = models.CharField(max_length=10, blank=True, choices=OFFICIAL)
    digest_on = models.DateField(null=True, help_text=_("The last day, theirs, of a daily e-mail."))

    def __str__(self) -> str:
        return f"{self.user}: {self.time_zone or '–'}, {self.language or '–'}"
