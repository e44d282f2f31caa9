"""Documents, their paragraphs, and the decisions by which paragraphs change."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

import reversion
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from reversion.models import Revision, Version

from delegations.models import Audience, Delegation, Negotiation, Reader, User, readable
from drafts.models.editions import Change, Edition, changes_of, edition_of

RESERVED_SLUGS = frozenset(
    {
        "amendments",
        "audience",
        "audiences",
        "check",
        "compare",
        "concordance",
        "decisions",
        "delegations",
        "drafts",
        "import",
        "invitations",
        "ledger",
        "new-text",
        "positions",
        "receipts",
        "record",
        "renumber",
        "roles",
        "search",
        "seats",
        "windows",
        "word",
    }
)
"""The words that addresses need where the slug of a document or of a paragraph else stands."""


FORMER = "former "
"""What the label of a dropped paragraph begins with, before the number that it had."""


class DocumentQuerySet(models.QuerySet["Document"]):
    """Documents by who may know of them."""

    def visible_to(self, reader: Reader, on: date) -> "DocumentQuerySet":
        """Return those of an audience that the reader belongs to that day."""
        return self.filter(readable(reader, on, negotiation="negotiation"))


class Document(models.Model):
    """One text under negotiation."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="documents")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200, help_text=_("What people call it: Plan of action."))
    title = models.TextField(help_text=_("The lines of its title as printed."))
    position = models.PositiveSmallIntegerField(default=1)
    audience = models.PositiveSmallIntegerField(choices=Audience, default=Audience.OBSERVERS)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["negotiation", "position", "slug"]
        permissions = [
            ("import_document", "Can import a document"),
            ("renumber_document", "Can renumber a document"),
            ("set_audience", "Can say who reads a text"),
        ]
        constraints = [
            models.UniqueConstraint("negotiation", "slug", name="document_slug_once_a_negotiation"),
            models.CheckConstraint(
                condition=~models.Q(slug__in=sorted(RESERVED_SLUGS)), name="document_slug_not_reserved"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the address of its text."""
        return reverse("drafts:text", args=[self.negotiation.slug, self.slug])


class Section(models.Model):
    """A named run of paragraphs of a document."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="sections")
    title = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()
    is_hidden = models.BooleanField(default=True, help_text=_("Used on screen, not printed."))

    class Meta:
        ordering = ["document", "position"]
        constraints = [models.UniqueConstraint("document", "position", name="section_position_once")]

    def __str__(self) -> str:
        return self.title


class ParagraphKind(models.TextChoices):
    """What a block of a document is."""

    HEADING = "heading", _("Heading")
    UNNUMBERED = "unnumbered", _("Unnumbered")
    PREAMBULAR = "preambular", _("Preambular")
    NUMBERED = "numbered", _("Numbered")


class ParagraphState(models.TextChoices):
    """Whether a paragraph stands."""

    STANDING = "standing", _("Standing")
    DELETED = "deleted", _("Deleted")
    MERGED = "merged", _("Merged")


class Agreement(models.TextChoices):
    """How far a paragraph is agreed."""

    NONE = "none", _("Not agreed")
    AD_REF = "ad_ref", _("Agreed ad ref")
    AGREED = "agreed", _("Agreed")


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    """Paragraphs by who may know of them."""

    def visible_to(self, reader: Reader, on: date) -> "ParagraphQuerySet":
        """Return those of documents that the reader may read that day."""
        return self.filter(document__in=Document.objects.visible_to(reader, on))

    def printed(self) -> "ParagraphQuerySet":
        """Return those that have a place in the text, if only as a marker."""
        return self.filter(is_dropped=False)


@reversion.register(follow=())
class Paragraph(models.Model):
    """One block of a document, with a permanent identity and a history.

    Only the operations in `operations/deciding.py` change one, each in a revision of django-reversion.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="paragraphs")
    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, related_name="paragraphs", null=True, blank=True
    )
    place = models.CharField(max_length=200, help_text=_("Its order in the document, as digits."))
    kind = models.CharField(max_length=12, choices=ParagraphKind)
    label = models.CharField(max_length=60, help_text=_("What people call it; stored, never computed."))
    slug = models.CharField(max_length=60, help_text=_("The label as an address has it."))
    wording = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ParagraphState, default=ParagraphState.STANDING)
    target = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="merged_into_this", null=True, blank=True
    )
    agreement = models.CharField(max_length=10, choices=Agreement, default=Agreement.NONE)
    edition = models.PositiveIntegerField(default=0, help_text=_("How many times it has been decided on."))
    is_dropped = models.BooleanField(
        default=False,
        help_text=_("Its marker is no longer printed since a renumbering; its label says so: “former 37”."),
    )

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        ordering = ["document", "place"]
        permissions = [("decide_paragraph", "Can decide on a paragraph")]
        constraints = [
            models.UniqueConstraint("document", "label", name="paragraph_label_once_a_document"),
            models.UniqueConstraint("document", "slug", name="paragraph_slug_once_a_document"),
            models.UniqueConstraint("document", "place", name="paragraph_place_once_a_document"),
            models.CheckConstraint(
                condition=models.Q(state=ParagraphState.MERGED, target__isnull=False)
                | (~models.Q(state=ParagraphState.MERGED) & models.Q(target__isnull=True)),
                name="paragraph_merged_has_target",
            ),
            models.CheckConstraint(
                condition=~models.Q(target=models.F("id")), name="paragraph_merged_into_another"
            ),
            models.CheckConstraint(
                condition=~models.Q(agreement__in=[Agreement.AD_REF, Agreement.AGREED])
                | models.Q(state=ParagraphState.STANDING),
                name="paragraph_agreed_is_standing",
            ),
            models.CheckConstraint(
                condition=models.Q(is_dropped=False) | ~models.Q(state=ParagraphState.STANDING),
                name="paragraph_dropped_does_not_stand",
            ),
        ]

    def __str__(self) -> str:
        return self.called

    def get_absolute_url(self) -> str:
        """Return its own page's address."""
        return reverse(
            "drafts:paragraph", args=[self.document.negotiation.slug, self.document.slug, self.slug]
        )

    @property
    def called(self) -> str:
        """Return what a person calls it in a sentence: “paragraph 49”, “the chapeau”, “heading 1”."""
        return called(self.label, self.kind)

    @property
    def is_standing(self) -> bool:
        """Tell whether it is neither deleted nor merged."""
        return self.state == ParagraphState.STANDING

    @property
    def is_agreed(self) -> bool:
        """Tell whether it is agreed, ad ref or wholly."""
        return self.agreement != Agreement.NONE

    def editions(self) -> tuple[Edition, ...]:
        """Return every edition with its decision, newest first; one query."""
        versions = Version.objects.get_for_object(self).select_related("revision__decision", "revision__user")
        return tuple(edition_of(version) for version in versions)


def survivors(paragraphs: Iterable[Paragraph]) -> Mapping[int, Paragraph]:
    """Return, for each merged paragraph's id, the paragraph at the end of its chain of merges.

    `paragraphs` are all of one document: 57 into 56 and 56 into 55 makes 55 the survivor of both.
    """
    by_id = {paragraph.pk: paragraph for paragraph in paragraphs}
    found: dict[int, Paragraph] = {}
    for paragraph in by_id.values():
        end, seen = paragraph, {paragraph.pk}
        while end.target_id is not None and end.target_id not in seen:
            end = by_id[end.target_id]
            seen.add(end.pk)
        if end is not paragraph:
            found[paragraph.pk] = end
    return found


def called(label: str, kind: str) -> str:
    """Return what a person calls a paragraph of that label and kind in a sentence."""
    if kind in {ParagraphKind.NUMBERED, ParagraphKind.PREAMBULAR}:
        former = label.removeprefix(FORMER)
        return f"paragraph {label}" if former == label else f"former paragraph {former}"
    return f"the {label}" if label == "chapeau" else label


class Verb(models.TextChoices):
    """What a decision does."""

    IMPORT = "import", _("Imported")
    REVISE = "revise", _("Revised")
    INSERT = "insert", _("Inserted")
    DELETE = "delete", _("Deleted")
    MERGE = "merge", _("Merged")
    MOVE = "move", _("Moved")
    SPLIT = "split", _("Split")
    AGREE = "agree", _("Agreed")
    REOPEN = "reopen", _("Reopened")
    RESTORE = "restore", _("Restored")
    RENUMBER = "renumber", _("Renumbered")
    UNDO = "undo", _("Undone")


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions by who may know of them."""

    def visible_to(self, reader: Reader, on: date) -> "DecisionQuerySet":
        """Return those on documents that the reader may read that day."""
        return self.filter(document__in=Document.objects.visible_to(reader, on))


class Decision(models.Model):
    """One act of the facilitators on paragraphs; its revision holds who, when, and each paragraph as it was left."""

    negotiation = models.ForeignKey(Negotiation, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    revision = models.OneToOneField(Revision, on_delete=models.PROTECT, related_name="decision")
    verb = models.CharField(max_length=10, choices=Verb)
    paragraph = models.ForeignKey(
        Paragraph,
        on_delete=models.PROTECT,
        related_name="decisions",
        null=True,
        help_text=_("None: a whole document."),
    )
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="decisions")
    sentence = models.TextField(help_text=_("What it did, with the labels of that day."))
    reason = models.TextField(blank=True)
    delegation = models.ForeignKey(
        Delegation,
        on_delete=models.PROTECT,
        related_name="decisions",
        null=True,
        blank=True,
        help_text=_("At whose request a paragraph was reopened."),
    )
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="undone_by", null=True, blank=True
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["negotiation", "-number"]
        constraints = [
            models.UniqueConstraint("negotiation", "number", name="decision_number_once_a_negotiation"),
            models.CheckConstraint(
                condition=~models.Q(verb=Verb.REOPEN)
                | (models.Q(delegation__isnull=False) & ~models.Q(reason="")),
                name="decision_reopens_for_a_delegation_with_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(verb=Verb.UNDO, undoes__isnull=False)
                | (~models.Q(verb=Verb.UNDO) & models.Q(undoes__isnull=True)),
                name="decision_undoes_another",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision {self.number}"

    def get_absolute_url(self) -> str:
        """Return its page's address."""
        return reverse("drafts:decision", args=[self.negotiation.slug, self.number])

    @property
    def by(self) -> User:
        """Return who decided."""
        user = self.revision.user
        assert isinstance(user, User)  # noqa: S101  every decision names its user; the type says any user model
        return user

    @property
    def at(self) -> datetime:
        """Return when, aware UTC."""
        at: datetime = self.revision.date_created
        return at

    def versions(self) -> "models.QuerySet[Version]":
        """Return each paragraph as this decision left it."""
        versions: models.QuerySet[Version] = Version.objects.get_for_model(Paragraph)
        return versions.filter(revision=self.revision_id)

    def changes(self) -> tuple[Change, ...]:
        """Return what it made of each paragraph, in the order in which they were saved; two queries."""
        return changes_of(self.versions())
