"""Proposing: what the form refuses."""

import pytest
from django.test import Client

from delegations.models import Role
from drafts.models import Amendment
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


@pytest.mark.parametrize("edition", ["", "one", "-1", "9" * 23])
def test_amendment_create_refuses_an_edition_that_no_paragraph_can_have(edition: str) -> None:
    negotiation = make_negotiation("talks")
    make_document(negotiation, wordings=["Ensure liability;"])
    by = make_delegate(negotiation)
    client = Client()
    client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
    sent = {
        "kind": "revise",
        "wording": "Ensure the liability;",
        "delegation": by.seats.get().delegation_id,
        "base_edition": edition,
        "action": "table",
    }

    answer = client.post("/talks/plan/1/amend/", sent)

    assert answer.status_code == 422
    assert not Amendment.objects.exists()


def test_whoever_proposes_for_nobody_is_told_before_typing() -> None:
    negotiation = make_negotiation("talks")
    make_document(negotiation, wordings=["Ensure liability;"])
    client = client_of(make_seat(negotiation, Role.OBSERVER, make_delegation(negotiation)).user)

    answer = client.get("/talks/plan/1/amend/")

    assert answer.status_code == 409
    assert "Your seat proposes for nobody" in answer.text
    assert "/talks/plan/1/amend/" not in client.get("/talks/plan/1/").text


def test_a_crowded_paragraph_leaves_the_form_within_reach() -> None:
    paragraph = make_document(make_negotiation("talks"), wordings=["Ensure liability now;"]).paragraphs.get()
    for number in range(6):
        make_amendment(paragraph, f"Ensure liability {number};")
        make_amendment(paragraph, "Always ensure liability now;")
    by = make_delegate(paragraph.document.negotiation)
    client = client_of(by)
    sent = {
        "kind": "revise",
        "wording": "Ensure liability soon;",
        "delegation": by.seats.get().delegation_id,
        "base_edition": 1,
        "action": "show",
    }

    page = client.post("/talks/plan/1/amend/", sent)

    told = page.content.decode()
    assert "Can be taken together with 6 open amendments" in told
    assert "Changes the same words as 6 open amendments" in told
    assert "All 12 amendments on it" in told
    assert len(page.context["others"]) == 10


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 20, "²", "٣"])
def test_to_cosponsor_what_has_no_such_number_is_no_fault_of_ours(number: str) -> None:
    document = make_document(make_negotiation("talks"))
    by = make_delegate(document.negotiation)
    sent = {
        "kind": "revise",
        "wording": "One and a half;",
        "delegation": by.seats.get().delegation_id,
        "base_edition": 1,
        "cosponsor": number,
    }

    answer = client_of(by).post("/talks/plan/1/amend/", sent)

    assert answer.status_code in {200, 404, 422}
