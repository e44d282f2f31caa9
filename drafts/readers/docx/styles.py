"""What a document's styles say of a paragraph or a run: heading, title, italics, bold, list."""

import re
from dataclasses import dataclass

from lxml import etree

from drafts.readers.docx.names import child, is_on, number, tag, value

_HEADING = re.compile(r"_?\s*(?:heading|berschrift|h)\s*_?\s*(?P<level>[1-9m]|ch)\b", re.IGNORECASE)
_TITLE = re.compile(r"_?\s*(?:sub)?title|_?\s*doc(?:ument)? ?title", re.IGNORECASE)
_DEEPEST = 30
"""So many styles may stand on one another."""


@dataclass(frozen=True, slots=True)
class Style:
    """A style with what it has from those that it stands on; None: it does not say."""

    name: str = ""
    heading: int | None = None
    is_title: bool = False
    is_italic: bool | None = None
    is_bold: bool | None = None
    list_id: int | None = None
    list_level: int | None = None


_NONE = Style()


class Styles:
    """The styles of a document by their id."""

    def __init__(self, part: etree._Element | None) -> None:
        found = part if part is not None else ()
        self._elements = {value(one, "styleId") or "": one for one in found if tag(one) == "style"}
        self._known: dict[str, Style] = {}

    def of(self, style_id: str | None) -> Style:
        """The style of that id; one that says nothing where the document has none."""
        if not style_id:
            return _NONE
        if style_id not in self._known:
            self._known[style_id] = self._read(style_id)
        return self._known[style_id]

    def _read(self, style_id: str) -> Style:
        chain: list[etree._Element] = []
        following: str | None = style_id
        while following in self._elements and len(chain) < _DEEPEST:
            chain.append(self._elements[following])
            following = value(child(chain[-1], "basedOn"))
        names = [value(child(one, "name")) or "" for one in chain]
        outline = next(
            (level for one in chain if (level := number(child(one, "pPr", "outlineLvl"))) is not None), None
        )
        named = next((found for name in names if (found := _HEADING.match(name))), None)
        listed = next((one for one in chain if child(one, "pPr", "numPr") is not None), None)
        return Style(
            name=names[0] if names else "",
            heading=_level(named["level"])
            if named
            else (outline + 1 if outline is not None and outline < 9 else None),  # noqa: PLR2004 - 9 is body text
            is_title=any(_TITLE.fullmatch(name) for name in names),
            is_italic=next((on for one in chain if (on := is_on(child(one, "rPr", "i"))) is not None), None),
            is_bold=next((on for one in chain if (on := is_on(child(one, "rPr", "b"))) is not None), None),
            list_id=number(child(listed, "pPr", "numPr", "numId")),
            list_level=number(child(listed, "pPr", "numPr", "ilvl")),
        )


def _level(mark: str) -> int:
    """A heading's level; the United Nations' own "H_Ch" and "H_M" are chapters."""
    return int(mark) if mark.isdecimal() else 1
