"""Whose words a tracked Word document says they are, between two drafts of a document on which much was decided."""

from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest

from delegations.models import Delegation
from drafts import tasks
from drafts.models import (
    AmendmentKind,
    Document,
    Draft,
    DraftKind,
    ExportForm,
    ExportFormat,
    authorships,
)
from drafts.operations import circulating, deciding
from drafts.operations.deciding import Verdict
from drafts.text.layers import Hand, Stretch, layer
from gpa.errors import DomainError
from tests.drafts import acts, word
from tests.drafts.test_random_decisions import random_acts
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_delegation,
    make_document,
    make_facilitator,
)

pytestmark = pytest.mark.django_db


def circulate(document: Document, name: str) -> Draft:
    return circulating.circulate_draft(
        document=document,
        kind=DraftKind.REVISION,
        name=name,
        author="The co-facilitators",
        by=make_facilitator(document.negotiation),
        at=NOW,
    )


def made(draft: Draft, against: Draft | None, form: ExportForm = ExportForm.TRACKED) -> bytes:
    return tasks.render(draft, form, ExportFormat.DOCX, against)


def test_words_are_those_of_the_amendment_that_proposed_them() -> None:
    document = make_document(wordings=["Ensure the liability of offenders;", "Report."])
    first = circulate(document, "Zero")
    delegation = make_delegation(document.negotiation, "samplia")
    by = make_delegate(document.negotiation, delegation)
    paragraph = acts.at(document, "1")
    amendment = make_amendment(paragraph, "Ensure the full liability of offenders;", by)
    acts.revise(
        paragraph,
        "Ensure the full liability of all offenders;",
        verdicts={amendment.pk: Verdict("accepted")},
    )
    second = circulate(document, "Rev.1")

    named = authorships(second, first, with_names=True)
    hidden = authorships(second, first, with_names=False)

    (authorship,) = named.values()
    assert layer("Ensure the liability of offenders;", authorship.steps) == (
        Stretch("Ensure the"),
        Stretch(" full", Hand(("Samplia",), NOW)),
        Stretch(" liability of"),
        Stretch(" all", Hand(("Facilitators",), NOW)),
        Stretch(" offenders;"),
    )
    assert {each.by for step in hidden[paragraph.pk].steps for each in step.claims} == {"A delegation"}


def test_words_are_those_of_the_day_of_the_decision() -> None:
    document = make_document(wordings=["Ensure liability;", "Report."])
    first = circulate(document, "Zero")
    paragraph = acts.at(document, "1")
    amendment = make_amendment(paragraph, "Ensure full liability;")
    acts.revise(paragraph, "Ensure full liability;", verdicts={amendment.pk: Verdict("accepted")})
    second = circulate(document, "Rev.1")
    before = authorships(second, first, with_names=True)
    amendment.revisions.create(
        number=9, cause="revised", base_edition=9, wording="Ensure all liability;", made_at=NOW + timedelta(1)
    )

    assert authorships(second, first, with_names=True) == before


def test_whole_paragraphs_are_those_of_the_amendment_that_asked_for_them() -> None:
    document = make_document(wordings=["One;", "Two;", "Three."])
    first = circulate(document, "Zero")
    paragraph, other = acts.at(document, "1"), acts.at(document, "2")
    inserted = make_amendment(paragraph, "Report yearly;", kind=AmendmentKind.INSERT)
    deleted = make_amendment(other, "", kind=AmendmentKind.DELETE)
    acts.insert(paragraph, "Report yearly;", verdicts={inserted.pk: Verdict("accepted")})
    acts.delete(other, verdicts={deleted.pk: Verdict("accepted")})

    document_made = made(circulate(document, "Rev.1"), first)

    by = {
        (record.tag.removeprefix(word.W), record.get(f"{word.W}author"))
        for record in word.part(document_made).iter(f"{word.W}ins", f"{word.W}del")
    }
    names = [inserted.delegation.name, deleted.delegation.name]
    assert by == {("ins", names[0]), ("del", names[1]), ("ins", names[1])}
    assert word.text(document_made)[1:] == [
        ("Numbered", "1.\tOne;"),
        ("Numbered", "1 bis.\tReport yearly;"),
        ("Numbered", "2.\tDelete"),
        ("Numbered", "3.\tThree."),
    ]


@pytest.mark.parametrize("seed", range(2))
def test_accepting_and_rejecting_give_the_two_drafts_whatever_was_decided(seed: int) -> None:
    random = Random(seed)
    document = make_document(wordings=[f"Words {number}; and others;" for number in range(8)])
    possible = random_acts(random, document)
    drafts = [circulate(document, "Zero")]
    for turn in range(40):
        try:
            random.choice(possible)()
        except DomainError:
            continue
        if turn == 20:
            drafts.append(circulate(document, f"Rev.{turn}"))
    drafts.append(circulate(document, "Final"))

    for older, newer in pairwise(drafts):
        tracked = made(newer, older)
        assert word.text(tracked) == word.text(made(newer, None, ExportForm.CLEAN))
        assert word.text(tracked, "reject") == word.text(made(older, None, ExportForm.CLEAN))
        unnamed = made(newer, drafts[0], ExportForm.UNATTRIBUTED)
        assert word.text(unnamed, "reject") == word.text(made(drafts[0], None, ExportForm.CLEAN))
        names = Delegation.objects.values_list("name", flat=True)
        assert not any(name.encode() in word.xml(unnamed) for name in names)


def test_authorship_takes_the_same_queries_however_much_was_decided(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    document = make_document(wordings=["One;", "Two;", "Three."])
    first = circulate(document, "Zero")
    for label in ("1", "2", "3"):
        paragraph = acts.at(document, label)
        amendment = make_amendment(paragraph, "Report now;")
        deciding.revise_paragraph(
            paragraph=paragraph,
            edition=1,
            wording="Report now;",
            by=make_facilitator(document.negotiation),
            at=NOW,
            verdicts={amendment.pk: Verdict("accepted")},
        )
    second = circulate(document, "Rev.1")

    with django_assert_num_queries(3):  # type: ignore[operator]  # pytest-django's
        authorships(second, first, with_names=True)
