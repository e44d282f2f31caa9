import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafts.exports import html, text
from drafts.exports.compilation import (
    Proposed,
    Remark,
    compilation_runs,
    compiled,
    proposed_runs,
    remark_runs,
)
from drafts.exports.sheet import Run
from drafts.text import markup
from drafts.text.merge import combine
from tests.drafts.sheets import make_entry, make_front

NAMES = {"d": "Demoland", "e": "Examplia", "s": "Samplia"}
BASE = "States shall report to the Conference;"


def written(base: str, *, with_names: bool = True, **proposals: str) -> str:
    runs = compilation_runs(base, combine(base, proposals), NAMES, with_names=with_names)
    return "".join(run.text for run in runs)


@pytest.mark.parametrize(
    ("proposals", "printed"),
    [
        ({"d": "States should report to the Conference;"}, "States [shall][should – Demoland] report to the Conference;"),
        (
            {"d": "States should report to the Conference;", "s": "States may report to the Conference;"},
            "States [shall][should – Demoland][may – Samplia] report to the Conference;",
        ),
        (
            {"d": "States should report to the Conference;", "s": "States should report to the Conference;"},
            "States [shall][should – Demoland, Samplia] report to the Conference;",
        ),
        ({"s": "States shall report;"}, "States shall report [to the Conference – Samplia: delete];"),
        (
            {"s": "States shall report;", "d": "States shall report to the Assembly;"},
            "States shall report [to the Conference – Samplia: delete][to the Assembly – Demoland];",
        ),
        (
            {"e": "States shall report to the Conference, where appropriate;"},
            "States shall report to the Conference[, where appropriate – Examplia];",
        ),
        (
            {"e": "States shall report annually to the Conference;"},
            "States shall report [annually – Examplia] to the Conference;",
        ),
        ({"e": "States shall report to the Conference;\n(b) Act;"}, "States shall report to the Conference;\n[(b) Act; – Examplia]"),
        ({"e": "States shall [report] to the Conference;"}, "States shall [report – Examplia: in brackets] to the Conference;"),
    ],
)  # fmt: skip
def test_compilation_sets_options_side_by_side_with_their_names(
    proposals: dict[str, str], printed: str
) -> None:
    assert written(BASE, with_names=True, **proposals) == printed


def test_compilation_without_attribution_gives_no_name() -> None:
    proposals = {"s": "States may report;", "d": "States should report to the Conference;"}

    printed = written(BASE, with_names=False, **proposals)

    assert printed == "States [shall][should][may] report [to the Conference];"


def test_compilation_gives_words_in_brackets_no_second_pair() -> None:
    base = "States [shall] report;"

    printed = written(base, d="States [should] report;", s="States report;")

    assert printed == "States [shall – Samplia: delete][should – Demoland] report;"


def test_compilation_tells_who_wants_brackets_lifted() -> None:
    base = "States shall report [and publicize convicted cases];"

    printed = written(base, d="States shall report and publicize convicted cases;", s="States shall report;")

    assert (
        printed
        == "States shall report [and publicize convicted cases – Demoland: lift brackets; Samplia: delete];"
    )


def test_compilation_keeps_brackets_whole_when_one_half_and_words_within_are_proposed_on() -> None:
    base = "States [shall report promptly to the Conference] each year;"

    printed = written(
        base,
        d="States shall report promptly to the Conference each year;",
        s="States [shall report to the Conference] each year;",
    )

    assert printed == (
        "States [shall report promptly to the Conference – Demoland: lift brackets]"
        "[shall report to the Conference – Samplia] each year;"
    )


def test_compilation_says_in_words_what_is_only_white_space() -> None:
    printed = written("Report. Act.", d="Report.\nAct.")

    assert printed == "Report. [new line – Demoland]Act."


