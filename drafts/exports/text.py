"""A sheet as plain text: the clean form reads back as the same blocks, the tracked form carries marks."""

from collections.abc import Iterable, Iterator

from drafts.exports.italics import Op
from drafts.exports.lines import Line, Mark, Piece, marks, printed_lines
from drafts.exports.sheet import Sheet, SheetParagraph
from drafts.text import writing

MARKS: dict[Op, tuple[str, str]] = {"insert": ("{+", "+}"), "delete": ("[-", "-]")}
TRACKED = (
    "{+Text in these marks+} is new, [-text in these-] is deleted; text in [square brackets] is not agreed.",
    "A bar | marks a changed paragraph; under it stand the delegations whose amendments were taken.",
)
COMPILATION = (
    "What is proposed stands in [square brackets] at the place that it would change, the present words first;",
    "text in brackets is not agreed. A bar | marks a paragraph on which something is proposed.",
)
COMPARISON = (
    "{+Text in these marks+} is new, [-text in these-] is gone.",
    "A bar | marks a changed paragraph; under it stands where it comes from.",
)
NAMES = "The names after a dash are those of the delegations that propose it."


def render(sheet: Sheet) -> str:
    """Print a sheet as text, lines ended by LF."""
    if sheet.form == "clean":
        return writing.plain(sheet.front.title, sheet.blocks)
    front = sheet.front
    head = [front.heading, sheet.subtitle, *front.notes, f"{front.stamp}. {_seal(sheet)}"]
    parts = ["\n".join(line for line in head if line), "\n".join(_legend(sheet))]
    parts += ["\n".join(_paragraph(paragraph)) for paragraph in sheet.paragraphs]
    return "\n\n".join(parts) + "\n"


def inline(pieces: Iterable[Piece]) -> str:
    """Print the pieces of a line between marks."""
    return "".join(_mark(mark) for mark in marks(pieces))


def _mark(mark: Mark) -> str:
    start, end = MARKS.get(mark.op, ("", ""))
    return f"{mark.before}{start}{''.join(piece.text for piece in mark.pieces)}{end}{mark.after}"


def _legend(sheet: Sheet) -> tuple[str, ...]:
    if sheet.form == "compilation":
        return (*COMPILATION, NAMES) if sheet.has_names else COMPILATION
    return TRACKED if sheet.form == "tracked" else COMPARISON


def _seal(sheet: Sheet) -> str:
    return f"Seal (SHA-256): {sheet.front.seal}" if sheet.front.seal else sheet.front.short_seal


def _paragraph(paragraph: SheetParagraph) -> Iterator[str]:
    """Print the lines of a paragraph, a bar before each if it has changed, then the notes that stand in its margin."""
    bar = "| " if paragraph.is_changed else "  "
    for line in _lines(paragraph):
        yield f"{bar}{line}".rstrip()
    for note in paragraph.margin:
        yield f"{bar}    > " + ": ".join(part for part in (note.who, note.what) if part)


def _lines(paragraph: SheetParagraph) -> Iterator[str]:
    first, *others = printed_lines(paragraph)
    yield " ".join(part for part in (_number(paragraph), _line(first)) if part)
    for line in others:
        yield "    " * (line.degree + 1) + _line(line)


def _line(line: Line) -> str:
    return inline((*line.sign, *line.pieces))


def _number(paragraph: SheetParagraph) -> str:
    op: Op = "insert" if paragraph.is_added else "delete" if paragraph.is_removed else "equal"
    return inline([Piece(op, paragraph.number)]) if paragraph.number else ""
