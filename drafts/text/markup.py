"""What the characters of a wording mean: points, italics, square brackets. Nothing here changes a wording."""

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafts.text import numbering

# --- points -----------------------------------------------------------------------------------------------------

_MARKER = re.compile(rf"(\[*\(([a-z]{{1,2}}|[ivxl]+)(?: {numbering.ORDINAL})*\)) ")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}


@dataclass(frozen=True, slots=True)
class Point:
    """One point: its marker as written ("(a)", "[(b)"), its own text, its points of the second degree, its closing words."""

    marker: str
    text: str
    points: tuple["Point", ...] = ()
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A wording as opening words, points and closing words; what is absent is empty."""

    opening: str
    points: tuple[Point, ...]
    closing: str


def points(wording: str) -> Points:
    r"""Read the points of a wording; its lines put together again are the wording (empty lines aside).

    A line that begins with "(a) " or "(a bis) " is a point, "(i) " under it one of the second degree, and the sequence
    decides what "(i)" after "(h)" is. Lines after the last point close the wording; lines between points belong to the point
    before them. Texts of several lines keep their "\n".

    Source: conventions.md, 5.
    """
    lines = wording.split("\n")
    marked = [(place, found) for place, line in enumerate(lines) if (found := _MARKER.match(line))]
    if not marked:
        return Points(wording, (), "")
    degrees = _degrees([found[2] for _, found in marked])
    ends = [*(place for place, _ in marked[1:]), len(lines)]
    read: list[tuple[int, str, str, str]] = []
    for (place, found), end, degree in zip(marked, ends, degrees, strict=True):
        read.append((degree, found[1], lines[place][found.end() :], "\n".join(lines[place + 1 : end])))
    *others, (degree, marker, text, closing) = read
    return Points(
        opening="\n".join(lines[: marked[0][0]]),
        points=_nested([*others, (degree, marker, text, "")]),
        closing=closing,
    )


def _nested(read: Sequence[tuple[int, str, str, str]]) -> tuple[Point, ...]:
    """Points of the second degree put under those of the first; words between points stay with the point before."""
    groups: list[list[tuple[int, str, str, str]]] = []
    for entry in read:
        if entry[0] == 1:
            groups.append([entry])
        else:
            groups[-1].append(entry)
    found = []
    for (_, marker, text, after), *inner in groups:
        if inner:
            *others, (degree, last, words, closing) = inner
            under = tuple(Point(m, _joined(t, a)) for _, m, t, a in [*others, (degree, last, words, "")])
            found.append(Point(marker, _joined(text, after), under, closing))
        else:
            found.append(Point(marker, _joined(text, after)))
    return tuple(found)


def _joined(text: str, after: str) -> str:
    return f"{text}\n{after}" if after else text


def _degrees(markers: Sequence[str]) -> list[int]:
    """1 or 2 for each marker, by the sequence: each goes on a run that is open, or opens one of the second degree."""
    degrees: list[int] = []
    first_is_letter = not markers or markers[0] != "i"
    first, second = 0, 0  # the last value of the run of each degree; 0: not open
    for marker, following in itertools.zip_longest(markers, markers[1:]):
        outer, inner = (
            _value(marker, is_letter=first_is_letter),
            _value(marker, is_letter=not first_is_letter),
        )
        goes_on = bool(outer) and outer == first + 1
        nests = bool(first) and bool(inner) and inner == second + 1
        if goes_on and nests:
            nests = following is not None and _value(following, is_letter=not first_is_letter) == inner + 1
        elif not goes_on and not nests:
            nests = bool(first and inner) and (not outer or abs(inner - second) < abs(outer - first))
        if nests:
            second = inner
        else:
            first, second = outer or first, 0
        degrees.append(2 if nests else 1)
    return degrees


def _value(marker: str, *, is_letter: bool) -> int:
    """The place of a marker in its sequence: "c" is 3, "bb" 28, "iv" 4; 0 if it is not of that kind."""
    if is_letter:
        if len(marker) == 1:
            return ord(marker) - 96
        return 26 + ord(marker[0]) - 96 if marker == 2 * marker[0] else 0
    if not set(marker) <= set(_ROMAN_VALUES):
        return 0
    values = [_ROMAN_VALUES[numeral] for numeral in marker]
    total = sum(
        -one if one < after else one for one, after in itertools.zip_longest(values, values[1:], fillvalue=0)
    )
    return total if roman(total) == marker else 0


def roman(value: int) -> str:
    """`value` (1 to 89) in small Roman numerals."""
    tens, units = divmod(value, 10)
    written = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx")[tens] if 0 <= tens <= 8 else ""  # noqa: PLR2004
    return written + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[units]


def letter(value: int) -> str:
    """`value` (from 1) as the letter of a point: a to z, then aa, bb, cc."""
    turns, place = divmod(value - 1, 26)
    return chr(97 + place) * (turns + 1)


def before(marker: str) -> frozenset[str]:
    """The markers that come right before `marker`: "h" before the letter i, and nothing before the numeral."""
    places = (_value(marker, is_letter=True), _value(marker, is_letter=False))
    written = (letter(places[0] - 1) if places[0] > 1 else "", roman(places[1] - 1) if places[1] > 1 else "")
    return frozenset(written) - {""}


# --- italics ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one type; the runs' texts in a row are the line as it is read, without its marks."""

    text: str
    is_italic: bool


