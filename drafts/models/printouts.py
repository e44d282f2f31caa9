"""Reports of what stands at the moment that are too long to be printed while somebody waits for the page."""

from datetime import datetime

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delegations.models import Negotiation, User
from drafts.models.circulation import ExportState


class Printout(models.Model):
    """A report as plain data, and how far its file is; only whoever asked for it may have it.

    What it holds was chosen by what its reader may see, so that printing it asks for nothing more. It is held as
    an export is: by a lease, after which it counts as failed.
    """

    negotiation = models.ForeignKey(Negotiation, on_delete=models.CASCADE, related_name="printouts")
    asked_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="printouts")
    name = models.CharField(max_length=200, help_text=_("Of the file, without its ending."))
    title = models.CharField(max_length=300)
    key = models.CharField(max_length=64, unique=True, help_text=_("SHA-256 of all that it is made of."))
    content = models.JSONField()
    state = models.CharField(max_length=8, choices=ExportState, default=ExportState.ASKED)
    asked_at = models.DateTimeField()
    lease_until = models.DateTimeField()
    size = models.PositiveIntegerField(default=0, help_text=_("Bytes."))

    class Meta:
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the address of the page that tells how far it is."""
        return reverse("drafts:printout", args=[self.negotiation.slug, self.pk])

    def told(self, at: datetime) -> str:
        """Say how far it is: "ready", "waiting", or "failed" where whoever made it never came back."""
        if self.state == ExportState.DONE:
            return "ready"
        return "waiting" if self.state == ExportState.ASKED and at <= self.lease_until else "failed"

    @property
    def path(self) -> str:
        """Return where the file is kept, below the folder of files."""
        return f"printouts/{self.key[:2]}/{self.key}.pdf"
