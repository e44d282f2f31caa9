"""What nobody sees goes; nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafts.text.invisible import settled, visible

BASE = "Ensure the liability of offenders;"


@pytest.mark.parametrize(
    "typed",
    [
        "Ensure the lia\u00adbility of offenders;",
        "\ufeffEnsure the liability of offenders;",
        "Ensure\u00a0the liability of\u202foffenders;",
        "Ensure the \u200bliability of offen\u2060ders;",
        "Ensure the\u2028liability of \u2029offenders;",
        "\u200eEnsure the \u2068liability\u2069 of offenders;\u200f",
    ],
)
def test_nothing_seen_is_nothing_changed(typed: str) -> None:
    assert settled(typed, BASE) == BASE


def test_a_space_that_keeps_words_together_stays_where_it_was() -> None:
    assert (
        settled("See all of article 5 here;", "See article\u00a05 here;") == "See all of article\u00a05 here;"
    )
    assert settled("See art.\u00a07 and\u00a0more;", "See more;") == "See art.\u00a07 and more;"


def test_marks_of_direction_stay_beside_letters_that_run_from_the_right() -> None:
    assert visible("\u200fنص\u200f 5") == "\u200fنص\u200f 5"
    assert visible("text\u200f 5") == "text 5"


def test_what_the_text_has_already_is_not_taken_away() -> None:
    assert settled("Ensure lia\u00adbility now;", "Ensure lia\u00adbility;") == "Ensure lia\u00adbility now;"


LETTERS = st.text("ab \n\u00a0\u00ad\u200b\u2028\u200e;", max_size=30)


@given(LETTERS, LETTERS)
def test_what_is_seen_stays(typed: str, before: str) -> None:
    def seen(text: str) -> str:
        return visible(text).translate(str.maketrans("\u00a0\u202f", "  "))

    plain = visible(before)

    assert seen(settled(typed, plain)) == seen(typed)
    assert settled(settled(typed, plain), plain) == settled(typed, plain)
    assert settled(plain, plain) == plain
