"""The words of one paragraph of a Word document, in the type of wordings."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from drafts.readers.docx.names import child, is_on, number, tag, value
from drafts.readers.docx.styles import Style, Styles
from drafts.text import markup

_INSIDE = {
    "hyperlink",
    "ins",
    "moveTo",
    "smartTag",
    "sdt",
    "sdtContent",
    "fldSimple",
    "customXml",
    "dir",
    "bdo",
}
_DROPPED = {"del", "moveFrom"}
_CHARACTERS = {"tab": " ", "ptab": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "cr": "\n"}
_PRIVATE = 0xF000


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one type."""

    text: str
    is_italic: bool
    is_bold: bool


@dataclass(slots=True)
class Seen:
    """What was met on the way that is no part of the words: the ids of footnotes, and the names of all else."""

    notes: list[str] = field(default_factory=list)
    others: set[str] = field(default_factory=set)


def of(paragraph: etree._Element, style: Style, styles: Styles, seen: Seen) -> list[Run]:
    """The runs of a paragraph, neighbours of one type as one."""
    found = [run for run in _runs(paragraph, style, styles, seen) if run.text]
    return [
        Run("".join(run.text for run in group), is_italic, is_bold)
        for (is_italic, is_bold), group in itertools.groupby(
            found, key=lambda run: (run.is_italic, run.is_bold)
        )
    ]


def _runs(parent: etree._Element, style: Style, styles: Styles, seen: Seen) -> Iterator[Run]:
    for element in parent:
        name = tag(element)
        if name == "r":
            yield _run(element, style, styles, seen)
        elif name in _INSIDE:
            if name in {"ins", "moveTo"}:
                seen.others.add("tracked changes")
            yield from _runs(element, style, styles, seen)
        elif name in _DROPPED:
            seen.others.add("tracked changes")


def _run(element: etree._Element, style: Style, styles: Styles, seen: Seen) -> Run:
    properties = child(element, "rPr")
    own = styles.of(value(child(properties, "rStyle")))
    if is_on(child(properties, "vanish")):
        seen.others.add("hidden words")
        return Run("", is_italic=False, is_bold=False)
    if is_on(child(properties, "strike")) or is_on(child(properties, "dstrike")):
        seen.others.add("struck words, which are kept")
    return Run(
        "".join(_text(one, seen) for one in element),
        is_italic=_first(is_on(child(properties, "i")), own.is_italic, style.is_italic),
        is_bold=_first(is_on(child(properties, "b")), own.is_bold, style.is_bold),
    )


def _first(*switches: bool | None) -> bool:
    return next((switch for switch in switches if switch is not None), False)


def _text(element: etree._Element, seen: Seen) -> str:
    """The characters that one element of a run stands for."""
    name = tag(element)
    if name == "t":
        return element.text or ""
    if name == "br":
        return "" if value(element, "type") in {"page", "column"} else "\n"
    if name == "sym":
        return _symbol(value(element, "char"))
    if name in {"footnoteReference", "endnoteReference"}:
        seen.notes.append(str(number(element, "id")) if name == "footnoteReference" else "")
    elif name == "commentReference":
        seen.others.add("comments")
    elif name in {"pict", "object", "drawing"} or (not name and str(element.tag).startswith("{")):
        seen.others.add("pictures and text boxes")
    return _CHARACTERS.get(name, "")


def _symbol(code: str | None) -> str:
    try:
        place = int(code or "", 16)
    except ValueError:
        return ""
    return chr(place - _PRIVATE if place >= _PRIVATE else place) if 32 <= place % _PRIVATE < 256 else ""  # noqa: PLR2004 - Latin


def written(runs: list[Run], *, is_heading: bool) -> str:
    """The runs as a wording: italics in stars, their spaces outside; stars that are none told apart by a backslash."""
    pieces = []
    for run in runs:
        text = _literal(run.text)
        inner = text.strip()
        if run.is_italic and inner and not is_heading and "\n" not in inner:
            start = text.index(inner)
            text = f"{text[:start]}*{inner}*{text[start + len(inner) :]}"
        pieces.append(text)
    return "".join(pieces)


def _literal(text: str) -> str:
    """Characters that would be read as type, as themselves."""
    text = text.replace("\\", "\\\\")
    for mark in ("**", "__", "*", "_"):
        for place in sorted({place for pair in markup.emphasis(text, mark) for place in pair}, reverse=True):
            text = text[:place] + "".join("\\" + character for character in mark) + text[place + len(mark) :]
    return text
