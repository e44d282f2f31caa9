"""Two texts compared by what they say, whatever their numbers: printed as text, HTML or PDF, or given as JSON."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from drafts.exports.front import Front, Paper
from drafts.exports.sheet import Sheet, SheetParagraph, Source, marker, wording
from drafts.text import align
from drafts.text.align import matching
from drafts.text.align.pairing import Pairs
from drafts.text.parsing import Block, Kind, Parsed
from drafts.text.redline import Segment, diff

KINDS = ("kept", "changed", "moved", "merged", "split", "added", "removed")


@dataclass(frozen=True)
class Change:
    """Blocks of the older text and what they have become; `segments` turn their words, line by line, into the new.

    `place` is the label after which a moved block stood, empty if it was the first.
    """

    kind: str
    old: tuple[Block, ...]
    new: tuple[Block, ...]
    segments: tuple[Segment, ...]
    likeness: float
    place: str = ""

    @property
    def is_nothing(self) -> bool:
        """Whether the words are as they were, at their place; the number may be another."""
        return self.kind == "kept"


@dataclass(frozen=True)
class Comparison:
    """Two texts, named as their files are, and the changes in reading order; titles as they stand."""

    old_name: str
    new_name: str
    old_title: tuple[str, ...]
    new_title: tuple[str, ...]
    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many changes there are of each kind."""
        counted = Counter(change.kind for change in self.changes)
        return {kind: counted[kind] for kind in KINDS}


def compare(old_name: str, old: Parsed, new_name: str, new: Parsed, pairs: Pairs | None = None) -> Comparison:
    """Find out what became of each block of the older text.

    `pairs` says which blocks belong together where that is known; else what they say decides.
    """
    matches = (
        align.align(old.blocks, new.blocks)
        if pairs is None
        else matching.matches(old.blocks, new.blocks, pairs)
    )
    places = dict(zip(old.blocks[1:], (block.label for block in old.blocks), strict=False))
    changes = tuple(
        Change(
            str(match.kind),
            match.old,
            match.new,
            diff(_words(match.old), _words(match.new)),
            match.likeness,
            places.get(match.old[0], "") if match.kind == "moved" else "",
        )
        for match in matches
    )
    return Comparison(old_name, new_name, old.title, new.title, changes)


