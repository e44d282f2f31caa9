"""Two texts laid side by side."""

import random
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from drafts.text.align import Match, MatchKind, align
from drafts.text.parsing import Block, Kind, State, parse

PLAN = parse(
    (Path(__file__).parents[3] / "fixtures" / "facilitators-proposals.txt").read_text(encoding="utf-8")
)
WORDED = tuple(block for block in PLAN.blocks if block.wording)
WORDS = [word for block in WORDED for word in block.wording.split()]

Told = tuple[str, list[str], list[str]]


def told(matches: Sequence[Match]) -> list[Told]:
    """All that was not kept: kind, old labels, new labels."""
    return [
        (match.kind, [block.label for block in match.old], [block.label for block in match.new])
        for match in matches
        if match.kind is not MatchKind.KEPT
    ]


def by_label(blocks: Sequence[Block], label: str) -> Block:
    return next(block for block in blocks if block.label == label)


def numbered(wordings: Sequence[str]) -> list[Block]:
    return [Block(Kind.NUMBERED, str(number), wording) for number, wording in enumerate(wordings, 1)]


def edited(wording: str, share: float, chance: random.Random) -> str:
    """The wording with about that share of its words left out, replaced or added to; the first one always."""
    found = ["Henceforth"]
    for word in wording.split(" "):
        drawn = chance.random()
        if drawn >= share / 3:
            found.append(chance.choice(WORDS) if drawn < 2 * share / 3 else word)
        if 2 * share / 3 <= drawn < share:
            found.append(chance.choice(WORDS))
    return " ".join(found)


def test_align_of_a_text_with_itself_keeps_everything() -> None:
    matches = align(PLAN.blocks, PLAN.blocks)

    assert matches == tuple(Match(MatchKind.KEPT, (block,), (block,), 1.0) for block in PLAN.blocks)


def test_align_goes_by_content_when_numbers_have_shifted() -> None:
    new = numbered([block.wording for block in WORDED if block.kind is Kind.NUMBERED and block.label != "11"])
    old = [block for block in WORDED if block.kind is Kind.NUMBERED]

    matches = align(old, new)

    assert told(matches) == [("removed", ["11"], [])]
    assert [match.kind for match in matches][9:12] == ["kept", "removed", "kept"]


def test_align_pairs_twenty_changed_and_leaves_ten_removed() -> None:
    for seed in range(8):
        chance = random.Random(seed)
        places = [place for place, block in enumerate(WORDED) if len(block.wording) > 60]
        chance.shuffle(places)
        changed, removed = set(places[:20]), set(places[20:30])
        new = [
            replace(
                block,
                label=block.label + " new",
                wording=edited(block.wording, 0.3, chance) if place in changed else block.wording,
            )
            for place, block in enumerate(WORDED)
            if place not in removed
        ]

        matches = align(WORDED, new)

        assert {
            kind: [match.kind for match in matches].count(kind)
            for kind in MatchKind
            if kind in {m.kind for m in matches}
        } == {
            "kept": len(WORDED) - 30,
            "changed": 20,
            "removed": 10,
        }
        assert all(match.new[0].label == match.old[0].label + " new" for match in matches if match.new)


def test_align_finds_several_neighbours_removed() -> None:
    new = [block for block in WORDED if block.label not in {"20", "21", "22", "23", "24"}]

    assert told(align(WORDED, new)) == [("removed", [label], []) for label in ("20", "21", "22", "23", "24")]


def test_align_finds_what_was_added() -> None:
    added = Block(
        Kind.NUMBERED, "49 bis", "Consider the establishment of a fund for legal aid in Specimen Islands;"
    )
    place = WORDED.index(by_label(WORDED, "49")) + 1

    matches = align(WORDED, [*WORDED[:place], added, *WORDED[place:]])

    assert told(matches) == [("added", [], ["49 bis"])]
    assert matches[place].new == (added,)


def test_align_finds_a_paragraph_that_moved() -> None:
    seven = by_label(WORDED, "7")
    rest = [block for block in WORDED if block is not seven]

    matches = align(WORDED, [*rest[:40], seven, *rest[40:]])

    assert told(matches) == [("moved", ["7"], ["7"])]
    assert next(match.likeness for match in matches if match.kind is MatchKind.MOVED) == 1.0


def test_align_finds_a_paragraph_that_moved_and_changed() -> None:
    seven = by_label(WORDED, "7")
    rest = [block for block in WORDED if block is not seven]
    moved = replace(seven, label="41", wording=seven.wording.replace("Support", "Endorse and follow"))

    matches = align(WORDED, [*rest[:40], moved, *rest[40:]])

    assert told(matches) == [("moved", ["7"], ["41"])]
    assert 0.8 < next(match.likeness for match in matches if match.kind is MatchKind.MOVED) < 1


