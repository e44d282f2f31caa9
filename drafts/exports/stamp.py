"""A file marked for whoever downloads it: a line on each page of a PDF, a last line elsewhere; the kept file stays.

Where a last line would be taken for text, as in Markdown and Akoma Ntoso, it is a comment, which they read as nothing.
"""

import csv
import re
import zipfile
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO, StringIO

import docx
import pikepdf

LONGEST_PROPERTY = 255
"""Characters that Word takes for what a file says of itself."""
RISE = 15
"""How far above the lower edge of a page the mark stands, in points."""


def stamped(made: bytes, file_format: str, words: str) -> bytes:
    """Return a file with the words of its mark; one of a format that has no place for them comes back as it was."""
    stamp = STAMPS.get(file_format)
    return stamp(made, words) if stamp else made


def _pdf(made: bytes, words: str) -> bytes:
    """Lay the mark over each page as an artifact, which is no part of the text: what is read aloud stays as it was."""
    from drafts.exports import printer  # noqa: PLC0415  Pango is loaded where a PDF is made, not with the site

    out = BytesIO()
    with pikepdf.open(BytesIO(made)) as pdf, pikepdf.open(BytesIO(printer.print_mark(words))) as mark:
        width = float(mark.pages[0].mediabox[2])
        form = pdf.copy_foreign(mark.pages[0].as_form_xobject())
        for page in pdf.pages:
            name = page.add_resource(form, pikepdf.Name.XObject, prefix="Stamp")
            start = (float(page.mediabox[2]) - width) / 2
            page.contents_add(b"q", prepend=True)
            page.contents_add(
                b"Q /Artifact <</Type /Pagination /Subtype /Footer>> BDC q 1 0 0 1 %.2f %d cm %s Do Q EMC"
                % (start, RISE, bytes(name))
            )
        pdf.save(out)
    return out.getvalue()


def _html(made: bytes, words: str) -> bytes:
    page = made.decode()
    body, end, rest = page.rpartition("</body>")
    footer = f"<footer><p>{escape(words)}</p></footer>\n"
    return f"{body}{footer}{end}{rest}".encode() if end else f"{page}{footer}".encode()


def _docx(made: bytes, words: str) -> bytes:
    """Write the mark into the footers of all pages, and beside the file's title."""
    document = docx.Document(BytesIO(made))
    document.core_properties.comments = words[:LONGEST_PROPERTY]
    for place, section in enumerate(document.sections):
        footers = [section.footer]
        footers += [section.first_page_footer] * section.different_first_page_header_footer
        footers += [section.even_page_footer] * document.settings.odd_and_even_pages_header_footer
        for footer in footers:
            if not footer.is_linked_to_previous or place == 0:
                footer.add_paragraph(words)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _txt(made: bytes, words: str) -> bytes:
    return made.rstrip(b"\n") + f"\n\n{words}\n".encode()


def _comment(made: bytes, words: str) -> bytes:
    """Add the mark as a comment of SGML, in which "--" must not stand."""
    plain = re.sub("-{2,}", "-", words.replace(">", " ")).strip("-")
    return made.rstrip(b"\n") + f"\n\n<!-- {plain} -->\n".encode()


def _csv(made: bytes, words: str) -> bytes:
    """Add the mark as a last row as wide as the others."""
    heads = next(csv.reader(StringIO(made.decode("utf-8-sig"))), [""])
    row = StringIO()
    csv.writer(row).writerow([words, *[""] * (len(heads) - 1)])
    return made + row.getvalue().encode()


def _xlsx(made: bytes, words: str) -> bytes:
    """Write the mark below each printed page of a workbook, and among what the file says of itself."""
    import openpyxl  # noqa: PLC0415  it is slow to load, and few downloads are workbooks

    workbook = openpyxl.load_workbook(BytesIO(made))
    workbook.properties.description = words
    for sheet in workbook.worksheets:
        if sheet.oddFooter is not None:
            sheet.oddFooter.center.text = words.replace("&", "&&")
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def _zip(made: bytes, words: str) -> bytes:
    """Mark the files in a package; its manifest still tells of the files that were circulated."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(made)) as whole, zipfile.ZipFile(out, "w") as marked:
        for each in whole.infolist():
            marked.writestr(each, stamped(whole.read(each), each.filename.rpartition(".")[2], words))
    return out.getvalue()


STAMPS: Mapping[str, Callable[[bytes, str], bytes]] = {
    "pdf": _pdf,
    "html": _html,
    "txt": _txt,
    "md": _comment,
    "xml": _comment,
    "csv": _csv,
    "xlsx": _xlsx,
    "docx": _docx,
    "zip": _zip,
}
