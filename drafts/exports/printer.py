"""WeasyPrint at work: what it may read, and what is set right in the PDF that it makes."""

import gc
import hashlib
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any  # pydyf, which writes WeasyPrint's PDFs, has no types
from urllib.parse import urlsplit
from urllib.request import url2pathname

import weasyprint
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from drafts.exports.front import LineNumbers
from drafts.exports.printed_lines import number_lines
from drafts.exports.structure import mend, say_languages

STATIC = Path(__file__).resolve().parents[2] / "static"
STYLE = STATIC / "css" / "pdf.css"
FONTS = STATIC / "fonts" / "pdf"


class Shelf(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Gives the renderer the style sheet and the fonts of the printed draft, and nothing else."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Open a file of the shelf.

        Raises:
            ValueError: it is anything else.
        """
        parts = urlsplit(url)
        path = Path(url2pathname(parts.path)).resolve()
        if parts.scheme != "file" or parts.netloc or (path != STYLE and path.parent != FONTS):
            message = f"The printer may not read {url}"
            raise ValueError(message)
        return super().fetch(url, headers)


class _Boxes(logging.Handler):
    """Gathers the characters of which the renderer says that it has only an empty box for them."""

    def __init__(self) -> None:
        super().__init__()
        self.characters: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(record.args, tuple) and ".notdef" in record.msg:
            self.characters.append(str(record.args[0]))


def unprintable(characters: str) -> tuple[str, ...]:
    """Find the characters that no font has, by printing them once."""
    boxes = _Boxes()
    LOGGER.addHandler(boxes)
    try:
        print_html(f"<html lang=en><title>Characters</title>{escape(characters)}</html>", {})
    finally:
        LOGGER.removeHandler(boxes)
    return tuple(boxes.characters)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector still: a print makes a million boxes and no garbage, and takes a fifth longer with it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@_uncollected()
def print_html(html: str, heard: Mapping[str, str], line_numbers: LineNumbers = "") -> bytes:
    """Print a page as PDF/UA-1; each sign in `heard` is read as the words it stands for."""
    shelf, fonts = Shelf(), FontConfiguration()
    style = weasyprint.CSS(filename=STYLE, font_config=fonts, url_fetcher=shelf)

    def finish(document: weasyprint.Document, pdf: Any) -> None:  # noqa: ANN401  see the import
        _tell(pdf.objects, heard)
        mend(document.pages, pdf)

    def lay_out(page: str) -> weasyprint.Document:
        source = weasyprint.HTML(string=page, base_url=STATIC.as_uri() + "/", url_fetcher=shelf)
        return source.render(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")

    document = lay_out(html)
    if line_numbers:
        number_lines(document, line_numbers, lay_out)
    say_languages()
    printed: bytes = document.write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=hashlib.sha256(html.encode()).digest()[:16], finisher=finish
    )
    return printed


MARK = """
@font-face {{ font-family: Mark; src: url({font}); }}
@page {{ size: 6.5in 12pt; margin: 0; }}
body {{ margin: 0; font: 7pt/12pt Mark, "Noto Sans", "Noto Naskh Arabic", "Noto Sans CJK SC"; color: #555; text-align: center; }}
"""


@lru_cache(maxsize=16)
def print_mark(words: str) -> bytes:
    """Print a line of words as a page of its own size without tags, to be laid over other pages.

    It is remembered, for all the files of a package have the same.
    """
    style = MARK.format(font=(FONTS / "sans-regular.ttf").as_uri())
    page = f"<html lang=en><title>Mark</title><style>{style}</style><body>{escape(words)}</body></html>"
    printed: bytes = weasyprint.HTML(
        string=page, base_url=STATIC.as_uri() + "/", url_fetcher=Shelf()
    ).write_pdf()
    return printed


def _tell(objects: list[Any], heard: Mapping[str, str]) -> None:
    """Write the words that are heard into the fonts' tables from glyphs to characters."""
    words = {_hex(sign): _hex(told) for sign, told in heard.items()}
    for font in objects:
        if isinstance(font, dict) and "ToUnicode" in font:
            lines = objects[int(font["ToUnicode"].split()[0])].stream
            for place, line in enumerate(lines):
                glyph, _, meaning = line.rpartition(b" ")
                lines[place] = b"%s %s" % (glyph, words[meaning]) if meaning in words else line


def _hex(text: str) -> bytes:
    return b"<%s>" % text.encode("utf-16-be").hex().encode()
