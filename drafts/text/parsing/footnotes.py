"""Footnotes, and the marks that refer to them: found, left out of the wordings, and reported."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafts.text.parsing.blocks import Warning_
from drafts.text.parsing.lines import Line

_RULE = re.compile(r"_{5,}|[-—─⎯]{10,}")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT = r"[⁰¹²³⁴-⁹]+"
_NOTE = re.compile(rf"(?P<mark>\d{{1,3}}|\*{{1,3}}|{_SUPERSCRIPT})(?:\s+(?P<text>.*))?")
_RAISED_NOTE = re.compile(rf"(?P<mark>{_SUPERSCRIPT})\s*(?P<text>\S.*)")
_NAMED_NOTE = re.compile(r"\[\^(?P<mark>[\w-]+)\]:\s*(?P<text>.*)")
_NAMED_MARK = re.compile(r"\[\^[\w-]+\]")
_UNDER = 2
_FARTHEST = 120
"""Lines of a page to look through for the next mark."""
_SHOWN = 60
_COUNTED = re.compile(
    r"(?:\b(?:of|least|under|over|than|to|from|by|in|about|paragraphs?|paras?\.?|articles?|sections?|chapters?|goals?|"
    r"targets?|resolutions?|decisions?|rules?|annex|and|or|the|these|those|page|pages|agenda item|No\.)|\d)$",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\s(?:years?|months?|days?|weeks?|hours?|per\b|million|billion|percent|%|January|February|March|April|May|June|July|"
    r"August|September|October|November|December|to \d|and \d|or \d)",
)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its line in the file, its mark as digits, its words."""

    line: int
    mark: str
    text: str


def take(page: Sequence[Line]) -> tuple[list[Line], list[Note], set[int]]:
    """A page without its footnotes and their marks, the footnotes, and the numbers of their lines."""
    rule = next((place for place, line in enumerate(page) if _RULE.fullmatch(line.text)), None)
    if rule is not None and rule + 1 < len(page) and _NOTE.fullmatch(page[rule + 1].text):
        notes = _below(page[rule + 1 :])
        body = list(page[:rule])
        while body and not body[-1].text:
            body.pop()
        left_out = {line.number for line in page[rule:] if line.text}
        return _without_marks(body, notes), notes, left_out
    return _scattered(page)


def _below(lines: Sequence[Line]) -> list[Note]:
    """The footnotes under a page's rule: each begins with the mark that comes next."""
    notes: list[Note] = []
    for line in lines:
        found = _NOTE.fullmatch(line.text)
        if found and (not notes or _follows(found["mark"], notes[-1].mark)):
            notes.append(Note(line.number, found["mark"].translate(_SUPERSCRIPTS), found["text"] or ""))
        elif notes and line.text:
            last = notes[-1]
            notes[-1] = replace(last, text=f"{last.text} {line.text}".strip())
    return notes


def _follows(mark: str, before: str) -> bool:
    mark = mark.translate(_SUPERSCRIPTS)
    if mark.isdecimal() and before.isdecimal():
        return int(mark) == int(before) + 1
    return not mark.isdecimal()


def _scattered(page: Sequence[Line]) -> tuple[list[Line], list[Note], set[int]]:
    """A page without the footnotes that stand between its paragraphs: "¹ See ..." and "[^1]: See ..."."""
    notes: list[Note] = []
    left_out: set[int] = set()
    body: list[Line] = []
    is_named = is_within = False
    for place, line in enumerate(page):
        found = _NAMED_NOTE.fullmatch(line.text) or (
            _RAISED_NOTE.fullmatch(line.text) if _stands_apart(page, place) else None
        )
        if found:
            notes.append(Note(line.number, found["mark"].translate(_SUPERSCRIPTS), found["text"]))
            is_named, is_within = found.re is _NAMED_NOTE, True
        elif is_within and not _goes_on(page, place, is_named=is_named):
            is_within = False
        if is_within and line.text:
            left_out.add(line.number)
        elif not is_within or not line.text:
            body.append(line)
    if not notes:
        return list(page), [], set()
    raised = frozenset(note.mark for note in notes)
    return [_without_raised(line, raised) for line in body], notes, left_out


def _stands_apart(page: Sequence[Line], place: int) -> bool:
    return place == 0 or not page[place - 1].text or bool(_RAISED_NOTE.fullmatch(page[place - 1].text))


def _goes_on(page: Sequence[Line], place: int, *, is_named: bool) -> bool:
    """Whether the line at `place` still belongs to the footnote before it."""
    line = page[place]
    if not line.text:
        return is_named
    return bool(page[place - 1].text) or (is_named and line.indent >= _UNDER)


def _without_raised(line: Line, marks: frozenset[str]) -> Line:
    text = re.sub(
        _SUPERSCRIPT, lambda found: "" if found[0].translate(_SUPERSCRIPTS) in marks else found[0], line.text
    )
    return line if text == line.text else replace(line, text=text.rstrip())


def without_named(line: Line) -> Line:
    """The line without Markdown's marks of footnotes ("[^1]")."""
    return replace(line, text=_NAMED_MARK.sub("", line.text).rstrip()) if "[^" in line.text else line


def _without_marks(body: list[Line], notes: Sequence[Note]) -> list[Line]:
    """The body of a page without the digits that refer to its footnotes, in their order."""
    start = (0, 0)
    for note in notes:
        if note.mark.isdecimal() and (found := _mark(body, note.mark, start)):
            place, begins, ends = found
            line = body[place]
            body[place] = replace(line, text=(line.text[:begins].rstrip() + line.text[ends:]).rstrip())
            start = (place, begins)
    return [_without_raised(line, frozenset(note.mark for note in notes)) for line in body]


def _mark(body: Sequence[Line], mark: str, start: tuple[int, int]) -> tuple[int, int, int] | None:
    """Where the mark of a footnote stands: after punctuation, else after a word, best one that it does not count."""
    weak: list[tuple[int, int, int]] = []
    poor: list[tuple[int, int, int]] = []
    for place in range(start[0], min(len(body), start[0] + _FARTHEST)):
        text = body[place].text
        for found in re.finditer(rf"(?<=\S)(?<![\d/.-])\s?{mark}(?![\w/.-]|,\d)", text):
            if place == start[0] and found.start() < start[1]:
                continue
            before = text[: found.start()].rstrip()
            here = place, found.start(), found.end()
            if before[-1:] in set(',;:.”’")]'):
                return here
            if (found[0] != mark or before[-1:].isalpha()) and not _UNIT.match(text, found.end()):
                (poor if _COUNTED.search(before[-20:]) else weak).append(here)
    return next(iter([*weak, *poor]), None)


def warnings(notes: Sequence[Note]) -> list[Warning_]:
    """A warning for each footnote that was left out."""
    return [Warning_(note.line, f"Footnote {note.mark} is left out: {_short(note.text)}") for note in notes]


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
