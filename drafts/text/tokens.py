"""Tokens: the pieces of a wording that are compared, moved and marked whole."""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

import regex  # type: ignore[import-untyped]  # it ships no types

# Letters that stand alone because their script writes no spaces between words.
_ALONE = r"\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{Line_Break=SA}"
_LETTER = rf"[[\p{{L}}\p{{N}}\p{{M}}\p{{Grapheme_Cluster_Break=Extend}}\u200d]--[{_ALONE}]]"
_INNER = r"(?:[-\u2010\u2011'\u2019_]|[\p{Cf}--\p{Grapheme_Cluster_Break=Extend}--\u200d]+)"
_FIGURE = r"(?<=\p{Nd})[.,\u066b\u066c](?=\p{Nd})"
_WORD = rf"{_LETTER}+(?:(?:{_INNER}|{_FIGURE}){_LETTER}+)*"
_BLANK = r"[\s--\n]"
_TOKEN = regex.compile(rf"\n|{_BLANK}+|{_WORD}|\X", regex.VERSION1)
_GRAPHEME = regex.compile(r"\X", regex.VERSION1)
# Characters beside which a token's edge may fall inside a grapheme.
_CLINGING = regex.compile(
    r"[\r\p{M}\p{Cf}\p{Grapheme_Cluster_Break=Extend}\p{Grapheme_Cluster_Break=SpacingMark}"
    r"\p{Grapheme_Cluster_Break=Prepend}\p{Regional_Indicator}]",
    regex.VERSION1,
)
_ANY_LETTER = "(a)"  # no token is written so
_MARKER = regex.compile(
    r"^[\s--\n]*\(?(?=[\p{L}\p{N}]{1,5}\)\s|\p{Nd}{1,3}\.\s)", regex.VERSION1 | regex.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Words:
    """A wording as its tokens and the blanks between them; a line break is a token, not a blank.

    `gaps[i]` is the blank before `texts[i]`, `gaps[-1]` the one after the last; `starts[i]` is the
    offset of `texts[i]`, `starts[-1]` the length of the wording. Gaps and texts in turn give it back.
    `keys` are what is compared: the texts, except that the letters and numbers of points, "(a)", are all alike.
    """

    texts: tuple[str, ...]
    gaps: tuple[str, ...]
    starts: tuple[int, ...]
    keys: tuple[str, ...]

    def end(self, index: int) -> int:
        """Give the offset behind a token, for -1 the beginning of the wording."""
        return self.starts[index] + len(self.texts[index]) if index >= 0 else 0


def split(text: str) -> tuple[str, ...]:
    """Split a wording into words, line breaks, other white space in runs, and single marks.

    Joined they give the wording. No edge lies inside a grapheme; Han, Kana, Thai, Lao, Khmer and
    Burmese letters stand alone.

    Source: Unicode Standard Annex 29.
    """
    pieces: list[str] = _TOKEN.findall(text)
    return tuple(_glued(text, pieces) if _CLINGING.search(text) else pieces)


@lru_cache(maxsize=1024)
def words(text: str) -> Words:
    """Split a wording into the tokens that are compared and the blanks between them."""
    texts: list[str] = []
    gaps: list[str] = []
    starts: list[int] = []
    gap = ""
    at = 0
    for piece in split(text):
        if piece.isspace() and "\n" not in piece:
            gap += piece
        else:
            texts.append(piece)
            gaps.append(gap)
            starts.append(at)
            gap = ""
        at += len(piece)
    return Words(tuple(texts), (*gaps, gap), (*starts, at), _keys(text, texts, starts))


def _keys(text: str, texts: list[str], starts: list[int]) -> tuple[str, ...]:
    """Make the letters of points alike: a new point renames those behind it, and none of them changes."""
    keys = list(texts)
    for marker in _MARKER.finditer(text):
        keys[bisect_left(starts, marker.end())] = _ANY_LETTER
    return tuple(keys)


def _glued(text: str, pieces: list[str]) -> list[str]:
    """Join the pieces whose common edge lies inside a grapheme."""
    edges = set(accumulate(map(len, _GRAPHEME.findall(text))))
    glued: list[str] = []
    held = ""
    for piece, end in zip(pieces, accumulate(map(len, pieces)), strict=True):
        held += piece
        if end in edges:
            glued.append(held)
            held = ""
    return glued
