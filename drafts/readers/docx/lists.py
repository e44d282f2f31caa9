"""Numbers that Word counts, written out as they stand on paper."""

import re
from dataclasses import dataclass, field

from lxml import etree

from drafts.readers.docx.names import child, number, tag, value
from drafts.text import markup

_LEVELS = 9
_LARGEST_ROMAN = 89
_LARGEST_LETTER = 260


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: what it counts in, its words ("(%2)"), where it begins."""

    form: str = "decimal"
    words: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Lists:
    """The lists of a document, each counting on as its paragraphs come."""

    part: etree._Element | None
    _levels: dict[int, dict[int, Level]] = field(init=False, default_factory=dict)
    _nums: dict[int, etree._Element] = field(init=False, default_factory=dict)
    _counts: dict[int, dict[int, int]] = field(init=False, default_factory=dict)
    _begun: set[int] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        for one in self.part if self.part is not None else ():
            if tag(one) == "abstractNum":
                self._levels[number(one, "abstractNumId") or 0] = _levels(one)
            elif tag(one) == "num":
                self._nums[number(one, "numId") or 0] = one

    def next(self, list_id: int | None, level: int) -> str:
        """The number of the next paragraph of a list: "1.", "(a)", "-" for a bullet; "" where it has none."""
        num = self._nums.get(list_id or 0)
        if num is None or not list_id or level not in range(_LEVELS):
            return ""
        abstract = number(child(num, "abstractNumId")) or 0
        levels = {**self._levels.get(abstract, {}), **_overridden(num)}
        counts = self._counts.setdefault(abstract, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for one in num:
                begins = number(child(one, "startOverride"))
                if tag(one) == "lvlOverride" and begins is not None:
                    counts[number(one, "ilvl") or 0] = begins - 1
        counts[level] = counts.get(level, levels.get(level, Level()).start - 1) + 1
        for deeper in range(level + 1, _LEVELS):
            counts.pop(deeper, None)
        return _written(levels, counts, level)


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {number(one, "ilvl") or 0: _level(one) for one in abstract if tag(one) == "lvl"}


def _overridden(num: etree._Element) -> dict[int, Level]:
    changed = {number(one, "ilvl") or 0: child(one, "lvl") for one in num if tag(one) == "lvlOverride"}
    return {level: _level(one) for level, one in changed.items() if one is not None}


def _level(one: etree._Element) -> Level:
    start = number(child(one, "start"))
    return Level(
        form=value(child(one, "numFmt")) or "decimal",
        words=value(child(one, "lvlText")) or "",
        start=1 if start is None else start,
    )


def _written(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
    own = levels.get(level, Level())
    if own.form == "bullet":
        return "-"
    if own.form == "none":
        return ""

    def place(found: re.Match[str]) -> str:
        of = int(found[1]) - 1
        named = levels.get(of, Level())
        return _numeral(counts.get(of, named.start), named.form)

    return re.sub(r"%([1-9])", place, own.words).strip()


def _numeral(count: int, form: str) -> str:
    """A number in the form that a level counts in; in digits where the form is rare."""
    if form.endswith("Letter") and 0 < count <= _LARGEST_LETTER:
        written = markup.letter(count)
    elif form.endswith("Roman") and 0 < count <= _LARGEST_ROMAN:
        written = markup.roman(count)
    else:
        written = f"{count:02}" if form == "decimalZero" else str(count)
    return written.upper() if form.startswith("upper") else written
