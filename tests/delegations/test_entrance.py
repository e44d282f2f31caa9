"""The way in: who gets in, who does not, and that nobody can keep another out."""

import re
import time

import pytest
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import reverse

from delegations.forms import LogInForm
from delegations.models import User
from delegations.operations import entering
from delegations.urls import account_patterns
from delegations.views import accounts, keeping
from tests.delegations.conftest import Letters
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "a password"  # noqa: S105  of the factories
SECRET = "JBSWY3DPEHPK3PXP"  # noqa: S105  of the tests


def enter(client: Client, email: str, password: str = PASSWORD, address: str = "192.0.2.1") -> str:
    """Log in from an address; return where one is led, or nothing when refused."""
    answer = client.post("/log-in/", {"login": email, "password": password}, REMOTE_ADDR=address)
    return answer.headers.get("Location", "")


def guess(email: str, password: str, address: str) -> bool:
    """Try a password as the log-in page does, without drawing the page."""
    request = RequestFactory().post("/log-in/", REMOTE_ADDR=address)
    with request_context(request):
        return LogInForm(data={"login": email, "password": password}, request=request).is_valid()


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def with_app(user: User) -> User:
    TOTP.activate(user, SECRET)
    return user


def test_log_in_by_e_mail_in_any_case_with_a_new_session() -> None:
    client, user = Client(), make_user()
    client.get("/log-in/")
    client.session["kept"] = 1
    client.session.save()
    before = client.session.session_key

    assert enter(client, user.email.upper()) == "/"
    assert is_in(client)
    assert client.session.session_key != before


@pytest.mark.parametrize("wrong", ["not it", " a password", ""])
def test_log_in_refuses_the_wrong_password_and_names_no_account(wrong: str) -> None:
    known, unknown = Client(), Client()
    user = make_user()

    sent = {"login": user.email, "password": wrong}
    first = known.post("/log-in/", sent).content.decode().replace(user.email, "")
    second = unknown.post("/log-in/", {**sent, "login": "nobody@example.org"}).content.decode()

    token = re.compile(r'value="[A-Za-z0-9]{64}"')
    assert token.sub("", first) == token.sub("", second.replace("nobody@example.org", ""))
    assert not is_in(known)


def test_log_in_refuses_who_is_closed() -> None:
    client, user = Client(), make_user()
    user.is_active = False
    user.save()

    enter(client, user.email)

    assert not is_in(client)


@pytest.mark.parametrize(
    "onward", ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"]
)
def test_log_in_leads_nowhere_else(onward: str) -> None:
    user = make_user()

    answer = Client().post("/log-in/", {"login": user.email, "password": PASSWORD, "next": onward})

    assert answer.headers["Location"] == "/"


def test_two_thousand_attempts_by_others_do_not_keep_the_owner_out(letters: Letters) -> None:
    user = make_user()
    at_home = Client()
    enter(at_home, user.email)
    at_home.post("/log-out/")
    attackers = [f"198.51.{block}.{host}" for block in range(20) for host in range(1, 101)]

    assert not any(guess(user.email, f"guess {number}", each) for number, each in enumerate(attackers))

    assert enter(at_home, user.email) == "/"
    elsewhere = Client()
    sent = letters(lambda: enter(elsewhere, user.email, address="203.0.113.9"))
    code = re.findall(r"^([A-Z0-9]+-?[A-Z0-9]+)$", str(sent[0].body), re.MULTILINE)[0]
    assert elsewhere.post("/log-in/code/", {"code": code}).headers["Location"] == "/"
    assert is_in(elsewhere)


def test_two_thousand_attempts_from_one_address_end_soon_but_not_for_the_known_browser() -> None:
    user = make_user()
    known = Client()
    enter(known, user.email)
    known.post("/log-out/")

    assert not any(guess(user.email, f"guess {number}", "192.0.2.1") for number in range(2000))

    assert enter(Client(), user.email) == ""
    assert enter(known, user.email) == "/"
    assert enter(Client(), user.email, address="203.0.113.9") == "/"


