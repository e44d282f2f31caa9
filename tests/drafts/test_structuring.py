"""Decisions on which paragraphs there are and where they stand: what each leaves behind, and what each refuses."""

from collections.abc import Callable

import pytest

from drafts.models import Amendment, AmendmentKind, OutcomeKind, Paragraph, Verb
from drafts.operations import deciding, structuring, verifying
from drafts.operations.deciding import Verdict
from drafts.operations.wordings import UnbalancedBrackets, WordingRefused
from drafts.text.parsing import Block, Kind
from tests.drafts import acts
from tests.factories import NOW, make_amendment, make_document, make_facilitator, make_paragraph, numbered

pytestmark = pytest.mark.django_db


def test_insert_paragraph_comes_after_another_under_a_label_of_its_own() -> None:
    document = make_document()

    decision = acts.insert(acts.at(document, "1"), "One and a half;")

    new = acts.at(document, "1 bis")
    assert acts.order(document) == ["1", "1 bis", "2", "3"]
    assert (new.slug, new.kind, new.wording, new.edition) == ("1-bis", "numbered", "One and a half;", 1)
    assert (decision.verb, decision.paragraph) == (Verb.INSERT, new)
    assert decision.sentence == "Paragraph 1 bis inserted after paragraph 1."
    assert [edition.decision for edition in new.editions()] == [decision]
    assert list(verifying.faults()) == []


def test_insert_paragraph_again_takes_the_next_label_and_stands_after_the_first() -> None:
    document = make_document()
    acts.insert(acts.at(document, "1"), "A;")

    decisions = [acts.insert(acts.at(document, "1"), "B;"), acts.insert(acts.at(document, "1 bis"), "C;")]

    assert acts.order(document) == ["1", "1 bis", "1 ter", "1 quater", "2", "3"]
    assert [decision.sentence for decision in decisions] == [
        "Paragraph 1 ter inserted after paragraph 1 bis.",
        "Paragraph 1 quater inserted after paragraph 1 ter.",
    ]


def test_insert_paragraph_has_room_at_the_end_and_a_hundred_times_at_one_place() -> None:
    document = make_document()

    for _ in range(100):
        acts.insert(acts.at(document, "3"))

    assert acts.order(document)[:5] == ["1", "2", "3", "3 bis", "3 ter"]
    assert len(acts.order(document)) == 103


def test_insert_paragraph_takes_the_section_of_its_neighbour() -> None:
    blocks = [numbered(label, "Words;") for label in ("1", "2", "3")]
    document = acts.document_of(*blocks, sections={"1": "General", "2": "Prevention"})

    acts.insert(acts.at(document, "2"))

    assert str(acts.at(document, "2 bis").section) == "Prevention"


@pytest.mark.parametrize(
    ("after", "kind", "label", "sentence"),
    [
        ("PP2", "preambular", "PP2 bis", "Paragraph PP2 bis inserted after paragraph PP2."),
        ("heading 1", "numbered", "0", "Paragraph 0 inserted after heading 1."),
        ("heading 2", "numbered", "1 bis", "Paragraph 1 bis inserted after heading 2."),
        ("heading 2", "heading", "heading 2 bis", "Heading 2 bis inserted after heading 2."),
        ("chapeau", "preambular", "PP0", "Paragraph PP0 inserted after the chapeau."),
        ("chapeau", "unnumbered", "chapeau bis", "Chapeau bis inserted after the chapeau."),
        ("2", "unnumbered", "chapeau bis", "Chapeau bis inserted after paragraph 2."),
    ],
)
def test_insert_paragraph_names_every_kind(after: str, kind: str, label: str, sentence: str) -> None:
    document = acts.document_of(
        Block(Kind.UNNUMBERED, "chapeau", "The Assembly,"),
        Block(Kind.PREAMBULAR, "PP1", "Recalling,"),
        Block(Kind.PREAMBULAR, "PP2", "Noting,"),
        Block(Kind.HEADING, "heading 1", "General"),
        numbered("1", "One;"),
        Block(Kind.HEADING, "heading 2", "Prevention"),
        numbered("2", "Two."),
    )

    decision = acts.insert(acts.at(document, after), "Words,", kind)

    labels = acts.order(document)
    assert labels[labels.index(after) + 1] == label
    assert (acts.at(document, label).kind, decision.sentence) == (kind, sentence)


