"""The pages on which drafts and editions are compared, inline and side by side."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from drafts.models import Document, Draft, DraftKind
from drafts.operations import circulating
from tests.drafts import acts
from tests.factories import NOW, make_delegate, make_document, make_facilitator, make_negotiation, make_user

pytestmark = pytest.mark.django_db

WORDINGS = (
    "Strengthen prevention;",
    "Strengthen protection;",
    "Strengthen prosecution;",
    "Strengthen partnership;",
    "Share data;",
    "Raise funds;",
    "Report in two years.",
)


@pytest.fixture
def document() -> Document:
    document = make_document(make_negotiation("talks"), WORDINGS)
    circulate(document, "Rev.1")
    return document


@pytest.fixture
def reader(client: Client, document: Document) -> Client:
    client.force_login(make_delegate(document.negotiation))
    return client


def circulate(document: Document, name: str) -> Draft:
    return circulating.circulate_draft(
        document=document,
        kind=DraftKind.REVISION,
        name=name,
        author="The co-facilitators",
        by=make_facilitator(document.negotiation),
        at=NOW,
    )


def ask(reader: Client, query: str = "", path: str = "/talks/plan/compare/") -> str:
    response = reader.get(path + query)
    assert response.status_code == 200
    return re.sub(r"\s+", " ", response.content.decode())


def words(shown: str) -> str:
    """What is seen: new words in {+ +}, struck ones in [- -]."""
    seen = re.sub(r'<span class="hidden">.*?</span>', "", shown)
    for tag, opening, closing in (("ins", "{+", "+}"), ("del", "[-", "-]")):
        seen = seen.replace(f"<{tag}>", opening).replace(f"</{tag}>", closing)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", seen)).strip()


def row(shown: str, number: int) -> str:
    return shown[shown.index(f'id="change-{number}"') :].partition("</article>")[0]


def test_comparison_shows_what_changed_since_a_draft(reader: Client, document: Document) -> None:
    acts.revise(acts.at(document, "3"), "Strengthen the prosecution;")

    shown = ask(reader, "?old=rev1&new=now")

    assert "The text as it stands compared with Rev.1" in shown
    assert "<b>1</b> changed," in shown
    assert "<b>6</b> without changes" in shown
    assert "3. Strengthen {+the+} prosecution;" in words(row(shown, 1))


def test_comparison_is_of_the_newest_two_drafts_where_none_is_named(
    reader: Client, document: Document
) -> None:
    acts.revise(acts.at(document, "3"), "Prosecute;")
    assert "The text as it stands compared with Rev.1" in ask(reader)

    circulate(document, "Rev.2")

    assert "Rev.2 compared with Rev.1" in ask(reader)
    assert "Rev.2 compared with Rev.1" in ask(reader, "?old=rev1")
    assert "The text as it stands compared with Rev.2" in ask(reader, "?old=rev2")
    assert "Rev.1 compared with Rev.2" in ask(reader, "?new=rev1")
    assert "Rev.1 compared with Rev.2" in ask(reader, "?old=latest&new=rev1")


def test_comparison_of_a_document_without_drafts_is_of_what_stands(
    reader: Client, document: Document
) -> None:
    make_document(document.negotiation, ["One."], slug="other")

    shown = ask(reader, path="/talks/other/compare/")

    assert "The text as it stands compared with The text as it stands" in shown
    assert "No words differ." in shown


def test_comparison_lays_the_two_side_by_side(reader: Client, document: Document) -> None:
    acts.revise(acts.at(document, "3"), "Strengthen the prosecution;")

    shown = ask(reader, "?old=rev1&new=now&layout=sides")

    sides = row(shown, 1).split('<div class="comparison__side">')[1:]
    assert [words(side) for side in sides] == [
        "Rev.1 3. Strengthen prosecution;",
        "The text as it stands 3. Strengthen {+the+} prosecution;",
    ]


def test_comparison_shows_a_merge_on_both_sides(reader: Client, document: Document) -> None:
    acts.merge(acts.at(document, "2"), acts.at(document, "1"), "Strengthen prevention and protection;")

    inline = row(ask(reader, "?old=rev1&new=now"), 1)
    sides = row(ask(reader, "?old=rev1&new=now&layout=sides"), 1).split('<div class="comparison__side">')[1:]

    assert "Merged from 1 and 2" in inline
    assert "2. {+[merged with paragraph 1]+}" in words(inline)
    assert re.findall(r'comparison__number">([^<]*)<', sides[0]) == ["1.", "2."]
    assert re.findall(r'comparison__number">([^<]*)<', sides[1]) == ["1.", "2."]
    assert "[merged with paragraph 1]" in sides[1]


def test_comparison_shows_a_split_on_both_sides(reader: Client, document: Document) -> None:
    acts.split(acts.at(document, "7"), ("Report;", "In two years."))

    shown = ask(reader, "?old=rev1&new=now&layout=sides")

    sides = row(shown, 1).split('<div class="comparison__side">')[1:]
    assert "Split from 7" in row(shown, 1)
    assert re.findall(r'comparison__number">([^<]*)<', sides[0]) == ["7."]
    assert re.findall(r'comparison__number">([^<]*)<', sides[1]) == ["7.", "7 bis."]


def test_comparison_tells_moves_insertions_and_deletions(reader: Client, document: Document) -> None:
    acts.move(acts.at(document, "1"), acts.at(document, "4"))
    acts.delete(acts.at(document, "5"))
    acts.insert(acts.at(document, "6"), "Raise more funds;")

    shown = ask(reader, "?old=rev1&new=now")

    assert "1 moved, 1 added, 1 removed, 5 without changes" in words(shown)
    assert "Moved stood first" in words(row(shown, 1))
    assert "5. [-Share data;-]{+Delete+}" in words(row(shown, 2))
    assert "{+6 bis.+} {+Raise more funds;+}" in words(row(shown, 3))


def test_comparison_folds_all_but_changes_and_their_neighbours(reader: Client, document: Document) -> None:
    acts.revise(acts.at(document, "1"), "Prevent;")

    folded = ask(reader, "?old=rev1&new=now")
    unfolded = ask(reader, "?old=rev1&new=now&fold=off")

    assert (
        words(re.findall(r'class="fold"><summary>(.*?)</summary>', folded)[0])
        == "3–7 5 paragraphs without changes"
    )
    assert 'href="?old=rev1&amp;new=now&amp;fold=off"' in folded
    assert '<details class="fold">' not in unfolded
    assert words(unfolded).count("Raise funds;") == words(folded).count("Raise funds;") == 1


def test_comparison_links_each_change_to_its_neighbours(reader: Client, document: Document) -> None:
    for label in ("1", "4", "7"):
        acts.revise(acts.at(document, label), "Changed.")

    shown = ask(reader, "?old=rev1&new=now")

    links = [re.findall(r'href="#(change-\d)"', row(shown, number)) for number in (1, 2, 3)]
    assert links == [["change-2"], ["change-1", "change-3"], ["change-2"]]
    assert '<a href="#change-1">First</a>' in shown


def test_comparison_of_a_draft_that_is_not_there_is_404(reader: Client) -> None:
    assert reader.get("/talks/plan/compare/?old=rev9&new=now").status_code == 404
    assert reader.get("/talks/plan/compare/?old=rev1&new=%00").status_code == 404
    assert reader.get("/talks/nothing/compare/").status_code == 404


@pytest.mark.usefixtures("document")
def test_comparison_refuses_a_stranger(client: Client) -> None:
    client.force_login(make_user())

    assert client.get("/talks/plan/compare/").status_code == 404
    assert client.get("/talks/plan/1/compare/").status_code == 404


def test_comparison_asks_as_many_queries_of_a_long_text_as_of_a_short_one(
    reader: Client, document: Document, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ask(reader, "?old=rev1&new=now")
    with django_assert_num_queries(14):
        ask(reader, "?old=rev1&new=now")

    acts.split(acts.at(document, "7"), ("Report;", "In two years."))
    acts.merge(acts.at(document, "2"), acts.at(document, "1"), "Both;")
    acts.move(acts.at(document, "4"), acts.at(document, "6"))
    circulate(document, "Rev.2")
    circulate(document, "Rev.3")
    with django_assert_num_queries(14):
        ask(reader, "?old=rev1&new=rev3")


def test_pages_lead_to_the_comparison(reader: Client) -> None:
    assert 'href="/talks/plan/compare/?old=rev1"' in ask(reader, path="/talks/plan/drafts/")
    assert 'href="/talks/plan/compare/?old=rev1&amp;new=now"' in ask(reader, path="/talks/plan/")


def test_paragraph_comparison_shows_two_editions(reader: Client, document: Document) -> None:
    acts.revise(acts.at(document, "3"), "Strengthen the prosecution;")
    acts.revise(acts.at(document, "3"), "Prosecute;")

    inline = ask(reader, "?old=1&new=2", "/talks/plan/3/compare/")
    sides = ask(reader, "?old=1&new=2&layout=sides", "/talks/plan/3/compare/")

    assert "From edition 1 to edition 2" in inline
    assert "Strengthen {+the+} prosecution;" in words(inline)
    assert [words(side) for side in re.findall(r'wording--compared" dir="auto">(.*?)</div>', sides)] == [
        "Strengthen prosecution;",
        "Strengthen {+the+} prosecution;",
    ]
    assert "From edition 2 to edition 3" in ask(reader, path="/talks/plan/3/compare/")


def test_paragraph_comparison_tells_of_an_edition_without_words(reader: Client, document: Document) -> None:
    acts.delete(acts.at(document, "3"))

    shown = ask(reader, "?layout=sides", "/talks/plan/3/compare/")

    assert "[-Strengthen prosecution;-]" in words(shown)
    assert "deleted" in shown


def test_paragraph_comparison_of_one_edition_says_so(reader: Client) -> None:
    assert "There is one edition only" in ask(reader, path="/talks/plan/3/compare/")


def test_paragraph_comparison_of_an_edition_that_is_not_there_is_404(reader: Client) -> None:
    assert reader.get("/talks/plan/3/compare/?old=1&new=9").status_code == 404
    assert reader.get("/talks/plan/99/compare/").status_code == 404
