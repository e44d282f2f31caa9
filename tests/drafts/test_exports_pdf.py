import gc
import io
import os
import re
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pypdf
import pytest

from drafts.exports import fonts, pdf
from drafts.exports.sheet import Entry, Sheet, Source, clean, tracked
from drafts.text.parsing import Kind, State
from tests.drafts.sheets import EARLIER, make_block, make_entry, make_front, make_tracked

pytestmark = pytest.mark.pdf

OLD = "Ensure liability of all categories of offenders, including the liability of legal persons;"
NEW = "Ensure the liability of all categories of perpetrators, including the liability of legal persons;"
HEARD = (
    "48. Ensure [inserted: the] liability of all categories of [deleted: offenders] [inserted: perpetrators], "
    "including the liability of legal persons;"
)


@pytest.fixture(scope="module")
def tracked_pdf() -> bytes:
    return pdf.render(make_tracked(OLD, NEW))


def read(data: bytes, *options: str) -> str:
    """The text as poppler reads it, white space as single spaces."""
    command = ["pdftotext", *options, "-", "-"]
    return " ".join(
        subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode().split()  # noqa: S603  our own
    )


def leaves(element: pikepdf.Object) -> list[tuple[tuple[int, int], int]]:
    """Page and mark of all the content under an element of the structure, in reading order."""
    found: list[tuple[tuple[int, int], int]] = []
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary):
            found += leaves(kid)
        else:
            found.append((element.Pg.objgen, int(kid)))
    return found


def shown_marks(page: pikepdf.Page) -> tuple[set[int], int]:
    """The marks under which a page shows words, and how often it shows words that are set aside."""
    marks: list[tuple[str, object]] = []
    shown: set[int] = set()
    aside = 0
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator in {"BDC", "BMC"}:
            marks.append((str(operands[0]), operands[1].get("/MCID") if len(operands) > 1 else None))
        elif operator == "EMC":
            marks.pop()
        elif operator in {"TJ", "Tj"}:
            kind, mark = marks[-1]
            aside += kind == "/Artifact"
            if kind != "/Artifact":
                shown.add(int(str(mark)))
    return shown, aside


def long_sheet(**front: object) -> Sheet:
    return clean(
        make_front(**front), [make_entry(str(n), " ".join(["words"] * 120) + ";") for n in range(1, 31)]
    )


@pytest.mark.parametrize("options", [(), ("-layout",), ("-raw",)])
def test_pdf_tells_insertions_and_deletions_by_words_in_reading_order(
    tracked_pdf: bytes, options: tuple[str, ...]
) -> None:
    assert HEARD in read(tracked_pdf, *options)


def test_pdf_reads_the_same_with_another_reader(tracked_pdf: bytes) -> None:
    text = pypdf.PdfReader(io.BytesIO(tracked_pdf)).pages[0].extract_text()

    assert HEARD in " ".join(text.split())


def test_pdf_declares_itself_accessible(tracked_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(tracked_pdf)) as document:
        root = document.Root
        with document.open_metadata() as metadata:
            part, title = metadata["pdfuaid:part"], metadata["dc:title"]

    assert (str(root.Lang), part) == ("en", "1")
    assert title == "Global Plan of Action on trafficking in persons. Facilitators’ proposals, Rev.2"
    assert (bool(root.MarkInfo.Marked), bool(root.ViewerPreferences.DisplayDocTitle)) == (True, True)


def test_pdf_embeds_its_own_fonts(tracked_pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(tracked_pdf)) as document:
        names = {
            str(each.FontName).split("+")[1] for each in document.objects if _is(each, "/FontDescriptor")
        }
        embedded = [("/FontFile2" in each) for each in document.objects if _is(each, "/FontDescriptor")]

    assert all(embedded)
    assert {name.rstrip(",") for name in names} <= {
        "Source-Serif-4",
        "Source-Serif-4-Bold",
        "Source-Sans-3",
        "Source-Sans-3-Bold",
        "Heard",
        "Heard-Bold",
    }


def test_pdf_is_the_same_bytes_for_the_same_sheet(tracked_pdf: bytes) -> None:
    assert pdf.render(make_tracked(OLD, NEW)) == tracked_pdf


