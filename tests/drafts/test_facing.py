"""Rows of a comparison show both texts whole, whatever was merged, split or moved."""

import random

from drafts.exports.comparison import compare
from drafts.exports.sheet import wording
from drafts.text.parsing import Parsed, parse
from drafts.views import facing
from drafts.views.facing import Part, Row

DICE = random.Random(7)  # seeded on purpose: the same edits on every run


def rows(old: str | Parsed, new: str | Parsed) -> tuple[Row, ...]:
    read = [parse(text) if isinstance(text, str) else text for text in (old, new)]
    return facing.rows(compare("old", read[0], "new", read[1]))


def plan_of(*wordings: str) -> str:
    return "The plan\n\n" + "\n\n".join(f"{n}. {words}" for n, words in enumerate(wordings, start=1))


def edited(text: str) -> str:
    """Join, part, move, strike and change paragraphs of a text at random."""
    blocks = text.split("\n\n")
    for _ in range(12):
        at = DICE.randrange(2, len(blocks) - 2)
        act = DICE.choice(["join", "part", "move", "strike", "change"])
        if act == "join":
            blocks[at] += " " + blocks.pop(at + 1).partition(" ")[2]
        elif act == "part":
            number, _, words = blocks[at].partition(" ")
            half = words.find(" ", len(words) // 2)
            blocks[at : at + 1] = [f"{number} {words[:half]}", f"{number} bis. {words[half + 1 :]}"]
        elif act == "move":
            blocks.insert(DICE.randrange(2, len(blocks) - 2), blocks.pop(at))
        elif act == "strike":
            blocks.pop(at)
        else:
            blocks[at] = blocks[at].replace(" the ", " any ", 1)
    return "\n\n".join(blocks)


def joined(part: Part) -> str:
    return "".join(segment.text for segment in part.words)


def test_rows_show_every_word_of_both_texts(plan_text: str) -> None:
    for _ in range(6):
        for row in rows(plan_text, edited(plan_text)):
            assert [joined(part) for part in row.old] == [wording(block) for block in row.change.old]
            assert [joined(part) for part in row.new] == [wording(block) for block in row.change.new]
            assert {segment.op for part in row.old for segment in part.words} <= {"equal", "delete"}
            assert {segment.op for part in row.new for segment in part.words} <= {"equal", "insert"}
            assert row.is_changed == bool(row.told) == bool(row.anchor)


def test_rows_number_changes_in_reading_order() -> None:
    shown = rows(
        plan_of("One thing.", "Two things.", "Three."), plan_of("One thing!", "Two things.", "Three!")
    )

    assert [(row.number, row.last, row.anchor) for row in shown] == [
        (1, 2, "change-1"),
        (0, 2, ""),
        (2, 2, "change-2"),
    ]


def test_rows_tell_a_number_that_changed_and_nothing_else() -> None:
    shown = rows(plan_of("One thing.", "Two things."), plan_of("A new one;", "One thing.", "Two things."))

    assert [(row.told, row.notes) for row in shown] == [
        ("Added", ()),
        ("", ("Formerly 1",)),
        ("", ("Formerly 2",)),
    ]


def test_folds_keep_the_neighbours_of_a_change() -> None:
    texts = [f"Paragraph of the number {n};" for n in range(8)]
    shown = rows(plan_of(*texts), plan_of(*texts[:4], "Paragraph of no number;", *texts[5:]))

    folded = facing.folds(shown, is_folded=True)

    assert [(fold.numbers, len(fold.rows), fold.is_folded) for fold in folded] == [
        ("1–3", 3, True),
        ("4–6", 3, False),
        ("7–8", 2, True),
    ]
    assert [fold.is_folded for fold in facing.folds(shown, is_folded=False)] == [False]


def test_folds_tell_both_numbers_where_they_differ() -> None:
    texts = [f"Paragraph of the number {n};" for n in range(5)]

    folded = facing.folds(rows(plan_of(*texts), plan_of("A new one;", *texts)), is_folded=True)

    assert folded[-1].numbers == "3–6, formerly 2–5"


def test_summary_leaves_out_what_did_not_happen() -> None:
    assert facing.summary(
        {"kept": 3, "changed": 2, "moved": 0, "merged": 0, "split": 0, "added": 1, "removed": 0}
    ) == [
        (2, "changed"),
        (1, "added"),
        (3, "without changes"),
    ]
