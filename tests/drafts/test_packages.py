"""Packages: what is in one, that it is the same each time, that it can be cancelled, and that anybody can check it."""

import hashlib
import io
import json
import zipfile
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from delegations.models import Role
from drafts import tasks
from drafts.exports import package
from drafts.models import Document, Draft, DraftKind, Export, ExportForm, ExportFormat, ExportState
from drafts.operations import attesting, circulating, deciding
from drafts.operations.attesting import Finding
from drafts.readers import apart
from drafts.readers.refusals import UnreadableFile
from tests.factories import NOW, make_amendment, make_delegate, make_document, make_facilitator, make_seat

pytestmark = [pytest.mark.django_db, pytest.mark.pdf]


def circulate(document: Document, name: str, minutes: int = 0) -> Draft:
    return circulating.circulate_draft(
        document=document,
        kind=DraftKind.REVISION,
        name=name,
        author="A",
        by=make_facilitator(document.negotiation),
        at=NOW + timedelta(minutes=minutes),
    )


def two_drafts() -> tuple[Draft, Draft]:
    document = make_document(wordings=["One;", "Two."])
    first = circulate(document, "Rev.1")
    paragraph = document.paragraphs.get(label="1")
    amendment = make_amendment(paragraph, "One and a half;")
    deciding.revise_paragraph(
        paragraph=paragraph,
        edition=1,
        wording="One and a half;",
        verdicts={amendment.pk: deciding.Verdict("accepted", "", ("and a half",))},
        by=make_facilitator(document.negotiation),
        at=NOW,
    )
    return first, circulate(document, "Rev.2", minutes=1)


def package_of(draft: Draft) -> Export:
    """Return a draft's package, made."""
    found = draft.exports.get(form=ExportForm.PACKAGE)
    tasks.make_export(found.pk)
    found.refresh_from_db()
    assert found.state == ExportState.DONE, found.failure
    return found


def data_of(export: Export) -> bytes:
    return (Path(settings.MEDIA_ROOT) / export.path).read_bytes()


