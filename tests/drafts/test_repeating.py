"""Tabling the same twice: refused whichever way it comes, as long as the first is open."""

import pytest

from delegations.models import User
from drafts.models import Amendment, AmendmentKind, Document
from drafts.operations import amending
from drafts.operations.repeating import TabledAlready
from tests.factories import NOW, make_amendment, make_delegate, make_document, make_negotiation
from tests.test_access import client_of

pytestmark = pytest.mark.django_db

WORDS = "Ensure the liability of offenders;"


@pytest.fixture
def document() -> Document:
    return make_document(
        make_negotiation("talks"), wordings=["Ensure liability;", "Punish offenders;", "Report."]
    )


@pytest.fixture
def by(document: Document) -> User:
    return make_delegate(document.negotiation)


@pytest.mark.parametrize("kind", AmendmentKind)
def test_the_same_is_not_tabled_twice(document: Document, by: User, kind: str) -> None:
    paragraph, target = document.paragraphs.get(label="2"), document.paragraphs.get(label="1")
    aim = target if kind in {AmendmentKind.MERGE, AmendmentKind.MOVE} else None
    make_amendment(paragraph, WORDS, by, kind=kind, target=aim)

    with pytest.raises(TabledAlready, match="You have tabled this already: A-001"):
        make_amendment(paragraph, WORDS, by, kind=kind, target=aim)

    assert Amendment.objects.tabled().count() == 1


def test_what_differs_or_is_withdrawn_or_anothers_is_tabled(document: Document, by: User) -> None:
    paragraph = document.paragraphs.get(label="1")
    first = make_amendment(paragraph, WORDS, by)

    make_amendment(paragraph, "Ensure all liability;", by)
    make_amendment(paragraph, WORDS, by, kind=AmendmentKind.ALTERNATIVE)
    make_amendment(paragraph, WORDS, make_delegate(document.negotiation))
    make_amendment(document.paragraphs.get(label="2"), WORDS, by)
    amending.withdraw_amendment(amendment=first, by=by, at=NOW)
    make_amendment(paragraph, WORDS, by)

    assert Amendment.objects.tabled().count() == 6


def test_revising_to_what_another_of_ones_own_says_is_refused(document: Document, by: User) -> None:
    paragraph = document.paragraphs.get(label="1")
    make_amendment(paragraph, WORDS, by)
    other = make_amendment(paragraph, "Ensure all liability;", by)
    proposal = amending.Proposal(base_edition=1, wording=WORDS)

    with pytest.raises(TabledAlready):
        amending.revise_amendment(amendment=other, proposal=proposal, by=by, at=NOW)


def test_the_form_links_to_what_was_tabled_and_keeps_no_draft(document: Document, by: User) -> None:
    make_amendment(document.paragraphs.get(label="1"), WORDS, by)
    sent = {"kind": "revise", "wording": WORDS, "base_edition": "1", "action": "table"}

    answer = client_of(by).post("/talks/plan/1/amend/", {**sent, "delegation": by.seats.get().delegation_id})

    assert answer.status_code == 422
    assert 'You have tabled this already: <a href="/talks/amendments/1/">A-001</a>.' in answer.text
    assert Amendment.objects.count() == 1
