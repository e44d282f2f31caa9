"""Seeking: the words that a person asks for, and where a text has them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import Literal

import regex  # type: ignore[import-untyped]  # it ships no types

from drafts.text import markup, numbering, tokens

ROOM = 60
"""Characters of context on either side of a hit, cut back to whole words; of a beginning three times as many."""
MOST_HITS = 24
MOST_WINDOWS = 3

_CLOSE = 24  # characters between two windows that are rather shown than left out
_REMEMBERED = 4096
_ALONE = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ð": "d", "đ": "d", "ł": "l", "ħ": "h", "ı": "i", "þ": "th"}
    | {"\u0640": "", "\u2212": "-", "\u2044": "/"}  # tatweel, minus, fraction slash
    | dict.fromkeys("‘’‚‛′ʼ", "'")
    | dict.fromkeys("“”„‟«»″「」『』", '"')
)
_PART = regex.compile(r'"([^"]+)"|[^\s"]+')
_EDGES = regex.compile(r"^\W+|\W+$")
_NO_LETTER_BEFORE = r"(?<![\p{Ll}\p{Nd}])"
_GRAPHEME = regex.compile(r"\X", regex.VERSION1)

_AMENDMENT = regex.compile(r"^(?:amendment (?:a[- ]?)?|a[- ]?)0*([1-9][0-9]{0,7})$")
_PARAGRAPH = regex.compile(
    r"^(?:(?:operative )?paragraphs?|paras?\.?|op|paragraphe|parrafo|пункт|(?:ال)?فقرة|第|§|¶) ?(?=\d)|(?<=\d) ?段$"
)


@dataclass(frozen=True, slots=True)
class Sought:
    """What was asked for: words and phrases as they are compared, each once. All must be found, in any order."""

    needles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text, never empty."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of an excerpt: words of the text, a hit in it, or a gap, which stands for what is left out."""

    role: Literal["words", "hit", "gap"]
    text: str


