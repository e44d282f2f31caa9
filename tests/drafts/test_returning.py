"""Edited files that come back: each change one amendment, nothing tabled before it is said, nothing lost, nothing a 500."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from lxml import etree

from delegations.models import Audience, Delegation, User
from drafts import tasks
from drafts.models import (
    Amendment,
    AmendmentState,
    Draft,
    ExportForm,
    ExportFormat,
    Purpose,
    ReturnedFile,
)
from drafts.operations import fulfilling, returning
from drafts.readers.docx import edited
from drafts.text.parsing import Kind
from drafts.text.returning import Base
from drafts.text.returning import read as read_back
from tests.drafts import acts, word
from tests.drafts.test_authorship import circulate
from tests.drafts.test_exports_word import random_edits, tracked
from tests.factories import (
    NOW,
    make_delegate,
    make_delegation,
    make_document,
    make_facilitator,
)

pytestmark = pytest.mark.django_db

WORDINGS = [
    "Ensure the liability of all categories of offenders:\n(a) now, without any delay;\n(b) *later* as well;",
    "Report on the progress that was made in the region to the Assembly;",
    "Go there at once and come back with the results of the inquiry;",
    "Stay here for a while and look at the whole matter of the funds.",
]


@pytest.fixture
def draft() -> Draft:
    return circulate(make_document(wordings=WORDINGS), "Zero")


def given_out(draft: Draft) -> bytes:
    return tasks.render(draft, ExportForm.CLEAN, ExportFormat.DOCX, None)


def edit(made: bytes, change: Callable[[etree._Element], None]) -> bytes:
    """The file with its body changed, as another program would have."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as archive, zipfile.ZipFile(changed, "w") as again:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(data)
                change(root)
                data = etree.tostring(root)
            again.writestr(name, data)
    return changed.getvalue()


def line(root: etree._Element, words: str) -> etree._Element:
    return next(p for p in root.iter(f"{word.W}p") if words in "".join(map(str, p.itertext())))


def element(xml: str) -> etree._Element:
    return etree.fromstring(xml.replace("<w:", "<w:", 1).replace(">", f' xmlns:w="{word.W[1:-1]}">', 1))


def track(root: etree._Element, old: str, new: str, author: str = "Somebody Else") -> None:
    """Replace words in one run, recorded."""
    text = next(t for t in root.iter(f"{word.W}t") if old in (t.text or ""))
    run = text.getparent()
    assert run is not None
    parent = run.getparent()
    assert parent is not None
    before, after = (text.text or "").split(old, 1)
    parts = [
        f'<w:r><w:t xml:space="preserve">{before}</w:t></w:r>',
        f'<w:del w:id="901" w:author="{author}"><w:r><w:delText xml:space="preserve">{old}</w:delText></w:r></w:del>',
        f'<w:ins w:id="902" w:author="{author}"><w:r><w:t xml:space="preserve">{new}</w:t></w:r></w:ins>',
        f'<w:r><w:t xml:space="preserve">{after}</w:t></w:r>',
    ]
    place = parent.index(run)
    heads = [each for each in run if each.tag != f"{word.W}t" or each is not text]
    parent[place : place + 1] = [element(part) for part in parts]
    for head in reversed([each for each in heads if each.tag in {f"{word.W}t", f"{word.W}tab"}]):
        parent[place].insert(0, head)


def opened(
    draft: Draft,
    data: bytes,
    *,
    by: User | None = None,
    name: str = "plan.docx",
    purpose: Purpose = Purpose.AMEND,
) -> ReturnedFile:
    return returning.open_returned(
        document=draft.document,
        draft=None,
        purpose=purpose,
        file_name=name,
        data=data,
        by=by or make_delegate(draft.document.negotiation),
        at=NOW,
    )


def wanted(draft: Draft, file: ReturnedFile) -> list[tuple[str, str, str]]:
    """What a file wants: what, of which paragraph, in which words."""
    labels = dict(draft.document.paragraphs.values_list("pk", "label"))
    return [(each.act, labels[each.paragraph], each.wording) for each in file.wanted]


