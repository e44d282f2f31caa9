"""Pages as files: who may have them, what stands in them, in which hours, by which filters."""

import csv
import io
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from drafts import tasks
from drafts.models import Document, Printout
from drafts.operations import deciding, printing
from drafts.views import files
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_delegation,
    make_document,
    make_facilitator,
    make_negotiation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Document:
    document = make_document(make_negotiation("talks"), wordings=["One;", "Two;", "Three."])
    delegates = [
        make_delegate(document.negotiation, make_delegation(document.negotiation, slug))
        for slug in ("samplia", "examplia")
    ]
    make_amendment(document.paragraphs.get(label="1"), "=One and a half;", delegates[0])
    second = document.paragraphs.get(label="2")
    settled = make_amendment(second, "Two and نص عربي;", delegates[1])
    deciding.revise_paragraph(
        paragraph=second,
        edition=1,
        wording="Two and نص عربي;",
        verdicts={settled.pk: deciding.Verdict("accepted", "It is right.")},
        by=make_facilitator(document.negotiation),
        at=NOW,
    )
    return document


@pytest.fixture
def client(document: Document) -> Client:
    client = Client()
    client.force_login(
        make_facilitator(document.negotiation), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def rows(client: Client, address: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(client.get(address).content.decode("utf-8-sig"))))


def read(data: bytes) -> str:
    command = ["pdftotext", "-layout", "-", "-"]
    told = subprocess.run(command, input=data, capture_output=True, check=True).stdout  # noqa: S603  our own
    return " ".join(told.decode().split())


def test_ledger_as_a_file_has_the_filters_of_its_page(client: Client) -> None:
    assert [row[0] for row in rows(client, "/talks/ledger/csv/")] == ["No.", "A-001", "A-002"]
    found = rows(client, "/talks/ledger/csv/?delegation=examplia")
    assert [row[0] for row in found] == ["No.", "A-002"]
    assert found[1][5:] == ["Accepted (Decision 2)", "It is right."]
    page = client.get("/talks/ledger/?delegation=examplia&page=1").content.decode()
    assert "/talks/ledger/xlsx/?delegation=examplia&quot;" in page.replace('"', "&quot;")


def test_amendments_as_a_workbook_are_text_in_every_cell_and_the_same_bytes_twice(client: Client) -> None:
    first, second = (client.get("/talks/amendments/xlsx/").content for _ in range(2))

    sheet = load_workbook(io.BytesIO(first)).active

    assert sheet is not None
    assert (sheet["G2"].value, sheet["G2"].data_type) == ("=One and a half;", "s")
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", "A1:J3")
    assert sheet["J2"].value == f"{make_negotiation().local(NOW):%Y-%m-%d %H:%M}"
    assert first == second


def test_amendments_as_csv_cannot_be_run_as_formulas(client: Client) -> None:
    assert rows(client, "/talks/amendments/csv/")[1][6] == "'=One and a half;"


def test_decisions_as_a_file_come_in_order(client: Client) -> None:
    assert [row[0] for row in rows(client, "/talks/decisions/csv/")] == ["No.", "1", "2"]


def test_outcomes_as_a_file_say_what_was_used(client: Client) -> None:
    assert rows(client, "/talks/receipts/csv/")[1][2:4] == ["A-002", "Examplia"]


@pytest.mark.pdf
@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/talks/ledger/pdf/", "2 tabled = 1 accepted in whole or part"),
        ("/talks/amendments/pdf/?delegation=samplia", "Amendments of Samplia"),
        ("/talks/amendments/pdf/?delegation=samplia", "[inserted: =]One [inserted: and a half];"),
        ("/talks/receipts/pdf/", "It is right."),
        ("/talks/receipts/2/pdf/", "What was used of whom"),
        ("/talks/receipts/2/pdf/?large=1", "Receipt 2"),
        ("/talks/decisions/pdf/", "Paragraph 2 revised."),
        ("/talks/plan/positions/pdf/", "Samplia: Proposes A-001"),
        ("/talks/plan/2/history/pdf/", "Edition 2"),
    ],
)
def test_pages_are_printed(client: Client, address: str, told: str) -> None:
    answer = client.get(address)

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert told in read(answer.content)


@pytest.mark.pdf
def test_a_long_page_is_printed_by_the_worker_and_found_again(
    client: Client,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]],
) -> None:
    at_once = client.get("/talks/amendments/pdf/").content
    monkeypatch.setattr(files, "AT_ONCE", 1)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.get("/talks/amendments/pdf/")

    assert answer.status_code == 302
    assert b"/file/" in client.get(answer["Location"]).content
    assert read(client.get(f"{answer['Location']}file/").content) == read(at_once)
    assert Printout.objects.get().state == "done"


def test_a_report_that_cannot_be_printed_says_so(
    document: Document, caplog: pytest.LogCaptureFixture
) -> None:
    by = make_facilitator(document.negotiation)
    printout = printing.request_printout(
        negotiation=document.negotiation, name="x", title="X", content={}, by=by, at=NOW
    )

    tasks.make_printout(printout.pk)

    printout.refresh_from_db()
    assert printout.told(NOW) == "failed"
    assert "failed" in caplog.text


def test_a_report_asked_for_twice_is_printed_once(document: Document) -> None:
    by = make_facilitator(document.negotiation)
    asked = [
        printing.request_printout(
            negotiation=document.negotiation, name="x", title="X", content={"n": 1}, by=by, at=NOW
        )
        for _turn in range(2)
    ]

    assert asked[0] == asked[1]


def test_reports_of_yesterday_are_thrown_away(document: Document) -> None:
    by = make_facilitator(document.negotiation)
    for turn in range(2):
        printing.request_printout(
            negotiation=document.negotiation,
            name="x",
            title="X",
            content={"n": turn},
            by=by,
            at=NOW + timedelta(days=2 * turn),
        )

    assert [each.content for each in Printout.objects.all()] == [{"n": 1}]


def test_files_ask_as_often_whatever_their_length(client: Client, document: Document) -> None:
    counts = []
    for _turn in range(2):
        asked = []
        for address in ("ledger", "amendments", "receipts", "decisions"):
            with CaptureQueriesContext(connection) as queries:
                client.get(f"/talks/{address}/csv/")
            asked.append(len(queries))
        counts.append(asked)
        make_amendment(
            document.paragraphs.get(label="3"), "Three and more.", make_delegate(document.negotiation)
        )
    assert counts[0] == counts[1]


def test_a_section_whose_number_is_too_large_is_no_fault_of_ours() -> None:
    document = make_document(make_negotiation("large"))
    client = Client()
    client.force_login(
        make_facilitator(document.negotiation), backend="django.contrib.auth.backends.ModelBackend"
    )

    assert client.get("/large/ledger/", {"section": "9" * 25}).status_code == 200