def as_json(comparison: Comparison) -> str:
    """Give a comparison as JSON: an object with the names, titles, counts and changes."""
    made = {
        "old": {"name": comparison.old_name, "title": comparison.old_title},
        "new": {"name": comparison.new_name, "title": comparison.new_title},
        "counts": comparison.counts,
        "changes": [
            {
                "kind": change.kind,
                "old": [_told(block) for block in change.old],
                "new": [_told(block) for block in change.new],
                "likeness": round(change.likeness, 3),
                "segments": [{"op": segment.op, "text": segment.text} for segment in change.segments],
            }
            for change in comparison.changes
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def sheet(comparison: Comparison, *, at: datetime, time_zone: str = "UTC", paper: Paper = "letter") -> Sheet:
    """Lay a comparison out to be printed; of what did not change, the neighbours of a change are kept."""
    was = " ".join(comparison.old_title)
    front = Front(
        title=comparison.new_title or (comparison.new_name,),
        name=f"{comparison.new_name} compared with {comparison.old_name}",
        issued_at=at,
        time_zone=time_zone,
        paper=paper,
        notes=(f"Formerly “{was}”",) if comparison.old_title != comparison.new_title and was else (),
    )
    blocks = tuple(block for change in comparison.changes for block in change.new)
    return Sheet(front, "comparison", tuple(_folded(comparison.changes)), blocks)


def _told(block: Block) -> dict[str, str | None]:
    return {"kind": block.kind, "label": block.label, "state": block.state, "target": block.target}


def _words(blocks: Sequence[Block]) -> str:
    return "\n".join(words for block in blocks if (words := wording(block)))


def _folded(changes: Sequence[Change]) -> Iterator[SheetParagraph]:
    """Print what changed and its neighbours, and in a line each how much lies between."""
    shown = [not change.is_nothing for change in changes]
    shown = [any(shown[max(place - 1, 0) : place + 2]) for place in range(len(changes))]
    for is_shown, run in groupby(zip(shown, changes, strict=True), key=lambda each: each[0]):
        group = [change for _, change in run]
        if is_shown or len(group) == 1:
            for change in group:
                yield from paragraphs(change)
        else:
            yield _fold(group)


def _fold(changes: Sequence[Change]) -> SheetParagraph:
    old, new = (
        [blocks[0].label for blocks in side] for side in zip(*((c.old, c.new) for c in changes), strict=True)
    )
    formerly = "" if old == new else f", formerly {old[0]} to {old[-1]}"
    sign = f"[{len(changes)} paragraphs without change: {new[0]} to {new[-1]}{formerly}]"
    return SheetParagraph(Kind.UNNUMBERED, "", (), sign, sign)


def paragraphs(change: Change) -> Iterator[SheetParagraph]:
    """Print a change: the new words, the new markers, then what is left of neither."""
    words = [block for block in change.new if wording(block)]
    parts = _split(change.segments, [len(wording(block)) for block in words]) if words else []
    for block, segments in zip(words, parts, strict=True):
        yield _words_of(change, block, segments)
    struck = [] if words else [block for block in change.old if wording(block)]
    for block in change.new:
        if not wording(block):
            former = next((old for old in change.old if old.label == block.label), None)
            segments = _struck(former) if former in struck else ()
            struck = [old for old in struck if old != former]
            yield SheetParagraph(
                block.kind, block.label, segments, marker(block), marker(former) if former else ""
            )
    for block in struck or (() if change.new else change.old):
        yield SheetParagraph(block.kind, block.label, _struck(block), "", marker(block), is_removed=True)


def _words_of(change: Change, block: Block, segments: tuple[Segment, ...]) -> SheetParagraph:
    """Print a block that has words, with where they come from."""
    origins = [old for old in change.old if wording(old)]
    former = origins[0] if len(origins) == 1 and change.kind != "split" else block
    gone = [sign for old in change.old if old.label == block.label and (sign := marker(old))]
    return SheetParagraph(
        block.kind,
        block.label,
        segments,
        "",
        gone[0] if gone else "",
        former_label=former.label if former.label != block.label else "",
        former_place=_place(change),
        sources=_notes(change),
        is_added=not change.old,
    )


def _place(change: Change) -> str:
    if change.kind != "moved":
        return ""
    return f"after {change.place}" if change.place else "first"


def _notes(change: Change) -> tuple[Source, ...]:
    labels = " and ".join(block.label for block in change.old if wording(block))
    if change.kind == "merged":
        return (Source("", f"Merged from {labels}"),)
    return (Source("", f"Split from {labels}"),) if change.kind == "split" else ()


def _struck(block: Block) -> tuple[Segment, ...]:
    words = wording(block)
    return (Segment("delete", words),) if words else ()


def _split(segments: Sequence[Segment], lengths: Sequence[int]) -> list[tuple[Segment, ...]]:
    """Part segments among the new blocks, by how long the words of each are; what is deleted goes with what it follows."""
    parts: list[list[Segment]] = [[]]
    left = lengths[0]
    for segment in segments:
        if segment.op == "delete":
            parts[-1].append(segment)
            continue
        text = segment.text
        while len(text) > left:
            if not left and parts[-1] and parts[-1][-1].op == "delete" and parts[-1][-1].text.isspace():
                parts[-1].pop()  # the space at which the block was split
            parts[-1].append(Segment(segment.op, text[:left]))
            text = text[left + 1 :]
            parts.append([])
            left = lengths[len(parts) - 1]
        parts[-1].append(Segment(segment.op, text))
        left -= len(text)
    return [tuple(segment for segment in part if segment.text) for part in parts]