def runs(line: str) -> tuple[Run, ...]:
    r"""The line cut where its type changes: `*Decides*` is italic, other stars are stars, `\*` is always one."""
    marks = {mark for pair in emphasis(line, "*") for mark in pair}
    found: list[Run] = []
    text: list[str] = []
    is_italic = False
    skipped = -1
    for place, character in enumerate(line):
        if place in marks:
            if text:
                found.append(Run("".join(text), is_italic))
            text, is_italic = [], not is_italic
        elif character == "\\" and line[place + 1 : place + 2] == "*" and place != skipped:
            skipped = place + 1
        else:
            text.append(character)
    return (*found, Run("".join(text), is_italic)) if text or not found else tuple(found)


def emphasis(line: str, mark: str) -> list[tuple[int, int]]:
    r"""Places of the pairs of `mark` (`*`, `_`, `**`, `__`) that enclose words, in reading order; linear.

    As in CommonMark, a mark opens where words follow and closes where words precede it; a longer or shorter run of
    the character, or one after a backslash, is no mark; `_` inside a word is none either.

    Source: https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis
    """
    pairs: list[tuple[int, int]] = []
    opened = -1
    for found in re.finditer(rf"\\.|{re.escape(mark[0])}+", line, re.DOTALL):
        if found[0] != mark:
            continue
        before, after = line[max(0, found.start() - 1) : found.start()], line[found.end() : found.end() + 1]
        opens, closes = _flanks(before, after, is_inside=mark[0] == "_")
        if closes and opened >= 0:
            pairs.append((opened, found.start()))
            opened = -1
        elif opens:
            opened = found.start()
    return pairs


def _flanks(before: str, after: str, *, is_inside: bool) -> tuple[bool, bool]:
    """Whether a mark between these two characters may open, may close."""
    left, right = _sort(before), _sort(after)
    opens = right != "space" and (right == "word" or left != "word")
    closes = left != "space" and (left == "word" or right != "word")
    if is_inside:
        return opens and (not closes or left == "mark"), closes and (not opens or right == "mark")
    return opens, closes


def _sort(character: str) -> str:
    if not character or character.isspace():
        return "space"
    return "mark" if unicodedata.category(character)[0] in "PS" else "word"


# --- square brackets --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pair:
    """A bracket and its partner: `wording[start]` is "[", `wording[end]` its "]".

    `parent` is the place in `Brackets.pairs` of the pair around it, None for an outermost one; `depth` counts from 1.
    """

    start: int
    end: int
    depth: int
    parent: int | None


@dataclass(frozen=True, slots=True)
class Brackets:
    """The square brackets of a wording: the pairs in the order in which they open, and what matches nothing.

    The tree is flat, each pair naming its parent, so that no depth is too deep.
    """

    pairs: tuple[Pair, ...]
    unmatched: tuple[int, ...]

    @property
    def is_balanced(self) -> bool:
        """Whether every bracket has its partner."""
        return not self.unmatched


def brackets(wording: str) -> Brackets:
    """Match the square brackets of a wording; a bracket that matches nothing is reported, not repaired."""
    opened: list[int] = []
    partner: dict[int, int] = {}
    unmatched: list[int] = []
    for found in re.finditer(r"[\[\]]", wording):
        place = found.start()
        if found[0] == "[":
            opened.append(place)
        elif opened:
            partner[opened.pop()] = place
        else:
            unmatched.append(place)
    return Brackets(tuple(_pairs(partner)), tuple(sorted([*unmatched, *opened])))


def _pairs(partner: dict[int, int]) -> Iterator[Pair]:
    around: list[tuple[int, int]] = []  # end and place of each pair still open
    for place, start in enumerate(sorted(partner)):
        while around and around[-1][0] < start:
            around.pop()
        yield Pair(start, partner[start], len(around) + 1, around[-1][1] if around else None)
        around.append((partner[start], place))


def new_imbalance(before: str, after: str) -> int | None:
    """The position in `after` of the first bracket that matches nothing and did not stand so in `before`.

    None where `after` has no more such brackets, opening or closing, than `before` had: what came in unbalanced can
    be edited.

    Source: conventions.md, 8.
    """
    old, new = brackets(before).unmatched, brackets(after).unmatched
    kinds = [kind for kind in "[]" if _count(after, new, kind) > _count(before, old, kind)]
    if not kinds:
        return None
    kept = _carried(before, after, old)
    fresh = [place for place in new if after[place] in kinds and place not in kept]
    return min(fresh)


def _count(wording: str, places: Sequence[int], kind: str) -> int:
    return sum(wording[place] == kind for place in places)


def _carried(before: str, after: str, places: Sequence[int]) -> set[int]:
    """Where the characters at `places` of `before` stand in `after`, if they lie outside what was changed."""
    shorter = min(len(before), len(after))
    start = next((place for place in range(shorter) if before[place] != after[place]), shorter)
    tail = next((n for n in range(shorter - start) if before[-1 - n] != after[-1 - n]), shorter - start)
    shift = len(after) - len(before)
    head = {place for place in places if place < start}
    return head | {place + shift for place in places if place >= len(before) - tail}
