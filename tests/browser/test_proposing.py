"""Proposing in a real browser: what the box holds, what the preview says after stepping back, what is kept and forgotten."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from delegations.models import User
from drafts.models import Amendment, Document
from tests.factories import make_delegate, make_document, make_negotiation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BOX, CHANGES = "textarea[name=wording]", "#changes"


@pytest.fixture
def document() -> Document:
    return make_document(
        make_negotiation("talks"), wordings=["Ensure liability;", "Punish offenders;", "Report."]
    )


@pytest.fixture
def page(browser: Browser, live_server: LiveServer, document: Document) -> Page:
    return logged_in(browser.new_context(base_url=str(live_server.url)), make_delegate(document.negotiation))


def logged_in(context: BrowserContext, by: User) -> Page:
    page = context.new_page()
    page.goto("/log-in/")
    page.fill("[name=login]", by.email)
    page.fill("[name=password]", "a password")
    with page.expect_navigation():
        page.click("main button[type=submit]")
    return page


def choose(page: Page, kind: str, target: str = "") -> None:
    page.locator(f"input[name=kind][value={kind}]").check(force=True)
    if target:
        page.select_option("select[name=target]", target)


def table(page: Page) -> None:
    with page.expect_navigation():
        page.click("button[value=table]")
    expect(page.get_by_text("Tabled.").first).to_be_visible()


def test_the_box_follows_the_choice_until_somebody_types(page: Page) -> None:
    page.goto("/talks/plan/2/amend/")

    choose(page, "insert")
    expect(page.locator(BOX)).to_have_value("")
    choose(page, "merge", "1")
    expect(page.locator(BOX)).to_have_value("Ensure liability;\nPunish offenders;")
    page.locator(BOX).press_sequentially(" All of them.")
    typed = page.locator(BOX).input_value()
    choose(page, "insert")
    expect(page.locator("[aria-busy]")).to_have_count(0)
    expect(page.locator(BOX)).to_have_value(typed)


@pytest.mark.parametrize(("kind", "target"), [("delete", ""), ("move", "3"), ("merge", "1")])
def test_what_is_tabled_is_not_found_again_in_the_browser(page: Page, kind: str, target: str) -> None:
    page.goto("/talks/plan/2/amend/")
    choose(page, kind, target)
    expect(page.locator("[aria-busy]")).to_have_count(0)
    page.wait_for_timeout(600)
    expect(page.locator("[aria-busy]")).to_have_count(0)
    table(page)

    page.goto("/talks/plan/2/amend/")

    expect(page.locator("[data-kept]")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('kept:'))") == []


def test_stepping_back_shows_what_changes_in_the_words_that_are_there(page: Page) -> None:
    page.goto("/talks/plan/2/amend/")
    page.locator(BOX).fill("Punish all offenders;")
    expect(page.locator(CHANGES)).to_contain_text("1 word in")
    table(page)

    page.go_back()

    expect(page.locator(BOX)).to_have_value("Punish all offenders;")
    expect(page.locator(CHANGES)).to_contain_text("1 word in")
    with page.expect_navigation():
        page.click("button[value=table]")
    expect(page.locator(".errorlist")).to_contain_text("You have tabled this already: A-001")
    page.locator(BOX).press_sequentially(" ")
    expect(page.locator(".errorlist")).to_have_count(0)
    assert Amendment.objects.count() == 1
