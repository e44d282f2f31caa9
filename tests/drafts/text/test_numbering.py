"""Labels, their order, their addresses."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from drafts.text import numbering

LABELS = [
    "chapeau",
    "PP3",
    "PP10",
    "3.3",
    "3.3 bis",
    "3.10",
    "49",
    "49 alt",
    "49 alt 2",
    "49 bis",
    "49 bis alt",
    "49 ter",
]
MORE = [
    "49 octies",
    "49 nonies",
    "49 decies",
    "49 undecies",
    "49.1",
    "50",
    "annex.1",
    "annex.2",
    "heading 1",
    "unnumbered 1",
]


@pytest.mark.parametrize(
    ("label", "taken", "expected"),
    [
        ("49", (), "49 bis"),
        ("49", ("49 bis",), "49 ter"),
        ("49", ("49 bis", "49 quater"), "49 ter"),
        ("49 bis", ("49", "49 bis"), "49 ter"),
        ("49 ter", ("49 ter",), "49 quater"),
        ("49 quater", (), "49 quinquies"),
        ("49 quinquies", (), "49 sexies"),
        ("49 sexies", (), "49 septies"),
        ("49 septies", (), "49 octies"),
        ("49 octies", (), "49 nonies"),
        ("49 nonies", (), "49 decies"),
        ("49 decies", (), "49 undecies"),
        ("49 novodecies", (), "49 vicies"),
        ("49 novononagies", (), "49 novononagies bis"),
        ("49 alt", ("49 alt",), "49 bis"),
        ("3 bis alt 2", (), "3 ter"),
        ("3.3", (), "3.3 bis"),
        ("PP3", (), "PP3 bis"),
        ("chapeau", (), "chapeau bis"),
        ("unnumbered 1", ("unnumbered 1 bis",), "unnumbered 1 ter"),
    ],
)
def test_next_label_is_the_first_free_one_after(label: str, taken: tuple[str, ...], expected: str) -> None:
    assert numbering.next_label(label, taken) == expected


def test_next_label_never_runs_out() -> None:
    taken = {"7"}

    for _ in range(250):
        taken.add(numbering.next_label("7", taken))

    assert len(taken) == 251
    assert "7 novononagies bis" in taken


@pytest.mark.parametrize(
    ("label", "taken", "expected"),
    [
        ("49", (), "49 alt"),
        ("49", ("49 alt",), "49 alt 2"),
        ("49 alt", ("49 alt", "49 alt 2"), "49 alt 3"),
        ("3 bis", (), "3 bis alt"),
        ("PP2", (), "PP2 alt"),
    ],
)
def test_alternative_label_counts_alternatives(label: str, taken: tuple[str, ...], expected: str) -> None:
    assert numbering.alternative_label(label, taken) == expected


def test_sort_key_orders_labels_as_people_do() -> None:
    shuffled = [*LABELS, *MORE]
    random.Random(1).shuffle(shuffled)

    assert sorted(shuffled, key=numbering.sort_key) == [*LABELS, *MORE]


@given(st.text(max_size=12), st.text(max_size=12))
@settings(deadline=None)
def test_sort_key_is_total(one: str, other: str) -> None:
    assert (numbering.sort_key(one) == numbering.sort_key(other)) == (one == other)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("49 bis", "49-bis"),
        ("49bis", "49-bis"),
        ("49 BIS", "49-bis"),
        ("PP3", "pp3"),
        ("3.3 bis", "3.3-bis"),
        ("2 bis.1", "2-bis.1"),
        ("annex II.3", "annex-ii.3"),
        ("heading 1", "heading-1"),
    ],
)
def test_slug_can_be_read_aloud(label: str, expected: str) -> None:
    assert numbering.slug(label) == expected


@given(st.text(max_size=12) | st.text(alphabet="1.b is-B_", max_size=12))
@settings(deadline=None)
@example("1..1")
def test_slug_is_its_own_slug(label: str) -> None:
    assert numbering.slug(numbering.slug(label)) == numbering.slug(label)


def test_slugs_of_a_text_differ() -> None:
    assert len({numbering.slug(label) for label in (*LABELS, *MORE)}) == len({*LABELS, *MORE})
