"""Going back: restoring an edition and undoing a decision, each a further decision."""

from collections.abc import Callable

import pytest

from drafts.models import (
    Amendment,
    AmendmentKind,
    Decision,
    Document,
    Draft,
    DraftKind,
    ExportForm,
    ExportFormat,
    OutcomeKind,
    Paragraph,
    Verb,
)
from drafts.operations import agreeing, amending, circulating, deciding, undoing, verifying
from drafts.operations.deciding import Verdict
from drafts.tasks import render
from tests.drafts import acts
from tests.factories import NOW, make_amendment, make_document, make_facilitator, make_paragraph

pytestmark = pytest.mark.django_db

FIELDS = ("label", "place", "section_id", "kind", "wording", "state", "target_id", "agreement")
ACCEPTED = Verdict(OutcomeKind.ACCEPTED, "Taken.", used=("New",))

DECISIONS: dict[str, Callable[[Document], Decision]] = {
    "revise": lambda document: acts.revise(acts.at(document, "1"), "New;"),
    "delete": lambda document: acts.delete(acts.at(document, "2")),
    "merge": lambda document: acts.merge(acts.at(document, "3"), acts.at(document, "1"), "Both;"),
    "move": lambda document: acts.move(acts.at(document, "1"), acts.at(document, "4")),
    "agree": lambda document: acts.agree(acts.at(document, "1")),
    "reopen": lambda document: acts.reopen(acts.at(document, "4")),
    "restore": lambda document: acts.restore(acts.at(document, "5"), 1),
}


def everything(document: Document) -> list[tuple[object, ...]]:
    return list(document.paragraphs.order_by("place").values_list(*FIELDS))


@pytest.mark.parametrize("name", DECISIONS)
def test_undo_decision_takes_every_paragraph_back(name: str) -> None:
    document = make_document(wordings=["One;", "Two;", "Three;", "Four;", "Five."])
    acts.agree(acts.at(document, "4"))
    acts.delete(acts.at(document, "5"))
    before = everything(document)
    decision = DECISIONS[name](document)
    assert everything(document) != before

    undoing = acts.undo(decision)

    assert everything(document) == before
    assert (undoing.verb, undoing.undoes, undoing.paragraph) == (Verb.UNDO, decision, decision.paragraph)
    assert undoing.sentence == f"Decision {decision.number} undone, which said “{decision.sentence}”"
    assert list(verifying.faults()) == []


@pytest.mark.parametrize("name", DECISIONS)
def test_undo_decision_can_be_undone_itself(name: str) -> None:
    document = make_document(wordings=["One;", "Two;", "Three;", "Four;", "Five."])
    acts.agree(acts.at(document, "4"))
    acts.delete(acts.at(document, "5"))
    decision = DECISIONS[name](document)
    after = everything(document)
    first = acts.undo(decision)

    second = acts.undo(first)

    assert everything(document) == after
    assert (
        second.sentence == f"Decision {first.number} undone, which said “Decision {decision.number} undone.”"
    )
    assert list(verifying.faults()) == []


def test_undo_decision_deletes_what_it_inserted_and_keeps_its_number() -> None:
    document = make_document()

    acts.undo(acts.insert(acts.at(document, "1")))

    inserted = acts.at(document, "1 bis")
    assert acts.order(document) == ["1", "1 bis", "2", "3"]
    assert (inserted.state, inserted.wording, inserted.edition) == ("deleted", "", 2)
    assert list(verifying.faults()) == []


def test_undo_decision_joins_what_it_split() -> None:
    document = make_document(wordings=["Prevent and protect;", "Two."])

    acts.undo(acts.split(acts.at(document, "1"), ["Prevent;", "Protect;"]))

    assert acts.wordings(document) == {"1": "Prevent and protect;", "1 bis": "", "2": "Two."}


def test_undo_decision_brings_back_all_that_was_deleted_together() -> None:
    document = make_document()
    acts.merge(acts.at(document, "2"), acts.at(document, "1"), "Both;")
    before = everything(document)

    acts.undo(acts.delete(acts.at(document, "1")))

    assert everything(document) == before
    assert list(verifying.faults()) == []


