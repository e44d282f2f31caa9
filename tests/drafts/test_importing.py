"""Importing: what becomes of blocks, and what is refused with nothing left behind."""

import pytest

from delegations.models import Negotiation
from drafts.models import Decision, Document, Paragraph
from drafts.operations import importing, verifying
from drafts.operations.importing import ImportRefused
from drafts.text.parsing import Block, Kind, State
from tests.factories import NOW, make_facilitator, make_negotiation, numbered

pytestmark = pytest.mark.django_db


def bring_in(negotiation: Negotiation, *blocks: Block, name: str = "Plan", **more: object) -> Document:
    return importing.import_document(
        **{  # type: ignore[arg-type]  # keywords of the operation
            "negotiation": negotiation,
            "name": name,
            "title": ["The plan"],
            "blocks": blocks or (numbered("1", "One;"),),
            "by": make_facilitator(negotiation),
            "at": NOW,
            **more,
        }
    )


def test_import_document_lays_blocks_out_in_one_decision() -> None:
    blocks = (
        Block(Kind.UNNUMBERED, "chapeau", "We agree:"),
        numbered("1", "One;"),
        Block(Kind.NUMBERED, "2", "", State.DELETED),
        Block(Kind.NUMBERED, "3", "", State.MERGED, "4"),
        Block(Kind.NUMBERED, "4", "", State.MERGED, "1"),
    )

    document = bring_in(make_negotiation(), *blocks, sections={"1": "General"})

    rows = document.paragraphs.values_list(
        "label", "kind", "wording", "state", "target__label", "section__title"
    )
    assert list(rows) == [
        ("chapeau", "unnumbered", "We agree:", "standing", None, None),
        ("1", "numbered", "One;", "standing", None, "General"),
        ("2", "numbered", "", "deleted", None, "General"),
        ("3", "numbered", "", "merged", "4", "General"),
        ("4", "numbered", "", "merged", "1", "General"),
    ]
    assert (document.slug, document.decisions.get().sentence) == ("plan", "Plan brought in, 5 paragraphs.")
    assert list(verifying.faults()) == []


@pytest.mark.parametrize(
    ("blocks", "sentence"),
    [
        ([], "The text has no paragraphs: nothing was imported."),
        (
            [numbered("1", "One;"), numbered("1", "Uno;")],
            "Paragraph 1: The label “1” stands twice: an earlier block has it.",
        ),
        (
            [numbered("drafts", "One;")],
            "Paragraph drafts: “drafts” is a word that addresses need: give it another label.",
        ),
        (
            [Block(Kind.NUMBERED, "1", "", State.MERGED, "9")],
            "Paragraph 1: It is merged into paragraph 9, and no paragraph is called “9”.",
        ),
        (
            [numbered("1", "a\x07b")],
            "Paragraph 1: Character 2 is a control character (U+0007): remove it, please.",
        ),
        (
            [numbered("1", "x" * 100_001)],
            "Paragraph 1: The wording has 100,001 characters; 100,000 is the most.",
        ),
    ],
)
def test_import_document_refuses_blocks_that_cannot_stand(blocks: list[Block], sentence: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        bring_in(make_negotiation(), blocks=blocks)

    assert str(refused.value) == sentence
    assert [model.objects.count() for model in (Document, Paragraph, Decision)] == [0, 0, 0]


def test_import_document_lets_unbalanced_brackets_come_in() -> None:
    document = bring_in(make_negotiation(), numbered("1", "Ensure [liability;"))

    assert document.paragraphs.get().wording == "Ensure [liability;"


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("import", "“import” is a word that addresses need: give the document another title or address."),
        ("plan", "Talks has a document at “plan” already: give this one another title or address."),
        ("PLAN", "Talks has a document at “plan” already: give this one another title or address."),
        (
            "le plan",
            "“le plan” cannot be an address: at most 60 unaccented letters, digits and hyphens.",
        ),
        ("p" * 61, f"“{'p' * 61}” cannot be an address: at most 60 unaccented letters, digits and hyphens."),
    ],
)
def test_import_document_refuses_an_address(slug: str, sentence: str) -> None:
    negotiation = make_negotiation()
    bring_in(negotiation, name="Plan")

    with pytest.raises(ImportRefused) as refused:
        bring_in(negotiation, slug=slug)

    assert str(refused.value) == sentence
    assert negotiation.documents.count() == 1


def test_import_document_refuses_a_name_whose_address_is_reserved() -> None:
    with pytest.raises(ImportRefused, match="“ledger” is a word that addresses need"):
        bring_in(make_negotiation(), name="Ledger")


def test_import_document_gives_each_name_without_a_latin_letter_an_address() -> None:
    negotiation = make_negotiation()

    slugs = [bring_in(negotiation, name=name).slug for name in ("计划", "الخطة", "План")]

    assert slugs == ["text", "text-2", "text-3"]


def test_import_document_allows_the_same_address_in_another_negotiation() -> None:
    assert {bring_in(make_negotiation()).slug, bring_in(make_negotiation()).slug} == {"plan"}


def test_import_document_shortens_a_long_name_and_keeps_the_title() -> None:
    title = "Declaration " * 40

    document = bring_in(make_negotiation(), name=title, title=[title])

    assert document.name == f"{'Declaration ' * 16}".rstrip() + "…"
    assert document.title == title
    assert (len(document.slug), document.slug) == (
        59,
        "declaration-declaration-declaration-declaration-declaration",
    )


def test_shortened_cuts_one_long_word() -> None:
    assert importing.shortened("x" * 500) == "x" * 199 + "…"


def test_free_slug_counts_past_what_is_taken_and_reserved() -> None:
    negotiation = make_negotiation()
    bring_in(negotiation, name="x" * 80)

    found = [importing.free_slug(negotiation, name) for name in ("x" * 80, "Import", "Plan", "计划")]

    assert found == ["x" * 58 + "-2", "import-2", "plan", "text"]
