"""Layers: whatever the hands, rejecting everything gives the first wording and accepting everything the last."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafts.text.layers import Claim, Hand, Step, Stretch, layer

unhurried = settings(
    deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # whatever else the machine does
NOW = datetime(2010, 6, 15, tzinfo=UTC)
FACILITATORS = ("Facilitators",)

wordings = st.lists(
    st.sampled_from(
        ["Ensure", "the", "liability", "of", "offenders", ";", ",", "\n", "(a) ", " ", "[", "]", "人"]
    ),
    max_size=14,
).map(" ".join)
names = st.sampled_from(["Samplia", "Demoland", "Riverland", "Examplia"])
claims = st.lists(st.builds(Claim, names, wordings, wordings), max_size=3).map(tuple)
steps = st.lists(
    st.builds(
        Step,
        wordings,
        st.integers(0, 5).map(lambda day: Hand(FACILITATORS, NOW + timedelta(days=day))),
        claims,
        st.booleans(),
    ),
    max_size=6,
)


def hand(*by: str, day: int = 0) -> Hand:
    return Hand(by or FACILITATORS, NOW + timedelta(days=day))


@unhurried
@given(wordings, steps)
def test_layer_rejected_is_the_base_and_accepted_the_last_wording(base: str, steps: list[Step]) -> None:
    layered = layer(base, steps)

    assert "".join(each.text for each in layered if not each.inserted) == base
    assert "".join(each.text for each in layered if not each.deleted) == (
        steps[-1].wording if steps else base
    )
    assert all(each.text for each in layered)
    fates = [(each.inserted, each.deleted) for each in layered]
    assert all(one != other for one, other in pairwise(fates))


@unhurried
@given(wordings, steps)
def test_layer_dates_each_change_as_one_of_its_steps(base: str, steps: list[Step]) -> None:
    known = {step.hand.at for step in steps}

    for stretch in layer(base, steps):
        assert {each.at for each in (stretch.inserted, stretch.deleted) if each} <= known


def test_layer_shows_what_one_inserted_and_another_struck() -> None:
    layered = layer(
        "Ensure liability;",
        [
            Step("Ensure the full liability;", hand("Samplia", day=1)),
            Step("Ensure the liability;", hand("Demoland", day=2)),
        ],
    )

    assert layered == (
        Stretch("Ensure"),
        Stretch(" the", hand("Samplia", day=1)),
        Stretch(" full", hand("Samplia", day=1), hand("Demoland", day=2)),
        Stretch(" liability;"),
    )


def test_layer_gives_words_to_those_who_proposed_them_and_the_rest_to_the_hand_of_the_step() -> None:
    base = "Ensure liability of offenders;"
    step = Step(
        "Ensure the liability of perpetrators, without delay;",
        hand(),
        (
            Claim("Demoland", base, "Ensure the liability of offenders;"),
            Claim("Samplia", base, "Ensure liability of perpetrators;"),
        ),
    )

    assert layer(base, [step]) == (
        Stretch("Ensure"),
        Stretch(" the", hand("Demoland")),
        Stretch(" liability of "),
        Stretch("offenders", None, hand("Samplia")),
        Stretch("perpetrators", hand("Samplia")),
        Stretch(", without delay", hand()),
        Stretch(";"),
    )


def test_layer_names_together_those_who_proposed_the_same() -> None:
    base = "Ensure liability;"
    both = [Claim(name, base, "Ensure full liability;") for name in ("Demoland", "Samplia")]

    layered = layer(base, [Step("Ensure full liability;", hand(), tuple(both))])

    assert layered[1] == Stretch(" full", hand("Demoland", "Samplia"))


def test_layer_forgets_what_was_undone() -> None:
    base = "Ensure the liability of offenders;"
    there_and_back = [
        Step("Ensure the liability of perpetrators;", hand("Samplia", day=1)),
        Step(base, hand(day=2), is_undoing=True),
    ]

    assert layer(base, there_and_back) == (Stretch(base),)


def test_layer_lets_struck_words_stand_again_where_they_were() -> None:
    steps = [Step("Ensure it;", hand("Samplia", day=1)), Step("Ensure all of it;", hand(day=2))]

    assert layer("Ensure all of it;", steps) == (Stretch("Ensure all of it;"),)


def test_layer_forgets_what_its_own_author_struck_again() -> None:
    steps = [Step("Ensure full it;", hand("Samplia", day=1)), Step("Ensure it;", hand("Samplia", day=2))]

    assert layer("Ensure it;", steps) == (Stretch("Ensure it;"),)


def test_layer_lets_no_part_of_a_struck_word_stand_again() -> None:
    steps = [Step("Ensure it;", hand("Samplia", day=1)), Step("Ensure of it;", hand(day=2))]

    layered = layer("Ensure offenders it;", steps)

    assert Stretch(" of", hand(day=2)) in layered
