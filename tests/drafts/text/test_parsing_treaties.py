"""Reading treaty drafts in Markdown: articles, options, insertions, brackets that do not match."""

from drafts.text.parsing import Warning_, parse

DRAFT = """\
SOURCE: somewhere
---
title: Draft Agreement
edit: true
---

*COP version (updated at the conference)*[^0]

[source]: http://example.org/text.pdf

* TOC
{:toc}

## Preamble

The Parties to this Agreement,

*Being* Parties to the Convention (see [the text][source]),

[*Noting* that emissions [have] grown,]

*Taking into account* the imperatives of a just transition.

Have agreed as follows:

## Article 1 *(definitions)*

For the purposes of this Agreement the following definitions apply:

1. "Party" means a Party to this Agreement;
2. [*Placeholder* for "finance";]

## Article 2bis *(general)*

**Option 1:**

1.[All Parties [shall] prepare [contributions][components]] [and means]\\* towards it]

2.  The purpose is to:

    1.  Hold the increase [below 1.5 °C];
    2.  Increase the ability:

        1. of States;
        2. of others;
    3. [Pursue [a transformation] and production and
    distribution]

    2bis. [Policies should take it into account]

**Option 2:**

1. No text

## [Article 3ter] *(mechanism)*

**Option 3:**Building on it:

(a) Enhance ambition;

(a)bis. Enhance finance;

7.bis [Developed country Parties shall communicate.][^2]

<!-- -->

[^0]: Work in progress.

[^2]: Options include:

      Option 1: A name
      Option 2: Another
"""


def test_treaty_draft_labels_paragraphs_with_their_article() -> None:
    parsed = parse(DRAFT)

    assert parsed.title == ("Draft Agreement",)
    assert [(block.kind, block.label, block.wording) for block in parsed.blocks] == [
        ("unnumbered", "unnumbered 1", "*COP version (updated at the conference)*"),
        ("heading", "heading 1", "Preamble"),
        ("unnumbered", "chapeau", "The Parties to this Agreement,"),
        ("preambular", "PP1", "*Being* Parties to the Convention (see the text),"),
        ("preambular", "PP2", "[*Noting* that emissions [have] grown,]"),
        ("preambular", "PP3", "*Taking into account* the imperatives of a just transition."),
        ("unnumbered", "unnumbered 2", "Have agreed as follows:"),
        ("heading", "heading 2", "Article 1 *(definitions)*"),
        ("unnumbered", "unnumbered 3", "For the purposes of this Agreement the following definitions apply:"),
        ("numbered", "1.1", '"Party" means a Party to this Agreement;'),
        ("numbered", "1.2", '[*Placeholder* for "finance";]'),
        ("heading", "heading 3", "Article 2bis *(general)*"),
        ("unnumbered", "unnumbered 4", "Option 1:"),
        (
            "numbered",
            "2 bis.1",
            "[All Parties [shall] prepare [contributions][components]] [and means]\\* towards it]",
        ),
        (
            "numbered",
            "2 bis.2",
            (
                "The purpose is to:\n(a) Hold the increase [below 1.5 °C];\n(b) Increase the ability:\n(i) of States;\n"
                "(ii) of others;\n(c) [Pursue [a transformation] and production and distribution]"
            ),
        ),
        ("numbered", "2 bis.2 bis", "[Policies should take it into account]"),
        ("unnumbered", "unnumbered 5", "Option 2:"),
        ("numbered", "2 bis.1 alt", "No text"),
        ("heading", "heading 4", "[Article 3ter] *(mechanism)*"),
        (
            "unnumbered",
            "unnumbered 6",
            "Option 3:Building on it:\n(a) Enhance ambition;\n(a bis) Enhance finance;",
        ),
        ("numbered", "3 ter.7 bis", "[Developed country Parties shall communicate.]"),
    ]


def test_treaty_draft_reports_what_cannot_be_settled_by_line() -> None:
    assert parse(DRAFT).warnings == (
        Warning_(
            1,
            "Left out as no part of the text (masthead, heads, feet, the file's own lines): lines 1–5, 9, 11–12, 65",
        ),
        Warning_(18, "Links are not kept: lines 18"),
        Warning_(35, "Bold type is not kept: lines 35, 51, 57"),
        Warning_(37, "2 bis.1: a bracket closes and was not opened: “]”"),
        Warning_(53, "The number 1 stands already at line 37: this one is called 2 bis.1 alt"),
        Warning_(67, "Footnote 0 is left out: Work in progress."),
        Warning_(69, "Footnote 2 is left out: Options include:"),
    )


def test_numbers_that_go_on_across_sections_stay_as_they_are() -> None:
    parsed = parse(
        "## I. Aims\n\n1. One;\n\n## II. Means\n\n2. Two;\n\n**Option 2:**\n\n2. Two again;\n\n4. Four.\n"
    )

    assert [block.label for block in parsed.blocks] == [
        "heading 1",
        "1",
        "heading 2",
        "2",
        "unnumbered 1",
        "2 alt",
        "4",
    ]
    assert [warning.message for warning in parsed.warnings][1:] == [
        "The number 2 stands already at line 7: this one is called 2 alt",
        "Paragraph 4: no number 3 before it",
    ]


def test_numbers_that_restart_under_sections_take_the_section() -> None:
    parsed = parse("## I. Aims\n\n1. One;\n\n2. Two;\n\n## II. Means\n\n1. Three;\n\n2. Four.\n")

    assert [block.label for block in parsed.blocks] == [
        "heading 1",
        "I.1",
        "I.2",
        "heading 2",
        "II.1",
        "II.2",
    ]


def test_targets_that_lead_nowhere_or_round_are_reported() -> None:
    parsed = parse(
        "1. One;\n\n2. [merged with paragraph 9]\n\n3. [merged with 4]\n\n4. [merged into 3]\n\n5. [merged into 1]\n"
    )

    assert [block.target for block in parsed.blocks] == [None, "9", "4", "3", "1"]
    assert [(warning.line, warning.message) for warning in parsed.warnings] == [
        (3, "2 is merged with paragraph 9, which is not in the text"),
        (5, "3 is merged into 4, and that in the end into 3"),
        (7, "4 is merged into 3, and that in the end into 4"),
    ]


def test_brackets_ten_deep_come_in() -> None:
    (block,) = parse("1. " + "[a " * 10 + "]" * 9 + "\n").blocks

    assert block.wording == "[a " * 10 + "]" * 9


def test_numbers_that_cannot_be_read_are_reported() -> None:
    parsed = parse("1. One;\n\n3.x Notwithstanding it;\n\n59quaterAlso decides;\n\n(f [Each Party];\n")

    assert [(warning.line, warning.message) for warning in parsed.warnings] == [
        (3, "Not read as a number: “3.x Notwithstanding ”"),
        (5, "Not read as a number: “59quaterAlso decides”"),
        (7, "Not read as a number: “(f [Each Party];”"),
    ]
