"""Edits: what turns one wording into another, place by place, each carrying its own space."""

from collections.abc import Iterable
from typing import NamedTuple

from drafts.text import rewriting, slides
from drafts.text.comparison import Comparison, compare
from drafts.text.hunks import Hunk
from drafts.text.memory import remembered


class Edit(NamedTuple):
    """The characters `start:end` of the base become `text`."""

    start: int
    end: int
    text: str


@remembered
def find(base: str, new: str) -> tuple[Edit, ...]:
    """Find the edits that turn `base` into `new`: reading order, an unchanged token between any two.

    A sentence that was rewritten is one edit; what goes in between commas stands before the first of them.
    """
    comparison = compare(base, new)
    joined = rewriting.join(comparison, rewriting.MOST)
    moved = slides.before_commas(joined, comparison.base, comparison.new)
    return tuple(cut(comparison, hunk) for hunk in moved)


def apply(base: str, found: Iterable[Edit]) -> str:
    """Carry out edits of a wording, given in reading order."""
    pieces = []
    at = 0
    for edit in found:
        pieces += [base[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, base[at:]])


def cut(comparison: Comparison, hunk: Hunk) -> Edit:
    """Cut an edit from both wordings, leaving out the blanks around it that stay.

    A pure insertion or deletion takes the space before it, at the start of a line the space after it.
    """
    old, now = comparison.base, comparison.new
    before, after = old.gaps[hunk.i1], old.gaps[hunk.i2]
    keeps_before = before == now.gaps[hunk.j1]
    keeps_after = after == now.gaps[hunk.j2]
    if keeps_before and keeps_after and (hunk.i1 == hunk.i2 or hunk.j1 == hunk.j2):
        opens_line = hunk.i1 == 0 or old.texts[hunk.i1 - 1].endswith("\n")
        keeps_before, keeps_after = opens_line, not opens_line
    lead = len(before) if keeps_before else 0
    trail = len(after) if keeps_after else 0
    text = now.between(hunk.j1, hunk.j2)
    return Edit(old.end(hunk.i1 - 1) + lead, old.starts[hunk.i2] - trail, text[lead : len(text) - trail])
