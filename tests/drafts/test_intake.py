"""Intake: a text is kept while it is corrected, one window at a time, until it is saved or discarded."""

from dataclasses import replace
from functools import partial

import pytest

from delegations.models import Negotiation
from drafts.models import Document, Intake
from drafts.operations import intake as operations
from drafts.operations.importing import ImportRefused
from drafts.operations.intake import Correction, CorrectionRefused, IntakePassed, Naming
from drafts.operations.wordings import WordingRefused
from drafts.readers.files import UnreadableFile
from drafts.text import correcting
from drafts.text.parsing import Block, Kind
from drafts.text.working import Working
from tests.factories import NOW, make_facilitator, make_negotiation

pytestmark = pytest.mark.django_db

TEXT = """Plan of action

1. Ensure the safety and

2. Take action;

3. Delete

4. [merged with paragraph 2]
"""


def open_intake(
    text: str = TEXT, negotiation: Negotiation | None = None, file_name: str = "plan.txt"
) -> Intake:
    negotiation = negotiation or make_negotiation()
    return operations.open_intake(
        negotiation=negotiation,
        file_name=file_name,
        data=text.encode(),
        by=make_facilitator(negotiation),
        at=NOW,
    )


def naming(intake: Intake, **more: object) -> Naming:
    return replace(Naming(tuple(intake.title), intake.name, intake.slug), **more)  # type: ignore[arg-type]  # its own fields


def correct(intake: Intake, *changes: partial[Working], refusal: str = "", **more: object) -> Intake:
    corrections = [Correction(change, refusal) for change in changes]
    return operations.correct_intake(
        intake=intake, step=intake.step, naming=naming(intake, **more), corrections=corrections, at=NOW
    )


def labels(intake: Intake) -> list[str]:
    return [entry.block.label for entry in Intake.objects.get(pk=intake.pk).working.kept()]


def test_open_intake_keeps_the_text_as_read() -> None:
    intake = open_intake()

    assert (intake.file_name, intake.name, intake.slug) == ("plan.txt", "Plan of action", "plan-of-action")
    assert (intake.title, intake.step, intake.source) == (["Plan of action"], 0, TEXT)
    assert labels(intake) == ["1", "2", "3", "4"]
    assert Document.objects.count() == 0


def test_open_intake_takes_the_next_free_address_and_a_short_name() -> None:
    negotiation = make_negotiation()
    title = " ".join(["Declaration"] * 40)
    first = open_intake(f"# {title}\n\n1. One;\n", negotiation)
    operations.save_intake(intake=first, step=0, by=first.uploaded_by, at=NOW)

    second = open_intake(f"# {title}\n\n1. One;\n", negotiation)

    assert (len(second.name), second.name[-1], second.title) == (192, "…", [title])
    assert second.slug == "declaration-declaration-declaration-declaration-declaratio-2"


def test_open_intake_refuses_what_cannot_be_read_and_what_has_no_paragraphs() -> None:
    with pytest.raises(UnreadableFile):
        open_intake("")
    with pytest.raises(ImportRefused, match="no paragraphs"):
        open_intake("Only a title\n")

    assert Intake.objects.count() == 0


def test_correct_intake_takes_what_was_typed_and_then_the_button() -> None:
    intake = open_intake()
    typed = Block(Kind.NUMBERED, "1", "Ensure the safety of victims and")

    correct(
        intake,
        partial(correcting.edit, key=1, block=typed),
        partial(correcting.join, key=2),
        name="The plan",
        slug="plan",
        title=("Global plan", " ", "of action"),
    )

    kept = Intake.objects.get()
    assert kept.working.entries[0].block.wording == "Ensure the safety of victims and\n2. Take action;"
    assert (kept.name, kept.slug, kept.title, kept.step) == (
        "The plan",
        "plan",
        ["Global plan", "of action"],
        1,
    )
    assert kept.working.entries[2].block.target == "1"


def test_correct_intake_refuses_a_step_that_has_passed() -> None:
    intake = open_intake()
    stale = Intake.objects.get(pk=intake.pk)
    correct(intake, partial(correcting.leave_out, key=1))

    with pytest.raises(IntakePassed, match="corrected in another window"):
        correct(stale, partial(correcting.leave_out, key=2))

    assert labels(intake) == ["2", "3", "4"]


