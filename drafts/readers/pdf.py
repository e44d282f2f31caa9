"""A PDF's words, for comparing them with those of another: white space and marks that only lay out are left out."""

import io
import unicodedata
from collections.abc import Sequence

import pypdf
from pypdf.errors import PyPdfError

from drafts.readers.refusals import UnreadableFile

MOST_PAGES = 1_000


LONGEST_MARK = 200


def pages(data: bytes) -> tuple[str, ...]:
    """Return what a PDF says on each page, without spaces.

    Raises:
        UnreadableFile: it is no PDF that can be read, or has more than `MOST_PAGES` pages.
    """
    try:
        found = pypdf.PdfReader(io.BytesIO(data)).pages
        if len(found) > MOST_PAGES:
            message = f"This PDF has more than {MOST_PAGES:,} pages."
            raise UnreadableFile(message)
        return tuple(_squeezed(page.extract_text()) for page in found)
    except (
        PyPdfError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
        OverflowError,
    ) as broken:
        message = "This PDF cannot be read."
        raise UnreadableFile(message) from broken


def mark_on(kept: Sequence[str], given: Sequence[str]) -> str | None:
    """Return what each page of a copy says beyond the page that is kept: "" where nothing, None where its words are others.

    A copy that was stamped for its reader bears one short line at the end of every page, the same on each.
    """
    if len(kept) != len(given) or not kept:
        return None
    marks = {
        copy.removeprefix(page) if copy.startswith(page) else None
        for page, copy in zip(kept, given, strict=True)
    }
    mark = marks.pop()
    return mark if not marks and mark is not None and len(mark) <= LONGEST_MARK else None


def _squeezed(text: str) -> str:
    """Leave out white space and format characters."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        each for each in composed if unicodedata.category(each) not in {"Zs", "Zl", "Zp", "Cc", "Cf"}
    )
