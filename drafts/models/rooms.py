"""A group's own room: drafts that its members prepare together, what they say to them, and who aligned itself.

Nothing here is an amendment before it is tabled, so that no list, count, search, number or address of amendments can tell
that a room holds anything.
"""

import secrets
from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delegations.models import Delegation, User
from drafts.models.amendments import Amendment, AmendmentKind
from drafts.models.paragraphs import Document, Paragraph


def new_key() -> str:
    """Return a key that nobody can guess or count."""
    return secrets.token_urlsafe(16)


class RoomDraftQuerySet(models.QuerySet["RoomDraft"]):
    """A room's drafts by who may know of them."""

    def visible_to(self, user: User, on: date) -> "RoomDraftQuerySet":
        """Return those of the groups in whose rooms the user sits that day, on documents that the user may read."""
        return self.filter(
            group__in=Delegation.objects.met_by(user, on),
            paragraph__document__in=Document.objects.visible_to(user, on),
        )

    def in_preparation(self) -> "RoomDraftQuerySet":
        """Return those that are neither tabled nor set aside."""
        return self.filter(amendment=None, set_aside_at=None)


class RoomDraft(models.Model):
    """What a group prepares on one paragraph; its newest wording is what it is, until it is tabled or set aside."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    group = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="room_drafts")
    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="room_drafts")
    begun_at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True, blank=True)
    amendment = models.OneToOneField(
        Amendment, on_delete=models.PROTECT, related_name="room_draft", null=True, blank=True
    )

    objects = RoomDraftQuerySet.as_manager()

    class Meta:
        ordering = ["group", "pk"]

    def __str__(self) -> str:
        return f"draft of {self.group}"

    def get_absolute_url(self) -> str:
        """Return its page's address, which only its key tells."""
        return reverse(
            "drafts:room_draft", args=[self.paragraph.document.negotiation.slug, self.group.slug, self.key]
        )

    @property
    def is_in_preparation(self) -> bool:
        """Tell whether it is neither tabled nor set aside."""
        return self.amendment_id is None and self.set_aside_at is None


class RoomWording(models.Model):
    """A room's draft as one member left it; comments and clearances are to a wording, and stay with it."""

    draft = models.ForeignKey(RoomDraft, on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=AmendmentKind)
    target = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    base_edition = models.PositiveIntegerField()
    base_wording = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    rationale = models.TextField(blank=True)
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["draft", "number"]
        constraints = [models.UniqueConstraint("draft", "number", name="room_wording_number_once_a_draft")]

    def __str__(self) -> str:
        return f"wording {self.number}"

    @property
    def proposes(self) -> str:
        """Return what it proposes in a sentence: “Merge it into paragraph 49”."""
        return Amendment(kind=self.kind, target=self.target).proposes


class RoomComment(models.Model):
    """What a member says to a wording, seen in the room alone."""

    wording = models.ForeignKey(RoomWording, on_delete=models.CASCADE, related_name="comments")
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["wording", "pk"]

    def __str__(self) -> str:
        return f"comment of {self.delegation}"


class ClearanceKind(models.TextChoices):
    """What a member says to a wording of its group."""

    CLEARED = "cleared", _("We can live with it")
    NOT_YET = "not_yet", _("Not yet")
    DISSOCIATES = "dissociates", _("We dissociate ourselves")


class Clearance(models.Model):
    """A member's clearance of one wording; it says nothing of a later one."""

    wording = models.ForeignKey(RoomWording, on_delete=models.CASCADE, related_name="clearances")
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=ClearanceKind)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["wording", "delegation__sort_name"]
        constraints = [models.UniqueConstraint("wording", "delegation", name="clearance_once_a_wording")]

    def __str__(self) -> str:
        return f"{self.delegation}: {self.get_kind_display()}"


class AlignmentKind(models.TextChoices):
    """How a member stands to what its group tabled."""

    ALIGNED = "aligned", _("Aligned")
    DISSOCIATES = "dissociates", _("Dissociates itself")


class Alignment(models.Model):
    """That a member aligned itself with a revision of its group's amendment, or dissociated itself from it.

    It changes only when that member says otherwise: neither by a later revision, nor by who joins or leaves the group.
    """

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="alignments")
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="alignments")
    kind = models.CharField(max_length=12, choices=AlignmentKind)
    revision = models.PositiveIntegerField(
        default=1, db_default=1, help_text=_("Of the amendment, when it was said.")
    )

    class Meta:
        ordering = ["amendment", "kind", "delegation__sort_name"]
        constraints = [models.UniqueConstraint("amendment", "delegation", name="alignment_once_an_amendment")]

    def __str__(self) -> str:
        return f"{self.delegation}: {self.get_kind_display()}"


def in_whose_name(amendment: Amendment) -> str:
    """Return an amendment's attribution, for a group with who aligned or dissociated itself; its alignments prefetched."""
    if not amendment.delegation.is_group:
        return amendment.attribution
    stances: dict[str, list[str]] = {}
    for each in amendment.alignments.all():
        stances.setdefault(each.get_kind_display(), []).append(str(each.delegation))
    told = "; ".join(f"{kind}: {', '.join(names)}" for kind, names in stances.items())
    return f"{amendment.attribution} ({told})" if told else amendment.attribution
