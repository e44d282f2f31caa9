"""What stands on a page and is not the text: masthead, running heads and feet, page and job numbers, a file's own head."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from drafts.text.parsing.lines import Line

_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = rf"\d{{1,2}} {_MONTH} \d{{4}}"
_SYMBOL = r"[A-Z]{1,5}(?:/[A-Za-z0-9.()]+)+\*?"
_JOB = r"(?:[A-Z]{1,3}\.)?\d{2}-\d{5,6}"
_ORGAN = r"(?:United Nations|(?:General Assembly|Security Council|Economic and Social Council|Human Rights Council)[*]?)"

_FOOT = re.compile(
    rf"{_JOB}(?: \([A-Z]\))?[* ]*(?: \d{{6}})*|\*\d{{7,}}\*|{_JOB} (?:\d+/)?\d+|(?:\d+/)?\d+ {_JOB}|\d{{1,3}}/\d{{1,3}}|"
    r"(?:Page )?\d{1,3}(?: of \d{1,3})?|[-–—] ?\d{1,3} ?[-–—]|Please recycle\W*",
)
_SURE_FOOT = re.compile(rf".*{_JOB}.*|\*\d+\*|Page .*|Please .*|\d+/\d+")
_HEAD_SYMBOL = re.compile(rf"(?:^|(?<=\s\s)){_SYMBOL}(?=\s\s|$)")
_MASTHEAD = re.compile(
    rf"(?P<sure>{_ORGAN}\s*{_SYMBOL}|{_SYMBOL}|(?:{_ORGAN}\s+)?Distr\.?\s*:.*|Original\s*:.*|Dist\. .*)|{_ORGAN}|"
    rf"(?:Original )?(?:English|French|Spanish|Russian|Chinese|Arabic)(?: only)?|(?:on )?{_DATE}\*?|[A-Z][a-z]+(?:-[a-z]+)? "
    r"(?:special |emergency special )?session\*?|(?:Agenda|Provisional agenda) items? .{1,60}|Items? \d.{0,60}|"
    rf"(?:Resolution|Decision)s? adopted by the .{{1,80}}|\[(?:on the report of|without reference to) .{{1,100}}\]|"
    r"(?:First|Second|Third|Fourth|Fifth|Sixth|Main|Special Political.{0,30}) Committee",
)
_TAIL = re.compile(r"\d{1,5}(?:st|nd|rd|th) (?:\(\w+\) )?(?:plenary )?meeting")
_MOST_HEAD_LINES = 3
_MARKUP = re.compile(r"\{::?[^}]*\}|\{:\.?[\w-]*\}|\* TOC|\[TOC\]|\[\[_TOC_\]\]|<!--[^>]*-->", re.IGNORECASE)
_LINK = re.compile(r"\[(?P<name>[^\]^][^\]]*)\]: <?(?:\S{0,999}[/#]\S{0,999})>?(?: \".*\")?")
_TITLE = re.compile(r"title\s*:\s*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)", re.IGNORECASE)


@dataclass(slots=True)
class Stripped:
    """A text without its furniture: its pages, each a row of lines; what a file's own head says; what was left out."""

    pages: list[list[Line]]
    title: str = ""
    symbol: str = ""
    links: frozenset[str] = frozenset()
    left_out: set[int] = field(default_factory=set)


def head(lines: Sequence[Line]) -> Stripped:
    """The text without what belongs to its file: front matter, a line that names the source, a table of contents."""
    found = Stripped([[]])
    rest = list(lines)
    start = next((place for place, line in enumerate(rest) if line.text), 0)
    if rest[start:] and rest[start].text.startswith("SOURCE:"):
        found.left_out.add(rest[start].number)
        start = next((place for place in range(start + 1, len(rest)) if rest[place].text), len(rest))
    if rest[start:] and rest[start].text == "---" and (end := _front_matter(rest, start)):
        for line in rest[start:end]:
            if named := _TITLE.fullmatch(line.text):
                found.title = named["title"]
            found.left_out.add(line.number)
    for line in rest:
        if _MARKUP.fullmatch(line.text) or (named := _LINK.fullmatch(line.text)):
            found.left_out.add(line.number)
    named_links = (_LINK.fullmatch(line.text) for line in rest if line.text.startswith("["))
    found.links = frozenset(named["name"] for named in named_links if named)
    found.pages = [[line for line in rest if line.number not in found.left_out]]
    return found


def _front_matter(lines: Sequence[Line], start: int) -> int | None:
    """The place after the "---" that ends the front matter begun at `start`."""
    for place in range(start + 1, min(len(lines), start + 60)):
        if lines[place].text in {"---", "..."}:
            return place + 1
        if (
            lines[place].text
            and lines[place].indent == 0
            and not re.match(r"[\w-]+\s*:|-|#", lines[place].text)
        ):
            return None
    return None


