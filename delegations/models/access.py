"""The access log: who came in, who tried to, who took which file; not chained, so that readers never wait."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.models.participants import User
from delegations.models.seats import Negotiation


class AccessKind(models.TextChoices):
    """What is logged."""

    LOGGED_IN = "logged_in", _("Logged in")
    LOG_IN_FAILED = "log_in_failed", _("Log-in failed")
    LOGGED_OUT = "logged_out", _("Logged out")
    DOWNLOADED = "downloaded", _("Downloaded")


class AccessQuerySet(models.QuerySet["Access"]):
    """Lines of the log by whose they are."""

    def of(self, negotiation: Negotiation, on: date) -> "AccessQuerySet":
        """Return the downloads from a negotiation, and the log-ins of those with a seat in it that day."""
        people = negotiation.seats.current(on).values("user")
        return self.filter(
            models.Q(negotiation=negotiation) | models.Q(negotiation__isnull=True, user__in=people)
        )


class Access(models.Model):
    """One line of the log. What a person typed who is not known is not kept: it may be a password."""

    kind = models.CharField(max_length=20, choices=AccessKind)
    at = models.DateTimeField()
    user = models.ForeignKey(
        User,
        on_delete=models.CASCADE,
        related_name="accesses",
        null=True,
        help_text=_("None: nobody we know."),
    )
    negotiation = models.ForeignKey(
        Negotiation,
        on_delete=models.CASCADE,
        related_name="accesses",
        null=True,
        help_text=_("Of a download."),
    )
    address = models.CharField(max_length=45, blank=True, help_text=_("Of the network."))
    file = models.CharField(max_length=300, blank=True)
    path = models.CharField(max_length=300, blank=True)

    objects = AccessQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name_plural = "accesses"
        permissions = [
            ("view_access_log", "Can read the access log"),
            ("erase_person", "Can erase personal data"),
        ]
        indexes = [
            models.Index(fields=["at"], name="access_by_time"),
            models.Index(fields=["negotiation", "-at"], name="access_by_negotiation"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.user or 'nobody known'}"
