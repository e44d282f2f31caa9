"""What one case of a redline is, and how strictly its reading is compared."""

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple


class Check(Enum):
    """How closely the engine must follow the marked text; both texts are always rebuilt byte for byte."""

    EXACT = "the marks are just these"
    EDGES = "the marks are just these, but white space at their edges is free"
    WORDS = (
        "these words are marked and no others; white space and punctuation at the edges of a mark are free"
    )
    INSIDE = "these words lie inside marks, and hardly others"
    REPLACED = "one deletion and one insertion; what stays holds no word"
    SPACE = "only white space is marked, and something is"


class RedlineCase(NamedTuple):
    """A marked text, from which the base and the new wording are read."""

    name: str
    rule: str
    marked: str
    check: Check = Check.EXACT


def under(rule: str, marked: Mapping[str, str], check: Check = Check.EXACT) -> tuple[RedlineCase, ...]:
    """The cases of one rule, each from its name and its marked text."""
    return tuple(RedlineCase(name, rule, text, check) for name, text in marked.items())