def test_compilation_marks_whose_words_and_whose_names_they_are() -> None:
    runs = compilation_runs(
        BASE, combine(BASE, {"d": "States should report to the Conference;"}), NAMES, with_names=True
    )

    assert runs == (
        Run("equal", "States "),
        Run("equal", "["),
        Run("option", "shall"),
        Run("equal", "]"),
        Run("equal", "["),
        Run("option", "should"),
        Run("name", " – Demoland"),
        Run("equal", "]"),
        Run("equal", " report to the Conference;"),
    )


def test_compilation_of_an_unbalanced_base_leaves_just_its_own_bracket_alone() -> None:
    base = "States shall] report to the Conference;"

    printed = written(
        base, d="States should] report to the Conference;", s="States shall report to the Assembly;"
    )

    assert len(markup.brackets(printed).unmatched) == 1


def test_proposed_paragraph_stands_in_brackets() -> None:
    runs = proposed_runs("Report;", ["d", "s"], NAMES, with_names=True)

    assert "".join(run.text for run in runs) == "[Report; – Demoland, Samplia]"


def test_a_delegation_that_proposes_the_same_twice_is_named_once() -> None:
    names = {"1": "Samplia", "2": "Samplia"}
    remarks = [Remark(("1",), "delete"), Remark(("2",), "delete")]

    runs = proposed_runs("Report;", ["1", "2"], names, with_names=True)

    assert "".join(run.text for run in runs) == "[Report; – Samplia]"
    assert "".join(run.text for run in remark_runs(remarks, names, with_names=True)) == " [Samplia: delete]"


def test_remarks_tell_what_is_wanted_of_the_whole_paragraph() -> None:
    remarks = [Remark(("s",), "delete"), Remark(("d", "e"), "merge with paragraph 49")]

    printed = [
        "".join(run.text for run in remark_runs(remarks, NAMES, with_names=each)) for each in (True, False)
    ]

    assert printed == [
        " [Samplia: delete] [Demoland, Examplia: merge with paragraph 49]",
        " [delete] [merge with paragraph 49]",
    ]


WORDS = st.lists(
    st.sampled_from(["shall", "report", "[", "]", "and", ";", "promptly", "\n(a)", "[States]"]), max_size=9
)


@given(WORDS, st.dictionaries(st.sampled_from("des"), WORDS), st.booleans())
def test_compilation_writes_balanced_brackets(
    base: list[str],
    proposals: dict[str, list[str]],
    with_names: bool,  # noqa: FBT001  hypothesis gives it
) -> None:
    before = " ".join(base)

    printed = written(
        before, with_names=with_names, **{name: " ".join(words) for name, words in proposals.items()}
    )

    alone = [before[place] for place in markup.brackets(before).unmatched]
    assert [printed[place] for place in markup.brackets(printed).unmatched] == alone


@given(WORDS)
def test_compilation_of_no_proposals_is_the_base(base: list[str]) -> None:
    assert written(" ".join(base)) == " ".join(base)


def test_compiled_sheet_prints_alike_as_text_and_html() -> None:
    proposals = {"d": "States should report to the Conference;"}
    stands = Proposed(make_entry("1", BASE), combine(BASE, proposals), (Remark(("s",), "delete"),))
    new = Proposed(make_entry("1 bis", "Report;"), by=("e",))

    sheet = compiled(make_front(), [stands, new], NAMES, with_names=True)

    first = "1. States [shall][should – Demoland] report to the Conference; [Samplia: delete]"
    legend = "\n".join((*text.COMPILATION, text.NAMES))
    assert text.render(sheet).endswith(f"\n\n{legend}\n\n| {first}\n\n| 1 bis. [Report; – Examplia]\n")
    body = (
        re.sub(r"<[^>]+>", "", str(html.body(sheet, html.Heard())))
        .replace("1.", "1. ")
        .replace("bis.", "bis. ")
    )
    assert body.split("\n") == [first, "1 bis. [Report; – Examplia]"]
    assert sheet.blocks == (stands.entry.block,)
