"""The outline of a document: a cell a paragraph, with its state told without colour."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.core.cache import cache
from django.utils.text import capfirst

from drafts.models import (
    Agreement,
    Amendment,
    AmendmentKind,
    AmendmentQuerySet,
    Document,
    Paragraph,
    ParagraphKind,
    ParagraphState,
    survivors,
)
from drafts.operations import weighing

Saved = tuple[int, datetime]
"""An open amendment's id, and when it was last saved."""

MOST_DOTS = 3
STATUSES = {
    "agreed": "Agreed ad ref",
    "open": "Open",
    "contested": "Contested",
    "none": "No amendments",
    "deleted": "Deleted",
    "merged": "Merged",
}


@dataclass(frozen=True)
class Cell:
    """A paragraph in the outline; `status` is a key of `STATUSES`."""

    paragraph: Paragraph
    status: str
    amendments: int

    @property
    def told(self) -> str:
        """Return the state in words."""
        is_agreed = self.status == "agreed"
        return str(self.paragraph.get_agreement_display()) if is_agreed else STATUSES[self.status]

    @property
    def short(self) -> str:
        """Return what a small cell shows: the label of a numbered paragraph, else a sign."""
        if self.paragraph.kind in {ParagraphKind.NUMBERED, ParagraphKind.PREAMBULAR}:
            return self.paragraph.label
        return "H" if self.paragraph.kind == ParagraphKind.HEADING else "¶"

    @property
    def dots(self) -> range:
        """Return one dot an amendment, three at most."""
        return range(min(self.amendments, MOST_DOTS))

    @property
    def summary(self) -> str:
        """Return the cell in words, for those who cannot see it."""
        count = f", {self.amendments} open" if self.amendments else ""
        return f"{capfirst(self.paragraph.called)}: {self.told}{count}"


@dataclass(frozen=True)
class Run:
    """A section's cells in reading order; without a section, the title is empty."""

    title: str
    cells: tuple[Cell, ...] = field(default=())

    @property
    def numbers(self) -> str:
        """Return the labels that it runs from and to: “22–41”."""
        labels = [
            cell.paragraph.label for cell in self.cells if cell.paragraph.kind == ParagraphKind.NUMBERED
        ]
        return "" if not labels else labels[0] if len(labels) == 1 else f"{labels[0]}–{labels[-1]}"

    @property
    def standing(self) -> int:
        """Count the paragraphs that stand."""
        return sum(cell.paragraph.is_standing for cell in self.cells)

    @property
    def agreed(self) -> int:
        """Count the paragraphs that are agreed, ad ref or wholly."""
        return sum(cell.status == "agreed" for cell in self.cells)


@dataclass(frozen=True)
class Outline:
    """A whole document's cells by section."""

    document: Document
    runs: tuple[Run, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return every cell in reading order."""
        return tuple(cell for run in self.runs for cell in run.cells)

    @property
    def legend(self) -> list[tuple[str, str, int]]:
        """Return each state with its name and how many paragraphs have it."""
        counts = dict.fromkeys(STATUSES, 0)
        for cell in self.cells:
            counts[cell.status] += 1
        return [(status, STATUSES[status], count) for status, count in counts.items()]

    @property
    def agreed(self) -> int:
        """Count the agreed paragraphs."""
        return sum(run.agreed for run in self.runs)

    @property
    def standing(self) -> int:
        """Count the paragraphs that stand."""
        return sum(run.standing for run in self.runs)

    @property
    def amendments(self) -> int:
        """Count the open amendments."""
        return sum(cell.amendments for cell in self.cells)

    @property
    def amended(self) -> int:
        """Count the paragraphs with open amendments."""
        return sum(bool(cell.amendments) for cell in self.cells)


def outline(document: Document, paragraphs: Sequence[Paragraph], known: AmendmentQuerySet) -> Outline:
    """Build the outline of what is printed of a document from the amendments that are known to its reader.

    Those on a paragraph that was merged count on the one that has its words now, where they are weighed.
    One query where the cache knows what is contested, else two.
    """
    found = known.open().filter(paragraph__document=document)
    open_on: dict[int, list[Saved]] = {}
    saved = found.order_by("number").values_list("paragraph_id", "pk", "saved_at")
    ends = survivors(paragraphs)
    for paragraph_id, pk, saved_at in saved:
        end = ends.get(paragraph_id)
        open_on.setdefault(end.pk if end else paragraph_id, []).append((pk, saved_at))
    contested = _contested(paragraphs, open_on, found)
    cells = (
        Cell(paragraph, _status(paragraph, open_on, contested), len(open_on.get(paragraph.pk, ())))
        for paragraph in paragraphs
        if not paragraph.is_dropped
    )
    by_section = groupby(cells, key=attrgetter("paragraph.section"))
    return Outline(
        document, tuple(Run(section.title if section else "", tuple(run)) for section, run in by_section)
    )


def _status(paragraph: Paragraph, open_on: Mapping[int, object], contested: Mapping[int, bool]) -> str:
    if paragraph.state != ParagraphState.STANDING:
        return str(paragraph.state)
    if paragraph.agreement != Agreement.NONE:
        return "agreed"
    if contested.get(paragraph.pk) or "[" in paragraph.wording:
        return "contested"
    return "open" if paragraph.pk in open_on else "none"


def _contested(
    paragraphs: Sequence[Paragraph], open_on: Mapping[int, list[Saved]], found: AmendmentQuerySet
) -> dict[int, bool]:
    """Say of each paragraph with two or more open amendments whether they want different things of the same words.

    What is known of an edition and its amendments is kept in the cache, for the answer depends on nothing else; the
    words of amendments are read only where it is not there.
    """
    keys = {
        paragraph.pk: f"contested:{paragraph.pk}:{paragraph.edition}:{_digest(open_on[paragraph.pk])}"
        for paragraph in paragraphs
        if len(open_on.get(paragraph.pk, ())) > 1
    }
    known = cache.get_many(keys.values())
    unknown = [paragraph for paragraph in paragraphs if keys.get(paragraph.pk, "") not in {"", *known}]
    if unknown:
        fresh = _weighed(unknown, found)
        cache.set_many({keys[pk]: is_contested for pk, is_contested in fresh.items()}, timeout=60 * 60 * 24)
        known |= {keys[pk]: is_contested for pk, is_contested in fresh.items()}
    return {pk: known[key] for pk, key in keys.items()}


def _weighed(paragraphs: Sequence[Paragraph], found: AmendmentQuerySet) -> dict[int, bool]:
    """Lay the changes of wording over each of some paragraphs; one query."""
    revisions: dict[int, list[Amendment]] = {}
    for amendment in found.filter(paragraph__in=paragraphs, kind=AmendmentKind.REVISE).order_by("number"):
        revisions.setdefault(amendment.paragraph_id, []).append(amendment)
    return {
        paragraph.pk: weighing.lay(paragraph.wording, revisions.get(paragraph.pk, [])).is_contested
        for paragraph in paragraphs
    }


def _digest(amendments: Sequence[Saved]) -> str:
    told = "-".join(f"{pk}.{saved_at.timestamp():.6f}" for pk, saved_at in amendments)
    return hashlib.sha256(told.encode()).hexdigest()