def test_insert_paragraph_begins_to_count_where_the_document_has_none_of_the_kind() -> None:
    document = make_document()

    acts.insert(acts.at(document, "3"), "General", "heading")

    assert acts.order(document) == ["1", "2", "3", "heading 1"]


def test_insert_paragraph_follows_a_deleted_one_and_never_takes_its_label_again() -> None:
    document = make_document()
    acts.delete(acts.at(document, "2"))
    acts.undo(acts.insert(acts.at(document, "2")))

    acts.insert(acts.at(document, "2"))

    assert acts.order(document) == ["1", "2", "2 bis", "2 ter", "3"]


def test_insert_paragraph_settles_the_amendment_that_proposed_it() -> None:
    paragraph = make_paragraph()
    amendment = make_amendment(paragraph, "New;", kind=AmendmentKind.INSERT)

    decision = acts.insert(paragraph, "New;", verdicts={amendment.pk: Verdict(OutcomeKind.ACCEPTED)})

    assert [(o.amendment, o.kind) for o in decision.outcomes.all()] == [(amendment, "accepted")]


@pytest.mark.parametrize(
    ("wording", "refusal"), [(" \n", WordingRefused), ("a\x00b", WordingRefused), ("[a", UnbalancedBrackets)]
)
def test_insert_paragraph_refuses_what_cannot_stand(wording: str, refusal: type[Exception]) -> None:
    document = make_document()

    with pytest.raises(refusal):
        acts.insert(acts.at(document, "1"), wording)

    assert acts.order(document) == ["1", "2", "3"]


def test_insert_alternative_stands_right_after_its_paragraph() -> None:
    document = make_document()
    acts.insert(acts.at(document, "1"))

    first = acts.alternative(acts.at(document, "1"), "One, differently;")
    second = acts.alternative(acts.at(document, "1 alt"), "One, quite differently;")

    assert acts.order(document) == ["1", "1 alt", "1 alt 2", "1 bis", "2", "3"]
    assert (first.verb, first.sentence) == (
        Verb.INSERT,
        "Paragraph 1 alt inserted as an alternative to paragraph 1.",
    )
    assert second.sentence == "Paragraph 1 alt 2 inserted as an alternative to paragraph 1."
    assert list(verifying.faults()) == []


def test_insert_paragraph_comes_after_the_alternatives() -> None:
    document = make_document()
    acts.alternative(acts.at(document, "1"))

    acts.insert(acts.at(document, "1"))

    assert acts.order(document) == ["1", "1 alt", "1 bis", "2", "3"]


def test_insert_alternative_to_an_insertion() -> None:
    document = make_document()
    acts.insert(acts.at(document, "1"))

    acts.alternative(acts.at(document, "1 bis"))

    assert acts.order(document) == ["1", "1 bis", "1 bis alt", "2", "3"]


def test_insert_alternative_refuses_the_same_words_and_no_words() -> None:
    paragraph = make_paragraph("One;")

    with pytest.raises(deciding.NothingChanged, match="says what paragraph 1 says"):
        acts.alternative(paragraph, "One;")
    with pytest.raises(WordingRefused):
        acts.alternative(paragraph, "")


def test_insert_alternative_refuses_what_is_agreed_or_gone() -> None:
    document = make_document()
    acts.agree(acts.at(document, "1"))
    acts.delete(acts.at(document, "2"))

    with pytest.raises(deciding.StillAgreed):
        acts.alternative(acts.at(document, "1"))
    with pytest.raises(deciding.NotStanding):
        acts.alternative(acts.at(document, "2"))


def test_split_paragraph_keeps_the_first_words_and_its_amendments() -> None:
    document = make_document(wordings=["Prevent and protect;", "Two."])
    amendment = make_amendment(acts.at(document, "1"), "Prevent, at once, and protect;")

    decision = acts.split(acts.at(document, "1"), ["Prevent;", "Protect;"])

    assert acts.wordings(document) == {"1": "Prevent;", "1 bis": "Protect;", "2": "Two."}
    assert [acts.at(document, label).edition for label in ("1", "1 bis")] == [2, 1]
    assert (decision.verb, decision.sentence) == (
        Verb.SPLIT,
        "Paragraph 1 split; the rest is paragraph 1 bis.",
    )
    assert Amendment.objects.get(pk=amendment.pk).paragraph.label == "1"
    assert list(verifying.faults()) == []


