"""What the box of a proposal begins with, and what becomes of it when another kind is chosen."""

import pytest
from django.test import Client

from delegations.models import User
from drafts.models import Amendment, Document
from tests.factories import make_delegate, make_document, make_facilitator, make_negotiation
from tests.test_access import client_of

pytestmark = pytest.mark.django_db

BOTH = "Ensure liability;\nPunish offenders;"


@pytest.fixture
def document() -> Document:
    return make_document(make_negotiation("talks"), wordings=["Ensure liability;", "Punish offenders;"])


@pytest.fixture
def by(document: Document) -> User:
    return make_delegate(document.negotiation)


@pytest.fixture
def client(by: User) -> Client:
    return client_of(by)


def _sent(by: User, **typed: str) -> dict[str, object]:
    usual = {"kind": "revise", "wording": "Punish offenders;", "base_edition": "1", "begun": "revise"}
    return {**usual, "delegation": by.seats.get().delegation_id, "target": "", **typed}


def test_a_merge_begins_with_both_wordings_as_soon_as_its_target_is_chosen(client: Client, by: User) -> None:
    answer = client.post(
        "/talks/plan/2/amend/",
        _sent(by, kind="merge", target="1", wording="Punish offenders;\r\n", action="show"),
    )

    assert answer.context["form"]["wording"].value() == BOTH
    assert [each.op for each in answer.context["segments"]] == ["equal", "insert"]


def test_a_merge_cannot_be_tabled_with_words_that_were_never_read(client: Client, by: User) -> None:
    answer = client.post("/talks/plan/2/amend/", _sent(by, kind="merge", target="1", action="table"))

    assert answer.status_code == 422
    assert answer.context["form"]["wording"].value() == BOTH
    assert not Amendment.objects.exists()

    client.post(
        "/talks/plan/2/amend/",
        _sent(by, kind="merge", target="1", wording=BOTH, begun="merge 1", action="table"),
    )

    assert Amendment.objects.get().wording == BOTH


def test_a_new_paragraph_begins_empty(client: Client, by: User) -> None:
    answer = client.post("/talks/plan/2/amend/redline/", _sent(by, kind="insert"))

    assert 'data-fill="" data-begun="insert"' in answer.text


@pytest.mark.parametrize("kind", ["insert", "merge", "delete", "move", "alternative"])
def test_words_that_somebody_typed_stay_whatever_is_chosen(client: Client, by: User, kind: str) -> None:
    typed = _sent(by, kind=kind, target="1", wording="Punish all offenders;", action="show")

    answer = client.post("/talks/plan/2/amend/", typed)

    assert answer.context["form"]["wording"].value() == "Punish all offenders;"


def test_a_facilitators_merge_begins_alike(document: Document) -> None:
    facilitator = client_of(make_facilitator(document.negotiation))

    answer = facilitator.get("/talks/plan/2/merge/?into=1")

    assert answer.context["form"]["wording"].value() == BOTH


def test_the_heading_of_a_new_paragraph_says_after_which(client: Client, by: User) -> None:
    client.post(
        "/talks/plan/2/amend/", _sent(by, kind="insert", wording="A new one;", begun="insert", action="table")
    )

    assert "after paragraph 2" in client.get("/talks/amendments/1/").text
