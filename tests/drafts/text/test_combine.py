"""Combinations and choices: who wants what where, and the wording that follows from what is chosen."""

import time

import pytest

from drafts.text import merge

BASE = "Parties shall adopt measures to protect victims;"


def test_combine_gives_raw_slices_and_proponents_in_order() -> None:
    clusters = merge.combine(
        BASE,
        {
            "Samplia": "Parties should adopt measures to protect all victims;",
            "Examplia": "Parties may adopt measures to protect all victims;",
            "Demoland": "Parties should adopt measures to protect victims;",
            "Riverland": BASE,
        },
    )

    assert clusters == (
        merge.Cluster(
            8,
            13,
            "shall",
            (merge.Option("should", ("Demoland", "Samplia")), merge.Option("may", ("Examplia",))),
        ),
        merge.Cluster(39, 39, "", (merge.Option(" all", ("Examplia", "Samplia")),)),
    )
    assert [cluster.is_contested for cluster in clusters] == [True, False]


def test_combine_gathers_what_one_long_deletion_covers() -> None:
    (cluster,) = merge.combine(
        BASE,
        {
            "Examplia": "Parties;",
            "Samplia": BASE.replace("shall", "should").replace("victims", "persons"),
            "Demoland": BASE.replace("adopt", "take"),
        },
    )

    assert cluster.before == " shall adopt measures to protect victims"
    assert {option.text: option.by for option in cluster.options} == {
        "": ("Examplia",),
        " should adopt measures to protect persons": ("Samplia",),
        " shall take measures to protect victims": ("Demoland",),
    }


def test_combine_grows_with_the_proposals_and_no_faster() -> None:
    words = [f"word{number}" for number in range(150)]
    base = " ".join(words)

    def seconds(size: int) -> float:
        proposals = {
            f"{number}": base.replace(f"word{number % 150} ", f"other{number} ") for number in range(size)
        }
        start = time.process_time()
        merge.combine(base, proposals)
        return time.process_time() - start

    seconds(100)

    assert seconds(4_000) < 3


def test_choose_refuses_too_few_choices() -> None:
    clusters = merge.combine(BASE, {"Examplia": BASE.replace("shall", "may")})

    with pytest.raises(ValueError, match="shorter"):
        merge.choose(BASE, clusters, [])


def test_choose_refuses_clusters_of_another_wording() -> None:
    clusters = merge.combine(BASE, {"Examplia": BASE.replace("shall", "may")})

    with pytest.raises(ValueError, match="do not belong"):
        merge.choose("States shall act;", clusters, [merge.KEEP])


def test_choose_follows_one_choice_a_cluster() -> None:
    clusters = merge.combine(
        BASE,
        {"Examplia": "Parties may adopt steps to protect all victims;", "Samplia": "Parties should act;"},
    )
    (cluster,) = clusters

    assert merge.choose(BASE, clusters, [merge.KEEP]) == BASE
    assert merge.choose(BASE, clusters, [merge.Write("must act")]) == "Parties must act;"
    assert merge.choose(BASE, clusters, [merge.Take(cluster.options[1])]) == "Parties should act;"


BRACKETED = {
    "words": ("Parties shall act;", ["Parties may act;", "Parties should act;"], "Parties [shall][may][should] act;"),
    "insertions": ("Take action;", ["Take urgent action;", "Take further action;"], "Take [urgent][further] action;"),
    "first words": ("act now;", ["always act now;", "never act now;"], "[always][never] act now;"),
    "clauses": ("Act;", ["Act, if asked;", "Act, as appropriate;"], "Act[, if asked][, as appropriate];"),
    "word or clause": ("Act;", ["Act now;", "Act, as appropriate;"], "Act [now][, as appropriate];"),
    "deletion": ("Act at once;", ["Act;"], "Act [at once];"),
    "deletion or edit": ("Act at once or report;", ["Act or report;", "Act soon or report;"], "Act [at once][soon] or report;"),
    "points": (
        "(a) Act;\n(b) Report;",
        ["(a) Act;\n(b) Meet;\n(c) Report;", "(a) Act;\n(b) Pay;\n(c) Report;"],
        "(a) Act;\n[(b) Meet;][(b) Pay;]\n(b) Report;",
    ),
    "options in brackets": (
        "Parties [shall][should] act;",
        ["Parties shall act;", "Parties should act;", "Parties [shall][should][may] act;"],
        "Parties [shall][should][may] act;",
    ),
    "brackets lifted or struck": ("Act [at once];", ["Act at once;", "Act;"], "Act [at once];"),
    "bracket lifted beside an edit": (
        "the [old rule and law] of all",
        ["the old rule and law of all", "the [older rule and law] of all"],
        "the [old[older] rule and law] of all",
    ),
    "brackets put": ("Act at once and report;", ["Act [at once and report];"], "Act at once and report;"),
    "white space": ("Act;  report;", ["Act; report;"], "Act;  report;"),
    "nested": ("Act [soon [or later]];", ["Act [now [or later]];"], "Act [[soon][now] [or later]];"),
    "everything": ("Act;", ["", "Report;"], "[Act;][Report;]"),
}  # fmt: skip


@pytest.mark.parametrize(("base", "proposals", "chosen"), BRACKETED.values(), ids=BRACKETED.keys())
def test_choose_brackets_options_side_by_side(base: str, proposals: list[str], chosen: str) -> None:
    clusters = merge.combine(base, {f"Sample {number}": text for number, text in enumerate(proposals)})

    assert merge.choose(base, clusters, [merge.BRACKET] * len(clusters)) == chosen
