"""Which words of a redline are in italics; where words took other type, they count as replaced."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from drafts.exports.sheet import Run
from drafts.text import markup
from drafts.text.redline import Segment

Op = Literal["equal", "delete", "insert", "option", "name", "agreed"]
Look = Literal["plain", "italic", "hidden"]


def styled(segments: Sequence[Segment | Run], old: str, new: str) -> Iterator[tuple[Op, str, bool]]:
    """Cut the segments between two wordings where their type changes; the asterisks themselves are left out."""
    if "*" not in old and "*" not in new:
        yield from ((segment.op, segment.text, False) for segment in segments)
        return
    looks_old, looks_new = looks(old), looks(new)
    at_old = at_new = 0
    for segment in segments:
        size = len(segment.text)
        before, after = looks_old[at_old : at_old + size], looks_new[at_new : at_new + size]
        if segment.op == "delete":
            yield from _cut("delete", segment.text, before)
        elif segment.op == "insert":
            yield from _cut("insert", segment.text, after)
        else:
            yield from _unchanged(segment.op, segment.text, before, after)
        at_old += size if segment.op != "insert" else 0
        at_new += size if segment.op != "delete" else 0


def _unchanged(
    op: Op, text: str, before: Sequence[Look], after: Sequence[Look]
) -> Iterator[tuple[Op, str, bool]]:
    """Cut words that both wordings have: where they look otherwise now, they are struck and stand anew."""
    at = 0
    for is_same, group in groupby(zip(before, after, strict=True), key=lambda pair: pair[0] == pair[1]):
        end = at + len(list(group))
        if is_same:
            yield from _cut(op, text[at:end], after[at:end])
        else:
            yield from _cut("delete", text[at:end], before[at:end])
            yield from _cut("insert", text[at:end], after[at:end])
        at = end


def _cut(op: Op, text: str, looks: Sequence[Look]) -> Iterator[tuple[Op, str, bool]]:
    at = 0
    for look, group in groupby(looks):
        end = at + len(list(group))
        if look != "hidden":
            yield op, text[at:end], look == "italic"
        at = end


def looks(wording: str) -> list[Look]:
    """Say of each character whether it is plain, italic, or an asterisk or backslash that is not printed."""
    found: list[Look] = ["plain"] * len(wording)
    start = 0
    for line in wording.split("\n"):
        for opening, closing in markup.emphasis(line, "*"):
            first, last = start + opening, start + closing
            found[first + 1 : last] = ["italic"] * (last - first - 1)
            found[first] = found[last] = "hidden"
        start += len(line) + 1
    for escape in re.finditer(r"\\(?=\*)", wording):
        found[escape.start()] = "hidden"
    return found