class _Folding(dict[int, str]):
    """What each character is compared as; filled as characters are met, within bounds."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        if len(self) < _REMEMBERED:
            self[code] = folded
        return folded


_FOLDING = _Folding()


def read(asked: str) -> Sought:
    """Read what was asked: words, and phrases in double quotes of any language.

    Marks at the edges of a word that is not quoted are left out, unless there is nothing else.
    """
    found: dict[str, None] = {}
    for part in _PART.finditer(fold(asked)):
        needle = part[1].strip() if part[1] else _EDGES.sub("", part[0]) or part[0]
        if needle:
            found[needle] = None
    return Sought(tuple(found))


def fold(text: str) -> str:
    """Write a text as it is compared: without case, accents and invisible characters, one space for white space.

    All dashes are alike, and so are the quotation marks of each kind.

    Source: Unicode Standard, 3.13, Default Caseless Matching.
    """
    return " ".join((text.lower() if text.isascii() else text.translate(_FOLDING)).split())


def has(sought: Sought, texts: Sequence[str]) -> bool:
    """Tell whether each word and phrase is in one of the texts; where nothing was asked, nothing is found.

    A word is found where it begins a word ("port" is not in "support"), a number where it is the whole number; in
    scripts without capital letters, which write small words together with long ones or no spaces, anywhere.
    """
    folded = [fold(text) for text in texts]
    return bool(sought.needles) and all(
        any(needle in text and _pattern(needle).search(text) for text in folded) for needle in sought.needles
    )


def spans(sought: Sought, text: str) -> tuple[Span, ...]:
    """Find where a text has any of the words and phrases.

    Spans in reading order that neither touch nor overlap, with no edge inside a grapheme; of very many the first.
    """
    folded, places = _placed(text)
    found = sorted(
        (hit.start(), hit.end())
        for needle in sought.needles
        if needle in folded
        for hit in _first(_pattern(needle).finditer(folded))
    )[:MOST_HITS]
    edges = _edges(text)
    joined: list[Span] = []
    for start, end in found:
        span = _whole(places[start], places[end - 1] + 1, edges)
        if joined and span.start <= joined[-1].end:
            span = Span(joined[-1].start, max(joined.pop().end, span.end))
        joined.append(span)
    return tuple(joined)


def excerpt(text: str, found: Sequence[Span]) -> tuple[Piece, ...]:
    """Cut out the hits with a few words around each; without a hit, the beginning.

    The pieces are in reading order; but for the gaps, each is a slice of the text.
    """
    windows = _windows(text, found) or [(0, _finish(text, 0, 3 * ROOM))]
    pieces: list[Piece] = []
    at = 0
    for start, end in windows:
        if start > at:
            pieces.append(Piece("gap", "…"))
        hits = [span for span in found if start <= span.start and span.end <= end]
        places = [start, *(place for span in hits for place in (span.start, span.end)), end]
        for index, (left, right) in enumerate(pairwise(places)):
            if left < right:
                pieces.append(Piece("hit" if index % 2 else "words", text[left:right]))
        at = end
    return (*pieces, Piece("gap", "…")) if at < len(text) else tuple(pieces)


def as_read(wording: str) -> str:
    """Write a wording without its marks of italics, which are seen and not read."""
    if "*" not in wording:
        return wording
    return "\n".join("".join(run.text for run in markup.runs(line)) for line in wording.split("\n"))


def amendment_number(asked: str) -> int | None:
    """Read "A-012", "a12" or "amendment 12"; None where that is not what was asked."""
    found = _AMENDMENT.match(fold(asked))
    return int(found[1]) if found else None


def paragraph_slug(asked: str) -> str:
    """Read "49", "paragraph 49 bis", "§ 49bis" or "PP 3" as the address of a paragraph that may be there: "49-bis"."""
    slug = numbering.slug(_PARAGRAPH.sub("", fold(asked)))
    return re.sub(r"^pp-(?=\d)", "pp", slug.removeprefix("the-"))


def _fold(character: str) -> str:
    """Fold one character; folding a text is folding its characters."""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category == "Pd":
        return "-"
    if character.isspace():
        return " "
    opened = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    bare = "".join(each for each in opened if not unicodedata.combining(each))
    return "".join("-" if unicodedata.category(each) == "Pd" else each for each in bare.translate(_ALONE))


@lru_cache(maxsize=512)
def _pattern(needle: str) -> regex.Pattern[str]:
    """Write where a needle may stand; needles are folded."""
    first, last = needle[0], needle[-1]
    before = r"(?<!\p{Nd})" if first.isdecimal() else _NO_LETTER_BEFORE if first.upper() != first else ""
    after = r"(?!\p{Nd})" if last.isdecimal() else ""
    return regex.compile(before + regex.escape(needle, special_only=True) + after, regex.VERSION1)


def _first(hits: Iterator[regex.Match[str]]) -> Iterator[regex.Match[str]]:
    return (hit for hit, _ in zip(hits, range(MOST_HITS), strict=False))


def _placed(text: str) -> tuple[str, list[int]]:
    """Fold a text, and say for each character of the folded one which character of the text it comes from."""
    folded: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for each in _FOLDING[ord(character)]:
            is_blank = each.isspace()
            if is_blank and (not folded or folded[-1] == " "):
                continue
            folded.append(" " if is_blank else each)
            places.append(place)
    return "".join(folded), places


def _edges(text: str) -> frozenset[int]:
    """Find the places between graphemes; nothing for a text in which every place is one."""
    if text.isascii():
        return frozenset()
    return frozenset(accumulate(map(len, _GRAPHEME.findall(text)), initial=0))


def _whole(start: int, end: int, edges: frozenset[int]) -> Span:
    """Widen a stretch to whole graphemes."""
    while edges and start not in edges:
        start -= 1
    while edges and end not in edges:
        end += 1
    return Span(start, end)


def _windows(text: str, found: Sequence[Span]) -> list[tuple[int, int]]:
    """Find what to show around the hits: the first few windows, those that are close to one another as one."""
    windows: list[tuple[int, int]] = []
    for span in found:
        start, end = _begin(text, span.start), _finish(text, span.end)
        if windows and start - windows[-1][1] < _CLOSE:
            windows[-1] = (windows[-1][0], max(end, windows[-1][1]))
        elif len(windows) < MOST_WINDOWS:
            windows.append((start, end))
        else:
            break
    return windows


def _begin(text: str, place: int) -> int:
    """Go back from a hit by a few whole words."""
    if place <= ROOM:
        return 0
    cut, *words = tokens.split(text[place - ROOM : place])
    while words and words[0].isspace():
        cut += words.pop(0)
    return place - ROOM + len(cut)


def _finish(text: str, place: int, room: int = ROOM) -> int:
    """Go on from a hit by a few whole words."""
    if len(text) - place <= room:
        return len(text)
    *words, cut = tokens.split(text[place : place + room])
    while words and words[-1].isspace():
        cut += words.pop()
    return place + room - len(cut)
