"""The redline: deletions and insertions between two wordings, marked as a careful person would."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from drafts.text import edits, tokens
from drafts.text.edits import Comparison
from drafts.text.hunks import Hunk


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that both wordings have, or only the old one, or only the new one."""

    op: Literal["equal", "delete", "insert"]
    text: str


@lru_cache(maxsize=1024)
def diff(base: str, new: str) -> tuple[Segment, ...]:
    """Show what turns `base` into `new`.

    Segments in reading order, deletion before insertion. Equal and deleted ones joined give `base`,
    equal and inserted ones `new`; none is empty, no two neighbours are alike, no edge lies inside a
    word or a grapheme.
    """
    segments: list[Segment] = []
    at = 0
    comparison = edits.compare(base, new)
    for hunk in _joined(comparison):
        edit = edits.cut(comparison, hunk)
        segments += [
            Segment("equal", base[at : edit.start]),
            Segment("delete", base[edit.start : edit.end]),
            Segment("insert", edit.text),
        ]
        at = edit.end
    segments.append(Segment("equal", base[at:]))
    return tuple(segment for segment in segments if segment.text)


def _joined(comparison: Comparison) -> list[Hunk]:
    """Make one change of those parted only by white space or one small word."""
    texts = comparison.base.texts
    joined: list[Hunk] = []
    for hunk in comparison.hunks:
        if joined and _is_slight(texts[joined[-1].i2 : hunk.i1]):
            joined[-1] = Hunk(joined[-1].i1, hunk.i2, joined[-1].j1, hunk.j2)
        else:
            joined.append(hunk)
    return joined


def _is_slight(between: Sequence[str]) -> bool:
    """Tell whether tokens are line breaks and at most one small word."""
    words = [token for token in between if not token.isspace()]
    return not words or (len(words) == 1 and tokens.is_small(words[0]))
