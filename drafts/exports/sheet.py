"""A text as it is about to be printed: plain data that every format prints alike, and its making from blocks."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from delegations.exports.table import Table
from drafts.exports.front import Front, moment
from drafts.text.parsing import Block, Kind, State
from drafts.text.redline import Segment, diff

Form = Literal["clean", "tracked", "compilation", "comparison", "report"]
Agreement = Literal["none", "ad_ref", "agreed"]

AGREED = {"ad_ref": "[Agreed ad ref]", "agreed": "[Agreed]"}


@dataclass(frozen=True)
class Source:
    """A note in the margin: whose words were taken ("Demoland", may be empty) and how ("A-096, accepted").

    `amendment` is what the amendment is called, where there is one.
    """

    who: str
    what: str
    amendment: str = ""


@dataclass(frozen=True)
class Run:
    """A piece of a compiled wording: text and brackets, words that somebody proposes or contests, or whose they are.

    The runs' texts in a row are what is printed.
    """

    op: Literal["equal", "option", "name"]
    text: str


@dataclass(frozen=True)
class Entry:
    """A paragraph as the caller gives it.

    `key` is the paragraph's identity: it stays when the number or the place changes, so it pairs old and new.
    """

    key: str
    block: Block
    agreement: Agreement = "none"
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class SheetParagraph:
    """A paragraph as printed.

    `segments` in reading order: equal and inserted ones join to the present wording, equal and deleted ones to the
    earlier one; those of a compilation join to what is printed. `marker` stands for a wording that is no longer there ("Delete"), `former_marker` is the one it had
    in the older draft. `former_label` is the older label where that is another, `former_place` says where the
    paragraph stood if it has moved. `key` is that of its entry, empty where it has none.
    """

    kind: Kind
    label: str
    segments: tuple[Segment | Run, ...]
    marker: str = ""
    former_marker: str = ""
    former_label: str = ""
    former_place: str = ""
    agreement: Agreement = "none"
    sources: tuple[Source, ...] = ()
    is_added: bool = False
    is_removed: bool = False
    key: str = ""

    @property
    def is_changed(self) -> bool:
        """Whether anything of it is not as in the older draft, if only where it comes from."""
        return (
            self.marker != self.former_marker
            or bool(self.former_label or self.former_place or self.sources)
            or any(segment.op != "equal" for segment in self.segments)
        )

    @property
    def number(self) -> str:
        """What is printed before the first line: "49 bis."; nothing for headings and unnumbered text."""
        return f"{self.label}." if self.kind == Kind.NUMBERED else ""

    @property
    def agreed(self) -> str:
        """What is printed after the words of a paragraph that is agreed: "[Agreed ad ref]"."""
        return AGREED.get(self.agreement, "")

    @property
    def anchor(self) -> str:
        """A name to link to: "p-49-bis", "old-50" for one that is gone."""
        return anchor(self.label, is_removed=self.is_removed)

    @property
    def margin(self) -> tuple[Source, ...]:
        """All notes beside it: its sources, then what the redline cannot show."""
        former = (Source("", f"Formerly {self.former_label}"),) if self.former_label else ()
        moved = (Source("", f"Moved, stood {self.former_place}"),) if self.former_place else ()
        return (*self.sources, *former, *moved)


@dataclass(frozen=True)
class Alternative:
    """What one delegation proposes on the paragraph labelled `on`, whole, for formats that print no brackets.

    `name` is unlike that of any other ("A-096"); `by` is empty where names are left out; `kind` and `target` are those of
    the amendment.
    """

    name: str
    by: str
    on: str
    kind: str
    wording: str
    target: str = ""


@dataclass(frozen=True)
class Sheet:
    """A whole text in one form.

    `blocks` is the text as it stands, for formats that can be read back; `against` names the older draft of a
    tracked one: "Rev.1 of 11 June 2010, 18:30"; `has_names` tells whether a compilation says who proposes what, and
    `alternatives` are its proposals one by one; `tables` stand after the paragraphs.
    """

    front: Front
    form: Form
    paragraphs: tuple[SheetParagraph, ...]
    blocks: tuple[Block, ...]
    against: str = ""
    has_names: bool = False
    alternatives: tuple[Alternative, ...] = ()
    tables: tuple[Table, ...] = ()

    @property
    def subtitle(self) -> str:
        """The draft's name, and what it is compared with."""
        since = f"Changes since {self.against}" if self.against else ""
        return ". ".join(part for part in (self.front.name, since) if part)


def anchor(label: str, *, is_removed: bool = False) -> str:
    """Name the place of a paragraph: "p-49-bis"."""
    return ("old-" if is_removed else "p-") + re.sub(r"\W+", "-", label.lower()).strip("-")


