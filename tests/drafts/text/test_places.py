"""Places: order that always has room for one more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafts.text import places


def test_first_places_are_in_order_and_of_one_length() -> None:
    found = places.first_places(120)

    assert list(found) == sorted(found)
    assert {len(place) for place in found} == {4}


def test_between_finds_room_at_both_ends() -> None:
    assert places.between("", "015") < "015"
    assert places.between("715", "") > "715"
    assert places.between("", "") == "5"


def test_between_refuses_the_wrong_order() -> None:
    with pytest.raises(ValueError, match="does not come before"):
        places.between("15", "15")


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=60))
def test_between_always_finds_room(choices: list[int]) -> None:
    order = list(places.first_places(3))

    for choice in choices:
        index = choice % (len(order) + 1)
        low = order[index - 1] if index else ""
        high = order[index] if index < len(order) else ""
        order.insert(index, places.between(low, high))

    assert order == sorted(order)
    assert len(set(order)) == len(order)
    assert not any(place.endswith("0") for place in order)
