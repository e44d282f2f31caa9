"""A paragraph as Word has it: its lines, each ended by a paragraph mark, with who inserted and who struck what."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from drafts.exports.italics import looks
from drafts.exports.lines import signs
from drafts.exports.sheet import AGREED, Entry, marker, wording
from drafts.text.layers import Hand, Stretch
from drafts.text.parsing import Kind

Style = Literal["Title", "Heading1", "Numbered", "Preambular", "Unnumbered", "Point", "SubPoint", "Continued"]
Look = Literal["", "Marker", "Proposed", "Proponent"]

_FIRST: dict[Kind, Style] = {
    Kind.NUMBERED: "Numbered",
    Kind.PREAMBULAR: "Preambular",
    Kind.UNNUMBERED: "Unnumbered",
}
TITLE = "title "
"""How the keys of the lines of a title begin."""
POINTS: tuple[Style, ...] = ("Continued", "Point", "SubPoint")


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring characters that look alike and have one fate; a tab is a real one. Never empty."""

    text: str
    is_italic: bool = False
    look: Look = ""
    inserted: Hand | None = None
    deleted: Hand | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """The end of a line, which carries its style; `former` is the style it had in the older text if another."""

    style: Style
    inserted: Hand | None = None
    deleted: Hand | None = None
    former: Style | None = None
    restyled: Hand | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What stands before one paragraph mark."""

    spans: tuple[Span, ...]
    mark: Mark


@dataclass(frozen=True, slots=True)
class Move:
    """A paragraph that stands elsewhere now: at the place it left ("from") or the one it came to ("to")."""

    name: str
    side: Literal["from", "to"]
    hand: Hand


@dataclass(frozen=True, slots=True)
class Part:
    """One paragraph of the text; `bookmark` is the name under which it is found again, empty where it has none."""

    lines: tuple[Line, ...]
    bookmark: str = ""
    move: Move | None = None

    @property
    def is_changed(self) -> bool:
        """Tell whether anything of it was inserted, struck, or is in another style now."""
        return any(
            each.inserted or each.deleted or (isinstance(each, Mark) and each.former) for each in self.pieces
        )

    @property
    def pieces(self) -> list[Span | Mark]:
        """Return its spans and marks in reading order."""
        found: list[Span | Mark] = []
        for line in self.lines:
            found += [*line.spans, line.mark]
        return found


@dataclass(frozen=True, slots=True)
class History:
    """How a wording came about, and whose hand all else of the paragraph is in: its number, marker, marks."""

    stretches: tuple[Stretch, ...]
    hand: Hand


@dataclass(frozen=True, slots=True)
class _Glyph:
    """How one character of a wording is printed: not at all where `text` is empty, as a mark where it is a line's end."""

    text: str
    is_italic: bool = False
    style: Style | None = None


def part(old: Entry | None, new: Entry | None, history: History, bookmark: str = "") -> Part:
    """Print a paragraph as it came from the older text to the newer one; one of the two may lack it.

    Rejected, it is as the older text prints it, accepted as the newer one does; `history.stretches` must join to
    both wordings.
    """
    return Part(tuple(lines_of(_pieces(old, new, history))), bookmark)


def standing(entry: Entry, bookmark: str = "") -> Part:
    """Print a paragraph as it stands."""
    words = wording(entry.block)
    pieces = _pieces(entry, entry, History((Stretch(words),) if words else (), _NOBODY))
    return Part(tuple(lines_of(pieces)), bookmark)


def moved(part: Part, name: str, hand: Hand) -> tuple[Part, Part]:
    """Print a paragraph that moved: at the place that it left, and at the one it came to.

    Where its words changed as well it is struck at the one and inserted at the other, for LibreOffice cannot settle
    changes within what moved; what came and went between is left out.
    """
    left = [_left(each, hand) for each in part.pieces if not each.inserted]
    came = [_came(each, hand) for each in part.pieces if not each.deleted]
    if part.is_changed:
        return Part(tuple(lines_of(left))), Part(tuple(lines_of(came)), part.bookmark)
    return (
        Part(part.lines, "", Move(name, "from", hand)),
        Part(part.lines, part.bookmark, Move(name, "to", hand)),
    )


def _left(piece: Span | Mark, hand: Hand) -> Span | Mark:
    if isinstance(piece, Mark):
        return Mark(piece.former or piece.style, deleted=piece.deleted or hand)
    return replace(piece, deleted=piece.deleted or hand)


def _came(piece: Span | Mark, hand: Hand) -> Span | Mark:
    if isinstance(piece, Mark):
        return Mark(piece.style, inserted=piece.inserted or hand)
    return replace(piece, inserted=piece.inserted or hand)


_NOBODY = Hand((), None)  # type: ignore[arg-type]  # never shown: nothing differs


def _pieces(old: Entry | None, new: Entry | None, history: History) -> Iterator[Span | Mark]:
    """Give spans and marks in reading order: number, words, marker, how far it is agreed, the last mark."""
    hand = history.hand
    yield from _swap(_number(old), _number(new), hand)
    before, after = _glyphs(old), _glyphs(new)
    yield from _words(before, after, history)
    yield from _swap(_sign(old), _sign(new), hand, look="Marker")
    yield from _swap(_agreed(old), _agreed(new), hand, look="Marker")
    was, now = (_styles(entry)[-1] if entry else None for entry in (old, new))
    if was and now:
        yield _kept_mark(was, now, hand)
    elif now:
        yield Mark(now, inserted=hand)
    elif was:
        yield Mark(was, deleted=hand)


