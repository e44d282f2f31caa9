"""Random edits such as delegations make, on real paragraphs: the laws hold, and known edits come out as known."""

import random
import re
from collections.abc import Callable

import pytest

from drafts.text import merge, redline
from tests.drafts.text import laws
from tests.drafts.text.paragraphs import PARAGRAPHS

ROUNDS = range(40)
WORDS = (
    "victims",
    "appropriate",
    "States",
    "the",
    "and",
    "of",
    "prompt",
    "l’action",
    "жертв",
    "الضحايا",
    "合作",
    "e\u0301tat",
    "high-level",
)
CLAUSES = (
    ", as appropriate",
    ", in accordance with domestic law",
    ", especially women and children",
    " and their families",
)
MARKS = (";", ".", ",", " –", ":", "؛", "；")


def pieces_of(text: str) -> list[str]:
    return re.findall(r"\s+|[^\W_][\w'’\u0300-\u036f-]*|.", text, re.DOTALL)


def place_in(pieces: list[str], dice: random.Random) -> int:
    return dice.randrange(len(pieces)) if pieces else 0


def replace_word(text: str, dice: random.Random) -> str:
    pieces = pieces_of(text)
    at = place_in(pieces, dice)
    return "".join([*pieces[:at], dice.choice(WORDS), *pieces[at + 1 :]])


def insert_word(text: str, dice: random.Random) -> str:
    pieces = pieces_of(text)
    at = place_in(pieces, dice)
    return "".join([*pieces[:at], " ", dice.choice(WORDS), *pieces[at:]])


def insert_clause(text: str, dice: random.Random) -> str:
    return text[:-1] + dice.choice(CLAUSES) + text[-1:]


def delete_phrase(text: str, dice: random.Random) -> str:
    pieces = pieces_of(text)
    at = place_in(pieces, dice)
    return "".join(pieces[:at] + pieces[at + dice.randint(1, 12) :])


def repeat_phrase(text: str, dice: random.Random) -> str:
    pieces = pieces_of(text)
    at = place_in(pieces, dice)
    return "".join(pieces[:at] + pieces[max(0, at - dice.randint(1, 12)) :])


def change_mark(text: str, dice: random.Random) -> str:
    marks = [found.start() for found in re.finditer(r"[^\w\s]", text)]
    if not marks:
        return text + dice.choice(MARKS)
    at = dice.choice(marks)
    return text[:at] + dice.choice(MARKS) + text[at + 1 :]


def bracket_phrase(text: str, dice: random.Random) -> str:
    pieces = pieces_of(text)
    at = place_in(pieces, dice)
    end = at + dice.randint(1, 12)
    return "".join([*pieces[:at], "[", *pieces[at:end], "]", *pieces[end:]])


def lift_brackets(text: str, _dice: random.Random) -> str:
    return text.replace("[", "").replace("]", "")


def split_line(text: str, dice: random.Random) -> str:
    spaces = [found.start() for found in re.finditer(" ", text)]
    at = dice.choice(spaces or [0])
    return text[:at] + "\n" + text[at + 1 :]


def reorder_clauses(text: str, dice: random.Random) -> str:
    clauses = re.split(r"(?<=[,،，])", text)
    dice.shuffle(clauses)
    return "".join(clauses)


EDITS = (
    replace_word,
    insert_word,
    insert_clause,
    delete_phrase,
    repeat_phrase,
    change_mark,
    bracket_phrase,
    lift_brackets,
    split_line,
    reorder_clauses,
)


def edited(text: str, dice: random.Random) -> str:
    for _ in range(dice.randint(1, 4)):
        text = dice.choice(EDITS)(text, dice)
    return text


def dice_of(seed: int) -> random.Random:
    return random.Random(seed)  # seeded on purpose: the same edits on every run


@pytest.mark.parametrize("seed", ROUNDS)
def test_diff_keeps_the_laws_on_random_edits(seed: int) -> None:
    dice = dice_of(seed)

    for paragraph in PARAGRAPHS:
        laws.check_diff(paragraph, edited(paragraph, dice))
    laws.check_diff(*dice.sample(PARAGRAPHS, 2))


