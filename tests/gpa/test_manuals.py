"""The manuals: each is a page, each link and picture is there, and help leads to headings that exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import get_resolver

from gpa import manuals
from tests.factories import make_facilitator, make_negotiation

DOCS = Path(settings.BASE_DIR) / "docs"
FILES = [Path(settings.BASE_DIR) / "README.md", *sorted(DOCS.glob("*.md"))]
LARGEST_PICTURE = 150_000


@pytest.mark.parametrize("name", list(manuals.MANUALS))
def test_manual_is_a_page_for_everybody_whose_links_and_pictures_are_there(client: Client, name: str) -> None:
    page = client.get(f"/help/{name}/").content.decode()

    article = page[page.index("<article") : page.index("</article>")]
    for source in re.findall(r'<img src="/static/(.+?)"', article):
        assert finders.find(source), source
    for address in re.findall(r'<a href="(/.+?)"', article):
        assert client.get(address).status_code == 200, address
    assert re.findall(r'href="(?!/|#|https?:)', article) == []
    assert "<h1" not in article


def test_help_lists_every_manual_and_nothing_else_is_shown(client: Client) -> None:
    page = client.get("/help/").content.decode()

    assert {name for name in manuals.MANUALS if f'href="/help/{name}/"' in page} == set(manuals.MANUALS)
    assert client.get("/help/operating/").status_code == 404
    assert client.get("/help/nothing/").status_code == 404


def test_help_about_a_page_is_a_heading_that_exists_of_a_page_that_exists() -> None:
    for view, place in manuals.ABOUT.items():
        name, _sharp, anchor = place.partition("#")
        assert anchor in dict(manuals.manual(name).headings), place
        namespace, _colon, own = view.rpartition(":")
        known = get_resolver().namespace_dict[namespace][1] if namespace else get_resolver()
        assert own in known.reverse_dict, view


@pytest.mark.django_db
def test_each_page_leads_to_its_own_help() -> None:
    facilitator = make_facilitator(make_negotiation("talks"))
    client = Client()
    client.force_login(facilitator, backend="django.contrib.auth.backends.ModelBackend")

    assert 'href="/help/delegate/#see-what-became-of-it"' in client.get("/talks/ledger/").content.decode()
    assert 'href="/help/"' in client.get("/talks/").content.decode()
    assert 'href="/help/"' in Client().get("/log-in/").content.decode()


def test_every_link_between_files_leads_to_a_file_and_every_picture_is_small_and_used() -> None:
    used = set()
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|#)([^)#\s]+)", text):
            assert (file.parent / target).exists(), f"{file.name}: {target}"
            used.add((file.parent / target).resolve())
    pictures = {path.resolve() for path in (DOCS / "pictures").glob("*.png")}

    assert pictures <= used
    assert [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE] == []


def test_each_word_of_the_glossary_is_explained_once() -> None:
    table = (DOCS / "words.md").read_text(encoding="utf-8")
    words = re.findall(r"^\| (?!word|-)(.+?) \|", table, flags=re.MULTILINE)

    assert len(words) == len({word.casefold() for word in words})
    assert "docs/words.md" in FILES[0].read_text(encoding="utf-8")
    assert "| word | meaning |" not in FILES[0].read_text(encoding="utf-8")


def test_every_setting_is_told_of_where_it_is_run_and_every_command_in_the_readme() -> None:
    settings_py = (Path(settings.BASE_DIR) / "gpa" / "settings.py").read_text(encoding="utf-8")
    variables = set(re.findall(r'(?:env\.\w+|_secret)\(\s*"([A-Z_]+)"', settings_py))
    commands = {path.stem for path in Path(settings.BASE_DIR).glob("*/management/commands/[a-z]*.py")}
    operating = (DOCS / "operating.md").read_text(encoding="utf-8")
    readme = FILES[0].read_text(encoding="utf-8")

    assert {name for name in variables if f"`{name}`" not in operating} == set()
    assert {name for name in commands if f"`manage.py {name}" not in readme} == set()
