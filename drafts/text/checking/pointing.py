"""References that lead nowhere, or to a paragraph that was merged, by the law of renumbering."""

from collections.abc import Collection, Iterator, Sequence

from drafts.text import renumbering
from drafts.text.checking.findings import Check, Finding, Gravity, finding
from drafts.text.parsing import Block


def pointing(blocks: Sequence[Block], names: Collection[str]) -> Iterator[Finding]:
    """Find references to paragraphs that are deleted, merged or not there, and those that only a person can settle."""
    found = renumbering.renumber(blocks, names)
    graded = ((found.refusals, Gravity.SLIP), (found.followed, Gravity.SLIP), (found.cautions, Gravity.LOOK))
    for remarks, gravity in graded:
        for remark in remarks:
            if remark.end:
                wording = blocks[remark.place].wording
                span = (remark.start, remark.end)
                yield finding(Check.REFERENCE, gravity, remark.place, wording, span, remark.message)
