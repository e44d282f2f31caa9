"""The generated negotiation: the same seed gives the same one, and the pages on it ask a constant number of queries."""

import random
from pathlib import Path

import pytest
from django.conf import settings

from drafts.models import Amendment, Paragraph
from drafts.operations import simulating, verifying
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def simulate(amendments: int, paragraphs: int = 0) -> None:
    simulating.simulate(
        fixtures=Path(settings.BASE_DIR) / "fixtures",
        delegations=12,
        amendments=amendments,
        seed=1,
        password="p",
        at=NOW,
        paragraphs=paragraphs,
    )


def test_simulate_tables_so_many_amendments_of_fictitious_delegations() -> None:
    simulate(60)

    amendments = Amendment.objects.select_related("delegation")
    assert amendments.count() == 60
    assert all(each.is_open and each.delegation.is_fictitious for each in amendments)
    assert all(each.wording != each.base_wording for each in amendments if each.kind == "revise")
    assert list(verifying.faults()) == []


def test_simulate_lets_the_plan_follow_again_where_more_paragraphs_are_wanted() -> None:
    simulate(20, paragraphs=150)

    numbered = Paragraph.objects.filter(kind="numbered")
    assert [each.label for each in numbered] == [str(number) for number in range(1, 151)]
    assert numbered.get(label="72").wording == numbered.get(label="1").wording
    assert list(verifying.faults()) == []


def test_simulate_refuses_to_load_twice() -> None:
    simulate(3)

    with pytest.raises(simulating.SimulationLoaded):
        simulate(3)


def test_edited_is_the_same_for_the_same_seed() -> None:
    wording = "Ensure liability of all categories of offenders, including the liability of legal persons;"

    found = [simulating.edited(wording, random.Random(7)) for _time in range(2)]

    assert found[0] == found[1] != wording