def test_pdf_numbers_its_pages_and_seals_each() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(long_sheet())))

    pages = [" ".join(page.extract_text().split()) for page in reader.pages]

    total = len(pages)
    assert total > 2
    assert [re.findall(r"\b(\d+/\d+)\b", page)[-1] for page in pages] == [
        f"{n}/{total}" for n in range(1, total + 1)
    ]
    assert all("Sealed 18 June 2010, 10:00 (New York)" in page for page in pages)
    assert all("SHA-256 3f9a 7c12 … e05b" in page for page in pages)
    head = "Global Plan of Action on trafficking in persons. Facilitators’ proposals, Rev.2"
    assert [head in page for page in pages] == [False] + [True] * (total - 1)
    assert [("Distr.: Limited" in page) for page in pages] == [True] + [False] * (total - 1)


def test_pdf_sets_running_heads_aside_and_tags_all_other_words() -> None:
    with pikepdf.open(io.BytesIO(pdf.render(long_sheet()))) as document:
        tagged = set(leaves(document.Root.StructTreeRoot.K[0]))
        for page in document.pages:
            shown, aside = shown_marks(page)
            assert {(page.obj.objgen, mark) for mark in shown} == {
                each for each in tagged if each[0] == page.obj.objgen
            }
            assert aside >= 3


def test_pdf_makes_one_element_of_a_paragraph_that_a_page_cuts() -> None:
    with pikepdf.open(io.BytesIO(pdf.render(long_sheet()))) as document:
        (text,) = [kid for kid in document.Root.StructTreeRoot.K[0].K if kid.S == "/Part"]

        paragraphs = [kid.K[0].K[0] for kid in text.K]

        assert [str(each.S) for each in paragraphs] == ["/P"] * 30
        pages = [{leaf[0] for leaf in leaves(each)} for each in paragraphs]
        assert max(len(each) for each in pages) == 2


def test_pdf_makes_one_element_of_a_point_that_a_page_cuts() -> None:
    wording = "Adopt:\n" + "\n".join(f"({letter}) {' '.join(['words'] * 150)};" for letter in "abcdefgh")
    with pikepdf.open(io.BytesIO(pdf.render(clean(make_front(), [make_entry("45", wording)])))) as document:
        (text,) = [kid for kid in document.Root.StructTreeRoot.K[0].K if kid.S == "/Part"]

        points = text.K[0].K[0].K[1]

        assert [[str(each.S) for each in point.K] for point in points.K] == [["/LBody"]] * 8
        assert max(len({leaf[0] for leaf in leaves(point)}) for point in points.K) == 2


def test_pdf_makes_one_element_of_nested_points_that_a_page_cuts() -> None:
    inner = "\n".join(
        f"({letter}) {' '.join(['words'] * 150)};" for letter in ("i", "ii", "iii", "iv", "v", "vi")
    )
    wording = f"Adopt:\n(a) Within:\n{inner}\n(b) After."
    with pikepdf.open(io.BytesIO(pdf.render(clean(make_front(), [make_entry("45", wording)])))) as document:
        (text,) = [kid for kid in document.Root.StructTreeRoot.K[0].K if kid.S == "/Part"]

        points = text.K[0].K[0].K[1].K
        nested = points[0].K[0].K[-1]

        assert (len(points), str(nested.S), len(nested.K)) == (2, "/L", 6)
        assert max(len({leaf[0] for leaf in leaves(point)}) for point in nested.K) == 2
        assert len({leaf[0] for leaf in leaves(nested)}) == 3


def test_pdf_has_notes_read_after_their_paragraph() -> None:
    entry = make_entry("48", "New words;", sources=(Source("Demoland", "A-096, accepted"),))
    sheet = tracked(make_front(), [make_entry("48", "Old words;")], [entry], since="Rev.1", issued_at=EARLIER)

    with pikepdf.open(io.BytesIO(pdf.render(sheet))) as document:
        (text,) = [kid for kid in document.Root.StructTreeRoot.K[0].K if kid.S == "/Part"]
        words, notes = text.K[0].K

    assert [str(words.K[0].S), str(notes.K[0].S)] == ["/P", "/P"]
    assert [len(leaves(words)), len(leaves(notes))] == [5, 2]


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_pdf_is_printed_on_the_paper_asked_for(paper: str, size: tuple[int, int]) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(clean(make_front(paper=paper), []))))

    box = reader.pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


