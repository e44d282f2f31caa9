"""What a text is made of once it is read: blocks, its title, and what could not be settled."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a block is on paper."""

    HEADING = "heading"
    UNNUMBERED = "unnumbered"
    PREAMBULAR = "preambular"
    NUMBERED = "numbered"


class State(StrEnum):
    """Whether a block stands, was deleted, or was merged into another one."""

    STANDING = "standing"
    DELETED = "deleted"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text, as it stands on paper.

    A deleted or merged block has no wording (its marker follows from its state); a merged one names in `target` the
    label that it was merged into, as the file gives it.
    """

    kind: Kind
    label: str
    wording: str
    state: State = State.STANDING
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Warning_:  # noqa: N801 - Warning is Python's own
    """Something that a person should look at; `line` counts the lines of the file from 1."""

    line: int
    message: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as read: the lines of its title, its blocks in order, and what could not be settled, by line.

    `lines` are those of the file in which the blocks begin.
    """

    title: tuple[str, ...]
    blocks: tuple[Block, ...]
    warnings: tuple[Warning_, ...]
    lines: tuple[int, ...] = field(default=(), compare=False)
