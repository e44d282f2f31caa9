"""PDFs in large print, with numbered lines, and with words of several languages; what checkers say of them."""

import io
import re
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pdfua
import pikepdf
import pypdf
import pytest

from drafts.exports import pdf
from drafts.exports.front import Look
from drafts.exports.sheet import Entry, Sheet, Source, clean, tracked
from drafts.text.parsing import State
from tests.drafts.sheets import EARLIER, make_block, make_entry, make_front

pytestmark = pytest.mark.pdf


TEXT = {"words", "one", "Other"}


def make_sheet(**look: object) -> Sheet:
    front = make_front(look=Look(**look))  # type: ignore[arg-type]  # a test names what it changes
    old = [make_entry(str(n), " ".join(["words"] * 60) + ":\n(a) one;") for n in range(1, 25)]
    new = [replace(each, sources=(Source("Demoland", "A-096, accepted"),)) for each in old]
    new[3] = make_entry("4", "Other words;", sources=(Source("Demoland", "A-096, accepted"),))
    return tracked(front, old, new, since="Rev.1", issued_at=EARLIER)


def words(data: bytes) -> list[tuple[int, float, float, str]]:
    """Page, left edge, baseline and text of each word, as poppler finds them."""
    command = ["pdftotext", "-bbox", "-", "-"]
    told = subprocess.run(command, input=data, capture_output=True, check=True).stdout.decode()  # noqa: S603  our own
    found, page = [], 0
    for line in told.splitlines():
        page += "<page " in line
        if match := re.search(
            r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="[\d.]+" yMax="([\d.]+)">(.*)</word>', line
        ):
            found.append((page, float(match[1]), float(match[2]), match[3]))
    return found


def numbers_and_rest(data: bytes) -> tuple[list[tuple[int, float, int]], list[tuple[int, float, float, str]]]:
    """The numbers in the margin (page, baseline, number), and all other words, in one order."""
    found = words(data)
    numbers = [each for each in found if each[1] < 54]
    return [
        (page, bottom, int(text))
        for page, _, bottom, text in sorted(numbers, key=lambda each: (each[0], each[2]))
    ], sorted(set(found) - set(numbers))


def test_pdf_numbers_each_printed_line_anew_on_each_page() -> None:
    numbers, rest = numbers_and_rest(pdf.render(make_sheet(line_numbers="page")))

    assert rest == sorted(set(words(pdf.render(make_sheet()))))
    lines = {
        (page, round(bottom))
        for page, left, bottom, text in rest
        if left > 100 and text.strip("[]:;") in TEXT
    }
    assert len(numbers) == len(lines)
    for page in {page for page, _, _ in numbers}:
        told = [number for where, _, number in numbers if where == page]
        assert told == list(range(1, len(told) + 1))
    for page, bottom, _ in numbers:
        assert any(where == page and abs(line - bottom) < 4 for where, line in lines)


def test_pdf_numbers_every_fifth_printed_line_through_the_text() -> None:
    numbers, rest = numbers_and_rest(pdf.render(make_sheet(line_numbers="through")))

    lines = {
        (page, round(bottom))
        for page, left, bottom, text in rest
        if left > 100 and text.strip("[]:;") in TEXT
    }
    assert [number for _, _, number in numbers] == list(range(5, len(lines) + 1, 5))


def test_pdf_in_large_print_has_no_small_letters_in_its_text() -> None:
    sizes: set[float] = set()
    reader = pypdf.PdfReader(io.BytesIO(pdf.render(make_sheet(is_large=True))))
    for page in reader.pages:
        page.extract_text(
            visitor_text=lambda text, _cm, tm, _font, size: (
                sizes.add(round(size * abs(tm[0]), 1)) if text.strip() else None
            )
        )

    assert min(sizes) >= 12


def test_pdf_says_the_language_of_words_in_another_script() -> None:
    data = pdf.render(clean(make_front(), [make_entry("1", "Say نص عربي and *согласовано* and 决定。")]))

    with pikepdf.open(io.BytesIO(data)) as document:
        told = [
            str(each.Lang)
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem" and "/Lang" in each
        ]
        fonts = {
            str(each.FontName).split("+")[1]: any(key in each for key in ("/FontFile2", "/FontFile3"))
            for each in document.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        }
    assert told == ["ar", "ru", "zh"]
    assert all(fonts.values())
    assert {"Noto-Naskh-Arabic", "Noto-Serif-CJK-SC"} <= {name.rstrip(",") for name in fonts}


@pytest.mark.parametrize("look", [Look(), Look(is_large=True), Look(line_numbers="through")])
def test_pdf_passes_what_checkers_check(tmp_path: Path, look: Look) -> None:
    sheet = make_sheet()
    data = pdf.render(replace(sheet, front=replace(sheet.front, look=look)))

    file = tmp_path / "draft.pdf"
    file.write_bytes(data)
    report = pdfua.validate(str(file))

    assert list(report.findings) == []
    assert pdf.render(replace(sheet, front=replace(sheet.front, look=look))) == data


def test_pdf_links_carry_what_they_lead_to(tmp_path: Path) -> None:
    blocks = [make_block("49", "Act;"), make_block("50", "", state=State.MERGED, target="49")]
    file = tmp_path / "draft.pdf"
    file.write_bytes(pdf.render(clean(make_front(), [Entry(block.label, block) for block in blocks])))

    with pikepdf.open(file) as document:
        (link,) = document.pages[0].Annots
        assert str(link.Dest) == "p-49"
    assert list(pdfua.validate(str(file)).findings) == []


@pytest.mark.parametrize("is_large", [False, True])
@pytest.mark.parametrize("organ", ["General Assembly", "Conference of the Parties to the Convention"])
def test_pdf_prints_the_date_of_the_masthead_in_one_line(organ: str, *, is_large: bool) -> None:
    masthead = make_front().masthead
    assert masthead
    front = make_front(
        look=Look(is_large=is_large),
        issued_at=datetime(2026, 9, 30, 22, 49, tzinfo=UTC),
        time_zone="UTC",
        masthead=replace(masthead, organ=organ),
    )
    found = words(pdf.render(clean(front, [make_entry("1", "Words;")])))

    (day,) = [each for each in found if each[0] == 1 and each[3] == "30"][:1]
    (hour,) = [each for each in found if each[0] == 1 and each[3] == "22:49"][:1]
    assert day[2] == hour[2]
    assert day[1] < hour[1] < 612 - 54
