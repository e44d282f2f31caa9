"""An organization's log-in, against a small provider of OpenID Connect that answers on loopback."""

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.hazmat.primitives.asymmetric import rsa
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from delegations.models import Role, Seat, User
from delegations.operations import inviting
from tests.factories import make_facilitator, make_negotiation, make_user

pytestmark = pytest.mark.django_db

CLIENT, SECRET = "table", "a secret of the tests"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider(BaseHTTPRequestHandler):
    """Knows one person, and lets them in without asking."""

    person: dict[str, Any]  # Any: what a provider says of a person
    seen: list[dict[str, list[str]]]

    @property
    def here(self) -> str:
        return f"http://{self.headers['Host']}"

    def do_GET(self) -> None:
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        if path == "/authorize":
            onward = {"code": "a-code", "state": query["state"][0]}
            self.send_response(302)
            self.send_header("Location", f"{query['redirect_uri'][0]}?{urlencode(onward)}")
            self.end_headers()
        elif path == "/userinfo":
            self.answer(self.person)
        else:
            self.answer(
                {
                    "issuer": self.here,
                    "authorization_endpoint": f"{self.here}/authorize",
                    "token_endpoint": f"{self.here}/token",
                    "userinfo_endpoint": f"{self.here}/userinfo",
                    "jwks_uri": f"{self.here}/jwks",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.seen.append(sent)
        now = int(time.time())
        claims = {**self.person, "iss": self.here, "aud": CLIENT, "iat": now, "exp": now + 60}
        token = jwt.encode(claims, KEY, algorithm="RS256", headers={"kid": "1"})
        self.answer({"access_token": "an-access-token", "token_type": "Bearer", "id_token": token})

    def answer(self, told: dict[str, Any]) -> None:  # Any: JSON
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_said: object) -> None:
        pass


@pytest.fixture
def provider(settings: Settings) -> Iterator[type[Provider]]:
    class Own(Provider):
        person = {"sub": "17", "email": "ama@example.org", "email_verified": True, "name": "Ama Example"}
        seen = []

    server = ThreadingHTTPServer(("127.0.0.1", 0), Own)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}"
    app = {
        "provider_id": "organization",
        "name": "Sample Ministry",
        "client_id": CLIENT,
        "secret": SECRET,
        "settings": {"server_url": address},
    }
    settings.OIDC_SERVER, settings.OIDC_NAME = address, "Sample Ministry"
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
    yield Own
    server.shutdown()
    server.server_close()


def go_there(client: Client, onward: str = "") -> str:
    """Press the button, be let in by the provider, and return the address that one comes back by."""
    asked = client.post("/log-in/by/organization/", {"next": onward} if onward else {})
    there = requests.get(asked.headers["Location"], allow_redirects=False, timeout=5)
    back = urlsplit(there.headers["Location"])
    return f"{back.path}?{back.query}"


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_whoever_is_known_gets_in_through_the_organization(provider: type[Provider]) -> None:
    user = User.objects.create_user("ama@example.org", "a password")
    client = Client()

    assert "Log in through Sample Ministry" in client.get("/log-in/").content.decode()
    answer = client.get(go_there(client, "/account/"))

    assert answer.headers["Location"] == "/account/"
    assert client.session["_auth_user_id"] == str(user.pk)
    assert provider.seen[0]["client_secret"] == [SECRET]
    assert provider.seen[0]["code_verifier"] != []
    again = Client()
    assert again.get(go_there(again)).headers["Location"] == "/"
    assert User.objects.count() == 1


@pytest.mark.parametrize("is_verified", [False, "true", None, 1])
def test_an_e_mail_that_the_organization_does_not_vouch_for_lets_nobody_in(
    provider: type[Provider], is_verified: object
) -> None:
    User.objects.create_user("ama@example.org", "a password")
    provider.person = {**provider.person, "email_verified": is_verified}
    client = Client()

    assert client.get(go_there(client)).status_code == 403
    assert not is_in(client)


def test_whoever_is_unknown_gets_no_account(provider: type[Provider]) -> None:
    client = Client()

    assert client.get(go_there(client)).status_code == 403
    assert not is_in(client)
    assert User.objects.count() == 0
    assert provider.seen != []


def test_whoever_is_invited_accepts_through_the_organization(provider: type[Provider]) -> None:
    talks = make_negotiation("talks")
    invitation = inviting.invite(
        negotiation=talks,
        offer=inviting.Offer("ama@example.org", "Ama Example", Role.OBSERVER),
        site="http://testserver/",
        by=make_facilitator(talks),
        at=timezone.now(),
    )
    client, uninvited = Client(), Client()

    assert uninvited.get(go_there(uninvited)).status_code == 403
    client.get(f"/invitation/{invitation.token}/", follow=True)
    answer = client.get(go_there(client, "/talks/"))

    assert answer.headers["Location"] == "/talks/"
    user = User.objects.get(email="ama@example.org")
    assert (user.name, user.has_usable_password()) == ("Ama Example", False)
    assert Seat.objects.get(user=user).negotiation == talks
    assert client.get("/account/password/").headers["Location"] == "/account/password/first/"
    assert provider.person["sub"] == "17"


@pytest.mark.usefixtures("provider")
def test_a_second_factor_is_asked_for_after_the_organization_too() -> None:
    TOTP.activate(User.objects.create_user("ama@example.org", "a password"), "JBSWY3DPEHPK3PXP")
    client = Client()

    assert client.get(go_there(client)).headers["Location"] == "/log-in/second-factor/"
    assert not is_in(client)


@pytest.mark.usefixtures("provider")
def test_a_closed_account_stays_closed() -> None:
    User.objects.create_user("ama@example.org", "a password", is_active=False)
    client = Client()

    client.get(go_there(client))

    assert not is_in(client)


@pytest.mark.usefixtures("provider")
def test_an_answer_that_was_not_asked_for_lets_nobody_in() -> None:
    User.objects.create_user("ama@example.org", "a password")
    client, victim = Client(), Client()

    assert victim.get(go_there(client)).status_code == 401
    assert not is_in(victim)
    assert victim.get("/log-in/by/organization/callback/?code=1&state=2").status_code == 401


def test_an_organization_that_does_not_answer_breaks_nothing(settings: Settings) -> None:
    app = {"provider_id": "organization", "name": "X", "client_id": "x", "secret": "x"}
    app_settings = {"settings": {"server_url": "http://127.0.0.1:9"}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [{**app, **app_settings}]}}
    client = Client()

    page = client.post("/log-in/by/organization/")

    assert page.status_code == 502
    assert "did not work" in page.content.decode()


def test_without_settings_there_is_no_such_log_in() -> None:
    make_user()

    assert "Log in through" not in Client().get("/log-in/").content.decode()
    assert Client().post("/log-in/by/organization/").status_code == 404
