"""A sheet as a tagged PDF (PDF/UA-1), its fonts within it, the same bytes for the same sheet."""

from django.template.loader import render_to_string

from drafts.exports.html import Heard, body
from drafts.exports.sheet import Sheet
from gpa.errors import DomainError

# Signs of which each is a glyph without ink and width in the font "Heard"; the printer writes the words into the
# PDF's table of what its glyphs mean, so they are read aloud, copied and searched at their place, and move nothing.
# They are characters of optical recognition: neutral in direction, never parted from the word beside them.
HEARD = {"\u2440": "[inserted: ", "\u2441": "[deleted: ", "\u2442": "]"}
_STAND_INS = ("\x01", "\x02", "\x03")  # no wording holds control characters
_SIGNS = str.maketrans(dict.fromkeys(HEARD, "\ufffd") | dict(zip(_STAND_INS, HEARD, strict=True)))


class PrinterMissing(DomainError):
    """This machine has not what PDFs are printed with."""


def render(sheet: Sheet) -> bytes:
    """Print a sheet as PDF.

    Raises:
        PrinterMissing: Pango is not installed.
    """
    try:
        from drafts.exports import printer  # noqa: PLC0415  Pango is loaded where a PDF is made, not with the site
    except OSError as missing:
        message = (
            "No PDF can be printed here: Pango is missing (on Debian: libpango-1.0-0, libpangoft2-1.0-0)."
        )
        raise PrinterMissing(message) from missing

    return printer.print_html(page(sheet), HEARD, sheet.front.look.line_numbers)


def page(sheet: Sheet) -> str:
    """Write the HTML that the printer is given; what is a sign in the text itself becomes an unknown character."""
    words = body(sheet, Heard(*_STAND_INS), has_notes_first=True)
    issued = sheet.front.issued_at.isoformat()
    written = render_to_string("pdf/sheet.html", {"sheet": sheet, "body": words, "issued": issued})
    return written.translate(_SIGNS)
