"""A Word document with all its tracked changes accepted, or all rejected."""

import copy
from typing import Literal

from lxml import etree

from drafts.readers.docx.names import child, tag

Side = Literal["accept", "reject"]

_CHANGES = {"ins", "del", "moveFrom", "moveTo"}
_GONE: dict[Side, set[str]] = {"accept": {"del", "moveFrom"}, "reject": {"ins", "moveTo"}}
_PLACES = {"bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"}
"""What only marks a place stays when the words around it go."""


def settled(document: etree._Element, side: Side) -> etree._Element:
    """Return a copy of a document as it is once all changes are accepted or rejected.

    Source: ISO/IEC 29500-1:2016, 17.13.5.
    """
    root = copy.deepcopy(document)
    for element in list(root.iter()):
        name = tag(element)
        if name in {"pPrChange", "rPrChange"}:
            _restyle(element, side)
        elif name == "tr" and _is_gone(child(element, "trPr"), side):
            _drop(element)
    joined = [p for p in root.iter() if tag(p) == "p" and _is_gone(child(p, "pPr", "rPr"), side)]
    for element in list(root.iter()):
        if tag(element) in _CHANGES:
            _settle(element, side)
        elif tag(element) == "delText":
            element.tag = str(element.tag).replace("delText", "t")
    for paragraph in joined:
        _join(paragraph)
    return root


def _is_gone(properties: etree._Element | None, side: Side) -> bool:
    """Tell whether a paragraph mark or a row of a table goes, by the records in its properties."""
    return properties is not None and any(tag(each) in _GONE[side] for each in properties)


def _restyle(change: etree._Element, side: Side) -> None:
    """Give properties their former form back where changes are rejected."""
    properties = change.getparent()
    if properties is None:
        return
    properties.remove(change)
    former = next(iter(change), None)
    if side == "reject" and former is not None:
        records = [each for each in properties if tag(each) in _CHANGES or tag(each) == "rPr"]
        properties[:] = [*former, *records]


def _settle(element: etree._Element, side: Side) -> None:
    """Take words out with their record, or only the record."""
    parent = element.getparent()
    if parent is None:
        return
    if tag(element) in _GONE[side]:
        kept = [each for each in element.iter() if tag(each) in _PLACES]
    else:
        kept = list(element)
    place = parent.index(element)
    parent[place : place + 1] = kept


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _join(paragraph: etree._Element) -> None:
    """Put a paragraph whose mark goes before the words of the next one, whose style they take."""
    following = paragraph.getnext()
    while following is not None and tag(following) != "p":
        if tag(following) in {"tbl", "sectPr", "sdt"}:
            return
        following = following.getnext()
    if following is None:
        return
    words = [each for each in paragraph if tag(each) != "pPr"]
    start = 1 if child(following, "pPr") is not None else 0
    following[start:start] = words
    _drop(paragraph)
