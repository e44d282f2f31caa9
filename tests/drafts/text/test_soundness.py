"""Whether blocks can become a document: what stands against labels and merges."""

import pytest

from drafts.text import soundness
from drafts.text.parsing import Block, Kind, State
from drafts.text.soundness import Fault


def numbered(label: str, wording: str = "Words;") -> Block:
    return Block(Kind.NUMBERED, label, wording)


def merged(label: str, target: str | None) -> Block:
    return Block(Kind.NUMBERED, label, "", State.MERGED, target)


def test_faults_finds_none_in_a_chain_of_merges_that_ends_well() -> None:
    assert soundness.faults([numbered("55"), merged("56", "55"), merged("57", "56")]) == ()


@pytest.mark.parametrize(
    ("blocks", "place", "message"),
    [
        (
            [numbered("—")],
            0,
            "It needs a label with a letter or a digit: its number, or a name such as “unnumbered 2”.",
        ),
        ([numbered("1" * 61)], 0, "Its label has 61 characters; 60 is the most."),
        ([numbered("Drafts")], 0, "“Drafts” is a word that addresses need: give it another label."),
        ([numbered("unnumbered 2")], 0, "“unnumbered 2” is no number, and a numbered paragraph needs one."),
        ([numbered("1"), numbered("1")], 1, "The label “1” stands twice: an earlier block has it."),
        (
            [numbered("49 bis"), numbered("49-bis")],
            1,
            "“49-bis” and “49 bis” would have one address: change one of them.",
        ),
        ([merged("2", None)], 0, "It is merged: into which paragraph?"),
        ([merged("2", "9")], 0, "It is merged into paragraph 9, and no paragraph is called “9”."),
        ([merged("2", "2")], 0, "It is merged into paragraph 2, and so, in the end, into itself."),
        (
            [Block(Kind.NUMBERED, "1", "", State.DELETED), merged("2", "1")],
            1,
            "It is merged into paragraph 1, and paragraph 1 is deleted.",
        ),
    ],
)
def test_faults_says_what_stands_against_a_block(blocks: list[Block], place: int, message: str) -> None:
    assert soundness.faults(blocks, {"drafts"}) == (Fault(place, message),)


def test_settled_keeps_the_marker_of_a_merge_that_leads_nowhere() -> None:
    blocks, told = soundness.settled([numbered("1"), merged("2", "9"), merged("3", "1")])

    assert blocks == (numbered("1"), numbered("2", "[merged with paragraph 9]"), merged("3", "1"))
    assert told == (
        Fault(
            1,
            "It is merged into paragraph 9, and no paragraph is called “9”. Its marker is kept as its wording.",
        ),
    )