def test_tracked_change_becomes_an_amendment_on_its_paragraph(draft: Draft) -> None:
    data = edit(given_out(draft), lambda root: track(root, "the progress", "all progress"))

    file = opened(draft, data)

    assert file.draft == draft
    (found,) = file.wanted
    assert (found.act, found.base, found.untracked) == ("revise", WORDINGS[1], None)
    assert found.wording == "Report on all progress that was made in the region to the Assembly;"


def test_change_without_tracking_is_found_and_told(draft: Draft) -> None:
    def change(root: etree._Element) -> None:
        track(root, "the progress", "all progress")
        text = next(t for t in root.iter(f"{word.W}t") if "region" in (t.text or ""))
        text.text = (text.text or "").replace("region", "regions")

    (found,) = opened(draft, edit(given_out(draft), change)).wanted

    assert found.wording == "Report on all progress that was made in the regions to the Assembly;"
    assert found.untracked == "Report on the progress that was made in the regions to the Assembly;"


def test_points_italics_and_numbers_come_back_as_they_went_out(draft: Draft) -> None:
    data = edit(given_out(draft), lambda root: track(root, "without any delay", "at once"))

    assert wanted(draft, opened(draft, data)) == [
        ("revise", "1", WORDINGS[0].replace("without any delay", "at once"))
    ]


def test_file_that_was_not_changed_is_refused(draft: Draft) -> None:
    with pytest.raises(returning.ReturnRefused, match="nothing in it was changed"):
        opened(draft, given_out(draft))


def test_paragraph_struck_with_its_mark_is_deleted(draft: Draft) -> None:
    def change(root: etree._Element) -> None:
        paragraph = line(root, "Report on")
        for run in list(paragraph.iter(f"{word.W}r")):
            strike(run)
        paragraph.find(f"{word.W}pPr").append(element('<w:rPr><w:del w:id="9" w:author="X"/></w:rPr>'))  # type: ignore[union-attr]  # it has some

    assert wanted(draft, opened(draft, edit(given_out(draft), change))) == [("delete", "2", "")]


def strike(run: etree._Element) -> None:
    parent = run.getparent()
    assert parent is not None
    record = element('<w:del w:id="8" w:author="X"></w:del>')
    parent.replace(run, record)
    record.append(run)
    for text in run.iter(f"{word.W}t"):
        text.tag = f"{word.W}delText"


def test_paragraph_removed_without_tracking_is_deleted(draft: Draft) -> None:
    def change(root: etree._Element) -> None:
        paragraph = line(root, "Report on")
        paragraph.getparent().remove(paragraph)  # type: ignore[union-attr]  # the body

    (found,) = opened(draft, edit(given_out(draft), change)).wanted

    assert (found.act, found.paragraph) == ("delete", acts.at(draft.document, "2").pk)
    assert found.untracked is not None


def test_new_paragraph_is_an_insertion_after_the_one_before_it(draft: Draft) -> None:
    def change(root: etree._Element) -> None:
        line(root, "Report on").addnext(
            element(
                '<w:p><w:pPr><w:pStyle w:val="Numbered"/><w:rPr><w:ins w:id="7" w:author="X"/></w:rPr></w:pPr>'
                '<w:ins w:id="8" w:author="X"><w:r><w:t>2 bis. Provide the funds for it;</w:t></w:r></w:ins></w:p>'
            )
        )

    assert wanted(draft, opened(draft, edit(given_out(draft), change))) == [
        ("insert", "2", "Provide the funds for it;")
    ]


def test_new_point_belongs_to_its_paragraph(draft: Draft) -> None:
    def change(root: etree._Element) -> None:
        line(root, "later").addnext(
            element(
                '<w:p><w:pPr><w:pStyle w:val="Point"/></w:pPr><w:r><w:t>(c)</w:t><w:tab/><w:t>always;</w:t></w:r></w:p>'
            )
        )

    assert wanted(draft, opened(draft, edit(given_out(draft), change))) == [
        ("revise", "1", f"{WORDINGS[0]}\n(c) always;")
    ]


