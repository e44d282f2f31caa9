"""Who holds what: the matrix of paragraphs and delegations, by name, never summed up."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from delegations.models import Delegation
from drafts.models import (
    Amendment,
    AmendmentQuerySet,
    Document,
    Paragraph,
    Position,
    PositionKind,
    PositionQuerySet,
)

WORDS = ("base_wording", "wording", "rationale", "declined")
"""What is long of an amendment, and not told here."""

HOLDS = (PositionKind.OPPOSE, PositionKind.RESERVE, PositionKind.COSPONSOR)


@dataclass(frozen=True)
class Mark:
    """One thing that a delegation has on a paragraph: what it does, and on which amendment, none for the paragraph."""

    told: str
    amendment: Amendment | None
    is_hold: bool
    note: str = ""

    @property
    def sentence(self) -> str:
        """Return it in words, with its note: “Opposes A-012: pending instructions.”."""
        told = f"{self.told} {self.amendment}" if self.amendment else self.told
        return f"{told}: {self.note}" if self.note else told


@dataclass(frozen=True)
class Holding:
    """A document's matrix: paragraphs with something on them, delegations with something to say, marks by both."""

    paragraphs: tuple[Paragraph, ...]
    delegations: tuple[Delegation, ...]
    marks: dict[tuple[int, int], list[Mark]] = field(default_factory=dict)

    def on(self, paragraph: Paragraph) -> list[list[Mark]]:
        """Return a row: each delegation's marks, in the order of `delegations`."""
        return [self.marks.get((paragraph.pk, delegation.pk), []) for delegation in self.delegations]

    def part(self, delegations: Sequence[Delegation], section: int | None) -> "Holding":
        """Return what these delegations have, in a section by its id or in all: without paragraphs that they say nothing on."""
        chosen = {each.pk for each in delegations}
        held = {paragraph for paragraph, delegation in self.marks if delegation in chosen}
        paragraphs = [each for each in self.paragraphs if each.pk in held]
        within = tuple(each for each in paragraphs if section in {None, each.section_id})
        return replace(self, paragraphs=within, delegations=tuple(delegations))

    def holders(self, paragraph: Paragraph) -> list[tuple[Delegation, list[Mark]]]:
        """Return who still holds a paragraph, and by what."""
        rows = zip(self.delegations, self.on(paragraph), strict=True)
        held = [(delegation, [mark for mark in marks if mark.is_hold]) for delegation, marks in rows]
        return [(delegation, marks) for delegation, marks in held if marks]

    def rows(self) -> list[list[str]]:
        """Return it as text, the heads first."""
        heads = [_("Paragraph"), *(str(delegation) for delegation in self.delegations)]
        body = [
            [paragraph.label, *("; ".join(mark.sentence for mark in marks) for marks in self.on(paragraph))]
            for paragraph in self.paragraphs
        ]
        return [heads, *body]


def holding(document: Document, known: AmendmentQuerySet, stated: PositionQuerySet) -> Holding:
    """Read a document's matrix: the open amendments that are known to its reader, and the positions; six queries."""
    found = known.open().filter(paragraph__document=document)
    amendments = list(found.defer(*WORDS).prefetch_related("delegation", "negotiation"))
    by_id = {amendment.pk: amendment for amendment in amendments}
    positions = list(stated.filter(paragraph__document=document).prefetch_related("delegation"))
    marks: dict[tuple[int, int], list[Mark]] = {}
    for amendment in sorted(amendments, key=lambda each: each.number or 0):
        key = (amendment.paragraph_id, amendment.delegation_id)
        marks.setdefault(key, []).append(Mark(_("Proposes"), amendment, is_hold=True))
    for position in positions:
        on = by_id.get(position.amendment_id) if position.amendment_id else None
        if position.amendment_id and on is None:
            continue
        mark = Mark(
            str(position.get_kind_display()), on, is_hold=position.kind in HOLDS, note=position.note.strip()
        )
        marks.setdefault((position.paragraph_id, position.delegation_id), []).append(mark)
    speaking = _speaking([*amendments, *positions], {delegation for _paragraph, delegation in marks})
    held = {paragraph for paragraph, _delegation in marks}
    paragraphs = tuple(each for each in document.paragraphs.select_related("section") if each.pk in held)
    return Holding(paragraphs, speaking, marks)


def _speaking(rows: Iterable[Amendment | Position], wanted: set[int]) -> tuple[Delegation, ...]:
    found = {row.delegation_id: row.delegation for row in rows if row.delegation_id in wanted}
    return tuple(sorted(found.values(), key=lambda each: each.sort_name))
