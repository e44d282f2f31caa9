"""Every page in a real browser: nothing that a reader with other senses or a small screen would miss."""

from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from drafts.operations import demonstrating

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a demo password"  # noqa: S105  of the demo, in a database of tests
Theme = Literal["light", "dark"]
THEMES: list[tuple[Theme, int]] = [("dark", 390)]  # the usual window in both themes: test_every_page
FACILITATOR, DELEGATE = "facilitator@example.org", "delegate@examplia.example.org"
PAGES = {
    FACILITATOR: (
        "/gpa/",
        "/gpa/plan/",
        "/gpa/plan/?view=tracked",
        "/gpa/plan/49/",
        "/gpa/plan/49/workbench/",
        "/gpa/plan/48/delete/",
        "/gpa/plan/48/merge/?into=49",
        "/gpa/amendments/",
        "/gpa/amendments/1/",
        "/gpa/ledger/",
        "/gpa/plan/drafts/",
        "/gpa/plan/drafts/circulate/",
        "/gpa/delegations/",
    ),
    DELEGATE: (
        "/help/",
        "/help/delegate/",
        "/help/words/",
        "/gpa/plan/16/amend/",
        "/gpa/amendments/11/",
        "/gpa/search/?q=victims",
        "/gpa/search/?q=49",
        "/gpa/plan/compare/",
        "/gpa/plan/compare/?layout=sides&fold=off",
        "/gpa/plan/49/compare/?layout=sides",
    ),
}


@pytest.fixture
def site(live_server: LiveServer) -> str:
    demonstrating.load_demo(fixtures=Path(settings.BASE_DIR) / "fixtures", password=PASSWORD)
    return str(live_server.url)


def logged_in(context: BrowserContext, site: str, email: str) -> Page:
    page = context.new_page()
    page.goto(f"{site}/log-in/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", PASSWORD)
    with page.expect_navigation():
        page.click("main button[type=submit]")
    return page


def faults(page: Page) -> list[str]:
    """Return what axe finds, and what is wider than the screen."""
    found = [f"{each['impact']} {each['id']}" for each in Axe().run(page).response["violations"]]
    is_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [f"{page.url} {each}" for each in (*found, *(["wider than the screen"] if is_wide else []))]


@pytest.mark.parametrize(("theme", "width"), THEMES)
def test_no_page_shuts_anybody_out(browser: Browser, site: str, theme: Theme, width: int) -> None:
    found: list[str] = []

    for email, addresses in PAGES.items():
        context = browser.new_context(
            viewport={"width": width, "height": 844}, color_scheme=theme, bypass_csp=True
        )
        page = logged_in(context, site, email)
        for address in addresses:
            page.goto(f"{site}{address}")
            found += faults(page)

    assert found == []


def test_a_delegate_types_and_nothing_is_lost(browser: Browser, site: str) -> None:
    page = logged_in(browser.new_context(), site, DELEGATE)
    form = f"{site}/gpa/plan/17/amend/"
    page.goto(form)

    page.fill("[name=wording]", page.input_value("[name=wording]").replace(";", ", in haste;"))
    page.wait_for_selector("#changes ins")
    redline = page.text_content("#changes ins") or ""
    page.goto(f"{site}/gpa/")
    page.goto(form)
    kept = page.input_value("[name=wording]")
    is_told = page.is_visible("[data-kept]")
    with page.expect_navigation():
        page.click("[value=table]")

    assert ", in haste" in redline
    assert kept.endswith(", in haste;")
    assert is_told
    assert "/amendments/" in page.url
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_choice_on_the_workbench_writes_the_result_at_once(browser: Browser, site: str) -> None:
    page = logged_in(browser.new_context(), site, FACILITATOR)
    page.goto(f"{site}/gpa/plan/49/workbench/")
    take = page.locator(".cluster__row input").first
    taken = take.get_attribute("id")

    take.focus()
    page.keyboard.press("Space")
    page.wait_for_selector("#changes ins")

    assert "strengthen means" in page.input_value("[name=wording]")
    assert page.evaluate("document.activeElement.id") == taken


def test_keys_walk_the_paragraphs_and_rest_in_fields(browser: Browser, site: str) -> None:
    page = logged_in(browser.new_context(), site, DELEGATE)
    page.goto(f"{site}/gpa/plan/#paragraph-2")

    page.keyboard.press("j")
    walked = page.evaluate("location.hash")
    page.focus("[name=q]")
    page.keyboard.press("j")

    assert walked == "#paragraph-3"
    assert page.evaluate("location.hash") == "#paragraph-3"
    assert page.input_value("[name=q]") == "j"


def test_keys_walk_the_changes_of_a_file_laid_out_anew(browser: Browser, site: str, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.txt"
    plan = (Path(settings.BASE_DIR) / "fixtures" / "facilitators-proposals.txt").read_text(encoding="utf-8")
    theirs.write_text(plan.replace("strengthening", "better"), encoding="utf-8")
    page = logged_in(browser.new_context(), site, DELEGATE)
    page.goto(f"{site}/gpa/plan/compare/")

    page.click("details.more summary")
    page.set_input_files("[type=file]", theirs)
    with page.expect_navigation():
        page.click("details.more [type=submit]")
    with page.expect_navigation():
        page.keyboard.press("2")
    page.keyboard.press("n")
    page.keyboard.press("n")

    assert page.get_attribute(".comparison", "data-layout") == "sides"
    assert page.evaluate("location.hash") == "#change-2"
    assert "better" in (page.text_content(".paragraph:target ins") or "")


def test_the_key_g_goes_to_the_search_from_every_page(browser: Browser, site: str) -> None:
    page = logged_in(browser.new_context(), site, DELEGATE)
    page.goto(f"{site}/gpa/delegations/")

    page.keyboard.press("g")
    page.keyboard.type("49")
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.url == f"{site}/gpa/search/?q=49"
    assert page.get_attribute("main .proposal__ref", "href") == "/gpa/plan/49/"


def test_the_description_for_programs_is_a_page_from_this_site_alone(
    browser: Browser, live_server: LiveServer
) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    page.goto(f"{live_server.url}/api/docs")

    page.get_by_text("/api/amendments/", exact=True).first.wait_for()
    assert [each for each in said if "Content Security Policy" in each and "script" in each] == []
