"""Every form of the way in and of invitations, sent hostile values: no fault, no markup given back, nobody else's data."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils import timezone

from delegations.models import Invitation, Negotiation, Role, User
from delegations.operations import inviting
from tests.factories import make_delegation, make_negotiation, make_seat
from tests.test_access import client_of

pytestmark = pytest.mark.django_db

MARK = "<script>alert(41)</script>"
HOSTILE = [
    MARK,
    f'"><img src=x onerror=alert(41)>{MARK}',
    "{{ 41|add:1 }}{% debug %}",
    "' OR 1=1 --",
    "\x00",
    "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
    "a@example.org\r\nBcc: b@example.org",
    "%00%0d%0aSet-Cookie: x=y",
    "../../../../etc/passwd",
    "9" * 400,
    "-1",
    "٣",
    "א" * 5_000,
    "💥" * 1_000,
    "[]",
    '{"id": "eA", "rawId": "eA", "type": "public-key", "response": {"clientDataJSON": "e30", "attestationObject": "oA"}}',
    '{"id": 1, "rawId": "x", "type": "public-key", "response": {}}',
    "null",
    "//elsewhere.example",
    "javascript:alert(41)",
]
FORMS = {
    "/log-in/": ["login", "password", "next", "remember"],
    "/log-in/again/": ["login", "password", "held_for", "kept-wording", "kept-<b>"],
    "/log-in/forgotten/": ["email", "next"],
    "/log-in/passkey/": ["credential", "next"],
    "/log-in/second-factor/": ["code", "credential"],
    "/log-in/code/": ["code", "action", "next"],
    "/log-in/by/organization/": ["next", "process", "scope"],
    "/log-out/": ["next"],
    "/theme/": ["theme"],
    "/invitation/": ["name", "password1"],
    "/account/confirm/": ["password", "next"],
    "/account/password/": ["oldpassword", "password1", "password2", "next"],
    "/account/sessions/": ["x"],
    "/account/second-factor/app/": ["code"],
    "/account/confirm/passkey/": ["credential"],
    "/account/second-factor/passkeys/add/": ["name", "credential", "passwordless"],
    "/talks/invitations/new/": ["email", "name", "role", "delegation", "from_on", "until_on"],
    "/talks/invitations/list/": ["file"],
    "/talks/invitations/list/rows/": ["2-email", "2-role", "2-leave", "-1-email"],
    "/talks/invitations/second-factor/": ["roles"],
}


@pytest.fixture
def talks() -> Negotiation:
    negotiation = make_negotiation("talks")
    make_delegation(negotiation, "sampleland")
    return negotiation


@pytest.fixture
def clients(talks: Negotiation) -> list[Client]:
    """Return nobody, somebody who is invited, and the secretariat, which has confirmed that it is itself."""
    by = make_seat(talks, Role.SECRETARIAT).user
    offer = inviting.Offer("guest@example.org", "", Role.OBSERVER)
    invitation = inviting.invite(negotiation=talks, offer=offer, site="http://x/", by=by, at=timezone.now())
    nobody, guest, secretariat = Client(), Client(), client_of(by)
    guest.get(f"/invitation/{invitation.token}/")
    secretariat.post("/account/confirm/", {"password": "a password"})
    secretariat.post(
        "/talks/invitations/list/", {"file": SimpleUploadedFile("a.csv", b"E-mail,Role\nbad,king\n")}
    )
    return [nobody, guest, secretariat]


def told(answer: HttpResponseBase) -> str:
    return bytes(getattr(answer, "content", b"")).decode(errors="replace")


@pytest.mark.parametrize("path", FORMS)
def test_hostile_values_break_nothing_and_come_back_harmless(clients: list[Client], path: str) -> None:
    users, invitations = User.objects.count(), Invitation.objects.count()

    for client in clients:
        for value in HOSTILE:
            sent = dict.fromkeys(FORMS[path], value)
            for answer in (
                client.post(path, sent),
                client.get(path, {"next": value, "page": value, "show": value}),
            ):
                assert answer.status_code < 500 or answer.status_code == 502, (path, value)
                assert MARK not in told(answer), (path, value)
                assert "<img src=x" not in told(answer), (path, value)
                assert "elsewhere.example" not in answer.headers.get("Location", "").split("?")[0]

    assert User.objects.count() == users
    assert Invitation.objects.count() == invitations


@pytest.mark.parametrize("value", HOSTILE)
def test_a_list_of_hostile_cells_comes_back_harmless(clients: list[Client], value: str) -> None:
    secretariat = clients[2]
    cell = '"' + value.replace('"', '""') + '"'
    rows = f"E-mail;Role;Name;Delegation;From\n{cell};{cell};{cell};{cell};{cell}\n"

    sent = SimpleUploadedFile("people.csv", rows.encode(errors="replace"))
    secretariat.post("/talks/invitations/list/", {"file": sent})
    page = secretariat.get("/talks/invitations/list/rows/")

    assert page.status_code in {200, 302}
    assert MARK not in told(page)


@pytest.mark.parametrize(
    "path", ["/log-in/go-on/", "/log-in/forgotten/zzzzzzzzzzzz-a-b/", "/log-in/forgotten/1-set-password/"]
)
def test_hostile_addresses_break_nothing(path: str) -> None:
    assert Client().get(path).status_code in {200, 302, 404}