def names_in(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sorted(archive.namelist())


def test_package_holds_everything_and_the_same_bytes_when_made_again() -> None:
    _first, draft = two_drafts()

    export = package_of(draft)

    made = data_of(export)
    start = f"{draft.document.negotiation.slug}-plan-rev2"
    assert names_in(made) == [
        "manifest.json",
        "sealed-text.jsonl",
        f"{start}-clean.docx",
        f"{start}-clean.pdf",
        f"{start}-clean.txt",
        f"{start}-clean.xml",
        f"{start}-compilation.pdf",
        f"{start}-concordance-since-rev1.pdf",
        f"{start}-receipts-since-rev1.pdf",
        f"{start}-tracked-since-rev1.docx",
        f"{start}-tracked-since-rev1.pdf",
    ]
    assert (export.parts_made, export.sha256) == (9, hashlib.sha256(made).hexdigest())
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert hashlib.sha256(archive.read("sealed-text.jsonl")).hexdigest() == draft.seal
        for each in manifest["files"]:
            assert hashlib.sha256(archive.read(each["name"])).hexdigest() == each["sha256"]
    assert package.checked(made) == (draft.seal, ())

    for each in draft.exports.all():
        (Path(settings.MEDIA_ROOT) / each.path).unlink()
    circulating.request_package(draft=draft, by=None, at=NOW)
    assert data_of(package_of(draft)) == made


def test_package_of_a_first_draft_has_nothing_that_came_since() -> None:
    draft = circulate(make_document(), "Rev.1")

    names = names_in(data_of(package_of(draft)))

    assert len(names) == len(tasks.PARTS) + 2
    assert not [name for name in names if "since" in name]


def test_packages_tell_nothing_against_a_draft_for_fewer() -> None:
    first, draft = two_drafts()
    Draft.objects.filter(pk=first.pk).update(audience=1)

    found = circulating.request_package(draft=draft, by=None, at=NOW)

    assert found.against is None


def test_files_are_given_to_a_worker_once() -> None:
    draft = circulate(make_document(), "Rev.1")
    asked = {
        "draft": draft,
        "form": ExportForm.CLEAN,
        "file_format": ExportFormat.PDF,
        "against": None,
        "at": NOW,
    }

    for _time in range(100):
        circulating.request_export(**asked)  # type: ignore[arg-type]  # keywords of the operation

    assert draft.exports.filter(form="clean", format="pdf").count() == 1
    assert sum(draft.exports.values_list("tries", flat=True)) == 1


def test_cancelled_package_is_not_made_and_can_be_asked_for_again() -> None:
    draft = circulate(make_document(), "Rev.1")
    export = draft.exports.get(form=ExportForm.PACKAGE)
    stranger = make_delegate(draft.document.negotiation)

    with pytest.raises(circulating.NotCancelled, match="Somebody else"):
        circulating.cancel_export(export=export, by=stranger, at=NOW)
    circulating.cancel_export(export=export, by=draft.circulated_by, at=NOW)
    tasks.make_export(export.pk)

    assert set(draft.exports.values_list("state", flat=True)) == {ExportState.CANCELLED}
    with pytest.raises(circulating.NotCancelled, match="not in the making"):
        circulating.cancel_export(export=export, by=draft.circulated_by, at=NOW)
    circulating.request_package(draft=draft, by=draft.circulated_by, at=NOW)
    assert package_of(draft).pk == export.pk


def test_lost_files_are_given_to_a_worker_again_and_not_for_ever() -> None:
    draft = circulate(make_document(), "Rev.1")
    export = draft.exports.get(form=ExportForm.PACKAGE)
    at = NOW

    tries = []
    for _time in range(4):
        at += timedelta(hours=1)
        circulating.remake_lost(at=at)
        export.refresh_from_db()
        tries.append((export.tries, export.state))

    assert tries == [(2, "asked"), (3, "asked"), (3, "failed"), (3, "failed")]
    assert export.told(at) == "failed"


@pytest.mark.parametrize(("form", "file_format"), [("sheet", "pdf"), ("package", "pdf"), ("clean", "zip")])
def test_forms_are_made_in_their_own_formats_alone(form: str, file_format: str) -> None:
    draft = circulate(make_document(), "Rev.1")

    with pytest.raises(circulating.DraftRefused, match="made as"):
        circulating.request_export(
            draft=draft, form=ExportForm(form), file_format=ExportFormat(file_format), against=None, at=NOW
        )


def test_attest_knows_its_files_its_text_and_what_was_altered() -> None:
    _first, draft = two_drafts()
    package_of(draft)
    pdf = data_of(draft.exports.get(form="clean", format="pdf"))
    whole = data_of(draft.exports.get(form="package"))
    text = data_of(draft.exports.get(form="clean", format="txt"))

    assert attesting.attest(name="a.pdf", data=pdf).finding == Finding.SAME_FILE
    assert attesting.attest(name="a.zip", data=whole).finding == Finding.SAME_FILE
    resaved = attesting.attest(name="a.pdf", data=pdf + b"\n")
    assert (resaved.finding, resaved.draft, resaved.mark) == (Finding.SAME_WORDS, draft, "")
    assert attesting.attest_text(text=text.decode()).finding == Finding.SEALED_TEXT
    assert attesting.attest_text(text=text.decode().replace("half", "quarter")).finding == Finding.UNKNOWN
    assert attesting.attest_text(text=f"Forged; {draft.seal}").finding == Finding.OTHER_WORDS
    assert attesting.attest_text(text="Nothing of ours.").finding == Finding.UNKNOWN
    forged = package.pack(package.Issue("n", "d", "Rev.2", "", "", draft.seal, ""), {"a.pdf": b"forged"})
    assert attesting.attest(name="a.zip", data=forged).finding == Finding.ALTERED_PACKAGE


def test_attest_knows_a_copy_that_was_marked_for_its_reader() -> None:
    draft = circulate(make_document(), "Rev.1")
    package_of(draft)
    pdf = data_of(draft.exports.get(form="clean", format="pdf"))
    from drafts.exports.stamp import stamped  # noqa: PLC0415  Pango

    marked = attesting.attest(name="a.pdf", data=stamped(pdf, "pdf", "Copy for Samplia, 1 June"))

    assert (marked.finding, marked.mark) == (Finding.SAME_WORDS, "CopyforSamplia,1June")


def test_seal_check_names_a_draft_to_whoever_holds_it_and_to_nobody_else(client: Client) -> None:
    draft = circulate(make_document(wordings=["Only words;", "Known to few."]), "Rev.1")
    text = tasks.render(draft, ExportForm.CLEAN, ExportFormat.TXT, None).decode()

    holder = client.post("/seals/", {"text": text})
    guesser = client.post("/seals/", {"text": f"Guessed {draft.seal}"})
    empty = client.post("/seals/", {"text": " "})

    assert (holder.status_code, guesser.status_code, empty.status_code) == (200, 200, 422)
    assert "Rev.1" in holder.content.decode()
    assert "Rev.1" not in guesser.content.decode()
    assert "names a seal of ours" in guesser.content.decode()


def test_draft_page_shows_the_package_its_progress_and_a_way_to_cancel(client: Client) -> None:
    draft = circulate(make_document(), "Rev.1")
    client.force_login(draft.circulated_by, backend="django.contrib.auth.backends.ModelBackend")
    Export.objects.filter(draft=draft).update(lease_until=NOW + timedelta(days=90_000))
    export = draft.exports.get(form=ExportForm.PACKAGE)

    waiting = client.get(draft.get_absolute_url()).content.decode()
    assert "0 of its files are there" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    client.post(f"{draft.get_absolute_url()}files/{export.pk}/cancel/")
    assert "cancelled" in client.get(draft.get_absolute_url()).content.decode()
    observer = make_seat(draft.document.negotiation, Role.OBSERVER).user
    client.force_login(observer, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(f"{draft.get_absolute_url()}files/{export.pk}/cancel/").status_code == 409


def shared() -> bytes:
    """A PDF of a few kilobytes whose nine hundred pages are one, which says a letter a hundred thousand times."""
    drawn = zlib.compress(b"BT /F 1 Tf (x) Tj ET " * 100_000)
    font = b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    pages = " ".join(f"{number} 0 R" for number in range(4, 904))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{pages}] /Count 900 >>".encode(),
        b"<< /Filter /FlateDecode /Length %d >> stream\n%s\nendstream" % (len(drawn), drawn),
        *[b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 3 0 R /Resources %s >>" % font] * 900,
    ]
    made, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj %s endobj\n" % (number, each)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + tail.encode()


def test_what_is_made_to_keep_its_reader_busy_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 3)

    with pytest.raises(UnreadableFile, match="takes too long"):
        attesting.attest(name="a.pdf", data=shared())
    with pytest.raises(UnreadableFile, match="takes too long"):
        attesting.attest_text(text="1.\n" * 600_000)


def test_hostile_packages_are_none() -> None:
    def packed(*files: tuple[str, bytes]) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files:
                archive.writestr(name, data)
        return made.getvalue()

    deep = packed(("manifest.json", b"[" * 200_000))
    damaged = bytearray(packed(("manifest.json", b'{"seal": "' + bytes(range(32, 127)) * 9)))
    damaged[60:90] = b"\xff" * 30

    for data in (deep, bytes(damaged), packed(("manifest.json", b"[]")), b"PK\x03\x04"):
        with pytest.raises(UnreadableFile, match="no issue package"):
            attesting.attest(name="a.zip", data=data)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_a_package_names_a_thousand_times_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", json.dumps({"seal": {"value": "0"}, "files": []}))
        for number in range(20):
            archive.writestr("a", b"x" if number < 19 else b"x" * 1_000_000)
    reads: list[str] = []
    read = zipfile.ZipFile.read

    def counted(self: zipfile.ZipFile, name: str) -> bytes:
        reads.append(name)
        return read(self, name)

    monkeypatch.setattr(zipfile.ZipFile, "read", counted)

    assert package.checked(made.getvalue()) == ("0", ("a",))
    assert reads.count("a") == 1
