"""A Word document that somebody edited and gives back: its lines before and after the tracked changes, and comments."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from lxml import etree

from drafts.readers.docx import archive, body, runs, settling
from drafts.readers.docx.archive import Parts
from drafts.readers.docx.lists import Lists
from drafts.readers.docx.names import child, number, tag, value
from drafts.readers.docx.runs import Seen
from drafts.readers.docx.settling import Side
from drafts.readers.docx.styles import Styles
from drafts.text.returning import Comment, PassedOver, Row

MARKER = "marker"
"""The style of characters in which a text is given out with what is no wording."""
_BOOKMARK = re.compile(r"p(?P<paragraph>[1-9][0-9]{0,17})_e[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class View:
    """The document with all its changes accepted, or all rejected: its lines, and the text for the parser."""

    rows: tuple[Row, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Edited:
    """What a document says of itself (properties by name), both its views, its comments and its notes in order."""

    properties: Mapping[str, str]
    accepted: View
    rejected: View
    comments: tuple[Comment, ...]
    notes: tuple[PassedOver, ...] = ()


def read(data: bytes) -> Edited:
    """Read a Word document with its tracked changes.

    Raises:
        UnreadableFile: it is no Word document, damaged, encrypted, holds macros, or was made to do harm.
    """
    parts = archive.unpack(data)
    return Edited(
        _properties(parts.custom),
        _view(parts, "accept"),
        _view(parts, "reject"),
        tuple(_comments(parts)),
        tuple(_notes(parts)),
    )


def _properties(custom: etree._Element | None) -> dict[str, str]:
    found = custom if custom is not None else ()
    return {each.get("name") or "": "".join(map(str, each.itertext())) for each in found}


def _view(parts: Parts, side: Side) -> View:
    document = settling.settled(parts.document, side)
    view = replace(parts, document=document)
    text, _warnings = body.written(view)
    return View(tuple(_rows(view)), text)


def _rows(parts: Parts) -> Iterator[Row]:
    """Give the lines in order, each with the paragraph in whose bookmark it begins, or of whose it holds a part."""
    styles, lists = Styles(parts.styles), Lists(parts.numbering)
    names: dict[str, str] = {}
    for paragraph in _paragraphs(parts.document):
        properties = child(paragraph, "pPr")
        style = styles.of(value(child(properties, "pStyle")))
        listed = child(properties, "numPr")
        level = number(child(listed, "ilvl")) or style.list_level or 0
        list_id = number(child(listed, "numId"))
        mark = lists.next(style.list_id if list_id is None else list_id, level)
        key = _key(paragraph, names)
        _drop_markers(paragraph, styles)
        words = runs.written(runs.of(paragraph, style, styles, Seen()), is_heading=False)
        lines = f"{mark} {words.strip()}".strip().split("\n")
        for line in lines:
            yield Row(line.strip(), style.name.lower(), key)


def _drop_markers(paragraph: etree._Element, styles: Styles) -> None:
    """Leave out what was printed for a reader and is no wording: "Delete", "[Agreed ad ref]"."""
    for run in [each for each in paragraph.iter() if tag(each) == "r"]:
        parent = run.getparent()
        style = styles.of(value(child(run, "rPr", "rStyle")))
        if parent is not None and style.name.lower() == MARKER:
            parent.remove(run)


def _paragraphs(document: etree._Element) -> Iterator[etree._Element]:
    for element in document.iter():
        if tag(element) == "p":
            yield element


def _key(paragraph: etree._Element, names: dict[str, str]) -> str:
    """Say in whose bookmark a line stands: the first that holds a word of it, else the last that is open.

    `names` holds the bookmarks that are open, by id, and goes on with it.
    """
    key, last = "", next(reversed(names.values()), "")
    for each in _inside(paragraph):
        if tag(each) in {"t", "delText"}:
            key = key or (next(reversed(names.values()), "") if (each.text or "").strip() else "")
        else:
            last = _follow(each, names) or last
    return key or last


def _inside(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Give the bookmarks before a paragraph, where they stand between two, and what is in it."""
    before: list[etree._Element] = []
    sibling = paragraph.getprevious()
    while sibling is not None and tag(sibling) in {"bookmarkStart", "bookmarkEnd"}:
        before.insert(0, sibling)
        sibling = sibling.getprevious()
    yield from before
    yield from paragraph.iter()


def _follow(element: etree._Element, names: dict[str, str]) -> str:
    """Open or close a bookmark of ours; return its paragraph where one opens."""
    number_of = value(element, "id") or ""
    found = _BOOKMARK.fullmatch(value(element, "name") or "")
    if tag(element) == "bookmarkStart" and found:
        names[number_of] = found["paragraph"]
        return found["paragraph"]
    if tag(element) == "bookmarkEnd":
        names.pop(number_of, None)
    return ""


def _comments(parts: Parts) -> Iterator[Comment]:
    """Give the comments where they stand, with the words of the line that they are on."""
    texts = {
        value(each, "id") or "": "\n".join(
            "".join(one.text or "" for one in paragraph.iter() if tag(one) == "t")
            for paragraph in each.iter()
            if tag(paragraph) == "p"
        ).strip()
        for each in (parts.comments if parts.comments is not None else ())
    }
    names: dict[str, str] = {}
    for paragraph in _paragraphs(parts.document):
        key = _key(paragraph, names)
        words = "".join(one.text or "" for one in paragraph.iter() if tag(one) in {"t", "delText"})
        for each in paragraph.iter():
            if tag(each) == "commentReference" and (text := texts.pop(value(each, "id") or "", "")):
                yield Comment(key, words.strip(), text)
    yield from (Comment("", "", text) for text in texts.values() if text)


def _notes(parts: Parts) -> Iterator[PassedOver]:
    """Give the footnotes where they are called; those of the end have no words here. What is given out has none."""
    texts = {
        value(each, "id") or "": " ".join(
            "".join(one.text or "" for one in each.iter() if tag(one) == "t").split()
        )
        for each in (parts.footnotes if parts.footnotes is not None else ())
    }
    names: dict[str, str] = {}
    for paragraph in _paragraphs(settling.settled(parts.document, "accept")):
        key = _key(paragraph, names)
        for each in paragraph.iter():
            if tag(each) == "footnoteReference":
                yield PassedOver("footnote", "", texts.get(value(each, "id") or "", ""), key)
            elif tag(each) == "endnoteReference":
                yield PassedOver("footnote", "", "", key)
