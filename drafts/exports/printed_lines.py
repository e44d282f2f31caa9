"""Numbers in the margin beside the printed lines of the text, set after the pages are laid out."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any  # WeasyPrint has no types

from weasyprint.formatting_structure.boxes import LineBox, MarginBox, ParentBox

from drafts.exports.front import LineNumbers

EVERY = {"page": 1, "through": 5}
"""Of lines counted anew on each page every one is numbered, of those counted through the text every fifth."""


def number_lines(document: Any, how: LineNumbers, lay_out: Callable[[str], Any]) -> None:  # noqa: ANN401  see the import
    """Put the numbers of the lines beside them on the pages of a document.

    The numbers are laid out as pages of their own of the same size, and each of these is laid over its page as a
    margin is, so that they move nothing and are not read aloud.
    """
    numbers = count(1)
    sheets = []
    for page in document.pages:
        if how == "page":
            numbers = count(1)
        lines = [(line, next(numbers)) for line in _lines(page._page_box)]  # noqa: SLF001  nothing public tells the lines
        told = (_number(line, at, page.width) for line, at in lines if at % EVERY[how] == 0)
        sheets.append("".join(told))
    laid = lay_out(_overlay(sheets, document.pages[0].width, document.pages[0].height))
    for page, over in zip(document.pages, laid.pages, strict=True):
        box = page._page_box  # noqa: SLF001  as above
        root, *margins = over._page_box.children  # noqa: SLF001  as above
        page_margin = next(each for each in margins if isinstance(each, MarginBox))
        (body,) = root.children
        box.children = [*box.children, page_margin.copy_with_children(list(body.children))]


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


def _number(line: Any, number: int, width: float) -> str:  # noqa: ANN401  see the import
    """Set a number on the baseline of a line, at the side on which lines begin."""
    top = line.position_y + line.baseline - _ASCENT * _SIZE
    side = (
        f"left: {width - _GAP_RIGHT}px"
        if line.style["direction"] == "rtl"
        else f"right: {width - _GAP_LEFT}px"
    )
    return f'<p style="top: {top:.2f}px; {side}">{number}</p>'


_SIZE = 10.5
_ASCENT = 0.8555
"""Of "Source Sans 3" in a line as high as the letters, in their size."""
_GAP_LEFT = 66
_GAP_RIGHT = 46
"""How far from the edges of the paper the numbers end or begin, beyond the bars of changed paragraphs."""
_STYLE = """
  @page {{ size: {width}px {height}px; margin: 0; @top-left {{ content: ""; border: none }} @top-right {{ content: none }}
    @bottom-left {{ content: none }} @bottom-center {{ content: none }} @bottom-right {{ content: none }} }}
  div {{ position: relative; height: {height}px; break-after: page }}
  div:last-child {{ break-after: avoid }}
  p {{ position: absolute; font: {size}px/1 "Source Sans 3" }}"""


def _overlay(pages: list[str], width: float, height: float) -> str:
    """Write the pages of numbers."""
    style = _STYLE.format(width=width, height=height, size=_SIZE)
    body = "".join(f"<div>{page}</div>" for page in pages)
    return f'<html lang="en"><title>Lines</title><style>{style}</style><body>{body}</body></html>'
