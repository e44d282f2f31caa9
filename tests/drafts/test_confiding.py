"""Saying who reads what: the acts, their pages, and what a visitor without a seat sees."""

import pytest
from django.test import Client

from delegations.models import Act, Audience, Role
from drafts.models import Amendment, Document, Draft, DraftKind, ExportForm, ExportFormat
from drafts.operations import circulating, confiding
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_document,
    make_facilitator,
    make_negotiation,
    make_seat,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Document:
    return make_document(make_negotiation("talks"))


@pytest.fixture
def draft(document: Document) -> Draft:
    return circulating.circulate_draft(
        document=document,
        kind=DraftKind.ZERO,
        name="Zero draft",
        author="A",
        by=make_facilitator(document.negotiation),
        at=NOW,
    )


def client_of(user: object) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]  # a user
    return client


def say(document: Document, audience: int, *, is_confirmed: bool = True) -> Document:
    return confiding.set_document_audience(
        document=document,
        audience=audience,
        is_confirmed=is_confirmed,
        by=make_facilitator(document.negotiation),
        at=NOW,
    )


def test_a_document_is_not_opened_to_more_readers_by_a_slip(document: Document) -> None:
    with pytest.raises(confiding.NotConfirmed, match="cannot be unread"):
        say(document, Audience.PUBLIC, is_confirmed=False)

    document.refresh_from_db()
    assert document.audience == Audience.OBSERVERS


def test_a_narrower_document_narrows_its_amendments_and_a_wider_one_leaves_them(document: Document) -> None:
    amendment = make_amendment(document.paragraphs.get(label="1"), "One and more;")

    say(document, Audience.STATES, is_confirmed=False)
    amendment.refresh_from_db()
    assert amendment.audience == Audience.STATES

    say(document, Audience.PUBLIC)
    amendment.refresh_from_db()
    assert amendment.audience == Audience.STATES


def test_who_reads_a_document_is_recorded_for_those_alone_who_may(document: Document) -> None:
    say(document, Audience.STATES)
    say(document, Audience.FACILITATORS)
    say(document, Audience.OBSERVERS)
    say(document, Audience.PUBLIC)

    books = Act.objects.filter(kind="audience_set").order_by("pk").values_list("book__audience", flat=True)
    assert list(books) == ["states", "organizers", "organizers", ""]


def test_a_wider_draft_gets_files_that_its_new_readers_may_have(document: Document, draft: Draft) -> None:
    confiding.set_draft_audience(
        draft=draft,
        audience=Audience.PUBLIC,
        is_confirmed=True,
        by=make_facilitator(document.negotiation),
        at=NOW,
    )

    made = draft.exports.filter(audience=Audience.PUBLIC)
    assert {export.form for export in made} == {ExportForm.CLEAN, ExportForm.COMPILATION, ExportForm.PACKAGE}


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.SECRETARIAT])
def test_the_pages_ask_before_more_people_read_it(document: Document, draft: Draft, role: Role) -> None:
    client = client_of(make_seat(document.negotiation, role).user)

    for address in ("/talks/plan/audience/", "/talks/plan/drafts/zero-draft/audience/"):
        refused = client.post(address, {"audience": Audience.PUBLIC})
        assert refused.status_code == 422
        assert "cannot be unread" in refused.content.decode()
        assert client.post(address, {"audience": Audience.PUBLIC, "is_confirmed": "on"}).status_code == 302
        assert "cannot unread it" in client.get(address).content.decode()
    document.refresh_from_db()
    draft.refresh_from_db()
    assert document.audience == draft.audience == Audience.PUBLIC


def test_the_negotiation_says_who_reads_the_next_document(document: Document) -> None:
    client = client_of(make_facilitator(document.negotiation))

    answer = client.post("/talks/audiences/", {"audience": Audience.STATES, "has_stamps": "on"})

    document.negotiation.refresh_from_db()
    assert answer.status_code == 302
    assert (document.negotiation.audience, document.negotiation.has_stamps) == (Audience.STATES, True)
    assert make_document(document.negotiation, slug="another").audience == Audience.STATES


