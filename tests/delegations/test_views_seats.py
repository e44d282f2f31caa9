"""The pages of seats."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from delegations.models import Invitation, Negotiation, Role, Seat, User
from tests.delegations.conftest import Letters
from tests.factories import make_delegation, make_negotiation, make_seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def negotiation() -> Negotiation:
    return make_negotiation("talks")


@pytest.fixture
def secretariat(client: Client, negotiation: Negotiation) -> Client:
    client.force_login(make_seat(negotiation, Role.SECRETARIAT).user)
    return client


def test_secretariat_gives_finds_changes_and_ends_a_seat(
    secretariat: Client, negotiation: Negotiation
) -> None:
    samplia = make_delegation(negotiation, "samplia")
    User.objects.create_user("ana@example.org", "a password", name="Ana <b>")
    listed = reverse("delegations:seat_list", args=["talks"])
    given = secretariat.post(
        reverse("delegations:seat_give", args=["talks"]),
        {"email": "ana@example.org", "name": "Ana <b>", "role": "delegate", "delegation": samplia.pk},
    )
    seat = Seat.objects.get(user__email="ana@example.org")

    assert given.headers["Location"] == listed
    for query, is_found in (("ana", True), ("samplia", True), ("ana samplia", True), ("nobody", False)):
        page = secretariat.get(listed, {"q": query}).content.decode()
        assert ("Ana &lt;b&gt;" in page) is is_found
        assert "Ana <b>" not in page
    changed = reverse("delegations:seat_change", args=["talks", seat.pk])
    assert secretariat.get(changed).status_code == 200
    data = {"role": "delegate", "delegation": samplia.pk, "until_on": "2099-01-01"}
    assert secretariat.post(changed, data).status_code == 302
    assert secretariat.post(reverse("delegations:seat_end", args=["talks", seat.pk])).status_code == 302
    assert (
        "ana@example.org" not in secretariat.get(listed, {"q": "ana"}).content.decode().split("</form>")[-1]
    )
    assert "ana@example.org" in secretariat.get(listed, {"q": "ana", "when": "over"}).content.decode()


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"email": "a@example.org", "role": "delegate"},
        {"email": "a@example.org", "role": "king"},
        {"email": "x\0@example.org", "role": "observer"},
        {"email": "a@example.org", "role": "observer", "delegation": "9" * 30},
        {"email": "a@example.org", "role": "observer", "from_on": "2010-02-31"},
        {"email": "a@example.org", "role": "observer", "from_on": "2010-02-03", "until_on": "2010-02-01"},
    ],
)
def test_seat_give_refuses_and_keeps_what_was_typed(secretariat: Client, data: dict[str, str]) -> None:
    response = secretariat.post(reverse("delegations:seat_give", args=["talks"]), data)

    assert response.status_code in {200 if not data else 422, 422}
    assert Seat.objects.count() == 1


def test_seat_pages_do_not_find_seats_of_another_negotiation(secretariat: Client) -> None:
    foreign = make_seat(make_negotiation(), Role.OBSERVER)

    assert secretariat.get(reverse("delegations:seat_change", args=["talks", foreign.pk])).status_code == 404
    assert secretariat.post(reverse("delegations:seat_end", args=["talks", foreign.pk])).status_code == 404


def test_head_sees_the_seats_of_own_delegates_alone(client: Client, negotiation: Negotiation) -> None:
    samplia, other = make_delegation(negotiation, "samplia"), make_delegation(negotiation, "examplia")
    own, foreign = (
        make_seat(negotiation, Role.DELEGATE, samplia),
        make_seat(negotiation, Role.DELEGATE, other),
    )
    client.force_login(make_seat(negotiation, Role.HEAD, samplia).user)
    page = client.get(reverse("delegations:seat_list", args=["talks"])).content.decode()

    assert own.user.email in page
    assert foreign.user.email not in page
    assert client.get(reverse("delegations:seat_change", args=["talks", foreign.pk])).status_code == 404
    give = client.get(reverse("delegations:seat_give", args=["talks"])).content.decode()
    assert "Secretariat</option>" not in give
    assert "Examplia</option>" not in give


def test_seat_list_asks_as_often_for_one_as_for_three(
    secretariat: Client, negotiation: Negotiation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    listed = reverse("delegations:seat_list", args=["talks"])
    make_seat(negotiation, Role.DELEGATE, make_delegation(negotiation))
    with django_assert_num_queries(10):
        secretariat.get(listed)
    for _more in range(2):
        make_seat(negotiation, Role.DELEGATE, make_delegation(negotiation))
    with django_assert_num_queries(10):
        secretariat.get(listed)


@pytest.mark.parametrize(
    "query", ["?sort=person", "?sort=role", "?sort=nonsense", "?when=all", "?page=999", "?role=%00", "?q=%00"]
)
def test_seat_list_bears_any_query(secretariat: Client, query: str) -> None:
    assert secretariat.get(reverse("delegations:seat_list", args=["talks"]) + query).status_code == 200


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.HEAD])
def test_who_has_no_account_is_sent_an_invitation_and_comes_in_by_it(
    client: Client, negotiation: Negotiation, letters: Letters, role: Role
) -> None:
    samplia = make_delegation(negotiation, "samplia")
    client.force_login(make_seat(negotiation, role, samplia if role == Role.HEAD else None).user)
    sent = {"email": "New@example.org", "name": "Ana", "role": "delegate", "delegation": samplia.pk}

    (letter,) = letters(lambda: client.post("/talks/seats/give/", sent))

    assert letter.to == ["new@example.org"]
    assert "You have a seat" not in str(letter.body)
    guest = Client()
    (link,) = re.findall(r"https?://[^/\s]+(/invitation/\S+)", str(letter.body))
    guest.get(link)
    words = {"password1": "many words make it", "password2": "many words make it"}
    assert guest.post("/invitation/", {"name": "Ana", **words}).headers["Location"] == "/talks/"
    assert [str(seat.delegation) for seat in Seat.objects.filter(user__email="new@example.org")] == [
        "Samplia"
    ]


def test_a_head_offers_no_seat_of_another_delegation(client: Client, negotiation: Negotiation) -> None:
    samplia, other = make_delegation(negotiation, "samplia"), make_delegation(negotiation, "examplia")
    client.force_login(make_seat(negotiation, Role.HEAD, samplia).user)

    for wrong in ({"role": "delegate", "delegation": other.pk}, {"role": "head", "delegation": samplia.pk}):
        page = client.post("/talks/seats/give/", {"email": "new@example.org", **wrong})
        assert page.status_code == 422
    assert Invitation.objects.count() == 0
