"""A second factor that a negotiation asks for, per role; and the letters that a machine of one's own keeps."""

from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.utils import is_mfa_enabled
from django.core.mail import get_connection
from django.test import Client
from pytest_django.fixtures import Settings

from delegations import emails
from delegations.models import Act, Negotiation, Notice, NoticeKind, Role, User
from tests.factories import make_delegate, make_delegation, make_negotiation, make_seat
from tests.test_access import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def talks() -> Negotiation:
    return make_negotiation("talks")


@pytest.fixture
def secretariat(talks: Negotiation) -> Client:
    return client_of(make_seat(talks, Role.SECRETARIAT).user)


def with_app(user: User) -> Client:
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    return client_of(user)


def test_a_second_factor_is_asked_of_the_roles_that_the_secretariat_says(
    talks: Negotiation, secretariat: Client
) -> None:
    delegate, observer = make_delegate(talks), make_seat(talks, Role.OBSERVER).user

    secretariat.post("/talks/invitations/second-factor/", {"roles": ["delegate"]})

    without = client_of(delegate)
    assert without.get("/talks/").headers["Location"] == "/account/second-factor/"
    assert delegate.has_perm("drafts.table_amendment", Negotiation.objects.get()) is False
    assert client_of(observer).get("/talks/").status_code == 200
    assert with_app(delegate).get("/talks/").status_code == 200
    assert Act.objects.get().facts == {"second_factor_roles": ["delegate"]}


def test_what_was_sent_without_a_second_factor_is_held(talks: Negotiation, secretariat: Client) -> None:
    delegate = make_delegate(talks)
    secretariat.post("/talks/invitations/second-factor/", {"roles": ["delegate"]})
    client = client_of(delegate)

    client.post("/talks/plan/1/amend/", {"wording": "My words;"})
    page = client.get("/log-in/go-on/")

    assert page.context["held_for"] == "/talks/plan/1/amend/"
    assert [tuple(field) for field in page.context["fields"]] == [("wording", "My words;")]


def test_the_secretariat_can_take_the_rule_back_and_cannot_ask_of_roles_that_are_none(
    talks: Negotiation, secretariat: Client
) -> None:
    secretariat.post("/talks/invitations/second-factor/", {"roles": ["delegate", "head"]})

    assert secretariat.post("/talks/invitations/second-factor/", {"roles": ["king"]}).status_code == 422
    talks.refresh_from_db()
    assert talks.second_factor_roles == ["delegate", "head"]
    secretariat.post("/talks/invitations/second-factor/", {})
    talks.refresh_from_db()
    assert talks.second_factor_roles == []


def test_letters_are_kept_and_shown_by_the_embedded_mode(
    secretariat: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.IS_EMBEDDED = True
    settings.LETTERS_DIR = settings.EMAIL_FILE_PATH = tmp_path
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    get_connection()
    letter = emails.Letter(
        "a@example.org", "Élan", "See <b>this</b>:\nhttps://table.example.org/x", "<p>x</p>"
    )

    emails.send([letter, letter])
    page = secretariat.get("/talks/invitations/letters/")

    assert [(kept.to, kept.subject) for kept in page.context["letters"]] == [("a@example.org", "Élan")] * 2
    assert "<b>this</b>" not in page.content.decode()


def test_the_secretariat_takes_a_lost_second_factor_away(talks: Negotiation, secretariat: Client) -> None:
    seat = make_seat(talks, Role.OBSERVER)
    client = with_app(seat.user)
    assert "Take the second factor away" in secretariat.get(f"/talks/seats/{seat.pk}/").text

    taken = secretariat.post(f"/talks/seats/{seat.pk}/second-factor/remove/")

    again = secretariat.post(f"/talks/seats/{seat.pk}/second-factor/remove/")
    assert (taken.status_code, again.status_code) == (302, 409)
    assert is_mfa_enabled(seat.user) is False
    assert Notice.objects.get().kind == NoticeKind.SECOND_FACTOR
    act = Act.objects.get()
    assert (act.kind, act.person, act.book.audience) == ("second_factor_removed", seat.user, "organizers")
    assert client.get("/talks/").status_code == 302
    assert client_of(seat.user).get("/talks/").status_code == 200
    assert "Take the second factor away" not in secretariat.get(f"/talks/seats/{seat.pk}/").text


def test_nobody_takes_away_their_own_second_factor_or_that_of_who_runs_the_server(talks: Negotiation) -> None:
    own, server = make_seat(talks, Role.SECRETARIAT), make_seat(talks, Role.DELEGATE, make_delegation(talks))
    User.objects.filter(pk=server.user_id).update(is_staff=True)
    client = with_app(own.user)
    with_app(server.user)

    answers = [
        client.post(f"/talks/seats/{seat.pk}/second-factor/remove/").status_code for seat in (own, server)
    ]

    assert answers == [409, 409]
    assert Authenticator.objects.values("user").distinct().count() == 2


def test_only_the_secretariat_takes_a_second_factor_away(talks: Negotiation) -> None:
    seat = make_seat(talks, Role.OBSERVER)
    with_app(seat.user)
    path = f"/talks/seats/{seat.pk}/second-factor/remove/"

    answers = [
        client_of(user).post(path).status_code
        for user in (make_seat(talks, Role.FACILITATOR).user, make_delegate(talks))
    ]

    assert answers == [403, 403]
    assert is_mfa_enabled(seat.user) is True