def strip(lines: Sequence[Line], *, breaks: frozenset[int], found: Stripped) -> None:
    """Put into `found` the pages of a text without heads and feet; `breaks` are numbers of lines that begin a page."""
    kept = list(_without_masthead(lines, found))
    boundaries = _boundaries(kept, breaks)
    heads = _heads(kept, boundaries, found.symbol)
    pages: list[list[Line]] = [[]]
    for place, line in enumerate(kept):
        if place in boundaries and pages[-1]:
            pages.append([])
        if place in heads or boundaries.get(place):
            found.left_out.add(line.number)
        else:
            pages[-1].append(line)
    found.pages = [_trimmed(page) for page in pages]


def _boundaries(lines: Sequence[Line], breaks: frozenset[int]) -> dict[int, bool]:
    """The places where a page ends, and whether the line there is its foot."""
    feet = {place: True for place, line in enumerate(lines) if _is_foot(lines, place, line)}
    first = {place: False for place, line in enumerate(lines) if line.number in breaks and place not in feet}
    return {**first, **feet}


def _is_foot(lines: Sequence[Line], place: int, line: Line) -> bool:
    text = " ".join(line.text.split())
    if not text or not _FOOT.fullmatch(text):
        return False
    around = [one.text for one in (*lines[max(0, place - 1) : place], *lines[place + 1 : place + 2])]
    return bool(_SURE_FOOT.fullmatch(text)) or (line.text.isdecimal() and "" in around) or not all(around)


def _heads(lines: Sequence[Line], boundaries: dict[int, bool], symbol: str) -> set[int]:
    """The places of the running heads: what follows a page's end and bears a symbol, or comes again and again."""
    groups = {tuple(_group(lines, place, boundaries)) for place in boundaries} - {()}
    again = Counter(_bare(lines[place].text) for group in groups for place in group)
    found: set[int] = set()
    for group in groups:
        has_symbol = any(_HEAD_SYMBOL.search(lines[place].text) for place in group)
        has_gap = not lines[group[-1] + 1 : group[-1] + 2] or not lines[group[-1] + 1].text
        found.update(
            place
            for place in group
            if (has_symbol and has_gap)
            or again[_bare(lines[place].text)] > 1
            or _bears(lines[place].text, symbol)
        )
    return found


def _bears(text: str, symbol: str) -> bool:
    """Whether a line begins or ends with the document's own symbol."""
    return bool(symbol) and (text.startswith(symbol) or text.endswith(symbol))


def _group(lines: Sequence[Line], place: int, boundaries: dict[int, bool]) -> list[int]:
    """The places of the lines that stand together at the top of the page after `place`; none where they are many."""
    start = place + 1 if boundaries[place] else place
    while start < len(lines) and not lines[start].text:
        start += 1
    end = start
    last = min(len(lines), start + _MOST_HEAD_LINES)
    while end < last and _may_head(lines[end]) and (end == start or end not in boundaries):
        end += 1
    return list(range(start, end)) if end > start and not boundaries.get(start) else []


def _may_head(line: Line) -> bool:
    return bool(line.text) and line.fence is None


def _bare(text: str) -> str:
    """A running head without symbol and page number."""
    return " ".join(re.sub(rf"(?:^|\s){_SYMBOL}(?=\s|$)|\d+", " ", text).split())


def _without_masthead(lines: Sequence[Line], found: Stripped) -> Iterator[Line]:
    """The lines without the masthead before the title and the line of the meeting after the end."""
    end = 0
    is_sure = False
    for place, line in enumerate(lines):
        matched = _MASTHEAD.fullmatch(" ".join(line.text.split())) if line.text else None
        if line.text and not matched:
            break
        end = place + 1
        is_sure = is_sure or bool(matched and matched["sure"])
        if matched and not found.symbol and (symbol := re.search(_SYMBOL, line.text)):
            found.symbol = symbol[0]
    end = end if is_sure else 0
    after_meeting = False
    for place, line in enumerate(lines):
        is_meeting = bool(_TAIL.fullmatch(line.text))
        if line.text and (place < end or is_meeting or (after_meeting and re.fullmatch(_DATE, line.text))):
            found.left_out.add(line.number)
            after_meeting = is_meeting
        else:
            after_meeting = False
            yield line


def _trimmed(page: list[Line]) -> list[Line]:
    """A page without the empty lines at its top and bottom."""
    written = [place for place, line in enumerate(page) if line.text]
    return page[written[0] : written[-1] + 1] if written else []
