r"""Blocks written out in full, as no other text is taken for: the one form that gives back any block unchanged.

A fence is a row of backquotes with the block's kind, label and state, the wording as it is, and the row again:

    ```numbered 50 (merged into 49)
    ```
"""

import bisect
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


def find(rows: Sequence[str]) -> dict[int, tuple[Block | tuple[str, ...], int]]:
    """The fences of a text: where each begins, the block or the lines of a title that it holds, the place after it."""
    ends: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        if row.startswith("```") and not row.strip("`"):
            ends.setdefault(row, []).append(place)
    found: dict[int, tuple[Block | tuple[str, ...], int]] = {}
    after = 0
    for place in (place for place, row in enumerate(rows) if ends and row.startswith("```")):
        if place >= after and (opening := _OPENING.fullmatch(rows[place]) or _TITLE.fullmatch(rows[place])):
            later = ends.get(opening["fence"], [])
            end = bisect.bisect(later, place)
            if end < len(later):
                after = later[end] + 1
                found[place] = _held(opening, rows[place + 1 : later[end]]), after
    return found


def _held(opening: re.Match[str], inside: Sequence[str]) -> Block | tuple[str, ...]:
    if opening.re is _TITLE:
        return tuple(inside)
    state = State(opening["state"] or State.STANDING)
    return Block(Kind(opening["kind"]), opening["label"], "\n".join(inside), state, opening["target"])
