"""What `verify` notices between the record and the history: other words, and a book that is gone with its row."""

import pytest
from reversion.models import Version

from delegations.models import Act, Book
from drafts.models import Amendment, AmendmentRevision, Paragraph
from drafts.operations import amending, deciding, verifying
from tests.factories import NOW, make_amendment, make_document, make_facilitator

pytestmark = pytest.mark.django_db


@pytest.fixture
def amendment() -> Amendment:
    """An amendment that was revised, on a paragraph that was decided on twice."""
    document = make_document()
    paragraph = document.paragraphs.get(label="1")
    amendment = make_amendment(paragraph, "One and more;")
    facilitator = make_facilitator(document.negotiation)
    for edition, wording in ((1, "One, two;"), (2, "One, two, three;")):
        deciding.revise_paragraph(
            paragraph=paragraph, edition=edition, wording=wording, by=facilitator, at=NOW
        )
    paragraph.refresh_from_db()
    proposal = amending.Proposal(base_edition=3, wording="One and most;")
    amending.revise_amendment(amendment=amendment, proposal=proposal, by=amendment.author, at=NOW)
    assert list(verifying.faults()) == []
    return amendment


def test_words_of_an_earlier_edition_are_held_against_the_record(amendment: Amendment) -> None:
    version = Version.objects.get_for_model(Paragraph).filter(serialized_data__contains="One, two;").get()
    version.serialized_data = version.serialized_data.replace("One, two;", "One, too;")
    version.save()

    slug = amendment.negotiation.slug
    assert list(verifying.faults()) == [f"{slug}: decision 2: the record has other words."]


def test_words_of_a_revision_are_held_against_the_record(amendment: Amendment) -> None:
    AmendmentRevision.objects.filter(amendment=amendment, number=1).update(rationale="Another.")

    found = f"{amendment.negotiation.slug}: {amendment}: the record has other words (Tabled)."
    assert list(verifying.faults()) == [found]


def test_a_book_that_is_gone_with_its_row_is_missed(amendment: Amendment) -> None:
    book = Act.objects.filter(kind="paragraph_decided")[0].book
    Book.objects.filter(pk=book.pk).update(last=None)
    acts = Act.objects.filter(book=book)
    acts._raw_delete(acts.db)  # noqa: SLF001  as whoever reaches the database would
    Book.objects.filter(pk=book.pk)._raw_delete(acts.db)  # noqa: SLF001  as above

    slug = amendment.negotiation.slug
    assert list(verifying.faults()) == [
        *(f"{slug}: decision {number}: the record does not have it." for number in (1, 2, 3)),
        f"{slug}: {amendment}: the record has 0 times Tabled, and there are 1.",
        f"{slug}: {amendment}: the record has 0 times Revised by its delegation, and there are 1.",
    ]
