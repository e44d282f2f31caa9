"""The participants' list with its file, and a delegation's page."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from delegations.models import DelegationKind, Negotiation, Role
from delegations.operations import accrediting, admitting
from drafts.models import PositionKind
from drafts.operations import deciding, positioning
from tests.conftest import FIXTURES
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_delegation,
    make_document,
    make_facilitator,
    make_negotiation,
    make_seat,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def negotiation() -> Negotiation:
    return make_negotiation("talks")


@pytest.fixture
def observer(client: Client, negotiation: Negotiation) -> Client:
    client.force_login(make_seat(negotiation, Role.OBSERVER).user)
    return client


def listed(client: Client, **query: str) -> list[str]:
    page = client.get(reverse("drafts:delegation_list", args=["talks"]), query)
    return [str(line.delegation) for line in page.context["lines"]]


def test_list_and_file_have_the_united_nations_names_in_its_order(
    observer: Client, negotiation: Negotiation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("drafts:delegation_list", args=["talks"])
    make_delegation(negotiation, "samplia")
    with django_assert_num_queries(9):
        observer.get(address)
    admitting.admit_listed(negotiation=negotiation, fixtures=FIXTURES, on=NOW.date(), by=None, at=NOW)
    with django_assert_num_queries(9):
        observer.get(address)

    states = listed(observer, kind="state")
    file = observer.get(reverse("drafts:delegation_file", args=["talks", "csv"]), {"kind": "state"}).content
    book = load_workbook(
        io.BytesIO(observer.get(reverse("drafts:delegation_file", args=["talks", "xlsx"])).content)
    )
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
    assert states[:2] == ["Afghanistan", "Albania"]
    assert len(states) == 193
    assert [row[0] for row in rows[1:]] == states
    assert next(row for row in rows if row[3] == "CPV")[:3] == ["Cape Verde", "Member State", "CV"]
    sheet = book.active
    assert sheet is not None
    assert [cell.value for cell in sheet["A"]][1:] == listed(observer)


def test_list_is_searched_without_accents_by_code_kind_and_group_and_sorted(
    observer: Client, negotiation: Negotiation
) -> None:
    admitting.admit_listed(negotiation=negotiation, fixtures=FIXTURES, on=NOW.date(), by=None, at=NOW)

    assert (
        listed(observer, q="cote d'ivoire")
        == listed(observer, q="CÔTE")
        == listed(observer, q="CIV")
        == ["Côte d’Ivoire"]
    )
    friends = next(each.slug for each in negotiation.participants.filter(name__startswith="Group of Friends"))
    assert len(listed(observer, group=friends)) == 19
    assert listed(observer, q="bolivarian", kind="state") == ["Venezuela (Bolivarian Republic of)"]
    assert listed(observer, sort="kind")[0] == "Afghanistan"
    assert listed(observer, kind="nonsense", q="\0") != ["never"]
    assert listed(observer, q="nobody at all") == []


def test_page_of_a_delegation_shows_amendments_positions_outcomes_groups_and_people(
    observer: Client, negotiation: Negotiation
) -> None:
    document = make_document(negotiation)
    samplia, examplia = make_delegation(negotiation, "samplia"), make_delegation(negotiation, "examplia")
    group = make_delegation(negotiation, "friends", DelegationKind.GROUP)
    accrediting.join_group(group=group, members=[samplia], from_on=NOW.date())
    delegate, other = make_delegate(negotiation, samplia), make_delegate(negotiation, examplia)
    first, second, third = document.paragraphs.all()
    settled = make_amendment(first, "One and a half;", delegate)
    make_amendment(second, "A secret draft;", delegate, tabled=False)
    theirs = make_amendment(third, "Theirs.", other)
    positioning.state_position(
        paragraph=third,
        amendment=theirs,
        delegation=samplia,
        kind=PositionKind.OPPOSE,
        note="Not now.",
        by=delegate,
        at=NOW,
    )
    deciding.revise_paragraph(
        paragraph=first,
        edition=1,
        wording="One and a half;",
        verdicts={settled.pk: deciding.Verdict("accepted", "It is better.")},
        by=make_facilitator(negotiation),
        at=NOW,
    )

    page = observer.get(reverse("drafts:delegation", args=["talks", "samplia"])).content.decode()
    for told in ("A-001", "Accepted", "It is better.", "Opposes", "Not now.", "A-002", "Friends", "Delegate"):
        assert told in page
    assert "secret" not in page
    assert delegate.email not in page
    assert "Samplia" in observer.get(reverse("drafts:delegation", args=["talks", "friends"])).content.decode()
    assert listed(observer, sort="amendments")[:2] == ["Examplia", "Samplia"]


def test_page_of_a_delegation_asks_as_often_for_one_as_for_three(
    observer: Client, negotiation: Negotiation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    document = make_document(negotiation)
    samplia = make_delegation(negotiation, "samplia")
    delegate = make_delegate(negotiation, samplia)
    address = reverse("drafts:delegation", args=["talks", "samplia"])
    for number, paragraph in enumerate(document.paragraphs.all(), start=1):
        make_amendment(paragraph, f"Another {number}.", delegate)
        group = make_delegation(negotiation, f"group-{number}", DelegationKind.GROUP)
        accrediting.join_group(group=group, members=[samplia], from_on=NOW.date() - timedelta(days=1))
        positioning.state_position(
            paragraph=paragraph,
            amendment=None,
            delegation=samplia,
            kind=PositionKind.RESERVE,
            note="",
            by=delegate,
            at=NOW,
        )
        if number != 2:
            with django_assert_num_queries(19):
                observer.get(address)


def test_a_delegation_finds_its_own_page_in_the_menu_on_the_overview_and_first_in_the_list(
    client: Client, negotiation: Negotiation
) -> None:
    samplia = make_delegation(negotiation, "samplia")
    client.force_login(make_delegate(negotiation, samplia))
    own = reverse("drafts:delegation", args=["talks", "samplia"])

    overview = client.get(reverse("drafts:overview", args=["talks"])).content.decode()
    menu, rest = overview.split("</header>", 1)

    assert f'href="{own}"' in menu
    assert f'href="{own}"' in rest
    admitting.admit_listed(negotiation=negotiation, fixtures=FIXTURES, on=NOW.date(), by=None, at=NOW)
    page = client.get(reverse("drafts:delegation_list", args=["talks"]))
    assert page.content.decode().index(own, page.content.decode().index("<h1")) < page.content.decode().index(
        "/talks/delegations/afghanistan/"
    )


def test_a_long_list_is_folded_by_kind_until_something_is_sought(
    observer: Client, negotiation: Negotiation
) -> None:
    admitting.admit_listed(negotiation=negotiation, fixtures=FIXTURES, on=NOW.date(), by=None, at=NOW)
    address = reverse("drafts:delegation_list", args=["talks"])

    whole, sought = observer.get(address), observer.get(address, {"q": "ghana"})

    assert next(label for label, _lines in whole.context["parts"]) == "Member State"
    assert whole.content.decode().count('<details class="more"><summary><b>') == len(whole.context["parts"])
    assert sum(len(lines) for _label, lines in whole.context["parts"]) == len(whole.context["lines"])
    assert '<details class="more"><summary><b>' not in sought.content.decode()
    assert "Ghana" in sought.content.decode()
