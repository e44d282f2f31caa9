"""The interface for programs: the seat of a token reads and tables, by the pages' own rules."""

import hashlib
import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from delegations.models import Act, ActKind, Audience, Negotiation, Role, Seat, Token
from delegations.operations import tokens
from drafts.models import Amendment, DraftKind, Paragraph
from drafts.operations import circulating
from drafts.text import seals
from tests.factories import (
    NOW,
    make_amendment,
    make_delegation,
    make_document,
    make_facilitator,
    make_negotiation,
    make_seat,
)

pytestmark = pytest.mark.django_db

TABLING = "/api/documents/plan/paragraphs/1/amendments/"


def make_token(seat: Seat) -> str:
    at = timezone.now()
    until_on = at.date() + timedelta(days=30)
    return tokens.make_token(seat=seat, name="A tool", until_on=until_on, by=seat.user, at=at)[1]


class Program:
    """A program that shows a token."""

    def __init__(self, secret: str) -> None:
        self.client = Client(headers={"Authorization": f"Bearer {secret}"})

    def get(self, path: str, status: int = 200, **headers: str) -> Any:  # noqa: ANN401  JSON
        response = self.client.get(path, headers=headers)
        assert response.status_code == status, response.content
        return response.json() if response.content else None

    def post(self, path: str, body: object, status: int = 201) -> Any:  # noqa: ANN401  JSON
        response = self.client.post(path, json.dumps(body), content_type="application/json")
        assert response.status_code == status, response.content
        return response.json()


@pytest.fixture
def negotiation() -> Negotiation:
    negotiation = make_negotiation("talks")
    make_document(negotiation)
    return negotiation


@pytest.fixture
def delegate(negotiation: Negotiation) -> Seat:
    return make_seat(negotiation, Role.DELEGATE, make_delegation(negotiation, "sampleland"))


def test_a_program_tables_an_amendment_and_reads_it(delegate: Seat) -> None:
    program = Program(make_token(delegate))
    paragraph = program.get("/api/documents/plan/paragraphs/1/")

    tabled = program.post(
        TABLING, {"base_edition": paragraph["edition"], "wording": "One and a half;", "rationale": "Clearer."}
    )

    amendment = Amendment.objects.get()
    assert (amendment.number, amendment.wording, amendment.author) == (1, "One and a half;", delegate.user)
    assert tabled["delegation"] == "Sampleland"
    assert program.get("/api/amendments/1/") == tabled
    assert program.get("/api/amendments/?state=tabled")["rows"] == [tabled]
    assert program.get("/api/amendments/?state=settled") == {"rows": [], "total": 0, "next": None}


def test_refusals_are_those_of_the_pages(delegate: Seat) -> None:
    program = Program(make_token(delegate))

    unchanged = program.post(TABLING, {"base_edition": 1, "wording": "One;"}, status=409)
    unbalanced = program.post(TABLING, {"base_edition": 1, "wording": "One [;"}, status=409)
    invalid = program.post(TABLING, {"base_edition": 0, "wording": "One [;"}, status=422)
    foreign = program.post(TABLING, {"base_edition": 1, "delegation": "another"}, status=404)

    assert "as it stands" in unchanged["refusal"] or "the wording" in unchanged["refusal"]
    assert "bracket" in unbalanced["refusal"].lower()
    assert list(invalid["fields"]) == ["body.proposed.base_edition"]
    assert foreign["refusal"]
    assert not Amendment.objects.exists()


def test_a_token_opens_what_its_seat_alone_grants(negotiation: Negotiation, delegate: Seat) -> None:
    facilitator = Seat.objects.create(negotiation=negotiation, user=delegate.user, role=Role.FACILITATOR)

    assert "drafts.table_amendment" in Program(make_token(delegate)).get("/api/negotiation/")["may"]
    refused = Program(make_token(facilitator)).post(TABLING, {"base_edition": 1, "wording": "X;"}, status=403)
    assert refused["refusal"] == "The seat of this token does not grant this."


def test_nothing_opens_without_a_token_that_holds(delegate: Seat) -> None:
    secret = make_token(delegate)
    program = Program(secret)
    assert Client().get("/api/documents/").status_code == 401
    assert Program("table_guessed").get("/api/documents/", status=401)["refusal"]
    program.get("/api/documents/")

    Token.objects.update(until_on=timezone.localdate() - timedelta(days=1))
    program.get("/api/documents/", status=401)
    Token.objects.update(until_on=timezone.localdate())
    program.get("/api/documents/")
    tokens.withdraw_token(token=Token.objects.get(), by=delegate.user, at=NOW)
    program.get("/api/documents/", status=401)

    assert secret not in str(list(Token.objects.values()))
    assert set(Act.objects.filter(kind__startswith="token").values_list("kind", flat=True)) == {
        ActKind.TOKEN_MADE,
        ActKind.TOKEN_WITHDRAWN,
    }


def test_a_seat_that_ended_opens_nothing(delegate: Seat) -> None:
    program = Program(make_token(delegate))
    Seat.objects.filter(pk=delegate.pk).update(until_on=timezone.localdate() - timedelta(days=1))

    program.get("/api/documents/", status=401)


def test_a_seat_that_lacks_its_second_factor_opens_nothing(delegate: Seat) -> None:
    program = Program(make_token(delegate))
    Negotiation.objects.filter(pk=delegate.negotiation_id).update(second_factor_roles=["delegate"])

    program.get("/api/documents/", status=401)


