"""What was sent is never lost: not by an ended session, not by a stale token."""

import pytest
from django.test import Client

from delegations.models import Negotiation
from tests.factories import make_negotiation, make_user

pytestmark = pytest.mark.django_db


def test_log_in_again_holds_what_was_sent_and_escapes_it() -> None:
    page = Client().post("/talks/amendments/1/withdraw/", {"wording": '"><script>alert(1)</script>'})

    assert page.status_code == 401
    assert "<script>alert" not in page.content.decode()
    assert page.context["held"] == [("kept-wording", '"><script>alert(1)</script>')]


def test_log_in_and_go_on_keeps_what_is_held_when_the_password_is_wrong() -> None:
    make_negotiation()
    user = make_user()

    page = Client().post(
        "/log-in/again/",
        {"login": user.email, "password": "wrong", "held_for": "/talks/", "kept-wording": "My words;"},
    )

    assert (page.status_code, page.context["held"]) == (422, [("kept-wording", "My words;")])


@pytest.mark.parametrize(
    "path", ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example"]
)
def test_log_in_and_go_on_sends_nothing_elsewhere(path: str) -> None:
    user = make_user()

    sent = {"login": user.email, "password": "a password", "held_for": path}
    page = Client().post("/log-in/again/", sent, follow=True)

    assert page.context["held_for"] == "/"


def test_a_stale_token_shows_what_was_typed_but_sends_nothing() -> None:
    client = Client(enforce_csrf_checks=True)

    page = client.post("/theme/", {"theme": "dark", "wording": "My words;", "password": "secret"})

    assert page.status_code == 403
    assert "My words;" in page.content.decode()
    assert "secret" not in page.content.decode()
    assert Negotiation.objects.count() == 0
