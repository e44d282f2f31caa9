"""What the secretariat keeps for the editorial check: the list of spellings, and findings accepted as they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.models import Negotiation, User
from drafts.models.paragraphs import Paragraph


class SpellingList(models.Model):
    """A negotiation's own list of spellings; a negotiation without one uses the list that comes with the product."""

    negotiation = models.OneToOneField(Negotiation, on_delete=models.CASCADE, related_name="spelling_list")
    rules = models.TextField(blank=True, help_text=_("A rule a line: “programme: program”."))
    kept_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        permissions = [("keep_spelling", "Can keep the list of spellings")]

    def __str__(self) -> str:
        return f"Spellings of {self.negotiation}"


class AcceptedFinding(models.Model):
    """A finding that an editor accepted as it is: a quotation, the title of a document. It holds while its words stay."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="accepted_findings")
    check_name = models.CharField(max_length=20, help_text=_("Which family of checks found it."))
    basis = models.CharField(max_length=64, help_text=_("SHA-256 of the words that it rests on."))
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()

    class Meta:
        ordering = ["paragraph", "pk"]
        constraints = [
            models.UniqueConstraint("paragraph", "check_name", "basis", name="accepted_finding_once")
        ]

    def __str__(self) -> str:
        return f"{self.check_name} in {self.paragraph}"
