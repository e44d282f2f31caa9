"""Tables that people hand in: the bytes of a CSV or XLSX file to rows of text."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from gpa.errors import DomainError

MOST_ROWS = 5_000
MOST_COLUMNS = 60
LONGEST_CELL = 500
LARGEST_SHEET = 40_000_000
"""Bytes that the parts of a workbook may unpack to."""


class UnreadableTable(DomainError):
    """The file is no table that can be read; the sentence says why."""


def read_table(data: bytes) -> list[list[str]]:
    """Return the rows of a table, the heads first, each cell as trimmed text; dates as 2026-06-10.

    Raises:
        UnreadableTable: it is neither CSV nor XLSX, damaged, too large, or empty.
    """
    rows = list(_workbook(data) if data.startswith(b"PK") else _plain(data))
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        message = "The file has no rows."
        raise UnreadableTable(message)
    return rows


def _kept(rows: Iterable[Iterable[object]]) -> Iterator[list[str]]:
    for number, row in enumerate(rows, start=1):
        if number > MOST_ROWS + 1:
            message = f"The file has more than {MOST_ROWS:,} rows. Part it."
            raise UnreadableTable(message)
        yield [_cell(cell) for cell in list(row)[:MOST_COLUMNS]]


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        value = value.date()
    text = value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
    return " ".join(text.split())[:LONGEST_CELL]


def _plain(data: bytes) -> Iterator[list[str]]:
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        yield from _kept(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as broken:
        message = "The file is no CSV table that can be read: a quotation mark may be missing."
        raise UnreadableTable(message) from broken


def _decoded(data: bytes) -> str:
    """Read text as spreadsheets write it: UTF-8, UTF-16 with its mark, or Windows' Western alphabet."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        message = "The file is neither CSV nor XLSX."
        raise UnreadableTable(message)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _workbook(data: bytes) -> list[list[str]]:
    from openpyxl import load_workbook  # noqa: PLC0415  it is slow to load, and few requests read a workbook

    try:
        _check_size(data)
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        return list(_kept(sheet.iter_rows(values_only=True)))
    except DomainError:
        raise
    except Exception as broken:  # openpyxl raises whatever the damage leads it to
        message = "The workbook cannot be opened: it is damaged, locked by a password, or no XLSX."
        raise UnreadableTable(message) from broken


def _check_size(data: bytes) -> None:
    """Refuse a workbook that would fill the memory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > LARGEST_SHEET:
            message = "The workbook is too large once it is unpacked."
            raise UnreadableTable(message)
