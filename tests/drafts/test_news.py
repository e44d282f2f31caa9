"""What the first page says is new to its reader."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from delegations.models import Role, User, Visit
from delegations.operations.visiting import note_visit
from drafts.models import Document
from drafts.operations import deciding
from tests.factories import NOW, make_amendment, make_delegate, make_document, make_facilitator, make_seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Document:
    return make_document()


def overview(document: Document, user: User) -> str:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.get(f"/{document.negotiation.slug}/").content.decode()


def test_a_visit_ends_when_nothing_is_asked_for_in_an_hour(document: Document) -> None:
    user = make_delegate(document.negotiation)

    ended = [
        note_visit(negotiation=document.negotiation, by=user, at=NOW + timedelta(minutes=minutes))
        for minutes in (0, 1, 59, 130, 132)
    ]

    assert ended == [None, None, None, NOW + timedelta(minutes=59), NOW + timedelta(minutes=59)]


def test_a_first_visit_has_nothing_new(document: Document) -> None:
    page = overview(document, make_delegate(document.negotiation))

    assert 'id="news"' not in page


def test_the_overview_says_what_others_did_since_the_last_visit(document: Document) -> None:
    user = make_delegate(document.negotiation)
    first, second = document.paragraphs.order_by("place")[:2]
    Visit.objects.create(user=user, negotiation=document.negotiation, last_at=NOW - timedelta(hours=1))
    other = make_amendment(first, "One, and more;")
    own = make_amendment(first, "One, or less;", by=user)
    decision = deciding.revise_paragraph(
        paragraph=second,
        edition=1,
        wording="Two, again;",
        by=make_facilitator(document.negotiation),
        at=NOW,
    )

    page = overview(document, user).partition('id="news"')[2].partition("</section>")[0]

    assert "Since you were last here" in page
    assert other.get_absolute_url() in page
    assert own.get_absolute_url() not in page
    assert decision.sentence in page


def test_the_overview_says_that_nothing_changed(document: Document) -> None:
    user = make_seat(document.negotiation, Role.OBSERVER).user
    Visit.objects.create(
        user=user, negotiation=document.negotiation, last_at=timezone.now() - timedelta(hours=2)
    )

    page = overview(document, user)

    assert "Nothing has changed since you were last here" in page


def test_an_address_that_is_not_there_leaves_its_reader_in_the_negotiation(document: Document) -> None:
    client = Client()
    client.force_login(
        make_delegate(document.negotiation), backend="django.contrib.auth.backends.ModelBackend"
    )

    page = client.get(f"/{document.negotiation.slug}/plan/999/")

    assert page.status_code == 404
    assert f'href="/{document.negotiation.slug}/"' in page.content.decode()
