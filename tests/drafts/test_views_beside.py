"""What whoever would propose is shown before typing: own drafts, whom to ask to reopen, and what the seat lets them do."""

import pytest
from django.test import Client

from delegations.models import DelegationKind, Role, User
from drafts.models import AmendmentKind, Document
from tests.drafts import acts
from tests.factories import (
    make_amendment,
    make_delegate,
    make_delegation,
    make_document,
    make_negotiation,
    make_seat,
)
from tests.test_access import client_of

pytestmark = pytest.mark.django_db

PAGES = ("/talks/plan/1/", "/talks/plan/1/amend/")


@pytest.fixture
def document() -> Document:
    return make_document(make_negotiation("talks"), wordings=["Ensure liability;", "Punish offenders."])


@pytest.fixture
def by(document: Document) -> User:
    return make_delegate(document.negotiation)


@pytest.fixture
def client(by: User) -> Client:
    return client_of(by)


@pytest.mark.parametrize("address", PAGES)
def test_own_drafts_are_offered_where_they_are_looked_for_and_to_nobody_else(
    document: Document, by: User, client: Client, address: str
) -> None:
    draft = make_amendment(acts.at(document, "1"), "Ensure undivided liability;", by, tabled=False)
    other = client_of(make_delegate(document.negotiation))

    page = client.get(address).text

    assert "Your drafts on it" in page
    assert draft.get_absolute_url() in page
    assert "undivided" in page
    assert "Your drafts on it" not in other.get(address).text
    assert "undivided" not in other.get(address).text


def test_drafts_stand_first_in_the_list_and_in_no_file_that_is_not_of_drafts(
    document: Document, by: User, client: Client
) -> None:
    make_amendment(acts.at(document, "1"), "Ensure all liability;", by)
    make_amendment(acts.at(document, "1"), "Ensure undivided liability;", by, tabled=False)
    slug = by.seats.get().delegation.slug  # type: ignore[union-attr]  # a delegate's seat

    whole = client.get(f"/talks/amendments/csv/?delegation={slug}").content.decode()
    asked = client.get(f"/talks/amendments/csv/?delegation={slug}&state=draft").content.decode()

    assert [each[0].called for each in client.get("/talks/amendments/").context["rows"]] == ["draft", "A-001"]
    assert "undivided" not in whole
    assert "A-001" in whole
    assert "undivided" in asked
    assert "Draft, not tabled: seen only by" in asked


@pytest.mark.parametrize("address", PAGES)
def test_an_agreed_paragraph_says_that_it_must_be_reopened_and_whom_to_ask(
    document: Document, client: Client, address: str
) -> None:
    acts.agree(acts.at(document, "1"))
    seat = make_seat(document.negotiation, Role.FACILITATOR)

    page = client.get(address).text

    assert "It must be reopened first, at the request of a delegation that says why." in page
    assert str(seat.user) in page
    assert client.get("/talks/plan/").text.count("Prepare an amendment") == 1
    assert "It must be reopened first" not in client.get(address.replace("1", "2")).text


def test_another_delegations_amendment_is_refused_before_it_is_revised(
    document: Document, client: Client
) -> None:
    make_amendment(acts.at(document, "1"), "Ensure all liability;", make_delegate(document.negotiation))

    answer = client.get("/talks/amendments/1/revise/")

    assert answer.status_code == 403
    assert "only its delegates revise it" in answer.text


def test_whoever_needs_a_sponsor_is_told_before_pressing(document: Document) -> None:
    entity = make_delegation(document.negotiation, kind=DelegationKind.OBSERVER)
    for role in (Role.DELEGATE, Role.OBSERVER):
        page = client_of(make_seat(document.negotiation, role, entity).user).get("/talks/plan/1/amend/").text

        assert 'value="table"' not in page
        assert "A Member State that sponsors it tables it" in page


def test_revising_finds_ones_own_words_no_proposal_of_another(
    document: Document, by: User, client: Client
) -> None:
    make_amendment(acts.at(document, "1"), "Ensure the liability;", by, kind=AmendmentKind.REVISE)
    sent = {"kind": "revise", "wording": "Ensure the liability;", "base_edition": "1"}

    page = client.get("/talks/amendments/1/revise/").text
    live = client.post("/talks/plan/1/amend/redline/?of=1", sent).text
    anew = client.post("/talks/plan/1/amend/redline/", sent).text

    assert "Proposed already" not in page
    assert "/talks/plan/1/amend/redline/?of=1" in page
    assert "Proposed already" not in live
    assert "Proposed already" in anew
