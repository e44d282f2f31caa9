"""A text as people write it, read into blocks: `parse` is the way in, `writing.plain` the way back."""

from drafts.text.parsing import fences, labels, lines, pieces, reading, title
from drafts.text.parsing.blocks import Block, Kind, Parsed, State, Warning_
from drafts.text.parsing.lines import Line
from drafts.text.parsing.pieces import Piece, Sort, Width

__all__ = ["Block", "Kind", "Parsed", "State", "Warning_", "parse"]


def parse(text: str) -> Parsed:
    """Read a text: its title, its blocks in order, and what could not be settled.

    Whatever the text is, something comes back and nothing is raised. Wordings keep their characters; only broken
    lines are joined, points written "(a) ", and white space at the end of lines left out.

    Source: conventions.md, 2 to 8.
    """
    read = pieces.gather(_lines(text), Width(None))
    found, rest = title.take(read)
    drafts, warnings = reading.read(rest)
    blocks, more = labels.assign(drafts)
    return Parsed(found, tuple(blocks), tuple(sorted([*warnings, *more], key=lambda warning: warning.line)))


def _lines(text: str) -> list[Line | Piece]:
    """The lines of a text in the type of wordings, fences read as the pieces that they are."""
    cut = lines.cut(text)
    raw = text.split("\n")
    found: list[Line | Piece] = []
    place = 0
    while place < len(cut):
        fence = fences.read(raw, place) if raw[place].startswith("```") else None
        if fence:
            found.append(Piece(place + 1, 0, True, Sort.FENCE, "", fence=fence[0]))
            place = fence[1]
        else:
            found.append(lines.retype(cut[place]))
            place += 1
    return found
