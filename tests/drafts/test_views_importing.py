"""Bringing a text in through the browser: upload or paste, correct, save; nothing typed is lost."""

import re
from collections.abc import Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from delegations.models import Audience, Negotiation, Role, User
from drafts.models import Document, Intake
from drafts.operations import intake as operations
from tests.factories import NOW, make_document, make_negotiation, make_seat

pytestmark = pytest.mark.django_db

TEXT = """Plan of action

1. Ensure the safety and

2. Take [action;

3. [merged with paragraph 2]
"""


@pytest.fixture
def negotiation() -> Negotiation:
    return make_negotiation("talks")


@pytest.fixture
def officer(negotiation: Negotiation, client: Client) -> User:
    user = make_seat(negotiation, Role.SECRETARIAT).user
    client.force_login(user)
    return user


@pytest.fixture
def intake(negotiation: Negotiation, officer: User) -> Intake:
    return brought_in(negotiation, officer)


def brought_in(negotiation: Negotiation, officer: User, text: str = TEXT) -> Intake:
    return operations.open_intake(
        negotiation=negotiation, file_name="plan.txt", data=text.encode(), by=officer, at=NOW
    )


def upload(client: Client, name: str, data: bytes) -> HttpResponse:
    return client.post("/talks/import/", {"file": SimpleUploadedFile(name, data), "text": ""})  # type: ignore[return-value]  # the test client's own


def press(client: Client, intake: Intake, action: str, **typed: str) -> HttpResponse:
    """Send the page's form as it stands, with what was typed, by one of its buttons."""
    now = Intake.objects.get(pk=intake.pk)
    form = {
        "step": str(now.step),
        "page": "1",
        "name": now.name,
        "slug": now.slug,
        "title": "\r\n".join(now.title),
        "action": action,
        **typed,
    }
    return client.post(f"/talks/import/{intake.pk}/", form)  # type: ignore[return-value]  # the test client's own


def block(intake: Intake, place: int, **typed: str) -> Mapping[str, str]:
    """The fields of an open block."""
    entry = Intake.objects.get(pk=intake.pk).working.entries[place]
    given = entry.block
    return {
        "edited": str(entry.key),
        "kind": given.kind,
        "label": given.label,
        "wording": given.wording,
        "state": given.state,
        "target": given.target or "",
        "section": entry.section,
        **typed,
    }


def wordings(intake: Intake) -> list[tuple[str, str]]:
    kept = Intake.objects.get(pk=intake.pk).working.kept()
    return [(entry.block.label, entry.block.wording) for entry in kept]


@pytest.mark.usefixtures("officer")
def test_overview_links_to_import_for_those_who_may(client: Client, negotiation: Negotiation) -> None:
    link = 'href="/talks/import/"'

    assert link in client.get("/talks/").content.decode()
    client.force_login(make_seat(negotiation, Role.FACILITATOR).user)
    assert link not in client.get("/talks/").content.decode()


@pytest.mark.usefixtures("officer")
def test_upload_is_read_and_shown_for_correction(client: Client) -> None:
    response = upload(client, "plan.txt", TEXT.encode())

    intake = Intake.objects.get()
    assert (response.status_code, response.headers["Location"]) == (302, f"/talks/import/{intake.pk}/")
    page = client.get(response.headers["Location"]).content.decode()
    assert "Ensure the safety and" in page
    assert f'href="/talks/import/{intake.pk}/source/?line=5#line-5">Line 5</a> 2: a bracket opens' in page
    assert Document.objects.count() == 0


