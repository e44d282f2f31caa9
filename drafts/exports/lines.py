"""The printed lines of a paragraph: points and their degrees, italics, and which words are new or gone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from drafts.exports.italics import Op, styled
from drafts.exports.sheet import Run, SheetParagraph
from drafts.text import markup
from drafts.text.redline import Segment

PILCROW = "¶"
_CLOSING, _OPENING = frozenset(",;:.!?)]}»”"), frozenset("([{«“")
_POINT = re.compile(r"^\[*\([a-z]+\) ", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """Neighbouring characters of one line that look alike. Never empty."""

    op: Op
    text: str
    is_italic: bool = False


@dataclass(frozen=True)
class Mark:
    """Pieces of a line that are told together, and the white space that stands before and after the mark."""

    op: Op
    before: str
    pieces: tuple[Piece, ...]
    after: str


@dataclass(frozen=True)
class Line:
    """One line of a wording. `degree` is 0 for running text, 1 for "(a)", 2 for "(i)"; `sign` holds that sign."""

    degree: int
    sign: tuple[Piece, ...]
    pieces: tuple[Piece, ...]


@dataclass
class _Row:
    """A line while it is gathered: its pieces, and its numbers in the two wordings (-1 where it is in one only)."""

    pieces: list[Piece] = field(default_factory=list)
    old: int = -1
    new: int = -1


def lines(segments: Sequence[Segment | Run]) -> tuple[Line, ...]:
    """Cut the segments of a paragraph into printed lines.

    A line break that alone was inserted or deleted shows as a pilcrow; one that goes with a whole line does not.
    """
    old, new = _wordings(segments)
    signs_old, signs_new = signs(old), signs(new)
    printed = []
    for row in _rows(segments, old, new):
        if not row.pieces:
            printed.append(Line(0, (), ()))
            continue
        degree, sign = signs_new[row.new] if row.new >= 0 else signs_old[row.old]
        printed.append(_line(row.pieces, degree, sign))
    return tuple(printed)


def printed_lines(paragraph: SheetParagraph) -> tuple[Line, ...]:
    """Give all the lines of a paragraph: its words, the marker in the place of words, and how far it is agreed.

    A marker that no longer stands comes before the words that stand again.
    """
    new, old = paragraph.marker, paragraph.former_marker
    gone = (Piece("delete", old, is_italic=True),) if old and old != new else ()
    sign = (Piece("equal" if new == old else "insert", new, is_italic=True),) if new else ()
    agreed = (Piece("agreed", paragraph.agreed),) if paragraph.agreed else ()
    words = lines(paragraph.segments)
    first = replace(words[0], pieces=_spaced(gone, words[0].pieces))
    *others, last = (first, *words[1:])
    return (*others, replace(last, pieces=_spaced(last.pieces, sign, agreed)))


def _spaced(*parts: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """Put a space between parts, leaving out those that are empty."""
    pieces = [piece for part in parts if part for piece in (Piece("equal", " "), *part)]
    return tuple(pieces[1:])


def marks(pieces: Iterable[Piece]) -> Iterator[Mark]:
    """Gather neighbouring pieces that are all new, all gone or all as they were.

    White space at the edge of what is new or gone stands outside it; a replaced word and its replacement are parted.
    """
    last = ""
    for op, group in groupby(pieces, key=_op):
        gathered = list(group)
        text = "".join(piece.text for piece in gathered)
        if op not in {"insert", "delete"} or not text.strip():
            yield Mark(op, "", tuple(gathered), "")
        else:
            before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
            gathered[0] = replace(gathered[0], text=gathered[0].text.removeprefix(before))
            gathered[-1] = replace(gathered[-1], text=gathered[-1].text.removesuffix(after))
            gap = " " if op == "insert" and _wants_gap(last[-1:], text[0]) else ""
            yield Mark(op, before or gap, tuple(gathered), after)
        last = text if op == "delete" else ""


def _wants_gap(gone: str, fresh: str) -> bool:
    """Tell whether a replaced word that ends so and a replacement that begins so would be read as one."""
    return (gone.isalnum() or gone in _CLOSING) and (fresh.isalnum() or fresh in _OPENING)


def _op(piece: Piece) -> Op:
    return piece.op


def _wordings(segments: Sequence[Segment | Run]) -> tuple[str, str]:
    return (
        "".join(segment.text for segment in segments if segment.op != "insert"),
        "".join(segment.text for segment in segments if segment.op != "delete"),
    )


def signs(wording: str) -> list[tuple[int, str]]:
    """Find the degree and the sign of each line; words after the last point close the wording, others their point."""
    if not _POINT.search(wording):
        return [(0, "")] * (wording.count("\n") + 1)
    read = markup.points(wording)
    points = [each for point in read.points for each in ((1, point), *((2, under) for under in point.points))]
    found: list[tuple[int, str]] = []
    has_begun = False
    for line in wording.split("\n"):
        if points and line.startswith(f"{points[0][1].marker} "):
            degree, point = points.pop(0)
            found.append((degree, f"{point.marker} "))
            has_begun = True
        else:
            found.append((int(has_begun and bool(points)), ""))
    return found


def _rows(segments: Sequence[Segment | Run], old: str, new: str) -> Iterator[_Row]:
    """Gather pieces line by line; a line that is only in the old wording has a row of its own."""
    gone, fresh = _whole(segments, "insert", "delete"), _whole(segments, "delete", "insert")
    row, at_old, at_new = _Row(), 0, 0
    for op, text, is_italic in styled(segments, old, new):
        for part in re.split(r"(\n)", text):
            if part != "\n":
                if part:
                    _put(row, Piece(op, part, is_italic), at_old, at_new)
                continue
            lone = (op == "delete" and not any(gone[at_old : at_old + 2])) or (
                op == "insert" and not any(fresh[at_new : at_new + 2])
            )
            if lone:
                _put(row, Piece(op, PILCROW), at_old, at_new)
            at_old, at_new = at_old + (op != "insert"), at_new + (op != "delete")
            if not (lone and op == "delete"):
                yield row
                row = _Row()
    yield row


def _put(row: _Row, piece: Piece, at_old: int, at_new: int) -> None:
    """Add a piece to a row, and note which line of either wording the row begins in."""
    if row.pieces and (row.pieces[-1].op, row.pieces[-1].is_italic) == (piece.op, piece.is_italic):
        piece = replace(piece, text=row.pieces.pop().text + piece.text)
    row.pieces.append(piece)
    if piece.op != "insert" and row.old < 0:
        row.old = at_old
    if piece.op != "delete" and row.new < 0:
        row.new = at_new


def _whole(segments: Sequence[Segment | Run], absent: Op, wanted: Op) -> list[bool]:
    """Say of each line of the wording without `absent` whether it has words and all of them are `wanted` ones."""
    has_words, is_whole = [False], [True]
    for segment in segments:
        if segment.op == absent:
            continue
        for index, part in enumerate(segment.text.split("\n")):
            if index:
                has_words.append(False)
                is_whole.append(True)
            if any(character.isalnum() for character in part):
                has_words[-1] = True
                is_whole[-1] = is_whole[-1] and segment.op == wanted
    return [each and whole for each, whole in zip(has_words, is_whole, strict=True)]


def _line(pieces: Sequence[Piece], degree: int, sign: str) -> Line:
    """Part the sign "(a) " from the words of a line, counting only what is not deleted unless all of it is."""
    wanted = len(sign)
    is_gone = all(piece.op == "delete" for piece in pieces)
    head: list[Piece] = []
    rest = list(pieces)
    while wanted > 0 and rest:
        piece = rest.pop(0)
        if piece.op == "delete" and not is_gone:
            head.append(piece)
            continue
        head.append(Piece(piece.op, piece.text[:wanted], piece.is_italic))
        if len(piece.text) > wanted:
            rest.insert(0, Piece(piece.op, piece.text[wanted:], piece.is_italic))
        wanted -= len(piece.text)
    return Line(degree, tuple(head), tuple(rest))