def test_split_is_a_shorter_wording_and_an_insertion(draft: Draft) -> None:
    def change(root: etree._Element) -> None:
        first = line(root, "Go there")
        text = next(t for t in first.iter(f"{word.W}t") if "Go there" in (t.text or ""))
        text.text = "Go there at once;"
        first.addnext(
            element(
                '<w:p><w:pPr><w:pStyle w:val="Numbered"/></w:pPr>'
                "<w:r><w:t>and come back with the results of the inquiry;</w:t></w:r></w:p>"
            )
        )

    file = opened(draft, edit(given_out(draft), change))

    assert wanted(draft, file) == [
        ("revise", "3", "Go there at once;"),
        ("insert", "3", "and come back with the results of the inquiry;"),
    ]
    assert [each.origin for each in file.wanted] == ["", "split"]


def test_joined_paragraphs_are_a_merge(draft: Draft) -> None:
    def change(root: etree._Element) -> None:
        first, second = line(root, "Report on"), line(root, "Go there")
        words = "and go there at once and come back with the results of the inquiry;"
        last = list(first.iter(f"{word.W}t"))[-1]
        last.text = (last.text or "").rstrip(";") + f" {words}"
        second.getparent().remove(second)  # type: ignore[union-attr]  # the body

    assert wanted(draft, opened(draft, edit(given_out(draft), change))) == [
        (
            "merge",
            "3",
            f"{WORDINGS[1].rstrip(';')} and go there at once and come back with the results of the inquiry;",
        )
    ]


def test_moved_paragraph_is_moved(draft: Draft) -> None:
    def change(root: etree._Element) -> None:
        line(root, "Stay here").addnext(line(root, "Report on"))

    (found,) = opened(draft, edit(given_out(draft), change)).wanted

    assert (found.act, found.paragraph, found.target) == (
        "move",
        acts.at(draft.document, "2").pk,
        acts.at(draft.document, "4").pk,
    )


def test_file_without_bookmarks_is_matched_by_what_it_says(draft: Draft) -> None:
    def change(root: etree._Element) -> None:
        for mark in [*root.iter(f"{word.W}bookmarkStart"), *root.iter(f"{word.W}bookmarkEnd")]:
            mark.getparent().remove(mark)  # type: ignore[union-attr]  # in a paragraph
        track(root, "the progress", "all progress")

    file = opened(draft, edit(given_out(draft), change))

    taken = [each for each in file.wanted if each.is_taken]
    assert [(each.act, each.wording) for each in taken] == [
        ("revise", "Report on all progress that was made in the region to the Assembly;")
    ]


def test_retyped_text_is_matched_by_what_it_says(draft: Draft) -> None:
    text = "\n\n".join(f"{number}. {each}" for number, each in enumerate(WORDINGS, start=1))

    file = opened(draft, text.replace("the progress", "all progress").encode(), name="plan.txt")

    assert wanted(draft, file) == [
        ("revise", "2", "Report on all progress that was made in the region to the Assembly;")
    ]


def test_part_of_a_text_deletes_nothing_unless_it_is_chosen() -> None:
    draft = circulate(
        make_document(wordings=[f"{each} {number}" for number in range(3) for each in WORDINGS]), "Zero"
    )
    text = f"1. {WORDINGS[0]} 0\n\n2. {WORDINGS[1].replace('the progress', 'all progress')} 0\n"

    file = opened(draft, text.encode(), name="part.txt")

    assert [each.act for each in file.wanted if each.is_taken] == ["revise"]
    assert {each.act for each in file.wanted if not each.is_taken} == {"delete"}


def test_compilation_that_comes_back_is_refused(draft: Draft) -> None:
    compiled = tasks.render(draft, ExportForm.COMPILATION, ExportFormat.DOCX, None)

    with pytest.raises(returning.ReturnRefused, match="compilation"):
        opened(draft, compiled)


def test_file_with_more_changes_than_anybody_chooses_from_is_refused(draft: Draft) -> None:
    text = "\n\n".join(f"{number}. Provide {number} funds;" for number in range(1, 500))

    with pytest.raises(returning.ReturnRefused, match="Give a part of it"):
        opened(draft, text.encode(), name="new.txt")


def test_tracked_draft_that_comes_back_proposes_what_was_changed_in_it(draft: Draft) -> None:
    acts.revise(acts.at(draft.document, "2"), WORDINGS[1].replace("Assembly", "Council"))
    newer = circulate(draft.document, "Rev.1")
    tracked_draft = tasks.render(newer, ExportForm.TRACKED, ExportFormat.DOCX, draft)

    file = opened(newer, edit(tracked_draft, lambda root: track(root, "the progress", "all progress")))

    assert wanted(newer, file) == [
        ("revise", "2", "Report on all progress that was made in the region to the Council;")
    ]
    assert file.wanted[0].untracked is None


