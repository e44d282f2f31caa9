"""Tokens: the pieces of a wording that are compared, moved and marked whole."""

from bisect import bisect_left, bisect_right
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

import regex  # type: ignore[import-untyped]  # it ships no types

from drafts.text.lexicon import is_telling

# Letters that stand alone because their script writes no spaces between words.
_ALONE = r"\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Bopomofo}\p{Line_Break=SA}"
_LONE_LETTER = regex.compile(rf"[[\p{{L}}\p{{M}}]&&[{_ALONE}]]", regex.VERSION1)
_LETTER = rf"[[\p{{L}}\p{{N}}\p{{M}}\p{{Grapheme_Cluster_Break=Extend}}\u200d]--[{_ALONE}]]"
_INNER = r"(?:[-\u2010\u2011'\u2019_]|[\p{Cf}--\p{Grapheme_Cluster_Break=Extend}--\u200d]+)"
_FIGURE = r"(?<=\p{Nd})[.,\u066b\u066c](?=\p{Nd})"
_WORD = rf"{_LETTER}+(?:(?:{_INNER}|{_FIGURE}){_LETTER}+)*"
_SPACE = r"\s\x1c-\x1f"  # what str.isspace() says
_BLANK = rf"[{_SPACE}--\n]"
# Flags are spelt out because \X counts all the flags before one, which takes long for many.
_FLAG = r"\p{Regional_Indicator}{2}[\p{Grapheme_Cluster_Break=Extend}\p{Grapheme_Cluster_Break=SpacingMark}\u200d]*"
_GRAPHEME = rf"(?:{_FLAG}|\X)"
_EACH_GRAPHEME = regex.compile(_GRAPHEME, regex.VERSION1)
_PIECE = regex.compile(rf"\n|{_BLANK}+|{_WORD}|{_GRAPHEME}", regex.VERSION1)
_GAP_AND_TOKEN = regex.compile(rf"({_BLANK}*+)(\n|{_WORD}|[^{_SPACE}]|\Z)", regex.VERSION1)
# Characters beside which a token's edge may fall inside a grapheme.
_CLINGING = regex.compile(
    r"[\r\p{M}\p{Cf}\p{Grapheme_Cluster_Break=Extend}\p{Grapheme_Cluster_Break=SpacingMark}"
    r"\p{Grapheme_Cluster_Break=Prepend}\p{Regional_Indicator}]",
    regex.VERSION1,
)
_ANY_LETTER = "(a)"  # no token is written so
_LONGEST_LETTER = 5  # "xviii"


@dataclass(frozen=True, eq=False)
class Words:
    """A wording as its tokens and the blanks between them; a line break is a token, not a blank.

    `gaps[i]` is the blank before `texts[i]`, `gaps[-1]` the one after the last. Gaps and texts in turn
    give the wording. Compared by identity, so that what follows from one can be kept.
    """

    texts: tuple[str, ...]
    gaps: tuple[str, ...]

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The offset of each token; last, the length of the wording."""
        sizes = [len(gap) + len(text) for gap, text in zip(self.gaps, self.texts, strict=False)]
        ends = [0, *accumulate(sizes)]
        return tuple(end + len(gap) for end, gap in zip(ends, self.gaps, strict=True))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What is compared: the texts, except that the letters of points, "(a)", are all alike."""
        keys = list(self.texts)
        for start in (0, *(index + 1 for index, text in enumerate(self.texts) if text == "\n")):
            index = start + (self.texts[start : start + 1] == ("(",))
            if self._is_letter(index):
                keys[index] = _ANY_LETTER
        return tuple(keys)

    @cached_property
    def telling(self) -> tuple[int, ...]:
        """How many words before each token tell something; last, how many there are."""
        return (0, *accumulate(map(is_telling, self.texts)))

    def end(self, index: int) -> int:
        """Give the offset behind a token, for -1 the beginning of the wording."""
        return self.starts[index] + len(self.texts[index]) if index >= 0 else 0

    def between(self, start: int, end: int) -> str:
        """Give the text from the end of one token to the start of another, `start - 1` and `end`."""
        pieces = [self.gaps[start]]
        for index in range(start, end):
            pieces += (self.texts[index], self.gaps[index + 1])
        return "".join(pieces)

    def _is_letter(self, index: int) -> bool:
        """Tell whether a token, the first of a line or behind a parenthesis, is a point's letter or number."""
        if index + 1 >= len(self.texts) or self.gaps[index + 1]:
            return False
        letter, mark = self.texts[index : index + 2]
        ends = index + 2 == len(self.texts) or bool(self.gaps[index + 2])
        return (
            ends
            and len(letter) <= _LONGEST_LETTER
            and letter.isalnum()
            and (mark == ")" or (mark == "." and letter.isdigit()))
        )


