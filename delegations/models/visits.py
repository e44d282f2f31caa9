"""When a person was last at a negotiation, so that its first page can say what is new to them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.models.participants import User
from delegations.models.seats import Negotiation


class Visit(models.Model):
    """A person's last two visits to a negotiation; a visit ends when its first page is not asked for in an hour."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="visits")
    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="visits")
    last_at = models.DateTimeField(help_text=_("When the first page was last asked for."))
    before_at = models.DateTimeField(null=True, help_text=_("When the visit before this one ended."))

    class Meta:
        constraints = [models.UniqueConstraint("user", "negotiation", name="visit_kept_once")]

    def __str__(self) -> str:
        return f"{self.user}, {self.negotiation}"
