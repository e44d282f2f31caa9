"""The redline: deletions and insertions between two wordings, marked as a careful person would."""

from dataclasses import dataclass
from typing import Literal

from drafts.text import edits, rewriting
from drafts.text.comparison import Comparison, compare
from drafts.text.hunks import Hunk
from drafts.text.lexicon import count_telling, is_small
from drafts.text.memory import remembered
from drafts.text.tokens import stands_alone

_ROOM = 5  # tokens in each of two replacements for one mark or small word between them


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that both wordings have, or only the old one, or only the new one."""

    op: Literal["equal", "delete", "insert"]
    text: str


@remembered
def diff(base: str, new: str) -> tuple[Segment, ...]:
    """Show what turns `base` into `new`.

    Segments in reading order, deletion before insertion. Equal and deleted ones joined give `base`,
    equal and inserted ones `new`; none is empty, no two neighbours are alike, no edge lies inside a
    word or a grapheme.
    """
    segments: list[Segment] = []
    at = 0
    comparison = compare(base, new)
    for hunk in _readable(comparison):
        edit = edits.cut(comparison, hunk)
        segments += [
            Segment("equal", base[at : edit.start]),
            Segment("delete", base[edit.start : edit.end]),
            Segment("insert", edit.text),
        ]
        at = edit.end
    segments.append(Segment("equal", base[at:]))
    return tuple(segment for segment in segments if segment.text)


def _readable(comparison: Comparison) -> list[Hunk]:
    """Make of the hunks the changes that a reader wants to see."""
    old, new = comparison.base.texts, comparison.new.texts
    if rewriting.is_another(comparison):
        return [Hunk(0, len(old), 0, len(new))]
    joined: list[Hunk] = []
    for hunk in rewriting.join(comparison, rewriting.ALMOST_ALL):
        joined.append(hunk)
        while len(joined) > 1 and _is_slight(comparison, *joined[-2:]):
            last, before = joined.pop(), joined.pop()
            joined.append(Hunk(before.i1, last.i2, before.j1, last.j2))
    return joined


def _is_slight(comparison: Comparison, before: Hunk, after: Hunk) -> bool:
    """Tell whether what parts two changes is too slight to keep them apart.

    White space, one small word, or one letter of a script without spaces always is; more only between
    replacements that are long beside it. The letter of a point stays by itself.
    """
    if comparison.is_letter(before) or comparison.is_letter(after):
        return False
    between = [token for token in comparison.base.texts[before.i2 : after.i1] if not token.isspace()]
    if not between or (len(between) == 1 and (is_small(between[0]) or stands_alone(between[0]))):
        return True
    room = min(_room(before), _room(after))
    return room >= _ROOM * len(between) + 2 * _ROOM * count_telling(between)


def _room(hunk: Hunk) -> int:
    """Measure a replacement in tokens of its two sides on average; a pure deletion or insertion has no room."""
    deleted, inserted = hunk.i2 - hunk.i1, hunk.j2 - hunk.j1
    return (deleted + inserted) // 2 if deleted and inserted else 0
