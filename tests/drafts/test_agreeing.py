"""Agreement: what it leaves behind, what it waits for, and how it ends."""

import pytest

from drafts.models import Agreement, AmendmentKind, DraftKind, ExportForm, ExportFormat, Paragraph, Verb
from drafts.operations import agreeing, amending, circulating, deciding, verifying
from drafts.tasks import render
from tests.drafts import acts
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_delegation,
    make_document,
    make_facilitator,
    make_paragraph,
)

pytestmark = pytest.mark.django_db


def test_agree_paragraph_ad_ref_and_then_wholly() -> None:
    paragraph = make_paragraph("Ensure liability;")

    decisions = [acts.agree(paragraph), acts.agree(paragraph, Agreement.AGREED)]

    paragraph.refresh_from_db()
    assert (paragraph.agreement, paragraph.edition) == ("agreed", 3)
    assert [decision.verb for decision in decisions] == [Verb.AGREE, Verb.AGREE]
    assert [decision.sentence for decision in decisions] == [
        "Paragraph 1 agreed ad ref.",
        "Paragraph 1 agreed.",
    ]
    assert [edition.agreement for edition in paragraph.editions()] == ["agreed", "ad_ref", "none"]
    assert list(verifying.faults()) == []


def test_agree_paragraph_refuses_what_it_is_already() -> None:
    paragraph = make_paragraph()
    acts.agree(paragraph)

    for again in (Agreement.AD_REF, Agreement.NONE):
        with pytest.raises(deciding.NothingChanged, match="Paragraph 1 is agreed ad ref already"):
            acts.agree(paragraph, again)
    acts.agree(paragraph, Agreement.AGREED)
    with pytest.raises(deciding.NothingChanged, match="Paragraph 1 is agreed already"):
        acts.agree(paragraph, Agreement.AD_REF)


@pytest.mark.parametrize(
    ("wording", "why"),
    [
        ("Ensure [the] liability;", "Its wording has brackets."),
        ("Ensure liability];", "Its wording has brackets."),
        ("[Placeholder: trust fund]", "Its wording has a placeholder for text to come."),
        ("", "It has no words."),
    ],
)
@pytest.mark.parametrize("agreement", [Agreement.AD_REF, Agreement.AGREED])
def test_agree_paragraph_refuses_a_wording_that_is_not_clean(wording: str, why: str, agreement: str) -> None:
    paragraph = make_paragraph(wording)

    with pytest.raises(agreeing.NotSettled) as refused:
        acts.agree(paragraph, agreement)

    assert str(refused.value) == f"Paragraph 1 is not settled yet. {why}"


def test_agree_paragraph_waits_for_every_amendment_on_its_words() -> None:
    document = make_document()
    first, second, third = (acts.at(document, label) for label in "123")
    examplia = make_delegation(document.negotiation, "examplia")
    by = make_delegate(document.negotiation, examplia)
    make_amendment(first, "Other;", by)
    make_amendment(second, "One and two;", by, kind=AmendmentKind.MERGE, target=first)
    make_amendment(third, "Inserted;", by, kind=AmendmentKind.INSERT)

    with pytest.raises(agreeing.NotSettled) as refused:
        acts.agree(first)
    acts.agree(third)

    assert str(refused.value) == (
        "Paragraph 1 is not settled yet. "
        "Open amendments wait for their outcome: A-001 of Examplia, A-002 of Examplia."
    )
    assert Paragraph.objects.get(pk=third.pk).agreement == "ad_ref"
    assert list(verifying.faults()) == []


def test_agree_paragraph_waits_for_amendments_on_what_was_merged_into_it() -> None:
    document = make_document()
    make_amendment(acts.at(document, "3"), "Other;")
    acts.merge(acts.at(document, "3"), acts.at(document, "2"), "Both;")
    acts.merge(acts.at(document, "2"), acts.at(document, "1"), "All;")

    with pytest.raises(agreeing.NotSettled, match="A-001 of"):
        acts.agree(acts.at(document, "1"))


