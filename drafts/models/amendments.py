"""Amendments with their revisions, what others say to them, and what became of them."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delegations.models import (
    SPEAKING,
    Audience,
    Delegation,
    Negotiation,
    Reader,
    User,
    readable,
    seated,
    seats_of,
    speaking,
)
from drafts.models.paragraphs import Decision, Paragraph


class AmendmentKind(models.TextChoices):
    """What an amendment proposes."""

    REVISE = "revise", _("Change the wording")
    INSERT = "insert", _("New paragraph after it")
    DELETE = "delete", _("Delete it")
    MERGE = "merge", _("Merge it into another")
    MOVE = "move", _("Move it after another")
    ALTERNATIVE = "alternative", _("Alternative to the whole")


WITH_TARGET = (AmendmentKind.MERGE, AmendmentKind.MOVE)
WITH_WORDING = (AmendmentKind.REVISE, AmendmentKind.INSERT, AmendmentKind.MERGE, AmendmentKind.ALTERNATIVE)


class AmendmentState(models.TextChoices):
    """How far an amendment has come. Open means tabled: a decision settles it."""

    DRAFT = "draft", _("Draft")
    TABLED = "tabled", _("Open")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SETTLED = "settled", _("Settled")


class Fit(models.TextChoices):
    """How an open amendment stands to the wording as it is now."""

    FITS = "fits", _("Fits")
    REFLECTED = "reflected", _("Already reflected")
    ATTENTION = "attention", _("Needs attention")


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    """Amendments by who may know of them."""

    def visible_to(self, reader: Reader, on: date) -> "AmendmentQuerySet":
        """Return what the reader may know of that day.

        Tabled ones are seen by their audience, and whatever that is by their own delegation, or the members of their
        group, and their sponsor; drafts by the delegation that prepares them, and who speaks for the one that is asked
        to sponsor them. Nobody sees one on a document that they may not read.
        """
        seats = seats_of(reader, on)
        is_draft = models.Q(state=AmendmentState.DRAFT)
        to_all = readable(reader, on, negotiation="negotiation")
        ours = speaking(reader, on) | models.Q(
            models.Exists(seats.filter(delegation=models.OuterRef("sponsor")))
        )
        preparing = models.Exists(seats.filter(delegation=models.OuterRef("prepared_by")))
        asked = models.Exists(seats.filter(delegation=models.OuterRef("sponsor"), role__in=SPEAKING))
        reads = readable(reader, on, negotiation="negotiation", audience="paragraph__document__audience")
        return self.filter(reads, ~is_draft & (to_all | ours) | is_draft & (preparing | models.Q(asked)))

    def open(self) -> "AmendmentQuerySet":
        """Return those that are tabled and without outcome."""
        return self.filter(state=AmendmentState.TABLED)

    def tabled(self) -> "AmendmentQuerySet":
        """Return those that were ever tabled."""
        return self.exclude(state=AmendmentState.DRAFT)

    def told(self) -> "AmendmentQuerySet":
        """Return them with all that a page tells of one: paragraph, target, delegation, addresses."""
        return self.select_related(
            "negotiation", "paragraph__document__negotiation", "target", "delegation", "sponsor"
        )

    def weighed_on(self, paragraph: Paragraph) -> "AmendmentQuerySet":
        """Return those of a paragraph and of the paragraphs merged into it, whatever the length of the chain to three."""
        return self.filter(
            models.Q(paragraph=paragraph)
            | models.Q(paragraph__target=paragraph)
            | models.Q(paragraph__target__target=paragraph)
            | models.Q(paragraph__target__target__target=paragraph)
        )

    def on_the_words_of(self, paragraphs: Iterable[int]) -> "AmendmentQuerySet":
        """Return those that would change what paragraphs, by id, say: all on them but insertions, and merges into them."""
        pks = list(paragraphs)
        return self.filter(
            models.Q(paragraph__in=pks) & ~models.Q(kind=AmendmentKind.INSERT)
            | models.Q(target__in=pks, kind=AmendmentKind.MERGE)
        )


class Amendment(models.Model):
    """What one delegation or group proposes on one paragraph, complete with the wording it was written on.

    `base_wording` is the wording that `wording` changes: the paragraph's; for a merge, that of the paragraph merged
    into; empty where it changes none.
    """

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="amendments")
    number = models.PositiveIntegerField(null=True, blank=True, help_text=_("Given when it is tabled."))
    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="amendments")
    kind = models.CharField(max_length=12, choices=AmendmentKind, default=AmendmentKind.REVISE)
    target = models.ForeignKey(
        Paragraph,
        on_delete=models.PROTECT,
        related_name="amendments_towards",
        null=True,
        blank=True,
        help_text=_("Into which it is to be merged, or after which moved."),
    )
    delegation = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, related_name="amendments", help_text=_("In whose name.")
    )
    prepared_by = models.ForeignKey(
        Delegation,
        on_delete=models.PROTECT,
        related_name="amendments_prepared",
        help_text=_("Who sees the draft."),
    )
    sponsor = models.ForeignKey(
        Delegation,
        on_delete=models.PROTECT,
        related_name="amendments_sponsored",
        null=True,
        blank=True,
        help_text=_(
            "The Member State that is asked to sponsor it, or that tabled it for an observer or organization."
        ),
    )
    declined = models.TextField(
        blank=True, help_text=_("What the Member State said that declined to sponsor it.")
    )
    author = models.ForeignKey(User, on_delete=models.PROTECT, related_name="amendments")
    base_edition = models.PositiveIntegerField()
    base_wording = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    rationale = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=AmendmentState, default=AmendmentState.DRAFT)
    fit = models.CharField(max_length=10, choices=Fit, default=Fit.FITS)
    audience = models.PositiveSmallIntegerField(
        choices=Audience,
        default=Audience.OBSERVERS,
        help_text=_("Never wider than its document’s; its own delegation always sees it."),
    )
    saved_at = models.DateTimeField()
    tabled_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    is_late = models.BooleanField(
        default=False, help_text=_("Tabled, or last revised, after its window had closed.")
    )

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["negotiation", "number", "pk"]
        permissions = [
            ("table_amendment", "Can table an amendment"),
            ("state_position", "Can state a delegation's position"),
        ]
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
            models.CheckConstraint(
                condition=models.Q(kind__in=WITH_TARGET, target__isnull=False)
                | (~models.Q(kind__in=WITH_TARGET) & models.Q(target__isnull=True))
                | models.Q(state=AmendmentState.DRAFT),
                name="amendment_tabled_has_its_target",
            ),
            models.CheckConstraint(
                condition=~models.Q(target=models.F("paragraph")), name="amendment_targets_another"
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
    def attribution(self) -> str:
        """Return in whose name it stands, as a note or a margin has it: “Samplia”, “Samplia (late)”."""
        return f"{self.delegation} (late)" if self.is_late else str(self.delegation)

    @property
    def is_open(self) -> bool:
        """Tell whether it is tabled and without outcome."""
        return self.state == AmendmentState.TABLED

    @property
    def proposes(self) -> str:
        """Return what it proposes in a sentence: “Merge it into paragraph 49”."""
        told = str(AmendmentKind(self.kind).label)
        return f"{told.removesuffix('another')}{self.target.called}" if self.target else told


class RevisionCause(models.TextChoices):
    """Why an amendment has another revision."""

    TABLED = "tabled", _("Tabled")
    REVISED = "revised", _("Revised by its delegation")
    CARRIED = "carried", _("Carried to a new edition")
    TAKEN_BACK = "taken_back", _("Carrying taken back")


class AmendmentRevision(models.Model):
    """An amendment as it once was; its newest revision is what it is."""

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    cause = models.CharField(max_length=10, choices=RevisionCause)
    base_edition = models.PositiveIntegerField()
    base_wording = models.TextField(blank=True)
    wording = models.TextField(blank=True)
    rationale = models.TextField(blank=True)
    made_at = models.DateTimeField()
    is_late = models.BooleanField(default=False, help_text=_("Made after its window had closed."))
    decision = models.ForeignKey(
        Decision,
        on_delete=models.PROTECT,
        related_name="carried",
        null=True,
        help_text=_("Why it was carried."),
    )

    class Meta:
        ordering = ["amendment", "number"]
        constraints = [models.UniqueConstraint("amendment", "number", name="amendment_revision_number_once")]

    def __str__(self) -> str:
        return f"{self.amendment}, revision {self.number}"


class PositionKind(models.TextChoices):
    """What a delegation says to an amendment or a paragraph."""

    COSPONSOR = "cosponsor", _("Co-sponsors")
    SUPPORT = "support", _("Supports")
    OPPOSE = "oppose", _("Opposes")
    RESERVE = "reserve", _("Reserves")


class PositionQuerySet(models.QuerySet["Position"]):
    """Positions by who may know of them."""

    def visible_to(self, reader: Reader, on: date) -> "PositionQuerySet":
        """Return those to amendments that the reader may know of, and those to paragraphs that a seat lets them read."""
        amendments = Amendment.objects.visible_to(reader, on)
        at_table = seated(
            reader,
            on,
            negotiation="paragraph__document__negotiation",
            audience="paragraph__document__audience",
        )
        return self.filter(models.Q(amendment__in=amendments) | models.Q(at_table, amendment=None))


class Position(models.Model):
    """What one delegation says to an amendment, or to a paragraph as it stands. Shown by name, never summed up."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="positions")
    amendment = models.ForeignKey(
        Amendment, on_delete=models.PROTECT, related_name="positions", null=True, blank=True
    )
    delegation = models.ForeignKey(Delegation, on_delete=models.PROTECT, related_name="positions")
    kind = models.CharField(max_length=10, choices=PositionKind)
    note = models.TextField(blank=True)
    stated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="positions")
    stated_at = models.DateTimeField()
    is_late = models.BooleanField(default=False, help_text=_("Stated after its window had closed."))

    objects = PositionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "delegation__sort_name"]
        constraints = [
            models.UniqueConstraint("amendment", "delegation", name="position_once_an_amendment"),
            models.UniqueConstraint(
                "paragraph",
                "delegation",
                condition=models.Q(amendment__isnull=True),
                name="position_once_a_paragraph",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=PositionKind.COSPONSOR) | models.Q(amendment__isnull=False),
                name="position_cosponsors_an_amendment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.delegation} {self.get_kind_display().lower()} {self.amendment or self.paragraph}"


class OutcomeKind(models.TextChoices):
    """What became of an amendment in a decision."""

    ACCEPTED = "accepted", _("Accepted")
    IN_PART = "in_part", _("Accepted in part")
    NOT_RETAINED = "not_retained", _("Not retained")
    OVERTAKEN = "overtaken", _("Overtaken")


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    """Outcomes by who may know of them."""

    def visible_to(self, reader: Reader, on: date) -> "OutcomeQuerySet":
        """Return those of amendments that the reader may know of that day."""
        return self.filter(amendment__in=Amendment.objects.visible_to(reader, on))


class Outcome(models.Model):
    """What became of an amendment in a decision, with the reason that its delegation reads.

    `used` and `unused` are lists of the words proposed, a place each. Where the decision was undone, `undone_by` says
    by which; the amendment is open again.
    """

    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="outcomes")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=14, choices=OutcomeKind)
    reason = models.TextField(blank=True)
    used = models.JSONField(default=list, blank=True)
    unused = models.JSONField(default=list, blank=True)
    undone_by = models.ForeignKey(
        Decision, on_delete=models.PROTECT, related_name="outcomes_undone", null=True, blank=True
    )

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        ordering = ["decision", "amendment__number"]
        constraints = [
            models.UniqueConstraint("amendment", "decision", name="outcome_once_a_decision"),
            models.UniqueConstraint(
                "amendment", condition=models.Q(undone_by__isnull=True), name="outcome_one_that_holds"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=OutcomeKind.NOT_RETAINED) | ~models.Q(reason=""),
                name="outcome_not_retained_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amendment}: {self.get_kind_display()}"


class Bench(models.Model):
    """A facilitator's unfinished work on a paragraph's workbench, and the sign that they are at it."""

    paragraph = models.ForeignKey(Paragraph, on_delete=models.CASCADE, related_name="benches")
    facilitator = models.ForeignKey(User, on_delete=models.CASCADE, related_name="benches")
    edition = models.PositiveIntegerField()
    steps = models.JSONField(
        default=list, help_text=_("What the form held at each step: by field, as typed.")
    )
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("paragraph", "facilitator", name="bench_once_a_facilitator")]

    def __str__(self) -> str:
        return f"{self.facilitator} on {self.paragraph}"
