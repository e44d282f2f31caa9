"""Editions: a paragraph as each decision left it, read out of django-reversion's record."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, QuerySet, Subquery
from reversion.models import Version

if TYPE_CHECKING:
    from drafts.models.paragraphs import Decision


@dataclass(frozen=True)
class Edition:
    """A paragraph as one decision left it."""

    paragraph_id: int
    number: int
    kind: str
    label: str
    wording: str
    state: str
    target_id: int | None
    agreement: str
    place: str
    section_id: int | None
    is_dropped: bool
    decision: "Decision"


@dataclass(frozen=True)
class Change:
    """What one decision made of one paragraph; nothing stood before where it made a new one."""

    before: Edition | None
    after: Edition


def edition_of(version: Version) -> Edition:
    """Read an edition out of the record of it."""
    fields = version.field_dict
    return Edition(
        paragraph_id=int(version.object_id),
        number=fields["edition"],
        kind=fields["kind"],
        label=fields["label"],
        wording=fields["wording"],
        state=fields["state"],
        target_id=fields["target_id"],
        agreement=fields["agreement"],
        place=fields["place"],
        section_id=fields["section_id"],
        is_dropped=fields["is_dropped"],
        decision=version.revision.decision,
    )


def wordings_at(asked: Collection[tuple[int, int]]) -> Mapping[tuple[int, int], str]:
    """Return the wordings of paragraphs, by id, at editions; one query."""
    versions = Version.objects.filter(
        content_type__app_label="drafts",
        content_type__model="paragraph",
        object_id__in={str(paragraph) for paragraph, _ in asked},
    )
    found = ((int(each.object_id), each.field_dict) for each in versions)
    return {
        (pk, fields["edition"]): fields["wording"] for pk, fields in found if (pk, fields["edition"]) in asked
    }


def changes_of(versions: QuerySet[Version]) -> tuple[Change, ...]:
    """Pair each record with the one before it of the same paragraph; two queries whatever their number."""
    before = Version.objects.filter(
        content_type=OuterRef("content_type"),
        object_id=OuterRef("object_id"),
        db=OuterRef("db"),
        pk__lt=OuterRef("pk"),
    ).order_by("-pk")
    related = ("revision__decision", "revision__user")
    made = list(
        versions.select_related(*related).annotate(former=Subquery(before.values("pk")[:1])).order_by("pk")
    )
    former = Version.objects.select_related(*related).in_bulk([version.former for version in made])
    return tuple(
        Change(edition_of(former[version.former]) if version.former else None, edition_of(version))
        for version in made
    )
