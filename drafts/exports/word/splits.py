"""Paragraphs that were split: the words stay, and what was inserted is the mark between them and a number."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from drafts.exports.word.spans import Mark, Part, Span, lines_of
from drafts.text.layers import Hand

_FEWEST = 12
"""Characters that a paragraph must have taken along to have been split off."""


class _Cell(NamedTuple):
    """One character, or the end of a line, with what it is cut from."""

    text: str
    is_italic: bool
    piece: Span | Mark


def shown(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Show as splits what is struck at the end of a paragraph and inserted, word for word, as the one after it."""
    found = list(parts)
    for place, (before, after) in enumerate(pairwise(parts)):
        is_whole = found[place] is before and not before.move and not after.move
        if is_whole and (pair := _split(before, after)):
            found[place : place + 2] = pair
    return tuple(found)


def _split(before: Part, after: Part) -> tuple[Part, Part] | None:
    *old, last = before.pieces
    *new, end = after.pieces
    if not isinstance(last, Mark) or not isinstance(end, Mark) or last.inserted or last.deleted:
        return None
    if not end.inserted or not all(piece.inserted and not piece.deleted for piece in new):
        return None
    tail = _struck_end(old)
    number, words = _numbered(list(_cells(new)))
    gone = list(_cells(old[len(old) - tail :]))
    kept = gone[len(gone) - len(words) :]
    if len(words) < _FEWEST or [each[:2] for each in kept] != [each[:2] for each in words]:
        return None
    struck = [_one(cell) for cell in gone[: len(gone) - len(words)]]
    first = [*old[: len(old) - tail], *struck, Mark(last.style, inserted=end.inserted)]
    second = [
        *(_one(cell) for cell in number),
        *_kept(kept, words, end.inserted),
        _restyled(Mark(last.former or last.style), end, end.inserted),
    ]
    return Part(tuple(lines_of(first)), before.bookmark), Part(tuple(lines_of(second)), after.bookmark)


def _struck_end(pieces: Sequence[Span | Mark]) -> int:
    """Count the pieces at the end of a paragraph that were struck and never inserted."""
    count = 0
    for piece in reversed(pieces):
        if not piece.deleted or piece.inserted:
            break
        count += 1
    return count


def _cells(pieces: Sequence[Span | Mark]) -> Iterator[_Cell]:
    for piece in pieces:
        if isinstance(piece, Mark):
            yield _Cell("\n", is_italic=False, piece=piece)
        else:
            yield from (_Cell(character, piece.is_italic, piece) for character in piece.text)


def _numbered(cells: Sequence[_Cell]) -> tuple[Sequence[_Cell], Sequence[_Cell]]:
    """Part the number from the words, where there is one."""
    text = "".join(cell.text for cell in cells)
    size = text.find(".\t") + 2 if "(" not in text.partition(".\t")[0] and ".\t" in text else 0
    return cells[:size], cells[size:]


def _one(cell: _Cell) -> Span | Mark:
    return cell.piece if isinstance(cell.piece, Mark) else replace(cell.piece, text=cell.text)


def _kept(old: Sequence[_Cell], new: Sequence[_Cell], hand: Hand) -> Iterator[Span | Mark]:
    """Print the words that stay."""
    for was, now in zip(old, new, strict=True):
        if isinstance(was.piece, Mark) and isinstance(now.piece, Mark):
            yield _restyled(was.piece, now.piece, hand)
        elif isinstance(now.piece, Span):
            yield Span(now.text, now.is_italic, now.piece.look)


def _restyled(was: Mark, now: Mark, hand: Hand | None) -> Mark:
    return Mark(now.style) if was.style == now.style else Mark(now.style, former=was.style, restyled=hand)
