"""Invitations: offered, sent anew, withdrawn, accepted once."""

import re
import time
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from delegations import tasks
from delegations.models import Act, Invitation, Negotiation, Role, Seat, User
from delegations.operations import erasing, inviting
from tests.delegations.conftest import Letters
from tests.factories import make_delegation, make_facilitator, make_negotiation, make_seat, make_user
from tests.test_access import client_of

pytestmark = pytest.mark.django_db

WORDS = "many words make it"
SITE = "https://table.example.org/"


@pytest.fixture
def talks() -> Negotiation:
    negotiation = make_negotiation("talks")
    make_delegation(negotiation, "sampleland")
    return negotiation


@pytest.fixture
def secretariat(talks: Negotiation) -> Client:
    return client_of(make_seat(talks, Role.SECRETARIAT).user)


def offer(email: str = "guest@example.org", role: Role = Role.OBSERVER) -> inviting.Offer:
    return inviting.Offer(email, "A Guest", role)


def invited(talks: Negotiation, email: str = "guest@example.org") -> Invitation:
    by = make_facilitator(talks)
    return inviting.invite(negotiation=talks, offer=offer(email), site=SITE, by=by, at=timezone.now())


def link_in(letter: mail.EmailMessage) -> str:
    return str(re.findall(r"https?://[^/\s]+(/invitation/\S+)", str(letter.body))[0])


def link_of(invitation: Invitation) -> str:
    return f"/invitation/{invitation.token}/"


def test_an_invitation_by_letter_makes_the_account_and_the_seat(
    talks: Negotiation, secretariat: Client, letters: Letters
) -> None:
    sent = {
        "email": "Delegate@Sampleland.example.org",
        "name": "Ama Example",
        "role": "delegate",
        "delegation": talks.participants.get().pk,
        "from_on": "2010-01-01",
    }
    (letter,) = letters(lambda: secretariat.post("/talks/invitations/new/", sent))
    guest = Client()

    assert letter.to == ["delegate@sampleland.example.org"]
    assert "Delegate, Sampleland" in str(letter.body)
    guest.get(link_in(letter))
    page = guest.get("/invitation/")
    assert page.context["form"].initial["name"] == "Ama Example"
    assert User.objects.filter(email=letter.to[0]).exists() is False

    account = {"name": "Ama Example", "password1": WORDS, "password2": WORDS}
    assert guest.post("/invitation/", account).headers["Location"] == "/talks/"

    seat = Seat.objects.get(user__email=letter.to[0])
    assert (seat.role, str(seat.delegation), str(seat.from_on)) == ("delegate", "Sampleland", "2010-01-01")
    assert guest.get("/talks/").status_code == 200
    assert list(Act.objects.order_by("pk").values_list("kind", flat=True)) == [
        "invited",
        "invitation_accepted",
    ]
    again = Client()
    again.get(link_in(letter))
    assert again.get("/invitation/").status_code == 410


def test_an_invitation_of_somebody_with_an_account_asks_for_the_log_in_first(talks: Negotiation) -> None:
    user = make_user()
    invitation = invited(talks, user.email)
    client = Client()

    client.get(link_of(invitation))
    asked = client.get("/invitation/")
    client.post("/log-in/", {"login": user.email, "password": "a password", "next": "/invitation/"})

    assert asked.headers["Location"] == "/log-in/?next=/invitation/"
    assert client.get("/invitation/").status_code == 200
    assert Seat.objects.filter(user=user).count() == 0
    assert client.post("/invitation/").headers["Location"] == "/talks/"
    assert Seat.objects.get(user=user).role == "observer"


def test_an_invitation_of_another_than_is_logged_in_does_nothing_but_offer_to_log_out(
    talks: Negotiation,
) -> None:
    other = make_user()
    client = client_of(other)

    client.get(link_of(invited(talks)))
    page = client.get("/invitation/").content.decode()
    after = client.post("/invitation/", follow=True)

    assert "guest@example.org" in page
    assert other.email in page
    assert Seat.objects.filter(user=other).count() == 0
    assert "_auth_user_id" not in client.session
    assert after.context["invitation"].email == "guest@example.org"


def test_a_link_dies_when_it_is_sent_anew_withdrawn_or_expired(
    talks: Negotiation, secretariat: Client, letters: Letters
) -> None:
    invitation = invited(talks)
    first = link_of(invitation)

    (letter,) = letters(lambda: secretariat.post(f"/talks/invitations/{invitation.pk}/send-anew/"))
    sentences = []
    for link in (first, link_in(letter)):
        client = Client()
        client.get(link)
        sentences.append(client.get("/invitation/").status_code)
    secretariat.post(f"/talks/invitations/{invitation.pk}/withdraw/")
    client = Client()
    client.get(link_in(letter))

    assert sentences == [410, 200]
    assert client.get("/invitation/").status_code == 410
    assert secretariat.post(f"/talks/invitations/{invitation.pk}/send-anew/").status_code == 409
    expired = invited(talks, "late@example.org")
    with pytest.raises(inviting.LinkClosed):
        inviting.find_invitation(token=expired.token, at=timezone.now() + timedelta(days=15))


