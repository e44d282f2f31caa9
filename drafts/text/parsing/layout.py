"""How the lines of a text lie: whether they are broken at a width, and how far they are indented on their page."""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from drafts.text.parsing import marks
from drafts.text.parsing.lines import Line

_SHORTEST, _LONGEST = 30, 160
"""Between these a line may have been broken for want of room."""
_SHARE = 0.15
"""Of all lines, the share that must break off in a sentence before a text counts as broken at a width."""
_FULL = 0.86
"""Of the width, where a line may end for want of room: letters differ in width."""
_FIRST_LINE = range(2, 13)
"""Columns by which the first line of a paragraph is indented."""
_BODY = 40


@dataclass(frozen=True, slots=True)
class Layout:
    """How a text's lines are broken: at about `columns`, or, where that is None, only where a paragraph ends.

    With `has_indents`, a new paragraph is told by its first line's indent instead of an empty line before it.
    """

    columns: int | None = None
    has_indents: bool = False

    @property
    def is_broken(self) -> bool:
        """Whether the lines of a paragraph are broken at a width."""
        return self.columns is not None

    def is_full(self, line: Line, after: Line) -> bool:
        """Whether the next line's first word had no place on `line`."""
        if self.columns is None:
            return False
        return line.indent + len(line.text) + 1 + len(after.text.split(maxsplit=1)[0]) > _FULL * self.columns


def measure(lines: Sequence[Line]) -> Layout:
    """The layout of a text, by its lines that break off in a sentence."""
    pairs = [(line, after) for line, after in itertools.pairwise(lines) if line.text and after.text]
    broken = [len(line.text) for line, after in pairs if _breaks_off(line, after)]
    written = sum(bool(line.text) for line in lines)
    if len(broken) < max(2, _SHARE * written):
        return Layout()
    longest = sorted(broken)[len(broken) * 9 // 10]
    indented = sum(
        after.indent - line.indent in _FIRST_LINE and len(after.text) > _BODY for line, after in pairs
    )
    return Layout(longest, has_indents=indented * 20 > written)


def _breaks_off(line: Line, after: Line) -> bool:
    return (
        _SHORTEST <= len(line.text) <= _LONGEST
        and marks.goes_on(after.text)
        and not marks.is_ended(line.text)
    )


def level(pages: Iterable[Sequence[Line]]) -> list[Line]:
    """The lines of all pages, their indents counted from the margin of each page's own body."""
    found: list[Line] = []
    margin = 0
    for page in pages:
        margin = _margin(page, margin)
        found += [replace(line, indent=line.indent - margin) for line in page]
    return found


def _margin(page: Sequence[Line], margin: int) -> int:
    """The indent of most long lines of a page; that of the page before where it has too few."""
    indents = Counter(line.indent for line in page if len(line.text) >= _BODY)
    common = [indent for indent, _ in indents.most_common(1)]
    return common[0] if sum(indents.values()) > 2 else margin  # noqa: PLR2004 - too few to tell
