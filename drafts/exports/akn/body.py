"""The text of an Akoma Ntoso document: preamble, sections, paragraphs, points, and what is proposed beside them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from lxml import etree

from drafts.exports.akn.names import SPACE, Names, element, said
from drafts.exports.front import direction_of
from drafts.exports.lines import Line, Piece, marks, printed_lines
from drafts.exports.sheet import Alternative, Entry, Sheet, SheetParagraph, standing
from drafts.text.parsing import Block, Kind

_MERGED = re.compile(r"\[merged with paragraph (.+)\]")
_PREAMBLE = {Kind.PREAMBULAR, Kind.UNNUMBERED}
_TAGS = {"insert": "ins", "delete": "del"}


def preamble_and_body(sheet: Sheet, names: Names) -> Iterator[etree._Element]:
    """Write the preamble, where the text begins with one, and the rest."""
    paragraphs = _standing(sheet) if sheet.form == "compilation" else sheet.paragraphs
    opening = list(takewhile(lambda each: each.kind in _PREAMBLE, paragraphs))
    if not any(each.kind == Kind.PREAMBULAR for each in opening):
        opening = []
    writer = _Writer(sheet, names)
    if opening:
        yield writer.preamble(opening)
    yield writer.body(paragraphs[len(opening) :])


def _standing(sheet: Sheet) -> tuple[SheetParagraph, ...]:
    """Lay a compilation's paragraphs out as they stand, for what is proposed is written beside them."""
    agreed = {each.label: each.agreement for each in sheet.paragraphs}
    return tuple(standing(Entry("", block, agreed.get(block.label, "none"))) for block in sheet.blocks)


def mend_references(statement: etree._Element) -> None:
    """Leave out references to paragraphs that are not in the document."""
    there = {str(each.get("eId")) for each in statement.iter() if each.get("eId")}
    for each in list(statement.iter(f"{{{SPACE}}}ref")):
        if str(each.get("href"))[1:] not in there:
            each.tag = f"{{{SPACE}}}span"
            del each.attrib["href"]


class _Writer:
    """Writes paragraphs with their proposals."""

    def __init__(self, sheet: Sheet, names: Names) -> None:
        self.names = names
        self.direction = sheet.front.direction
        self.on: dict[str, list[Alternative]] = {}
        for each in sheet.alternatives:
            self.on.setdefault(each.on, []).append(each)

    def preamble(self, paragraphs: Sequence[SheetParagraph]) -> etree._Element:
        """Write the recitals, and what stands unnumbered among them as formulas."""
        preamble = element("preamble")
        recitals: etree._Element | None = None
        for each in paragraphs:
            if each.kind == Kind.UNNUMBERED:
                recitals = None
                self._item("formula", preamble, each)
                continue
            if recitals is None:
                number = sum(1 for _ in preamble.iter(f"{{{SPACE}}}recitals")) + 1
                recitals = element("recitals", preamble, eId=f"recs_{number}")
            self._item("recital", recitals, each)
        return preamble

    def body(self, paragraphs: Sequence[SheetParagraph]) -> etree._Element:
        """Write sections, each with the paragraphs up to the next heading."""
        body = parent = element("mainBody")
        for each in paragraphs:
            if each.kind == Kind.HEADING:
                parent = element("section", body, eId=self.names.of(each), status=_status(each))
                heading = element("heading", parent)
                for line in printed_lines(each):
                    self._inline(heading, (*line.sign, *line.pieces))
            else:
                self._item("paragraph", parent, each)
        if not len(body):
            element("p", body)
        return body

    def _item(self, tag: str, parent: etree._Element, paragraph: SheetParagraph) -> None:
        """Write a paragraph, then what is proposed in its place or after it."""
        name = self.names.of(paragraph)
        called = "opening" if tag == "formula" else ""
        self._one(element(tag, parent, eId=name, status=_status(paragraph), name=called), paragraph)
        for each in self.on.get(paragraph.label, ()):
            block = Block(paragraph.kind, paragraph.label, each.wording)
            instead = "" if each.kind == "insert" else name
            proposed = element(
                tag,
                parent,
                eId=f"{name}__{each.name}",
                status="removed" if each.kind == "delete" else "editorial",
                refersTo=f"#{self.names.delegations[each.by]}" if each.by else "",
                alternativeTo=instead,
                name=called,
            )
            proposed.set("class", each.kind)
            shown = standing(Entry("", block))
            self._one(proposed, replace(shown, label="") if each.kind == "insert" else shown)

    def _one(self, made: etree._Element, paragraph: SheetParagraph) -> None:
        if paragraph.kind == Kind.NUMBERED and paragraph.label:
            number = element("num", made)
            op = "insert" if paragraph.is_added else "delete" if paragraph.is_removed else ""
            (element(_TAGS[op], number) if op else number).text = paragraph.number
        inside = element("content", made) if made.tag == f"{{{SPACE}}}paragraph" else made
        self._blocks(inside, paragraph)

    def _blocks(self, parent: etree._Element, paragraph: SheetParagraph) -> None:
        """Write the lines of a wording: running text as paragraphs, points as lists, one within the other."""
        stack: list[etree._Element] = []
        name, lists = str(parent.get("eId") or parent.getparent().get("eId")), 0  # type: ignore[union-attr]  # content stands in a paragraph
        for line in printed_lines(paragraph):
            degree = min(line.degree, len(stack) + 1)
            if not degree:
                stack = []
                self._line(element("p", parent), line, with_sign=True)
                continue
            if degree > len(stack):
                lists += 1
                where = stack[-1][-1] if stack else parent
                stack.append(element("blockList", where, eId=f"{name}__list_{lists}"))
            del stack[degree:]
            item = element("item", stack[-1], eId=f"{stack[-1].get('eId')}__item_{len(stack[-1]) + 1}")
            self._inline(
                element("num", item), (replace(piece, text=piece.text.rstrip()) for piece in line.sign)
            )
            self._line(element("p", item), line, with_sign=False)

    def _line(self, block: etree._Element, line: Line, *, with_sign: bool) -> None:
        pieces = (*line.sign, *line.pieces) if with_sign else line.pieces
        words = "".join(piece.text for piece in pieces)
        if direction_of(words) not in {"", self.direction}:
            block.set("class", direction_of(words))
        self._inline(block, pieces)

    def _inline(self, parent: etree._Element, pieces: Iterable[Piece]) -> None:
        for mark in marks(pieces):
            _add(parent, mark.before)
            inside = element(_TAGS[mark.op], parent) if mark.op in _TAGS else parent
            if mark.op == "agreed":
                inside = element("remark", parent, type="agreement")
            for piece in mark.pieces:
                self._piece(inside, piece)
            _add(parent, mark.after)

    def _piece(self, parent: etree._Element, piece: Piece) -> None:
        inside = element("i", parent) if piece.is_italic else parent
        merged = _MERGED.fullmatch(piece.text)
        if merged and merged[1] in self.names.paragraphs:
            _add(inside, piece.text[: merged.start(1)])
            element("ref", inside, href=f"#{self.names.paragraphs[merged[1]]}").text = merged[1]
            _add(inside, "]")
        else:
            _add(inside, piece.text)


def _status(paragraph: SheetParagraph) -> str:
    return "removed" if paragraph.marker or paragraph.is_removed else ""


def _add(parent: etree._Element, text: str) -> None:
    """Put text at the end of an element."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + said(text)
    elif text:
        parent.text = (parent.text or "") + said(text)