def test_pasted_text_is_read_as_a_file_is(client: Client, officer: User) -> None:
    response = client.post("/talks/import/", {"text": TEXT.replace("\n", "\r\n")})

    assert response.status_code == 302
    assert wordings(Intake.objects.get()) == wordings(brought_in(Negotiation.objects.get(), officer))


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("plan.txt", b"Pr\xe9ambule", "bytes that are not in the encoding UTF-8"),
        ("plan.pdf", b"%PDF-1.7", "This is a PDF"),
        ("plan.txt", b"", "The submitted file is empty"),
        ("plan.txt", b" \n", "is empty"),
        ("plan.txt", b"x" * 20_000_001, "larger than 20 MB"),
        ("plan.txt", b"# Only a title", "The text has no paragraphs"),
    ],
)
def test_upload_refuses_with_a_sentence(client: Client, name: str, data: bytes, sentence: str) -> None:
    response = upload(client, name, data)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Intake.objects.count() == 0


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose a file, or paste a text."),
        ({"text": "1. One;", "file": True}, "Choose a file or paste a text, not both."),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
        ({"text": "\x07\x07\x07"}, "This is not a text file."),
    ],
)
def test_import_create_asks_for_one_text(client: Client, sent: dict[str, object], sentence: str) -> None:
    if sent.get("file"):
        sent = {**sent, "file": SimpleUploadedFile("plan.txt", b"1. One;")}

    response = client.post("/talks/import/", sent)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Intake.objects.count() == 0


def test_import_create_lists_ones_own_with_as_many_queries_for_three(
    client: Client, officer: User, negotiation: Negotiation
) -> None:
    brought_in(negotiation, make_seat(negotiation, Role.SECRETARIAT).user)
    found, queries = [], []
    client.get("/talks/import/")
    for more in (1, 2):
        for _count in range(more):
            brought_in(negotiation, officer)
        with CaptureQueriesContext(connection) as counted:
            page = client.get("/talks/import/").content.decode()
        found.append(len(re.findall(r"/talks/import/\d+/", page)))
        queries.append(len(counted))

    assert found == [1, 3]
    assert queries[0] == queries[1]


@pytest.mark.parametrize(
    ("action", "after"),
    [
        ("update", ["1 Ensure the safety and", "2 Take [action;", "3 "]),
        ("join-2", ["1 Ensure the safety and\n2. Take [action;", "3 "]),
        ("leave_out-1", ["2 Take [action;", "3 "]),
        ("to_title-1", ["2 Take [action;", "3 "]),
        (
            "out_of_title-0",
            ["unnumbered 1 Plan of action", "1 Ensure the safety and", "2 Take [action;", "3 "],
        ),
        ("nonsense", ["1 Ensure the safety and", "2 Take [action;", "3 "]),
        ("page-7", ["1 Ensure the safety and", "2 Take [action;", "3 "]),
    ],
)
def test_buttons_correct_the_text(client: Client, intake: Intake, action: str, after: list[str]) -> None:
    response = press(client, intake, action)

    assert response.status_code == 302
    assert [f"{label} {wording}" for label, wording in wordings(intake)] == after


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        ("join-1", "There is no block before it to join it to."),
        ("join", "That block is not in the text any more."),
        ("join-99", "That block is not in the text any more."),
        ("split-1", "It has one line."),
        ("rename", "The names are counted in order already."),
        ("renumber-1", "The numbers after it follow it already"),
        ("undo", "There is no correction to undo."),
    ],
)
def test_buttons_say_why_they_do_nothing(client: Client, intake: Intake, action: str, sentence: str) -> None:
    response = press(client, intake, action)

    assert response.status_code == 422
    assert sentence in response.content.decode()


def test_a_button_takes_in_what_was_typed_first(client: Client, intake: Intake) -> None:
    typed = block(
        intake, 0, wording="Ensure safety;\r\n---\r\nEnsure dignity;", label="1bis", section="General"
    )

    response = press(
        client, intake, "split-1", name="The plan", slug="plan", title="Plan\r\nof action", **typed
    )

    assert response.headers["Location"] == f"/talks/import/{intake.pk}/?page=1#block-1"
    assert wordings(intake)[:2] == [("1 bis", "Ensure safety;"), ("1 ter", "Ensure dignity;")]
    kept = Intake.objects.get()
    assert (kept.name, kept.slug, kept.title) == ("The plan", "plan", ["Plan", "of action"])


