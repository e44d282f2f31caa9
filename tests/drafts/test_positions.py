"""Positions: who may say what, and the matrix of who holds what."""

import csv
import io

import pytest
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader

from delegations.models import Act, ActKind
from drafts.models import Amendment, Paragraph, Position, PositionKind
from drafts.operations import amending, positioning
from drafts.operations.holding import holding
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
def paragraph() -> Paragraph:
    return make_document(make_negotiation("talks")).paragraphs.get(label="1")


def state(paragraph: Paragraph, slug: str, kind: PositionKind, **more: object) -> Position:
    delegation = make_delegation(paragraph.document.negotiation, slug)
    by = make_delegate(paragraph.document.negotiation, delegation)
    return positioning.state_position(
        **{
            "paragraph": paragraph,
            "amendment": None,
            "delegation": delegation,
            "kind": kind,
            "note": "",
            "by": by,
            "at": NOW,
            **more,
        }  # type: ignore[arg-type]  # keywords of the operation
    )


def test_state_position_replaces_the_one_before(paragraph: Paragraph) -> None:
    first = state(paragraph, "examplia", PositionKind.RESERVE, note="Pending instructions.")

    state(paragraph, "examplia", PositionKind.SUPPORT)

    position = Position.objects.get()
    assert (position.pk, position.kind, position.note) == (first.pk, PositionKind.SUPPORT, "")


def test_state_position_refuses_anothers_delegation_and_ones_own_amendment(paragraph: Paragraph) -> None:
    amendment = make_amendment(paragraph, "One and more;")

    with pytest.raises(positioning.PositionRefused, match="no seat"):
        state(paragraph, "examplia", PositionKind.OPPOSE, delegation=amendment.delegation)
    with pytest.raises(positioning.PositionRefused, match="own"):
        state(
            paragraph,
            "samplia",
            PositionKind.SUPPORT,
            amendment=amendment,
            delegation=amendment.delegation,
            by=amendment.author,
        )
    with pytest.raises(positioning.PositionRefused, match="no sponsors"):
        state(paragraph, "demoland", PositionKind.COSPONSOR)


def test_positions_stay_as_they_were_once_the_amendment_is_closed(paragraph: Paragraph) -> None:
    amendment = make_amendment(paragraph, "One and more;")
    position = state(paragraph, "examplia", PositionKind.OPPOSE, amendment=amendment)
    amending.withdraw_amendment(amendment=amendment, by=amendment.author, at=NOW)

    position.refresh_from_db()
    with pytest.raises(positioning.PositionRefused, match="no longer open"):
        positioning.take_back_position(position=position, by=position.stated_by, at=NOW)


def test_a_position_taken_back_in_two_tabs_is_taken_back_once(paragraph: Paragraph) -> None:
    position = state(paragraph, "examplia", PositionKind.RESERVE)
    seen = Position.objects.get()

    for each in (position, seen):
        positioning.take_back_position(position=each, by=position.stated_by, at=NOW)

    assert not Position.objects.exists()
    assert Act.objects.filter(kind=ActKind.POSITION_TAKEN_BACK).count() == 1


def test_a_position_stays_though_its_page_was_opened_before_the_amendment_was_closed(
    paragraph: Paragraph,
) -> None:
    amendment = make_amendment(paragraph, "One and more;")
    position = state(paragraph, "examplia", PositionKind.SUPPORT, amendment=amendment)
    seen = Position.objects.select_related("amendment").get()
    amending.withdraw_amendment(amendment=amendment, by=amendment.author, at=NOW)

    with pytest.raises(positioning.PositionRefused, match="no longer open"):
        positioning.take_back_position(position=seen, by=position.stated_by, at=NOW)


def test_holding_tells_by_name_who_still_holds_a_paragraph(paragraph: Paragraph) -> None:
    amendment = make_amendment(paragraph, "One and more;")
    state(paragraph, "examplia", PositionKind.OPPOSE, amendment=amendment)
    state(paragraph, "samplia", PositionKind.SUPPORT, amendment=amendment)
    state(paragraph, "demoland", PositionKind.RESERVE)

    matrix = holding(paragraph.document, Amendment.objects.all(), Position.objects.all())

    held = {str(who): [mark.sentence for mark in marks] for who, marks in matrix.holders(paragraph)}
    assert held == {
        str(amendment.delegation): ["Proposes A-001"],
        "Demoland": ["Reserves"],
        "Examplia": ["Opposes A-001"],
    }


