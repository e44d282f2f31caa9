"""Reports: what was proposed, decided and said, as redlines under headings and as tables, in the family of the drafts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any  # what JSON holds has no narrower type

from delegations.exports.table import Table
from drafts.exports.front import Front, Look
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


def plain(front: Front, passages: Iterable[Passage], tables: Iterable[Table]) -> dict[str, Any]:
    """Give a report as what JSON holds, for whoever prints it later."""
    return {
        "front": {**asdict(front), "issued_at": front.issued_at.isoformat()},
        "passages": [asdict(each) for each in passages],
        "tables": [{**asdict(each), "wordings": sorted(each.wordings)} for each in tables],
    }


def read(content: dict[str, Any]) -> Sheet:
    """Lay a report out that `plain` gave."""
    front = content["front"]
    head = Front(
        **{
            **front,
            "title": tuple(front["title"]),
            "notes": tuple(front["notes"]),
            "earlier": (),
            "issued_at": datetime.fromisoformat(front["issued_at"]),
            "look": Look(**front["look"]),
        }
    )
    passages = [
        Passage(
            each["heading"],
            tuple(Segment(**segment) for segment in each["segments"]),
            tuple(each["notes"]),
            each["marker"],
        )
        for each in content["passages"]
    ]
    tables = [
        Table(
            tuple(each["heads"]),
            tuple(tuple(row) for row in each["rows"]),
            tuple(each["widths"]),
            frozenset(each["wordings"]),
            each["caption"],
        )
        for each in content["tables"]
    ]
    return report(head, passages, tables)


def _laid(passage: Passage, number: int) -> Iterator[SheetParagraph]:
    heading = (Segment("equal", passage.heading),)
    yield SheetParagraph(Kind.HEADING, f"passage {number}", heading)
    notes = tuple(Source("", note) for note in passage.notes if note)
    yield SheetParagraph(Kind.UNNUMBERED, "", passage.segments, passage.marker, passage.marker, sources=notes)