def test_undo_decision_of_a_move_stands_beside_whoever_has_its_place() -> None:
    document = make_document()
    decision = acts.move(acts.at(document, "2"), acts.at(document, "3"))
    former = decision.changes()[0].before
    assert former is not None
    acts.insert(acts.at(document, "1"))
    Paragraph.objects.filter(label="1 bis").update(place=former.place)

    acts.undo(decision)

    assert acts.order(document) == ["1", "2", "1 bis", "3"]


def test_undo_decision_refuses_where_something_was_decided_since() -> None:
    document = make_document()
    decision = acts.merge(acts.at(document, "2"), acts.at(document, "1"), "Both;")
    since = acts.revise(acts.at(document, "1"), "All;")

    with pytest.raises(undoing.UndoRefused) as refused:
        acts.undo(decision)

    assert str(refused.value) == (
        f"Decision {decision.number} cannot be undone: paragraph 1 was decided on since, "
        f"by decision {since.number} (“Paragraph 1 revised.”). Undo that one first."
    )
    assert acts.at(document, "2").state == "merged"


def test_undo_decision_refuses_twice_and_refuses_to_take_the_text_away() -> None:
    document = make_document()
    decision = acts.revise(acts.at(document, "1"), "New;")
    first = acts.undo(decision)

    with pytest.raises(undoing.UndoRefused, match=f"was undone already, by decision {first.number}"):
        acts.undo(decision)
    with pytest.raises(undoing.UndoRefused, match="brought in the whole text"):
        acts.undo(Decision.objects.get(document=document, verb=Verb.IMPORT))


def test_undo_decision_opens_its_amendments_again_and_undoing_that_settles_them() -> None:
    paragraph = make_paragraph("Ensure liability;")
    amendment = make_amendment(paragraph, "New;")
    decision = acts.revise(paragraph, "New;", verdicts={amendment.pk: ACCEPTED})

    first = acts.undo(decision)

    amendment.refresh_from_db()
    assert (amendment.is_open, amendment.fit, amendment.wording) == (True, "fits", "New;")
    assert decision.outcomes.get().undone_by == first
    assert list(verifying.faults()) == []

    second = acts.undo(first)

    again = second.outcomes.get()
    amendment.refresh_from_db()
    assert (again.amendment, again.kind, again.reason, again.used) == (
        amendment,
        "accepted",
        "Taken.",
        ["New"],
    )
    assert amendment.state == "settled"
    assert list(verifying.faults()) == []


def test_undo_decision_of_an_undoing_leaves_what_was_withdrawn_meanwhile() -> None:
    paragraph = make_paragraph("Ensure liability;")
    amendment = make_amendment(paragraph, "New;")
    first = acts.undo(acts.revise(paragraph, "New;", verdicts={amendment.pk: ACCEPTED}))
    amending.withdraw_amendment(amendment=amendment, by=amendment.author, at=NOW)

    second = acts.undo(first)

    assert Amendment.objects.get(pk=amendment.pk).state == "withdrawn"
    assert list(second.outcomes.all()) == []
    assert list(verifying.faults()) == []


def test_undo_decision_settles_again_the_amendment_that_proposed_an_insertion() -> None:
    paragraph = make_paragraph()
    amendment = make_amendment(paragraph, "New;", kind=AmendmentKind.INSERT)
    decision = acts.insert(paragraph, "New;", verdicts={amendment.pk: ACCEPTED})

    second = acts.undo(acts.undo(decision))

    assert [outcome.amendment for outcome in second.outcomes.all()] == [amendment]
    assert acts.wordings(paragraph.document)["1 bis"] == "New;"


def test_undo_decision_gives_carried_amendments_their_own_words_again() -> None:
    paragraph = make_paragraph("Ensure liability of all offenders;")
    amendment = make_amendment(paragraph, "Ensure liability of all perpetrators;")
    decision = acts.revise(paragraph, "Ensure the liability of all offenders;")
    amendment.refresh_from_db()
    assert amendment.wording == "Ensure the liability of all perpetrators;"

    acts.undo(decision)

    amendment.refresh_from_db()
    assert (amendment.wording, amendment.base_wording, amendment.fit) == (
        "Ensure liability of all perpetrators;",
        "Ensure liability of all offenders;",
        "fits",
    )
    assert [revision.cause for revision in amendment.revisions.order_by("number")] == [
        "tabled",
        "carried",
        "taken_back",
    ]


