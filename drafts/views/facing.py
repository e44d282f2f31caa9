"""A comparison as pages show it: a row a change, inline or in two columns, with what did not change folded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from drafts.exports.comparison import KINDS, Change, Comparison, paragraphs
from drafts.exports.sheet import Run, SheetParagraph, marker, wording
from drafts.text.parsing import Block, Kind
from drafts.text.redline import Segment

Op = Literal["equal", "delete", "insert"]
TOLD = {
    "kept": gettext_lazy("without changes"),
    "changed": gettext_lazy("changed"),
    "moved": gettext_lazy("moved"),
    "merged": gettext_lazy("merged"),
    "split": gettext_lazy("split"),
    "added": gettext_lazy("added"),
    "removed": gettext_lazy("removed"),
}
ICONS = {
    "changed": "pencil",
    "moved": "arrow-up-down",
    "merged": "merged",
    "split": "git-compare-arrows",
    "added": "plus",
    "removed": "deleted",
}


@dataclass(frozen=True)
class Part:
    """A block as printed: its number, words and marker, each as segments, for any of them may be new or gone."""

    kind: str
    number: tuple[Segment, ...]
    words: tuple[Segment | Run, ...]
    sign: tuple[Segment, ...]


@dataclass(frozen=True)
class Row:
    """A change as shown; changes are numbered from 1 in reading order, what did not change has 0."""

    change: Change
    number: int
    last: int

    @property
    def is_changed(self) -> bool:
        """Tell whether anything but the number changed."""
        return self.number > 0

    @property
    def anchor(self) -> str:
        """Return what a link to it names."""
        return f"change-{self.number}" if self.number else ""

    @property
    def icon(self) -> str:
        """Return the icon of its kind."""
        return ICONS.get(self.change.kind, "")

    @property
    def told(self) -> str:
        """Return what happened: “Changed”, “Merged from 49 and 50”."""
        if not self.number:
            return ""
        if self.change.kind in {"merged", "split"}:
            return self._notes[0]
        is_edited = any(segment.op != "equal" for segment in self.change.segments)
        if self.change.kind == "moved" and is_edited:
            return _("Moved and changed")
        return str(TOLD[self.change.kind]).capitalize()

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what else the redline cannot show: “Formerly 48”, “stood after 12”."""
        notes = (note.removeprefix("Moved, ") for note in self._notes)
        return tuple(note for note in notes if note != self.told)

    @cached_property
    def _notes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(note.what for paragraph in self._printed for note in paragraph.margin))

    @cached_property
    def _printed(self) -> tuple[SheetParagraph, ...]:
        return tuple(paragraphs(self.change))

    @property
    def inline(self) -> tuple[Part, ...]:
        """Return it as one redline, a part each block of the newer text."""
        return tuple(_printed(paragraph) for paragraph in self._printed)

    @property
    def old(self) -> tuple[Part, ...]:
        """Return the older side."""
        return _side(self.change.old, self.change.segments, "insert")

    @property
    def new(self) -> tuple[Part, ...]:
        """Return the newer side."""
        return _side(self.change.new, self.change.segments, "delete")

    @property
    def labels(self) -> tuple[str, str]:
        """Return its first labels in the older and the newer text."""
        old, new = self.change.old or self.change.new, self.change.new or self.change.old
        return old[0].label, new[0].label


@dataclass(frozen=True)
class Fold:
    """Neighbouring rows, or those without changes that may be folded."""

    rows: tuple[Row, ...]
    is_folded: bool

    @property
    def numbers(self) -> str:
        """Return the labels that it runs from and to, and the older ones where they are others: “49–52, formerly 48–51”."""
        old, new = (_run(labels) for labels in zip(*(row.labels for row in self.rows), strict=True))
        return new if old == new else _("%(new)s, formerly %(old)s") % {"new": new, "old": old}


def rows(comparison: Comparison) -> tuple[Row, ...]:
    """Number the changes."""
    last = sum(not change.is_nothing for change in comparison.changes)
    made: list[Row] = []
    number = 0
    for change in comparison.changes:
        number += not change.is_nothing
        made.append(Row(change, 0 if change.is_nothing else number, last))
    return tuple(made)


def folds(shown: Sequence[Row], *, is_folded: bool) -> tuple[Fold, ...]:
    """Fold two and more rows without changes; the neighbours of a change stay."""
    kept = [
        not is_folded or any(row.is_changed for row in shown[max(place - 1, 0) : place + 2])
        for place in range(len(shown))
    ]
    made: list[Fold] = []
    for is_kept, run in groupby(zip(kept, shown, strict=True), key=lambda each: each[0]):
        group = tuple(row for _, row in run)
        made.append(Fold(group, is_folded=not is_kept and len(group) > 1))
    return tuple(made)


def summary(counts: Mapping[str, int]) -> list[tuple[int, str]]:
    """Count what happened: 12 changed, 2 added; what did not happen is left out, what stayed comes last."""
    order = [*KINDS[1:], KINDS[0]]
    return [(counts[kind], str(TOLD[kind])) for kind in order if counts[kind]]


def _printed(paragraph: SheetParagraph) -> Part:
    op: Op = "insert" if paragraph.is_added else "delete" if paragraph.is_removed else "equal"
    new, old = paragraph.marker, paragraph.former_marker
    sign = (Segment("equal", new),) if new == old else (Segment("delete", old), Segment("insert", new))
    return Part(paragraph.kind, _worded(Segment(op, paragraph.number)), paragraph.segments, _worded(*sign))


def _worded(*segments: Segment) -> tuple[Segment, ...]:
    return tuple(segment for segment in segments if segment.text)


def _side(blocks: Sequence[Block], segments: Iterable[Segment], absent: Op) -> tuple[Part, ...]:
    """Part the words of one side among its blocks, which a line break each parts."""
    left = [segment for segment in segments if segment.op != absent]
    parts: list[Part] = []
    for block in blocks:
        length = len(wording(block))
        taken, left = _cut(left, length)
        number = f"{block.label}." if block.kind == Kind.NUMBERED else ""
        signs = Segment("equal", number), Segment("equal", marker(block))
        parts.append(Part(block.kind, _worded(signs[0]), tuple(taken), _worded(signs[1])))
        if length:
            _break, left = _cut(left, 1)
    return tuple(parts)


def _cut(segments: Sequence[Segment], length: int) -> tuple[list[Segment], list[Segment]]:
    """Part segments at a number of characters."""
    taken: list[Segment] = []
    for place, segment in enumerate(segments):
        if length <= 0:
            return taken, list(segments[place:])
        if len(segment.text) > length:
            rest = Segment(segment.op, segment.text[length:])
            return [*taken, Segment(segment.op, segment.text[:length])], [rest, *segments[place + 1 :]]
        taken.append(segment)
        length -= len(segment.text)
    return taken, []


def _run(labels: Sequence[str]) -> str:
    return labels[0] if labels[0] == labels[-1] else f"{labels[0]}–{labels[-1]}"
