"""Edges: how well a change begins or ends at a place between two tokens."""

from bisect import bisect_left
from functools import lru_cache

from drafts.text.lexicon import is_conjunction, is_small
from drafts.text.tokens import Words

_BEFORE_CLOSING = 15
# How good an edge is for a change to begin or to end at: behind a mark, before a mark.
_SENTENCE = dict.fromkeys(".!?…。！？؟", 45)
COMMAS = frozenset(",،，、")
_SEMICOLONS = frozenset(";؛；")
_ENDS = frozenset(".!?…。！？؟;؛；:：")
_BEHIND: dict[str, int] = (
    dict.fromkeys(";؛；:：", 40) | dict.fromkeys(COMMAS, 20) | dict.fromkeys(")]}»”’）」』》", 20)
)
_BEFORE: dict[str, int] = (
    dict.fromkeys(COMMAS, 30) | dict.fromkeys("([{«“‘（「『《", 20) | dict.fromkeys(_ENDS, _BEFORE_CLOSING)
)
_BREAKS = frozenset(["\n", "\r\n"])
_ENDING = _ENDS | _BREAKS
_HOLDING = frozenset("([{«“‘（「『《*\"'")  # with what follows
_HELD = frozenset(")]}»”’）」』》*\"'")  # with what goes before
_LINE, _LINE_END, _CLAUSE, _CONJUNCTION, _SMALL_WORD, _TORN = 60, 50, 40, 25, 10, -10


def worth(words: Words, start: int, end: int) -> int:
    """Tell how well a change reaches from one place to another, each before a token.

    The edge of a line, sentence or clause counts only for what reaches to another such edge. Between
    commas a clause begins only if it opens like the next one; else the comma belongs to what it goes before.
    """
    first, last = _worth(words, start), _worth(words, end)
    if _are_commas(words, start - 1, end - 1) and words.keys[start : start + 1] == words.keys[end : end + 1]:
        return _CLAUSE + _CLAUSE
    if _is_last_clause(words, start, end):
        return 0
    if first >= _CLAUSE and last >= _CLAUSE:
        return first + last
    return (first if first < _CLAUSE else 0) + (last if last < _CLAUSE else _BEFORE_CLOSING)


def _is_last_clause(words: Words, start: int, end: int) -> bool:
    """Tell whether a clause stands last on its line behind a semicolon and opens unlike the clause before it."""
    if start == 0 or start >= end or words.texts[start - 1] not in _SEMICOLONS:
        return False
    if words.texts[end - 1] not in _SEMICOLONS or words.texts[start] in _BREAKS:
        return False
    if end < len(words.texts) and words.texts[end] not in _BREAKS:
        return False
    index = bisect_left(all_ends(words), start - 1)
    opening = all_ends(words)[index - 1] + 1 if index else 0
    return words.keys[opening] != words.keys[start]


def _are_commas(words: Words, first: int, last: int) -> bool:
    """Tell whether two tokens are commas, the first of them in the wording."""
    return first >= 0 and words.texts[first] in COMMAS and words.texts[last] in COMMAS


def _worth(words: Words, index: int) -> int:
    """Tell how good an edge lies before a token."""
    if index in (0, len(words.texts)):
        return _LINE
    left, right = words.texts[index - 1], words.texts[index]
    if not words.gaps[index] and (left in _HOLDING or right in _HELD):
        return _TORN
    return max(_behind(left, right), _before(right))


def _behind(left: str, right: str) -> int:
    """Tell how well a change begins behind a token."""
    if left.endswith("\n"):
        return _LINE
    if left in _SENTENCE and not right[0].islower():
        return _SENTENCE[left]
    return _BEHIND.get(left, 0)


def _before(right: str) -> int:
    """Tell how well a change begins before a token."""
    if right.isspace():
        return _LINE_END
    if is_small(right):
        return _CONJUNCTION if is_conjunction(right) else _SMALL_WORD
    return _BEFORE.get(right, 0)


def closes(words: Words, index: int) -> bool:
    """Tell whether a token is a mark that closes a sentence or clause."""
    if words.texts[index] not in _ENDS:
        return False
    following = words.texts[index + 1] if index + 1 < len(words.texts) else "\n"
    return _behind(words.texts[index], following) >= _CLAUSE


def line_end(words: Words, start: int, end: int) -> int:
    """Give the place of the first line break in a stretch of tokens, its end if it has none."""
    return next((index for index in range(start, end) if words.texts[index] in _BREAKS), end)


@lru_cache(maxsize=8)
def all_ends(words: Words) -> tuple[int, ...]:
    """Give every token with which a sentence, clause or line ends."""
    return tuple(index for index in range(len(words.texts)) if ends(words, index))


def has_end(words: Words, start: int, end: int) -> bool:
    """Tell whether a sentence, clause or line ends within a stretch of tokens."""
    if _ENDING.isdisjoint(words.texts[start:end]):
        return False
    return any(ends(words, index) for index in range(start, end))


def ends(words: Words, index: int) -> bool:
    """Tell whether a sentence, clause or line ends with a token."""
    return words.texts[index] in _BREAKS or closes(words, index)
