"""Delegations are one negotiation's own, and so are their groups and seats."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError

from delegations.models import Delegation, DelegationKind, Membership, Role, Seat, sorted_under
from delegations.operations import accrediting, leading
from tests.factories import NOW, make_delegation, make_negotiation, make_seat, make_user

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the Philippines", "philippines"),
        ("Côte d’Ivoire", "cote d ivoire"),
        ("Iran (Islamic Republic of)", "iran islamic republic of"),
        ("Theland", "theland"),
    ],
)
def test_sorted_under_ignores_article_accents_and_punctuation(name: str, expected: str) -> None:
    assert sorted_under(name) == expected


def test_admit_delegation_twice_admits_once_and_each_negotiation_has_its_own() -> None:
    first, second = make_negotiation(), make_negotiation()
    own = make_delegation(first, "samplia")
    again = make_delegation(first, "samplia")
    others = make_delegation(second, "samplia")

    assert own == again != others
    assert list(first.participants.all()) == [own]


def test_join_group_refuses_members_of_another_negotiation_and_groups_that_are_none() -> None:
    negotiation = make_negotiation()
    group = make_delegation(negotiation, "group", DelegationKind.GROUP)
    state, foreign = make_delegation(negotiation), make_delegation(make_negotiation())

    with pytest.raises(accrediting.SeatRefused):
        accrediting.join_group(group=group, members=[foreign])
    with pytest.raises(accrediting.SeatRefused):
        accrediting.join_group(group=state, members=[group])
    assert list(Membership.objects.all()) == []


def test_accredit_refuses_a_delegation_of_another_negotiation_and_a_speaker_of_none() -> None:
    negotiation, foreign = make_negotiation(), make_delegation(make_negotiation())

    for role, delegation in ((Role.DELEGATE, foreign), (Role.HEAD, None), (Role.OBSERVER, foreign)):
        with pytest.raises(accrediting.SeatRefused):
            accrediting.accredit(
                negotiation=negotiation, email="a@example.org", name="A", role=role, delegation=delegation
            )


def test_seat_that_ended_can_be_given_again_but_none_is_held_twice() -> None:
    negotiation = make_negotiation()
    delegation, user = make_delegation(negotiation), make_user()
    held = {"negotiation": negotiation, "user": user, "role": Role.DELEGATE, "delegation": delegation}
    Seat.objects.create(**held, until_on=date(2010, 6, 1))
    Seat.objects.create(**held, from_on=date(2010, 6, 2))

    with pytest.raises(IntegrityError):
        Seat.objects.create(**held)


def test_head_and_delegate_speak_for_states_and_their_groups_and_for_nobody_elses() -> None:
    negotiation = make_negotiation()
    today = NOW.date()
    state = make_delegation(negotiation, "samplia")
    entity = make_delegation(negotiation, "entity", DelegationKind.ENTITY)
    group = make_delegation(negotiation, "group", DelegationKind.GROUP)
    former = make_delegation(negotiation, "former", DelegationKind.GROUP)
    accrediting.join_group(group=group, members=[state])
    leading.name_spokesperson(group=group, delegation=state, from_on=today, by=None, at=NOW)
    Membership.objects.create(group=former, member=state, until_on=today - timedelta(days=1))

    for role, delegation, expected in (
        (Role.HEAD, state, {state, group}),
        (Role.DELEGATE, state, {state, group}),
        (Role.OBSERVER, state, set()),
        (Role.DELEGATE, entity, set()),
    ):
        user = make_seat(negotiation, role, delegation).user
        assert set(Delegation.objects.spoken_for_by(user, negotiation, today)) == expected
