"""A delegate's day with the keyboard alone: every stop shows, and none is a trap."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from drafts.operations import demonstrating

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a demo password"  # noqa: S105  of the demo, in a database of tests
DELEGATE = "delegate@samplia.example.org"
STOPS = 120
"""More than any page of the day has: whoever comes so far goes round in a circle."""
# Where the keyboard is: what it would be called aloud, and whether its place shows and is in the window.
HERE = """() => {
  const here = document.activeElement, style = getComputedStyle(here), box = here.getBoundingClientRect();
  const label = here.labels?.[0]?.innerText;
  const field = here.closest(".segment__option") ?? here, round = getComputedStyle(field);
  return {
    name: (here.getAttribute("aria-label") ?? label ?? here.innerText ?? "").trim().replace(/\\s+/g, " "),
    shows: [style, round].some(each => each.outlineStyle !== "none" && parseFloat(each.outlineWidth) >= 2),
    inView: box.bottom > 0 && box.top < innerHeight,
    isBody: here === document.body,
  };
}"""


def reach(page: Page, name: str) -> None:
    """Press Tab until what is called so has the focus."""
    seen = []
    for _stop in range(STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here["isBody"]:
            continue
        seen.append(here["name"])
        assert here["shows"], f"no focus shows on {here['name']} of {page.url}"
        assert here["inView"], f"{here['name']} of {page.url} has the focus out of sight"
        if here["name"].startswith(name):
            return
    pytest.fail(f"{name} is not reached on {page.url}: {seen}")


def press(page: Page, name: str, key: str = "Enter") -> None:
    reach(page, name)
    with page.expect_navigation():
        page.keyboard.press(key)


def log_in(page: Page) -> None:
    page.keyboard.type(DELEGATE)
    reach(page, "Password")
    page.keyboard.type(PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def read(page: Page) -> None:
    """Come past the outline at once; the list of keys opens, and Escape gives the focus back."""
    press(page, "Text")
    reach(page, "Skip the outline")
    page.keyboard.press("Enter")
    reach(page, "Clean")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.evaluate(HERE)["name"] == "Clean"


def propose(page: Page) -> None:
    page.keyboard.press("g")
    page.keyboard.type("47")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, "Paragraph 47")
    press(page, "Propose an amendment")
    reach(page, "Proposed wording")
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type(" and their helpers")
    expect(page.locator("#changes ins")).to_contain_text("helpers")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status").first).to_contain_text("Tabled")


def join(page: Page) -> None:
    reach(page, "Join, support or oppose it")
    page.keyboard.press("Enter")
    reach(page, "Co-sponsor")
    page.keyboard.press("Space")
    press(page, "State it")
    expect(page.locator("#positions .positions")).to_contain_text("Samplia")


def follow_and_be_told(page: Page) -> None:
    press(page, "Paragraph 49")
    press(page, "Follow paragraph 49", "Space")
    reach(page, "Stop following")
    press(page, "2 unread notices")
    press(page, "Open it")
    expect(page.locator("h1")).to_be_visible()


def test_a_delegates_day_with_the_keyboard_alone(browser: Browser, live_server: LiveServer) -> None:
    demonstrating.load_demo(fixtures=Path(settings.BASE_DIR) / "fixtures", password=PASSWORD)
    page = browser.new_context(viewport={"width": 1280, "height": 860}).new_page()

    page.goto(f"{live_server.url}/log-in/")
    log_in(page)
    read(page)
    propose(page)
    page.goto(f"{live_server.url}/gpa/amendments/10/")
    join(page)
    follow_and_be_told(page)
