"""Points, italics and brackets of a wording."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafts.text import markup
from drafts.text.markup import Pair, Point, Points, Run

FORTY_FIVE = (
    "Adopt legislative and other measures necessary to establish as criminal offences:\n"
    "(a) Attempting to commit an offence\n"
    "(b) Participating as an accomplice in an offence\n"
    "(c) Organizing or directing other persons to commit an offence\n"
    "As stipulated by Article 5 of the Trafficking Protocol;"
)


def shape(wording: str) -> list[str | list[str]]:
    """Markers of the first degree, each with a list after it if it has points of the second."""
    found: list[str | list[str]] = []
    for point in markup.points(wording).points:
        found.append(point.marker)
        if point.points:
            found.append([one.marker for one in point.points])
    return found


def listed(markers: str) -> str:
    return "\n".join(f"({marker}) words;" for marker in markers.split())


def test_points_finds_opening_and_closing_words() -> None:
    assert markup.points(FORTY_FIVE) == Points(
        "Adopt legislative and other measures necessary to establish as criminal offences:",
        (
            Point("(a)", "Attempting to commit an offence"),
            Point("(b)", "Participating as an accomplice in an offence"),
            Point("(c)", "Organizing or directing other persons to commit an offence"),
        ),
        "As stipulated by Article 5 of the Trafficking Protocol;",
    )


def test_points_of_a_wording_without_any_are_none() -> None:
    assert markup.points("Decides:\nto meet (a) often") == Points("Decides:\nto meet (a) often", (), "")


@pytest.mark.parametrize(
    ("markers", "expected"),
    [
        ("a b i ii c", ["(a)", "(b)", ["(i)", "(ii)"], "(c)"]),
        ("a b c d e f g h i j", ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "(h)", "(i)", "(j)"]),
        ("a b c d e f g h i", ["(a)", "(b)", "(c)", "(d)", "(e)", "(f)", "(g)", "(h)", "(i)"]),
        ("g h i ii i j", ["(g)", "(h)", ["(i)", "(ii)"], "(i)", "(j)"]),
        ("h i i ii j", ["(h)", "(i)", ["(i)", "(ii)"], "(j)"]),
        (
            "t u i ii iii iv v vi v w",
            ["(t)", "(u)", ["(i)", "(ii)", "(iii)", "(iv)", "(v)", "(vi)"], "(v)", "(w)"],
        ),
        ("w x y z aa bb", ["(w)", "(x)", "(y)", "(z)", "(aa)", "(bb)"]),
        ("i ii a b iii", ["(i)", "(ii)", ["(a)", "(b)"], "(iii)"]),
        ("a c d", ["(a)", "(c)", "(d)"]),
        ("a ii", ["(a)", ["(ii)"]]),
    ],
)
def test_points_takes_degrees_from_the_sequence(markers: str, expected: list[str | list[str]]) -> None:
    assert shape(listed(markers)) == expected


def test_points_keeps_words_between_points_with_the_one_before() -> None:
    found = markup.points(
        "Decides:\n(a) one:\n(i) two\n(ii) three\nand so on;\n(b) four\nmore of four\n(c) five\nthe end"
    )

    assert found == Points(
        "Decides:",
        (
            Point("(a)", "one:", (Point("(i)", "two"), Point("(ii)", "three")), "and so on;"),
            Point("(b)", "four\nmore of four"),
            Point("(c)", "five"),
        ),
        "the end",
    )


def test_points_may_open_in_brackets() -> None:
    assert markup.points("[(a) one;]\n[(b) two;]").points == (Point("[(a)", "one;]"), Point("[(b)", "two;]"))


LINES = st.lists(
    st.sampled_from(["(a) x", "(b) y", "(i) z", "(ii) v", "(h) u", "words", "(aa) w", "[(c) t"]), min_size=1
)


def lines_of(point: Point) -> list[str]:
    inner = [line for one in point.points for line in lines_of(one)]
    return [f"{point.marker} {point.text}", *inner, *([point.closing] if point.closing else [])]


@given(LINES)
@settings(deadline=None)
def test_points_put_together_are_the_wording(lines: list[str]) -> None:
    found = markup.points("\n".join(lines))

    parts = [found.opening, *(line for point in found.points for line in lines_of(point)), found.closing]
    assert "\n".join(part for part in parts if part) == "\n".join(lines)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("*Decides* to meet", [("Decides", True), (" to meet", False)]),
        ("[*Noting* that]", [("[", False), ("Noting", True), (" that]", False)]),
        (
            "the *Global Report* and *Annex*",
            [("the ", False), ("Global Report", True), (" and ", False), ("Annex", True)],
        ),
        ("their [NDMC*][INDC] of [NDMC*][INDC]", [("their [NDMC*][INDC] of [NDMC*][INDC]", False)]),
        ("a * b * c", [("a * b * c", False)]),
        ("*unbalanced", [("*unbalanced", False)]),
        ("unbalanced*", [("unbalanced*", False)]),
        (r"\*Decides\*", [("*Decides*", False)]),
        ("**bold**", [("**bold**", False)]),
        ("", [("", False)]),
    ],
)
def test_runs_tells_italics_from_stars(line: str, expected: list[tuple[str, bool]]) -> None:
    assert list(markup.runs(line)) == [Run(text, is_italic) for text, is_italic in expected]


@given(st.text(alphabet="a *_\\[]b", max_size=30))
@settings(deadline=None)
def test_runs_lose_nothing_but_their_marks(line: str) -> None:
    assert "".join(run.text for run in markup.runs(line)).replace("*", "") == line.replace("*", "").replace(
        "\\", ""
    ) or ("\\" in line)


def test_brackets_are_a_tree() -> None:
    found = markup.brackets("a [b [c] [d]] e")

    assert found.pairs == (Pair(2, 12, 1, None), Pair(5, 7, 2, 0), Pair(9, 11, 2, 0))
    assert found.is_balanced


def test_brackets_reports_what_matches_nothing() -> None:
    assert markup.brackets("a] [b [c] d").unmatched == (1, 3)


def test_brackets_of_any_depth_take_linear_time() -> None:
    started = time.process_time()

    found = markup.brackets("[" * 10_000 + "]" * 10_000)

    assert found.pairs[-1] == Pair(9_999, 10_000, 10_000, 9_998)
    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    ("before", "after", "position"),
    [
        ("shall", "[shall]", None),
        ("shall", "[shall", 0),
        ("shall", "shall]", 5),
        ("a] b", "a] b c", None),
        ("a] b", "a] b [c", 5),
        ("a] b", "x] a] b", 1),
        ("[a b", "a b", None),
        ("[a", "a]", 1),
        ("[[a]", "[a", None),
        ("[a] b", "[a b", 0),
        ("a [b", "[c a [b", 0),
    ],
)
def test_new_imbalance_is_the_first_bracket_that_was_not_so_before(
    before: str, after: str, position: int | None
) -> None:
    assert markup.new_imbalance(before, after) == position


@given(st.text(alphabet="[]a ", max_size=20))
@settings(deadline=None)
def test_new_imbalance_lets_everything_stay_as_it_was(wording: str) -> None:
    assert markup.new_imbalance(wording, wording) is None


@given(st.text(alphabet="[]a ", max_size=20), st.text(alphabet="[]a ", max_size=20))
@settings(deadline=None)
def test_new_imbalance_is_a_bracket_that_matches_nothing(before: str, after: str) -> None:
    position = markup.new_imbalance(before, after)

    assert position is None or position in markup.brackets(after).unmatched