def test_a_right_guess_amid_very_many_wrong_ones_lets_nobody_in_without_the_letter() -> None:
    user = make_user()
    for number in range(50):
        enter(Client(), user.email, "guess", f"198.51.100.{number}")
    attacker = Client()

    assert enter(attacker, user.email, address="198.51.100.200") == "/log-in/code/"
    assert not is_in(attacker)
    assert attacker.get("/account/").status_code == 302


def test_a_known_browser_can_only_lock_itself_out() -> None:
    user = make_user()
    thief, owner = Client(), Client()
    for client in (thief, owner):
        enter(client, user.email)
        client.post("/log-out/")

    for number in range(11):
        enter(thief, user.email, f"guess {number}")

    assert enter(thief, user.email) == ""
    assert enter(owner, user.email) == "/"


def test_the_cookie_of_a_known_browser_cannot_be_made_up_and_names_nobody() -> None:
    cookie = entering.remember_browser("", "a@example.org")

    assert entering.known_browser(cookie, "A@example.org") != ""
    assert entering.known_browser(cookie, "b@example.org") == ""
    assert entering.known_browser(cookie[:-2] + "xx", "a@example.org") == ""
    assert entering.known_browser("", "a@example.org") == ""
    assert "example" not in cookie
    for number in range(9):
        cookie = entering.remember_browser(cookie, f"{number}@example.org")
    assert entering.known_browser(cookie, "a@example.org") == ""
    assert entering.known_browser(cookie, "8@example.org") != ""


def test_ipv6_addresses_of_one_network_are_counted_together() -> None:
    user = make_user()

    for number in range(10):
        enter(Client(), user.email, "guess", f"2001:db8::{number:x}")

    assert enter(Client(), user.email, address="2001:db8::ffff") == ""
    assert enter(Client(), user.email, address="2001:db8:1::1") == "/"


def test_a_second_factor_is_asked_for_and_its_secret_is_not_stored_as_it_is() -> None:
    client, user = Client(), with_app(make_user())

    assert enter(client, user.email) == "/log-in/second-factor/"
    assert client.get("/account/").status_code == 302
    assert client.post("/log-in/second-factor/", {"code": "000000"}).status_code == 200
    assert client.post("/log-in/second-factor/", {"code": code_of(SECRET)}).headers["Location"] == "/"
    assert is_in(client)
    assert SECRET not in str(Authenticator.objects.get().data)


def test_what_was_held_is_still_held_after_a_second_factor() -> None:
    client, user = Client(), with_app(make_user())
    sent = {
        "login": user.email,
        "password": PASSWORD,
        "held_for": "/talks/",
        "held_by": keeping.mark_of(user.pk),
        "kept-wording": "My\r\nwords;",
    }

    assert client.post("/log-in/again/", sent).headers["Location"] == "/log-in/second-factor/"
    page = client.post("/log-in/second-factor/", {"code": code_of(SECRET)}, follow=True)

    assert page.context["held_for"] == "/talks/"
    assert [tuple(field) for field in page.context["fields"]] == [("wording", "My\r\nwords;")]


def test_attempts_are_limited_where_what_was_sent_is_held_too() -> None:
    user = make_user()
    sent = {"login": user.email, "password": "wrong", "held_for": "/talks/"}

    for _ in range(10):
        Client().post("/log-in/again/", sent)
    page = Client().post("/log-in/again/", {**sent, "password": PASSWORD})

    assert page.status_code == 422
    assert "Too many wrong passwords" in page.content.decode()


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(letters: Letters) -> None:
    client, user = Client(), make_user()
    other = Client()
    other.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    sent = letters(lambda: client.post("/log-in/forgotten/", {"email": user.email.title()}))
    link = re.findall(r"http://testserver(\S+)", str(sent[0].body))[0]
    page = client.get(link, follow=True)
    new = {"password1": "many words make it", "password2": "many words make it"}
    answer = client.post(page.context["action_url"], new)

    assert answer.headers["Location"] == "/"
    assert is_in(client)
    assert other.get("/account/").status_code == 302
    assert "token_fail" in Client().get(link, follow=True).context
    assert [letter.to for letter in sent] == [[user.email]]


