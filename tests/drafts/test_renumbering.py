"""Renumbering a document: one act, undone like others, with identities, drafts and amendments whole."""

import pytest
from django.test import Client
from django.urls import reverse

from drafts.models import Document, Draft, DraftKind, Fit, Paragraph
from drafts.operations import circulating, renumbering, verifying
from drafts.operations.deciding import NothingChanged
from drafts.operations.renumbering import RenumberingRefused, TextPassed
from drafts.operations.undoing import UndoRefused
from tests.drafts import acts
from tests.factories import NOW, make_amendment, make_document, make_facilitator

pytestmark = pytest.mark.django_db


def printed(document: Document) -> dict[str, str]:
    return dict(document.paragraphs.printed().order_by("place").values_list("label", "wording"))


@pytest.fixture
def decided() -> Document:
    """A text after many decisions: 2 deleted, 4 merged with 3, 3 bis inserted, 5 moved after 1."""
    document = make_document(
        wordings=("One, see paragraph 4;", "Two;", "Three;", "Four;", "Five, as in paragraph 3 bis;", "Six.")
    )
    acts.delete(acts.at(document, "2"))
    acts.insert(acts.at(document, "3"), "Three and a half;")
    acts.merge(acts.at(document, "4"), acts.at(document, "3"), "Three and four;")
    acts.move(acts.at(document, "5"), acts.at(document, "1"))
    return document


def draft_of(document: Document, name: str) -> Draft:
    by = make_facilitator(document.negotiation)
    return circulating.circulate_draft(
        document=document, kind=DraftKind.REVISION, name=name, author="A", by=by, at=NOW
    )


def test_renumber_document_numbers_drops_and_rewrites(decided: Document) -> None:
    four = acts.at(decided, "4")

    decision = acts.renumber(decided)

    assert printed(decided) == {
        "1": "One, see paragraph 3;",
        "2": "Five, as in paragraph 4;",
        "3": "Three and four;",
        "4": "Three and a half;",
        "5": "Six.",
    }
    assert decision.sentence == (
        "Text renumbered: new numbers 3, markers dropped 2, paragraphs whose references follow 2."
    )
    four.refresh_from_db()
    assert (four.label, four.slug, four.is_dropped, four.called) == (
        "former 4",
        "former-4",
        True,
        "former paragraph 4",
    )
    assert [each.label for each in four.editions()] == ["former 4", "4", "4"]
    assert list(verifying.faults()) == []


def test_renumber_document_twice_changes_nothing(decided: Document) -> None:
    acts.renumber(decided)

    with pytest.raises(NothingChanged):
        acts.renumber(decided)


def test_renumber_document_refuses_references_to_nothing_with_their_place() -> None:
    document = make_document(wordings=("See paragraph 2;", "Two;", "Three."))
    acts.delete(acts.at(document, "2"))

    with pytest.raises(RenumberingRefused, match="1: “Paragraph 2” is deleted"):
        acts.renumber(document)

    assert list(printed(document)) == ["1", "2", "3"]


def test_renumber_document_refuses_when_somebody_decided_meanwhile(decided: Document) -> None:
    seen = renumbering.plan_renumbering(decided).decision
    acts.revise(acts.at(decided, "6"), "Six and more.")

    with pytest.raises(TextPassed):
        acts.renumber(decided, seen)


def test_renumber_document_is_undone_and_redone(decided: Document) -> None:
    before = list(decided.paragraphs.order_by("place").values_list("label", "slug", "wording", "state"))
    decision = acts.renumber(decided)
    after = printed(decided)

    undoing = acts.undo(decision)

    assert (
        list(decided.paragraphs.order_by("place").values_list("label", "slug", "wording", "state")) == before
    )
    assert not Paragraph.objects.filter(is_dropped=True).exists()
    acts.undo(undoing)
    assert printed(decided) == after
    assert list(verifying.faults()) == []


def test_undo_refuses_to_give_back_a_number_that_was_given_since(decided: Document) -> None:
    decision = acts.renumber(decided)
    acts.insert(acts.at(decided, "3"), "Another;")

    with pytest.raises(UndoRefused, match="paragraph 3 bis, which was inserted since"):
        acts.undo(decision)


def test_a_dropped_paragraph_is_restored_under_the_next_number_of_its_place(decided: Document) -> None:
    acts.renumber(decided)

    acts.restore(acts.at(decided, "former 2"), 1)

    assert list(printed(decided)) == ["1", "2", "2 bis", "3", "4", "5"]
    assert printed(decided)["2 bis"] == "Two;"
    assert list(verifying.faults()) == []