def test_split_begins_a_block_at_a_line(client: Client, intake: Intake) -> None:
    typed = block(intake, 0, wording="One:\n(a) of one;\nTwo;")

    press(client, intake, "split-1-2", **typed)

    assert wordings(intake)[:2] == [("1", "One:\n(a) of one;"), ("1 bis", "Two;")]


def test_edit_opens_the_form_of_one_block(client: Client, intake: Intake) -> None:
    response = press(client, intake, "edit-2")

    assert response.headers["Location"] == f"/talks/import/{intake.pk}/?edit=2#block-2"
    page = client.get(f"/talks/import/{intake.pk}/?edit=2").content.decode()
    assert page.count('name="wording"') == 1
    assert "Take [action;</textarea>" in page


def test_what_cannot_be_typed_is_refused_at_its_block_and_stays_typed(client: Client, intake: Intake) -> None:
    bell = press(client, intake, "update", **block(intake, 1, wording="Take\x07action;"))
    long = press(client, intake, "update", **block(intake, 1, label="9" * 61, wording="Take it;"))

    assert (bell.status_code, long.status_code) == (422, 422)
    assert "Character 5 is a control character (U+0007)" in bell.content.decode()
    assert "Ensure this value has at most 60 characters" in long.content.decode()
    assert "Take it;</textarea>" in long.content.decode()
    assert Intake.objects.get().step == 0


def test_two_windows_are_told_apart_and_nothing_typed_is_lost(client: Client, intake: Intake) -> None:
    press(client, intake, "leave_out-3")

    response = press(client, intake, "leave_out-1", step="0", **block(intake, 1, wording="Take measures;"))

    page = response.content.decode()
    assert response.status_code == 409
    assert "This text was corrected in another window" in page
    assert "Take measures;</textarea>" in page
    assert 'name="step" value="1"' in page
    assert [label for label, _wording in wordings(intake)] == ["1", "2"]


def test_what_was_typed_on_a_block_that_is_gone_is_shown(client: Client, intake: Intake) -> None:
    typed = block(intake, 1, wording="Take measures;")
    press(client, intake, "join-2")

    response = press(client, intake, "update", step="0", **typed)

    assert response.status_code == 409
    assert "Take measures;</p>" in response.content.decode()


def test_faults_stand_at_their_block_and_hold_saving_up(client: Client, intake: Intake) -> None:
    press(client, intake, "update", **block(intake, 1, label="1"))

    response = press(client, intake, "save")

    page = response.content.decode()
    assert response.status_code == 422
    assert "1 block is to be settled before the text can be saved" in page
    assert "The label “1” stands twice: an earlier block has it." in page
    assert (Document.objects.count(), Intake.objects.count()) == (0, 1)


def test_save_puts_the_document_on_the_table(client: Client, intake: Intake) -> None:
    response = press(client, intake, "save", slug="plan", **block(intake, 1, section="Acts"))

    document = Document.objects.get()
    rows = document.paragraphs.values_list("label", "wording", "target__label", "section__title")
    assert response.headers["Location"] == "/talks/plan/"
    assert list(rows) == [
        ("1", "Ensure the safety and", None, None),
        ("2", "Take [action;", None, "Acts"),
        ("3", "", "2", "Acts"),
    ]
    assert client.get(f"/talks/import/{intake.pk}/").status_code == 404
    assert client.get("/talks/plan/").status_code == 200


def test_who_reads_the_document_at_once_is_chosen_beside_the_button(client: Client, intake: Intake) -> None:
    page = client.get(f"/talks/import/{intake.pk}/").content.decode()

    press(client, intake, "save", slug="plan", audience=str(Audience.FACILITATORS.value))

    assert "It is then on the table at once" in page
    assert '<option value="3" selected>Member States and observers</option>' in page
    assert Document.objects.get().audience == Audience.FACILITATORS


