"""The redline: deletions and insertions between two wordings, marked as a careful person would."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from drafts.text import edits
from drafts.text.edits import Edit

# Words so short and common that a change on either side of one is one change.
_SMALL = """
    a an and as at by for from in its of on or the to with
    au aux ce ces d'un d'une dans de des du en et la le les ou par pour que sur un une à
    al con de del el en la las los o para por que se su un una y
    а в для за и из или к на о об от по при с со у
    أن أو إلى على عن في ما مع من و
    与 中 为 之 于 及 和 在 对 或 是 的
"""
_SMALL_WORDS = frozenset(_SMALL.split())


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
    for edit in _joined(base, edits.find(base, new)):
        segments += [
            Segment("equal", base[at : edit.start]),
            Segment("delete", base[edit.start : edit.end]),
            Segment("insert", edit.text),
        ]
        at = edit.end
    segments.append(Segment("equal", base[at:]))
    return tuple(segment for segment in segments if segment.text)


def _joined(base: str, found: tuple[Edit, ...]) -> list[Edit]:
    """Make one change of those parted only by white space or one small word."""
    joined: list[Edit] = []
    for edit in found:
        if joined and _is_slight(base[joined[-1].end : edit.start]):
            last = joined.pop()
            joined.append(Edit(last.start, edit.end, last.text + base[last.end : edit.start] + edit.text))
        else:
            joined.append(edit)
    return joined


def _is_slight(between: str) -> bool:
    """Tell whether a text is white space or one small word."""
    word = between.strip()
    return not word or word.lower() in _SMALL_WORDS
