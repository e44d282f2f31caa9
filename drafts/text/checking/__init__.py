"""The editorial check of a text: what an editor would mark before it is circulated."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from drafts.text.checking import cleanness, doubles, endings, overlaps, pointing, short_forms, spelling
from drafts.text.checking.findings import Check, Finding, Gravity
from drafts.text.checking.spelling import Spelling
from drafts.text.parsing import Block, Kind, State

__all__ = ["Check", "Finding", "Gravity", "Spelling", "check", "counts"]


def check(blocks: Sequence[Block], listed: Spelling, names: Collection[str] = ()) -> tuple[Finding, ...]:
    """Find what an editor would mark, in reading order; the same input gives the same findings.

    `names` are the nouns by which the text calls itself.
    """
    found = [*_wordings(blocks, listed), *endings.endings(blocks), *short_forms.short_forms(blocks)]
    found += [*pointing.pointing(blocks, names), *overlaps.overlaps(blocks)]
    return tuple(sorted(found, key=lambda each: (each.place, each.start, each.end, each.check)))


def counts(findings: Sequence[Finding]) -> Mapping[Gravity, int]:
    """Count findings by gravity."""
    counted = Counter(each.gravity for each in findings)
    return {gravity: counted[gravity] for gravity in Gravity}


def _wordings(blocks: Sequence[Block], listed: Spelling) -> Iterator[Finding]:
    for place, block in enumerate(blocks):
        if block.state is State.STANDING:
            yield from cleanness.unclean(place, block.wording)
            yield from doubles.doubled(place, block.wording)
            yield from spelling.misspelt(place, block.wording, listed)
            if block.kind is Kind.HEADING:
                continue