def test_leaving_out_a_name_that_others_count_from_is_said_beside_the_button_that_counts_anew(
    client: Client, intake: Intake
) -> None:
    for entry in intake.working.entries[:2]:
        press(client, intake, "update", **block(intake, intake.working.place(entry.key), kind="preambular"))
    rows = intake.working.entries
    for place, label in ((0, "PP1"), (1, "PP2")):
        press(client, intake, "update", **block(intake, place, label=label))
    hint = "Something is left out, and the names after it"
    assert hint not in client.get(f"/talks/import/{intake.pk}/").content.decode()

    press(client, intake, f"leave_out-{rows[0].key}")

    assert hint in client.get(f"/talks/import/{intake.pk}/").content.decode()
    press(client, intake, "rename")
    assert hint not in client.get(f"/talks/import/{intake.pk}/").content.decode()
    assert wordings(intake)[0][0] == "PP1"


@pytest.mark.parametrize(
    ("slug", "sentence"),
    [
        ("drafts", "“drafts” is a word that addresses need"),
        ("plan", "Talks has a document at “plan” already"),
        ("le plan", "An address has unaccented letters, digits and hyphens only."),
        ("x" * 61, "Ensure this value has at most 60 characters"),
    ],
)
def test_save_refuses_an_address(client: Client, intake: Intake, slug: str, sentence: str) -> None:
    make_document(intake.negotiation)

    response = press(client, intake, "save", slug=slug)

    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert Document.objects.count() == 1


def test_undo_takes_the_last_correction_back(client: Client, intake: Intake) -> None:
    press(client, intake, "leave_out-1")

    response = press(client, intake, "undo")

    assert response.status_code == 302
    assert [label for label, _wording in wordings(intake)] == ["1", "2", "3"]


def test_discard_leaves_nothing(client: Client, intake: Intake) -> None:
    response = press(client, intake, "discard")

    assert response.headers["Location"] == "/talks/import/"
    assert Intake.objects.count() == 0


def test_a_long_text_is_shown_by_the_hundred(client: Client, negotiation: Negotiation, officer: User) -> None:
    long = brought_in(negotiation, officer, "\n\n".join(f"{n}. Paragraph {n};" for n in range(1, 251)))

    first = client.get(f"/talks/import/{long.pk}/").content.decode()
    last = client.get(f"/talks/import/{long.pk}/?edit=250").content.decode()
    moved = press(client, long, "leave_out-150").headers["Location"]

    assert (first.count("<article "), last.count("<article ")) == (100, 50)
    assert len(re.findall(r"<(?:input|textarea|select) ", last)) < 30
    assert 'id="block-250"' in last
    assert moved == f"/talks/import/{long.pk}/?page=2#block-150"


def test_import_source_shows_the_lines_around(client: Client, intake: Intake) -> None:
    page = client.get(f"/talks/import/{intake.pk}/source/?line=5").content.decode()

    assert '<li class="source__line" id="line-5" data-asked>' in page
    assert "2. Take [action;" in page
    for odd in ("0", "99999", "x", "9" * 40):
        assert client.get(f"/talks/import/{intake.pk}/source/?line={odd}").status_code == 200


def test_markup_in_a_text_is_shown_as_text(client: Client, negotiation: Negotiation, officer: User) -> None:
    text = "1. <script>alert(1)</script> & “so” on;\n"
    hostile = brought_in(negotiation, officer, text)

    page = client.get(f"/talks/import/{hostile.pk}/?edit=1").content.decode()
    lines = client.get(f"/talks/import/{hostile.pk}/source/").content.decode()

    assert "<script>alert" not in page + lines
    assert "&lt;script&gt;alert(1)" in page


@pytest.mark.usefixtures("officer")
def test_a_pasted_text_that_is_too_large_is_refused(client: Client) -> None:
    response = client.post("/talks/import/", {"text": "1. One;\n" * 600_000})

    assert response.status_code == 400
    assert Intake.objects.count() == 0


@pytest.mark.parametrize("field", ["edited", "step"])
def test_a_number_that_is_too_long_is_no_fault_of_ours(client: Client, intake: Intake, field: str) -> None:
    typed = {"kind": "numbered", "state": "standing", "label": "1", "wording": "One;", field: "9" * 5000}

    assert press(client, intake, "update", **typed).status_code in {302, 409, 422}
