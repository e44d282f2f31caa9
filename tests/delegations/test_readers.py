"""Tables that people hand in."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl import Workbook

from delegations import readers


def workbook(*rows: list[object]) -> bytes:
    book, written = Workbook(), io.BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(written)
    return written.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        "E-mail,Role\nà@example.org,Observer\n".encode(),
        "E-mail;Role\r\nà@example.org;Observer\r\n;\r\n".encode("utf-8-sig"),
        "E-mail\tRole\nà@example.org\tObserver".encode("utf-16"),
        "E-mail,Role\nà@example.org, Observer \n".encode("cp1252"),
        workbook(["E-mail", "Role"], ["à@example.org", "Observer"], [None, None]),
    ],
    ids=["utf-8", "semicolons", "utf-16", "windows", "xlsx"],
)
def test_read_table_reads_what_spreadsheets_write(data: bytes) -> None:
    assert readers.read_table(data) == [["E-mail", "Role"], ["à@example.org", "Observer"]]


def test_read_table_writes_days_as_they_sort() -> None:
    assert readers.read_table(workbook([date(2010, 6, 10)])) == [["2010-06-10"]]


def bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    return written.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b"PK\x03\x04 nothing", workbook(), b"\x00\x01\x02", b"a\n" * 5_002, bomb()],
    ids=["empty", "blank", "broken", "no rows", "binary", "too long", "bomb"],
)
def test_read_table_refuses_what_is_none(data: bytes) -> None:
    with pytest.raises(readers.UnreadableTable):
        readers.read_table(data)
