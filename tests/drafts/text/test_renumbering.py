"""Renumbering: order without gaps, references that follow, and what stands against it."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafts.text import numbering, references
from drafts.text.parsing import Block, Kind, State
from drafts.text.renumbering import Renumbering, own_names, renumber


def text(*told: str) -> list[Block]:
    """Blocks told as "49 bis: wording", "37: Delete", "50: -> 49"."""
    return [_block(*one.split(": ", 1)) for one in told]


def _block(label: str, wording: str) -> Block:
    kind = (
        Kind.PREAMBULAR
        if label.startswith("PP")
        else Kind.HEADING
        if label.startswith("heading")
        else Kind.UNNUMBERED
        if label[0].isalpha() and not label.startswith("OP")
        else Kind.NUMBERED
    )
    if wording == "Delete":
        return Block(kind, label, "", State.DELETED)
    if wording.startswith("-> "):
        return Block(kind, label, "", State.MERGED, wording[3:])
    return Block(kind, label, wording)


def labels(found: Renumbering) -> list[str | None]:
    return [row.label for row in found.rows]


def wordings(found: Renumbering) -> list[str]:
    return [row.wording for row in found.rows if row.label]


def applied(found: Renumbering) -> list[Block]:
    return [replace(row.block, label=row.label, wording=row.wording) for row in found.rows if row.label]


def test_renumber_counts_each_kind_and_keeps_headings() -> None:
    found = renumber(
        text(
            "heading 2: Prevention",
            "PP1: A",
            "PP1 bis: B",
            "chapeau: C",
            "0: D",
            "4: Delete",
            "4 bis: E",
            "7 ter: F",
            "8: -> 7 ter",
            "unnumbered 1: G",
            "10 alt: H",
        )
    )

    assert labels(found) == [
        *("heading 2", "PP1", "PP2", "chapeau", "1", None, "2", "3", None, "unnumbered 1", "4"),
    ]
    assert found.refusals == ()


def test_renumber_rewrites_references_of_every_shape() -> None:
    found = renumber(
        text(
            "PP1: Recalling preambular paragraph 3 and PP 3",
            "PP2: Delete",
            "PP3: B",
            "2: See paragraphs 3 bis to 5 and 7 (a)",
            "3 bis: See paragraph 49bis",
            "5: See operative paragraph 7",
            "7: See paragraph 6",
            "6: -> 5",
            "49 bis: Paragraph 7 of resolution 64/178 and paragraph 7",
        )
    )

    assert wordings(found) == [
        "Recalling preambular paragraph 2 and PP2",
        "B",
        "See paragraphs 2 to 3 and 4 (a)",
        "See paragraph 5",
        "See operative paragraph 4",
        "See paragraph 3",
        "Paragraph 7 of resolution 64/178 and paragraph 4",
    ]
    assert [remark.message for remark in found.elsewhere] == ["“Paragraph 7” names another text."]
    assert found.refusals == ()


def test_renumber_counts_each_article_for_itself() -> None:
    found = renumber(
        text(
            "heading 3: Article 3",
            "3.1: See paragraph 3 bis of this Article",
            "3.2: Delete",
            "3.3 bis: See Article 4, paragraph 2, and paragraph 1",
            "heading 4: Article 4",
            "4.2: See Article 9, paragraph 1 and paragraph 3.3 bis",
        )
    )

    assert labels(found) == ["heading 3", "3.1", None, "3.2", "heading 4", "4.1"]
    assert found.refusals == ()
    assert wordings(found)[1] == "See paragraph 2 of this Article"
    assert wordings(found)[2] == "See Article 4, paragraph 1, and paragraph 1"
    assert wordings(found)[4] == "See Article 9, paragraph 1 and paragraph 3.2"


def test_renumber_leaves_articles_of_other_texts_alone() -> None:
    found = renumber(
        text("2: In line with Article 5 of the Protocol and Article 25, paragraph 3", "3: Three")
    )

    assert wordings(found)[0] == "In line with Article 5 of the Protocol and Article 25, paragraph 3"
    assert found.refusals == ()


@pytest.mark.parametrize(
    ("told", "refusals"),
    [
        (["1: See paragraph 3", "2: B"], ["“Paragraph 3” is not in the text."]),
        (["1: See paragraph 2", "2: Delete"], ["“Paragraph 2” is deleted."]),
        (["1: See paragraph 2", "2: -> 3", "3: Delete"], ["“Paragraph 2” is deleted."]),
        (["1: See paragraph 2", "2: -> 3", "3: -> 2"], ["“Paragraph 2” is deleted."]),
        (["1: See paragraphs 2 and 3", "2: B", "3: -> 2"], ["“Paragraph 3” would be named twice: 2 and 2."]),
        (["1: See paragraphs 2 to 3", "2: B", "3: -> 2"], ["“Paragraph 3” would be named twice: 2 and 2."]),
        (
            ["1: See paragraphs 2 to 3", "3: B", "2: A"],
            ["“Paragraph 3” would close a range that runs backwards: 3 and 2."],
        ),
        (
            ["1: A", "1: B"],
            ["The label 1 stands twice.", "1 stands beside 1, for which it is an alternative: settle which."],
        ),
        (["1: A", "1 alt: B"], ["1 alt stands beside 1, for which it is an alternative: settle which."]),
        (["3.1: A", "4.1: B", "3.2: C"], ["3.2 stands among the paragraphs of another article."]),
    ],
)
def test_renumber_refuses(told: Sequence[str], refusals: Sequence[str]) -> None:
    assert [remark.message for remark in renumber(text(*told)).refusals] == refusals


def test_renumber_refuses_a_numbered_paragraph_without_a_number() -> None:
    found = renumber([Block(Kind.NUMBERED, "annex", "A")])

    assert [remark.message for remark in found.refusals] == ["“annex” has no number to put in order."]


def test_renumber_cautions_where_a_person_must_look() -> None:
    found = renumber(
        text(
            "1: See the preceding paragraph and paragraph 4 (b)",
            "2: See paragraphs 3 to 5",
            "3: C",
            "9: moved here",
            "4: -> 3",
            "5: E",
        )
    )

    assert [(remark.place, remark.message) for remark in found.cautions] == [
        (0, "“the preceding paragraph” is not rewritten: check it."),
        (0, "“Paragraph 4” was merged with paragraph 3: check (b)."),
        (1, "“Paragraph 5” closes a range that would cover other paragraphs: check it."),
    ]
    assert wordings(found)[0] == "See the preceding paragraph and paragraph 3 (b)"


def test_own_names_are_the_nouns_of_the_title() -> None:
    assert own_names(["Global Plan of Action"]) == {"plan", "text"}


_ADDED = st.sampled_from(["", " bis", " ter", " quater"])


@st.composite
def _texts(draw: st.DrawFn) -> list[Block]:
    """Texts with labels in any order, states and targets of every kind, and references to anything."""
    told = draw(
        st.lists(st.tuples(st.sampled_from(["", "PP"]), st.integers(1, 30), _ADDED), unique=True, max_size=12)
    )
    names = [f"{prefix}{number}{added}" for prefix, number, added in told]
    blocks = []
    for name in names:
        kind = Kind.PREAMBULAR if name.startswith("PP") else Kind.NUMBERED
        state = draw(st.sampled_from([State.STANDING, State.STANDING, State.DELETED, State.MERGED]))
        named = draw(st.lists(st.sampled_from(names), max_size=3))
        wording = " ".join(
            ["Recalls", *(f"paragraph {one} (a)," for one in named), "paragraph 7 of resolution 64/178"]
        )
        target = draw(st.sampled_from(names)) if state is State.MERGED else None
        blocks.append(Block(kind, name, wording if state is State.STANDING else "", state, target))
    return blocks


@given(_texts())
@settings(deadline=None, max_examples=60)
def test_renumber_is_a_bijection_without_gaps(blocks: list[Block]) -> None:
    found = renumber(blocks)

    for kind, prefix in ((Kind.NUMBERED, ""), (Kind.PREAMBULAR, "PP")):
        standing = [row.label for row in found.rows if row.block.kind is kind and row.label]
        assert standing == [f"{prefix}{number}" for number in range(1, len(standing) + 1)]
    assert [row.label is None for row in found.rows] == [
        block.state is not State.STANDING for block in blocks
    ]


@given(_texts())
@settings(deadline=None, max_examples=60)
def test_renumber_leaves_no_reference_to_nothing_and_keeps_where_each_leads(blocks: list[Block]) -> None:
    found = renumber(blocks)
    if found.refusals:
        return

    ends = {block.label: _end(block, blocks) for block in blocks}
    new = {row.block.label: row.label for row in found.rows}
    for row in found.rows:
        before, after = (references.find(words).own for words in (row.block.wording, row.wording))
        assert [new[ends[one.label]] for one in before] == [one.label for one in after]
        assert "paragraph 7 of resolution 64/178" in row.wording or not row.label


@given(_texts())
@settings(deadline=None, max_examples=60)
def test_renumber_twice_changes_nothing_more(blocks: list[Block]) -> None:
    found = renumber(blocks)
    if found.refusals:
        return

    again = renumber(applied(found))

    assert again.is_nothing
    assert again.refusals == ()


def _end(block: Block, blocks: Sequence[Block]) -> str:
    by_label = {each.label: each for each in blocks}
    seen = set()
    while block.target and block.label not in seen:
        seen.add(block.label)
        block = by_label[block.target]
    return block.label


def test_labels_of_a_renumbered_text_sort_in_reading_order() -> None:
    found = renumber(text("1: A", "9: B", "3 bis: C"))

    assert sorted((row.label or "" for row in found.rows), key=numbering.sort_key) == labels(found)
