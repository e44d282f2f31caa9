"""Reading texts into blocks."""

from pathlib import Path

from drafts.text.parsing import Block, Kind, Parsed, State, Warning_, parse
from drafts.text.writing import plain

PLAN = Path(__file__).parents[3] / "fixtures" / "facilitators-proposals.txt"


def plan() -> Parsed:
    return parse(PLAN.read_text(encoding="utf-8"))


def found(parsed: Parsed, label: str) -> Block:
    return next(block for block in parsed.blocks if block.label == label)


def test_plan_has_its_title_and_every_number_in_order() -> None:
    parsed = plan()

    assert parsed.title == ("Facilitators' Proposals", "(with African Group's Proposal for Para 71)")
    assert [block.label for block in parsed.blocks if block.kind is Kind.NUMBERED] == [
        str(n) for n in range(1, 72)
    ]
    assert [block.label for block in parsed.blocks if block.kind is not Kind.NUMBERED] == [
        "chapeau",
        "heading 1",
        "unnumbered 1",
    ]
    assert parsed.warnings == ()


def test_plan_joins_what_a_page_parted() -> None:
    parsed = plan()

    assert "child prostitution and child pornography, Special Representative" in found(parsed, "8").wording
    assert "cooperation among states of origin, transit and destination" in found(parsed, "55").wording
    assert "in persons patterns and flows at the national" in found(parsed, "67").wording


def test_plan_keeps_points_and_closing_words() -> None:
    parsed = plan()

    assert found(parsed, "45").wording == (
        "Adopt legislative and other measures necessary to establish as criminal offences:\n"
        "(a) Attempting to commit an offence\n"
        "(b) Participating as an accomplice in an offence\n"
        "(c) Organizing or directing other persons to commit an offence\n"
        "As stipulated by Article 5 of the Trafficking Protocol;"
    )
    assert [line[:4] for line in found(parsed, "71").wording.split("\n")[1:]] == [
        "(a) ",
        "(b) ",
        "(c) ",
        "(d) ",
        "(e) ",
    ]
    assert found(parsed, "71").wording.startswith("*Decides*, without prejudice")


def test_plan_knows_what_was_deleted_and_merged() -> None:
    parsed = plan()

    assert [
        (b.label, b.wording, b.state, b.target) for b in parsed.blocks if b.state is not State.STANDING
    ] == [
        ("37", "", "deleted", None),
        ("50", "", "merged", "49"),
        ("57", "", "merged", "56"),
        ("58", "", "merged", "56"),
    ]


def test_plan_has_heading_and_unnumbered_words_before_its_last_paragraph() -> None:
    blocks = plan().blocks

    assert [block.label for block in blocks[-4:]] == ["70", "heading 1", "unnumbered 1", "71"]
    assert blocks[-3].wording == "Implementation of the Global Action Plan"
    assert blocks[-2].wording == (
        "Adopts the present Plan of action and its annex as the UN Global Plan on Trafficking in Persons; and"
    )


def test_plan_comes_back_from_plain_text() -> None:
    parsed = plan()

    again = parse(plain(parsed.title, parsed.blocks))

    assert (again.title, again.blocks) == (parsed.title, parsed.blocks)
    assert "```" not in plain(parsed.title, parsed.blocks)


def test_lines_broken_at_a_hyphen_are_joined_as_the_words_are_written() -> None:
    parsed = parse(
        "1. Strengthen support and capacity-building in low-\nand middle-income countries, and in countries with health-\n"
        "care systems that have limited resources, including by\nway of multisectoral approaches in their response;\n"
    )

    assert [block.wording for block in parsed.blocks] == [
        (
            "Strengthen support and capacity-building in low- and middle-income countries, and in countries with health-care "
            "systems that have limited resources, including by way of multisectoral approaches in their response;"
        )
    ]


def test_running_head_of_one_page_is_known_by_its_symbol() -> None:
    parsed = parse(
        "1. Encourage the Conference of the Parties to establish an appropriate and\neffective review mechanism to monitor the "
        "implementation of the Convention\n\n2/3                              43-23295\n"
        "Improving the coordination\nof efforts                       A/C.3/99/L.5\n\nand Protocols thereto, in accordance with "
        "the rules of procedure and the\nmandate given to it by the States Parties;\n"
    )

    assert [block.wording for block in parsed.blocks] == [
        (
            "Encourage the Conference of the Parties to establish an appropriate and effective review mechanism to monitor the "
            "implementation of the Convention and Protocols thereto, in accordance with the rules of procedure and the mandate "
            "given to it by the States Parties;"
        )
    ]
    assert [(warning.line, warning.message) for warning in parsed.warnings] == [
        (4, "Left out as no part of the text (masthead, heads, feet, the file's own lines): lines 4–6"),
    ]


def test_blocks_that_break_off_are_joined_and_reported() -> None:
    parsed = parse("1. Liaise with the offices of the\n\nUnited Nations in the region;\n\n2. Report.\n")

    assert [block.wording for block in parsed.blocks] == [
        "Liaise with the offices of the United Nations in the region;",
        "Report.",
    ]
    assert parsed.warnings == (
        Warning_(3, "Joined to the paragraph before it, which breaks off in a sentence"),
    )


def test_control_characters_are_left_out_and_reported() -> None:
    parsed = parse("1. De\x07cides;\r\n\r\n2. Re\x00ports;\r\n")

    assert [block.wording for block in parsed.blocks] == ["Decides;", "Reports;"]
    assert parsed.warnings == (
        Warning_(1, "Control characters are left out"),
        Warning_(3, "Control characters are left out"),
    )


def test_title_may_stand_right_above_the_text() -> None:
    chapeau = (
        "We, the Member States of the United Nations, determined to put an end to it, "
        + "and again " * 8
        + "resolve to:"
    )

    parsed = parse(f"Plan of action\nRev.1\n{chapeau}\n1. Act;\n")

    assert parsed.title == ("Plan of action", "Rev.1")
    assert [(block.label, block.wording) for block in parsed.blocks] == [("chapeau", chapeau), ("1", "Act;")]


def test_headings_without_marks_are_known_by_where_they_stand() -> None:
    parsed = parse("Treaty\n\nArticle 1\nObjective\n\n1. Act;\n\nGeneral provisions\n\n2. Report.\n")

    assert [(block.kind, block.wording) for block in parsed.blocks] == [
        ("heading", "Article 1"),
        ("heading", "Objective"),
        ("numbered", "Act;"),
        ("heading", "General provisions"),
        ("numbered", "Report."),
    ]


def test_words_that_may_close_points_are_reported() -> None:
    parsed = parse("1. Act:\n\n(a) now;\n\n(b) later;\n\nIn accordance with the Protocol;\n\n2. Report.\n")

    assert [block.label for block in parsed.blocks] == ["1", "unnumbered 1", "2"]
    assert parsed.warnings == (Warning_(7, "May be the closing words of 1, and was not read so"),)


def test_a_table_of_markdown_is_told_of() -> None:
    text = "1. Report:\n\n| State | Sum |\n|---|---|\n| Samplia | 3 |\n\n2. Either A | B.\n"

    told = [str(warning.message) for warning in parse(text).warnings]

    assert [each for each in told if each.startswith("A table")] == [
        "A table is printed as it is typed, bars and all; write it out: lines 3–5"
    ]
    assert not [
        warning for warning in parse("1. Either A | B.\n").warnings if "table" in str(warning.message)
    ]
