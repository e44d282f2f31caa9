"""Reading: what the pages show, and that a longer list asks no more of the database."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from drafts.models import AmendmentKind, Document, DraftKind
from drafts.operations import circulating, deciding, structuring
from drafts.operations.deciding import Verdict
from tests.drafts import acts
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_document,
    make_facilitator,
    make_negotiation,
)

pytestmark = pytest.mark.django_db


def client_for(document: Document) -> Client:
    client = Client()
    client.force_login(
        make_facilitator(document.negotiation), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


PAGES = [
    "/talks/",
    "/talks/plan/",
    "/talks/plan/?view=tracked",
    "/talks/amendments/",
    "/talks/plan/drafts/",
    "/talks/plan/1/",
    "/talks/plan/1/workbench/",
    "/talks/delegations/",
    "/talks/plan/positions/",
    "/talks/ledger/",
    "/talks/receipts/",
    "/talks/receipts/1/",
]


@pytest.mark.parametrize("path", PAGES)
def test_page_asks_the_same_number_of_queries_at_one_row_and_at_three(path: str) -> None:
    document = make_document(make_negotiation("talks"), wordings=["One;"] * 4)
    paragraph = document.paragraphs.get(label="1")
    client = client_for(document)

    def add(number: int) -> None:
        make_amendment(paragraph, f"One and {number};")
        make_amendment(document.paragraphs.get(label=str(number)), f"Other {number};")
        circulating.circulate_draft(
            document=document,
            kind=DraftKind.REVISION,
            name=f"Rev.{number}",
            author="A",
            by=make_facilitator(document.negotiation),
            at=NOW,
        )

    add(1)
    at_one = queries(client, path)
    add(2)
    add(3)

    assert queries(client, path) == at_one


def test_text_shows_markers_for_what_no_longer_stands() -> None:
    document = make_document()
    first, second, third = document.paragraphs.all()
    by = make_facilitator(document.negotiation)
    structuring.delete_paragraph(paragraph=third, edition=1, by=by, at=NOW)
    structuring.merge_paragraph(
        paragraph=second, edition=1, target=first, target_edition=1, wording="One and two;", by=by, at=NOW
    )

    page = client_for(document).get(document.get_absolute_url()).content.decode()

    assert "[merged with paragraph 1]" in page
    assert "<p>Delete</p>" in page


def test_text_shows_each_reader_what_that_reader_may_do_and_what_was_decided_since() -> None:
    document = make_document(wordings=["Ensure <b>liability</b>;"])
    address = document.get_absolute_url()
    delegate = Client()
    delegate.force_login(
        make_delegate(document.negotiation), backend="django.contrib.auth.backends.ModelBackend"
    )

    first = client_for(document).get(address).content.decode()
    of_delegate = delegate.get(address).content.decode()
    paragraph = document.paragraphs.get()
    deciding.revise_paragraph(
        paragraph=paragraph,
        edition=1,
        wording="Ensure justice;",
        by=make_facilitator(document.negotiation),
        at=NOW,
    )
    decided = delegate.get(address).content.decode()

    assert "/1/workbench/" in first
    assert "/1/workbench/" not in of_delegate
    assert "/1/amend/" in of_delegate
    assert "&lt;b&gt;liability" in of_delegate
    assert "liability" not in decided
    assert "Ensure justice;" in decided


def test_text_tracked_tells_changes_by_words_and_escapes_markup() -> None:
    document = make_document(wordings=["Ensure <b>liability</b>;"])
    by = make_facilitator(document.negotiation)
    circulating.circulate_draft(
        document=document, kind=DraftKind.ZERO, name="Zero", author="A", by=by, at=NOW
    )
    paragraph = document.paragraphs.get()
    deciding.revise_paragraph(
        paragraph=paragraph, edition=1, wording="Ensure <i>liability</i>;", by=by, at=NOW
    )

    page = client_for(document).get(document.get_absolute_url() + "?view=tracked&since=zero").content.decode()

    assert '<del><span class="hidden">deletion: </span>' in page
    assert "<b>liability" not in page
    assert "&lt;" in page


@pytest.mark.parametrize(
    "query",
    ["?view=nothing", "?view=tracked&since=nothing", "1/?old=9&new=1", "1/?old=x", "99/", "drafts/nothing/"],
)
def test_text_answers_404_to_what_is_not_there(query: str) -> None:
    document = make_document()

    assert client_for(document).get(document.get_absolute_url() + query).status_code == 404


def test_paragraph_compares_any_two_editions(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    document = make_document()
    paragraph = document.paragraphs.get(label="1")
    by = make_facilitator(document.negotiation)
    for edition, wording in enumerate(("One two;", "One two three;"), start=1):
        deciding.revise_paragraph(paragraph=paragraph, edition=edition, wording=wording, by=by, at=NOW)
    client = client_for(document)

    with django_assert_max_num_queries(25):
        response = client.get(f"{document.get_absolute_url()}1/?old=1&new=3")

    assert [(segment.op, segment.text) for segment in response.context["compared"]] == [
        ("equal", "One"),
        ("insert", " two three"),
        ("equal", ";"),
    ]


def test_many_amendments_come_in_pages_of_which_only_one_is_read(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    document = make_document(make_negotiation("talks"), wordings=["One;"])
    paragraph = document.paragraphs.get(label="1")
    for number in range(1, 53):
        kind = AmendmentKind.DELETE if number == 1 else AmendmentKind.REVISE
        make_amendment(paragraph, "" if number == 1 else f"One and {number};", kind=kind)
    client = client_for(document)

    with django_assert_max_num_queries(14):
        page = client.get("/talks/amendments/?page=2")
    own = client.get("/talks/plan/1/?page=3").context["amendments"]

    assert [each.number for each, _segments in page.context["rows"]] == [2, 1]
    assert "<p>Delete it</p>" in page.content.decode()
    assert [each.number for each, _segments, _said in own] == [51, 52]


def test_paragraph_page_tells_what_became_of_settled_amendments() -> None:
    document = make_document(make_negotiation("talks"))
    taken, refused = (make_amendment(acts.at(document, "1"), words) for words in ("First;", "Another;"))
    acts.revise(
        acts.at(document, "1"),
        "First;",
        verdicts={taken.pk: Verdict("accepted"), refused.pk: Verdict("not_retained", "Too far.")},
    )

    told = client_for(document).get("/talks/plan/1/").content.decode()

    assert 'data-state="accepted"' in told
    assert 'data-state="not_retained"' in told
    assert "Settled" not in told
