"""The working copy of a text that is being brought in: its title, its blocks under lasting keys, the doubts beside them."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from drafts.text.parsing import Block, Kind, Parsed, State, Warning_

NAMES: Mapping[Kind, str] = {Kind.HEADING: "heading ", Kind.UNNUMBERED: "unnumbered ", Kind.PREAMBULAR: "PP"}
"""How a block that has no number is called; a count follows."""

_NAME = re.compile(r"(?:heading |unnumbered |PP)\d+")


@dataclass(frozen=True, slots=True)
class Entry:
    """A block under a key that it keeps through all corrections, and the title of the section that begins at it."""

    key: int
    block: Block
    section: str = ""
    is_left_out: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """What reading the file could not settle, by the line of the file; `key` is its block's, 0 where it has none."""

    line: int
    message: str
    key: int = 0


@dataclass(frozen=True, slots=True)
class Working:
    """A text as corrected so far: the lines of its title, its blocks in reading order, the doubts beside them."""

    title: tuple[str, ...]
    entries: tuple[Entry, ...]
    doubts: tuple[Doubt, ...] = ()

    def place(self, key: int) -> int:
        """Return where among the entries a key is.

        Raises:
            KeyError: no block has it.
        """
        for place, entry in enumerate(self.entries):
            if entry.key == key:
                return place
        raise KeyError(key)

    def kept(self) -> tuple[Entry, ...]:
        """Return the entries that are not left out."""
        return tuple(entry for entry in self.entries if not entry.is_left_out)

    def labels(self) -> frozenset[str]:
        """Return the labels of the entries that are not left out."""
        return frozenset(entry.block.label for entry in self.kept())


def begin(parsed: Parsed, more: Sequence[Warning_] = ()) -> Working:
    """Lay a parsed text out for correction, each warning, and `more` of them, beside the block that its line is in."""
    entries = tuple(Entry(key, block) for key, block in enumerate(parsed.blocks, start=1))
    warnings = sorted([*more, *parsed.warnings], key=lambda warning: warning.line)
    doubts = (Doubt(one.line, one.message, bisect_right(parsed.lines, one.line)) for one in warnings)
    return Working(parsed.title, entries, tuple(doubts))


def result(working: Working) -> tuple[tuple[Block, ...], dict[str, str]]:
    """Return the blocks as they would be saved, and the section that begins at a label.

    A deleted or merged block has no wording; the section of a block that is left out begins at the next one.
    """
    blocks: list[Block] = []
    sections: dict[str, str] = {}
    waiting = ""
    for entry in working.entries:
        waiting = entry.section or waiting
        if entry.is_left_out:
            continue
        block = entry.block
        is_standing = block.state is State.STANDING
        target = block.target if block.state is State.MERGED else None
        blocks.append(replace(block, wording=block.wording if is_standing else "", target=target))
        if waiting:
            sections[block.label] = waiting
            waiting = ""
    return tuple(blocks), sections


def written(block: Block) -> str:
    """Return a block's words as the text has them: its number and its marker included."""
    words = (
        block.wording
        or {
            State.STANDING: "",
            State.DELETED: "Delete",
            State.MERGED: f"[merged with paragraph {block.target}]",
        }[block.state]
    )
    return f"{block.label}. {words}" if block.kind is Kind.NUMBERED else words


def is_named(label: str) -> bool:
    """Tell whether a label is a name with a count, or missing."""
    return not label or bool(_NAME.fullmatch(label))