@pytest.mark.parametrize("seed", ROUNDS)
def test_three_way_keeps_the_laws_on_random_edits(seed: int) -> None:
    dice = dice_of(seed)

    for paragraph in dice.sample(PARAGRAPHS, 6):
        ours, theirs = edited(paragraph, dice), edited(paragraph, dice)
        laws.check_three_way(paragraph, ours, theirs)
        laws.check_one_engine(paragraph, ours, theirs)


@pytest.mark.parametrize("seed", ROUNDS)
def test_combine_keeps_the_laws_on_random_edits(seed: int) -> None:
    dice = dice_of(seed)

    for paragraph in dice.sample(PARAGRAPHS, 3):
        laws.check_combine(
            paragraph, {f"Sample {n}": edited(paragraph, dice) for n in range(dice.randint(1, 8))}
        )


def once_only(pieces: list[str]) -> list[int]:
    """Where a word stands that the text has only once."""
    return [at for at, piece in enumerate(pieces) if piece[0].isalpha() and pieces.count(piece) == 1]


def apart(places: list[int], dice: random.Random, *, gap: int) -> list[int]:
    """Some of the places, in order, with at least `gap` pieces from one to the next."""
    chosen: list[int] = []
    for at in sorted(dice.sample(places, min(6, len(places)))):
        if not chosen or at - chosen[-1] >= gap:
            chosen.append(at)
    return chosen


def with_new_words(pieces: list[str], places: list[int]) -> str:
    return "".join(f"neu{at}" if at in places else piece for at, piece in enumerate(pieces))


@pytest.mark.parametrize("seed", ROUNDS)
def test_diff_marks_only_the_words_that_were_replaced(seed: int) -> None:
    dice = dice_of(seed)
    base = dice.choice(PARAGRAPHS[:6])
    pieces = pieces_of(base)
    places = apart(once_only(pieces), dice, gap=10)

    segments = redline.diff(base, with_new_words(pieces, places))

    assert [segment.text for segment in segments if segment.op == "delete"] == [pieces[at] for at in places]
    assert [segment.text for segment in segments if segment.op == "insert"] == [f"neu{at}" for at in places]


@pytest.mark.parametrize("seed", ROUNDS)
def test_three_way_takes_both_where_a_word_lies_between(seed: int) -> None:
    dice = dice_of(seed)
    base = dice.choice(PARAGRAPHS[:6])
    pieces = pieces_of(base)
    places = apart(once_only(pieces), dice, gap=4)
    mine = [at for at in places if dice.random() < 0.5]

    merged = merge.three_way(
        base, with_new_words(pieces, mine), with_new_words(pieces, [at for at in places if at not in mine])
    )

    assert (merged.is_clean, merged.text) == (True, with_new_words(pieces, places))


@pytest.mark.parametrize("seed", ROUNDS)
def test_three_way_is_contested_where_two_edited_words_are_neighbours(seed: int) -> None:
    dice = dice_of(seed)
    base = dice.choice(PARAGRAPHS[:6])
    pieces = pieces_of(base)
    at = dice.choice([n for n in once_only(pieces) if n + 2 in once_only(pieces) and pieces[n + 1] == " "])

    merged = merge.three_way(base, with_new_words(pieces, [at]), with_new_words(pieces, [at + 2]))

    assert [conflict.before for conflict in merged.conflicts] == ["".join(pieces[at : at + 3])]
    assert merged.text == base


def list_item_at(pieces: list[str], places: list[int], dice: random.Random) -> dict[int, str]:
    """One more word after one of the places, written as its neighbourhood asks: "and" beside "and", a comma beside a comma."""
    at = dice.choice(places)
    after = "".join(pieces[at + 1 : at + 4])
    joint = " and" if after.startswith(" and ") else "," if after.startswith(",") else ""
    return {at: pieces[at] + f"{joint} neuword"}


def without_some(pieces: list[str], places: list[int], dice: random.Random) -> dict[int, str]:
    """The word at one of the places struck, with the space before it."""
    at = dice.choice([place for place in places if place and pieces[place - 1] == " "])
    return {at - 1: "", at: ""}


def with_changes(pieces: list[str], changes: dict[int, str]) -> str:
    return "".join(changes.get(at, piece) for at, piece in enumerate(pieces))