def test_correct_intake_that_changes_nothing_makes_no_step() -> None:
    assert correct(open_intake()).step == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (partial(correcting.join, key=1), "Nothing before it."),
        (partial(correcting.join, key=99), "That block is not in the text any more."),
    ],
)
def test_correct_intake_says_why_a_button_does_nothing(change: partial[Working], sentence: str) -> None:
    with pytest.raises(CorrectionRefused) as refused:
        correct(open_intake(), change, refusal="Nothing before it.")

    assert str(refused.value) == sentence


def test_correct_intake_refuses_control_characters_and_keeps_nothing_of_it() -> None:
    intake = open_intake()
    typed = Block(Kind.NUMBERED, "1", "a\x07b")

    with pytest.raises(WordingRefused, match="Character 2 is a control character"):
        correct(intake, partial(correcting.edit, key=1, block=typed), name="Other")
    with pytest.raises(WordingRefused, match="Character 1 is a control character"):
        correct(intake, title=("\x1b[2J",))

    assert (Intake.objects.get().step, Intake.objects.get().name) == (0, "Plan of action")


def test_undo_correction_goes_one_step_back_and_forth() -> None:
    intake = correct(open_intake(), partial(correcting.leave_out, key=1), title=("Other",))

    intake = operations.undo_correction(intake=intake, step=1, at=NOW)
    back = (labels(intake), intake.title, intake.step)
    intake = operations.undo_correction(intake=intake, step=2, at=NOW)
    forth = (labels(intake), intake.title, intake.step)

    assert back == (["1", "2", "3", "4"], ["Plan of action"], 2)
    assert forth == (["2", "3", "4"], ["Other"], 3)


def test_undo_correction_refuses_where_nothing_was_corrected() -> None:
    with pytest.raises(CorrectionRefused, match="no correction to undo"):
        operations.undo_correction(intake=open_intake(), step=0, at=NOW)


def test_save_intake_makes_the_document_and_is_gone() -> None:
    intake = open_intake()
    intake = correct(
        intake, partial(correcting.edit, key=2, block=intake.working.entries[1].block, section="Acts")
    )

    document = operations.save_intake(intake=intake, step=1, by=intake.uploaded_by, at=NOW)

    rows = document.paragraphs.values_list("label", "wording", "state", "section__title")
    assert list(rows) == [
        ("1", "Ensure the safety and", "standing", None),
        ("2", "Take action;", "standing", "Acts"),
        ("3", "", "deleted", "Acts"),
        ("4", "", "merged", "Acts"),
    ]
    assert (document.name, document.title, Intake.objects.count()) == ("Plan of action", "Plan of action", 0)


def test_save_intake_names_a_document_without_a_title_after_its_file() -> None:
    intake = correct(open_intake(), name="", slug="", title=())

    document = operations.save_intake(intake=intake, step=1, by=intake.uploaded_by, at=NOW)

    assert (document.name, document.slug, document.title) == ("plan", "plan", "plan")


def test_save_intake_refuses_what_is_unsettled_and_keeps_it() -> None:
    intake = correct(open_intake(), partial(correcting.leave_out, key=2))

    with pytest.raises(ImportRefused, match="Paragraph 4: It is merged into paragraph 2"):
        operations.save_intake(intake=intake, step=1, by=intake.uploaded_by, at=NOW)

    assert operations.faults(intake.working) == {
        4: ["It is merged into paragraph 2, and no paragraph is called “2”."]
    }
    assert (Intake.objects.count(), Document.objects.count()) == (1, 0)


def test_save_intake_refuses_twice() -> None:
    intake = open_intake()
    operations.save_intake(intake=intake, step=0, by=intake.uploaded_by, at=NOW)

    with pytest.raises(IntakePassed, match="saved or discarded in another window"):
        operations.save_intake(intake=intake, step=0, by=intake.uploaded_by, at=NOW)

    assert Document.objects.count() == 1


def test_discard_intake_leaves_nothing() -> None:
    operations.discard_intake(intake=open_intake())

    assert (Intake.objects.count(), Document.objects.count()) == (0, 0)


def test_intake_is_seen_by_who_brought_it_in_alone() -> None:
    negotiation = make_negotiation()
    intake = open_intake(negotiation=negotiation)
    other = make_facilitator(negotiation)

    seen = [list(Intake.objects.visible_to(user, NOW.date())) for user in (intake.uploaded_by, other)]

    assert seen == [[intake], []]
