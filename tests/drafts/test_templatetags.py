"""How wordings are written on pages: lines within a sentence, and changes counted."""

import re

import pytest

from drafts.operations.weighing import Traced
from drafts.templatetags.drafts import changes, counted, excerpt, traced
from drafts.text import redline

HEARD = '<span class="hidden">{}</span>'
INSERTION, END = HEARD.format("insertion: "), HEARD.format(" end of change ")


def test_changes_parts_the_lines_of_a_wording_by_a_space() -> None:
    segments = redline.diff("At its session;\nTo examine;", "At its session;\nTo examine;")

    written = changes(segments)

    assert written == "At its session; To examine;"


def test_changes_writes_the_sign_of_a_point_among_the_words() -> None:
    base = "Decides:\n(a) To examine;"

    written = changes(redline.diff(base, f"{base}\n(b) To report."))

    assert written == f"Decides: (a) To examine; <ins>{INSERTION}(b) To report.{END}</ins>"


@pytest.mark.parametrize(
    ("base", "new", "told"),
    [
        ("One.", "One.", "no changes"),
        ("Ensure the liability.", "Ensure the full liability.", "1 change, 1 word in, 0 words out"),
        ("All of the offenders.", "All of the many perpetrators.", "1 change, 2 words in, 1 word out"),
        ("To prevent; and", "To prevent, investigate; and", "1 change, 1 word in, 0 words out"),
        ("Abuse of a person;", "Abuse, including online, of a person;", "1 change, 2 words in, 0 words out"),
        ("To prevent; and", "To [prevent]; and", "2 changes, 0 words in, 0 words out"),
        (
            "Invites all States, by law, to act upon offenders.",
            "Urges all States to act upon offenders and their helpers.",
            "3 changes, 4 words in, 3 words out",
        ),
    ],
)
def test_counted_tells_changes_before_words(base: str, new: str, told: str) -> None:
    assert counted(redline.diff(base, new)) == told


def test_traced_words_are_in_italics_and_hang_as_points() -> None:
    words = (
        Traced("*Decides* to ", is_proposed=False, is_there=True),
        Traced("act", is_proposed=True, is_there=True),
        Traced(" now", is_proposed=True, is_there=False),
        Traced(":\n(a) Once.", is_proposed=False, is_there=True),
    )

    written = re.sub("<span class=.hidden.>.*?</span>", "", traced(words))

    assert written == (
        "<p><em>Decides</em> to <ins>act</ins> <del>now</del>:</p>"
        '<p class="point"><span class="point__mark">(a)</span> Once.</p>'
    )


def test_excerpt_counts_the_changes_that_it_leaves_out() -> None:
    base = "".join(
        f"Measure {number} of this Plan is taken as soon as all may agree. " for number in range(4)
    )

    written = excerpt(redline.diff(base, base.replace("taken", "begun")), 2)

    assert written.count("<ins>") == 2
    assert written.endswith('<span class="muted">and 2 more changes</span>')
    assert written.count("Measure") < 4
