"""The search page finds what its reader may see, in every script, and nothing else."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from delegations.models import Negotiation, User
from drafts.models import Draft, DraftKind, Paragraph
from drafts.operations import circulating
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_document,
    make_facilitator,
    make_negotiation,
    make_user,
)

pytestmark = pytest.mark.django_db

WORDINGS = (
    "Establish a voluntary trust fund for victims;",
    "Protéger les droits de l’homme – partout;",
    "Поощрять права Женщин и детей;",
    "حماية حُقوق الأشخاص؛",
    '*Decides* to combat 100% of trafficking_in \\ persons <b>bold</b> "quoted" [shall];',
)


@pytest.fixture
def negotiation() -> Negotiation:
    negotiation = make_negotiation("talks")
    make_document(negotiation, WORDINGS)
    return negotiation


@pytest.fixture
def reader(negotiation: Negotiation) -> User:
    return make_delegate(negotiation)


@pytest.fixture
def page(client: Client, reader: User) -> "Page":
    client.force_login(reader)
    return Page(client)


class Page:
    """The search page as its reader sees it."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def ask(self, asked: str, status: int = 200, **more: str) -> str:
        response = self.client.get("/talks/search/", {"q": asked, **more})
        assert response.status_code == status
        return response.content.decode()

    def found(self, asked: str) -> list[str]:
        return re.findall(r'proposal__ref" href="([^"]*)"', self.ask(asked))

    def marked(self, asked: str) -> list[str]:
        return re.findall(r"<mark>(.*?)</mark>", self.ask(asked))


def paragraph(label: str) -> Paragraph:
    return Paragraph.objects.select_related("document__negotiation").get(label=label, document__slug="plan")


def make_draft(negotiation: Negotiation, name: str = "Rev.1", symbol: str = "A/64/L.64") -> Draft:
    return circulating.circulate_draft(
        document=negotiation.documents.get(),
        kind=DraftKind.REVISION,
        name=name,
        symbol=symbol,
        author="The co-facilitators",
        by=make_facilitator(negotiation),
        at=NOW,
    )


def test_search_shows_the_hit_in_its_paragraph(page: Page) -> None:
    shown = page.ask("FUND")

    assert page.found("FUND") == ["/talks/plan/1/"]
    assert "Establish a voluntary trust <mark>fund</mark> for victims;" in shown
    assert 'href="/talks/plan/#paragraph-1"' in shown


@pytest.mark.parametrize(
    ("asked", "label", "marked"),
    [
        ("PROTEGER DROITS", "2", ["Protéger", "droits"]),
        ("l'homme-", "2", ["l’homme"]),
        ("женщин", "3", ["Женщин"]),
        ("ДЕТЕЙ ПРАВА", "3", ["права", "детей"]),
        ("حقوق", "4", ["حُقوق"]),
        ('"combat 100%"', "5", ["combat 100%"]),
        ("_", "5", ["_"]),
        ("%", "5", ["%"]),
        ("\\", "5", ["\\"]),
        ("[", "5", ["["]),
        ('"decides to"', "5", ["Decides to"]),
        ("<b>bold", "5", ["b&gt;bold"]),
    ],
)
def test_search_ignores_case_and_accents_on_every_database(
    page: Page, asked: str, label: str, marked: list[str]
) -> None:
    assert page.found(asked) == [f"/talks/plan/{label}/"]
    assert page.marked(asked) == marked


@pytest.mark.parametrize("asked", ["2", "2.", "paragraph 2", "para. 2", "§2", "OP 2"])
def test_search_goes_to_a_paragraph_by_its_number(page: Page, asked: str) -> None:
    shown = page.ask(asked)

    assert page.found(asked)[0] == "/talks/plan/2/"
    assert "By its name" in shown


def test_search_finds_an_inserted_paragraph_by_its_label(page: Page) -> None:
    Paragraph.objects.filter(label="2").update(label="1 bis", slug="1-bis")

    assert page.found("paragraph 1bis")[0] == "/talks/plan/1-bis/"
    assert page.found("1") == ["/talks/plan/1/", "/talks/plan/1-bis/"]


@pytest.mark.parametrize("asked", ["A-001", "a1", "A-1", "amendment 1"])
def test_search_goes_to_an_amendment_by_its_number(page: Page, asked: str) -> None:
    make_amendment(paragraph("1"), "Establish a fund for survivors;")

    assert page.found(asked) == ["/talks/amendments/1/"]


def test_search_finds_amendments_by_wording_and_rationale(page: Page) -> None:
    amendment = make_amendment(paragraph("1"), "Establish a fund for survivors;")
    amendment.rationale = "Выжившие, not victims."
    amendment.save()

    assert page.found("survivors ВЫЖИВШИЕ") == ["/talks/amendments/1/"]
    assert page.found("victims") == ["/talks/plan/1/", "/talks/amendments/1/"]
    assert page.marked("выжившие") == ["Выжившие"]