def test_matrix_comes_as_csv_and_xlsx_with_nothing_that_a_spreadsheet_would_run(paragraph: Paragraph) -> None:
    state(paragraph, "examplia", PositionKind.RESERVE)
    delegation = make_delegation(paragraph.document.negotiation, "evil")
    type(delegation).objects.filter(pk=delegation.pk).update(name="=1+1")
    state(paragraph, "evil", PositionKind.OPPOSE)
    client = Client()
    client.force_login(
        make_facilitator(paragraph.document.negotiation), backend="django.contrib.auth.backends.ModelBackend"
    )

    rows = list(csv.reader(io.StringIO(client.get("/talks/plan/positions/csv/").content.decode("utf-8-sig"))))
    sheet = load_workbook(io.BytesIO(client.get("/talks/plan/positions/xlsx/").content)).active

    assert sheet is not None
    assert rows == [["Paragraph", "'=1+1", "Examplia"], ["1", "Opposes", "Reserves"]]
    assert [[cell.value for cell in row] for row in sheet.iter_rows()] == [
        ["Paragraph", "=1+1", "Examplia"],
        rows[1],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def test_matrix_shows_a_screenful_of_delegations_and_only_what_they_have(paragraph: Paragraph) -> None:
    for number in range(10, 20):
        state(paragraph, f"state-{number}", PositionKind.RESERVE)
    other = paragraph.document.paragraphs.get(label="2")
    state(other, "state-19", PositionKind.OPPOSE)
    client = Client()
    client.force_login(
        make_facilitator(paragraph.document.negotiation), backend="django.contrib.auth.backends.ModelBackend"
    )

    def shown(asked: str) -> tuple[list[str], list[str]]:
        part = client.get(f"/talks/plan/positions/{asked}").context["shown"]
        return [each.slug for each in part.delegations], [each.label for each in part.paragraphs]

    assert shown("") == ([f"state-{number}" for number in range(10, 19)], ["1"])
    assert shown("?page=2") == (["state-19"], ["1", "2"])
    assert shown("?delegation=state-12") == (["state-12"], ["1"])


def test_a_delegate_states_and_takes_back_a_position_in_the_browser(paragraph: Paragraph) -> None:
    amendment = make_amendment(paragraph, "One and more;")
    delegation = make_delegation(paragraph.document.negotiation, "examplia")
    client = Client()
    client.force_login(
        make_delegate(paragraph.document.negotiation, delegation),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    client.post(
        "/talks/amendments/1/position/", {"kind": "oppose", "delegation": delegation.pk, "note": "No."}
    )
    assert [(each.kind, each.note) for each in amendment.positions.all()] == [("oppose", "No.")]
    assert "No." in client.get("/talks/amendments/1/").content.decode()
    client.post("/talks/amendments/1/position/", {"kind": "none", "delegation": delegation.pk})

    assert not amendment.positions.exists()


def test_a_delegate_cosponsors_what_is_proposed_already_and_leaves_it_out(paragraph: Paragraph) -> None:
    make_amendment(paragraph, "One and more;")
    delegation = make_delegation(paragraph.document.negotiation, "examplia")
    client = Client()
    client.force_login(
        make_delegate(paragraph.document.negotiation, delegation),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    sent = {"kind": "revise", "wording": "Only One and more;", "delegation": delegation.pk, "base_edition": 1}

    page = client.post("/talks/plan/1/amend/", {**sent, "cosponsor": "1"})

    assert page.context["form"]["wording"].value() == "Only One;"
    assert [str(each) for each in Position.objects.all()] == ["Examplia co-sponsors A-001"]


def test_a_delegation_takes_away_its_own_positions_with_their_notes_and_nobody_elses(
    paragraph: Paragraph,
) -> None:
    amendment = make_amendment(paragraph, "One and more;")
    state(paragraph, "samplia", PositionKind.RESERVE, note="Pending instructions.")
    state(paragraph, "samplia", PositionKind.OPPOSE, amendment=amendment, note="Too far.")
    state(paragraph, "examplia", PositionKind.SUPPORT, note="Good.")
    state(paragraph.document.paragraphs.get(label="2"), "examplia", PositionKind.SUPPORT)
    client = Client()
    client.force_login(
        make_facilitator(paragraph.document.negotiation), backend="django.contrib.auth.backends.ModelBackend"
    )
    asked = {"delegation": "samplia"}

    def rows(query: dict[str, str]) -> list[list[str]]:
        answer = client.get("/talks/plan/positions/csv/", query)
        return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert rows(asked)[0] == ["Paragraph", "Samplia"]
    (own,) = rows(asked)[1:]
    assert set(own[1].split("; ")) == {"Reserves: Pending instructions.", "Opposes A-001: Too far."}
    assert "Supports: Good." in str(rows({}))
    workbook = load_workbook(io.BytesIO(client.get("/talks/plan/positions/xlsx/", asked).content)).active
    assert workbook is not None
    assert [[cell.value for cell in row] for row in workbook.iter_rows()] == rows(asked)
    page = client.get("/talks/plan/positions/", asked).content.decode()
    assert "Pending instructions." in page
    assert 'href="/talks/plan/positions/pdf/?delegation=samplia"' in page


@pytest.mark.pdf
def test_the_printed_positions_have_the_notes_of_the_delegation_asked_for(paragraph: Paragraph) -> None:
    state(paragraph, "samplia", PositionKind.RESERVE, note="Pending instructions.")
    state(paragraph, "examplia", PositionKind.SUPPORT, note="Good.")
    client = Client()
    client.force_login(
        make_facilitator(paragraph.document.negotiation), backend="django.contrib.auth.backends.ModelBackend"
    )

    made = client.get("/talks/plan/positions/pdf/", {"delegation": "samplia"}).content
    printed = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)

    assert "Pending instructions." in printed
    assert "Examplia" not in printed


def test_paragraph_page_tells_what_is_said_to_its_amendments(paragraph: Paragraph) -> None:
    amendment = make_amendment(paragraph, "One and more;")
    state(paragraph, "examplia", PositionKind.COSPONSOR, amendment=amendment)
    state(paragraph, "samplia", PositionKind.OPPOSE, amendment=amendment, note="Too long.")
    client = Client()
    client.force_login(
        make_delegate(paragraph.document.negotiation), backend="django.contrib.auth.backends.ModelBackend"
    )

    told = client.get("/talks/plan/1/").content.decode()

    listed, aside = told.split('<aside class="columns__aside">')
    for part in (listed, aside):
        assert "<b>Co-sponsored by:</b> Examplia" in part
        assert '<b>Opposed by:</b> Samplia <q dir="auto">Too long.</q>' in part
    assert "No delegation has stated a position on the paragraph itself." in aside
