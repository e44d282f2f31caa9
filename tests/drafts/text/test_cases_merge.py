"""Three-way merges as a facilitator would make them, case by case, and the laws on each case."""

import pytest

from drafts.text import merge
from tests.drafts.text import laws
from tests.drafts.text.cases_merge import CASES, MergeCase
from tests.drafts.text.notation import Place, read_merge

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule} - {case.name}")


def is_contested(place: Place) -> bool:
    return len(set(place.wanted.values())) > 1


def settled(place: Place) -> str:
    return place.before if is_contested(place) else next(iter(place.wanted.values()))


@each_case
def test_three_way_merges_as_marked(case: MergeCase) -> None:
    variants = read_merge(case.text)
    contested = [place for place in variants.places if is_contested(place)]

    merged = merge.three_way(variants.base, variants.wording_of("ours"), variants.wording_of("theirs"))

    found = [(c.before.strip(), c.ours.strip(), c.theirs.strip()) for c in merged.conflicts]
    if case.is_wide:
        assert len(found) == len(contested), found
        assert all(words[0] in place.before for words, place in zip(found, contested, strict=True)), found
    else:
        assert found == [
            (p.before.strip(), p.wanted["ours"].strip(), p.wanted["theirs"].strip()) for p in contested
        ]
    assert merged.text == variants.taking(settled)
    assert merged.is_clean == (not contested)


@each_case
def test_three_way_keeps_the_laws(case: MergeCase) -> None:
    variants = read_merge(case.text)
    base, ours, theirs = variants.base, variants.wording_of("ours"), variants.wording_of("theirs")

    laws.check_three_way(base, ours, theirs)
    laws.check_one_engine(base, ours, theirs)
    laws.check_combine(base, {"ours": ours, "theirs": theirs})
