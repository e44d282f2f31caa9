"""The pages on which the secretariat admits participants and keeps groups."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from delegations.models import DelegationKind, Membership, Negotiation, Role
from tests.factories import make_delegation, make_negotiation, make_seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def negotiation() -> Negotiation:
    return make_negotiation("talks")


@pytest.fixture
def secretariat(client: Client, negotiation: Negotiation) -> Client:
    client.force_login(make_seat(negotiation, Role.SECRETARIAT).user)
    return client


def page_of(name: str, *arguments: object) -> str:
    return reverse(f"delegations:{name}", args=["talks", *arguments])


def test_admit_page_admits_those_chosen_under_the_names_of_the_day(
    secretariat: Client, negotiation: Negotiation
) -> None:
    page = secretariat.get(page_of("delegation_admit"), {"on": "2010-04-20"}).content.decode()
    posted = secretariat.post(
        page_of("delegation_admit"), {"on": "2010-04-20", "keys": ["CPV", "SWZ", "african-group"]}
    )

    assert "Cape Verde" in page
    assert "Eswatini" not in page
    assert posted.status_code == 302
    assert [str(each) for each in negotiation.participants.all()] == [
        "African Group",
        "Cape Verde",
        "Swaziland",
    ]
    assert Membership.objects.filter(group__slug="african-group").count() == 2
    again = secretariat.get(page_of("delegation_admit"), {"on": "2010-04-20"})
    states = again.context["kinds"][0]
    assert len(states[2]) == 190
    assert [each.key for each, _delegation in states[3]] == ["CPV", "SWZ"]
    assert "2 take part already" in again.content.decode()


def test_admit_page_admits_a_whole_kind(secretariat: Client, negotiation: Negotiation) -> None:
    secretariat.post(page_of("delegation_admit"), {"on": "2026-11-25", "kind": "state"})

    assert negotiation.participants.count() == 193


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"on": "2010-04-20"},
        {"on": "nonsense", "keys": ["CPV"]},
        {"on": "2010-13-45", "kind": "state"},
        {"on": "2010-04-20", "keys": ["SSD"]},
        {"on": "2010-04-20", "keys": ["\0"]},
    ],
)
def test_admit_page_refuses_what_makes_no_sense(
    secretariat: Client, negotiation: Negotiation, data: dict[str, str]
) -> None:
    assert secretariat.post(page_of("delegation_admit"), data).status_code == 422
    assert not negotiation.participants.exists()


def test_another_is_admitted_renamed_and_removed(secretariat: Client, negotiation: Negotiation) -> None:
    data = {"name": "the Order of “Samples”", "kind": "observer"}
    made = secretariat.post(page_of("delegation_another"), data)
    delegation = negotiation.participants.get()

    assert made.headers["Location"] == reverse("drafts:delegation", args=["talks", delegation.slug])
    assert (delegation.sort_name, delegation.slug) == ("order of samples", "the-order-of-samples")
    assert secretariat.post(page_of("delegation_another"), data).status_code == 422
    renamed = secretariat.post(page_of("delegation_change", delegation.slug), {"name": "Order"})
    assert renamed.status_code == 302
    assert negotiation.participants.get().name == "Order"
    assert secretariat.post(page_of("delegation_remove", delegation.slug)).status_code == 302
    assert not negotiation.participants.exists()


def test_words_of_addresses_are_no_delegations_address(secretariat: Client, negotiation: Negotiation) -> None:
    secretariat.post(page_of("delegation_another"), {"name": "Admit", "kind": "ngo"})

    assert negotiation.participants.get().slug == "admit-2"


def test_delegation_with_a_seat_is_not_removed(secretariat: Client, negotiation: Negotiation) -> None:
    samplia = make_delegation(negotiation, "samplia")
    make_seat(negotiation, Role.DELEGATE, samplia)

    assert secretariat.post(page_of("delegation_remove", "samplia")).status_code == 409
    assert negotiation.participants.get() == samplia


def test_group_gains_members_on_a_day_and_loses_them(secretariat: Client, negotiation: Negotiation) -> None:
    group = make_delegation(negotiation, "friends", DelegationKind.GROUP)
    first, second = make_delegation(negotiation, "samplia"), make_delegation(negotiation, "examplia")
    data = {"members": [first.pk, second.pk], "from_on": "2010-02-24"}
    assert secretariat.post(page_of("member_list", "friends"), data).status_code == 302
    membership = group.memberships_as_group.get(member=first)
    end = page_of("member_end", "friends", membership.pk)

    assert secretariat.post(end, {"until_on": "2010-01-01"}).status_code == 409
    assert secretariat.post(end, {"until_on": "soon"}).status_code == 409
    assert secretariat.post(end, {"until_on": "2010-03-01"}).status_code == 302
    assert [each.member for each in Membership.objects.on(date(2010, 3, 2))] == [second]
    again = {"members": [first.pk], "from_on": "2010-02-28"}
    assert secretariat.post(page_of("member_list", "friends"), again).status_code == 422
    assert (
        secretariat.post(page_of("member_list", "friends"), {**again, "from_on": "2010-03-02"}).status_code
        == 302
    )


def test_groups_take_no_members_and_pages_no_rows_from_another_negotiation(
    secretariat: Client, negotiation: Negotiation
) -> None:
    group = make_delegation(negotiation, "friends", DelegationKind.GROUP)
    elsewhere = make_negotiation()
    foreign = make_delegation(elsewhere, "foreign")
    club = make_delegation(elsewhere, "club", DelegationKind.GROUP)
    membership = Membership.objects.create(group=club, member=foreign)

    for member in (foreign.pk, group.pk, "x"):
        assert secretariat.post(page_of("member_list", "friends"), {"members": [member]}).status_code == 422
    for slug in ("friends", "club"):
        end = page_of("member_end", slug, membership.pk)
        assert secretariat.post(end, {"until_on": "2010-03-01"}).status_code == 404
    for name in ("member_list", "delegation_change"):
        assert secretariat.get(page_of(name, "foreign")).status_code == 404


def test_member_list_asks_as_often_for_one_as_for_three(
    secretariat: Client, negotiation: Negotiation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    group = make_delegation(negotiation, "friends", DelegationKind.GROUP)
    for number in (1, 2, 3):
        Membership.objects.create(group=group, member=make_delegation(negotiation))
        if number != 2:
            with django_assert_num_queries(9):
                secretariat.get(page_of("member_list", "friends"))