def test_split_paragraph_puts_the_rest_right_after_whatever_was_inserted() -> None:
    document = make_document(wordings=["Prevent and protect;", "Two."])
    acts.insert(acts.at(document, "1"), "Inserted;")
    acts.alternative(acts.at(document, "1"), "Otherwise;")

    acts.split(acts.at(document, "1"), ["Prevent;", "Protect;"])

    assert acts.wordings(document) == {
        "1": "Prevent;",
        "1 alt": "Otherwise;",
        "1 ter": "Protect;",
        "1 bis": "Inserted;",
        "2": "Two.",
    }


@pytest.mark.parametrize("parts", [("One;", " "), ("", "One;"), ("One [a", "b];")])
def test_split_paragraph_refuses_parts_that_cannot_stand(parts: tuple[str, str]) -> None:
    document = make_document(wordings=["One [a b];"])

    with pytest.raises(WordingRefused):
        acts.split(acts.at(document, "1"), parts)

    assert acts.wordings(document) == {"1": "One [a b];"}


def test_split_paragraph_refuses_a_passed_edition_and_what_is_agreed_or_gone() -> None:
    document = make_document()
    acts.agree(acts.at(document, "1"))
    acts.delete(acts.at(document, "2"))

    with pytest.raises(deciding.StillAgreed):
        acts.split(acts.at(document, "1"), ["a", "b"])
    with pytest.raises(deciding.NotStanding):
        acts.split(acts.at(document, "2"), ["a", "b"])
    with pytest.raises(deciding.EditionPassed):
        acts.split(acts.at(document, "3"), ["a", "b"], edition=7)


def test_move_paragraph_keeps_its_label_and_takes_its_new_section() -> None:
    blocks = [numbered(label, "Words;") for label in ("1", "2", "3")]
    document = acts.document_of(*blocks, sections={"1": "General", "3": "Prevention"})

    decision = acts.move(acts.at(document, "1"), acts.at(document, "3"))

    moved = acts.at(document, "1")
    assert acts.order(document) == ["2", "3", "1"]
    assert (str(moved.section), moved.edition) == ("Prevention", 2)
    assert (decision.verb, decision.sentence) == (Verb.MOVE, "Paragraph 1 moved after paragraph 3.")
    assert list(verifying.faults()) == []


def test_move_paragraph_back_and_forth_keeps_the_order() -> None:
    document = make_document()

    for after in ("3", "2", "3", "2", "3"):
        acts.move(acts.at(document, "1"), acts.at(document, after))

    assert acts.order(document) == ["2", "3", "1"]


def test_move_paragraph_takes_its_alternatives_along_and_passes_those_of_others() -> None:
    document = make_document()
    acts.alternative(acts.at(document, "1"))
    acts.alternative(acts.at(document, "3"))

    decision = acts.move(acts.at(document, "1"), acts.at(document, "3"))

    assert acts.order(document) == ["2", "3", "3 alt", "1", "1 alt"]
    assert decision.sentence == "Paragraph 1 moved after paragraph 3 alt, with paragraph 1 alt."
    assert [acts.at(document, label).edition for label in ("1", "1 alt")] == [2, 2]


def test_move_paragraph_settles_the_amendment_that_proposed_it() -> None:
    document = make_document()
    first, third = acts.at(document, "1"), acts.at(document, "3")
    amendment = make_amendment(first, "", kind=AmendmentKind.MOVE, target=third)

    decision = acts.move(first, third, verdicts={amendment.pk: Verdict(OutcomeKind.ACCEPTED)})

    assert [outcome.amendment for outcome in decision.outcomes.all()] == [amendment]


