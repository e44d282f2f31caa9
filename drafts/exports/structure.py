"""The structure of a printed PDF set right: running heads are not content, a paragraph cut by a page is one."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise, takewhile
from typing import Any  # pydyf and WeasyPrint have no types

import pydyf
from weasyprint.formatting_structure.boxes import BlockLevelBox
from weasyprint.pdf.stream import Stream

_MARKED = Stream.marked


def mend(pages: Sequence[Any], pdf: Any) -> None:  # noqa: ANN401  see the import
    """Mend what WeasyPrint wrote: `pages` are its own, `pdf` is the file before it is written."""
    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    (document,) = (_at(pdf, reference) for reference in root["K"])
    reached = set(_reached(pdf, document))
    _set_heads_aside(pdf, _at(pdf, root["ParentTree"])["Nums"], reached)
    _scope_heads(pdf, reached)
    _join_pages(pdf, document, pages)
    _read_notes_last(pdf, document)


def _at(pdf: Any, reference: bytes) -> Any:  # noqa: ANN401  see the import
    return pdf.objects[int(reference.split()[0])]


def _kids(pdf: Any, element: Any) -> list[Any]:  # noqa: ANN401  see the import
    return [_at(pdf, kid) for kid in element["K"] if isinstance(kid, bytes)]


def _reached(pdf: Any, element: Any) -> Iterator[bytes]:  # noqa: ANN401  see the import
    yield element.reference
    for kid in _kids(pdf, element):
        if "S" in kid:
            yield from _reached(pdf, kid)


def _set_heads_aside(pdf: Any, numbers: Sequence[Any], reached: set[bytes]) -> None:  # noqa: ANN401  see the import
    """Turn the words of page margins, which the tree does not hold, into artifacts; say other languages in the tree.

    Source: ISO 14289-1, 7.2 (natural language), 7.8 (running headers and footers).
    """
    for reference, (_, elements) in zip(
        pdf.page_references, zip(*[iter(numbers)] * 2, strict=True), strict=False
    ):
        aside = {number for number, element in enumerate(elements) if element not in reached}
        stream = _at(pdf, _at(pdf, reference)["Contents"]).stream
        for place, operand in enumerate(stream):
            if not isinstance(operand, dict) or "MCID" not in operand:
                continue
            if language := operand.pop("Lang", None):
                _at(pdf, elements[operand["MCID"]])["Lang"] = language
            if operand["MCID"] in aside:
                stream[place - 1] = "/Artifact"
                elements[operand.pop("MCID")] = b"null"
                operand["Type"] = "/Pagination"


def _scope_heads(pdf: Any, reached: Iterable[bytes]) -> None:  # noqa: ANN401  see the import
    """Say of each head of a table whether it is that of a column or of a row.

    Source: ISO 14289-1, 7.5.
    """
    for element in (_at(pdf, reference) for reference in reached):
        if element["S"] == "/TH":
            rows = _at(pdf, _at(pdf, element["P"])["P"])
            element["A"]["Scope"] = "/Column" if rows["S"] == "/THead" else "/Row"


def _join_pages(pdf: Any, document: Any, pages: Sequence[Any]) -> None:  # noqa: ANN401  see the import
    """Make one element of what goes on over the end of a page: the text, its paragraph, its list, its point."""
    firsts = {kid["Pg"]: kid.reference for kid in reversed(_kids(pdf, document))}
    for page, (before, after) in zip(pdf.page_references[1:], pairwise(pages), strict=True):
        levels = _levels(before, after)
        if levels:
            place = document["K"].index(firsts[page])
            _join(pdf, _at(pdf, document["K"][place - 1]), _at(pdf, document["K"].pop(place)), levels)


def _levels(before: Any, after: Any) -> int:  # noqa: ANN401  see the import
    """Count the boxes, one within the other, that end one page and go on on the next; html and body do not count."""
    ends = zip(_edge(before, -1), _edge(after, 0), strict=False)
    return max(sum(1 for _ in takewhile(lambda pair: pair[0].element is pair[1].element, ends)) - 2, 0)


def _edge(page: Any, side: int) -> Iterator[Any]:  # noqa: ANN401  see the import
    """Give the first (0) or the last (-1) box of a page, the one in it, and so on down to a table.

    A table that a page cuts has its heads on both pages, and stays two.
    """
    box = page._page_box.children[0]  # noqa: SLF001  nothing public tells what goes on
    while box and not getattr(box, "is_table_wrapper", False):
        yield box
        blocks = [child for child in box.children if isinstance(child, BlockLevelBox)]
        box = blocks[side] if blocks else None


def _join(pdf: Any, before: Any, after: Any, levels: int) -> None:  # noqa: ANN401  see the import
    """Put what is in one element at the end of another."""
    if before["S"] == "/LI":
        _join(pdf, _at(pdf, before["K"][0]), _at(pdf, after["K"][0]), levels)
        return
    rest = list(after["K"])
    if levels > 1:
        _join(pdf, _at(pdf, before["K"][-1]), _at(pdf, rest.pop(0)), levels - 1)
    for kid in rest:
        _at(pdf, kid)["P"] = before.reference
        before["K"].append(kid)


def _read_notes_last(pdf: Any, document: Any) -> None:  # noqa: ANN401  see the import
    """Have the notes beside a paragraph, printed first so that they begin at its top, read after it."""
    for text in _kids(pdf, document):
        for paragraph in _kids(pdf, text) if text["S"] == "/Part" else []:
            first = _kids(pdf, paragraph)[0]
            if first["S"] == "/NonStruct":
                first["S"] = "/Div"
                paragraph["K"].append(paragraph["K"].pop(0))


def say_languages() -> None:
    """Have WeasyPrint note the language of words beside them in the file, where it is not the document's.

    It has no way to say so: its tags come from the names of elements alone.
    """
    if Stream.marked is not _marked:
        Stream.marked = _marked


@contextmanager
def _marked(stream: Any, box: Any, tag: str) -> Iterator[None]:  # noqa: ANN401  see the import
    """Mark words as WeasyPrint does, and put their language into the mark, from which `mend` takes it."""
    with _MARKED(stream, box, tag):
        language = box.element is not None and box.element.get("lang")
        if language:
            stream.stream[-2]["Lang"] = pydyf.String(language)
        yield
