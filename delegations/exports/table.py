"""Tables as files: CSV and XLSX of plain rows."""

import csv
import io
from collections.abc import Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
WIDTH = 28


def to_csv(rows: Sequence[Sequence[str]]) -> bytes:
    """Write rows, the first of them the heads, as UTF-8 with a byte-order mark so that spreadsheets read it right."""
    written = io.StringIO()
    csv.writer(written).writerows([_harmless(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def to_xlsx(rows: Sequence[Sequence[str]], title: str) -> bytes:
    """Write rows, the first of them the heads, as a workbook of one sheet; its first row and column stay in sight."""
    from openpyxl import Workbook  # noqa: PLC0415  it is slow to load, and few commands write a workbook
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415  as above
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  as above

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None  # noqa: S101  a new workbook has a sheet; the type says it may not
    sheet.title = title[:31]
    for row in rows:
        sheet.append([_harmless(cell) for cell in row])
    for number, column in enumerate(sheet.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = WIDTH
        column[0].font = Font(bold=True)
        for cell in column:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "B2"
    written = io.BytesIO()
    workbook.save(written)
    return written.getvalue()


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking what somebody typed for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
