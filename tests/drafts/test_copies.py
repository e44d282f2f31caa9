"""Two copies of a document are compared by which paragraph is which, and not by what they say."""

import pytest

from drafts.exports.comparison import compare
from drafts.models import Document, Draft, DraftKind
from drafts.models.copies import Copy, frozen, pairs, standing
from drafts.operations import circulating
from drafts.text.parsing import Block, Kind, State
from tests.drafts import acts
from tests.factories import NOW, make_document, make_facilitator, numbered

pytestmark = pytest.mark.django_db

WORDINGS = ("Prevent trafficking;", "Protect victims;", "Prosecute offenders;", "Build partnerships.")


@pytest.fixture
def document() -> Document:
    return make_document(wordings=WORDINGS)


def circulate(document: Document, name: str = "Rev.1") -> Draft:
    return circulating.circulate_draft(
        document=document,
        kind=DraftKind.REVISION,
        name=name,
        author="The co-facilitators",
        by=make_facilitator(document.negotiation),
        at=NOW,
    )


def told(old: Copy, new: Copy, document: Document) -> list[tuple[str, str, str]]:
    """Tell each change by its kind, its old labels and its new ones; what was kept is left out."""
    compared = compare(old.name, old.text, new.name, new.text, pairs(document, old, new))
    labels = (
        (
            change.kind,
            " ".join(block.label for block in change.old),
            " ".join(block.label for block in change.new),
        )
        for change in compared.changes
    )
    return [each for each in labels if each[0] != "kept"]


def now(document: Document) -> Copy:
    return standing(document, "now")


def test_frozen_and_standing_are_alike_until_somebody_decides(document: Document) -> None:
    acts.merge(acts.at(document, "2"), acts.at(document, "1"), "Prevent it and protect;")

    old, new = frozen(circulate(document)), now(document)

    assert old.text.blocks == new.text.blocks
    assert old.keys == new.keys
    assert old.text.blocks[1] == Block(Kind.NUMBERED, "2", "", State.MERGED, "1")
    assert (old.name, old.slug, old.text.title) == ("Rev.1", "rev1", ("The plan",))


def test_copies_show_the_sections_that_are_printed() -> None:
    document = acts.document_of(*(numbered(n, "Words;") for n in "12"), sections={"1": "Prevention"})

    assert now(document).keys[0].isdecimal()

    document.sections.update(is_hidden=False)

    assert now(document).text.blocks[0] == Block(Kind.HEADING, "Prevention", "Prevention")


def test_pairs_know_a_paragraph_whatever_it_says(document: Document) -> None:
    old = frozen(circulate(document))
    acts.revise(acts.at(document, "2"), "Something else altogether, of other words;")
    acts.revise(acts.at(document, "4"), "Prevent trafficking;")

    assert told(old, now(document), document) == [("changed", "2", "2"), ("changed", "4", "4")]


def test_pairs_tell_what_was_inserted_and_deleted(document: Document) -> None:
    old = frozen(circulate(document))
    acts.insert(acts.at(document, "3"), "Protect victims;")
    acts.delete(acts.at(document, "1"))

    assert told(old, now(document), document) == [("removed", "1", "1"), ("added", "", "3 bis")]
    assert told(now(document), old, document) == [("added", "1", "1"), ("removed", "3 bis", "")]


def test_pairs_tell_what_was_moved(document: Document) -> None:
    old = frozen(circulate(document))
    acts.move(acts.at(document, "1"), acts.at(document, "3"))

    assert told(old, now(document), document) == [("moved", "1", "1")]


def test_pairs_tell_what_was_merged_along_a_chain(document: Document) -> None:
    old = frozen(circulate(document))
    acts.merge(acts.at(document, "3"), acts.at(document, "2"), "Protect and prosecute;")
    acts.merge(acts.at(document, "2"), acts.at(document, "1"), "Prevent, protect, prosecute;")

    assert told(old, now(document), document) == [("merged", "1 2 3", "1 2 3")]
    assert told(now(document), old, document) == [("split", "1 2 3", "1 2 3")]


def test_pairs_tell_what_was_split_and_split_again(document: Document) -> None:
    old = frozen(circulate(document))
    acts.split(acts.at(document, "2"), ("Protect;", "Victims of all kinds;"))
    acts.split(acts.at(document, "2 bis"), ("Victims;", "Of all kinds;"))

    assert told(old, now(document), document) == [("split", "2", "2 2 bis 2 ter")]
    assert told(now(document), old, document) == [("merged", "2 2 bis 2 ter", "2")]


def test_pairs_leave_what_was_merged_before_alone(document: Document) -> None:
    acts.merge(acts.at(document, "2"), acts.at(document, "1"), "Prevent it and protect;")
    old = frozen(circulate(document))
    acts.revise(acts.at(document, "1"), "Prevent and protect;")

    assert told(old, now(document), document) == [("changed", "1", "1")]