def test_move_paragraph_refuses_where_it_stands_and_strange_targets() -> None:
    document, elsewhere = make_document(), make_document()
    acts.alternative(acts.at(document, "2"))

    with pytest.raises(deciding.NothingChanged, match="stands after paragraph 1 already"):
        acts.move(acts.at(document, "2"), acts.at(document, "1"))
    for label, target in (("2", acts.at(document, "2")), ("2", acts.at(elsewhere, "1"))):
        with pytest.raises(structuring.TargetRefused):
            acts.move(acts.at(document, label), target)
    with pytest.raises(structuring.TargetRefused):
        acts.move(acts.at(document, "2"), acts.at(document, "2 alt"))


def test_move_paragraph_refuses_a_passed_edition_and_what_is_agreed_or_gone() -> None:
    document = make_document()
    acts.agree(acts.at(document, "1"))
    acts.delete(acts.at(document, "2"))

    with pytest.raises(deciding.StillAgreed):
        acts.move(acts.at(document, "1"), acts.at(document, "3"))
    with pytest.raises(deciding.NotStanding):
        acts.move(acts.at(document, "2"), acts.at(document, "3"))
    with pytest.raises(deciding.EditionPassed):
        acts.move(acts.at(document, "3"), acts.at(document, "1"), edition=4)
    assert acts.order(document) == ["1", "2", "3"]


def test_delete_paragraph_keeps_the_number_and_the_history() -> None:
    paragraph = make_paragraph("Ensure liability;")

    acts.delete(paragraph)

    paragraph.refresh_from_db()
    assert (paragraph.label, paragraph.wording, paragraph.state) == ("1", "", "deleted")
    assert [edition.wording for edition in paragraph.editions()] == ["", "Ensure liability;"]
    with pytest.raises(deciding.NotStanding):
        acts.revise(paragraph, "New;")


def test_delete_paragraph_takes_those_merged_into_it_along() -> None:
    document = make_document()
    acts.merge(acts.at(document, "2"), acts.at(document, "1"), "Both;")

    acts.delete(acts.at(document, "1"))

    assert list(document.paragraphs.values_list("state", "target")) == [
        ("deleted", None),
        ("deleted", None),
        ("standing", None),
    ]
    assert list(verifying.faults()) == []


def test_merge_paragraph_gives_the_target_its_wording_and_leaves_a_marker() -> None:
    document = make_document()
    first, second = acts.at(document, "1"), acts.at(document, "2")

    decision = acts.merge(second, first, "One and two;")

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.wording, first.edition) == ("One and two;", 2)
    assert (second.state, second.target, second.edition) == ("merged", first, 2)
    assert decision.sentence == "Paragraph 2 merged with paragraph 1."


def test_merge_paragraph_refuses_itself_and_what_no_longer_stands() -> None:
    document = make_document()
    first, second = acts.at(document, "1"), acts.at(document, "2")
    acts.delete(second)

    with pytest.raises(structuring.TargetRefused):
        acts.merge(first, first, "x")
    with pytest.raises(deciding.NotStanding):
        acts.merge(first, second, "x")


def test_what_is_agreed_is_not_deleted_merged_or_merged_into() -> None:
    document = make_document()
    agreed, other = acts.at(document, "1"), acts.at(document, "2")
    acts.agree(agreed)

    acted: list[Callable[[], object]] = [
        lambda: acts.delete(agreed),
        lambda: acts.merge(agreed, other, "x"),
        lambda: acts.merge(other, agreed, "x"),
        lambda: acts.revise(agreed, "x"),
    ]
    for act in acted:
        with pytest.raises(
            deciding.StillAgreed, match="Paragraph 1 is agreed ad ref; it must be reopened first"
        ):
            act()
    assert list(document.paragraphs.values_list("edition", flat=True)) == [2, 1, 1]


def test_insert_paragraph_is_one_transaction() -> None:
    paragraph = make_paragraph()

    with pytest.raises(deciding.OutcomeRefused):
        structuring.insert_paragraph(
            after=paragraph,
            kind="numbered",
            wording="New;",
            verdicts={0: Verdict(OutcomeKind.ACCEPTED)},
            by=make_facilitator(paragraph.document.negotiation),
            at=NOW,
        )

    assert [each.label for each in Paragraph.objects.order_by("place")] == ["1", "2"]
    assert list(verifying.faults()) == []
