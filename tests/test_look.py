"""The front end's rules that no linter knows: sheets, elements, icons, and what the text page may weigh."""

import gzip
import re
from pathlib import Path

import django_htmx
import pytest
from django.conf import settings
from django.core.files.storage import FileSystemStorage

from gpa.sheets import one_sheet

STATIC = Path(settings.BASE_DIR) / "static"
TEMPLATES = Path(settings.BASE_DIR) / "templates"
PRINTED = {"pdf.css", "export.css"}  # sheets of files that are given out
SHEETS = sorted(path for path in (STATIC / "css").rglob("*.css") if path.name not in PRINTED)
ELEMENTS = sorted((STATIC / "js" / "elements").glob("*.js"))
TABLES = {"site.css", "work.css"}
SHEET_LINES, ELEMENT_LINES, TEXT_PAGE_BYTES = 120, 80, 100_000


def told(path: Path) -> str:
    return str(path.relative_to(STATIC))


def rules(path: Path) -> str:
    """Return a sheet without its comments."""
    return re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def imported(table: str) -> list[Path]:
    names = re.findall(r'@import url\("(.+?)"\)', (STATIC / "css" / table).read_text(encoding="utf-8"))
    return [STATIC / "css" / name for name in names]


def test_every_sheet_is_in_one_table_of_contents() -> None:
    listed = [path for table in sorted(TABLES) for path in imported(table)]

    assert sorted(listed) == [path for path in SHEETS if path.name not in TABLES]


@pytest.mark.parametrize("path", SHEETS, ids=told)
def test_sheet_holds_to_the_house_style(path: Path) -> None:
    text = rules(path)

    assert len(path.read_text(encoding="utf-8").splitlines()) <= SHEET_LINES
    assert "!important" not in text
    assert re.findall(r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b", text) == []
    assert re.findall(r"(?:^|[\s;{])(?:left|right|top|bottom)\s*:", text) == []
    assert re.findall(r"(?:text-align|float)\s*:\s*(?:left|right)", text) == []
    assert re.findall(r"#[A-Za-z][\w-]*\s*[{,]", text) == []


@pytest.mark.parametrize("path", [path for path in SHEETS if path.name != "tokens.css"], ids=told)
def test_sheet_takes_its_colours_from_the_tokens(path: Path) -> None:
    text = rules(path)

    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch)\(", text) == []


@pytest.mark.parametrize("path", SHEETS, ids=told)
def test_sheet_uses_only_tokens_that_exist(path: Path) -> None:
    known = set(re.findall(r"(--[\w-]+)\s*:", "".join(rules(sheet) for sheet in SHEETS)))
    used = set(re.findall(r"var\((--[\w-]+)\)", rules(path)))

    assert used - known == set()


@pytest.mark.parametrize("path", ELEMENTS, ids=told)
def test_element_is_small_and_stands_alone(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert len(text.splitlines()) <= ELEMENT_LINES
    assert re.findall(r"^\s*(?:import|export)\b|\bimport\(", text, flags=re.MULTILINE) == []
    assert f'customElements.define("{path.stem}"' in text


def test_every_icon_asked_for_is_in_the_sprite() -> None:
    sprite = set(re.findall(r'id="([\w-]+)"', (STATIC / "img" / "icons.svg").read_text(encoding="utf-8")))
    markup = "".join(path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    asked = set(re.findall(r'components/icon\.html" with name="([\w-]+)"', markup))

    assert asked - sprite == set()


def test_no_template_has_script_or_style_in_line() -> None:
    pages = [path for path in TEMPLATES.rglob("*.html") if not {"pdf", "emails"} & set(path.parts)]
    markup = {path.name: path.read_text(encoding="utf-8") for path in pages}

    assert [name for name, text in markup.items() if re.search(r"<style|\sstyle=|\son[a-z]+=\"", text)] == []
    assert [name for name, text in markup.items() if re.search(r"<script(?![^>]*\ssrc=)", text)] == []


def test_the_text_page_leaves_room_under_its_limit() -> None:
    scripts = ("theme-switch", "lost-connection", "text-outline", "key-map")
    faces = ("serif", "sans", "serif-italic", "serif-number")
    sent = [
        *(STATIC / "js" / "elements" / f"{name}.js" for name in scripts),
        *(STATIC / "img" / name for name in ("icons.svg", "mark.svg")),
        Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js",
    ]
    sheet = one_sheet("css/site.css", FileSystemStorage(STATIC)).encode()
    files = len(gzip.compress(sheet)) + sum(len(gzip.compress(path.read_bytes())) for path in sent)
    fonts = sum((STATIC / "fonts" / f"{name}.woff2").stat().st_size for name in faces)
    page = 15_000

    assert files + fonts + page < TEXT_PAGE_BYTES
