"""From the characters of a file to the lines of its text: what is no text left out, in the type of wordings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from drafts.text.parsing import footnotes, furniture, layout, lines, repairs
from drafts.text.parsing.blocks import Warning_
from drafts.text.parsing.layout import Layout
from drafts.text.parsing.lines import Line

_UNDERLINE = re.compile(r"=+|-{3,}")
_RULE = re.compile(r"(?:[-*_] ?){3,}")


@dataclass(frozen=True, slots=True)
class Source:
    """The lines of a text and how they lie, the title that its file names, and which lines are no text."""

    lines: list[Line]
    layout: Layout
    title: str
    warnings: list[Warning_]
    left_out: frozenset[int]


def read(text: str) -> Source:
    """Take a file's text apart: its own lines in order, and what stands on its pages besides."""
    cut = lines.cut(text)
    found = furniture.head(cut)
    lay = layout.measure(found.pages[0])
    furniture.strip(found.pages[0], breaks=lines.page_breaks(text), found=found)
    kept, warnings, noted = _without_notes(found.pages, lay)
    if lay.is_broken:
        kept, closed = repairs.close(kept)
        warnings += closed
    kept, rules = _headed(kept)
    kept, tagged = _untagged(kept)
    warnings += _told(tagged, "Marks of HTML are not kept")
    warnings += _told(_tabled(kept), "A table is printed as it is typed, bars and all; write it out")
    plain = [_unlinked(line, found.links) for line in kept]
    typed = [lines.retype(footnotes.without_named(line)) for line in plain]
    left_out = found.left_out | rules
    warnings += [Warning_(number, "Control characters are left out") for number in lines.has_controls(text)]
    warnings += _told(
        left_out, "Left out as no part of the text (masthead, heads, feet, the file's own lines)"
    )
    warnings += _told(_bold(kept), "Bold type is not kept")
    warnings += _told(
        (new.number for old, new in zip(kept, plain, strict=True) if old != new), "Links are not kept"
    )
    return Source(typed, lay, found.title, warnings, frozenset(left_out | noted))


def _bold(kept: Iterable[Line]) -> list[int]:
    """The numbers of the lines with words in bold, headings aside."""
    return [
        line.number
        for line in kept
        if ("**" in line.text or "__" in line.text) and not lines.retype(line).level
    ]


_BARS = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?")
"""The line of a Markdown table under its heads."""


def _tabled(kept: Sequence[Line]) -> list[int]:
    """The numbers of the lines of Markdown tables: lines with bars in a row, the second of them bars and dashes alone."""
    found: list[int] = []
    for place, line in enumerate(kept):
        if place and "|" in line.text and line.fence is None and _BARS.fullmatch(line.text.strip()):
            found += [each.number for each in takewhile(_has_bars, kept[place - 1 :])]
    return found


def _has_bars(line: Line) -> bool:
    return "|" in line.text


def _told(found: Iterable[int], what: str) -> list[Warning_]:
    """One warning for all of these lines."""
    numbers = sorted(found)
    if not numbers:
        return []
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    shown = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in ranges)
    return [Warning_(numbers[0], f"{what}: lines {shown}")]


def _without_notes(
    pages: Sequence[Sequence[Line]], lay: Layout
) -> tuple[list[Line], list[Warning_], set[int]]:
    """The lines of all pages in a row without footnotes; between pages a gap, unless indents tell the paragraphs."""
    warnings: list[Warning_] = []
    left_out: set[int] = set()
    bodies: list[list[Line]] = []
    for page in pages:
        body, notes, numbers = footnotes.take(page)
        warnings += footnotes.warnings(notes)
        left_out |= numbers
        if body:
            bodies.append(body if not bodies or lay.has_indents else [Line(body[0].number, 0, ""), *body])
    return (
        layout.level(bodies) if lay.is_broken else [line for body in bodies for line in body],
        warnings,
        left_out,
    )


def _headed(kept: Sequence[Line]) -> tuple[list[Line], set[int]]:
    """The lines without rules and underlines, an underlined line marked as the heading that it is."""
    found: list[Line] = []
    left_out: set[int] = set()
    for line in kept:
        if line.fence is None and _UNDERLINE.fullmatch(line.text) and _is_alone(found):
            mark = "# " if line.text[0] == "=" else "## "
            found[-1] = replace(found[-1], text=mark + found[-1].text)
            left_out.add(line.number)
        elif _RULE.fullmatch(line.text) and (not found or not found[-1].text):
            left_out.add(line.number)
        else:
            found.append(line)
    return found, left_out


def _is_alone(found: Sequence[Line]) -> bool:
    """Whether the last line has words and nothing right above it."""
    return (
        bool(found)
        and bool(found[-1].text)
        and found[-1].fence is None
        and not any(line.text for line in found[-2:-1])
    )


_TAG = re.compile(
    r"</?(?P<name>span|font|div|p|center|u|sup|sub|small|b|strong|i|em|br)(?:\s[^<>]{0,300})?/?>",
    re.IGNORECASE,
)
_ITALIC = {"i", "em"}


def _untagged(kept: Sequence[Line]) -> tuple[list[Line], list[int]]:
    """The lines without marks of HTML, italics in stars, and the numbers of those that had any."""
    found: list[Line] = []
    tagged: list[int] = []
    for line in kept:
        text = (
            _TAG.sub(lambda tag: "*" if tag["name"].lower() in _ITALIC else "", line.text)
            if "<" in line.text
            else line.text
        )
        if text != line.text:
            tagged.append(line.number)
        found.append(line if text == line.text else replace(line, text=text.strip()))
    return found, tagged


_LINK = re.compile(
    r"\[([^\[\]]{1,300})\](?:\((?:https?://|mailto:|/|#|\.)[^()\s]{0,999}\)|\[([^\[\]]{1,80})\])"
)


def _unlinked(line: Line, names: frozenset[str]) -> Line:
    """The line with links as their words: "[words](https://...)", and "[words][name]" where the file defines the name."""
    if "](" not in line.text and not names:
        return line
    text = _LINK.sub(lambda found: found[1] if not found[2] or found[2] in names else found[0], line.text)
    return line if text == line.text else replace(line, text=text)