def test_pdf_outline_leads_to_headings_and_paragraphs() -> None:
    heading = Entry("h", make_block("heading 1", "Prevention", Kind.HEADING))
    sheet = clean(make_front(), [heading, make_entry("11", "Make a commitment;")])

    printed = pdf.render(sheet)

    with pikepdf.open(io.BytesIO(printed)) as document, document.open_outline() as outline:
        (title,) = outline.root
        (section,) = title.children
        assert (section.title, [entry.title for entry in section.children]) == (
            "Prevention",
            ["11. Make a commitment;"],
        )


def test_pdf_prints_markers() -> None:
    gone = Entry("50", make_block("50", "", state=State.MERGED, target="49"))

    assert "50. [merged with paragraph 49]" in read(pdf.render(clean(make_front(), [gone])))


def test_pdf_prints_markup_as_text() -> None:
    wording = '<img src="https://example.org/x.png"><script>1</script> &amp;'

    assert f"1. {wording}" in read(pdf.render(clean(make_front(), [make_entry("1", wording)])))


def test_pdf_lets_no_wording_speak_as_the_printer_does() -> None:
    forged = "\u2440All of it\u2442"

    text = read(pdf.render(clean(make_front(), [make_entry("1", forged)])))

    assert "1. \ufffdAll of it\ufffd" in text
    assert "inserted" not in text


def test_pdf_leaves_the_garbage_collector_as_it_was() -> None:
    pdf.render(clean(make_front(), []))

    assert gc.isenabled()


@pytest.mark.parametrize(
    "address", ["https://example.org/x.css", "file:///etc/hostname", "data:text/css,*{}", "ftp://x/"]
)
def test_printer_reads_nothing_but_its_style_and_fonts(address: str) -> None:
    from drafts.exports import printer  # noqa: PLC0415  needs Pango

    with pytest.raises(ValueError, match="The printer may not read"):
        printer.Shelf().fetch(address)


def test_printing_hostile_wording_asks_for_nothing(recwarn: pytest.WarningsRecorder) -> None:
    asked: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    server = HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    there = f"http://127.0.0.1:{server.server_address[1]}"
    hostile = [
        f"<img src={there}/1>",
        f'<link rel=stylesheet href="{there}/2"><style>@import url({there}/3);</style>',
        f"<style>@font-face {{ font-family: x; src: url({there}/4) }} * {{ font-family: x }}</style>",
        f'<object data="{there}/5"></object><embed src="{there}/6"><iframe src="{there}/7"></iframe>',
        f"</p></body><svg><image href='{there}/8'/><use href='{there}/9#a'/></svg>",
        '<a rel=attachment href="file:///etc/hostname">x</a><link rel=attachment href="file:///etc/hostname">',
        f"\"' style='background: url({there}/10)' x='",
    ]
    front = make_front(title=(hostile[0],), name=hostile[1], seal=hostile[2])
    entries = [make_entry(str(number), wording) for number, wording in enumerate(hostile, start=1)]

    printed = pdf.render(clean(front, entries))
    server.shutdown()
    server.server_close()

    assert asked == []
    assert not pypdf.PdfReader(io.BytesIO(printed)).attachments
    assert f"2. {hostile[1]}"[:30] in read(printed)
    assert list(recwarn) == []


def test_printer_refuses_to_climb_out_of_its_fonts() -> None:
    from drafts.exports import printer  # noqa: PLC0415  needs Pango

    with pytest.raises(ValueError, match="The printer may not read"):
        printer.Shelf().fetch((printer.FONTS / ".." / "sans.woff2").as_uri())


def test_missing_scripts_are_named_where_there_is_no_font_for_them(tmp_path: Path) -> None:
    bare = tmp_path / "fonts.conf"
    bare.write_text(f"<fontconfig><dir>{fonts.ROOT / 'static' / 'fonts' / 'pdf'}</dir></fontconfig>")
    ask = "from drafts.exports.fonts import missing_scripts; print(missing_scripts('Agreed, согласовано, 同意, موافق'))"

    answer = subprocess.run(  # noqa: S603  our own words
        [sys.executable, "-c", ask],
        env=os.environ | {"FONTCONFIG_FILE": str(bare)},
        cwd=fonts.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout == "('Arabic (U+0627)', 'Chinese (U+540C)')\n"


def test_renderer_version_names_what_the_bytes_depend_on() -> None:
    assert re.fullmatch(
        r"weasyprint 70\.0, python-docx 1\.2\.0, pango \d+\.\d+\.\d+, sheet [0-9a-f]{16}",
        fonts.renderer_version(),
    )


def _is(thing: object, kind: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind
