"""Corrections of a text that is brought in: each does what it says, and none loses a word."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafts.text import correcting, working
from drafts.text.parsing import Block, Kind, Parsed, State, Warning_
from drafts.text.working import Doubt, Entry, Working

WORDS = st.sampled_from(
    [
        "States",
        "victims;",
        "Recalling",
        "12.",
        "(a)",
        "low-",
        "и",
        "жертв.",
        "الضحايا",
        "合作",
        "---",
        "[and",
        "or]",
        "\n",
    ]
)
WORDINGS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
LABELS = st.sampled_from(["1", "2", "3 bis", "12", "heading 1", "unnumbered 2", "PP1", "chapeau"])


@st.composite
def texts(draw: st.DrawFn) -> Working:
    """Any working copy: labels may be doubled, blocks left out, merges astray."""
    entries = []
    for key in range(1, draw(st.integers(1, 6)) + 1):
        state = draw(
            st.sampled_from([State.STANDING, State.STANDING, State.STANDING, State.DELETED, State.MERGED])
        )
        block = Block(
            draw(st.sampled_from(Kind)),
            draw(LABELS),
            draw(WORDINGS) if state is State.STANDING else "",
            state,
            draw(LABELS) if state is State.MERGED else None,
        )
        entries.append(Entry(key, block, is_left_out=draw(st.booleans()) and key > 1))
    return Working(tuple(draw(st.lists(WORDINGS, max_size=2))), tuple(entries), (Doubt(3, "Look here", 1),))


def words(text: Working) -> Counter[str]:
    """Every word of a text, those left out too, and numbers before paragraphs; a merge may follow its target.

    Chinese is counted by its characters, for a word of it runs on without a space.
    """
    blocks = [replace(entry.block, target=entry.block.target and "") for entry in text.entries]
    said = [*text.title, *(working.written(block) for block in blocks)]
    return Counter(re.findall(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+", "\n".join(said)))


def block(label: str, wording: str, kind: Kind = Kind.NUMBERED) -> Block:
    return Block(kind, label, wording)


def laid(*blocks: Block, title: tuple[str, ...] = ()) -> Working:
    return working.begin(Parsed(title, blocks, ()))


def blocks_of(text: Working) -> list[tuple[str, str]]:
    return [(entry.block.label, entry.block.wording) for entry in text.kept()]


@given(texts(), st.integers(1, 6), st.integers(0, 4))
def test_corrections_lose_no_word(text: Working, key: int, at: int) -> None:
    key = min(key, len(text.entries))
    before = words(text)

    corrected = [
        correcting.join(text, key),
        correcting.split(text, key, at),
        correcting.split(text, key),
        correcting.leave_out(text, key),
        correcting.to_title(text, key),
        correcting.out_of_title(text, at),
    ]

    assert [before - words(each) for each in corrected] == [Counter()] * len(corrected)


@given(texts(), st.integers(1, 6))
def test_corrections_keep_keys_apart_and_doubts_beside_a_block(text: Working, key: int) -> None:
    key = min(key, len(text.entries))

    for each in (
        correcting.join(text, key),
        correcting.split(text, key),
        correcting.to_title(text, key),
        correcting.out_of_title(text, 0),
        correcting.put_back(text, key),
    ):
        keys = [entry.key for entry in each.entries]
        assert len(set(keys)) == len(keys)
        assert [doubt.key in {0, *keys} for doubt in each.doubts] == [True]


@given(texts(), st.integers(1, 6))
def test_leave_out_and_put_back_give_the_text_back(text: Working, key: int) -> None:
    key = min(key, len(text.entries))
    entry = text.entries[text.place(key)]
    others = [each.block.label for each in text.kept() if each.key != key]

    back = correcting.put_back(correcting.leave_out(text, key), key)

    if not entry.is_left_out and entry.block.label not in others:
        assert back == text


@given(texts())
def test_rename_gives_each_name_once(text: Working) -> None:
    names = [
        entry.block.label
        for entry in correcting.rename(text).kept()
        if entry.block.kind in working.NAMES and working.is_named(entry.block.label)
    ]

    assert len(set(names)) == len(names)


def test_begin_puts_warnings_beside_the_block_whose_lines_they_are_about() -> None:
    parsed = Parsed(
        ("Title",),
        (block("1", "One;"), block("2", "Two.")),
        (Warning_(1, "Masthead"), Warning_(6, "Bracket"), Warning_(9, "Number")),
        lines=(4, 8),
    )

    text = working.begin(parsed, [Warning_(7, "Picture")])

    assert text.doubts == (
        Doubt(1, "Masthead", 0),
        Doubt(6, "Bracket", 1),
        Doubt(7, "Picture", 1),
        Doubt(9, "Number", 2),
    )


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("to ensure the safety and", "dignity of victims;", "to ensure the safety and dignity of victims;"),
        ("Calls upon States to:", "act at once;", "Calls upon States to:\nact at once;"),
        ("points such as", "(a) prevention;", "points such as\n(a) prevention;"),
        ("the fight against low-", "income", "the fight against low-income"),
        ("各国应当合", "作打击贩运", "各国应当合作打击贩运"),
        ("", "Words.", "Words."),
    ],
)
def test_join_runs_on_where_a_page_parted_a_sentence(before: str, after: str, joined: str) -> None:
    text = laid(block("1", before), block("unnumbered 1", after, Kind.UNNUMBERED))

    assert blocks_of(correcting.join(text, 2)) == [("1", joined)]


def test_join_keeps_the_number_in_the_words_and_leads_merges_to_the_first() -> None:
    text = laid(block("1", "As in"), block("2", "of May"), Block(Kind.NUMBERED, "3", "", State.MERGED, "2"))

    joined = correcting.join(text, 2)

    assert blocks_of(joined) == [("1", "As in\n2. of May"), ("3", "")]
    assert joined.entries[1].block.target == "1"


def test_join_gives_a_deleted_block_its_marker_back_as_words() -> None:
    text = laid(
        Block(Kind.NUMBERED, "1", "", State.DELETED), block("unnumbered 1", "the word", Kind.UNNUMBERED)
    )

    assert correcting.join(text, 2).entries[0].block == block("1", "Delete the word")


def test_join_passes_over_what_is_left_out() -> None:
    text = correcting.leave_out(laid(block("1", "One"), block("2", "page 2"), block("3", "and more")), 2)

    assert blocks_of(correcting.join(text, 3)) == [("1", "One\n3. and more")]


def test_join_of_the_first_block_changes_nothing() -> None:
    text = laid(block("1", "One;"))

    assert correcting.join(text, 1) == text


def test_split_parts_at_marks_before_it_parts_at_lines() -> None:
    text = laid(block("1", "One;\n(a) of one;\n---\nTwo;"))

    assert blocks_of(correcting.split(text, 1)) == [("1", "One;\n(a) of one;"), ("1 bis", "Two;")]


def test_split_parts_at_every_line_and_takes_numbers_as_labels() -> None:
    text = laid(block("11", "Eleven;\n12. Twelve;\nmore;\n11. Eleven again."), block("13", "Thirteen."))

    assert blocks_of(correcting.split(text, 1)) == [
        ("11", "Eleven;"),
        ("12", "Twelve;"),
        ("12 bis", "more;"),
        ("12 ter", "11. Eleven again."),
        ("13", "Thirteen."),
    ]


def test_split_before_a_line() -> None:
    text = laid(block("1", "One;\n(a) of one;\n(b) of one;"))

    assert blocks_of(correcting.split(text, 1, 2)) == [("1", "One;\n(a) of one;"), ("1 bis", "(b) of one;")]


def test_split_makes_what_follows_a_heading_no_heading() -> None:
    text = laid(block("heading 1", "Prevention\nWe agree:", Kind.HEADING))

    (_, second) = correcting.split(text, 1).entries

    assert second.block == block("unnumbered 1", "We agree:", Kind.UNNUMBERED)


def test_split_of_one_line_changes_nothing() -> None:
    text = laid(block("1", "One;"))

    assert correcting.split(text, 1) == text


def test_put_back_gives_the_next_label_where_its_own_is_taken() -> None:
    text = correcting.leave_out(laid(block("1", "One;"), block("2", "Two;")), 2)
    text = correcting.edit(text, 1, block("2", "One;"))

    assert blocks_of(correcting.put_back(text, 2)) == [("2", "One;"), ("2 bis", "Two;")]


def test_to_title_takes_the_lines_with_their_number_and_hands_the_section_on() -> None:
    text = laid(block("73", "Declaration\non tuberculosis"), block("1", "One;"), title=("United Nations",))
    text = correcting.edit(text, 1, text.entries[0].block, "General")

    titled = correcting.to_title(text, 1)

    assert titled.title == ("United Nations", "73. Declaration", "on tuberculosis")
    assert [(entry.key, entry.section) for entry in titled.entries] == [(2, "General")]


def test_out_of_title_begins_the_text_with_its_last_lines() -> None:
    text = laid(block("unnumbered 1", "One.", Kind.UNNUMBERED), title=("Plan", "The States,", "Recalling"))

    moved = correcting.out_of_title(text, 1)

    assert moved.title == ("Plan",)
    assert blocks_of(moved) == [
        ("unnumbered 2", "The States,"),
        ("unnumbered 3", "Recalling"),
        ("unnumbered 1", "One."),
    ]


def test_edit_leads_merges_to_the_new_label() -> None:
    text = laid(block("1", "One;"), Block(Kind.NUMBERED, "2", "", State.MERGED, "1"))

    assert correcting.edit(text, 1, block("1 bis", "One;")).entries[1].block.target == "1 bis"


def test_edit_leaves_merges_where_another_block_has_the_label() -> None:
    text = laid(block("1", "One;"), block("1", "Uno;"), Block(Kind.NUMBERED, "2", "", State.MERGED, "1"))

    assert correcting.edit(text, 1, block("3", "One;")).entries[2].block.target == "1"


@pytest.mark.parametrize(
    ("kind", "label"), [(Kind.HEADING, "heading 1"), (Kind.PREAMBULAR, "PP1"), (Kind.NUMBERED, "")]
)
def test_edit_names_a_block_by_its_new_kind(kind: Kind, label: str) -> None:
    given = block("unnumbered 2", "Prevention", Kind.UNNUMBERED)

    assert correcting.edit(laid(given), 1, replace(given, kind=kind)).entries[0].block.label == label


def test_rename_counts_names_in_reading_order_and_leads_merges() -> None:
    text = laid(
        block("heading 3", "A", Kind.HEADING),
        block("PP2", "Recalling,", Kind.PREAMBULAR),
        block("PP1", "Noting,", Kind.PREAMBULAR),
        Block(Kind.PREAMBULAR, "PP7", "", State.MERGED, "PP1"),
        block("chapeau", "Decides:", Kind.UNNUMBERED),
    )

    renamed = correcting.rename(text)

    assert [entry.block.label for entry in renamed.entries] == ["heading 1", "PP1", "PP2", "PP3", "chapeau"]
    assert renamed.entries[3].block.target == "PP2"


def test_renumber_numbers_on_and_keeps_additions_with_their_paragraph() -> None:
    text = laid(
        block("1", "One;"),
        block("12", "Twelve;"),
        block("5", "Five;"),
        block("5 bis", "Five bis;"),
        block("heading 1", "B", Kind.HEADING),
        Block(Kind.NUMBERED, "6", "", State.MERGED, "5"),
        block("A.1", "Annex."),
    )

    numbered = correcting.renumber(text, 2)

    labels = [entry.block.label for entry in numbered.entries]
    assert labels == ["1", "12", "13", "13 bis", "heading 1", "14", "A.1"]
    assert numbered.entries[5].block.target == "13"


def test_corrections_of_a_block_that_is_gone_raise() -> None:
    with pytest.raises(KeyError):
        correcting.join(laid(block("1", "One;")), 7)


def test_result_leaves_out_and_hands_sections_on() -> None:
    text = laid(
        block("1", "One;"), block("2", "Two;"), Block(Kind.NUMBERED, "3", "kept aside", State.DELETED, "1")
    )
    text = correcting.edit(text, 1, block("1", "One;"), "General")
    text = correcting.leave_out(text, 1)

    assert working.result(text) == (
        (block("2", "Two;"), Block(Kind.NUMBERED, "3", "", State.DELETED)),
        {"2": "General"},
    )