@pytest.mark.office
def test_file_that_went_through_libreoffice_comes_back_whole(draft: Draft, tmp_path: Path) -> None:
    data = edit(given_out(draft), lambda root: track(root, "the progress", "all progress"))

    file = opened(draft, word.office(data, "", tmp_path))

    assert wanted(draft, file) == [
        ("revise", "2", "Report on all progress that was made in the region to the Assembly;")
    ]
    assert file.wanted[0].untracked is None


def test_comment_becomes_the_rationale(draft: Draft) -> None:
    document = docx.Document(
        io.BytesIO(edit(given_out(draft), lambda root: track(root, "the progress", "all progress")))
    )
    for words, said in (("region", "The mandate says all."), ("Stay here", "We like it.")):
        paragraph = next(p for p in document.paragraphs if words in p.text)
        document.add_comment(paragraph.runs[0], said, author="Somebody Else")
    made = io.BytesIO()
    document.save(made)

    file = opened(draft, made.getvalue())

    assert [each.rationale for each in file.wanted] == ["The mandate says all."]
    assert file.comments == ["We like it."]


@pytest.mark.parametrize("seed", range(6))
def test_what_is_given_out_is_read_back_word_for_word(seed: int) -> None:
    old, new, steps = random_edits(seed)
    numbers = {key: str(number) for number, key in enumerate({each.key: 0 for each in (*old, *new)}, start=1)}
    old, new = ([replace(each, key=numbers[each.key]) for each in side] for side in (old, new))
    made = tracked(old, new, {numbers[key]: told for key, told in steps.items() if key in numbers})

    read = read_back(edited.read(made).accepted.rows, [Base(each.key, each.block) for each in new])

    wordings = {each.key: each.block.wording for each in new if each.block.kind is not Kind.HEADING}
    assert {each.key: each.block.wording for each in read if each.key in wordings} == wordings


# --- carrying out --------------------------------------------------------------------------------------------------


def changed(draft: Draft, *, by: User) -> ReturnedFile:
    """A file that revises paragraphs 2 and 3."""

    def change(root: etree._Element) -> None:
        track(root, "the progress", "all progress")
        track(root, "at once", "soon")

    return opened(draft, edit(given_out(draft), change), by=by)


def own(user: User) -> Delegation:
    return Delegation.objects.get(seats__user=user)


def test_table_returned_tables_what_is_chosen_in_the_name_of_who_is_logged_in(draft: Draft) -> None:
    by = make_delegate(draft.document.negotiation)
    file = changed(draft, by=by)
    returning.choose_returned(file=file, taken=[1], rationales={1: "Because."}, at=NOW)
    file.refresh_from_db()

    report = fulfilling.table_returned(file=file, delegation=own(by), is_tabled=True, by=by, at=NOW)

    (amendment,) = Amendment.objects.all()
    assert report.tabled == [amendment]
    assert (amendment.delegation, amendment.rationale, amendment.state) == (own(by), "Because.", "tabled")
    assert amendment.base_wording == WORDINGS[1]
    assert [each.number for each in ReturnedFile.objects.get().wanted] == [2]


def test_table_returned_twice_tables_once(draft: Draft) -> None:
    by = make_delegate(draft.document.negotiation)
    file = changed(draft, by=by)
    stale = ReturnedFile.objects.get(pk=file.pk)

    fulfilling.table_returned(file=file, delegation=own(by), is_tabled=True, by=by, at=NOW)
    with pytest.raises(returning.ReturnRefused, match="another window"):
        fulfilling.table_returned(file=stale, delegation=own(by), is_tabled=True, by=by, at=NOW)

    assert Amendment.objects.count() == 2
    assert not ReturnedFile.objects.exists()


