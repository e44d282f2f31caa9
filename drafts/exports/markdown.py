"""A sheet as Markdown: the clean form reads back as the same blocks, the others show what is new and gone."""

from collections.abc import Iterable, Iterator

from drafts.exports.italics import Op
from drafts.exports.lines import Mark, Piece, marks, printed_lines
from drafts.exports.sheet import Sheet, SheetParagraph
from drafts.exports.text import COMPARISON, COMPILATION, NAMES
from drafts.text import writing
from drafts.text.parsing import Kind

MARKS: dict[Op, tuple[str, str]] = {
    "insert": ("<ins>", "</ins>"),
    "delete": ("<del>", "</del>"),
    "agreed": ("**", "**"),
}
TRACKED = (
    "<ins>Underlined</ins> text is new, <del>struck</del> text is deleted; text in [square brackets] is not agreed.",
)


def render(sheet: Sheet) -> str:
    """Print a sheet as Markdown, lines ended by LF."""
    if sheet.form == "clean":
        return writing.markdown(sheet.front.title, sheet.blocks)
    front = sheet.front
    head = [
        f"# {writing.escaped(front.heading)}",
        f"**{writing.escaped(sheet.subtitle)}**",
        *front.notes,
        f"{front.stamp}. {front.short_seal}",
    ]
    parts = [*(line for line in head if line), " ".join(_legend(sheet)), *map(_paragraph, sheet.paragraphs)]
    return "\n\n".join(parts) + "\n"


def _legend(sheet: Sheet) -> tuple[str, ...]:
    if sheet.form == "compilation":
        return (*COMPILATION[:1], NAMES) if sheet.has_names else COMPILATION[:1]
    return TRACKED if sheet.form == "tracked" else TRACKED + COMPARISON[1:]


def _paragraph(paragraph: SheetParagraph) -> str:
    """Print the lines of a paragraph, then as a quotation the notes that stand in its margin."""
    lines = [_inline((*line.sign, *line.pieces)) for line in printed_lines(paragraph)]
    if paragraph.number:
        op: Op = "insert" if paragraph.is_added else "delete" if paragraph.is_removed else "equal"
        lines[0] = f"{_inline([Piece(op, paragraph.number)])} {lines[0]}".replace(".", r"\.", 1)
    words = "\\\n".join(lines)
    if paragraph.kind == Kind.HEADING:
        words = f"## {words}"
    notes = "\\\n".join(f"> {writing.escaped(note)}" for note in _notes(paragraph))
    return f"{words}\n\n{notes}" if notes else words


def _notes(paragraph: SheetParagraph) -> Iterator[str]:
    for note in paragraph.margin:
        yield ": ".join(part for part in (note.who, note.what) if part)


def _inline(pieces: Iterable[Piece]) -> str:
    return "".join(_mark(mark) for mark in marks(pieces))


def _mark(mark: Mark) -> str:
    start, end = MARKS.get(mark.op, ("", ""))
    inner = "".join(_piece(piece) for piece in mark.pieces)
    return f"{mark.before}{start}{inner}{end}{mark.after}"


def _piece(piece: Piece) -> str:
    words = writing.escaped(piece.text.replace("*", r"\*"))
    return f"*{words}*" if piece.is_italic and words.strip() else words