def test_align_finds_a_paragraph_that_moved_and_was_written_anew() -> None:
    sixteen = by_label(WORDED, "16")
    rest = [block for block in WORDED if block is not sixteen]
    wording = "Identify victims among vulnerable populations by non-discriminatory measures and processes such as those of UNODC;"

    matches = align(WORDED, [*rest[:50], replace(sixteen, wording=wording), *rest[50:]])

    assert told(matches) == [("moved", ["16"], ["16"])]
    assert next(match.likeness for match in matches if match.kind is MatchKind.MOVED) < 0.7


def test_align_finds_paragraphs_merged_with_edits() -> None:
    one, other = by_label(WORDED, "60"), by_label(WORDED, "61")
    both = replace(
        other,
        wording="Strengthen cooperation between law enforcement agencies regionally and internationally, and promote "
        "cooperation among governments, civil society and the private sector in order to strengthen prevention, "
        "protection and prosecution policies;",
    )
    new = [both if block is other else block for block in WORDED if block is not one]

    assert told(align(WORDED, new)) == [("merged", ["60", "61"], ["61"])]


def test_align_finds_three_paragraphs_merged() -> None:
    parts = [by_label(WORDED, label) for label in ("28", "29", "33")]
    whole = replace(parts[0], wording=" ".join(part.wording for part in parts))
    new = [whole if block is parts[0] else block for block in WORDED if block not in parts[1:]]

    assert told(align(WORDED, new)) == [("merged", ["28", "29", "33"], ["28"])]


def test_align_finds_a_paragraph_split_with_edits() -> None:
    whole = by_label(WORDED, "65")
    first, second = whole.wording.split("; and to disseminate")
    parts = [
        replace(whole, wording=first + ";"),
        replace(whole, label="65 bis", wording="Disseminate widely" + second),
    ]
    place = WORDED.index(whole)

    matches = align(WORDED, [*WORDED[:place], *parts, *WORDED[place + 1 :]])

    assert told(matches) == [("split", ["65"], ["65", "65 bis"])]


def test_align_pairs_identical_short_paragraphs_by_their_neighbours() -> None:
    old = numbered(
        ["First words of substance.", "No text.", "Second words of weight.", "No text.", "Third.", "No text."]
    )
    new = [old[2], old[3], old[4], old[5]]

    assert told(align(old, new)) == [("removed", ["1"], []), ("removed", ["2"], [])]


def test_align_takes_markers_for_what_they_stand_for() -> None:
    old = [
        replace(
            block, wording="Former words about quarterly funding pledges", state=State.STANDING, target=None
        )
        if block.label in {"37", "50"}
        else block
        for block in PLAN.blocks
    ]
    old = [
        replace(block, wording=block.wording + " of fifty") if block.label == "50" else block for block in old
    ]

    matches = align(old, PLAN.blocks)

    assert told(matches) == [("removed", ["37"], ["37"]), ("removed", ["50"], ["50"])]


def test_align_counts_a_marker_with_the_paragraph_that_took_its_words() -> None:
    old = numbered(
        ["Combat organized criminal groups engaged in it;", "Publicize convicted cases with full respect;"]
    )
    new = [
        replace(
            old[0],
            wording="Combat organized criminal groups engaged in it and publicize convicted cases with full respect;",
        ),
        Block(Kind.NUMBERED, "2", "", State.MERGED, "1"),
    ]

    assert align(old, new) == (Match(MatchKind.MERGED, (old[0], old[1]), (new[0], new[1]), 26 / 27),)


def test_align_of_five_hundred_paragraphs_takes_less_than_a_second() -> None:
    chance = random.Random(1)
    old = numbered([edited(block.wording, 0.3, chance) for block in (WORDED * 8)[:500]])
    new = [
        replace(block, wording=edited(block.wording, 0.1, chance)) for block in old if int(block.label) % 9
    ]
    started = time.process_time()

    matches = align(old, new)

    assert time.process_time() - started < 1
    assert sum(match.old == (by_label(old, match.new[0].label),) for match in matches if match.new) > 430


WORDING = st.lists(
    st.sampled_from(["shall", "should", "State", "victim", "protect", ";", "and"]), max_size=6
).map(" ".join)
TEXT = st.lists(st.tuples(st.sampled_from(Kind), WORDING), max_size=8).map(
    lambda pairs: [Block(kind, str(number), wording) for number, (kind, wording) in enumerate(pairs)]
)


@given(TEXT, TEXT)
@settings(max_examples=200, deadline=None)
def test_align_puts_every_block_in_one_match(old: list[Block], new: list[Block]) -> None:
    matches = align(old, new)

    assert sorted((block for match in matches for block in match.old), key=lambda b: int(b.label)) == old
    assert sorted((block for match in matches for block in match.new), key=lambda b: int(b.label)) == new
    assert all(0 <= match.likeness <= 1 for match in matches)
    assert align(old, new) == matches
