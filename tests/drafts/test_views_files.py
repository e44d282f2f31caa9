"""Pages as files: who may have them, what stands in them, in which hours, by which filters."""

import csv
import io
import subprocess

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from drafts.models import Document
from drafts.operations import deciding
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


def test_a_page_too_long_to_wait_for_is_refused_with_the_way_out(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MOST", 1)

    answer = client.get("/talks/ledger/pdf/")

    assert answer.status_code == 409
    assert "take the workbook" in answer.content.decode()


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