def test_another_negotiation_is_not_there(delegate: Seat) -> None:
    program = Program(make_token(delegate))
    other = make_document(make_negotiation("others"), slug="other")
    make_amendment(other.paragraphs.get(label="1"), "Secret;")

    assert [each["slug"] for each in program.get("/api/documents/")] == ["plan"]
    program.get("/api/documents/other/paragraphs/", status=404)
    program.get("/api/documents/other/paragraphs/1/", status=404)
    assert program.get("/api/amendments/")["rows"] == []


def test_what_has_not_changed_is_not_sent_again(delegate: Seat) -> None:
    program = Program(make_token(delegate))
    first = program.client.get("/api/documents/plan/paragraphs/")

    again = program.client.get(
        "/api/documents/plan/paragraphs/", headers={"If-None-Match": first.headers["ETag"]}
    )

    assert (again.status_code, again.content) == (304, b"")
    assert "Authorization" in first.headers["Vary"]
    assert "private" in first.headers["Cache-Control"]


def test_the_seal_of_a_draft_can_be_computed_from_its_blocks(
    negotiation: Negotiation, delegate: Seat
) -> None:
    circulating.circulate_draft(
        document=negotiation.documents.get(),
        kind=DraftKind.REVISION,
        name="Rev.1",
        author="A",
        by=make_facilitator(negotiation),
        at=NOW,
    )

    draft = Program(make_token(delegate)).get("/api/documents/plan/drafts/rev1/")

    keys = ("label", "kind", "state", "target", "wording")
    canonical = seals.canonical(seals.Sealed(*(block[key] for key in keys)) for block in draft["blocks"])
    assert hashlib.sha256(canonical).hexdigest() == draft["seal"]


@pytest.mark.parametrize("path", ["/api/documents/plan/paragraphs/", "/api/amendments/"])
def test_lists_ask_the_same_for_one_row_and_for_three(delegate: Seat, path: str) -> None:
    program = Program(make_token(delegate))
    paragraphs = list(Paragraph.objects.order_by("place"))
    make_amendment(paragraphs[0], "One more;", delegate.user)
    program.get(path)
    with CaptureQueriesContext(connection) as one:
        program.get(path)
    for paragraph in paragraphs[1:]:
        make_amendment(paragraph, "One more;", delegate.user)

    with CaptureQueriesContext(connection) as three:
        assert program.get(path)["total"] == 3
    assert len(three) == len(one)


def test_pages_of_a_list(delegate: Seat) -> None:
    program = Program(make_token(delegate))

    first = program.get("/api/documents/plan/paragraphs/?size=2")
    second = program.get("/api/documents/plan/paragraphs/?size=2&page=2")

    assert [each["label"] for each in first["rows"] + second["rows"]] == ["1", "2", "3"]
    assert (first["next"], second["next"]) == (2, None)
    program.get("/api/documents/plan/paragraphs/?page=0", status=422)


def test_the_page_makes_and_withdraws_tokens(delegate: Seat) -> None:
    client = Client()
    client.force_login(delegate.user, backend="django.contrib.auth.backends.ModelBackend")
    until_on = timezone.localdate() + timedelta(days=3)

    made = client.post(
        "/account/tokens/", {"seat": delegate.pk, "name": "Our tool", "until_on": until_on.isoformat()}
    )
    secret = made.content.decode().split("<code>")[1].split("</code>")[0]
    assert Program(secret).get("/api/negotiation/")["delegation"] == "sampleland"
    assert secret not in client.get("/account/tokens/").content.decode()
    late = client.post("/account/tokens/", {"seat": delegate.pk, "name": "x", "until_on": "2999-01-01"})
    assert late.status_code == 422
    foreign = make_seat(make_negotiation(), Role.OBSERVER)
    forged = client.post(
        "/account/tokens/", {"seat": foreign.pk, "name": "x", "until_on": until_on.isoformat()}
    )
    assert forged.status_code == 422

    client.post(f"/account/tokens/{Token.objects.get().pk}/withdraw/")
    Program(secret).get("/api/negotiation/", status=401)


def test_a_token_reads_and_tables_for_its_own_seat_alone(negotiation: Negotiation, delegate: Seat) -> None:
    other = make_delegation(negotiation, "elsewhere")
    Seat.objects.create(negotiation=negotiation, user=delegate.user, role=Role.DELEGATE, delegation=other)
    organizing = Seat.objects.create(negotiation=negotiation, user=delegate.user, role=Role.FACILITATOR)
    paragraph = Paragraph.objects.get(label="1")
    hidden = make_amendment(paragraph, "One more;", audience=Audience.FACILITATORS)
    program, organizer = Program(make_token(delegate)), Program(make_token(organizing))

    listed = organizer.get("/api/amendments/")["rows"]
    refused = program.post(
        TABLING, {"base_edition": 1, "wording": "x", "delegation": "elsewhere"}, status=404
    )

    assert [each["number"] for each in listed] == [hidden.number]
    assert program.get("/api/amendments/")["rows"] == []
    assert program.get(f"/api/amendments/{hidden.number}/", status=404)
    assert refused["refusal"] == "There is nothing here for the seat of this token."


@pytest.mark.parametrize("rationale", ["Clear\x01er.", "Clear\x00er.", "\ud800"])
def test_a_rationale_with_what_no_file_can_hold_is_refused(delegate: Seat, rationale: str) -> None:
    program = Program(make_token(delegate))
    body = {"base_edition": 1, "wording": "One and a half;", "rationale": rationale}

    assert "control character" in program.post(TABLING, body, status=409)["refusal"]
    assert not Amendment.objects.exists()
