"""What an edited file changes and nobody can amend: told plainly, never passed over without a word."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import etree

from drafts import tasks
from drafts.models import Draft, ExportForm, ExportFormat, Purpose, Section
from drafts.operations import returning
from drafts.operations.returning import ReturnRefused
from tests.drafts import word
from tests.drafts.test_authorship import circulate
from tests.drafts.test_returning import edit, element, line, opened, track
from tests.factories import NOW, make_delegate, make_document, make_facilitator, make_negotiation

pytestmark = pytest.mark.django_db

WORDINGS = [
    "Report on the progress that was made in the region;",
    "Go there at once and come back with the results;",
]
FRUIT = ["plums", "figs", "pears", "limes", "dates", "melons"]
FOOTNOTE = """<w:footnotes xmlns:w="{space}"><w:footnote w:id="7"><w:p><w:r><w:t>See the Protocol.</w:t></w:r></w:p>
</w:footnote></w:footnotes>"""


@pytest.fixture
def draft() -> Draft:
    document = make_document(make_negotiation("talks"), wordings=WORDINGS)
    for position, title in enumerate(("Prevention of the crime", "Protection of the victims"), start=1):
        section = Section.objects.create(document=document, title=title, position=position, is_hidden=False)
        document.paragraphs.filter(label=str(position)).update(section=section)
    return circulate(document, "Zero")


def given_out(draft: Draft) -> bytes:
    return tasks.render(draft, ExportForm.CLEAN, ExportFormat.DOCX, None)


def with_note(made: bytes) -> bytes:
    """The file with a footnote on paragraph 2, as Word would have written it."""

    def call(root: etree._Element) -> None:
        line(root, "Go there").append(element('<w:r><w:footnoteReference w:id="7"/></w:r>'))

    changed = io.BytesIO(edit(made, call))
    with zipfile.ZipFile(changed, "a") as archive:
        archive.writestr("word/footnotes.xml", FOOTNOTE.format(space=word.W[1:-1]))
    return changed.getvalue()


def test_title_heading_and_footnote_are_told_with_their_place(draft: Draft) -> None:
    def change(root: etree._Element) -> None:
        track(root, "The plan", "The programme")
        track(root, "victims", "survivors")
        track(root, "region", "regions")

    file = opened(
        draft,
        edit(with_note(given_out(draft)), change),
        by=make_facilitator(draft.document.negotiation),
        purpose=Purpose.DECIDE,
    )
    client = Client()
    client.force_login(file.uploaded_by, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(file.get_absolute_url())

    second = str(draft.document.paragraphs.get(label="2").pk)
    assert [(each["what"], each["was"], each["now"], each["key"]) for each in file.passed_over] == [
        ("title", "The plan", "The programme", ""),
        ("footnote", "", "See the Protocol.", second),
        ("heading", "Protection of the victims", "Protection of the survivors", ""),
    ]
    assert [each.wording for each in file.wanted] == ["Report on the progress that was made in the regions;"]
    told = page.content.decode()
    assert "3 changes of the file are not among these" in told
    assert "on paragraph 2" in told


def test_file_in_which_nothing_else_was_changed_is_refused_with_what_was(draft: Draft) -> None:
    changed = edit(given_out(draft), lambda root: track(root, "The plan", "The programme"))

    with pytest.raises(ReturnRefused, match="but a title: nobody can amend that here"):
        opened(draft, changed)


def test_file_without_such_changes_says_nothing_of_them(draft: Draft) -> None:
    file = opened(draft, edit(given_out(draft), lambda root: track(root, "region", "regions")))

    assert file.passed_over == []


def test_text_file_tells_a_changed_title_only_where_it_has_one(draft: Draft) -> None:
    def passed(text: str) -> list[str]:
        file = returning.open_returned(
            document=draft.document,
            draft=None,
            purpose=Purpose.DECIDE,
            file_name="plan.txt",
            data=text.encode(),
            by=make_facilitator(draft.document.negotiation),
            at=NOW,
        )
        return [each["what"] for each in file.passed_over]

    assert passed("1. Report on the progress that was made in all the region;\n") == []


def test_a_text_that_is_another_is_said_to_be_and_nothing_of_it_is_chosen() -> None:
    words = ["ships", "forests", "schools", "rivers", "markets", "borders", "courts", "prisons"]
    document = make_document(
        make_negotiation("talks"), wordings=[f"Report on {each} to the Assembly {each};" for each in words]
    )
    user = make_delegate(document.negotiation)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    other = "\n\n".join(f"{place}. A recipe with {fruit} and sugar." for place, fruit in enumerate(FRUIT, 1))
    part = "\n\n".join(
        f"{place}. Report on {each} to all the Assembly {each};" for place, each in enumerate(words[:2], 1)
    )

    def given(text: str) -> Any:  # noqa: ANN401  the test client's own
        sent = {"file": SimpleUploadedFile("text.txt", text.encode())}
        return client.post("/talks/plan/word/", sent, follow=True)

    wrong, right = given(other), given(part)

    assert "This seems to be another text" in wrong.content.decode()
    assert not any(row.is_taken for row in wrong.context["rows"])
    assert "This seems to be another text" not in right.content.decode()
    assert [row.is_taken for row in right.context["rows"] if row.icon == "pencil"] == [True, True]


def test_after_tabling_one_sees_the_amendments_made() -> None:
    document = make_document(make_negotiation("talks"), wordings=WORDINGS)
    user = make_delegate(document.negotiation)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    text = "\n\n".join(f"{place}. {each.replace('the', 'all the')}" for place, each in enumerate(WORDINGS, 1))
    sent = {"file": SimpleUploadedFile("text.txt", text.encode())}
    page = client.post("/talks/plan/word/", sent, follow=True)
    delegation = user.seats.get().delegation
    assert delegation
    chosen = {"taken": ["1", "2"], "delegation": delegation.pk, "action": "table"}

    after = client.post(page.redirect_chain[-1][0], chosen)

    assert after.headers["Location"] == f"/talks/amendments/?delegation={delegation.slug}"
    listed = client.get(after.headers["Location"]).content.decode()
    assert "A-001" in listed
    assert "A-002" in listed
