"""References: paragraphs of the same text, of other texts, and what only a person can settle."""

import pytest

from drafts.text import numbering, references
from drafts.text.references import THIS


@pytest.mark.parametrize(
    ("wording", "labels"),
    [
        ("as set out in paragraph 49 above", ["49"]),
        ("paragraphs 12 and 13", ["12", "13"]),
        ("paragraphs 12, 13 and 14 bis", ["12", "13", "14 bis"]),
        ("paragraphs 12 to 15 and 17", ["12", "15", "17"]),
        ("paragraphs 3–5 bis", ["3", "5 bis"]),
        ("paragraphs 3 to 5", ["3", "5"]),
        ("para. 4 and Para 71", ["4", "71"]),
        ("paras. 4, 5 and/or 6", ["4", "5", "6"]),
        ("paragraph 45 (b) and paragraph 46(a)", ["45", "46"]),
        ("paragraphs 4 (a) to (c) and 7", ["4", "7"]),
        ("paragraphs 4 (a), (b) and (d), 6 and 7", ["4", "6", "7"]),
        ("paragraph 4 of the present Plan", ["4"]),
        ("paragraph 5 of this resolution", ["5"]),
        ("paragraph 5 of the Plan", ["5"]),
        ("Paragraph 2.3 bis.", ["2.3 bis"]),
        ("operative paragraph 5", ["5"]),
        ("preambular paragraph 2", ["PP2"]),
        ("preambular paragraphs PP3 and 4", ["PP3", "PP4"]),
        ("PP3 and OP 7 bis", ["PP3", "OP7 bis"]),
        ("as part of paragraph 5", ["5"]),
        ("in accordance with paragraph 5 in the context of relief", ["5"]),
        ("pursuant to paragraph 5 to the Secretary-General", ["5"]),
        ("in paragraph 3, 20 countries reported", ["3"]),
        ("paragraph\n7", ["7"]),
        ("Article 6, paragraph 2 of the Protocol", []),
        ("Article 25 paragraph 2 of UNTOC and Article 6 of the Trafficking Protocol", []),
        ("Article 5 of the Protocol", []),
        ("paragraph 3 of its resolution 64/178", []),
        ("paragraph 3 of General Assembly resolution 64/178", []),
        ("paragraph 3 of resolution 64/178", []),
        ("paragraphs 3 and 4 of the Political Declaration", []),
        ("resolution 61/180, paragraph 7", []),
        ("resolution 1325 (2000), paragraph 7", []),
        ("resolution 64/178, in particular paragraph 7", []),
        ("resolution 64/178, and in particular its paragraph 7", []),
        ("resolution 64/178 and paragraph 7 thereof", []),
        ("the report of the Secretary-General (A/64/123), paragraph 12", []),
        ("paragraph 12 of document A/64/123", []),
        ("paragraphs 12 to 14 contained in annex I, and paragraph 3 of the annex", ["12", "14"]),
        ("decision 1/CP.17, paragraph 9", []),
        ("in section II, paragraph 9", []),
        ("Article 4, paragraphs 3[ and 5][, 5 and 9], of the Convention", []),
        ("sub-paragraph 3 and subparagraph (a)", []),
        ("3 paragraphs; the paragraph", []),
    ],
)
def test_find_names_paragraphs_of_the_same_text(wording: str, labels: list[str]) -> None:
    found = references.find(wording, {"plan"}).own

    assert [reference.label for reference in found] == labels
    assert all(wording[one.start : one.end][-1] == one.label[-1] for one in found)


@pytest.mark.parametrize(
    ("wording", "article"),
    [
        ("paragraph 8 of this Article", THIS),
        ("[referred to in paragraph 2 (option 2(a)) of this Article]", THIS),
        ("Article 19, paragraph 3]", "19"),
        ("paragraph 2 of Article 6", "6"),
        ("paragraph 2 bis of article 6 bis of this Agreement", "6 bis"),
        ("paragraph 8", ""),
    ],
)
def test_find_says_of_which_article(wording: str, article: str) -> None:
    assert [reference.article for reference in references.find(wording).own] == [article]


def test_find_tells_ranges_lists_and_points() -> None:
    found = references.find("See paragraphs 3 (a) to 5bis, 7(b)(ii) and paragraph 9.").own

    assert [(one.start, one.end, one.label, one.group) for one in found] == [
        (15, 16, "3", 0),
        (24, 28, "5 bis", 0),
        (30, 31, "7", 0),
        (53, 54, "9", 1),
    ]
    assert [one.is_range_end for one in found] == [False, True, False, False]
    assert [one.point for one in found] == ["(a)", "", "(b)(ii)", ""]


@pytest.mark.parametrize(
    ("wording", "doubtful"),
    [
        ("as said in the preceding paragraph;", ["the preceding paragraph"]),
        ("the two preceding paragraphs", ["the two preceding paragraphs"]),
        ("in the paragraph above", ["paragraph above"]),
        ("in paragraph 4 and 5 above", ["paragraph 4 and 5"]),
        ("the Convention, in particular Article 4, paragraph 3", ["paragraph 3"]),
        ("paragraph 4 and 5 per cent of it; the following measures", []),
    ],
)
def test_find_leaves_what_only_a_person_can_settle(wording: str, doubtful: list[str]) -> None:
    found = references.find(wording).doubtful

    assert [wording[span.start : span.end] for span in found] == doubtful


def test_find_lists_what_names_another_text() -> None:
    wording = "Recalling paragraph 3 of resolution 64/178 and paragraph 3 above"

    found = references.find(wording)

    assert [wording[span.start : span.end] for span in found.elsewhere] == ["paragraph 3"]
    assert [numbering.tidy(wording[one.start : one.end]) for one in found.own] == ["3"]
