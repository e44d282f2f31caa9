"""Concordance: both ways, shares of words, markers that lead to what their survivor became."""

from drafts.text import concordance
from drafts.text.align import align
from drafts.text.parsing import Block, Kind, State

A = "Consistently and strongly condemn trafficking in persons as it violates human dignity;"
B = "Ensure that the human rights of trafficked persons are at the centre of all efforts;"
C = "Take urgent action to prevent trafficking and prosecute its offenders everywhere;"


def numbered(label: str, wording: str) -> Block:
    return Block(Kind.NUMBERED, label, wording)


def told(entries: tuple[concordance.Entry, ...], side: str) -> list[tuple[str, str, list[str]]]:
    return [(one.block.label, one.told, [getattr(tie, side).label for tie in one.ties]) for one in entries]


def test_concord_goes_both_ways() -> None:
    old = [numbered("1", A), numbered("2", B), numbered("3", C), numbered("4", "Gone without trace indeed.")]
    new = [numbered("1", C), numbered("2", A + " " + B), numbered("3", "Wholly unheard of before today.")]

    found = concordance.concord(old, new, align(old, new))

    assert told(found.olds, "new") == [
        ("1", "merged", ["2"]),
        ("2", "merged", ["2"]),
        ("3", "kept", ["1"]),
        ("4", "removed", []),
    ]
    assert told(found.news, "old") == [("1", "kept", ["3"]), ("2", "merged", ["1", "2"]), ("3", "added", [])]


def test_shares_count_words_of_each_side() -> None:
    old, new = [numbered("1", "One two three four five six")], [numbered("1", "One two three seven")]

    (entry,) = concordance.concord(old, new, align(old, new)).olds

    assert [(tie.kept, tie.made) for tie in entry.ties] == [(0.5, 0.75)]


def test_markers_of_the_old_text_lead_to_their_survivor() -> None:
    old = [
        numbered("1", A),
        Block(Kind.NUMBERED, "2", "", State.MERGED, "1"),
        Block(Kind.NUMBERED, "3", "", State.DELETED),
        numbered("4", B),
    ]
    new = [numbered("1", A), numbered("2", B)]

    found = concordance.concord(old, new, align(old, new))

    assert told(found.olds, "new") == [
        ("1", "kept", ["1"]),
        ("2", "merged with", ["1"]),
        ("3", "deleted", []),
        ("4", "kept", ["2"]),
    ]


def test_a_paragraph_that_became_a_marker_says_with_whom_it_was_merged() -> None:
    old = [numbered("1", A), numbered("2", B)]
    new = [numbered("1", A + " " + B), Block(Kind.NUMBERED, "2", "", State.MERGED, "1")]

    found = concordance.concord(old, new, align(old, new))

    assert [(one.told, one.target) for one in found.olds] == [("merged", ""), ("merged with", "1")]
    assert found.olds[1].ties[0].kept == 1
