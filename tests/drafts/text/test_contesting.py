"""What was left contested, in brackets: each proposal goes on to want its own words there, as one choice."""

import random

import pytest

from drafts.text import contesting, markup, merge

BASE = "States shall report promptly to the Conference on all measures;"
WORDS = [
    *("States", "shall", "should", "may", "report", "promptly", "to", "the", "Conference", "and", "Assembly"),
    *("on", "measures", "including", "persons", "of", "every", "kind", "without", "delay", "where", "needed"),
]


def bracketed(base: str, proposals: dict[str, str]) -> tuple[str, tuple[merge.Cluster, ...]]:
    clusters = merge.combine(base, proposals)
    return merge.choose(base, clusters, [merge.BRACKET] * len(clusters)), clusters


@pytest.mark.parametrize(
    ("one", "another"),
    [
        ("shall", "should"),
        (" promptly", ""),
        ("report promptly", "report"),
    ],
)
def test_carry_lets_each_go_on_to_want_its_option(one: str, another: str) -> None:
    proposals = {"a": BASE.replace(one, f"{one} fully"), "b": BASE.replace(one, another)}
    ours, _clusters = bracketed(BASE, proposals)

    carried = {name: contesting.carry(BASE, ours, theirs) for name, theirs in proposals.items()}

    assert carried == proposals


def test_carry_keeps_what_else_was_decided_and_the_brackets_that_a_proposal_does_not_touch() -> None:
    ours = "States [shall][should] report promptly to the Assembly on [all][the] measures;"

    carried = contesting.carry(BASE, ours, BASE.replace("shall", "should"))

    assert carried == "States should report promptly to the Assembly on [all][the] measures;"


def test_carry_to_more_options_than_there_were() -> None:
    base = BASE.replace("shall", "[shall][should]")
    ours = BASE.replace("shall", "[shall][should][may]")

    assert contesting.carry(base, ours, BASE.replace("shall", "should")) == BASE.replace("shall", "should")


@pytest.mark.parametrize(
    "ours", [BASE, BASE.replace("shall", "[shall][should]"), BASE.replace("shall", "[shall")]
)
def test_carry_has_nothing_to_say_of_words_that_are_no_option(ours: str) -> None:
    assert contesting.carry(BASE, ours, BASE.replace("shall", "may")) is None


def edited(words: list[str], chance: random.Random) -> str:
    words = list(words)
    for _edit in range(chance.randint(1, 3)):
        at, act = chance.randrange(len(words)), chance.choice("ird")
        words[at : at + (act != "i")] = [] if act == "d" and len(words) > 1 else [chance.choice(WORDS)]
    return " ".join(words)


def test_carry_gives_what_taking_ones_own_options_would_have_given() -> None:
    tried = carried = 0
    for seed in range(300):
        chance = random.Random(seed)
        words = chance.sample(WORDS, chance.randint(8, 20))
        base, proposals = " ".join(words), {name: edited(words, chance) for name in "abc"}
        ours, clusters = bracketed(base, proposals)
        for name, theirs in proposals.items():
            own = [next((o for o in each.options if name in o.by), None) for each in clusters]
            if not any(own):
                continue
            found = contesting.carry(base, ours, theirs)
            choices = [merge.Take(option) if option else merge.BRACKET for option in own]
            tried, carried = tried + 1, carried + (found is not None)
            assert found in (None, merge.choose(base, clusters, choices)), seed
    assert carried > tried * 0.95


def test_whole_makes_one_choice_of_what_tears_a_run_of_brackets() -> None:
    base = BASE.replace("shall", "[shall][should][may]")
    proposals = {"a": BASE.replace("shall", "should"), "b": BASE.replace("shall", "should")}

    (cluster,) = contesting.whole(base, merge.combine(base, proposals))

    assert (cluster.before, cluster.options) == (
        "[shall][should][may]",
        (merge.Option("should", ("a", "b")),),
    )
    assert merge.choose(base, [cluster], [merge.BRACKET]) == base


def test_unclaimed_are_the_options_that_nobody_wants() -> None:
    base = BASE.replace("shall", "[shall][should][may]")
    (one,) = contesting.whole(base, merge.combine(base, {"a": BASE.replace("shall", "should")}))
    (other,) = merge.combine(BASE, {"a": BASE.replace("shall", "should")})

    assert contesting.unclaimed(one) == ("shall", "may")
    assert contesting.unclaimed(other) == ()


def test_whole_leaves_clusters_within_the_options_apart() -> None:
    base = "[States shall report promptly to the Conference on all measures][States may report];"
    clusters = merge.combine(
        base, {"a": base.replace("promptly", "fully").replace("all measures", "measures")}
    )

    assert contesting.whole(base, clusters) == clusters


def test_whole_rebuilds_every_proposal() -> None:
    for seed in range(200):
        chance = random.Random(seed)
        words = chance.sample([*WORDS[4:], "[shall][should]", "[a][no other][b]"], 15)
        base, proposals = " ".join(words), {name: edited(words, chance) for name in "ab"}
        clusters = contesting.whole(base, merge.combine(base, proposals))
        for name, theirs in proposals.items():
            own = [next((o for o in each.options if name in o.by), None) for each in clusters]
            choices = [merge.Take(option) if option else merge.KEEP for option in own]
            assert merge.choose(base, clusters, choices) == theirs
            assert all(base[each.start : each.end] == each.before for each in clusters)
            assert markup.brackets(merge.choose(base, clusters, [merge.BRACKET] * len(clusters))).is_balanced
