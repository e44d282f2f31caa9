"""A text of the table compared with a file from outside, of which nothing is kept."""

import io
import re
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document as Word

from delegations import roles
from delegations.models import Role
from drafts.forms.comparing import LARGEST, MOST, MOST_BLOCKS
from drafts.models import Document
from tests.factories import make_document, make_negotiation, make_seat, make_user

pytestmark = pytest.mark.django_db

WORDINGS = (
    "Strengthen prevention among States;",
    "Protect the victims of trafficking;",
    "Report in two years.",
)
FILE = "/talks/plan/compare/file/"
THEIRS = """The plan

1. Strengthen prevention among all States;

2. Establish a fund for victims and their families;

3. Protect the victims of trafficking;

4. Report in two years.
"""


@pytest.fixture
def document() -> Document:
    return make_document(make_negotiation("talks"), WORDINGS)


@pytest.fixture
def reader(client: Client, document: Document) -> Client:
    client.force_login(make_seat(document.negotiation, Role.OBSERVER).user)
    return client


def give(
    reader: Client, content: bytes | str, name: str = "theirs.txt", status: int = 200, **more: str
) -> str:
    data = content.encode() if isinstance(content, str) else content
    response = reader.post(FILE, {"old": "now", "file": SimpleUploadedFile(name, data), **more})
    assert response.status_code == status
    return response.content.decode()


def error(shown: str) -> str:
    found = re.search(r'errorlist"[^>]*><li>(.*?)</li>', shown)
    return found[1] if found else ""


def seen(shown: str) -> str:
    without = re.sub(r'<span class="hidden">.*?</span>', "", shown)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", without))


def word(text: str) -> bytes:
    made, content = Word(), io.BytesIO()
    for line in text.split("\n\n"):
        made.add_paragraph(line.strip())
    made.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [("theirs.txt", THEIRS.encode()), ("theirs.docx", word(THEIRS)), ("a.md", THEIRS.encode())],
)
def test_file_is_compared_by_what_it_says(reader: Client, name: str, content: bytes) -> None:
    shown = give(reader, content, name)

    assert f"{name} compared with The text as it stands" in shown
    assert "1 changed, 1 added, 2 without changes" in seen(shown)
    assert "Formerly 2" in seen(shown)
    assert "<ins>" in shown


def test_file_is_laid_out_anew_without_being_given_again(reader: Client) -> None:
    first = give(reader, THEIRS)
    fields = dict(re.findall(r'<input type="hidden" name="(old|name|text)" value="([^"]*)"', first))

    again = reader.post(FILE, {**fields, "layout": ["inline", "sides"], "fold": "off"}).content.decode()

    assert fields["text"] == THEIRS
    assert 'data-layout="sides"' in again
    assert "1 changed, 1 added, 2 without changes" in seen(again)
    assert 'class="fold"' not in again


def test_file_comes_back_with_the_line_ends_of_forms(reader: Client) -> None:
    shown = reader.post(FILE, {"old": "now", "name": "a.txt", "text": THEIRS.replace("\n", "\r\n")})

    assert "1 changed, 1 added, 2 without changes" in seen(shown.content.decode())


def test_file_is_told_with_what_could_not_be_settled(reader: Client) -> None:
    shown = give(reader, THEIRS + "\n4. A second paragraph of the same number.\n")

    assert "in the file could not be settled" in shown
    assert "Line " in seen(shown)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.txt", b"", "“a.txt” is empty."),
        ("a.txt", b"\xff\xfe\xfa", ""),
        ("a.pdf", b"%PDF-1.7", "This is a PDF."),
        ("a.docx", b"PK\x03\x04 broken", "damaged"),
        ("a.txt", b"\0\1\2" * 9, "This is not a text file."),
    ],
)
def test_file_that_cannot_be_read_is_refused_at_the_field(
    reader: Client, name: str, content: bytes, sentence: str
) -> None:
    shown = give(reader, content, name, 422)

    assert sentence in error(shown)
    assert error(shown)
    assert "comparison__row" not in shown


def test_file_too_long_is_refused_with_the_measure(reader: Client) -> None:
    told = (
        "The two texts are too long together: "
        "up to 250,000 characters and 2,000 paragraphs are compared here. Give a part of it."
    )

    assert told in give(reader, "word " * (MOST // 5 + 1), status=422)
    assert told in give(reader, "1. " + "word " * ((MOST - 50) // 5), status=422)
    assert told in give(reader, "\n\n".join(["One."] * MOST_BLOCKS), status=422)
    assert told in give(reader, b"x" * (LARGEST + 1), status=422)


def test_file_that_unpacks_to_too_much_is_refused_unread(reader: Client) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<a/>" * (LARGEST // 4 + 1))

    assert "The two texts are too long together" in give(reader, content.getvalue(), "a.docx", 422)


def test_file_that_is_missing_is_asked_for(reader: Client) -> None:
    assert "Choose a file." in error(reader.post(FILE, {"old": "now"}).content.decode())


def test_file_that_came_back_broken_is_asked_for_again(reader: Client) -> None:
    answer = reader.post(FILE, {"old": "now", "text": "a\0b"})

    assert answer.status_code == 422
    assert "choose it again" in error(answer.content.decode())


def test_file_reflects_no_markup(reader: Client) -> None:
    shown = give(reader, "1. <script>alert(1)</script>", '"><script>x.txt')

    assert "<script>alert" not in shown
    assert "<script>x" not in shown


def test_file_against_a_text_that_is_not_there_is_refused(reader: Client) -> None:
    assert "Select a valid choice" in give(reader, THEIRS, status=422, old="rev9")


def test_file_page_without_a_file_is_the_comparison(reader: Client) -> None:
    assert reader.get(FILE).headers["Location"] == "/talks/plan/compare/"


def test_file_is_refused_to_a_stranger(client: Client, document: Document) -> None:
    client.force_login(make_user())

    assert document.slug == "plan"
    assert client.post(FILE, {"old": "now"}).status_code == 404


def test_file_is_refused_to_a_seat_that_may_not_export(
    reader: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(roles.PERMISSIONS, Role.OBSERVER, frozenset({"drafts.view_paragraph"}))

    assert reader.post(FILE, {"old": "now"}).status_code == 403
    assert "Compare with a file" not in reader.get("/talks/plan/compare/").content.decode()
