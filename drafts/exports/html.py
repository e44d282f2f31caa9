"""A sheet as HTML: the page that is given out as a file, and the body that it shares with the PDF."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from delegations.exports.table import Table
from drafts.exports.front import direction_of
from drafts.exports.languages import spoken, without_own
from drafts.exports.lines import Line, Mark, Piece, marks, printed_lines
from drafts.exports.sheet import Sheet, SheetParagraph, Source, anchor
from drafts.text.parsing import Kind

STYLES = Path(__file__).resolve().parents[2] / "static" / "css"

_SPACED = re.compile(r"[ \t]{2}|^[ \t]", re.MULTILINE)
_MERGED = re.compile(r"(<em>\[merged with paragraph )(?P<label>[^\]<>&]+)(?=\]</em>)")
_LETTERS_A_LINE = 23
_LETTERS_A_PAGE = 1200
_NOTE_IN_LINES = 11.5 / 15.75
_FEW_NOTES = 3
_NOTES_AT_MOST = 12


@dataclass(frozen=True)
class Heard:
    """What stands unseen at both ends of an insertion and a deletion, for those who listen."""

    insertion: str = '<span class="heard">[inserted: </span>'
    deletion: str = '<span class="heard">[deleted: </span>'
    end: str = '<span class="heard">]</span>'


def render(sheet: Sheet) -> str:
    """Print a sheet as one HTML file that needs no other file and runs nothing."""
    style = mark_safe((STYLES / "export.css").read_text())  # noqa: S308  our own file
    return render_to_string("pdf/sheet.html", {"sheet": sheet, "body": body(sheet, Heard()), "style": style})


def body(sheet: Sheet, heard: Heard, *, has_notes_first: bool = False) -> SafeString:
    """Print the paragraphs; every word of theirs is escaped.

    The printer wants the notes beside a paragraph before it, to begin them where it begins.
    """
    printed = [_paragraph(each, sheet, heard, has_notes_first=has_notes_first) for each in sheet.paragraphs]
    printed += [_table(each) for each in sheet.tables]
    anchors = {each.anchor for each in sheet.paragraphs}
    told = without_own(_linked("\n".join(printed), anchors), sheet.front.language)
    return mark_safe(told)  # noqa: S308  escaped below


def _linked(printed: str, anchors: Collection[str]) -> str:
    """Make the number in "[merged with paragraph 49]" a link to that paragraph, where it is in the text."""

    def link(found: re.Match[str]) -> str:
        name = anchor(found["label"])
        return f'{found[1]}<a href="#{name}">{found["label"]}</a>' if name in anchors else found[0]

    return _MERGED.sub(link, printed)


def inline(pieces: Iterable[Piece], heard: Heard) -> str:
    """Print the pieces of a line."""
    return "".join(_mark(mark, heard) for mark in marks(pieces))


def _mark(mark: Mark, heard: Heard) -> str:
    inner = "".join(
        f"<em>{spoken(piece.text)}</em>" if piece.is_italic else spoken(piece.text) for piece in mark.pieces
    )
    if mark.op == "insert":
        inner = f"<ins>{heard.insertion}{inner}{heard.end}</ins>"
    elif mark.op == "delete":
        inner = f"<del>{heard.deletion}{inner}{heard.end}</del>"
    elif mark.op == "agreed":
        inner = f"<b>{inner}</b>"
    elif mark.op == "name":
        inner = f'<span class="name">{inner}</span>'
    return f"{mark.before}{inner}{mark.after}"


def _paragraph(paragraph: SheetParagraph, sheet: Sheet, heard: Heard, *, has_notes_first: bool) -> str:
    """Print a paragraph and the notes beside it.

    Its first lines stay together with them on a page, and no paragraph's notes run into the next one's.
    """
    words, height = "".join(segment.text for segment in paragraph.segments), _height(paragraph.margin)
    is_long = height > _NOTES_AT_MOST or sheet.front.look.is_large or sheet.form == "report"
    css = f"paragraph {paragraph.kind}"
    css += " changed" if paragraph.is_changed else ""
    css += " spaced" if _SPACED.search(words) else ""
    css += (
        " whole"
        if not is_long and height > _FEW_NOTES and "\n" in words and len(words) < _LETTERS_A_PAGE
        else ""
    )
    style = (
        ""
        if not height or is_long
        else f' style="--notes:{height};orphans:{ceil(height * _NOTE_IN_LINES) + 1}"'
    )
    turned = f' dir="{turn}"' if (turn := direction_of(words)) not in {"", sheet.front.direction} else ""
    name = (
        f' id="{escape(paragraph.anchor)}" data-mark="{escape(_bookmark(paragraph))}"'
        if paragraph.label
        else ""
    )
    parts = [
        f'<div class="words">{_blocks(paragraph, turned, heard)}</div>',
        _margin(paragraph.margin, is_long=is_long, is_report=sheet.form == "report"),
    ]
    inner = "".join(reversed(parts) if has_notes_first and not is_long else parts)
    return f'<div class="{css}"{name}{style}>{inner}</div>'


def _bookmark(paragraph: SheetParagraph) -> str:
    """The entry of the outline: the heading, or the number and how the paragraph begins."""
    words = "".join(segment.text for segment in paragraph.segments if segment.op != "delete").split()
    start = " ".join(words[:8]) + ("…" if len(words) > 8 else "")  # noqa: PLR2004  a glance
    return " ".join(part for part in (paragraph.number, start or paragraph.marker) if part)


def _blocks(paragraph: SheetParagraph, turned: str, heard: Heard) -> str:
    """Print the lines of a paragraph: running text as paragraphs, points as lists, one within the other."""
    tag = "h2" if paragraph.kind == Kind.HEADING else "p"
    first, *others = printed_lines(paragraph)
    words = f"{inline(first.sign, heard)}{inline(first.pieces, heard)}"
    out = [f"<{tag}{turned}>{_number(paragraph)}{words}</{tag}>"]
    depth = 0
    for line in others:
        degree, words = min(line.degree, depth + 1), inline(line.pieces, heard)
        out.append(f"<ul{turned}>" if degree > depth else _closed(depth, degree))
        out.append(f"{_item(line, heard)}{words}" if degree else f'<p{turned} class="more">{words}</p>')
        depth = degree
    return "".join([*out, _closed(depth, 0)])


def _closed(depth: int, degree: int) -> str:
    """Close the points between two depths; a point stays open for those under it."""
    return "</li></ul>" * depth if not degree else "</li>" + "</ul></li>" * (depth - degree)


def _item(line: Line, heard: Heard) -> str:
    return f'<li><span class="sign">{inline(line.sign, heard).rstrip()}</span>'


def _number(paragraph: SheetParagraph) -> str:
    number = escape(paragraph.number)
    if not number:
        return ""
    if paragraph.is_added:
        number = f"<ins>{number}</ins>"
    if paragraph.is_removed:
        number = f"<del>{number}</del>"
    return f'<span class="sign">{number}</span>'


def _margin(sources: Sequence[Source], *, is_long: bool, is_report: bool) -> str:
    """Print the notes beside a paragraph, or below it where they are many; in a report below it, a line each."""
    if not sources:
        return ""
    if is_report:
        notes = "".join(f"<p>{spoken(note.what)}</p>" for note in sources)
        return f'<aside role="note" class="below">{notes}</aside>'
    if is_long:
        told = "; ".join(
            ": ".join(escape(part) for part in (note.who, note.what) if part) for note in sources
        )
        return f'<aside role="note" class="below"><p>{told}.</p></aside>'
    notes = "".join(
        "<p>" + "\n".join((f"<b>{escape(note.who)}</b>",) * bool(note.who) + (escape(note.what),)) + "</p>"
        for note in sources
    )
    return f'<aside role="note" class="margin">{notes}</aside>'


def _height(sources: Sequence[Source]) -> int:
    """Estimate how many lines the notes take, so that the next paragraph's do not run into them."""
    parts = [part for note in sources for part in (note.who, note.what) if part]
    return sum(ceil(len(part) / _LETTERS_A_LINE) for part in parts)


def _table(table: Table) -> str:
    """Print a table, each cell's lines as lines; its first cell names the row."""
    columns = "".join(f'<col style="width:{100 * each // sum(table.widths)}%">' for each in table.widths)
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
    rows = "".join(f"<tr>{''.join(_cells(row, table))}</tr>" for row in table.rows)
    caption = f'<h2 class="caption">{escape(table.caption)}</h2>' if table.caption else ""
    return f"{caption}<table><colgroup>{columns}</colgroup><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def _cells(row: Sequence[str], table: Table) -> Iterator[str]:
    for place, cell in enumerate(row):
        words = "<br>".join(spoken(line) for line in cell.split("\n"))
        css = ' class="serif"' if place in table.wordings else ""
        turned = ' dir="rtl"' if direction_of(cell) == "rtl" else ""
        yield f'<th scope="row"{css}>{words}</th>' if not place else f"<td{css}{turned}>{words}</td>"
