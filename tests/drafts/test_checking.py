"""The editorial check of a document: its page, what is accepted, the list of spellings, and what is final."""

import pytest
from django.test import Client
from django.urls import reverse

from delegations.models import Role
from drafts.models import Document, DraftKind, SpellingList
from drafts.operations import checking, circulating
from drafts.operations.checking import FindingPassed, SpellingRefused
from drafts.operations.circulating import DraftRefused
from tests.drafts import acts
from tests.factories import NOW, make_amendment, make_document, make_facilitator, make_seat

pytestmark = pytest.mark.django_db


@pytest.fixture
def document() -> Document:
    return make_document(wordings=("Support the program [fully];", "Two two;", "Three."))


def client_of(document: Document, role: Role = Role.SECRETARIAT) -> Client:
    client = Client()
    user = make_seat(document.negotiation, role).user
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(document: Document, name: str = "check", *more: str) -> str:
    return reverse(f"drafts:{name}", args=[document.negotiation.slug, "plan", *more])


def told(document: Document) -> list[tuple[str, str]]:
    return [
        (each.paragraph.label, str(each.finding.check)) for each in checking.check_document(document).findings
    ]


def test_check_page_shows_findings_with_their_place_and_one_click(document: Document) -> None:
    make_amendment(acts.at(document, "3"), "Three and more.")

    page = client_of(document).get(address(document))

    assert told(document) == [("1", "spelling"), ("1", "brackets"), ("2", "doubled")]
    words = page.content.decode()
    assert "<mark>program</mark>" in words
    assert f'href="/{document.negotiation.slug}/plan/1/"' in words
    assert [each.paragraph.label for each in page.context["amendments"]] == ["3"]
    facilitator = client_of(document, Role.FACILITATOR).get(address(document)).content.decode()
    assert f'href="/{document.negotiation.slug}/plan/1/workbench/"' in facilitator


def test_many_open_amendments_are_told_by_paragraph(document: Document) -> None:
    made = [make_amendment(acts.at(document, "3"), f"Three {number}.") for number in range(6)]

    for name in ("check", "draft_circulate"):
        page = client_of(document).get(address(document, name))
        ((paragraph, first, count),) = page.context["waiting"]
        assert (paragraph.label, first, count) == ("3", made[:4], 6)
        assert "paragraph=3&amp;state=tabled" in page.content.decode()


def test_an_accepted_finding_stays_accepted_until_its_words_change(document: Document) -> None:
    client = client_of(document)
    first = checking.check_document(document).findings[0]
    client.post(address(document, "finding_accept"), {"paragraph": "1", "key": first.key})
    assert told(document) == [("1", "brackets"), ("2", "doubled")]

    acts.revise(acts.at(document, "1"), "Support the program [fully] and always;")
    assert told(document) == [("1", "brackets"), ("2", "doubled")]
    acts.revise(acts.at(document, "1"), "Support this program [fully] and always;")

    assert told(document) == [("1", "spelling"), ("1", "brackets"), ("2", "doubled")]


def test_an_acceptance_is_taken_back(document: Document) -> None:
    client = client_of(document)
    key = checking.check_document(document).findings[0].key
    client.post(address(document, "finding_accept"), {"paragraph": "1", "key": key})

    client.post(address(document, "finding_accept"), {"paragraph": "1", "key": key, "is_taken_back": "on"})

    assert told(document)[0] == ("1", "spelling")


def test_a_finding_whose_words_have_changed_cannot_be_accepted(document: Document) -> None:
    key = checking.check_document(document).findings[0].key
    acts.revise(acts.at(document, "1"), "Support the programme;")

    with pytest.raises(FindingPassed):
        checking.accept_finding(
            paragraph=acts.at(document, "1"), key=key, by=make_facilitator(document.negotiation), at=NOW
        )


def test_the_secretariat_keeps_its_own_list(document: Document) -> None:
    client = client_of(document)

    assert client.post(address(document, "spelling"), {"rules": "program: programme\r\n"}).status_code == 302
    assert ("1", "spelling") not in told(document)
    refused = client.post(address(document, "spelling"), {"rules": "nonsense"})
    assert refused.status_code == 422
    assert "Line 1:" in refused.content.decode()
    assert "nonsense" in refused.content.decode()
    client.post(address(document, "spelling"), {"action": "default"})
    assert not SpellingList.objects.exists()
    assert ("1", "spelling") in told(document)


def test_a_list_without_end_is_refused(document: Document) -> None:
    by = make_facilitator(document.negotiation)

    with pytest.raises(SpellingRefused):
        checking.keep_spelling(negotiation=document.negotiation, rules="a" * 40_001, by=by, at=NOW)


@pytest.mark.parametrize("file_format", ["csv", "txt"])
def test_findings_are_given_as_a_file(document: Document, file_format: str) -> None:
    content = (
        client_of(document).get(address(document, "check_file", file_format)).content.decode("utf-8-sig")
    )

    assert "“program” should be “programme”." in content
    assert "“Two” stands twice." in content


def test_a_final_text_has_no_brackets_and_no_placeholders(document: Document) -> None:
    def circulate(kind: DraftKind, name: str) -> None:
        by = make_facilitator(document.negotiation)
        circulating.circulate_draft(document=document, kind=kind, name=name, author="A", by=by, at=NOW)

    circulate(DraftKind.REVISION, "Rev.1")
    with pytest.raises(DraftRefused, match="They stand in: 1"):
        circulate(DraftKind.FINAL, "Final")
    acts.revise(acts.at(document, "1"), "Support the program;")

    circulate(DraftKind.FINAL, "Final")

    assert document.drafts.count() == 2


def test_circulate_page_counts_the_findings(document: Document) -> None:
    page = client_of(document).get(address(document, "draft_circulate"))

    assert [count for _icon, _name, count in page.context["counts"]] == [1, 2, 0]


@pytest.mark.parametrize("count", [1, 3])
def test_check_page_asks_as_often_whatever_its_length(
    count: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    document = make_document(wordings=["Support the program;"] * count)
    for paragraph in document.paragraphs.all():
        make_amendment(paragraph, "Support it;")
    client = client_of(document)

    with django_assert_num_queries(11):  # type: ignore[operator]  # pytest-django's fixture
        client.get(address(document))