def _swap(old: str, new: str, hand: Hand, look: Look = "") -> Iterator[Span]:
    """Print what is made by us: struck and put anew where it has changed."""
    if old == new:
        yield from [Span(new, look=look)] * bool(new)
        return
    if old:
        yield Span(old, look=look, deleted=hand)
    if new:
        yield Span(new, look=look, inserted=hand)


def _number(entry: Entry | None) -> str:
    return f"{entry.block.label}.\t" if entry and entry.block.kind is Kind.NUMBERED else ""


def _sign(entry: Entry | None) -> str:
    return marker(entry.block) if entry else ""


def _agreed(entry: Entry | None) -> str:
    agreed = AGREED.get(entry.agreement, "") if entry else ""
    return f" {agreed}" if agreed else ""


def _kept_mark(was: Style, now: Style, hand: Hand) -> Mark:
    return Mark(now) if was == now else Mark(now, former=was, restyled=hand)


def _words(before: Sequence[_Glyph], after: Sequence[_Glyph], history: History) -> Iterator[Span | Mark]:
    """Print the stretches of a wording; what stays but looks otherwise is struck and put anew."""
    at_old = at_new = 0
    for stretch in history.stretches:
        size = len(stretch.text)
        old = before[at_old : at_old + size] if not stretch.inserted else ()
        new = after[at_new : at_new + size] if not stretch.deleted else ()
        if stretch.inserted and stretch.deleted:
            yield from _fated([_plain(each) for each in stretch.text], stretch.inserted, stretch.deleted)
        elif stretch.inserted:
            yield from _fated(new, stretch.inserted, None)
        elif stretch.deleted:
            yield from _fated(old, None, stretch.deleted)
        else:
            yield from _kept(old, new, history.hand)
        at_old, at_new = at_old + len(old), at_new + len(new)


def _plain(character: str) -> _Glyph:
    """Print what came and went: a line's end as a space, for LibreOffice cannot settle one that came and went."""
    return _Glyph(" " if character == "\n" else character)


def _fated(glyphs: Iterable[_Glyph], inserted: Hand | None, deleted: Hand | None) -> Iterator[Span | Mark]:
    """Print characters that share one fate."""
    for (is_italic, style), run in groupby(
        (glyph for glyph in glyphs if glyph.text), key=lambda glyph: (glyph.is_italic, glyph.style)
    ):
        if style:
            yield from (Mark(style, inserted, deleted) for _glyph in run)
        else:
            yield Span("".join(each.text for each in run), is_italic, "", inserted, deleted)


def _kept(old: Sequence[_Glyph], new: Sequence[_Glyph], hand: Hand) -> Iterator[Span | Mark]:
    """Print characters that both texts have."""
    for is_same, run in groupby(zip(old, new, strict=True), key=lambda pair: pair[0] == pair[1]):
        pairs = list(run)
        if is_same:
            yield from _fated((glyph for _, glyph in pairs), None, None)
            continue
        for was, now in pairs:
            if was.style and now.style:
                yield _kept_mark(was.style, now.style, hand)
            else:
                yield from _fated([was], None, hand)
                yield from _fated([now], hand, None)


def _glyphs(entry: Entry | None) -> tuple[_Glyph, ...]:
    """Say how each character of a wording is printed: italics, the tab after the letter of a point, the lines' ends."""
    words = wording(entry.block) if entry else ""
    if not entry or not words:
        return ()
    found = [
        _Glyph("" if look == "hidden" else character, look == "italic")
        for character, look in zip(words, looks(words), strict=True)
    ]
    styles = _styles(entry)
    at = 0
    for line, style, (_degree, sign) in zip(words.split("\n"), styles, signs(words), strict=True):
        if sign and style in {"Point", "SubPoint"}:
            found[at + len(sign) - 1] = _Glyph("\t")
        at += len(line)
        if at < len(found):
            found[at] = _Glyph("\n", style=style)
        at += 1
    return tuple(found)


def _styles(entry: Entry) -> list[Style]:
    """Give the style of each line of a paragraph: the first by its kind, the others by their points."""
    block = entry.block
    if block.kind is Kind.HEADING:
        own: Style = "Title" if entry.key.startswith(TITLE) else "Heading1"
        return [own] * (wording(block).count("\n") + 1)
    degrees = [degree for degree, _sign in signs(wording(block))]
    first: Style = (
        POINTS[degrees[0]] if degrees[0] and block.kind is not Kind.NUMBERED else _FIRST[block.kind]
    )
    return [first, *(POINTS[degree] for degree in degrees[1:])]


def lines_of(pieces: Iterable[Span | Mark]) -> Iterator[Line]:
    """Gather spans into lines, neighbours alike as one; what is struck stands before what is put in its place."""
    spans: list[Span] = []
    for piece in pieces:
        if isinstance(piece, Mark):
            yield Line(tuple(spans), piece)
            spans = []
        elif spans and replace(spans[-1], text="") == replace(piece, text=""):
            spans[-1] = replace(piece, text=spans[-1].text + piece.text)
        else:
            spans.append(piece)
