"""Tables as files: CSV and XLSX of plain rows, the same bytes for the same rows; in print they are part of a sheet."""

import csv
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass

FORMULA = ("=", "+", "-", "@", "\t", "\r")
NARROWEST, WIDEST = 8, 60
"""Widths of columns in letters."""
LONGEST = 32_767
"""Characters that a cell of a workbook holds."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MADE = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Table:
    """Rows under their heads, all text; the first cell names its row.

    `widths` are the columns' shares of a page's width; `wordings` are the places of columns that hold negotiated words.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()
    wordings: frozenset[int] = frozenset()
    caption: str = ""

    @property
    def all(self) -> list[tuple[str, ...]]:
        """The rows with the heads before them."""
        return [self.heads, *self.rows]


def to_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Write rows, the first of them the heads, as UTF-8 with a byte-order mark so that spreadsheets read it right.

    What begins as a formula does has an apostrophe before it.
    """
    written = io.StringIO()
    csv.writer(written).writerows([_harmless(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def to_xlsx(rows: Sequence[Sequence[str]], title: str) -> bytes:
    """Write rows, the first of them the heads, as a workbook of one sheet that can be filtered; every cell is text.

    Its first row and column stay in sight; what is longer than a cell may be ends in "…".
    """
    from openpyxl import Workbook  # noqa: PLC0415  it is slow to load, and few commands write a workbook
    from openpyxl.cell import Cell  # noqa: PLC0415  as above
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415  as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  as above

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None  # noqa: S101  a new workbook has a sheet; the type says it may not
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31]
    wrapped = Alignment(wrap_text=True, vertical="top")
    bold, grey = Font(bold=True), PatternFill("solid", fgColor="FFE8EAEE")
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            assert isinstance(cell, Cell)  # noqa: S101  nothing is merged here; the type says it may be
            cell.value = _fitting(text)
            cell.data_type, cell.quotePrefix = "s", text.startswith(FORMULA)
            cell.alignment = wrapped
            if number == 1:
                cell.font, cell.fill = bold, grey
    for place, width in enumerate(_widths(rows), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.print_title_rows = "1:1"
    written = io.BytesIO()
    workbook.save(written)
    return _timeless(written.getvalue())


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking what somebody typed for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _fitting(text: str) -> str:
    """Leave out what a workbook cannot hold."""
    text = _CONTROLS.sub("", text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    """Find for each column the width that shows its longest line, within bounds."""
    columns = zip(*rows, strict=True)
    longest = [max(len(line) for cell in column for line in cell.split("\n")) for column in columns]
    return [min(max(each + 2, NARROWEST), WIDEST) for each in longest]


def _timeless(workbook: bytes) -> bytes:
    """Take the hour of writing out of a workbook and of the archive that it is."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            data = old.read(name)
            if name == "docProps/core.xml":
                data = _MADE.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            new.writestr(entry, data)
    return written.getvalue()
