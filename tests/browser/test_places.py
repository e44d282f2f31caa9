"""Where a reader is in a text stays where they are when they look at it another way."""

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_proposing import logged_in
from tests.drafts.test_circulating import circulate
from tests.factories import make_delegate, make_document, make_negotiation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_another_view_opens_at_the_paragraph_on_the_screen(browser: Browser, live_server: LiveServer) -> None:
    words = "To ensure the liability of all who take part in trafficking in persons;"
    document = make_document(make_negotiation("talks"), wordings=[f"{words} {n}" for n in range(60)])
    circulate(document, "Zero")
    context = browser.new_context(
        base_url=str(live_server.url), viewport={"width": 390, "height": 844}, has_touch=True
    )
    page = logged_in(context, make_delegate(document.negotiation))

    page.goto("/talks/plan/")
    page.locator("#paragraph-40").scroll_into_view_if_needed()
    page.mouse.wheel(0, 500)
    page.wait_for_timeout(300)
    page.get_by_role("button", name="View").click()
    with page.expect_navigation():
        page.get_by_role("link", name="Tracked", exact=True).click()

    assert page.url.split("#paragraph-")[1] in {str(number) for number in range(36, 46)}
    expect(page.locator(".paragraph:target")).to_be_in_viewport()
    expect(page.locator(".document-head")).to_contain_text("Changes since")
