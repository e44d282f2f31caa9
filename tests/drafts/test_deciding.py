"""Decisions: what each leaves behind, and what each refuses."""

import pytest

from drafts.models import Amendment, AmendmentState, Decision, OutcomeKind, Paragraph, Verb
from drafts.operations import deciding, verifying
from drafts.operations.deciding import Verdict
from drafts.operations.wordings import UnbalancedBrackets, WordingRefused
from tests.drafts import acts
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_document,
    make_facilitator,
    make_paragraph,
)

pytestmark = pytest.mark.django_db


def revise(paragraph: Paragraph, wording: str, **more: object) -> Decision:
    by = make_facilitator(paragraph.document.negotiation)
    return deciding.revise_paragraph(
        **{
            "paragraph": paragraph,
            "edition": paragraph.edition,
            "wording": wording,
            "by": by,
            "at": NOW,
            **more,
        }  # type: ignore[arg-type]  # keywords of the operation
    )


def test_revise_paragraph_makes_the_next_edition_with_its_decision() -> None:
    paragraph = make_paragraph("Ensure liability;")

    decision = revise(paragraph, "Ensure the liability;")

    paragraph.refresh_from_db()
    newest, first = paragraph.editions()
    assert (paragraph.wording, paragraph.edition) == ("Ensure the liability;", 2)
    assert (newest.wording, newest.decision, newest.decision.at) == ("Ensure the liability;", decision, NOW)
    assert (first.wording, first.decision.verb) == ("Ensure liability;", Verb.IMPORT)
    assert decision.sentence == "Paragraph 1 revised."


def test_revise_paragraph_refuses_an_edition_that_has_passed_and_shows_the_merge() -> None:
    paragraph = make_paragraph("Ensure liability of all offenders;")
    stale = Paragraph.objects.get(pk=paragraph.pk)
    revise(paragraph, "Ensure the liability of all offenders;")

    with pytest.raises(deciding.EditionPassed):
        revise(stale, "Ensure liability of all perpetrators;")

    paragraph.refresh_from_db()
    found = deciding.reconcile(
        paragraph=paragraph, edition=1, wording="Ensure liability of all perpetrators;"
    )
    assert paragraph.wording == "Ensure the liability of all offenders;"
    assert found.merged.text == "Ensure the liability of all perpetrators;"
    assert found.base == "Ensure liability of all offenders;"


def test_revise_paragraph_refuses_what_changes_nothing() -> None:
    with pytest.raises(deciding.NothingChanged):
        revise(make_paragraph("One;"), "One;")


def test_revise_paragraph_refuses_a_new_imbalance_with_its_position() -> None:
    with pytest.raises(UnbalancedBrackets, match="A bracket opens here and is not closed: character 8"):
        revise(make_paragraph("Ensure liability;"), "Ensure [liability;")


def test_revise_paragraph_lets_an_old_imbalance_be_edited() -> None:
    paragraph = make_paragraph("Ensure [liability;")

    revise(paragraph, "Ensure [the liability;")

    assert Paragraph.objects.get(pk=paragraph.pk).wording == "Ensure [the liability;"


@pytest.mark.parametrize("wording", ["a\x00b", "a\x07b", "x" * 100_001])
def test_revise_paragraph_refuses_control_characters_and_what_is_too_long(wording: str) -> None:
    with pytest.raises(WordingRefused):
        revise(make_paragraph(), wording)


@pytest.mark.parametrize("wording", ["", " \n\t"])
def test_revise_paragraph_refuses_a_wording_without_words(wording: str) -> None:
    paragraph = make_paragraph("Ensure liability;")

    with pytest.raises(WordingRefused, match="A paragraph needs words"):
        revise(paragraph, wording)

    assert Paragraph.objects.get(pk=paragraph.pk).wording == "Ensure liability;"


def test_revise_paragraph_settles_amendments_with_their_outcomes() -> None:
    paragraph = make_paragraph("Ensure liability;")
    taken, refused = (
        make_amendment(paragraph, "Ensure the liability;"),
        make_amendment(paragraph, "Ensure it;"),
    )
    verdicts = {
        taken.pk: Verdict(OutcomeKind.ACCEPTED, "Taken."),
        refused.pk: Verdict(OutcomeKind.NOT_RETAINED, "Too vague."),
    }

    decision = revise(paragraph, "Ensure the liability;", verdicts=verdicts)

    assert [(o.amendment, o.kind, o.reason) for o in decision.outcomes.all()] == [
        (taken, "accepted", "Taken."),
        (refused, "not_retained", "Too vague."),
    ]
    assert set(Amendment.objects.values_list("state", flat=True)) == {AmendmentState.SETTLED}


