"""Numbers in the margin beside the printed lines of the text, set after the pages are laid out."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any  # WeasyPrint has no types

from weasyprint.formatting_structure.boxes import LineBox, MarginBox, ParentBox

from drafts.exports.front import LineNumbers

EVERY = {"page": 1, "through": 5}
"""Of lines counted anew on each page every one is numbered, of those counted through the text every fifth."""


def number_lines(document: Any, how: LineNumbers, lay_out: Callable[[str], Any]) -> None:  # noqa: ANN401  see the import
    """Put the numbers of the lines beside them on the pages of a document.

    Each number that is wanted is laid out once, on a page apart; copies of it are laid over the pages as a margin is, so
    that they move nothing and are not read aloud.
    """
    numbers = count(1)
    wanted: list[list[tuple[Any, int]]] = []
    for page in document.pages:
        if how == "page":
            numbers = count(1)
        lines = [(line, next(numbers)) for line in _lines(page._page_box)]  # noqa: SLF001  nothing public tells the lines
        wanted.append([(line, at) for line, at in lines if at % EVERY[how] == 0])
    width = document.pages[0].width
    kinds = sorted({(at, _is_rtl(line)) for told in wanted for line, at in told})
    if not kinds:
        return
    margin, printed = _printed(lay_out(_column(kinds, width)))
    boxes = dict(zip(kinds, printed, strict=True))
    for page, told in zip(document.pages, wanted, strict=True):
        over = [_beside(boxes[at, _is_rtl(line)], line, width) for line, at in told]
        page._page_box.children = [*page._page_box.children, margin.copy_with_children(over)]  # noqa: SLF001  as above


def _printed(laid: Any) -> tuple[Any, list[Any]]:  # noqa: ANN401  see the import
    """Return a margin of a page of numbers, and the numbers."""
    root, *margins = laid.pages[0]._page_box.children  # noqa: SLF001  as above
    (body,) = root.children
    return next(each for each in margins if isinstance(each, MarginBox)), list(body.children)


def _beside(number: Any, line: Any, width: float) -> Any:  # noqa: ANN401  see the import
    """Copy a number onto the baseline of a line, to the side on which lines begin."""
    copied = number.deepcopy()
    left = width - _GAP_RIGHT if _is_rtl(line) else _GAP_LEFT - _ROOM
    top = line.position_y + line.baseline - _ASCENT * _SIZE
    copied.translate(left - number.position_x, top - number.position_y)
    return copied


def _is_rtl(line: Any) -> bool:  # noqa: ANN401  see the import
    return bool(line.style["direction"] == "rtl")


def _lines(box: Any, *, is_text: bool = False) -> Iterator[Any]:  # noqa: ANN401  see the import
    """Give the printed lines of the text in reading order: of its words alone, not of heads, notes and legend."""
    for child in box.children:
        if isinstance(child, LineBox):
            if is_text:
                yield child
        elif isinstance(child, ParentBox) and not isinstance(child, MarginBox):
            element = child.element
            is_note = element is not None and element.tag == "aside"
            if not is_note:
                yield from _lines(child, is_text=is_text or (element is not None and element.tag == "main"))


_SIZE = 10.5
_ASCENT = 0.8555
"""Of "Source Sans 3" in a line as high as the letters, in their size."""
_GAP_LEFT = 66
_GAP_RIGHT = 46
"""How far from the edges of the paper the numbers end or begin, beyond the bars of changed paragraphs."""
_ROOM = 60
"""Pixels that a number has, ending where the gap begins."""
_STYLE = """
  @page {{ size: {width}px {height}px; margin: 0; @top-left {{ content: ""; border: none }} @top-right {{ content: none }}
    @bottom-left {{ content: none }} @bottom-center {{ content: none }} @bottom-right {{ content: none }} }}
  p {{ width: {room}px; text-align: right; font: {size}px/1 "Source Sans 3" }}
  p.rtl {{ text-align: left }}"""


def _column(kinds: Iterable[tuple[int, bool]], width: float) -> str:
    """Write a page of numbers, one below the other."""
    written = [f'<p class="rtl">{number}</p>' if is_rtl else f"<p>{number}</p>" for number, is_rtl in kinds]
    style = _STYLE.format(width=width, height=_SIZE * (len(written) + 1), size=_SIZE, room=_ROOM)
    return f'<html lang="en"><title>Lines</title><style>{style}</style><body>{"".join(written)}</body></html>'
