"""Files that come back edited: what each wants of the text, until it is tabled, decided or discarded."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delegations.models import Negotiation, User
from drafts.models.circulation import Draft
from drafts.models.paragraphs import Document


class Purpose(models.TextChoices):
    """What is to become of the changes in a file."""

    AMEND = "amend", _("Amendments")
    DECIDE = "decide", _("Decisions")


@dataclass(frozen=True)
class Wanted:
    """One change that a file wants; its number is its own for good.

    `act` is one of the kinds of amendments. `paragraph` and `target` are ids; `edition` is the one that `base`, the
    wording changed, is of. `untracked` is what `base` had become in the file without its program recording it, None where all
    was recorded. `told` says why it could not be carried out.
    """

    number: int
    act: str
    paragraph: int
    edition: int
    target: int | None = None
    base: str = ""
    wording: str = ""
    rationale: str = ""
    origin: str = ""
    kind: str = "numbered"
    untracked: str | None = None
    is_taken: bool = True
    told: str = ""


class ReturnedFileQuerySet(models.QuerySet["ReturnedFile"]):
    """Returned files by who may know of them."""

    def visible_to(self, user: User, on: date) -> "ReturnedFileQuerySet":
        """Return those that the user gave, in negotiations where the user has a seat that day."""
        return self.filter(
            uploaded_by=user, document__negotiation__in=Negotiation.objects.visible_to(user, on)
        )


class ReturnedFile(models.Model):
    """A file that one person edited elsewhere and gave back; it is deleted once nothing of it is left to do."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="returned_files")
    draft = models.ForeignKey(
        Draft,
        on_delete=models.PROTECT,
        related_name="returned_files",
        null=True,
        help_text=_("The draft that was edited; none: the text as it stood."),
    )
    purpose = models.CharField(max_length=6, choices=Purpose)
    uploaded_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="returned_files")
    file_name = models.CharField(max_length=200)
    changes = models.JSONField(default=list, help_text=_("What it wants, in the order of its text."))
    comments = models.JSONField(default=list, help_text=_("Comments on what it leaves as it was."))
    passed_over = models.JSONField(
        default=list,
        help_text=_("What it changes and nobody can amend: title, headings of sections, footnotes."),
    )
    updated_at = models.DateTimeField()

    objects = ReturnedFileQuerySet.as_manager()

    class Meta:
        ordering = ["-updated_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        """Return the address on which its changes are chosen."""
        name = "drafts:returned" if self.purpose == Purpose.AMEND else "drafts:retext"
        return reverse(name, args=[self.document.negotiation.slug, self.document.slug, self.pk])

    @property
    def wanted(self) -> tuple[Wanted, ...]:
        """Return what it still wants."""
        return tuple(Wanted(**each) for each in self.changes)

    def hold(self, wanted: Collection[Wanted]) -> None:
        """Take what it wants in; saves nothing."""
        self.changes = [asdict(each) for each in wanted]

    def choose(self, taken: Collection[int], rationales: Mapping[int, str]) -> None:
        """Take in which changes are chosen, by number, and why; saves nothing."""
        self.hold(
            [
                replace(
                    each,
                    is_taken=each.number in taken,
                    rationale=rationales.get(each.number, each.rationale),
                )
                for each in self.wanted
            ]
        )