def test_revise_paragraph_wants_a_reason_for_what_is_not_retained() -> None:
    paragraph = make_paragraph()
    amendment = make_amendment(paragraph, "Other;")

    with pytest.raises(deciding.OutcomeRefused, match="needs a reason"):
        revise(paragraph, "New;", verdicts={amendment.pk: Verdict(OutcomeKind.NOT_RETAINED, " ")})

    assert Paragraph.objects.get(pk=paragraph.pk).edition == 1
    assert Amendment.objects.get().is_open


@pytest.mark.parametrize(
    ("kind", "words"), [("revise", "Ensure the liability;"), ("delete", ""), ("insert", "New;")]
)
@pytest.mark.parametrize("outcome", [OutcomeKind.ACCEPTED, OutcomeKind.IN_PART])
def test_revise_paragraph_wants_a_reason_for_what_is_accepted_though_nothing_of_it_is_taken(
    kind: str, words: str, outcome: OutcomeKind
) -> None:
    paragraph = make_paragraph("Ensure liability;")
    amendment = make_amendment(paragraph, words, kind=kind)

    with pytest.raises(deciding.OutcomeRefused, match="nothing of it is taken"):
        revise(paragraph, "Ensure liability;", verdicts={amendment.pk: Verdict(outcome)})
    decision = revise(
        paragraph, "Ensure liability;", verdicts={amendment.pk: Verdict(outcome, "Paragraph 2 says it.")}
    )

    assert decision.outcomes.get().reason == "Paragraph 2 says it."


def test_revise_paragraph_settles_amendments_on_what_was_merged_into_what_was_merged_into_it() -> None:
    document = make_document()
    first, second, third = (document.paragraphs.get(label=label) for label in "123")
    amendment = make_amendment(third, "Three and more.")
    acts.merge(third, second, "Two;\nThree.")
    second.refresh_from_db()
    acts.merge(second, first, "One;\nTwo;\nThree.")
    first.refresh_from_db()

    wording = "One;\nTwo;\nThree and more."
    decision = revise(first, wording, verdicts={amendment.pk: Verdict(OutcomeKind.ACCEPTED)})

    assert decision.outcomes.get().amendment == amendment


def test_revise_paragraph_wants_no_reason_for_what_is_taken() -> None:
    paragraph = make_paragraph("Ensure liability;")
    amendment = make_amendment(paragraph, "Ensure full liability;")

    decision = revise(
        paragraph, "Ensure full and fair liability;", verdicts={amendment.pk: Verdict(OutcomeKind.IN_PART)}
    )

    assert decision.outcomes.get().reason == ""


def test_revise_paragraph_refuses_an_outcome_for_an_amendment_elsewhere() -> None:
    document = make_document()
    first, second = document.paragraphs.get(label="1"), document.paragraphs.get(label="2")
    amendment = make_amendment(second, "Two and a half;")

    with pytest.raises(deciding.OutcomeRefused, match="does not touch"):
        revise(first, "New;", verdicts={amendment.pk: Verdict(OutcomeKind.ACCEPTED)})


def test_decisions_are_numbered_within_their_negotiation() -> None:
    first, second = make_paragraph(), make_paragraph()

    numbers = [revise(first, "New;").number, revise(second, "New;").number]

    assert numbers == [2, 2]


def test_verify_finds_what_was_changed_behind_the_history() -> None:
    paragraph = make_paragraph()
    amendment = make_amendment(paragraph, "Other;", make_delegate(paragraph.document.negotiation))
    assert list(verifying.faults()) == []

    Paragraph.objects.filter(pk=paragraph.pk).update(wording="Forged;", edition=4)
    Amendment.objects.filter(pk=amendment.pk).update(state=AmendmentState.SETTLED)

    slug = paragraph.document.negotiation.slug
    assert list(verifying.faults()) == [
        f"{slug}/plan/1: its wording is not what its newest edition says.",
        f"{slug}/plan/1: its edition is not what its newest edition says.",
        f"{slug}/plan/1: its editions have a gap: [1], at edition 4.",
        f"{slug}: A-001 is settled without an outcome.",
    ]


def test_verify_finds_agreement_that_nothing_bears() -> None:
    paragraph = make_paragraph("Ensure [the] liability;")
    make_amendment(paragraph, "Other;", make_delegate(paragraph.document.negotiation))

    Paragraph.objects.filter(pk=paragraph.pk).update(agreement="ad_ref")

    slug = paragraph.document.negotiation.slug
    assert list(verifying.faults()) == [
        f"{slug}/plan/1: its agreement is not what its newest edition says.",
        f"{slug}/plan/1: it is agreed with brackets in its wording.",
        f"{slug}/plan/1: it is agreed while A-001 is open.",
    ]
