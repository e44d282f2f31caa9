"""Where a wording can be cut in two."""

import pytest

from drafts.text.cutting import cuts


@pytest.mark.parametrize(
    ("wording", "parts"),
    [
        ("Prevent; protect.", [("Prevent;", "protect.")]),
        ("One. Two: three", [("One.", "Two: three"), ("One. Two:", "three")]),
        (
            "Decides:\n(a) one;\n(b) two;",
            [("Decides:", "(a) one;\n(b) two;"), ("Decides:\n(a) one;", "(b) two;")],
        ),
        ("Prevent, protect", [("Prevent,", "protect")]),
        ("One; two, three", [("One;", "two, three")]),
        ("One [a; b]; two", [("One [a; b];", "two")]),
        ("One; [a", [("One;", "[a")]),
        ("One word\n\n two", [("One word", " two")]),
        ("Article 5.2 stands;", []),
        ("", []),
    ],
)
def test_cuts_lie_between_clauses(wording: str, parts: list[tuple[str, str]]) -> None:
    assert [(wording[: cut.end], wording[cut.start :]) for cut in cuts(wording)] == parts
