"""Amendments, and what became of them."""

from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delegations.models import Delegation, Negotiation, Seat, User
from drafts.models.paragraphs import Decision, Paragraph


class AmendmentKind(models.TextChoices):
    """What an amendment proposes."""

    REVISE = "revise", _("Change the wording")


class AmendmentState(models.TextChoices):
    """How far an amendment has come. Open means tabled: a decision settles it."""

    DRAFT = "draft", _("Draft")
    TABLED = "tabled", _("Open")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SETTLED = "settled", _("Settled")


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    """Amendments by who may know of them."""

    def visible_to(self, user: User, on: date) -> "AmendmentQuerySet":
        """Return the tabled ones of the user's negotiations, and the drafts of the user's own delegations."""
        own = Seat.objects.filter(user=user).current(on)
        at_my_table = models.Exists(own.filter(negotiation=models.OuterRef("negotiation")))
        of_my_delegation = models.Exists(
            own.filter(negotiation=models.OuterRef("negotiation"), delegation=models.OuterRef("prepared_by"))
        )
        return self.filter(at_my_table, ~models.Q(state=AmendmentState.DRAFT) | of_my_delegation)

    def open(self) -> "AmendmentQuerySet":
        """Return those that are tabled and without outcome."""
        return self.filter(state=AmendmentState.TABLED)


class Amendment(models.Model):
    """What one delegation or group proposes on one paragraph, complete with the wording it was written on."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveIntegerField(null=True, blank=True, help_text=_("Given when it is tabled."))
    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="amendments")
    kind = models.CharField(max_length=12, choices=AmendmentKind, default=AmendmentKind.REVISE)
    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, related_name="amendments", help_text=_("In whose name.")
    )
    prepared_by = models.ForeignKey(
        Delegation,
        on_delete=models.PROTECT,
        related_name="amendments_prepared",
        help_text=_("Who sees the draft."),
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="amendments")
    base_edition = models.PositiveIntegerField()
    base_wording = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    rationale = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=AmendmentState, default=AmendmentState.DRAFT)
    saved_at = models.DateTimeField()
    tabled_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["negotiation", "number", "pk"]
        permissions = [("table_amendment", "Can table an amendment")]
        constraints = [
            models.UniqueConstraint("negotiation", "number", name="amendment_number_once_a_negotiation"),
            models.CheckConstraint(
                condition=models.Q(state=AmendmentState.DRAFT, number__isnull=True, tabled_at__isnull=True)
                | (
                    ~models.Q(state=AmendmentState.DRAFT)
                    & models.Q(number__isnull=False, tabled_at__isnull=False)
                ),
                name="amendment_numbered_when_tabled",
            ),
        ]
        indexes = [models.Index("paragraph", "state", name="amendment_by_paragraph")]

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        """Return its page's address; a draft's is the form that goes on with it."""
        slug = self.negotiation.slug
        if self.number is None:
            return reverse("drafts:amendment_edit", args=[slug, self.pk])
        return reverse("drafts:amendment", args=[slug, self.number])

    @property
    def called(self) -> str:
        """Return what people call it: “A-071”, or “draft”."""
        return "draft" if self.number is None else f"A-{self.number:03d}"

    @property
    def is_open(self) -> bool:
        """Tell whether it is tabled and without outcome."""
        return self.state == AmendmentState.TABLED


class OutcomeKind(models.TextChoices):
    """What became of an amendment in a decision."""

    ACCEPTED = "accepted", _("Accepted")
    IN_PART = "in_part", _("Accepted in part")
    NOT_RETAINED = "not_retained", _("Not retained")
    OVERTAKEN = "overtaken", _("Overtaken")


class Outcome(models.Model):
    """What became of an amendment in a decision, with the reason that its delegation reads."""

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="outcomes")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=14, choices=OutcomeKind)
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["decision", "amendment__number"]
        constraints = [
            models.UniqueConstraint("amendment", "decision", name="outcome_once_a_decision"),
            models.CheckConstraint(
                condition=~models.Q(kind=OutcomeKind.NOT_RETAINED) | ~models.Q(reason=""),
                name="outcome_not_retained_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amendment}: {self.get_kind_display()}"