def test_a_delegation_chooses_who_reads_its_amendment(document: Document) -> None:
    delegate = make_delegate(document.negotiation)
    form = {
        "kind": "revise",
        "delegation": delegate.seats.get().delegation_id,
        "base_edition": 1,
        "action": "table",
    }

    for asked, given in ((Audience.FACILITATORS, Audience.FACILITATORS), ("", Audience.OBSERVERS)):
        sent = {**form, "wording": f"One, for {given};", "audience": asked}
        answer = client_of(delegate).post("/talks/plan/1/amend/", sent)
        assert answer.status_code == 302
        assert Amendment.objects.latest("pk").audience == given
    sent = {**form, "wording": "One, for all;", "audience": Audience.PUBLIC}
    wider = client_of(delegate).post("/talks/plan/1/amend/", sent)
    assert wider.status_code == 422


def test_the_same_words_that_nobody_may_know_of_are_not_offered_for_co_sponsoring(
    document: Document,
) -> None:
    make_amendment(document.paragraphs.get(label="1"), "One and a half;")
    delegate = make_delegate(document.negotiation)
    form = {"kind": "revise", "wording": "One and a half;", "base_edition": 1}

    seen = client_of(delegate).post("/talks/plan/1/amend/redline/", form).content.decode()
    Amendment.objects.update(audience=Audience.FACILITATORS)
    hidden = client_of(delegate).post("/talks/plan/1/amend/redline/", form).content.decode()

    assert "A-001" in seen
    assert "A-001" not in hidden


def test_a_visitor_reads_what_is_public_and_nothing_else(document: Document, draft: Draft) -> None:
    make_amendment(document.paragraphs.get(label="1"), "One and a half;")
    inner = make_document(document.negotiation, ["Hidden words;"], slug="inner")
    Document.objects.filter(pk=document.pk).update(audience=Audience.PUBLIC)
    visitor, stranger = Client(), client_of(make_facilitator(make_negotiation()))

    for client in (visitor, stranger):
        listed = client.get("/talks/").content.decode()
        assert "/talks/plan/" in listed
        assert "/talks/inner/" not in listed
        compiled = client.get("/talks/plan/", {"view": "compilation"})
        assert "One;" in compiled.content.decode()
        assert "half" not in compiled.content.decode()
        assert client.get("/talks/plan/compare/").status_code == 200
        assert client.get("/talks/plan/drafts/").status_code == 200
    for hidden in (inner.get_absolute_url(), draft.get_absolute_url(), "/talks/plan/1/", "/talks/ledger/"):
        assert visitor.get(hidden).headers["Location"] == f"/log-in/?next={hidden}"
        assert stranger.get(hidden).status_code == 404


def test_a_visitor_downloads_a_public_draft_of_a_document_that_is_not(draft: Draft) -> None:
    Draft.objects.update(audience=Audience.PUBLIC)

    assert Client().get("/talks/plan/drafts/").status_code == 200
    page = Client().get(draft.get_absolute_url())
    assert page.status_code == 200
    assert Client().get("/talks/plan/").status_code == 302
    assert Client().get("/talks/plan/compare/", {"old": "zero-draft", "new": "now"}).status_code == 302
    narrow = draft.exports.get(form=ExportForm.CLEAN, format=ExportFormat.PDF)
    address = f"{draft.get_absolute_url()}files/{narrow.pk}/"
    assert Client().get(address).headers["Location"] == f"/log-in/?next={address}"


@pytest.mark.usefixtures("document")
def test_nobody_learns_without_a_log_in_what_there_is() -> None:
    for there, not_there in (("/talks/", "/walks/"), ("/talks/plan/", "/talks/plans/")):
        answers = [Client().get(address) for address in (there, not_there)]
        assert [answer.status_code for answer in answers] == [302, 302]
        assert [answer.headers["Location"] for answer in answers] == [
            f"/log-in/?next={there}",
            f"/log-in/?next={not_there}",
        ]
