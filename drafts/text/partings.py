"""Partings: where one change is two, because it holds a whole sentence and something of that sentence's neighbour."""

from collections.abc import Sequence
from typing import NamedTuple

from drafts.text import edges
from drafts.text.hunks import Hunk
from drafts.text.tokens import Words

_REACH = 12  # tokens of the neighbour that may lie between the two changes


class _Change(NamedTuple):
    """Tokens `start:end` of one wording, which may hold a sentence more, stand for `at:until` of the other."""

    words: Words
    start: int
    end: int
    other: Words
    at: int
    until: int


def part(found: Sequence[Hunk], base: Words, new: Words) -> list[Hunk]:
    """Part each change that holds a whole sentence, clause or point more from what it changes in the neighbour.

    "all victims. The fund shall compensate" put in before "victims." is "all", and behind it a sentence.
    """
    parted: list[Hunk] = []
    for index, hunk in enumerate(found):
        back = hunk.i1 - (parted[-1].i2 if parted else 0)
        ahead = (found[index + 1].i1 if index + 1 < len(found) else len(base.keys)) - hunk.i2
        inserting = _Change(new, hunk.j1, hunk.j2, base, hunk.i1, hunk.i2)
        deleting = _Change(base, hunk.i1, hunk.i2, new, hunk.j1, hunk.j2)
        if pieces := _parted(inserting, back, ahead):
            parted += [Hunk(piece.at, piece.until, piece.start, piece.end) for piece in pieces]
        elif pieces := _parted(deleting, back, ahead):
            parted += [Hunk(piece.start, piece.end, piece.at, piece.until) for piece in pieces]
        else:
            parted.append(hunk)
    return parted


def _parted(change: _Change, back: int, ahead: int) -> Sequence[_Change]:
    """Part one change that has so many unchanged tokens before and behind it."""
    return _with_sentence_behind(change, ahead) or _with_sentence_before(change, back)


def _with_sentence_behind(change: _Change, ahead: int) -> Sequence[_Change]:
    """Part a change from the sentence behind it: it holds the end of its own sentence, as unchanged tokens do."""
    words, start, end, other, at, until = change
    if end and edges.ends(words, end - 1):
        return ()
    for size in range(1, min(ahead, _REACH, end - start) + 1):
        if edges.closes(other, until + size - 1):
            break
    else:
        return ()
    tail = other.keys[until : until + size]
    last = end - size
    if size == 1:  # a mark alone is no reason to part the points of a list from the words that open it
        last = min(last, edges.line_end(words, start, end))
    for place in range(start, last + 1):
        if words.keys[place : place + size] != tail or not edges.closes(words, place + size - 1):
            continue
        if at < until or place > start:
            return (
                change._replace(end=place),
                change._replace(start=place + size, end=end + size, at=until + size, until=until + size),
            )
    return ()


def _with_sentence_before(change: _Change, back: int) -> Sequence[_Change]:
    """Part a change from the sentence before it: it holds the beginning of its own, as unchanged tokens do."""
    words, start, end, other, at, until = change
    if not start or edges.ends(words, start - 1):
        return ()
    for size in range(1, min(back, _REACH, end - start) + 1):
        if at == size or edges.ends(other, at - size - 1):
            break
    else:
        return ()
    head = other.keys[at - size : at]
    for place in range(end - size, start, -1):
        if words.keys[place : place + size] != head or not edges.ends(words, place - 1):
            continue
        if at < until or place + size < end:
            return (
                change._replace(start=start - size, end=place, at=at - size, until=at - size),
                change._replace(start=place + size),
            )
    return ()
