"""The editorial check: each family finds what an editor would mark, and no more."""

import time
from pathlib import Path

import pytest

from drafts.text import checking, parsing
from drafts.text.checking import Check, Finding, Gravity, spelling
from drafts.text.parsing import Block, Kind, State
from drafts.text.renumbering import own_names

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
LISTED = spelling.read((FIXTURES / "spelling.txt").read_text())[0]


def numbered(label: str, wording: str) -> Block:
    return Block(Kind.NUMBERED, label, wording)


def found(*wordings: str, only: Check) -> list[Finding]:
    blocks = [numbered(str(number), wording) for number, wording in enumerate(wordings, start=1)]
    return [each for each in checking.check(blocks, LISTED) if each.check == only]


def quoted(*wordings: str, only: Check) -> list[str]:
    return [wordings[each.place][each.start : each.end] for each in found(*wordings, only=only)]


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        ("Notes [shall] and [should];", ["[shall]"]),
        ("Notes [shall and should];]", ["[shall and should]", "]"]),
        ("Notes [the [whole] of it;", ["[", "[whole]"]),
        ("Notes none;", []),
    ],
)
def test_brackets_are_found_where_they_do_not_match_and_once_where_they_do(
    wording: str, words: list[str]
) -> None:
    assert quoted(wording, only=Check.BRACKETS) == words


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        ("[placeholder: trust fund]", ["[placeholder: trust fund]"]),
        ("The fund [...] and [X] of ____;", ["[...]", "[X]", "____"]),
        ("Date TBC; text to be inserted;", ["TBC", "to be inserted"]),
        ("Annex XX and section XXI and XXX", ["XX", "XXX"]),
        ("The places held;", []),
    ],
)
def test_placeholders_are_found(wording: str, words: list[str]) -> None:
    assert quoted(wording, only=Check.PLACEHOLDER) == words


def test_endings_follow_the_custom_of_the_text() -> None:
    told = found("One;", "Two;", "Three", "Four.", "Five; and", "Six;", "Last;", only=Check.ENDING)

    assert [(each.place, each.gravity, each.message) for each in told] == [
        (2, Gravity.SLIP, "No mark at the end: a semicolon is missing."),
        (3, Gravity.LOOK, "It ends with a full stop; most paragraphs here end with a semicolon."),
        (6, Gravity.SLIP, "It ends with a semicolon; the last paragraph ends with a full stop."),
    ]


def test_endings_take_the_custom_of_the_article() -> None:
    blocks = [numbered(f"1.{n}", f'"{n}" means a thing;') for n in range(1, 4)]
    blocks += [numbered(f"2.{n}", "Parties shall act.") for n in range(1, 6)]

    assert [each for each in checking.check(blocks, LISTED) if each.check == Check.ENDING] == []


def test_endings_of_points_are_checked_and_headings_are_not() -> None:
    wording = "Acts:\n(a) One;\n(b) Two\n(c) *Three*\nOption\n(d) Four, and\n(e) Five.”"

    assert quoted(wording, only=Check.ENDING) == ["(b) Two"]


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        ("to adopt adopt modalities.", ["adopt adopt"]),
        ("in the\nthe fund.", ["the\nthe"]),
        ("of the women of the women and men.", ["of the women of the women"]),
        ("The the text;; and more.,", ["The the", ";;"]),
        ("He said that that was so; Bora Bora; well-being being; A, B, B, C.", []),
        ("The the... end.", ["The the"]),
    ],
)
def test_doubled_words_are_found_and_names_are_not(wording: str, words: list[str]) -> None:
    assert quoted(wording, only=Check.DOUBLED) == words


@pytest.mark.parametrize(
    ("wording", "messages"),
    [
        ("Program and PROGRAMS.", ["“Program” should be “Programme”.", "“PROGRAMS” should be “PROGRAMMES”."]),
        (
            "sub-regional, sub regional, Subregional.",
            ["“sub-regional” should be “subregional”.", "“sub regional” should be “subregional”."],
        ),
        ("The labor’s end.", ["“labor’s” should be “labour’s”."]),
        ("programmer, elaborate, co-laboration, collaborations, labor-saving.", []),
        ("programme, labour, subregional, capacity-building.", []),
    ],
)
def test_spelling_finds_whole_words_and_keeps_their_case(wording: str, messages: list[str]) -> None:
    assert [each.message for each in found(wording, only=Check.SPELLING)] == messages


def test_a_list_that_cannot_be_read_is_told_by_line() -> None:
    _listed, faults = spelling.read("# remark\nprogramme program\nlabour: labour\n\ncentre: center # US")

    assert [(fault.line, fault.message[:12]) for fault in faults] == [
        (2, "Write the wa"),
        (3, "“labour” is "),
    ]


def test_short_forms_are_defined_first_and_once() -> None:
    told = found(
        "Notes WHO and the Trafficking Protocol, HIV, Annex II, A/RES/73/3 and CP.21;",
        'The World Health Organization (WHO) and the Protocol (hereinafter "the Trafficking Protocol");',
        "The World Health Organization (WHO), the NGOs and NGO.",
        only=Check.SHORT_FORM,
    )

    assert [(each.place, each.message) for each in told] == [
        (0, "“WHO” is used before 2 defines it."),
        (0, "“Trafficking Protocol” is used before 2 defines it."),
        (2, "“WHO” is defined again; it was in 2 already."),
        (2, "“NGO” is used and nowhere defined."),
    ]


def test_references_to_what_is_gone_are_found() -> None:
    blocks = [
        numbered("1", "See paragraph 2, paragraph 3, paragraph 4 and paragraph 9 of resolution 64/178;"),
        Block(Kind.NUMBERED, "2", "", State.DELETED),
        Block(Kind.NUMBERED, "3", "", State.MERGED, "4"),
        numbered("4", "Four."),
    ]

    told = [each.message for each in checking.check(blocks, LISTED) if each.check == Check.REFERENCE]

    assert told == ["“Paragraph 2” is deleted.", "“Paragraph 3” was merged with paragraph 4."]


def test_overlaps_are_told_once() -> None:
    long = "Increase prevention efforts in countries of destination and transit by focusing on the demand for trafficked labour"
    told = found(
        f"{long};",
        "Something else entirely stands here, about seas;",
        f"{long}, and train the police.",
        only=Check.OVERLAP,
    )

    assert [(each.place, each.other) for each in told] == [(2, 0)]


def test_the_plan_is_marked_as_by_an_editor() -> None:
    read = parsing.parse((FIXTURES / "facilitators-proposals.txt").read_text())

    told = checking.check(read.blocks, LISTED, own_names(read.title))

    assert [(read.blocks[each.place].label, str(each.check)) for each in told] == [
        ("2", "ending"),
        ("3", "short_form"),
        ("6", "short_form"),
        ("9", "spelling"),
        ("10", "spelling"),
        ("21", "spelling"),
        ("26", "spelling"),
        *[("45", "ending")] * 3,
        ("56", "spelling"),
        *[("65", "spelling")] * 2,
    ]


def test_five_hundred_paragraphs_are_checked_within_a_second() -> None:
    read = parsing.parse((FIXTURES / "facilitators-proposals.txt").read_text())
    blocks = [
        numbered(str(number), f"{read.blocks[number % 70].wording} {number}") for number in range(1, 501)
    ]

    started = time.process_time()
    checking.check(blocks, LISTED)

    assert time.process_time() - started < 1
