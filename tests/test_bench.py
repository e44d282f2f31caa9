"""The closing table of `make bench`: limits, others that are missing, failures, and growth."""

import json
from dataclasses import asdict

from bench import rows, table
from bench.rows import Peer, Row


def test_row_comes_back_from_its_line() -> None:
    row = Row("Pages", "text page", (0.1, 0.2, 0.4), axis="amendments", size=10, peers=(Peer("typst", None),))

    assert rows.read(f"{rows.MARK}{json.dumps(asdict(row))}") == row
    assert rows.read("what a library prints") is None


def test_table_tells_limits_others_and_what_is_missing() -> None:
    peers = (Peer("limit", 0.3, is_limit=True), Peer("difflib", 0.1), Peer("typst", None))

    printed = table.printed([Row("Pages", "text page", (0.2, 0.1, 0.4), peers=peers)])

    assert printed.splitlines()[3:6] == [
        "  text page  200 ms  100 ms – 400 ms      3  processor  limit 300 ms: met",
        "                                                        difflib 100 ms: ×2.00",
        "                                                        typst: not on this machine",
    ]
    assert printed.endswith("1 rows; 1 of 1 limits are met.\nNot on this machine: typst.")


def test_table_tells_what_failed_and_what_is_over_its_limit() -> None:
    over = Row("Pages", "text page", (0.4,), peers=(Peer("limit", 0.3, is_limit=True),))
    failed = Row("PDF", "500 paragraphs", failure="PrinterMissing: Pango")

    printed = table.printed([over, failed])

    assert "FAILED" in printed
    assert printed.endswith(
        "0 of 1 limits are met.\nNot met:\n  Pages: text page\nFailed:\n  PDF: 500 paragraphs"
    )


def test_table_tells_growth_as_if_each_size_were_ten_times_the_one_before() -> None:
    found = [
        Row("Pages", "text page", (seconds,), axis="amendments", size=size)
        for size, seconds in ((10, 0.1), (100, 0.2), (10_000, 20.0))
    ]

    printed = table.printed(found)

    assert "  Pages: text page      100 ms  200 ms  20.0 s            ×2.00 ×10.0" in printed


def test_part_that_fails_is_told_and_ends_nothing() -> None:
    with rows.part("PDF", "500 paragraphs"):
        _fail("no Pango")

    assert rows.told()[-1] == Row("PDF", "500 paragraphs", failure="OSError: no Pango")


def _fail(message: str) -> None:
    raise OSError(message)
