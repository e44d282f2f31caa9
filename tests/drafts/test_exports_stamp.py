"""Files marked for their reader: each page says for whom, and what the file was is still there."""

import csv
import dataclasses
import io
import subprocess
import zipfile

import docx
import openpyxl
import pikepdf
import pytest
from django.test import Client
from lxml import etree

from delegations.exports import table
from delegations.models import Role
from drafts.exports import akn, markdown, pdf
from drafts.exports.stamp import stamped
from drafts.models import DraftKind, ExportForm, ExportFormat
from drafts.operations import circulating
from drafts.readers import files
from drafts.tasks import make_export
from tests.drafts.sheets import make_tracked
from tests.factories import NOW, make_delegation, make_document, make_facilitator, make_negotiation, make_seat

MARK = "Copy for Côte d’Ivoire & Türkiye, 25 November 2026, 14:05 (America/New York)"


def read(data: bytes) -> list[str]:
    """The words of each page as poppler reads them."""
    command = ["pdftotext", "-", "-"]
    told = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()  # noqa: S603  our own
    return [" ".join(page.split()) for page in told.split("\f")[:-1]]


@pytest.mark.pdf
def test_stamp_marks_each_page_and_leaves_the_text_and_its_tags_as_they_were() -> None:
    made = pdf.render(make_tracked("Ensure liability; " * 400, "Ensure the liability; " * 400))

    marked = stamped(made, "pdf", MARK)

    before, after = read(made), read(marked)
    assert len(before) == len(after) > 1
    assert [page.count(MARK) for page in before] == [0] * len(before)
    assert [page.count(MARK) for page in after] == [1] * len(after)
    with pikepdf.open(io.BytesIO(made)) as old, pikepdf.open(io.BytesIO(marked)) as new:
        assert new.Root.MarkInfo.Marked
        assert len(new.Root.StructTreeRoot.K) == len(old.Root.StructTreeRoot.K)
        with new.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        for page in new.pages:
            told = [
                str(each.operands[0])
                for each in pikepdf.parse_content_stream(page)
                if str(each.operator) == "BDC"
            ]
            assert told[-1] == "/Artifact"
            form = next(each for name, each in page.resources.XObject.items() if name.startswith("/Stamp"))
            assert all(
                "/FontFile2" in font.DescendantFonts[0].FontDescriptor
                for font in form.Resources.Font.values()
            )


def test_stamp_is_the_last_line_of_what_has_no_pages() -> None:
    assert stamped(b"1. One.\n", "txt", MARK).decode() == f"1. One.\n\n{MARK}\n"
    page = stamped(b"<html><body><p>One.</p></body></html>", "html", MARK).decode()
    assert page.endswith("(America/New York)</p></footer>\n</body></html>")
    assert "Ivoire &amp; T" in page


def test_stamp_is_a_comment_where_a_last_line_would_be_read_as_text() -> None:
    plan = make_tracked("Ensure liability;", "Ensure the liability;")
    clean = markdown.render(dataclasses.replace(plan, form="clean"))
    act = akn.render(plan)

    marked, marked_act = stamped(clean.encode(), "md", MARK), stamped(act, "xml", f"{MARK} -->--")

    assert marked.decode().endswith(f"\n\n<!-- {MARK} -->\n")
    assert files.parse("a.md", marked).blocks == files.parse("a.md", clean.encode()).blocks
    tree = etree.fromstring(marked_act)
    assert MARK in str(etree.tostring(tree.getroottree(), encoding="unicode"))
    assert etree.tostring(tree) == etree.tostring(etree.fromstring(act))


def test_stamp_is_the_last_row_of_a_table_and_the_footer_of_a_workbook() -> None:
    rows = [("Number", "Says"), ("A-001", "=1+1, “quoted”\nand broken"), ("A-002", "")]

    marked = stamped(table.to_csv(rows), "csv", MARK).decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(stamped(table.to_xlsx(rows, "Ledger"), "xlsx", MARK)))

    *before, last = csv.reader(io.StringIO(marked, newline=""))
    assert [len(row) for row in before] == [2, 2, 2]
    assert last == [MARK, ""]
    sheet = book.active
    assert sheet is not None
    assert [[cell.value or "" for cell in row] for row in sheet.iter_rows()] == [list(row) for row in rows]
    assert sheet["B2"].data_type == "s"
    assert book.properties.description == MARK
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center.text == MARK.replace("&", "&&")


@pytest.mark.django_db
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_tables_are_marked_where_the_negotiation_has_it_so(file_format: str) -> None:
    talks = make_negotiation("talks")
    client = Client()
    delegation = make_delegation(talks, "samplia")
    client.force_login(
        make_seat(talks, Role.DELEGATE, delegation).user,
        backend="django.contrib.auth.backends.ModelBackend",
    )
    plain = client.get(f"/talks/ledger/{file_format}/").content
    talks.has_stamps = True
    talks.save()

    marked = client.get(f"/talks/ledger/{file_format}/").content

    told = (
        [marked]
        if file_format == "csv"
        else [zipped(marked, "docProps/core.xml"), zipped(marked, "xl/worksheets/sheet1.xml")]
    )
    assert all(b"Copy for Samplia, " in each for each in told)
    assert b"Copy for" not in plain


def zipped(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def test_stamp_is_in_the_footers_of_a_word_file() -> None:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("One.")
    document.add_section()
    document.save(out)

    marked = docx.Document(io.BytesIO(stamped(out.getvalue(), "docx", MARK)))

    assert next(paragraph.text for paragraph in marked.paragraphs) == "One."
    assert [section.footer.paragraphs[-1].text for section in marked.sections] == [MARK, MARK]
    assert marked.core_properties.comments == MARK


@pytest.mark.django_db
def test_a_download_is_marked_where_the_negotiation_has_it_so_and_the_kept_file_stays() -> None:
    talks = make_negotiation("talks")
    draft = circulating.circulate_draft(
        document=make_document(talks),
        kind=DraftKind.ZERO,
        name="Zero",
        author="A",
        by=make_facilitator(talks),
        at=NOW,
    )
    export = circulating.request_export(
        draft=draft, form=ExportForm.CLEAN, file_format=ExportFormat.TXT, against=None, at=NOW
    )
    make_export(export.pk)
    client = Client()
    client.force_login(
        make_seat(talks, Role.DELEGATE, make_delegation(talks, "samplia")).user,
        backend="django.contrib.auth.backends.ModelBackend",
    )

    def got() -> str:
        return b"".join(client.get(f"/talks/plan/drafts/zero/files/{export.pk}/")).decode()

    plain = got()
    talks.has_stamps = True
    talks.save()

    assert "Copy for" not in plain
    assert got().startswith(f"{plain.rstrip()}\n\nCopy for Samplia, ")
    talks.has_stamps = False
    talks.save()
    assert got() == plain


def test_word_takes_a_mark_whose_name_is_as_long_as_a_name_may_be() -> None:
    out = io.BytesIO()
    docx.Document().save(out)
    words = f"Copy for {'N' * 200}, 25 November 2026, 14:05 (America/Argentina/Buenos Aires)"

    marked = docx.Document(io.BytesIO(stamped(out.getvalue(), "docx", words)))

    assert marked.sections[0].footer.paragraphs[-1].text == words