def test_the_same_file_given_back_twice_tables_nothing_again(draft: Draft) -> None:
    by = make_delegate(draft.document.negotiation)
    fulfilling.table_returned(file=changed(draft, by=by), delegation=own(by), is_tabled=True, by=by, at=NOW)

    again = fulfilling.table_returned(
        file=changed(draft, by=by), delegation=own(by), is_tabled=True, by=by, at=NOW
    )

    assert again.refused == ["You have tabled this already: A-001.", "You have tabled this already: A-002."]
    assert (again.tabled, again.drafted, Amendment.objects.count()) == ([], [], 2)
    assert [each.told for each in ReturnedFile.objects.get().wanted] == again.refused


def test_table_returned_carries_an_older_file_to_the_wording_of_today(draft: Draft) -> None:
    by = make_delegate(draft.document.negotiation)
    file = changed(draft, by=by)
    acts.revise(acts.at(draft.document, "2"), WORDINGS[1].replace("Assembly", "Council"))

    fulfilling.table_returned(file=file, delegation=own(by), is_tabled=True, by=by, at=NOW)

    amendment = Amendment.objects.get(paragraph__label="2")
    assert amendment.wording == "Report on all progress that was made in the region to the Council;"
    assert (amendment.state, amendment.base_edition) == (AmendmentState.TABLED, 2)


def test_table_returned_keeps_what_collides_as_a_draft(draft: Draft) -> None:
    by = make_delegate(draft.document.negotiation)
    file = changed(draft, by=by)
    acts.revise(acts.at(draft.document, "2"), WORDINGS[1].replace("the progress", "the setbacks"))

    report = fulfilling.table_returned(file=file, delegation=own(by), is_tabled=True, by=by, at=NOW)

    kept = Amendment.objects.get(paragraph__label="2")
    assert (kept.state, kept.base_edition, kept.base_wording) == (AmendmentState.DRAFT, 1, WORDINGS[1])
    assert [each.paragraph.label for each in report.tabled] == ["3"]


def test_table_returned_keeps_what_an_agreed_paragraph_refuses_as_a_draft(draft: Draft) -> None:
    by = make_delegate(draft.document.negotiation)
    file = changed(draft, by=by)
    acts.agree(acts.at(draft.document, "3"))

    fulfilling.table_returned(file=file, delegation=own(by), is_tabled=True, by=by, at=NOW)

    states = dict(Amendment.objects.values_list("paragraph__label", "state"))
    assert states == {"2": AmendmentState.TABLED, "3": AmendmentState.DRAFT}


def test_table_returned_refuses_the_name_of_another_delegation(draft: Draft) -> None:
    by = make_delegate(draft.document.negotiation)
    file = changed(draft, by=by)
    other = make_delegation(draft.document.negotiation)

    report = fulfilling.table_returned(file=file, delegation=other, is_tabled=True, by=by, at=NOW)

    assert set(report.refused) == {f"You have no seat for {other}."}
    assert not Amendment.objects.exists()
    assert len(ReturnedFile.objects.get().wanted) == 2


def test_decide_returned_makes_a_decision_of_each_change(draft: Draft) -> None:
    facilitator = make_facilitator(draft.document.negotiation)
    text = "\n\n".join(
        [
            f"1. {WORDINGS[0]}",
            f"3. {WORDINGS[2]}",
            "4. Stay here for a long while and look at the whole matter of the funds.",
            "5. Thank everybody for the work that was done here.",
        ]
    )
    file = opened(draft, text.encode(), by=facilitator, name="new.txt", purpose=Purpose.DECIDE)

    report = fulfilling.decide_returned(file=file, by=facilitator, at=NOW)

    assert report.refused == []
    assert acts.wordings(draft.document) == {
        "1": WORDINGS[0],
        "2": "",
        "3": WORDINGS[2],
        "4": "Stay here for a long while and look at the whole matter of the funds.",
        "4 bis": "Thank everybody for the work that was done here.",
    }
    assert not ReturnedFile.objects.exists()


# --- pages and hostile files ---------------------------------------------------------------------------------------


