"""Writing a text out, and reading the same text back; reading anything at all."""

import re
import time
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafts.text.parsing import Block, Kind, State, parse, source
from drafts.text.writing import markdown, plain


def numbered(label: str, wording: str) -> Block:
    return Block(Kind.NUMBERED, label, wording)


def test_plain_is_a_text_that_people_read() -> None:
    blocks = [
        Block(Kind.UNNUMBERED, "chapeau", "The General Assembly,"),
        Block(Kind.PREAMBULAR, "PP1", "*Recalling* its resolution 64/178,"),
        Block(Kind.HEADING, "heading 1", "Prevention"),
        numbered(
            "1",
            "*Decides*:\n(a) To act:\n(i) Now;\n(ii) Later;\n(b) To report;\nas stipulated in the Protocol;",
        ),
        Block(Kind.NUMBERED, "2", "", State.DELETED),
        numbered("2 bis", "[Invites States;]"),
        Block(Kind.NUMBERED, "3", "", State.MERGED, "1"),
    ]

    assert plain(["Plan of action", "(Rev.1)"], blocks) == (
        "Plan of action\n(Rev.1)\n\n"
        "The General Assembly,\n\n"
        "*Recalling* its resolution 64/178,\n\n"
        "## Prevention\n\n"
        "1. *Decides*:\n(a) To act:\n(i) Now;\n(ii) Later;\n(b) To report;\nas stipulated in the Protocol;\n\n"
        "2. Delete\n\n"
        "2 bis. [Invites States;]\n\n"
        "3. [merged with paragraph 1]\n"
    )


@pytest.mark.parametrize(
    "wording",
    [
        "Delete",
        "[merged with paragraph 1]",
        "2. Decides",
        "# Heading",
        "2010 was a year",
        "**bold** and __more__",
        "_underscored_ words",
        r"back\slash \* \[",
        "two  spaces inside",
        "ends in a space ",
        "  begins in spaces",
        "a line\n\nafter an empty one",
        "Opening\nwords in lines\nlike these",
        "```numbered 1\nwords\n```",
        "[^1] and [a](http://example.org)",
        "12",
        "A/RES/73/3",
        "18-16895 (E)",
        "<b>html</b>",
        "* bullet",
        "Option 1:",
        "curly “quotes” – dash — NBSP\u00a0here",
        "[[[unbalanced] brackets",
        "نص عربي، مع فاصلة؛",
        "决定：通过本计划；",
        "",
    ],
)
@pytest.mark.parametrize("kind", list(Kind))
def test_any_wording_comes_back_from_plain_text(kind: Kind, wording: str) -> None:
    label = {
        Kind.NUMBERED: "2",
        Kind.PREAMBULAR: "PP1",
        Kind.HEADING: "heading 1",
        Kind.UNNUMBERED: "chapeau",
    }[kind]
    blocks = (Block(kind, label, wording), numbered("3", "Ends."))

    assert parse(plain(["Title"], blocks)).blocks == blocks


PIECES = st.sampled_from(
    [
        *(
            "1. ",
            "2) ",
            "3 bis. ",
            "49 alt. ",
            "(a) ",
            "(i) ",
            "(ii) ",
            "- a. ",
            "- ",
            "* ",
            "# ",
            "**",
            "*",
            "_",
            "__",
            "[",
        ),
        *(
            "]",
            "\\",
            "`",
            "```numbered 1",
            "    ",
            "  ",
            "Recalling ",
            "The General Assembly,",
            "Article 2",
            "Annex",
            "II. Foo",
        ),
        *(
            "Delete",
            "[merged with paragraph 1]",
            ".",
            ",",
            ";",
            ":",
            "foo",
            "Bar",
            "the",
            "of",
            "PP1 ",
            "OP2. ",
            "[^1]",
            "¹",
        ),
        *(
            "2/10   18-16895",
            "A/RES/73/3",
            "18th plenary meeting",
            "10 October 2018",
            "______________",
            "---",
            "===",
            "12",
        ),
        *(
            "SOURCE: x",
            "Option 1:",
            "é",
            "中",
            "م",
            "\u00a0",
            "[a](http://x)",
            "merged into 2",
            "3.1 ",
            "1\\. ",
            "<u>",
            "<!-- x -->",
        ),
    ]
)
LINE = st.lists(PIECES, min_size=1, max_size=6).map("".join)
WORDING = st.lists(LINE, min_size=1, max_size=4).map("\n".join)
LABELS = st.sampled_from(
    [
        *(
            "1",
            "2",
            "3",
            "3 bis",
            "3 bis alt",
            "4.2",
            "2 bis.1",
            "49 novononagies",
            "annex.1",
            "IV.2",
            "annex II.3 alt 2",
        ),
        *("PP1", "PP2", "PP2 bis", "heading 1", "heading 3", "chapeau", "unnumbered 1", "unnumbered 2 bis"),
    ]
)