def test_agree_paragraph_waits_for_its_alternatives() -> None:
    document = make_document()
    acts.alternative(acts.at(document, "1"))

    with pytest.raises(agreeing.NotSettled, match="delete or merge paragraph 1 alt first"):
        acts.agree(acts.at(document, "1"))
    with pytest.raises(agreeing.NotSettled, match="delete or merge paragraph 1 first"):
        acts.agree(acts.at(document, "1 alt"))
    acts.delete(acts.at(document, "1 alt"))
    acts.agree(acts.at(document, "1"))

    assert acts.at(document, "1").agreement == "ad_ref"


def test_agree_paragraph_refuses_a_passed_edition_and_what_no_longer_stands() -> None:
    document = make_document()
    acts.delete(acts.at(document, "1"))

    with pytest.raises(deciding.NotStanding):
        acts.agree(acts.at(document, "1"))
    with pytest.raises(deciding.EditionPassed):
        acts.agree(acts.at(document, "2"), edition=5)


def test_reopen_paragraph_names_its_delegation_and_reason() -> None:
    paragraph = make_paragraph()
    samplia = make_delegation(paragraph.document.negotiation, "samplia")
    acts.agree(paragraph)

    decision = acts.reopen(paragraph, samplia, " The capital asks for it. ")

    paragraph.refresh_from_db()
    assert (paragraph.agreement, paragraph.edition) == ("none", 3)
    assert (decision.verb, decision.delegation, decision.reason) == (
        Verb.REOPEN,
        samplia,
        "The capital asks for it.",
    )
    assert decision.sentence == "Paragraph 1 reopened at the request of Samplia."
    assert acts.revise(paragraph, "New;").sentence == "Paragraph 1 revised."
    assert list(verifying.faults()) == []


def test_reopen_paragraph_refuses_without_agreement_reason_or_participant() -> None:
    paragraph = make_paragraph()
    stranger = make_delegation(make_paragraph().document.negotiation)

    with pytest.raises(agreeing.ReopeningRefused, match="Paragraph 1 is not agreed"):
        acts.reopen(paragraph)
    acts.agree(paragraph)
    with pytest.raises(agreeing.ReopeningRefused, match="for a reason"):
        acts.reopen(paragraph, reason=" ")
    with pytest.raises(agreeing.ReopeningRefused, match="takes no part"):
        acts.reopen(paragraph, stranger)

    assert Paragraph.objects.get(pk=paragraph.pk).edition == 2


def test_reopen_paragraph_refuses_a_passed_edition() -> None:
    paragraph = make_paragraph()
    acts.agree(paragraph)

    with pytest.raises(deciding.EditionPassed):
        agreeing.reopen_paragraph(
            paragraph=paragraph,
            edition=1,
            delegation=make_delegation(paragraph.document.negotiation),
            reason="New facts.",
            by=make_facilitator(paragraph.document.negotiation),
            at=NOW,
        )


def test_table_amendment_refuses_the_words_of_what_is_agreed() -> None:
    document = make_document()
    agreed, other = acts.at(document, "1"), acts.at(document, "2")
    acts.agree(agreed)
    agreed.refresh_from_db()
    draft = make_amendment(agreed, "Other;", tabled=False)

    with pytest.raises(deciding.StillAgreed):
        amending.table_amendment(draft=draft, by=draft.author, at=NOW)
    with pytest.raises(deciding.StillAgreed):
        make_amendment(other, "Both;", kind=AmendmentKind.MERGE, target=agreed)
    inserted = make_amendment(agreed, "New;", kind=AmendmentKind.INSERT)

    assert inserted.is_open
    assert list(verifying.faults()) == []


def test_a_circulated_draft_shows_what_is_agreed() -> None:
    document = make_document()
    acts.agree(acts.at(document, "1"))
    acts.agree(acts.at(document, "2"), Agreement.AGREED)
    draft = circulating.circulate_draft(
        document=document,
        kind=DraftKind.REVISION,
        name="Rev.1",
        author="The co-facilitators",
        by=make_facilitator(document.negotiation),
        at=NOW,
    )

    printed = render(draft, ExportForm.CLEAN, ExportFormat.HTML, None).decode()

    assert (printed.count("[Agreed ad ref]"), printed.count("[Agreed]")) == (1, 1)