def test_undo_decision_refuses_to_agree_again_over_an_open_amendment() -> None:
    paragraph = make_paragraph()
    acts.agree(paragraph)
    decision = acts.reopen(paragraph)
    paragraph.refresh_from_db()
    make_amendment(paragraph, "Other;")

    with pytest.raises(agreeing.NotSettled, match="A-001"):
        acts.undo(decision)

    assert Paragraph.objects.get(pk=paragraph.pk).agreement == "none"
    assert list(verifying.faults()) == []


def test_undo_decision_refuses_to_leave_a_merged_paragraph_alone() -> None:
    document = make_document()
    acts.merge(acts.at(document, "2"), acts.at(document, "1"), "Both;")
    acts.delete(acts.at(document, "1"))
    decision = acts.restore(acts.at(document, "1"), 2)
    acts.restore(acts.at(document, "2"), 2)

    with pytest.raises(deciding.MergeLost, match="Paragraph 2 would be merged into paragraph 1"):
        acts.undo(decision)

    assert acts.at(document, "1").state == "standing"


def test_restore_paragraph_is_a_further_decision() -> None:
    paragraph = make_paragraph("Ensure liability;")
    acts.delete(paragraph)

    decision = acts.restore(paragraph, 1)

    paragraph.refresh_from_db()
    assert (paragraph.wording, paragraph.state, paragraph.edition) == ("Ensure liability;", "standing", 3)
    assert decision.sentence == "Paragraph 1 restored to edition 1."
    for edition in (1, 9):
        with pytest.raises(deciding.NothingChanged):
            acts.restore(paragraph, edition)


def test_restore_paragraph_refuses_what_is_agreed_and_merges_that_hang() -> None:
    document = make_document()
    acts.merge(acts.at(document, "2"), acts.at(document, "1"), "Both;")
    acts.delete(acts.at(document, "1"))
    acts.revise(acts.at(document, "3"), "New;")
    acts.agree(acts.at(document, "3"))

    with pytest.raises(deciding.MergeLost):
        acts.restore(acts.at(document, "2"), 2)
    with pytest.raises(deciding.StillAgreed):
        acts.restore(acts.at(document, "3"), 1)


def test_a_tracked_draft_names_nobody_whose_words_were_taken_out_again() -> None:
    paragraph = make_paragraph("Ensure liability;")
    document = paragraph.document
    first = circulate(document, "Zero draft")
    amendment = make_amendment(paragraph, "New;")
    decision = acts.revise(paragraph, "New;", verdicts={amendment.pk: ACCEPTED})
    second = circulate(document, "Rev.1")
    acts.undo(decision)
    third = circulate(document, "Rev.2")

    printed = {
        draft.name: render(draft, ExportForm.TRACKED, ExportFormat.HTML, first).decode()
        for draft in (second, third)
    }

    assert {name: "A-001, accepted" in page for name, page in printed.items()} == {
        "Rev.1": True,
        "Rev.2": False,
    }


def circulate(document: Document, name: str) -> Draft:
    return circulating.circulate_draft(
        document=document,
        kind=DraftKind.REVISION,
        name=name,
        author="The co-facilitators",
        by=make_facilitator(document.negotiation),
        at=NOW,
    )


def test_verify_finds_an_outcome_that_outlived_its_decision() -> None:
    paragraph = make_paragraph("Ensure liability;")
    amendment = make_amendment(paragraph, "New;")
    decision = acts.revise(paragraph, "New;", verdicts={amendment.pk: ACCEPTED})
    acts.undo(decision)

    decision.outcomes.update(undone_by=None)

    slug = paragraph.document.negotiation.slug
    assert list(verifying.faults()) == [
        f"{slug}: the outcome of A-001 in decision 2 is not undone where its decision is.",
        f"{slug}: A-001 has an outcome and is not settled.",
    ]
