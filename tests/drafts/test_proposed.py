"""What an amendment without words of its own shows: what it strikes, or what it moves from where to where."""

import pytest
from django.test import Client

from delegations.models import Delegation, User
from drafts.models import AmendmentKind, Document
from drafts.operations import amending, rooms
from drafts.operations.proposed import redlines
from drafts.text.redline import Segment
from tests.drafts import acts
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_document,
    make_group,
    make_negotiation,
)
from tests.test_access import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Document:
    return make_document(
        make_negotiation("talks"), wordings=["Ensure liability;", "Punish offenders;", "Report."]
    )


@pytest.fixture
def by(document: Document) -> User:
    return make_delegate(document.negotiation)


@pytest.fixture
def client(by: User) -> Client:
    return client_of(by)


def test_a_deletion_shows_the_words_that_it_strikes_wherever_it_is_read(
    document: Document, by: User, client: Client
) -> None:
    make_amendment(acts.at(document, "2"), "", by, kind=AmendmentKind.DELETE)

    pages = ("/talks/amendments/1/", "/talks/amendments/", "/talks/plan/2/", "/talks/plan/2/amend/")
    for address in pages:
        assert "Punish offenders;</del>" in client.get(address).text.replace(
            '<span class="hidden"> end of change </span>', ""
        ), address
    assert "no changes" not in client.get(pages[0]).text
    assert "Punish offenders;" in client.get("/talks/amendments/csv/").text


def test_a_deletion_shows_what_it_was_tabled_on_after_it_was_accepted(document: Document, by: User) -> None:
    paragraph = acts.at(document, "2")
    amendment = make_amendment(paragraph, "", by, kind=AmendmentKind.DELETE)
    acts.delete(paragraph)
    amendment.refresh_from_db()

    assert redlines([amendment])[0][1] == (Segment("delete", "Punish offenders;"),)


def test_a_move_shows_its_words_and_from_where_to_where(document: Document, by: User, client: Client) -> None:
    make_amendment(acts.at(document, "2"), "", by, kind=AmendmentKind.MOVE, target=acts.at(document, "3"))

    page = client.get("/talks/amendments/1/").text

    assert "from after paragraph 1 to after paragraph 3" in page
    assert page.count("Punish offenders;") == 3
    assert "no changes" not in page


def test_withdrawing_is_asked_for_twice_and_apart_from_revising(
    document: Document, by: User, client: Client
) -> None:
    make_amendment(acts.at(document, "2"), "Punish all offenders;", by)

    page = client.get("/talks/amendments/1/").text

    asked = page[page.index('id="withdraw"') :]
    assert page.index("Revise it") < page.index('id="positions"') < page.index('id="withdraw"')
    assert "It cannot be taken back" in asked[: asked.index("/talks/amendments/1/withdraw/")]


def test_a_deletion_prepared_in_a_room_shows_what_it_strikes(
    document: Document, by: User, client: Client
) -> None:
    own = Delegation.objects.get(seats__user=by)
    group = make_group(document.negotiation, [own], leader=own, slug="circle")
    draft = rooms.begin_room_draft(
        group=group,
        paragraph=acts.at(document, "2"),
        proposal=amending.Proposal(base_edition=1, kind=AmendmentKind.DELETE),
        by=by,
        at=NOW,
    )

    page = client.get(draft.get_absolute_url()).text

    assert "1 change, 0 words in, 2 words out" in page
    assert f'amend-{draft.paragraph_id}" wording="" kind="delete"' in page
