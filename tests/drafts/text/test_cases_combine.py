"""Combinations as they lie on the workbench, case by case, and what becomes of the text by each choice."""

import re

import pytest

from drafts.text import merge
from tests.drafts.text import laws
from tests.drafts.text.cases_combine import BRACKETED, CASES, CHOICES, ChoiceCase, CombineCase
from tests.drafts.text.notation import Variants, read_combination

each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule} - {case.name}")

Wishes = dict[str, set[str]]


def proposals_of(variants: Variants) -> dict[str, str]:
    return {name: variants.wording_of(name) for name in variants.names}


def expected(variants: Variants) -> list[tuple[str, Wishes]]:
    clusters = []
    for place in variants.places:
        wishes: Wishes = {}
        for name, words in place.wanted.items():
            wishes.setdefault(words.strip(), set()).add(name)
        clusters.append((place.before.strip(), wishes))
    return clusters


@each_case
def test_combine_finds_the_clusters(case: CombineCase) -> None:
    variants = read_combination(case.text)

    clusters = merge.combine(variants.base, proposals_of(variants))

    found = [(c.before.strip(), {o.text.strip(): set(o.by) for o in c.options}) for c in clusters]
    if case.is_wide:
        assert len(found) == len(variants.places), found
        assert all(words in place.before for (words, _), place in zip(found, variants.places, strict=True))
        assert [sorted(map(len, wishes.values())) for _, wishes in found] == [[1] * len(variants.names)]
    else:
        assert found == expected(variants)


@each_case
def test_combine_keeps_the_laws(case: CombineCase) -> None:
    variants = read_combination(case.text)

    laws.check_combine(variants.base, proposals_of(variants))
    for ours in variants.names:
        for theirs in variants.names:
            laws.check_one_engine(variants.base, variants.wording_of(ours), variants.wording_of(theirs))


def choice(cluster: merge.Cluster, words: str) -> merge.Choice:
    verb, _, rest = words.partition(" ")
    if verb == "take":
        return next(merge.Take(option) for option in cluster.options if rest in option.by)
    return merge.Write(rest) if verb == "write" else merge.KEEP


@pytest.mark.parametrize("case", CHOICES, ids=lambda case: case.name)
def test_choose_writes_what_is_chosen(case: ChoiceCase) -> None:
    variants = read_combination(case.text)
    clusters = merge.combine(variants.base, proposals_of(variants))

    chosen = merge.choose(
        variants.base, clusters, [choice(c, words) for c, words in zip(clusters, case.choices, strict=True)]
    )

    assert chosen == case.chosen


@pytest.mark.parametrize("text", BRACKETED.values(), ids=BRACKETED.keys())
def test_choose_leaves_every_option_in_brackets(text: str) -> None:
    variants = read_combination(text)
    (place,) = variants.places
    clusters = merge.combine(variants.base, proposals_of(variants))

    chosen = merge.choose(variants.base, clusters, [merge.BRACKET])

    before, after = variants.fixed
    left = chosen.removeprefix(before).removesuffix(after)
    assert before + left + after == chosen
    assert left.strip().startswith("["), chosen
    assert left.strip().endswith("]"), chosen
    assert left.count("[") == left.count("]")
    for words in place.wanted.values():
        # Where a proposal strikes the words, the words themselves stand in the brackets.
        assert (words.strip() or place.before.strip()) in left, chosen
    assert not re.search(r"\[\]|\[ | \]|  ", chosen), chosen


def test_combine_finds_nothing_without_proposals() -> None:
    assert merge.combine("Implement all relevant legal instruments;", {}) == ()


def test_combine_counts_nobody_who_changes_nothing() -> None:
    base = "Ensure liability of all categories of offenders;"
    wording = "Ensure liability of all categories of perpetrators;"

    (cluster,) = merge.combine(base, {"Examplia": base, "Samplia": wording, "Demoland": base})

    assert [(option.text, set(option.by)) for option in cluster.options] == [("perpetrators", {"Samplia"})]


def test_combine_gathers_two_hundred_proposals() -> None:
    words = ["perpetrators", "traffickers", "criminals", "persons"]
    base = "Ensure liability of all categories of offenders, including the liability of legal persons;"
    proposals = {f"Sample {n}": base.replace("offenders", words[n % 4]) for n in range(200)}

    (cluster,) = merge.combine(base, proposals)

    assert cluster.before == "offenders"
    assert {option.text: len(option.by) for option in cluster.options} == dict.fromkeys(words, 50)


def test_combine_keeps_two_hundred_edits_of_two_hundred_words_apart() -> None:
    words = [f"word{n}" for n in range(400)]
    base = " ".join(words)
    proposals = {f"Sample {n}": base.replace(f"word{n} ", f"other{n} ") for n in range(0, 399, 2)}

    clusters = merge.combine(base, proposals)

    assert [cluster.before for cluster in clusters] == words[0:399:2]
    assert all(len(cluster.options) == 1 for cluster in clusters)
