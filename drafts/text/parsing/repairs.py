"""Spaces that a page's layout put inside words: closed where the text itself shows the word, and reported."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from drafts.text.parsing.blocks import Warning_
from drafts.text.parsing.lines import Line

_WORD = re.compile(r"[^\W\d_]+")
_HYPHEN = re.compile(r"(?<=[^\W\d_]) (?=-[^\W\d_]{2})|(?<=[^\W\d_]) (?=['’]s\b)|(?<=[^\W\d_]) (?=-$)")
_BROKEN = re.compile(r"(?<![\w-])([^\W\d_]{2,})-$")
_REST = re.compile(r"[^\W\d_]{2,}(?!-)[,;.]?")
_HALF = 3
_PADDING = re.compile(r"(?<=\S) {3,}(?=\S)")


def close(lines: Sequence[Line]) -> tuple[list[Line], list[Warning_]]:
    """The lines of a text of broken lines with such spaces closed, and a warning for each line in doubt."""
    counts = Counter(word.casefold() for line in lines for word in _WORD.findall(line.text))
    found: list[Line] = []
    warnings: list[Warning_] = []
    whole, rejoined = _rejoined(lines, counts)
    for line in whole:
        padded = _PADDING.sub(" ", line.text)
        sure, doubtful = _spaces(padded, counts)
        text = _without(padded, sure)
        if sure:
            warnings.append(Warning_(line.number, f"Spaces inside words are closed: {_shown(padded, sure)}"))
        if doubtful:
            warnings.append(
                Warning_(line.number, f"A space may stand inside a word: {_shown(padded, doubtful)}")
            )
        found.append(line if text == line.text else replace(line, text=text))
    return found, [*rejoined, *warnings]


def _rejoined(lines: Sequence[Line], counts: Counter[str]) -> tuple[list[Line], list[Warning_]]:
    """The lines with words that were hyphenated at a line's end whole, where the text has them whole elsewhere."""
    found = list(lines)
    warnings: list[Warning_] = []
    for place, (line, after) in enumerate(itertools.pairwise(lines)):
        before, rest = _BROKEN.search(line.text), _REST.match(after.text)
        if before and rest and counts[(before[1] + rest[0].rstrip(",;.")).casefold()]:
            warnings.append(
                Warning_(line.number, f"A hyphen at the end of a line is left out: “{before[1]}-{rest[0]}”")
            )
            found[place] = replace(found[place], text=found[place].text[:-1] + rest[0])
            found[place + 1] = replace(after, text=after.text[rest.end() :].lstrip())
    return found, warnings


def _spaces(text: str, counts: Counter[str]) -> tuple[list[int], list[int]]:
    """The places of the spaces of a line that stand inside words, and of those that may."""
    sure = [place.start() for place in _HYPHEN.finditer(text)]
    doubtful = []
    for before, after in itertools.pairwise(_WORD.finditer(text)):
        if text[before.end() : after.start()] == " " and counts[(before[0] + after[0]).casefold()]:
            rare = (counts[before[0].casefold()] == 1) + (counts[after[0].casefold()] == 1)
            if rare == 2 and after[0].islower():  # noqa: PLR2004 - both
                sure.append(before.end())
            elif rare and min(len(before[0]), len(after[0])) <= _HALF:
                doubtful.append(before.end())
    return sorted(sure), doubtful


def _without(text: str, places: Sequence[int]) -> str:
    for place in reversed(places):
        text = text[:place] + text[place + 1 :]
    return text


def _shown(text: str, places: Sequence[int]) -> str:
    return ", ".join(_around(text, place) for place in places)


def _around(text: str, place: int) -> str:
    start, end = text.rfind(" ", 0, place) + 1, text.find(" ", place + 1)
    return f"“{text[start : end if end >= 0 else len(text)]}”"
