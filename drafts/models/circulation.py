"""Circulated drafts, and the files made of them."""

from datetime import date, datetime

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delegations.models import Audience, Reader, User, readable
from drafts.models.amendments import Amendment
from drafts.models.paragraphs import Agreement, Document, Paragraph, ParagraphKind, ParagraphState
from drafts.text import seals


class DraftKind(models.TextChoices):
    """What a circulated draft is."""

    ZERO = "zero", _("Zero draft")
    PROPOSALS = "proposals", _("Facilitators’ proposals")
    REVISION = "revision", _("Revision")
    FINAL = "final", _("Final")


class DraftQuerySet(models.QuerySet["Draft"]):
    """Drafts by who may know of them."""

    def visible_to(self, reader: Reader, on: date) -> "DraftQuerySet":
        """Return those of an audience that the reader belongs to that day."""
        return self.filter(readable(reader, on, negotiation="document__negotiation"))


class Draft(models.Model):
    """A frozen, sealed copy of a document as circulated; it never changes, but who may read it."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="drafts")
    slug = models.SlugField(max_length=60)
    kind = models.CharField(max_length=10, choices=DraftKind)
    name = models.CharField(
        max_length=200, help_text=_("What people call it: Facilitators’ proposals, Rev.1.")
    )
    title = models.TextField(help_text=_("The lines of the document’s title on that day."))
    symbol = models.CharField(max_length=60, blank=True, help_text=_("Empty: pending."))
    author = models.CharField(max_length=200)
    circulated_at = models.DateTimeField()
    circulated_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="drafts")
    seal = models.CharField(max_length=64, help_text=_("SHA-256 of the canonical text."))
    last_decision = models.PositiveIntegerField(help_text=_("The number of the last decision that it holds."))
    record_number = models.PositiveIntegerField(
        null=True, help_text=_("The act of its circulation, in the record.")
    )
    record_hash = models.CharField(max_length=64, blank=True, help_text=_("That act’s hash."))
    audience = models.PositiveSmallIntegerField(choices=Audience, default=Audience.OBSERVERS)

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["document", "-circulated_at", "-pk"]
        get_latest_by = ["circulated_at", "pk"]
        permissions = [("circulate_draft", "Can circulate a draft"), ("export_draft", "Can export a draft")]
        constraints = [models.UniqueConstraint("document", "slug", name="draft_slug_once_a_document")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return its page's address."""
        return reverse("drafts:draft", args=[self.document.negotiation.slug, self.document.slug, self.slug])

    def sealed_now(self) -> str:
        """Compute the seal anew from the blocks that are kept."""
        return seals.seal(block.sealed for block in self.blocks.order_by("position"))


class DraftBlock(models.Model):
    """A paragraph as a draft froze it."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="blocks")
    position = models.PositiveIntegerField()
    paragraph = models.ForeignKey(Paragraph, on_delete=models.PROTECT, related_name="frozen")
    edition = models.PositiveIntegerField()
    section = models.CharField(max_length=200, blank=True)
    is_section_hidden = models.BooleanField(default=True)
    kind = models.CharField(max_length=12, choices=ParagraphKind)
    label = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=ParagraphState)
    target = models.CharField(
        max_length=60, blank=True, help_text=_("The label of the paragraph it was merged into.")
    )
    agreement = models.CharField(max_length=10, choices=Agreement)
    wording = models.TextField(blank=True)

    class Meta:
        ordering = ["draft", "position"]
        constraints = [
            models.UniqueConstraint("draft", "position", name="draft_block_position_once"),
            models.UniqueConstraint("draft", "label", name="draft_block_label_once"),
            models.UniqueConstraint("draft", "paragraph", name="draft_block_paragraph_once"),
        ]

    def __str__(self) -> str:
        return f"{self.label} in {self.draft}"

    @property
    def sealed(self) -> seals.Sealed:
        """Return what the draft's seal covers of it."""
        return seals.Sealed(self.label, self.kind, self.state, self.target, self.wording)


