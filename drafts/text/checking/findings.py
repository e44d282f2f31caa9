"""What an editorial check finds: where, how grave, and what a person would write."""

import re
from dataclasses import dataclass
from enum import StrEnum

_BEFORE = re.compile(r"\w*\W*$")
_AFTER = re.compile(r"\W*\w*")
_NEAR = 80
"""Characters within which the words on either side are looked for."""


class Check(StrEnum):
    """The families of checks."""

    BRACKETS = "brackets"
    PLACEHOLDER = "placeholder"
    ENDING = "ending"
    DOUBLED = "doubled"
    SPELLING = "spelling"
    SHORT_FORM = "short_form"
    REFERENCE = "reference"
    OVERLAP = "overlap"


class Gravity(StrEnum):
    """How grave a finding is: the text is not clean, it is most likely a slip, or somebody should look."""

    UNCLEAN = "unclean"
    SLIP = "slip"
    LOOK = "look"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding on one block, by its place; `start` and `end` are characters of its wording.

    `basis` are the words that it rests on: an editor who accepts it accepts it for these words. `other` is the place
    of a second block that it is about.
    """

    check: Check
    gravity: Gravity
    place: int
    start: int
    end: int
    message: str
    basis: str
    other: int | None = None


def finding(
    check: Check, gravity: Gravity, place: int, wording: str, span: tuple[int, int], message: str
) -> Finding:
    """A finding that rests on the words at its place and the word on either side."""
    start, end = span
    before, after = (
        _BEFORE.search(wording[max(0, start - _NEAR) : start]),
        _AFTER.match(wording, end, end + _NEAR),
    )
    beside = [" ".join(re.findall(r"\w+", found[0])) if found else "" for found in (before, after)]
    basis = f"{beside[0]} {wording[start:end]} {beside[1]}"
    return Finding(check, gravity, place, start, end, message, basis)