@pytest.mark.parametrize("token", ["x", "eyJ9:1a:bb", "a" * 3000, "%00", "é"])
def test_a_link_that_is_not_ours_is_refused(token: str) -> None:
    client = Client()
    client.get(f"/invitation/{token}/")

    assert client.get("/invitation/").status_code == 410


def test_invite_refuses_what_is_wrong_or_there_already(talks: Negotiation) -> None:
    elsewhere = make_delegation(make_negotiation())
    seat = make_seat(talks, Role.OBSERVER)
    by, at = make_facilitator(talks), timezone.now()
    invited(talks)

    for field, wrong in [
        ("delegation", offer("a@example.org", Role.DELEGATE)),
        ("delegation", inviting.Offer("a@example.org", "", Role.DELEGATE, elsewhere)),
        (
            "until_on",
            inviting.Offer("a@example.org", "", Role.OBSERVER, None, at.date(), (at - timedelta(1)).date()),
        ),
        ("email", offer("GUEST@example.org")),
        ("email", offer(seat.user.email)),
    ]:
        with pytest.raises(inviting.InvitationRefused) as refused:
            inviting.invite(negotiation=talks, offer=wrong, site=SITE, by=by, at=at)
        assert refused.value.field == field
    assert Invitation.objects.count() == 1


def test_accept_refuses_the_second_of_two(talks: Negotiation) -> None:
    invitation = invited(talks)
    user = inviting.open_account(invitation=invitation, name="A", password=WORDS, at=timezone.now())

    with pytest.raises(inviting.InvitationRefused):
        inviting.accept_invitation(invitation=invitation, by=user, at=timezone.now())
    with pytest.raises(inviting.InvitationRefused):
        inviting.open_account(invitation=invitation, name="A", password=WORDS, at=timezone.now())
    with pytest.raises(inviting.InvitationRefused):
        inviting.accept_invitation(invitation=invited(talks, "b@example.org"), by=user, at=timezone.now())


def test_letters_that_have_left_are_not_sent_twice(talks: Negotiation, letters: Letters) -> None:
    sent = letters(lambda: invited(talks))
    invitation = Invitation.objects.get()
    tasks.send_invitations(SITE, invitation.pk)

    assert len(sent) == 1
    assert len(mail.outbox) == 1
    assert invitation.sent_at is not None


def sheet(count: int) -> bytes:
    """Return a list of so many rows, of which each hundredth is wrong in one of five ways."""
    rows = ["Name;E-mail;Role;Delegation;From;Remarks"]
    for number in range(2, count + 2):
        email, role, delegation, day = f"p{number}@example.org", "delegate", "SAMPLELAND", ""
        if number == 100:
            email = "not an e-mail"
        if number == 200:
            role = "king"
        if number == 300:
            delegation = "Nowhere"
        if number == 400:
            email = "P399@example.org"
        if number == 500:
            day = "10 June"
        rows.append(f'"Person, {number}";{email};{role};{delegation};{day};<b>x</b>')
    return "\n".join(rows).encode()


def upload(client: Client, data: bytes) -> int:
    answer = client.post("/talks/invitations/list/", {"file": SimpleUploadedFile("people.csv", data)})
    return int(answer.status_code)


def test_five_hundred_invitations_from_one_list_with_bad_rows(
    talks: Negotiation, secretariat: Client, letters: Letters
) -> None:
    began = time.perf_counter()
    sent = letters(lambda: upload(secretariat, sheet(500)))
    took = time.perf_counter() - began

    assert Invitation.objects.count() == len(sent) == 495
    assert took < 30
    page = secretariat.get("/talks/invitations/list/rows/")
    wrong = {
        row["number"]: [cell["name"] for cell in row["cells"] if cell["faults"]]
        for row in page.context["rows"]
    }
    assert wrong == {
        "100": ["100-email"],
        "200": ["200-role"],
        "300": ["300-delegation"],
        "400": ["400-email"],
        "500": ["500-from_on"],
    }
    assert "The same as row 399." in page.content.decode()

    cells = {cell["name"]: cell["value"] for row in page.context["rows"] for cell in row["cells"]}
    right = {"100-email": "p100@example.org", "200-role": "Head of delegation", "500-from_on": "2010-06-10"}
    again = letters(
        lambda: secretariat.post("/talks/invitations/list/rows/", {**cells, **right, "400-leave": "on"})
    )

    assert len(again) == 3
    left = secretariat.get("/talks/invitations/list/rows/").context["rows"]
    assert [row["number"] for row in left] == ["300"]
    assert Invitation.objects.get(email="p200@example.org").role == "head"
    assert talks.invitations.count() == 498


