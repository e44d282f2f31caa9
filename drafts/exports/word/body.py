"""The body of a Word document: masthead, title, the text with its tracked changes, the seal."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from itertools import count, groupby

from lxml import etree

from drafts.exports.front import Front, direction_of
from drafts.exports.word.pages import Page
from drafts.exports.word.spans import Line, Mark, Part, Span
from drafts.text.layers import Hand

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAPERS = {"letter": (12240, 15840), "a4": (11906, 16838)}
"""Twentieths of a point."""
MARGIN = 1440

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def written(page: Page) -> etree._Element:
    """Write the body; sections, headers and footers are not its business."""
    return _Writer(page).body()


def element(kind: str, /, *children: etree._Element, **attributes: str) -> etree._Element:
    """Make an element of WordprocessingML with its attributes and children."""
    made = etree.Element(f"{{{W}}}{kind}", {f"{{{W}}}{key}": told for key, told in attributes.items()})
    made.extend(children)
    return made


def run(text: str, *properties: etree._Element, tag: str = "t") -> etree._Element:
    """Make a run; tabs in its text are real ones."""
    made = element("r", *[element("rPr", *properties)] * bool(properties))
    for piece in re.split(r"(\t)", _UNWRITABLE.sub("\ufffd", text)):
        if piece == "\t":
            made.append(element("tab"))
        elif piece:
            words = element(tag)
            words.text = piece
            words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            made.append(words)
    return made


def paragraph(style: str, *inside: etree._Element) -> etree._Element:
    """Make a paragraph of a style."""
    return element("p", element("pPr", element("pStyle", val=style)), *inside)


class _Writer:
    """Writes one page, giving each record of a change a number of its own."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.numbers = count(1)

    def body(self) -> etree._Element:
        """Write the whole body."""
        front = self.page.front
        body = element("body", *_masthead(front))
        titles = [each for each in self.page.parts if _is_title(each)]
        for each in titles:
            body.extend(self._part(each))
        notes = [("Subtitle", self.page.subtitle), *(("Note", note) for note in self.page.notes)]
        body.extend(paragraph(style, run(told)) for style, told in notes if told)
        for each in self.page.parts[len(titles) :]:
            body.extend(self._part(each))
        seal = f" Seal (SHA-256): {front.seal}" if front.seal else ""
        body.append(paragraph("Colophon", run(f"{front.stamp}.{seal}")))
        return body

    def _part(self, part: Part) -> Iterator[etree._Element]:
        """Write the lines of a paragraph within its bookmark."""
        lines = [self._line(line, part) for line in part.lines]
        if part.bookmark:
            number = str(next(self.numbers))
            lines[0].insert(1, element("bookmarkStart", id=number, name=part.bookmark))
            lines[-1].append(element("bookmarkEnd", id=number))
        if part.move:
            kind, number = f"move{part.move.side.capitalize()}Range", str(next(self.numbers))
            start = self._record(f"{kind}Start", part.move.hand, id=number, name=part.move.name)
            yield start
            yield from lines
            yield element(f"{kind}End", id=number)
        else:
            yield from lines

    def _line(self, line: Line, part: Part) -> etree._Element:
        turn = direction_of("".join(span.text for span in line.spans)) or self.page.front.direction
        made = element("p", self._properties(line.mark, part, is_turned=turn == "rtl"))
        for inserted, spans in groupby(line.spans, key=lambda span: span.inserted):
            made.extend(self._stretch(inserted, list(spans), part, is_turned=turn == "rtl"))
        return made

    def _properties(self, mark: Mark, part: Part, *, is_turned: bool) -> etree._Element:
        """Write what belongs to a paragraph mark: style, direction, its own fate, its former style."""
        made = element("pPr", element("pStyle", val=mark.style), *[element("bidi")] * is_turned)
        fate = [self._record(name, hand) for name, hand in self._fates(mark.inserted, mark.deleted, part)]
        if fate:
            made.append(element("rPr", *fate))
        if mark.former and mark.restyled:
            former = element("pPr", element("pStyle", val=mark.former), *[element("bidi")] * is_turned)
            made.append(self._record("pPrChange", mark.restyled, former))
        return made

    def _fates(self, inserted: Hand | None, deleted: Hand | None, part: Part) -> Iterator[tuple[str, Hand]]:
        """Name the records that tell what became of a mark, outermost first."""
        if inserted:
            yield "ins", inserted
        if deleted:
            yield "del", deleted
        if part.move and not inserted:
            yield f"move{part.move.side.capitalize()}", part.move.hand

    def _stretch(
        self, inserted: Hand | None, spans: Sequence[Span], part: Part, *, is_turned: bool
    ) -> Iterable[etree._Element]:
        """Write spans of one insertion, or of none; what was struck of them stands within it."""
        inside: list[etree._Element] = []
        for deleted, group in groupby(spans, key=lambda span: span.deleted):
            tag = "delText" if deleted else "t"
            runs = [run(span.text, *_look(span, is_turned=is_turned), tag=tag) for span in group]
            if deleted:
                runs = [self._record("del", deleted, *runs)]
            elif part.move and not inserted:
                runs = [self._record(f"move{part.move.side.capitalize()}", part.move.hand, *runs)]
            inside += runs
        return [self._record("ins", inserted, *inside)] if inserted else inside

    def _record(self, kind: str, hand: Hand, /, *inside: etree._Element, **more: str) -> etree._Element:
        """Write a record of a change: whose, and when."""
        made = element(kind, *inside)
        told = {"id": more.pop("id", "") or str(next(self.numbers)), **more}
        told |= {"author": hand.name, "date": hand.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
        for key, value in told.items():
            made.set(f"{{{W}}}{key}", value)
        return made


def _is_title(part: Part) -> bool:
    return part.lines[-1].mark.style == "Title"


def _look(span: Span, *, is_turned: bool) -> list[etree._Element]:
    """Give the properties of a run, in the order that the schema wants."""
    found = [element("rStyle", val=span.look)] if span.look else []
    if span.is_italic:
        found += [element("i"), element("iCs")]
    turn = direction_of(span.text)
    if turn == "rtl" or (is_turned and not turn):
        found.append(element("rtl"))
    return found


def _masthead(front: Front) -> Iterator[etree._Element]:
    """Write the head of an issued document; of a non-paper only when it is of.

    Source: conventions of General Assembly documents; A/64/691 shows each line.
    """
    head = front.masthead
    if not head:
        yield paragraph("Occasion", run(f"{front.date} ({front.place})"))
        return
    symbol = f"{head.symbol} (symbol pending)".strip() if head.is_symbol_pending else head.symbol
    yield paragraph("Organization", run("United Nations\t"), run(symbol, *_bold()))
    distribution = f"Distr.: {head.distribution}" if head.distribution else ""
    large = element("sz", val="40"), element("szCs", val="42")
    yield paragraph("Organ", run(head.organ, *_bold(), *large), run(f"\t{distribution}"))
    yield paragraph("Issue", run(front.date))
    yield paragraph("Issue", run(f"Original: {front.original}"))
    if head.session:
        yield paragraph("Occasion", run(head.session, *_bold()))
    yield from (paragraph("Occasion", run(told)) for told in (head.agenda_item, head.basis) if told)


def _bold() -> tuple[etree._Element, etree._Element]:
    return element("b"), element("bCs")
