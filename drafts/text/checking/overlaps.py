"""Paragraphs that say the same: nearly equal ones, and one that another contains."""

import hashlib
from collections.abc import Iterator, Sequence

from drafts.text.align import likeness
from drafts.text.checking.findings import Check, Finding, Gravity
from drafts.text.parsing import Block, Kind, State

_FEWEST = 8
"""Words from which a paragraph can be told to say what another says."""
_EQUAL = 0.72
_WITHIN = 0.85


def overlaps(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Find pairs of paragraphs that overlap, each told once, at the later one.

    The cost grows with the number of words: each paragraph is held against the few that share rare words with it.
    """
    places = [
        place
        for place, block in enumerate(blocks)
        if block.state is State.STANDING and block.kind is not Kind.HEADING
    ]
    prints = likeness.prints([block.wording for block in blocks])
    places = [place for place in places if prints[place].size >= _FEWEST]
    pairs = {(min(pair), max(pair)) for pair in likeness.candidates(prints, places, prints, places)}
    for one, other in sorted(pairs):
        if one != other and (told := _told(blocks, prints, one, other)):
            said = "\n".join(blocks[place].wording for place in (one, other))
            basis = hashlib.sha256(said.encode()).hexdigest()
            end = len(blocks[other].wording)
            yield Finding(Check.OVERLAP, Gravity.LOOK, other, 0, end, told, basis, other=one)


def _told(blocks: Sequence[Block], prints: Sequence[likeness.Print], one: int, other: int) -> str:
    alike = likeness.weighted(prints[one], prints[other])
    label = blocks[one].label
    if alike >= _EQUAL:
        return f"It says nearly what {label} says: {alike:.0%} alike."
    if likeness.share(prints[other], prints[one], ()) >= _WITHIN:
        return f"{label} says all of it, and more."
    return (
        f"It says all that {label} says, and more."
        if likeness.share(prints[one], prints[other], ()) >= _WITHIN
        else ""
    )
