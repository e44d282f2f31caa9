"""Weighing: amendments laid over one another, and what a new wording means for each."""

import pytest

from drafts.models import Amendment, OutcomeKind
from drafts.operations import weighing

BASE = "Ensure liability of all categories of offenders, including the liability of legal persons;"


def amendment(pk: int, wording: str, base: str = BASE) -> Amendment:
    return Amendment(pk=pk, number=pk, base_wording=base, wording=wording)


def outcomes(laid: weighing.Laid, wording: str, unsettled: tuple[int, ...] = ()) -> dict[int, str]:
    return {each.amendment.pk: each.kind for each in weighing.weigh(laid, wording, unsettled)}


def test_lay_parts_what_fits_what_is_reflected_and_what_is_not() -> None:
    fits = amendment(1, BASE.replace("Ensure", "Ensure the"))
    reflected = amendment(2, BASE, base=BASE.replace("all categories of ", ""))
    unfit = amendment(3, "Ensure liability of traffickers;", base="Ensure liability of some;")

    laid = weighing.lay(BASE, [fits, reflected, unfit])

    keys = [weighing.key_of(each) for each in (fits, reflected, unfit)]
    assert [*laid.proposals, *laid.reflected, *laid.unfit] == keys
    assert not laid.is_contested


def test_weigh_tells_accepted_in_part_and_not_retained_apart() -> None:
    laid = weighing.lay(
        BASE,
        [
            amendment(1, BASE.replace("liability of all", "the liability of all")),
            amendment(
                2, BASE.replace("offenders", "perpetrators").replace("legal persons", "legal entities")
            ),
            amendment(3, BASE.replace("offenders", "traffickers")),
        ],
    )
    wording = BASE.replace("liability of all", "the liability of all").replace("offenders", "perpetrators")

    assert outcomes(laid, wording) == {
        1: OutcomeKind.ACCEPTED,
        2: OutcomeKind.IN_PART,
        3: OutcomeKind.NOT_RETAINED,
    }


def test_weigh_counts_words_written_by_hand() -> None:
    laid = weighing.lay(BASE, [amendment(1, BASE.replace("offenders", "perpetrators"))])

    assert outcomes(laid, BASE.replace("offenders", "perpetrators of this crime")) == {1: OutcomeKind.IN_PART}


def test_weigh_leaves_open_what_has_a_part_in_an_unsettled_cluster() -> None:
    laid = weighing.lay(
        BASE,
        [
            amendment(1, BASE.replace("offenders", "perpetrators")),
            amendment(2, BASE.replace("offenders", "traffickers")),
        ],
    )

    assert outcomes(laid, BASE, unsettled=(0,)) == {1: "", 2: ""}
    assert outcomes(laid, BASE.replace("offenders", "traffickers"), unsettled=(0,)) == {
        1: "",
        2: OutcomeKind.ACCEPTED,
    }


def test_weigh_tells_the_words_used_and_not_used() -> None:
    laid = weighing.lay(BASE, [amendment(1, BASE.replace("Ensure", "Ensure the").replace(" legal", ""))])

    (weighed,) = weighing.weigh(laid, BASE.replace("Ensure", "Ensure the"))

    assert weighed.used == ("the",)
    assert weighed.unused == ("deletion of “legal”",)


def test_beside_finds_the_words_that_others_propose_already() -> None:
    others = [
        amendment(1, BASE.replace("offenders", "perpetrators")),
        amendment(2, BASE.replace("legal persons", "companies")),
        amendment(3, BASE.replace("legal persons", "legal entities")),
    ]
    typed = BASE.replace("offenders", "perpetrators").replace("legal persons", "companies of any kind")

    found = weighing.beside(BASE, typed, others)

    assert [each.amendments for each in found.shared] == [(others[0],)]
    assert found.shared[0].without == BASE.replace("legal persons", "companies of any kind")
    assert found.together == (others[0],)
    assert found.apart == (others[1], others[2])


@pytest.mark.parametrize("typed", ["", BASE])
def test_beside_has_nothing_to_say_of_no_words(typed: str) -> None:
    assert weighing.beside(BASE, typed, []) == weighing.Beside((), (), ())


def test_beside_leaves_out_every_place_that_an_amendment_has_already() -> None:
    both = BASE.replace("Ensure", "Ensure the").replace("offenders", "perpetrators")
    typed = both.replace("legal persons", "companies")

    found = weighing.beside(BASE, typed, [amendment(1, both)])

    assert [each.without for each in found.shared] == [BASE.replace("legal persons", "companies")]


def test_weigh_does_not_take_the_striking_of_other_options_for_a_part_of_ones_own() -> None:
    options = "[an appropriate and effective][a voluntary][an appropriate and cost-neutral]"
    base = f"Establish {options} review mechanism;"
    laid = weighing.lay(
        base,
        [
            amendment(1, "Establish a voluntary review mechanism;", base=base),
            amendment(2, "Establish an appropriate and cost-neutral review mechanism;", base=base),
        ],
    )

    assert outcomes(laid, "Establish an appropriate and effective review mechanism;") == {
        1: OutcomeKind.NOT_RETAINED,
        2: OutcomeKind.NOT_RETAINED,
    }
    assert outcomes(laid, "Establish a voluntary review mechanism;") == {
        1: OutcomeKind.ACCEPTED,
        2: OutcomeKind.NOT_RETAINED,
    }