class CarriedForward(models.Model):
    """An amendment without outcome when a draft was circulated: carried forward by name, with its words of that day."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="carried_forward")
    amendment = models.ForeignKey(Amendment, on_delete=models.PROTECT, related_name="carried_forward")
    delegation = models.CharField(max_length=220, help_text=_("Its name on that day."))
    target = models.CharField(max_length=60, blank=True, help_text=_("The label of its target on that day."))
    wording = models.TextField(blank=True)
    fits = models.BooleanField(
        default=True, help_text=_("Whether the wording is one on the draft’s wording.")
    )
    audience = models.PositiveSmallIntegerField(
        choices=Audience, default=Audience.OBSERVERS, help_text=_("The amendment’s on that day.")
    )

    class Meta:
        ordering = ["draft", "amendment__number"]
        verbose_name_plural = "carried forward"
        constraints = [models.UniqueConstraint("draft", "amendment", name="carried_forward_once_a_draft")]

    def __str__(self) -> str:
        return f"{self.amendment} carried forward in {self.draft}"


class ExportForm(models.TextChoices):
    """How a draft is given out."""

    CLEAN = "clean", _("Clean")
    TRACKED = "tracked", _("Tracked")
    COMPILATION = "compilation", _("Compilation")
    ANONYMOUS = "anonymous", _("Compilation without names")
    UNATTRIBUTED = "unattributed", _("Tracked without names")
    SHEET = "sheet", _("Amendment sheet")
    RECEIPTS = "receipts", _("Receipts")
    CONCORDANCE = "concordance", _("Concordance")
    PACKAGE = "package", _("Issue package")

    @classmethod
    def tracking(cls) -> "frozenset[ExportForm]":
        """Return the forms that tell what came since an earlier draft."""
        return frozenset({cls.TRACKED, cls.UNATTRIBUTED, cls.RECEIPTS, cls.CONCORDANCE})

    @property
    def formats(self) -> "frozenset[ExportFormat]":
        """Return what a file of this form can be written in."""
        only = {
            ExportForm.SHEET: ExportFormat.DOCX,
            ExportForm.RECEIPTS: ExportFormat.PDF,
            ExportForm.CONCORDANCE: ExportFormat.PDF,
            ExportForm.PACKAGE: ExportFormat.ZIP,
        }
        return frozenset({only[self]}) if self in only else frozenset(ExportFormat) - {ExportFormat.ZIP}


class ExportFormat(models.TextChoices):
    """What a file of a draft is written in."""

    PDF = "pdf", _("PDF")
    HTML = "html", _("HTML")
    TXT = "txt", _("Plain text")
    MARKDOWN = "md", _("Markdown")
    XML = "xml", _("Akoma Ntoso (XML)")
    DOCX = "docx", _("Word")
    ZIP = "zip", _("ZIP")


class LineNumbers(models.TextChoices):
    """Which printed lines of a PDF have numbers beside them, for reading in a room."""

    NONE = "", _("None")
    PAGE = "page", _("Every line, anew on each page")
    THROUGH = "through", _("Every fifth line, through the whole text")


class ExportState(models.TextChoices):
    """How far a file is."""

    ASKED = "asked", _("Being made")
    DONE = "done", _("Ready")
    FAILED = "failed", _("Failed")
    CANCELLED = "stopped", _("Cancelled")


class ExportQuerySet(models.QuerySet["Export"]):
    """Files by who may have them."""

    def visible_to(self, reader: Reader, on: date) -> "ExportQuerySet":
        """Return those made for an audience that the reader belongs to, of drafts that the reader may read."""
        drafts = Draft.objects.visible_to(reader, on)
        compared = models.Q(against=None) | models.Q(against__in=drafts)
        return self.filter(
            compared, readable(reader, on, negotiation="draft__document__negotiation"), draft__in=drafts
        )


class Export(models.Model):
    """A file made of a draft for an audience, kept by the hash of its input and shared by all of that audience.

    Whoever makes it holds it until `lease_until`; after that it counts as failed, and the next who asks has it made.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="exports")
    against = models.ForeignKey(
        Draft, on_delete=models.PROTECT, related_name="exports_against", null=True, blank=True
    )
    form = models.CharField(max_length=12, choices=ExportForm)
    format = models.CharField(max_length=8, choices=ExportFormat)
    is_large = models.BooleanField(default=False, help_text=_("In large print."))
    line_numbers = models.CharField(max_length=8, choices=LineNumbers, default=LineNumbers.NONE, blank=True)
    key = models.CharField(
        max_length=64, unique=True, help_text=_("SHA-256 of all that the file is made of.")
    )
    state = models.CharField(max_length=8, choices=ExportState, default=ExportState.ASKED)
    lease_until = models.DateTimeField()
    size = models.PositiveIntegerField(default=0, help_text=_("Bytes."))
    sha256 = models.CharField(max_length=64, blank=True, db_index=True, help_text=_("Of the bytes."))
    failure = models.CharField(max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text=_("How often it was given to a worker."))
    parts_made = models.PositiveSmallIntegerField(default=0, help_text=_("Of a package, so far."))
    asked_by = models.ForeignKey(
        User,
        on_delete=models.PROTECT,
        related_name="exports",
        null=True,
        blank=True,
        help_text=_("Who may cancel it, beside those who circulate."),
    )
    audience = models.PositiveSmallIntegerField(
        choices=Audience,
        default=Audience.OBSERVERS,
        help_text=_("Names and words of amendments for narrower ones are not in it."),
    )

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["draft", "form", "format"]

    def __str__(self) -> str:
        return f"{self.draft}, {self.get_form_display()}, {self.get_format_display()}"

    def told(self, at: datetime) -> str:
        """Say how far it is: "ready", "waiting", "cancelled", or "failed", also where whoever made it never came back."""
        if self.state == ExportState.DONE:
            return "ready"
        if self.state == ExportState.ASKED and at <= self.lease_until:
            return "waiting"
        return "cancelled" if self.state == ExportState.CANCELLED else "failed"

    @property
    def is_package(self) -> bool:
        """Tell whether it holds other files of its draft."""
        return self.form == ExportForm.PACKAGE

    @property
    def path(self) -> str:
        """Return where the file is kept, below the folder of files."""
        return f"exports/{self.key[:2]}/{self.key}.{self.format}"

    @property
    def file_name(self) -> str:
        """Return the name under which it is downloaded."""
        document = self.draft.document
        against = f"-since-{self.against.slug}" if self.against else ""
        look = f"{'-large' if self.is_large else ''}{'-lines' if self.line_numbers else ''}"
        name = f"{document.negotiation.slug}-{document.slug}-{self.draft.slug}-{self.form}{against}{look}"
        return f"{name}.{self.format}"
