"""A whole text as Word will have it: plain data, made from blocks, and from sheets where nothing is tracked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from drafts.exports.front import Front
from drafts.exports.lines import Line as Printed
from drafts.exports.lines import Piece, printed_lines
from drafts.exports.sheet import Entry, Sheet, SheetParagraph, moved, wording
from drafts.exports.word import spans, splits
from drafts.exports.word.spans import (
    POINTS,
    TITLE,
    History,
    Line,
    Look,
    Mark,
    Part,
    Span,
    Style,
    part,
    standing,
)
from drafts.text.layers import Hand, Step, layer
from drafts.text.parsing import Block, Kind

Teller = Callable[[Entry | None, Entry | None], History]
"""Says how a paragraph came from the older text to the newer one; one of the two may lack it."""
SHEET_NOTES = (
    "Delegation: ____________________",
    "Write your amendments into the text below; Word records every change.",
    "To insert a paragraph, begin a new line after the one that it is to follow.",
    "Put the reason for a change into a comment on it.",
    "Then upload the file: you see each amendment before anything is tabled.",
)
_LOOKS: Mapping[str, Look] = {"option": "Proposed", "name": "Proponent", "agreed": "Marker"}


@dataclass(frozen=True)
class Page:
    """A Word document.

    `properties` are the file's own, by name (Draft, Seal, Negotiation, Document); `notes` stand under the title, one
    paragraph each; `is_tracking` has Word record what is changed from now on, `is_locked` refuses changes that it
    would not record.
    """

    front: Front
    parts: tuple[Part, ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()
    properties: Mapping[str, str] | None = None
    is_tracking: bool = False
    is_locked: bool = False


def clean(
    front: Front, entries: Sequence[Entry], bookmarks: Mapping[str, str], properties: Mapping[str, str]
) -> Page:
    """Lay out a text as it stands; `bookmarks` are names by the entries' keys."""
    parts = (standing(entry, bookmarks.get(entry.key, "")) for entry in (*titles(front.title), *entries))
    return Page(front, tuple(parts), front.name, properties=properties)


def amendment_sheet(page: Page) -> Page:
    """Make of a clean text the empty sheet on which a delegation writes its amendments."""
    return replace(page, subtitle=f"Amendments to {page.subtitle}", notes=SHEET_NOTES, is_locked=True)


def tracked(
    old: Sequence[Entry],
    new: Sequence[Entry],
    history_of: Teller,
    bookmarks: Mapping[str, str],
) -> tuple[Part, ...]:
    """Print what became of a text, paragraphs paired by key: rejected it is the older text, accepted the newer.

    A paragraph that moved is struck where it stood and put where it stands; one that was split is split.
    """
    before, after = ({entry.key: entry for entry in entries} for entries in (old, new))
    movers = sorted(moved([key for key in before if key in after], list(after)))
    moves: dict[str, tuple[Part, Part]] = {}
    for number, key in enumerate(movers, start=1):
        history = history_of(before[key], after[key])
        whole = part(before[key], after[key], history, bookmarks.get(key, ""))
        moves[key] = spans.moved(whole, f"move{number}", history.hand)
    parts: list[Part] = []
    waiting: list[Part] = []
    gone = list(reversed(old))
    for entry in new:
        was = before.get(entry.key)
        if entry.key in moves:
            waiting.append(moves[entry.key][1])
            continue
        here = part(was, entry, history_of(was, entry), bookmarks.get(entry.key, ""))
        if was is None:
            waiting.append(here)
            continue
        while (left := gone.pop()).key != entry.key:
            parts.append(_left(left, moves, history_of))
        parts += [*waiting, here]
        waiting = []
    parts += [_left(left, moves, history_of) for left in reversed(gone)]
    return splits.shown([*parts, *waiting])


def _left(entry: Entry, moves: Mapping[str, tuple[Part, Part]], history_of: Teller) -> Part:
    """Print a paragraph at the place that it has left, for another or for good."""
    return moves[entry.key][0] if entry.key in moves else part(entry, None, history_of(entry, None))


def titles(lines: Sequence[str]) -> list[Entry]:
    """Give the lines of a title as entries, paired by their order."""
    return [
        Entry(f"{TITLE}{number}", Block(Kind.HEADING, f"title {number}", line))
        for number, line in enumerate(lines, start=1)
    ]


def compiled(sheet: Sheet, bookmarks: Mapping[str, str], properties: Mapping[str, str]) -> Page:
    """Lay out a compilation: brackets, what is proposed in them, by whom."""
    parts = [standing(entry) for entry in titles(sheet.front.title)]
    parts += [_compiled(paragraph, bookmarks.get(paragraph.key, "")) for paragraph in sheet.paragraphs]
    return Page(sheet.front, tuple(parts), sheet.subtitle, properties=properties)


def _compiled(paragraph: SheetParagraph, bookmark: str) -> Part:
    first, *others = printed_lines(paragraph)
    number = (Span(f"{paragraph.number}\t"),) if paragraph.number else ()
    kinds: dict[Kind, Style] = {
        Kind.HEADING: "Heading1",
        Kind.NUMBERED: "Numbered",
        Kind.PREAMBULAR: "Preambular",
    }
    style = kinds.get(paragraph.kind, "Unnumbered")
    lines = [Line((*number, *_printed(first, style)), Mark(style))]
    lines += [Line(_printed(line, POINTS[line.degree]), Mark(POINTS[line.degree])) for line in others]
    return Part(tuple(lines), bookmark)


def _printed(line: Printed, style: Style) -> tuple[Span, ...]:
    """Print the pieces of a line; the letter of a point ends in a tab."""
    sign = [_span(piece) for piece in line.sign]
    if sign and style in {"Point", "SubPoint"} and sign[-1].text.endswith(" "):
        sign[-1] = replace(sign[-1], text=sign[-1].text[:-1] + "\t")
    return (*sign, *(_span(piece) for piece in line.pieces))


def _span(piece: Piece) -> Span:
    return Span(piece.text, piece.is_italic, _LOOKS.get(piece.op, ""))


def by_many(known: Mapping[str, tuple[Sequence[Step], Hand]], nobody: Hand) -> Teller:
    """Return a teller of histories from the steps of each paragraph, by key; what no step explains is in `nobody`'s hand."""

    def tell(old: Entry | None, new: Entry | None) -> History:
        key = (new or old or _NOTHING).key
        steps, hand = known.get(key, ((), nobody))
        was, now = (wording(entry.block) if entry else "" for entry in (old, new))
        return History(layer(was, [*steps, Step(now, hand)]), hand)

    return tell


_NOTHING = Entry("", Block(Kind.UNNUMBERED, "", ""))
