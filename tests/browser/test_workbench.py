"""The workbench in a real browser: by keyboard alone, two at once, found again, and without scripts."""

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from delegations.models import User
from drafts.models import Amendment, Paragraph
from drafts.operations import verifying
from tests.factories import make_amendment, make_document, make_facilitator, make_negotiation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BASE = (
    "Ensure the liability of all categories of offenders, including legal persons, promote cooperation among "
    "States, strengthen training of officials, protect every victim, and review progress each year;"
)
EDITS = (
    ("Ensure", "Guarantee"),
    ("categories", "groups"),
    ("legal persons", "legal entities"),
    ("cooperation", "international cooperation"),
    ("training", "the training"),
    ("every victim", "every victim and witness"),
    ("each year", "every two years"),
    ("offenders", "perpetrators"),
    ("offenders", "traffickers"),
    ("of officials", "of all officials"),
)
PATH = "/talks/plan/1/workbench/"


@pytest.fixture
def paragraph() -> Paragraph:
    return make_document(make_negotiation("talks"), wordings=[BASE, "Two."]).paragraphs.get(label="1")


def at_workbench(context: BrowserContext, live_server: LiveServer, facilitator: User) -> Page:
    page = context.new_page()
    page.goto(f"{live_server.url}/log-in/")
    page.fill("[name=login]", facilitator.email)
    page.fill("[name=password]", "a password")
    with page.expect_navigation():
        page.click("main button[type=submit]")
    page.goto(f"{live_server.url}{PATH}")
    return page


def press(page: Page, *keys: str) -> None:
    """Press keys, and wait until the answer to the last one's choice stands in the form's place."""
    page.evaluate("document.getElementById('workbench').dataset.former = ''")
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator("#workbench[data-former]")).to_have_count(0)
    expect(page.locator(".htmx-request, .htmx-settling, .htmx-added")).to_have_count(0)


def key_of(page: Page, cluster: int, words: str) -> str:
    """Return the letter of the option of these words."""
    options = page.locator(f"[data-cluster='{cluster}'] .option").all_inner_texts()
    return "abcdefghi"[[words in option for option in options].index(True)]


def tab_to(page: Page, field: str) -> None:
    for _ in range(100):
        if page.evaluate("document.activeElement.id") == field:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"no way to {field} by Tab")


def result(page: Page) -> str:
    return page.input_value("[name=wording]")


def test_unfinished_work_is_there_after_a_reload(
    browser: Browser, live_server: LiveServer, paragraph: Paragraph
) -> None:
    make_amendment(paragraph, BASE.replace("Ensure", "Guarantee"))
    page = at_workbench(browser.new_context(), live_server, make_facilitator(paragraph.document.negotiation))

    press(page, "1", "a")
    page.reload()
    reloaded = result(page)
    is_told_unsaved = page.is_visible("[data-kept]")
    page.fill("[name=wording]", "Typed by hand;")
    page.reload()

    assert reloaded == BASE.replace("Ensure", "Guarantee")
    assert not is_told_unsaved
    assert page.is_checked("[data-cluster='1'] input")
    assert result(page) == "Typed by hand;"


def test_a_field_that_was_drawn_larger_brings_no_inline_style_into_the_answer(
    browser: Browser, live_server: LiveServer, paragraph: Paragraph
) -> None:
    make_amendment(paragraph, BASE.replace("Ensure", "Guarantee"))
    page = at_workbench(browser.new_context(), live_server, make_facilitator(paragraph.document.negotiation))
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)

    page.locator("[name=wording]").evaluate("field => { field.style.blockSize = '300px'; }")
    press(page, "1", "a")

    assert said == []


def test_keys_choose_bracket_keep_and_undo(
    browser: Browser, live_server: LiveServer, paragraph: Paragraph
) -> None:
    for _, new in EDITS[7:9]:
        make_amendment(paragraph, BASE.replace("offenders", new))
    page = at_workbench(browser.new_context(), live_server, make_facilitator(paragraph.document.negotiation))

    press(page, "1", key_of(page, 1, "traffickers"))
    taken, focused = result(page), page.evaluate("document.activeElement.checked")
    press(page, "[")
    bracketed = result(page)
    press(page, "0")
    kept = result(page)
    press(page, "Control+z")
    chosen = page.locator("[data-cluster='1'] input:checked").get_attribute("value")

    assert (taken, focused) == (BASE.replace("offenders", "traffickers"), True)
    assert sorted(re.findall(r"\[(\w+)\]", bracketed)) == ["offenders", "perpetrators", "traffickers"]
    assert kept == BASE
    assert (result(page), chosen) == (bracketed, "bracket")
    assert not page.is_visible("[data-kept]")