@st.composite
def block(draw: st.DrawFn, label: str) -> Block:
    state = draw(st.sampled_from(State))
    wording = draw(WORDING if state is State.STANDING else st.just("") | WORDING)
    return Block(
        draw(st.sampled_from(Kind)), label, wording, state, draw(LABELS) if state is State.MERGED else None
    )


BLOCKS = st.lists(LABELS, unique=True, max_size=7).flatmap(lambda labels: st.tuples(*map(block, labels)))


@given(st.lists(LINE, max_size=3).map(tuple), BLOCKS)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_text_comes_back_from_plain_text(title: tuple[str, ...], blocks: tuple[Block, ...]) -> None:
    parsed = parse(plain(title, blocks))

    assert (parsed.title, parsed.blocks) == (title, blocks)


ANYTHING = st.lists(
    PIECES | st.sampled_from(["\n", "\n\n", "\r\n", "\f", "\t", "\x00", "\x85"]), max_size=40
).map("".join)


@given(ANYTHING | st.text(max_size=200))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_letter_of_any_text_is_lost_unsaid(text: str) -> None:
    parsed = parse(text)

    written = [*parsed.title, *(f"{b.label}{b.wording}{b.state}{b.target}deletemerge" for b in parsed.blocks)]
    kept = Counter(character for character in "".join(written).casefold() if character.isalpha())
    said = source.read(text).left_out | told_lines(parsed.warnings)
    rows = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    for number, row in enumerate(rows, 1):
        if number not in said and not row.startswith("```"):
            lost = {character for character in row.casefold() if character.isalpha() and not kept[character]}
            assert lost <= set("paragraphwithintobe")


def told_lines(warnings: tuple[object, ...]) -> set[int]:
    """The lines that warnings name: their own, and those that their messages list."""
    found = set()
    for warning in warnings:
        found.add(getattr(warning, "line", 0))
        listed = str(getattr(warning, "message", "")).partition(": lines ")[2]
        for span in re.findall(r"(\d+)(?:–(\d+))?", listed):
            found |= set(range(int(span[0]), int(span[1] or span[0]) + 1))
    return found


@pytest.mark.parametrize(
    "text",
    [
        *(
            "[" * 80_000,
            "*a " * 30_000,
            "**a " * 80_000,
            "_a " * 30_000,
            "a" + " " * 80_000 + "b",
            "\\" * 80_000,
        ),
        *(
            "```numbered 1\n" * 5_000,
            "(a) x\n" * 30_000,
            "5. x\n\n" * 5_000,
            "a\n\nb\n\n" * 5_000,
            "1. x\n\n(a) x\n\nfoo\n\n" * 2_500,
        ),
        *(
            "\fA/RES/1\n\nfoo bar\n" * 2_500,
            "Particularly " * 8_000 + ",",
            "Annex I\n\n1. x\n\n" * 2_500,
            "[a](http://" * 9_000,
        ),
        "foo 1 bar\n______\n" + "".join(f"{n}\nnote\n" for n in range(5_000)),
        "".join(f"{n}. merged with {n % 2_500 + 1}\n\n" for n in range(1, 2_501)),
    ],
    ids=lambda text: f"{text[:12]!r} x {len(text)}",
)
def test_reading_takes_time_in_step_with_length(text: str) -> None:
    started = time.process_time()

    parse(text)

    assert time.process_time() - started < 2


def test_markdown_is_shown_as_the_text_is_printed() -> None:
    blocks = [
        Block(Kind.UNNUMBERED, "chapeau", "The General Assembly,"),
        Block(Kind.HEADING, "heading 1", "Prevention"),
        numbered("1", "*Decides* that <x> and file_name_here:\n(a) To act;\n(b) To report;"),
        Block(Kind.NUMBERED, "7", "", State.DELETED),
        numbered("7 bis", "[Invites States;]"),
    ]

    assert markdown(["Plan of action"], blocks) == (
        "# Plan of action\n\n"
        "The General Assembly,\n\n"
        "## Prevention\n\n"
        "1\\. *Decides* that \\<x> and file\\_name\\_here:\\\n(a) To act;\\\n(b) To report;\n\n"
        "7\\. Delete\n\n"
        "7 bis\\. [Invites States;]\n"
    )


@given(st.lists(LINE, max_size=3).map(tuple), BLOCKS)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_text_comes_back_from_markdown(title: tuple[str, ...], blocks: tuple[Block, ...]) -> None:
    parsed = parse(markdown(title, blocks))

    assert (parsed.title, parsed.blocks) == (title, blocks)