def test_search_finds_drafts_by_name_and_symbol(page: Page, negotiation: Negotiation) -> None:
    make_draft(negotiation)

    assert page.found("rev.1") == ["/talks/plan/drafts/rev1/"]
    assert page.found("A/64/L.64") == ["/talks/plan/drafts/rev1/"]


def test_search_never_tells_of_another_delegations_draft(page: Page, reader: User) -> None:
    make_amendment(paragraph("1"), "A secret compromise;", tabled=False)
    own = make_amendment(paragraph("1"), "Our own compromise;", by=reader, tabled=False)

    shown = page.ask("compromise")

    assert page.found("compromise") == [f"/talks/amendments/drafts/{own.pk}/"]
    assert "1 found" in shown
    assert "secret" not in shown


def test_search_never_tells_of_another_negotiation(page: Page) -> None:
    elsewhere = make_document(make_negotiation("others"), ["Establish another fund;"])
    make_amendment(elsewhere.paragraphs.get(), "Establish no fund;")
    make_draft(elsewhere.negotiation, "The fund draft")

    assert page.found("fund") == ["/talks/plan/1/"]


def test_search_shows_the_form_alone_where_nothing_is_asked(page: Page) -> None:
    response = page.client.get("/talks/search/")

    assert response.status_code == 200
    assert b"proposal__ref" not in response.content
    assert b"errorlist" not in response.content


def test_search_says_so_where_nothing_is_found(page: Page) -> None:
    assert "Nothing has all these words" in page.ask("fund zebra")


def test_search_refuses_a_long_question_with_a_sentence(page: Page) -> None:
    assert page.found("x" * 200) == []
    assert "Ask in 200 characters at most; these are 201." in page.ask("x" * 201, 422)
    assert "these are 10000." in page.ask("%" * 10_000, 422)
    assert "Ask for a paragraph, an amendment, or words." in page.ask("  ", 422)


@pytest.mark.parametrize(
    "asked",
    [
        "%",
        "_" * 200,
        "\\",
        "'; DROP TABLE drafts_paragraph; --",
        "\u202eabc\u202c",
        '"',
        "\"'\"'",
        "*" * 200,
        "(((((((",
        "[a-",
        "\U0010ffff",
        "A-99999999999999999999",
        "9" * 200,
        "\ufffd",
        "a " * 100,
        "\r\n",
    ],
)
def test_search_survives_hostile_questions(page: Page, asked: str) -> None:
    response = page.client.get("/talks/search/", {"q": asked, "page": "-1"})

    assert response.status_code in {200, 422}


def test_search_refuses_what_no_text_has(page: Page) -> None:
    assert "errorlist" in page.ask("a\0b", 422)


def test_search_reflects_no_markup(page: Page) -> None:
    shown = page.ask("<script>alert(1)</script>\"'><img src=x onerror=alert(1)>")

    assert "<script>alert" not in shown
    assert "<img src" not in shown


def test_search_counts_on_across_pages(page: Page, negotiation: Negotiation) -> None:
    make_document(negotiation, [f"The zebra {number};" for number in range(1, 36)], slug="other")

    assert len(page.found("zebra")) == 30
    shown = page.ask("zebra", page="2")
    assert shown.count("proposal__ref") == 5
    assert "35 found" in shown
    assert 'href="?q=zebra&amp;page=1"' in shown


def test_search_asks_as_many_queries_of_three_rows_as_of_one(
    page: Page, negotiation: Negotiation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_amendment(paragraph("1"), "Victims first;")
    make_draft(negotiation, "The victims draft")
    page.ask("victims")
    with django_assert_num_queries(14):
        page.ask("victims")

    make_document(negotiation, ["Victims again;", "And victims;"], slug="other")
    make_amendment(paragraph("2"), "Victims;")
    make_amendment(paragraph("2"), "Victims, and victims;")
    with django_assert_num_queries(14):
        page.ask("victims")


@pytest.mark.usefixtures("negotiation")
def test_search_refuses_a_stranger(client: Client) -> None:
    client.force_login(make_user())

    assert client.get("/talks/search/", {"q": "fund"}).status_code == 404


@pytest.mark.usefixtures("negotiation")
def test_search_sends_who_is_not_known_to_log_in(client: Client) -> None:
    assert client.get("/talks/search/", {"q": "fund"}).status_code == 302


def test_topbar_asks_without_scripts(page: Page) -> None:
    shown = page.ask("fund")

    assert '<form class="search search--bar" action="/talks/search/" method="get" role="search">' in shown


def test_amendment_list_finds_words_as_the_search_does(page: Page) -> None:
    make_amendment(paragraph("3"), "Поощрять права всех Женщин;")
    make_amendment(paragraph("1"), "Establish no fund;")

    shown = page.client.get("/talks/amendments/", {"q": "ЖЕНЩИН"}).content.decode()

    assert re.findall(r'href="/talks/amendments/(\d+)/"', shown) == ["1"]
    assert page.client.get("/talks/amendments/", {"q": "%" * 10_000}).status_code == 200
