"""Reports: what was proposed, decided and said, as redlines under headings and as tables, in the family of the drafts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from delegations.exports.table import Table
from drafts.exports.front import Front
from drafts.exports.sheet import Sheet, SheetParagraph, Source
from drafts.text.parsing import Kind
from drafts.text.redline import Segment


@dataclass(frozen=True)
class Passage:
    """A redline under its heading, and what is told below it, a line each."""

    heading: str
    segments: tuple[Segment, ...]
    notes: tuple[str, ...] = ()
    marker: str = ""


def report(front: Front, passages: Iterable[Passage] = (), tables: Sequence[Table] = ()) -> Sheet:
    """Lay a report out: passages first, then tables."""
    paragraphs = tuple(
        each for number, passage in enumerate(passages, start=1) for each in _laid(passage, number)
    )
    return Sheet(front, "report", paragraphs, (), tables=tuple(tables))


def _laid(passage: Passage, number: int) -> Iterator[SheetParagraph]:
    heading = (Segment("equal", passage.heading),)
    yield SheetParagraph(Kind.HEADING, f"passage {number}", heading)
    notes = tuple(Source("", note) for note in passage.notes if note)
    yield SheetParagraph(Kind.UNNUMBERED, "", passage.segments, passage.marker, passage.marker, sources=notes)
