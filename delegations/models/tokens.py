"""Tokens: by which a program reads and tables for one seat."""

import hashlib
import secrets
from datetime import date, datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.models.seats import Seat

PREFIX = "table_"
USED_ANEW_AFTER = timedelta(minutes=10)
"""How exactly it is known when a token was last used: writing it at each request would make readers wait."""


class TokenQuerySet(models.QuerySet["Token"]):
    """Tokens by whether they open anything."""

    def of(self, secret: str, on: date) -> "Token | None":
        """Return the token of a secret, if it holds that day and its seat does."""
        seats = Seat.objects.current(on).filter(user__is_active=True)
        held = self.filter(digest=digest(secret), withdrawn_at=None, until_on__gte=on, seat__in=seats)
        return held.select_related("seat__user", "seat__negotiation", "seat__delegation").first()


class Token(models.Model):
    """A secret that a program shows instead of a log-in; only its SHA-256 is kept, so it is seen once."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("name"), max_length=80, help_text=_("What it is for: “our drafting tool”."))
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    until_on = models.DateField(_("until"))
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.name

    def is_stale(self, at: datetime) -> bool:
        """Tell whether its last use is to be written anew."""
        return self.used_at is None or at - self.used_at > USED_ANEW_AFTER


def new_secret() -> str:
    """Return a secret that nobody guesses."""
    return PREFIX + secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """Return what is kept of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