def test_a_list_twice_invites_nobody_twice(talks: Negotiation, secretariat: Client, letters: Letters) -> None:
    letters(lambda: upload(secretariat, sheet(20)))

    assert letters(lambda: upload(secretariat, sheet(20))) == []
    assert talks.invitations.count() == 20
    assert len(secretariat.get("/talks/invitations/list/rows/").context["rows"]) == 20


@pytest.mark.parametrize(
    "data", [b"", b"Who,What\na,b\n", b"PK\x03\x04", b"E-mail\na@example.org\n", b"\x00" * 100]
)
def test_a_list_that_cannot_be_read_says_why(talks: Negotiation, secretariat: Client, data: bytes) -> None:
    assert upload(secretariat, data) == 422
    assert talks.invitations.count() == 0


def test_the_list_of_invitations_asks_as_much_for_three_as_for_one(
    talks: Negotiation, secretariat: Client
) -> None:
    counts = []
    for emails in (["a@example.org"], ["b@example.org", "c@example.org"]):
        for email in emails:
            invited(talks, email)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            secretariat.get("/talks/invitations/")
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_invitations_of_another_negotiation_are_not_found(talks: Negotiation) -> None:
    invitation = invited(talks)
    make_negotiation("others")
    stranger = client_of(make_seat(Negotiation.objects.get(slug="others"), Role.SECRETARIAT).user)

    assert stranger.post(f"/others/invitations/{invitation.pk}/withdraw/").status_code == 404
    assert invitation.email not in stranger.get("/others/invitations/").content.decode()


def test_the_letters_of_an_organization_are_not_shown(secretariat: Client, settings: Settings) -> None:
    settings.IS_EMBEDDED = False

    assert secretariat.get("/talks/invitations/letters/").status_code == 404


def test_whoever_is_logged_in_finds_an_invitation_of_their_own_on_the_first_page(talks: Negotiation) -> None:
    user = make_user()
    invited(talks, user.email)

    assert "/invitation/" in client_of(user).get("/").content.decode()
    assert "/invitation/" not in client_of(make_user()).get("/").content.decode()


def test_erasing_a_person_empties_their_invitations(talks: Negotiation) -> None:
    invitation = invited(talks)
    user = inviting.open_account(invitation=invitation, name="A Guest", password=WORDS, at=timezone.now())
    again = inviting.invite(
        negotiation=talks, offer=offer(user.email, Role.SECRETARIAT), site=SITE, by=user, at=timezone.now()
    )

    erasing.erase_person(person=user, by=None, at=timezone.now())

    left = Invitation.objects.filter(pk__in=[invitation.pk, again.pk])
    assert [(each.name, "guest" in each.email) for each in left] == [("", False)] * 2
    again.refresh_from_db()
    assert again.withdrawn_at is not None


def test_an_account_that_came_with_a_seat_alone_gets_its_password_by_the_link(talks: Negotiation) -> None:
    seated = User.objects.create_user("guest@example.org", None)
    client = Client()
    client.get(link_of(invited(talks)))

    client.post("/invitation/", {"name": "A Guest", "password1": WORDS, "password2": WORDS})

    seated.refresh_from_db()
    assert (seated.name, seated.check_password(WORDS)) == ("A Guest", True)
    assert client.get("/talks/").status_code == 200


def test_whom_one_invites_is_a_delegate_until_one_says_otherwise(secretariat: Client) -> None:
    page = secretariat.get("/talks/invitations/new/").content.decode()

    assert '<option value="delegate" selected>' in page
    assert page.count(" selected>") == 2  # the role, and no delegation


@pytest.mark.parametrize("role", ["facilitator", "secretariat"])
def test_those_who_run_the_negotiation_sit_for_no_delegation(
    talks: Negotiation, secretariat: Client, role: str
) -> None:
    sent = {"email": "guest@example.org", "role": role, "delegation": talks.participants.get().pk}
    for address in ("/talks/invitations/new/", "/talks/seats/give/"):
        page = secretariat.post(address, sent)

        assert page.status_code == 422
        assert "sit for no delegation" in page.content.decode()
    assert Invitation.objects.count() == 0
    assert Seat.objects.count() == 1