def clean(front: Front, entries: Sequence[Entry]) -> Sheet:
    """Lay out a text as it stands."""
    return Sheet(front, "clean", tuple(standing(entry) for entry in entries), _blocks(entries))


def tracked(
    front: Front, old: Sequence[Entry], new: Sequence[Entry], *, since: str, issued_at: datetime
) -> Sheet:
    """Lay out what changed between two states of a text, paragraphs paired by key.

    `since` and `issued_at` are the older draft's name and hour (aware). A paragraph that is gone altogether stays
    where it stood, struck.
    """
    before = {entry.key: entry for entry in old}
    after = {entry.key for entry in new}
    movers = moved([entry.key for entry in old if entry.key in after], [entry.key for entry in new])
    places = {
        key: f"after {was.block.label}" for was, key in zip(old, [e.key for e in old[1:]], strict=False)
    }
    order = [entry.key for entry in new]
    paragraphs = {
        entry.key: _changed(
            before[entry.key], entry, places.get(entry.key, "first") if entry.key in movers else ""
        )
        if entry.key in before
        else _added(entry)
        for entry in new
    }
    for index, entry in enumerate(old):
        if entry.key not in after:
            order.insert(order.index(old[index - 1].key) + 1 if index else 0, entry.key)
            paragraphs[entry.key] = _removed(entry)
    against = f"{since} of {moment(issued_at, front.time_zone)}"
    return Sheet(front, "tracked", tuple(paragraphs[key] for key in order), _blocks(new), against)


def marker(block: Block) -> str:
    """Say what stands in the place of a wording: "Delete", "[merged with paragraph 49]", or nothing."""
    if block.state == State.DELETED:
        return "Delete"
    return f"[merged with paragraph {block.target}]" if block.state == State.MERGED else ""


def wording(block: Block) -> str:
    """Give the words of a block that are printed: none of one that was deleted or merged."""
    return block.wording if block.state == State.STANDING else ""


def as_it_stands(block: Block) -> Block:
    """Leave out of a block the words that are no longer in the text."""
    return replace(block, wording=wording(block))


def _blocks(entries: Iterable[Entry]) -> tuple[Block, ...]:
    return tuple(as_it_stands(entry.block) for entry in entries)


def standing(entry: Entry) -> SheetParagraph:
    """Lay out a paragraph as it stands."""
    block, sign, words = entry.block, marker(entry.block), wording(entry.block)
    segments = (Segment("equal", words),) if words else ()
    return SheetParagraph(
        block.kind,
        block.label,
        segments,
        sign,
        sign,
        agreement=entry.agreement,
        sources=entry.sources,
        key=entry.key,
    )


def _changed(was: Entry, entry: Entry, former_place: str) -> SheetParagraph:
    old, new = wording(was.block), wording(entry.block)
    label = entry.block.label
    return SheetParagraph(
        entry.block.kind,
        label,
        (Segment("equal", new),) * bool(new) if old == new else diff(old, new),
        marker(entry.block),
        marker(was.block),
        former_label=was.block.label if was.block.label != label else "",
        former_place=former_place,
        agreement=entry.agreement,
        sources=entry.sources,
    )


def _added(entry: Entry) -> SheetParagraph:
    block, words = entry.block, wording(entry.block)
    segments = (Segment("insert", words),) if words else ()
    return SheetParagraph(
        block.kind,
        block.label,
        segments,
        marker(block),
        agreement=entry.agreement,
        sources=entry.sources,
        is_added=True,
    )


def _removed(entry: Entry) -> SheetParagraph:
    block, words = entry.block, wording(entry.block)
    segments = (Segment("delete", words),) if words else ()
    return SheetParagraph(block.kind, block.label, segments, "", marker(block), is_removed=True)


def moved(old: Sequence[str], new: Sequence[str]) -> frozenset[str]:
    """Find the fewest keys that moved, so that all others stand in their old order (longest increasing run)."""
    position: Mapping[str, int] = {key: index for index, key in enumerate(old)}
    common = [key for key in new if key in position]
    ends: list[int] = []
    lengths: list[int] = []
    for key in common:
        length = bisect_left(ends, position[key])
        ends[length : length + 1] = [position[key]]
        lengths.append(length)
    kept, wanted, limit = set(), len(ends) - 1, len(old)
    for key, length in zip(reversed(common), reversed(lengths), strict=True):
        if length == wanted and position[key] < limit:
            kept.add(key)
            wanted, limit = wanted - 1, position[key]
    return frozenset(common) - kept
