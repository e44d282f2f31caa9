"""Concordances of drafts, across a renumbering and with a file: pages and files."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from drafts.models import Document, Draft, DraftKind
from drafts.models.concordances import since_the_draft_before
from drafts.operations import circulating
from drafts.operations.deciding import Verdict
from tests.drafts import acts
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_delegation,
    make_document,
    make_facilitator,
)

pytestmark = pytest.mark.django_db

FOUR = (
    "Condemn trafficking in persons as it violates human dignity;",
    "Ensure the rights of trafficked persons;",
    "Take urgent action against offenders everywhere;",
    "Recognize the role of the Conference.",
)


@pytest.fixture
def document() -> Document:
    """2 took an amendment of Sampleland's and was merged into 1 after Rev.1; then the text was renumbered."""
    document = make_document(wordings=FOUR)
    draft_of(document, "Rev.1")
    delegate = make_delegate(document.negotiation, make_delegation(document.negotiation, "sampleland"))
    second = acts.at(document, "2")
    amendment = make_amendment(second, "Ensure the human rights of trafficked persons;", delegate)
    acts.revise(second, amendment.wording, verdicts={amendment.pk: Verdict("accepted")})
    words = "Condemn trafficking in persons as it violates human dignity and ensure the human rights of trafficked persons;"
    acts.merge(acts.at(document, "2"), acts.at(document, "1"), words)
    acts.renumber(document)
    draft_of(document, "Final")
    return document


def draft_of(document: Document, name: str) -> Draft:
    by = make_facilitator(document.negotiation)
    return circulating.circulate_draft(
        document=document, kind=DraftKind.REVISION, name=name, author="A", by=by, at=NOW
    )


@pytest.fixture
def client(document: Document) -> Client:
    client = Client()
    user = make_facilitator(document.negotiation)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(document: Document, name: str = "concordance", *more: str) -> str:
    return reverse(f"drafts:{name}", args=[document.negotiation.slug, "plan", *more])


def sides(page: object) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    context = page.context  # type: ignore[attr-defined]  # the test client's response
    olds, news = (
        [(row.entry.block.label, " ".join(row.others), row.told) for row in context[side]]
        for side in ("olds", "news")
    )
    return olds, news


def test_concordance_of_two_drafts_follows_a_paragraph_that_was_merged_and_dropped(
    document: Document, client: Client
) -> None:
    page = client.get(address(document), {"old": "rev1", "new": "final"})

    olds, news = sides(page)
    assert olds == [
        ("1", "1", "merged"),
        ("2", "1", "merged"),
        ("3", "2", "as it was"),
        ("4", "3", "as it was"),
    ]
    assert news == [("1", "1 2", "merged"), ("2", "3", "as it was"), ("3", "4", "as it was")]
    assert [source.delegation for source in page.context["news"][0].sources] == ["Sampleland"]
    assert page.context["news"][1].sources == []


def test_concordance_of_two_drafts_turned_round(document: Document, client: Client) -> None:
    olds, _news = sides(client.get(address(document), {"old": "final", "new": "rev1"}))

    assert olds == [("1", "1 2", "split"), ("2", "3", "as it was"), ("3", "4", "as it was")]


def test_concordance_without_a_question_is_that_of_the_last_renumbering(
    document: Document, client: Client
) -> None:
    page = client.get(address(document))

    olds, news = sides(page)
    assert olds == [
        ("1", "1", "as it was"),
        ("2", "1", "merged with 1"),
        ("3", "2", "as it was"),
        ("4", "3", "as it was"),
    ]
    assert news == [("1", "1", "as it was"), ("2", "3", "as it was"), ("3", "4", "as it was")]
    assert [source.delegation for source in page.context["news"][0].sources] == ["Sampleland"]


def test_concordance_with_a_file(document: Document, client: Client) -> None:
    text = f"1. {FOUR[2]}\n\n2. {FOUR[0]}\n\n3. Something that nobody ever said before.\n"
    given = SimpleUploadedFile("theirs.txt", text.encode())

    olds, news = sides(client.post(address(document), {"old": "rev1", "file": given}))

    assert olds[2] == ("3", "1", "as it was")
    assert news == [("1", "3", "as it was"), ("2", "1", "moved"), ("3", "", "new")]


@pytest.mark.parametrize("slug", ["nothing", "before-99", "decision-x", "decision-99999999999999999999"])
def test_concordance_of_what_is_not_there_is_not_found(document: Document, client: Client, slug: str) -> None:
    assert client.get(address(document), {"old": slug, "new": "now"}).status_code == 404


@pytest.mark.parametrize("file_format", ["csv", "txt", "xlsx"])
def test_concordance_is_given_as_a_file(document: Document, client: Client, file_format: str) -> None:
    answer = client.get(address(document, "concordance_file", file_format), {"old": "rev1", "new": "final"})

    content = answer.content
    if file_format == "xlsx":
        rows = load_workbook(io.BytesIO(content)).active.values  # type: ignore[union-attr]  # it has a sheet
        content = "\n".join(" ".join(str(cell or "") for cell in row) for row in rows).encode()
    words = " ".join(content.decode("utf-8-sig").replace(",", " ").split())
    assert "2 1 merged" in words
    assert "Sampleland" in words
    assert answer.headers["Content-Disposition"].endswith(f'-plan-concordance-rev1-final.{file_format}"')


@pytest.mark.pdf
def test_concordance_is_printed(document: Document, client: Client) -> None:
    answer = client.get(address(document, "concordance_file", "pdf"), {"old": "rev1", "new": "final"})

    assert answer.content.startswith(b"%PDF")


def test_since_the_draft_before_is_what_a_package_prints(document: Document) -> None:
    first, last = Draft.objects.filter(document=document).order_by("circulated_at", "pk")

    assert since_the_draft_before(first) is None
    found = since_the_draft_before(last)
    assert found is not None
    assert [entry.block.label for entry in found.concordance.olds] == ["1", "2", "3", "4"]


@pytest.mark.parametrize("count", [1, 3])
def test_concordance_asks_as_often_whatever_its_length(
    client: Client, document: Document, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    wordings = [f"Paragraph {number} of many;" for number in range(count)]
    draft_of(make_document(document.negotiation, wordings=wordings, slug="other"), "Rev.1")

    with django_assert_num_queries(16):
        client.get(address(document).replace("/plan/", "/other/"), {"old": "rev1", "new": "now"})