def split(text: str) -> tuple[str, ...]:
    """Split a wording into words, line breaks, other white space in runs, and single marks.

    Joined they give the wording. A number with its separators, "1,000", is a word. No edge lies inside a
    grapheme; Han, Kana, Thai, Lao, Khmer and Burmese letters stand alone.

    Source: Unicode Standard Annex 29.
    """
    pieces: list[str] = _PIECE.findall(text)
    return tuple(_glued(text, pieces) if _clings(text) else pieces)


def stands_alone(token: str) -> bool:
    """Tell whether a token is a letter of a script that writes no spaces between words, likely a part of one."""
    return bool(_LONE_LETTER.match(token))


@lru_cache(maxsize=8)
def words(text: str) -> Words:
    """Split a wording into the tokens that are compared and the blanks between them."""
    if _clings(text):
        return _gathered(split(text))
    pairs = _GAP_AND_TOKEN.findall(text)
    if len(pairs) > 1 and not pairs[-2][1]:
        del pairs[-1]  # the end is found twice where blanks stand before it
    gaps, texts = zip(*pairs, strict=True)
    return Words(texts[:-1], gaps)


def words_beside(text: str, other_text: str, other: Words) -> Words:
    """Split a wording as `words` does, quickly, given another that may begin and end like it."""
    shortest = min(len(text), len(other_text))
    prefix = common(text, other_text)
    suffix = min(common(text[::-1], other_text[::-1]), shortest - prefix)
    first = bisect_right(other.starts, prefix) - 1
    while first > 0 and not (other.gaps[first] and other.end(first - 1) < prefix):
        first -= 1
    first = max(first, 0)
    last = bisect_left(other.starts, len(other_text) - suffix + 1)
    while last < len(other.texts) and not other.gaps[last]:
        last += 1
    last = min(last, len(other.texts))
    start = other.end(first - 1)
    end = len(text) - (len(other_text) - other.starts[last])
    middle = words.__wrapped__(text[start:end])
    return Words(
        other.texts[:first] + middle.texts + other.texts[last:],
        other.gaps[:first] + middle.gaps + other.gaps[last + 1 :],
    )


def common(a: Sequence[Hashable], b: Sequence[Hashable]) -> int:
    """Count what two texts, or two rows of tokens, share at their beginning."""
    low, high = 0, min(len(a), len(b))
    if a[:high] == b[:high]:
        return high
    while low < high:
        middle = (low + high + 1) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _clings(text: str) -> bool:
    """Tell whether an edge between tokens may fall inside a grapheme."""
    return "\r" in text if text.isascii() else bool(_CLINGING.search(text))


def _gathered(pieces: Sequence[str]) -> Words:
    """Make words of pieces, among them the blanks."""
    texts: list[str] = []
    gaps: list[str] = [""]
    for piece in pieces:
        if piece.isspace() and "\n" not in piece:
            gaps[-1] += piece
        else:
            texts.append(piece)
            gaps.append("")
    return Words(tuple(texts), tuple(gaps))


def _glued(text: str, pieces: Sequence[str]) -> list[str]:
    """Join the pieces whose common edge lies inside a grapheme."""
    edges = set(accumulate(map(len, _EACH_GRAPHEME.findall(text))))
    glued: list[str] = []
    held = ""
    for piece, end in zip(pieces, accumulate(map(len, pieces)), strict=True):
        held += piece
        if end in edges:
            glued.append(held)
            held = ""
    return glued
