"""How the cases of the text engine are written down: a redline, a merge or a combination, each in one readable line.

A redline: `Ensure {-offenders-}{+perpetrators+}, including`.
A merge: `Ensure {offenders|perpetrators|=}, including`; before, ours, theirs, where `=` leaves the words alone.
A combination: `Ensure {offenders|Examplia=perpetrators|Samplia,Demoland=}, including`; before, then who wants what.
"""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

_MARK = re.compile(r"\{-(?P<delete>.*?)-\}|\{\+(?P<insert>.*?)\+\}", re.DOTALL)
_PLACE = re.compile(r"\{(?P<before>[^{}|]*)\|(?P<variants>[^{}]*)\}")


class Piece(NamedTuple):
    """A stretch of a redline as a person marked it; op is "equal", "delete" or "insert"."""

    op: str
    text: str


class Place(NamedTuple):
    """A place where a text is to be changed: its words, and who wants which words instead."""

    before: str
    wanted: Mapping[str, str]


class Variants(NamedTuple):
    """A text with places at which wordings differ: fixed stretches, one more than there are places between them."""

    fixed: tuple[str, ...]
    places: tuple[Place, ...]

    @property
    def base(self) -> str:
        """The text before anybody changed it."""
        return self.taking(lambda place: place.before)

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody who wants a change, in the order of the text."""
        return tuple(dict.fromkeys(name for place in self.places for name in place.wanted))

    def wording_of(self, name: str) -> str:
        """The whole text as `name` wants it."""
        return self.taking(lambda place: place.wanted.get(name, place.before))

    def taking(self, pick: Callable[[Place], str]) -> str:
        """The whole text with what `pick` says at each place."""
        picked = [*map(pick, self.places), ""]
        return "".join(part for pair in zip(self.fixed, picked, strict=True) for part in pair)


def read_redline(marked: str) -> tuple[Piece, ...]:
    """The pieces of a marked text in reading order, none empty."""
    pieces: list[Piece] = []
    last = 0
    for mark in _MARK.finditer(marked):
        pieces.append(Piece("equal", marked[last : mark.start()]))
        pieces.append(Piece(str(mark.lastgroup), str(mark[str(mark.lastgroup)])))
        last = mark.end()
    pieces.append(Piece("equal", marked[last:]))
    return tuple(piece for piece in pieces if piece.text)


def write_redline(pieces: tuple[Piece, ...]) -> str:
    """The marked text that `read_redline` reads as `pieces`."""
    marks = {"equal": ("", ""), "delete": ("{-", "-}"), "insert": ("{+", "+}")}
    return "".join(f"{marks[piece.op][0]}{piece.text}{marks[piece.op][1]}" for piece in pieces)


def joined(pieces: tuple[Piece, ...], *ops: str) -> str:
    """The text of the pieces whose op is one of `ops`."""
    return "".join(piece.text for piece in pieces if piece.op in ops)


def read_merge(text: str) -> Variants:
    """A merge: everybody is "ours" or "theirs", and wants nothing where the notation says `=`."""

    def place(before: str, variants: str) -> Place:
        ours, theirs = variants.split("|")
        return Place(
            before, {side: words for side, words in (("ours", ours), ("theirs", theirs)) if words != "="}
        )

    return _read(text, place)


def read_combination(text: str) -> Variants:
    """A combination: `|Examplia,Samplia=words` says that both want `words` there."""

    def place(before: str, variants: str) -> Place:
        wanted: dict[str, str] = {}
        for variant in variants.split("|"):
            names, words = variant.split("=")
            wanted.update(dict.fromkeys(names.split(","), words))
        return Place(before, wanted)

    return _read(text, place)


def _read(text: str, place: Callable[[str, str], Place]) -> Variants:
    fixed: list[str] = []
    places: list[Place] = []
    last = 0
    for found in _PLACE.finditer(text):
        fixed.append(text[last : found.start()])
        places.append(place(found["before"], found["variants"]))
        last = found.end()
    return Variants((*fixed, text[last:]), tuple(places))
