"""What was sent is never lost: not by an ended session, not by a stale token."""

import pytest
from django.conf import settings
from django.test import Client

from delegations.models import Negotiation, User
from tests.factories import make_delegate, make_delegation, make_negotiation
from tests.test_access import client_of

pytestmark = pytest.mark.django_db


WORDS = {"wording": "Our untabled words, as typed;", "edition": "3"}


@pytest.fixture
def talks() -> Negotiation:
    return make_negotiation("talks")


def ended(user: User) -> Client:
    """Return a browser in which the person saw a page before the session ended."""
    client = client_of(user)
    client.get("/talks/")
    client.cookies.pop(settings.SESSION_COOKIE_NAME)
    return client


def held_in(client: Client) -> dict[str, str]:
    """Send words after the session has ended, and return what the log-in page holds."""
    page = client.post("/talks/plan/1/amend/", WORDS)
    assert page.status_code == 401
    names = ("held_for", "held_by")
    return {**dict(page.context["held"]), **{name: page.context[name] for name in names}}


def test_log_in_again_holds_what_was_sent_and_escapes_it(talks: Negotiation) -> None:
    client = ended(make_delegate(talks))

    page = client.post("/talks/amendments/1/withdraw/", {"wording": '"><script>alert(1)</script>'})

    assert page.status_code == 401
    assert "<script>alert" not in page.content.decode()
    assert page.context["held"] == [("kept-wording", '"><script>alert(1)</script>')]
    assert "Log in with a passkey" in page.content.decode()
    assert "Forgotten password" in page.content.decode()


def test_what_nobody_is_known_to_have_typed_is_shown_to_be_copied_and_not_taken_through_the_log_in(
    talks: Negotiation,
) -> None:
    client, user = Client(), make_delegate(talks)

    page = client.post("/talks/plan/1/amend/", WORDS)
    sent = {"login": user.email, "password": "a password", "held_for": "/talks/", "kept-wording": "Words;"}
    entered = client.post("/log-in/again/", sent)

    assert page.context["held"] == []
    assert page.context["typed"] == [("wording", WORDS["wording"])]
    assert entered.headers["Location"] == "/"
    assert client.get("/log-in/go-on/").status_code == 302


def test_go_on_shows_the_words_the_page_and_the_name_before_they_are_sent(talks: Negotiation) -> None:
    user = make_delegate(talks, make_delegation(talks, "samplia"))
    client = ended(user)

    log_in = {**held_in(client), "login": user.email, "password": "a password"}
    page = client.post("/log-in/again/", log_in, follow=True)

    shown = page.content.decode().split("Send it now")[0]
    assert shown.count(WORDS["wording"]) == 2
    assert "<code>/talks/plan/1/amend/</code>" in shown
    assert "Delegate, Samplia" in shown
    assert str(user) in shown


def test_what_one_person_typed_is_neither_shown_to_another_nor_sent_by_them(talks: Negotiation) -> None:
    author, other = make_delegate(talks), make_delegate(talks)
    client = ended(author)
    held = held_in(client)

    page = client.post("/log-in/again/", {**held, "login": other.email, "password": "a password"})

    assert page.status_code == 422
    assert "typed by somebody else" in page.content.decode()
    assert client.get("/talks/").status_code == 302
    entered = client.post("/log-in/again/", {**held, "login": author.email, "password": "a password"})
    assert entered.headers["Location"] == "/log-in/go-on/"


def test_go_on_shows_nothing_that_the_session_holds_for_another(talks: Negotiation) -> None:
    author, other = make_delegate(talks), make_delegate(talks)
    held = held_in(ended(author))
    client = client_of(other)
    session = client.session
    session["held"] = {
        "fields": list(WORDS.items()),
        "held_for": "/talks/plan/1/amend/",
        "held_by": held["held_by"],
    }
    session.save()

    page = client.get("/log-in/go-on/", follow=True).content.decode()

    assert WORDS["wording"] not in page
    assert "typed by somebody else" in page


def test_a_form_sent_after_another_logged_in_is_held_for_nobody_but_its_author(talks: Negotiation) -> None:
    author, other = make_delegate(talks), make_delegate(talks)
    client = ended(author)
    first = held_in(client)["held_by"]
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    client.get("/talks/")
    client.cookies.pop(settings.SESSION_COOKIE_NAME)

    assert held_in(client)["held_by"] not in {"", first}


def test_log_in_and_go_on_keeps_what_is_held_when_the_password_is_wrong(talks: Negotiation) -> None:
    user = make_delegate(talks)
    client = ended(user)

    page = client.post("/log-in/again/", {**held_in(client), "login": user.email, "password": "wrong"})

    assert page.status_code == 422
    assert dict(page.context["held"])["kept-wording"] == WORDS["wording"]


@pytest.mark.parametrize(
    "path", ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example"]
)
def test_log_in_and_go_on_sends_nothing_elsewhere(talks: Negotiation, path: str) -> None:
    user = make_delegate(talks)
    client = ended(user)

    sent = {**held_in(client), "login": user.email, "password": "a password", "held_for": path}
    page = client.post("/log-in/again/", sent, follow=True)

    assert page.context["held_for"] == "/"


def test_a_stale_token_shows_what_was_typed_but_sends_nothing() -> None:
    client = Client(enforce_csrf_checks=True)

    page = client.post("/theme/", {"theme": "dark", "wording": "My words;", "password": "secret"})

    assert page.status_code == 403
    assert "My words;" in page.content.decode()
    assert "secret" not in page.content.decode()
    assert Negotiation.objects.count() == 0
