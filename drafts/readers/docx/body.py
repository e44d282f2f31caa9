"""The body of a Word document written out, a paragraph after the other, as text for the parser."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from drafts.readers.docx import runs
from drafts.readers.docx.archive import Parts
from drafts.readers.docx.lists import Lists
from drafts.readers.docx.names import child, number, tag, value
from drafts.readers.docx.runs import Seen
from drafts.readers.docx.styles import Style, Styles
from drafts.text.parsing import Warning_

_INSIDE = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"}
_MARKED = re.compile(r"[#>`+]")
_SHOWN = 60
_SHORT = 160
_INDENT = 4


@dataclass(slots=True)
class _Writer:
    """Takes paragraph after paragraph, knowing the line that it writes."""

    styles: Styles
    lists: Lists
    notes: dict[str, str]
    title: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    warnings: list[Warning_] = field(default_factory=list)
    told: set[str] = field(default_factory=set)
    carried: list[runs.Run] = field(default_factory=list)
    """The words of paragraphs whose end was deleted: the next paragraph goes on from them."""

    def write(self, paragraph: etree._Element) -> None:
        """Write a paragraph after an empty line."""
        properties = child(paragraph, "pPr")
        style = self.styles.of(value(child(properties, "pStyle")))
        seen = Seen()
        words = [*self.carried, *runs.of(paragraph, style, self.styles, seen)]
        self.carried = []
        self._warn(seen)
        if child(properties, "rPr", "del") is not None:
            self.carried = words
            return
        mark, level = self._mark(properties, style)
        plain = "".join(run.text for run in words).strip()
        if plain and style.is_title and not self.lines:
            self.title += plain.split("\n")
        elif plain:
            self._put(words, style, mark, level, outline=number(child(properties, "outlineLvl")))

    def finish(self) -> None:
        """Write the words that no paragraph went on from."""
        if any(run.text.strip() for run in self.carried):
            self._put(self.carried, Style(), "", 0, outline=None)

    def _mark(self, properties: etree._Element | None, style: Style) -> tuple[str, int]:
        """The number that Word counts for a paragraph, and the level of its list."""
        listed = child(properties, "numPr")
        list_id, level = number(child(listed, "numId")), number(child(listed, "ilvl"))
        level = level if level is not None else style.list_level or 0
        return self.lists.next(list_id if list_id is not None else style.list_id, level), level

    def _put(
        self, words: list[runs.Run], style: Style, mark: str, level: int, *, outline: int | None
    ) -> None:
        heading = style.heading or (outline + 1 if outline is not None and outline < 9 else None)  # noqa: PLR2004 - 9 is body text
        text = runs.written(words, is_heading=heading is not None).strip()
        text = "\\" + text if _MARKED.match(text) else text
        whole = f"{mark} {text}" if mark else text
        if heading is not None:
            whole = "#" * min(heading + 1, 6) + " " + whole.replace("\n", " ")
        elif (
            not mark
            and len(whole) <= _SHORT
            and "\n" not in whole
            and all(run.is_bold for run in words if run.text.strip())
        ):
            whole = f"**{whole.strip('*')}**"
        margin = " " * (_INDENT * level) if mark else ""
        self.lines += ["", *(margin + line.strip() + "  " for line in whole.split("\n"))]
        self.lines[-1] = self.lines[-1].rstrip()

    def _warn(self, seen: Seen) -> None:
        line = len(self.lines) + 2
        for note in seen.notes:
            self.warnings.append(
                Warning_(line, f"A footnote is left out: {self.notes.get(note, '')}".rstrip(": "))
            )
        for other in sorted(seen.others - self.told):
            self.told.add(other)
            what = _TOLD.get(other, f"The file has {other}; they are no part of the text")
            self.warnings.append(Warning_(line, what))

    def note_table(self) -> None:
        """Say that a table is written out."""
        self.warnings.append(Warning_(len(self.lines) + 2, "A table is written out cell by cell"))


_TOLD = {
    "tracked changes": "The file has tracked changes: insertions are taken, deletions left out",
    "struck words, which are kept": "The file has struck words; they are kept",
}


def written(parts: Parts) -> tuple[str, tuple[Warning_, ...]]:
    """The text of a document, and what was left out of it, by line of the text."""
    writer = _Writer(Styles(parts.styles), Lists(parts.numbering), _notes(parts.footnotes))
    for paragraph in _paragraphs(child(parts.document, "body"), writer):
        writer.write(paragraph)
    writer.finish()
    head = ["```title", *writer.title, "```"] if writer.title else []
    lines = [*head, *(writer.lines if head else writer.lines[1:])]
    shift = len(head) if head else -1
    warnings = tuple(Warning_(max(1, warning.line + shift), warning.message) for warning in writer.warnings)
    return "\n".join(lines) + "\n", warnings


def _paragraphs(parent: etree._Element | None, writer: _Writer) -> Iterator[etree._Element]:
    """The paragraphs of a body in order, those of tables too."""
    for element in parent if parent is not None else ():
        name = tag(element)
        if name == "p":
            yield element
        elif name == "tbl":
            writer.note_table()
            for row in (one for one in element if tag(one) == "tr" and child(one, "trPr", "del") is None):
                for cell in (one for one in row if tag(one) == "tc"):
                    yield from _paragraphs(cell, writer)
        elif name in _INSIDE:
            yield from _paragraphs(element, writer)


def _notes(part: etree._Element | None) -> dict[str, str]:
    """The beginnings of the footnotes, by id."""
    found = {}
    for note in part if part is not None else ():
        text = " ".join("".join(one.text or "" for one in note.iter() if tag(one) == "t").split())
        found[str(number(note, "id"))] = text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
    return found