@pytest.mark.parametrize("change", [list_item_at, without_some])
@pytest.mark.parametrize("seed", ROUNDS)
def test_three_way_takes_the_same_change_once_whatever_else_changes(
    seed: int, change: Callable[[list[str], list[int], random.Random], dict[int, str]]
) -> None:
    dice = dice_of(seed)
    base = dice.choice(PARAGRAPHS[:13])
    pieces = pieces_of(base)
    words = [at for at, piece in enumerate(pieces) if piece[0].isalpha()]
    both = change(pieces, words, dice)
    far = [at for at in once_only(pieces) if all(abs(at - place) > 4 for place in both)]
    elsewhere = apart(far, dice, gap=4)
    ours, theirs = ({at: f"neu{at}" for at in elsewhere[side::2]} for side in (0, 1))

    merged = merge.three_way(base, with_changes(pieces, both | ours), with_changes(pieces, both | theirs))

    assert (merged.is_clean, merged.text) == (True, with_changes(pieces, both | ours | theirs))


@pytest.mark.parametrize("seed", ROUNDS)
def test_three_way_gathers_what_two_sides_add_to_a_list(seed: int) -> None:
    dice = dice_of(seed)
    items = [f"item{at}" for at in range(8)]
    adds = {item: dice.choice([(), ("ours",), ("theirs",), ("ours", "theirs")]) for item in items}

    def listed(*sides: str) -> str:
        parts = [f"{item}, new{item}" if set(adds[item]) & set(sides) else item for item in items]
        return f"such as {', '.join(parts)} and others;"

    merged = merge.three_way(listed(), listed("ours"), listed("theirs"))

    assert (merged.is_clean, merged.text) == (True, listed("ours", "theirs"))


@pytest.mark.parametrize("is_behind", [True, False])
@pytest.mark.parametrize("seed", ROUNDS)
def test_three_way_takes_items_that_repeat_their_neighbours_once(seed: int, *, is_behind: bool) -> None:
    dice = dice_of(seed)
    items = [f"item{at}" for at in range(8)]
    adds = {item: dice.choice([(), ("ours",), ("theirs",), ("ours", "theirs")]) for item in items}

    def listed(*sides: str) -> str:
        pairs = {item: f"{item}, young {item}" if is_behind else f"{item} of age, {item}" for item in items}
        parts = [pairs[item] if set(adds[item]) & set(sides) else item for item in items]
        return f"measures to protect people, {', '.join(parts)} and others;"

    merged = merge.three_way(listed(), listed("ours"), listed("theirs"))

    assert (merged.is_clean, merged.text) == (True, listed("ours", "theirs"))


@pytest.mark.parametrize("seed", ROUNDS)
def test_three_way_strikes_what_two_sides_strike_from_a_list(seed: int) -> None:
    dice = dice_of(seed)
    items = [f"{dice.choice(('to assist', 'to protect', 'to support'))} item{at}" for at in range(9)]
    strikes = {item: dice.choice([(), ("ours",), ("theirs",), ("ours", "theirs")]) for item in items[1:-1:2]}

    def listed(*sides: str) -> str:
        return f"States decide {', '.join(item for item in items if not set(strikes.get(item, ())) & set(sides))};"

    merged = merge.three_way(listed(), listed("ours"), listed("theirs"))

    assert (merged.is_clean, merged.text) == (True, listed("ours", "theirs"))


@pytest.mark.parametrize("seed", ROUNDS)
def test_combine_finds_each_word_that_was_replaced(seed: int) -> None:
    dice = dice_of(seed)
    base = dice.choice(PARAGRAPHS[:6])
    pieces = pieces_of(base)
    places = apart(once_only(pieces), dice, gap=4)
    proposals = {f"Sample {n}": with_new_words(pieces, places[n::3]) for n in range(3)}

    clusters = merge.combine(base, proposals)

    assert [(cluster.before, [option.text for option in cluster.options]) for cluster in clusters] == [
        (pieces[at], [f"neu{at}"]) for at in places
    ]


@pytest.mark.parametrize("seed", ROUNDS)
def test_choose_brackets_whatever_is_proposed(seed: int) -> None:
    dice = dice_of(seed)
    base = dice.choice(PARAGRAPHS[:6])
    proposals = {f"Sample {n}": insert_clause(replace_word(base, dice), dice) for n in range(4)}
    clusters = merge.combine(base, proposals)

    chosen = merge.choose(base, clusters, [merge.BRACKET] * len(clusters))

    assert chosen.count("[") == chosen.count("]")
    assert all(option.text.strip() in chosen for cluster in clusters for option in cluster.options)
