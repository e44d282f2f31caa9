"""A text as people write it, read into blocks: `parse` is the way in, `writing.plain` the way back."""

from drafts.text.parsing import checking, labels, pieces, reading, source, title
from drafts.text.parsing.blocks import Block, Kind, Parsed, State, Warning_

__all__ = ["Block", "Kind", "Parsed", "State", "Warning_", "parse"]


def parse(text: str) -> Parsed:
    """Read a text: its title, its blocks in order, and what could not be settled.

    Whatever the text is, something comes back and nothing is raised. Wordings keep their characters; only broken
    lines are joined, points written "(a) ", bold, links and footnotes left out, and white space at the end of lines.

    Source: conventions.md, 2 to 8.
    """
    given = source.read(text)
    found, rest = title.take(pieces.gather(given.lines, given.layout), named=given.title)
    drafts, doubts = reading.read(rest, given.layout)
    names, doubles = labels.assign(drafts)
    blocks, astray = checking.finish(drafts, names)
    warnings = sorted([*given.warnings, *doubts, *doubles, *astray], key=lambda warning: warning.line)
    return Parsed(found, tuple(blocks), tuple(warnings), tuple(draft.line for draft in drafts))