def test_insertions_after_a_renumbering_count_on_from_the_new_numbers(decided: Document) -> None:
    acts.renumber(decided)

    acts.insert(acts.at(decided, "3"), "New;")
    acts.insert(acts.at(decided, "1"), "Newer;")

    assert list(printed(decided)) == ["1", "1 bis", "2", "3", "3 bis", "4", "5"]


def test_numbers_dropped_twice_stay_apart(decided: Document) -> None:
    acts.renumber(decided)
    acts.delete(acts.at(decided, "2"))

    acts.renumber(decided)

    dropped = decided.paragraphs.filter(is_dropped=True).values_list("label", flat=True)
    assert sorted(dropped) == ["former 2", "former 2 (2)", "former 4"]
    assert list(printed(decided)) == ["1", "2", "3", "4"]


def test_circulated_drafts_keep_their_numbers_and_later_ones_have_no_markers(decided: Document) -> None:
    before = draft_of(decided, "Rev.1")
    acts.renumber(decided)
    after = draft_of(decided, "Final")

    assert list(before.blocks.values_list("label", flat=True)) == ["1", "5", "2", "3", "3 bis", "4", "6"]
    assert list(after.blocks.values_list("label", flat=True)) == ["1", "2", "3", "4", "5"]
    assert before.sealed_now() == before.seal


def test_open_amendments_are_carried_with_the_references_of_the_text(decided: Document) -> None:
    amendment = make_amendment(acts.at(decided, "1"), "One, given paragraph 6, see paragraph 4;")
    plan = renumbering.plan_renumbering(decided)
    assert [(each.pk, named) for each, named in plan.astray] == [(amendment.pk, "6")]

    acts.renumber(decided)

    amendment.refresh_from_db()
    assert amendment.wording == "One, given paragraph 6, see paragraph 3;"
    assert (amendment.base_wording, amendment.fit) == ("One, see paragraph 3;", Fit.FITS)


def test_an_address_with_an_old_number_leads_to_where_it_went(decided: Document) -> None:
    acts.insert(acts.at(decided, "6"), "Six and a half;")
    acts.merge(acts.at(decided, "6 bis"), acts.at(decided, "6"), "Six and a half.")
    acts.renumber(decided)
    client = client_for(decided)

    def found(label: str) -> str:
        return str(
            client.get(
                reverse("drafts:paragraph", args=[decided.negotiation.slug, "plan", label])
            ).headers.get("Location", "")
        )

    assert found("3-bis").endswith("/plan/4/")
    assert found("6-bis").endswith("/plan/5/")
    assert found("6").endswith("/plan/5/")
    assert found("3") == ""
    assert found("former-2") == ""
    assert (
        client.get(reverse("drafts:paragraph", args=[decided.negotiation.slug, "plan", "99"])).status_code
        == 404
    )


def client_for(document: Document) -> Client:
    client = Client()
    client.force_login(
        make_facilitator(document.negotiation), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def test_renumber_page_shows_the_table_and_then_does_it(decided: Document) -> None:
    client = client_for(decided)
    address = reverse("drafts:renumber", args=[decided.negotiation.slug, "plan"])

    page = client.get(address)

    assert [(line.paragraph.label, line.new) for line in page.context["lines"]] == [
        *(("1", "1"), ("5", "2"), ("2", ""), ("3 bis", "4"), ("4", ""), ("6", "5")),
    ]
    assert [each.label for each in page.context["staying"]] == ["3"]
    seen = page.context["form"]["seen"].value()
    assert client.post(address, {"seen": seen - 1, "reason": ""}).status_code == 422
    assert client.post(address, {"seen": seen, "reason": ""}).status_code == 302
    assert list(printed(decided)) == ["1", "2", "3", "4", "5"]
    assert "nothing to renumber" in client.get(address).content.decode()


def test_renumber_page_lists_what_stands_against_it() -> None:
    document = make_document(wordings=("See paragraph 9 above;", "The preceding paragraph;", "Three."))
    client = client_for(document)

    page = client.get(reverse("drafts:renumber", args=[document.negotiation.slug, "plan"]))

    assert [place.words for place in page.context["refusals"]] == [("See paragraph ", "9", " above;")]
    assert [place.message for place in page.context["cautions"]] == [
        "“The preceding paragraph” is not rewritten: check it."
    ]
