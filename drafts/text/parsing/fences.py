r"""Blocks written out in full, as no other text is taken for: the one form that gives back any block unchanged.

A fence is a row of backquotes with the block's kind, label and state, the wording as it is, and the row again:

    ```numbered 50 (merged into 49)
    ```
"""

import re
from collections.abc import Sequence

from drafts.text.parsing.blocks import Block, Kind, State

_OPENING = re.compile(
    r"(?P<fence>`{3,})(?P<kind>heading|unnumbered|preambular|numbered) (?P<label>.+?)"
    r"(?: \((?P<state>deleted|merged)(?: into (?P<target>.+))?\))?",
)
_TITLE = re.compile(r"(?P<fence>`{3,})title")


def title(lines: Sequence[str]) -> str:
    """The lines of a title as a fence."""
    fence = _fence(lines)
    return "\n".join([f"{fence}title", *lines, fence])


def block(given: Block) -> str:
    """A block as a fence."""
    state = {
        State.STANDING: "",
        State.DELETED: " (deleted)",
        State.MERGED: f" (merged into {given.target})",
    }[given.state]
    lines = given.wording.split("\n") if given.wording else []
    fence = _fence(lines)
    return "\n".join([f"{fence}{given.kind} {given.label}{state}", *lines, fence])


def _fence(lines: Sequence[str]) -> str:
    longest = max((len(line) for line in lines if re.fullmatch("`{3,}", line)), default=2)
    return "`" * (longest + 1)


def read(lines: Sequence[str], start: int) -> tuple[Block | tuple[str, ...], int] | None:
    """The fence that begins at `lines[start]`, a block or the lines of a title, and the place after its end."""
    opening = _OPENING.fullmatch(lines[start]) or _TITLE.fullmatch(lines[start])
    if not opening:
        return None
    try:
        end = lines.index(opening["fence"], start + 1)
    except ValueError:
        return None
    inside = lines[start + 1 : end]
    if opening.re is _TITLE:
        return tuple(inside), end + 1
    state = State(opening["state"] or State.STANDING)
    kind = Kind(opening["kind"])
    return Block(kind, opening["label"], "\n".join(inside), state, opening["target"]), end + 1