def test_a_forgotten_password_takes_as_long_whether_or_not_the_email_is_anybodys() -> None:
    taken = []
    for email in (make_user().email, "nobody@example.org"):
        began = time.monotonic()
        Client().post("/log-in/forgotten/", {"email": email})
        taken.append(time.monotonic() - began)

    assert min(taken) >= accounts.FORGOTTEN_TAKES


def test_a_forgotten_password_of_nobody_says_the_same_and_sends_nothing() -> None:
    answer = Client().post("/log-in/forgotten/", {"email": "nobody@example.org"})

    assert answer.headers["Location"] == "/log-in/forgotten/sent/"
    assert mail.outbox == []


def test_changing_the_password_logs_out_everywhere_else(letters: Letters) -> None:
    user = make_user()
    here, there = Client(), Client()
    enter(here, user.email)
    enter(there, user.email)

    new = {"oldpassword": PASSWORD, "password1": "many words make it", "password2": "many words make it"}
    sent = letters(lambda: here.post("/account/password/", new))

    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert "Your password was changed" in str(sent[0].body)


@pytest.mark.parametrize("poor", ["short", "password1234", "person-1@example.org"])
def test_a_poor_password_is_refused(poor: str) -> None:
    user = User.objects.create_user("person-1@example.org", PASSWORD)
    client = Client()
    enter(client, user.email)

    answer = client.post(
        "/account/password/", {"oldpassword": PASSWORD, "password1": poor, "password2": poor}
    )

    assert answer.context["form"].errors["password1"]


def test_log_out_elsewhere() -> None:
    user = make_user()
    here, there = Client(), Client()
    enter(here, user.email)
    enter(there, user.email)

    assert len(here.get("/account/sessions/").context["sessions"]) == 2
    here.post("/account/sessions/")

    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302


def test_log_out_has_the_browser_forget_its_pages() -> None:
    client = Client()
    enter(client, make_user().email)

    answer = client.post("/log-out/")

    assert (answer.headers["Location"], answer.headers["Clear-Site-Data"]) == ("/log-in/", '"cache"')
    assert not is_in(client)


def test_setting_up_an_app_asks_for_the_password_and_gives_recovery_codes() -> None:
    client, user = Client(), make_user()
    enter(client, user.email)

    asked = client.get("/account/second-factor/app/")
    assert asked.headers["Location"].startswith("/account/confirm/")
    client.post(asked.headers["Location"], {"password": PASSWORD})
    page = client.get("/account/second-factor/app/")
    done = client.post("/account/second-factor/app/", {"code": code_of(page.context["form"].secret)})

    assert done.headers["Location"] == "/account/second-factor/codes/"
    codes = client.get("/account/second-factor/codes/").context["unused_codes"]
    again = Client()
    enter(again, user.email)
    assert again.post("/log-in/second-factor/", {"code": codes[0]}).headers["Location"] == "/"
    used = Client()
    enter(used, user.email)
    assert used.post("/log-in/second-factor/", {"code": codes[0]}).status_code == 200


@pytest.mark.parametrize("pattern", account_patterns, ids=lambda pattern: str(pattern.name))
def test_the_account_is_for_those_who_are_logged_in(pattern: object) -> None:
    name = str(getattr(pattern, "name", ""))
    arguments = [1] if name in {"mfa_remove_webauthn", "mfa_edit_webauthn", "token_withdraw"} else []
    address = reverse(name, args=arguments)
    client = Client()
    enter(client, make_user().email)

    assert Client().get(address).headers["Location"].startswith(("/log-in/", "/account/"))
    assert client.get(address).status_code in {200, 302, 403, 404, 405}


@pytest.mark.parametrize("path", ["signup/", "email/", "confirm-email/", "3rdparty/", "social/connections/"])
def test_what_is_not_wanted_of_allauth_is_not_there(path: str) -> None:
    assert Client().get(f"/account/{path}").status_code in {302, 404}
    assert Client().get(f"/log-in/{path}").status_code in {302, 404}


def test_a_refused_passkey_leads_back_to_a_log_in_that_knows_what_was_asked_for() -> None:
    answer = Client().post("/log-in/passkey/", {"credential": "{}", "next": "/talks/plan/1/"})

    assert (answer.status_code, answer["Location"]) == (302, "/log-in/?next=/talks/plan/1/")
