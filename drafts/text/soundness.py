"""Soundness: whether blocks can become a document, and what stands against it, block by block."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from drafts.text import numbering
from drafts.text.parsing import Block, Kind, State

LONGEST_LABEL = 60

_NO_NUMBER = re.compile(r"(?:heading |unnumbered |PP)\d+|chapeau")


@dataclass(frozen=True, slots=True)
class Fault:
    """What stands against one block: its place among the blocks, and a sentence about it."""

    place: int
    message: str


def faults(blocks: Sequence[Block], reserved: Collection[str] = ()) -> tuple[Fault, ...]:
    """Return what stands against labels and targets, in reading order.

    Labels must be there, differ also in their addresses, and have no address that is `reserved`; the paragraph that
    another is merged into must stand, or be merged in its turn into one that stands.

    Source: conventions.md, 1 to 4.
    """
    found: list[Fault] = []
    by_label = {block.label: block for block in blocks}
    labels: dict[str, str] = {}
    for place, block in enumerate(blocks):
        slug = numbering.slug(block.label)
        said = _label_fault(block, slug, labels, reserved)
        if said:
            found.append(Fault(place, said))
        labels.setdefault(slug, block.label)
        if block.state is State.MERGED and (said := _target_fault(block, by_label)):
            found.append(Fault(place, said))
    return tuple(found)


def settled(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Fault, ...]]:
    """Let each merged block whose way leads to no standing one stand as its marker; say so for each."""
    by_label = {block.label: block for block in blocks}
    told: list[Fault] = []
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        said = _target_fault(block, by_label) if block.state is State.MERGED else ""
        if said:
            told.append(Fault(place, f"{said} Its marker is kept as its wording."))
            marker = f"[merged with paragraph {block.target}]"
            kept.append(replace(block, wording=marker, state=State.STANDING, target=None))
        else:
            kept.append(block)
    return tuple(kept), tuple(told)


def _label_fault(block: Block, slug: str, labels: Mapping[str, str], reserved: Collection[str]) -> str:
    label = block.label
    against = {
        "It needs a label with a letter or a digit: its number, or a name such as “unnumbered 2”.": not slug,
        f"Its label has {len(label)} characters; {LONGEST_LABEL} is the most.": (
            max(len(label), len(slug)) > LONGEST_LABEL
        ),
        f"“{label}” is a word that addresses need: give it another label.": slug in reserved,
        f"“{label}” is no number, and a numbered paragraph needs one.": (
            block.kind is Kind.NUMBERED and bool(_NO_NUMBER.fullmatch(label))
        ),
        f"The label “{label}” stands twice: an earlier block has it.": labels.get(slug) == label,
        f"“{label}” and “{labels.get(slug)}” would have one address: change one of them.": slug in labels,
    }
    return next((said for said, holds in against.items() if holds), "")


def _target_fault(block: Block, by_label: Mapping[str, Block]) -> str:
    """Follow a merged block to the one that survives; "" if there is one."""
    seen: set[str] = set()
    end: Block | None = block
    while end and end.state is State.MERGED and end.label not in seen:
        seen.add(end.label)
        last, end = end.target or "", by_label.get(end.target or "")
    against = {
        "It is merged: into which paragraph?": not block.target,
        f"It is merged into paragraph {block.target}, and no paragraph is called “{last}”.": end is None,
        f"It is merged into paragraph {block.target}, and so, in the end, into itself.": (
            end is not None and end.state is State.MERGED
        ),
        f"It is merged into paragraph {block.target}, and paragraph {last} is deleted.": (
            end is not None and end.state is State.DELETED
        ),
    }
    return next((said for said, holds in against.items() if holds), "")
