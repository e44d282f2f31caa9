"""Seats are given, changed and ended by those who may, and what was held stays on record."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from delegations.models import Act, Delegation, DelegationKind, Negotiation, Notice, Role, Seat, User
from delegations.operations import seating
from delegations.operations.seating import Place
from delegations.roles import PERMISSIONS, SENTENCES, matrix
from tests.factories import NOW, make_delegation, make_negotiation, make_seat

pytestmark = pytest.mark.django_db

TODAY = Negotiation(time_zone="America/New_York").local(timezone.now()).date()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def give(negotiation: Negotiation, by: User, place: Place, email: str = "new@example.org") -> Seat:
    return seating.give_seat(
        negotiation=negotiation, email=email, name="New", place=place, by=by, at=timezone.now()
    )


@pytest.fixture
def negotiation() -> Negotiation:
    return make_negotiation("talks")


@pytest.fixture
def secretary(negotiation: Negotiation) -> User:
    return make_seat(negotiation, Role.SECRETARIAT).user


@pytest.fixture
def samplia(negotiation: Negotiation) -> Delegation:
    return make_delegation(negotiation, "samplia")


def test_every_permission_has_a_sentence_and_a_line_in_the_matrix() -> None:
    granted = frozenset().union(*PERMISSIONS.values())

    assert set(SENTENCES) == granted
    assert len(matrix()) == len(granted)
    for sentence, cells in matrix():
        permission = next(key for key, value in SENTENCES.items() if value == sentence)
        assert [permission in PERMISSIONS[role] for role in Role] == list(cells)


def test_give_seat_makes_the_account_and_an_entry_in_the_record(
    negotiation: Negotiation, secretary: User, samplia: Delegation
) -> None:
    seat = give(negotiation, secretary, Place(Role.HEAD, samplia, TODAY, TOMORROW), "New@Example.org")

    assert (seat.user.email, seat.user.name, seat.user.has_usable_password()) == (
        "new@example.org",
        "New",
        False,
    )
    assert Act.objects.get().kind == "seat_given"
    assert Notice.objects.get(user=seat.user).facts == {"role": "Head of delegation, Samplia"}


@pytest.mark.parametrize(
    "place",
    [
        Place(Role.DELEGATE, None),
        Place(Role.HEAD, None),
        Place(Role.OBSERVER, None, TOMORROW, TODAY),
    ],
)
def test_give_seat_refuses_what_cannot_be(negotiation: Negotiation, secretary: User, place: Place) -> None:
    with pytest.raises(seating.SeatImpossible):
        give(negotiation, secretary, place)
    assert not Seat.objects.exclude(user=secretary).exists()


def test_give_seat_refuses_a_foreign_delegation(negotiation: Negotiation, secretary: User) -> None:
    with pytest.raises(seating.SeatImpossible):
        give(negotiation, secretary, Place(Role.DELEGATE, make_delegation(make_negotiation())))


def test_give_seat_refuses_days_on_which_it_is_held(
    negotiation: Negotiation, secretary: User, samplia: Delegation
) -> None:
    give(negotiation, secretary, Place(Role.DELEGATE, samplia, TODAY, TOMORROW))

    for days in ((None, None), (TOMORROW, None), (None, TODAY)):
        with pytest.raises(seating.SeatImpossible):
            give(negotiation, secretary, Place(Role.DELEGATE, samplia, *days))
    give(negotiation, secretary, Place(Role.DELEGATE, samplia, TOMORROW + timedelta(days=1)))
    give(negotiation, secretary, Place(Role.OBSERVER, samplia))


def test_head_gives_and_ends_seats_of_own_delegates_and_no_others(
    negotiation: Negotiation, samplia: Delegation
) -> None:
    head = make_seat(negotiation, Role.HEAD, samplia).user
    seat = give(negotiation, head, Place(Role.DELEGATE, samplia))
    seating.end_seat(seat=seat, by=head, at=timezone.now())
    other = make_delegation(negotiation, "examplia")

    for place in (
        Place(Role.HEAD, samplia),
        Place(Role.DELEGATE, other),
        Place(Role.OBSERVER, None),
        Place(Role.SECRETARIAT, None),
        Place(Role.FACILITATOR, samplia),
    ):
        with pytest.raises(seating.SeatNotYours):
            give(negotiation, head, place)
    with pytest.raises(seating.SeatNotYours):
        seating.end_seat(seat=make_seat(negotiation, Role.DELEGATE, other), by=head, at=timezone.now())


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.OBSERVER, Role.FACILITATOR])
def test_nobody_else_gives_seats(negotiation: Negotiation, samplia: Delegation, role: Role) -> None:
    by = make_seat(negotiation, role, samplia).user

    with pytest.raises(seating.SeatNotYours):
        give(negotiation, by, Place(Role.OBSERVER, samplia))


def test_change_seat_to_another_role_keeps_what_was_held(
    negotiation: Negotiation, secretary: User, samplia: Delegation
) -> None:
    seat = give(negotiation, secretary, Place(Role.DELEGATE, samplia, YESTERDAY))
    changed = seating.change_seat(
        seat=seat, place=Place(Role.HEAD, samplia, YESTERDAY), by=secretary, at=timezone.now()
    )
    seat.refresh_from_db()

    today = negotiation.local(timezone.now()).date()
    assert (seat.role, seat.until_on) == (Role.DELEGATE, today - timedelta(days=1))
    assert (changed.role, changed.from_on, changed.until_on) == (Role.HEAD, today, None)


def test_end_seat_takes_the_seat_at_once_keeps_it_and_lets_it_be_given_again(
    negotiation: Negotiation, secretary: User, samplia: Delegation
) -> None:
    seat = give(negotiation, secretary, Place(Role.DELEGATE, samplia))
    seating.end_seat(seat=seat, by=secretary, at=timezone.now())
    again = give(negotiation, secretary, Place(Role.DELEGATE, samplia))

    assert list(Seat.objects.filter(user=seat.user).current(TODAY)) == [again]
    with pytest.raises(seating.SeatEnded):
        seating.end_seat(seat=seat, by=secretary, at=timezone.now())
    assert Act.objects.count() == 3


def test_last_secretariat_cannot_be_ended_or_changed(negotiation: Negotiation, secretary: User) -> None:
    seat = secretary.seats.get()

    with pytest.raises(seating.SeatImpossible):
        seating.end_seat(seat=seat, by=secretary, at=timezone.now())
    for place in (Place(Role.OBSERVER, None), Place(Role.SECRETARIAT, None, None, date(2010, 1, 1))):
        with pytest.raises(seating.SeatImpossible):
            seating.change_seat(seat=seat, place=place, by=secretary, at=timezone.now())
    make_seat(negotiation, Role.SECRETARIAT)
    seating.end_seat(seat=seat, by=secretary, at=timezone.now())


def test_seat_holds_from_its_first_day_to_its_last() -> None:
    seat = make_seat(make_negotiation(), Role.OBSERVER)
    seat.from_on, seat.until_on = date(2010, 6, 14), date(2010, 6, 15)
    seat.save()

    held = [Seat.objects.current(date(2010, 6, day)).exists() for day in (13, 14, 15, 16)]
    assert held == [False, True, True, False]
    assert (
        seat.is_to_come(date(2010, 6, 13)),
        seat.is_over(date(2010, 6, 16)),
        seat.is_over(NOW.date()),
    ) == (True, True, False)


def test_what_several_seats_allow_is_the_union(negotiation: Negotiation) -> None:
    user = make_seat(negotiation, Role.FACILITATOR).user
    entity = make_delegation(negotiation, "entity", DelegationKind.ENTITY)
    Seat.objects.create(negotiation=negotiation, user=user, role=Role.HEAD, delegation=entity)

    assert user.get_all_permissions(negotiation) == PERMISSIONS[Role.FACILITATOR] | PERMISSIONS[Role.HEAD]