def test_a_facilitator_merges_ten_amendments_by_keyboard(
    browser: Browser, live_server: LiveServer, paragraph: Paragraph
) -> None:
    tabled = [make_amendment(paragraph, BASE.replace(old, new)) for old, new in EDITS]
    wanted = BASE
    for old, new in EDITS[1:8] + EDITS[9:]:
        wanted = wanted.replace(old, new)
    page = at_workbench(browser.new_context(), live_server, make_facilitator(paragraph.document.negotiation))

    press(page, "t")
    press(page, "3", key_of(page, 3, "perpetrators"))
    press(page, "1", "0")
    live = result(page)
    outcomes = page.locator("#outcomes option[value=auto]").all_text_contents()
    tab_to(page, f"reason-{tabled[8].pk}")
    page.keyboard.type("Not in the mandate.")
    with page.expect_navigation(url="**/receipts/**"):
        page.keyboard.press("Control+Enter")

    paragraph.refresh_from_db()
    assert live == paragraph.wording == wanted
    assert outcomes == ["Stays open", *["Accepted"] * 7, "Not retained", "Accepted"]
    assert tabled[8].outcomes.get().reason == "Not in the mandate."
    assert list(verifying.faults()) == []


def test_two_facilitators_deciding_at_once_lose_nothing(
    browser: Browser, live_server: LiveServer, paragraph: Paragraph
) -> None:
    make_amendment(paragraph, BASE.replace("Ensure", "Guarantee"))
    make_amendment(paragraph, BASE.replace("each year", "every two years"))
    negotiation = paragraph.document.negotiation
    first, second = (
        at_workbench(browser.new_context(), live_server, make_facilitator(negotiation)) for _ in range(2)
    )

    press(first, "1", "a")
    press(second, "2", "a")
    with first.expect_navigation(url="**/receipts/**"):
        first.keyboard.press("Control+Enter")
    with second.expect_navigation() as refused:
        second.keyboard.press("Control+Enter")
    both = second.locator(".compare .wording").all_inner_texts()
    merge = result(second)
    with second.expect_navigation(url="**/receipts/**"):
        second.click("[value=save]")

    paragraph.refresh_from_db()
    assert refused.value.status == 409
    assert ["Guarantee" in side for side in both] == [True, False]
    assert ["every two years" in side for side in both] == [False, True]
    assert merge == BASE.replace("Ensure", "Guarantee").replace("each year", "every two years")
    assert (paragraph.wording, paragraph.edition) == (merge, 3)
    assert set(Amendment.objects.values_list("outcomes__kind", flat=True)) == {"accepted"}
    assert list(verifying.faults()) == []


def test_the_workbench_works_by_steps_without_scripts(
    browser: Browser, live_server: LiveServer, paragraph: Paragraph
) -> None:
    make_amendment(paragraph, BASE.replace("Ensure", "Guarantee"))
    page = at_workbench(
        browser.new_context(java_script_enabled=False),
        live_server,
        make_facilitator(paragraph.document.negotiation),
    )

    page.check("[data-cluster='1'] input")
    with page.expect_navigation():
        page.click("#clusters noscript [value=compose], #clusters p [value=compose]")
    composed = result(page)
    with page.expect_navigation(url="**/receipts/**"):
        page.click("[value=save]")

    paragraph.refresh_from_db()
    assert composed == BASE.replace("Ensure", "Guarantee")
    assert paragraph.wording == composed


def test_keys_rest_in_fields_and_where_they_are_switched_off(
    browser: Browser, live_server: LiveServer, paragraph: Paragraph
) -> None:
    make_amendment(paragraph, BASE.replace("Ensure", "Guarantee"))
    page = at_workbench(browser.new_context(), live_server, make_facilitator(paragraph.document.negotiation))

    page.focus("[name=wording]")
    page.keyboard.type("1a")
    typed = result(page)
    page.keyboard.press("Control+z")
    page.focus("[data-cluster='1'] input")
    page.keyboard.press("?")
    is_listed = page.is_visible("dialog.keys")
    page.check("dialog.keys [data-off]")
    page.keyboard.press("Escape")
    page.keyboard.press("a")

    assert "1a" in typed
    assert is_listed
    assert not page.is_checked("[data-cluster='1'] input")


def test_words_typed_while_an_answer_is_on_its_way_are_kept(
    browser: Browser, live_server: LiveServer, paragraph: Paragraph
) -> None:
    make_amendment(paragraph, BASE.replace("Ensure", "Guarantee"))
    page = at_workbench(browser.new_context(), live_server, make_facilitator(paragraph.document.negotiation))
    held: list[Route] = []
    page.route(f"**{PATH}", lambda route: held.append(route), times=1)  # noqa: PLW0108  a bound builtin takes no mark

    page.check("[data-cluster='1'] input")
    page.fill("[name=wording]", BASE.replace("each year", "every year"))
    while not held:
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(page.locator("[name=wording]")).to_have_value(
        BASE.replace("Ensure", "Guarantee").replace("each year", "every year")
    )