def page(draft: Draft, name: str = "drafts:returned_create", *more: object) -> str:
    document = draft.document
    return reverse(name, args=[document.negotiation.slug, document.slug, *more])


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_pages_show_what_a_file_proposes_and_table_what_is_chosen(draft: Draft) -> None:
    by = make_delegate(draft.document.negotiation)
    client = client_of(by)

    def change(root: etree._Element) -> None:
        track(root, "the progress", "all progress")
        track(root, "at once", "soon")

    upload = SimpleUploadedFile("plan.docx", edit(given_out(draft), change))
    answer = client.post(page(draft), {"file": upload}, follow=True)
    assert "Change the wording of paragraph 2" in answer.content.decode()
    file = ReturnedFile.objects.get()
    assert not Amendment.objects.exists()

    client.post(file.get_absolute_url(), {"action": "keep", "taken": ["2"], "rationale_2": "So."})
    assert [each.is_taken for each in ReturnedFile.objects.get().wanted] == [False, True]
    told = client.post(
        file.get_absolute_url(),
        {"action": "table", "taken": ["2"], "rationale_2": "So.", "delegation": str(own(by).pk)},
        follow=True,
    )

    assert "Tabled: A-001." in told.content.decode()
    assert Amendment.objects.get().rationale == "So."


def test_page_is_for_who_gave_the_file_alone(draft: Draft) -> None:
    file = changed(draft, by=make_delegate(draft.document.negotiation))

    other = client_of(make_delegate(draft.document.negotiation))

    assert other.get(file.get_absolute_url()).status_code == 404


def test_discarded_file_is_gone(draft: Draft) -> None:
    by = make_delegate(draft.document.negotiation)
    file = changed(draft, by=by)

    client_of(by).post(file.get_absolute_url(), {"action": "discard"})

    assert not ReturnedFile.objects.exists()


def bomb() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * 30_000_000)
    return made.getvalue()


def hostile(draft: Draft) -> dict[str, bytes]:
    good = given_out(draft)

    def entities(data: bytes) -> bytes:
        return b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + data

    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as archive, zipfile.ZipFile(changed, "w") as again:
        for name in archive.namelist():
            data = archive.read(name)
            again.writestr(name, entities(data.split(b"?>", 1)[-1]) if name == "word/document.xml" else data)
    macros = io.BytesIO(good)
    with zipfile.ZipFile(macros, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    return {
        "bomb": bomb(),
        "entities": changed.getvalue(),
        "macros": macros.getvalue(),
        "truncated": good[: len(good) // 2],
        "old": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600,
        "pdf": b"%PDF-1.7 ...",
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4,
        "empty": b"",
        "huge": b"x" * 8_000_001,
        "other zip": zipped_text(),
    }


def zipped_text() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("hello.txt", "hello")
    return made.getvalue()


def test_hostile_file_is_refused_with_a_sentence(draft: Draft) -> None:
    client = client_of(make_delegate(draft.document.negotiation))

    for name, data in hostile(draft).items():
        answer = client.post(page(draft), {"file": SimpleUploadedFile(f"{name}.docx", data)})

        told = answer.content.decode()
        assert (name, answer.status_code) == (name, 422)
        assert "errorlist" in told, name
    assert not ReturnedFile.objects.exists()


def test_damaged_bookmarks_and_records_do_no_harm(draft: Draft) -> None:
    def change(root: etree._Element) -> None:
        for place, mark in enumerate(root.iter(f"{word.W}bookmarkStart")):
            mark.set(f"{word.W}name", ["p999999999_e1", "p1_e1x", "", "p0_e0"][place % 4])
        for each in root.iter(f"{word.W}bookmarkEnd"):
            each.attrib.clear()
        track(root, "the progress", "all progress")

    assert [each.act for each in opened(draft, edit(given_out(draft), change)).wanted if each.is_taken] == [
        "revise"
    ]


def test_file_of_another_document_is_refused(draft: Draft) -> None:
    other = circulate(make_document(wordings=["One;", "Two."]), "Zero")

    with pytest.raises(returning.ReturnRefused, match="another document"):
        opened(draft, given_out(other))


def test_file_is_not_laid_beside_a_draft_that_its_giver_may_not_read(draft: Draft) -> None:
    data = edit(given_out(draft), lambda root: track(root, "the progress", "all progress"))
    Draft.objects.filter(pk=draft.pk).update(audience=Audience.FACILITATORS)

    assert opened(draft, data).draft is None
    facilitator = make_facilitator(draft.document.negotiation)
    assert opened(draft, data, by=facilitator, purpose=Purpose.DECIDE).draft == draft
