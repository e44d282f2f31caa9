"""Every page there is, as each role: what axe finds, what is too wide, and where the focus does not show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles import handlers, views
from django.http import HttpResponseBase
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from delegations.models import Delegation, Invitation, Negotiation, NoticeKind, Role, Seat, User
from delegations.operations import telling
from drafts.models import Amendment, Document, Intake, Window
from drafts.operations import intake
from tests.addresses import filled, named
from tests.factories import NOW, make_amendment
from tests.test_access import ADDRESSES, Table
from tests.test_access import table as table  # noqa: PLC0414  a fixture, handed on

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LONG = "Office for the Elimination of Trafficking in Persons, Especially Women and Children, in Sampleland"
WIDTHS = (390, 640, 1160, 1280)
"""Pixels: a telephone; the usual window at 200 %; the least that shows the whole bar; the usual window."""
AXE = {"preload": False, "resultTypes": ["violations"]}
DARK = AXE | {"runOnly": ["color-contrast", "link-in-text-block"]}
"""The rules of axe that another theme can change."""

NO_PAGES = {"admin", "api"}
"""The superusers' window, and what programs read."""
FILES = ("_file", "_download")
"""How the names of addresses end that answer with a file."""
SELDOM = {"delegations:invitation_rows", "delegations:letter_list", "drafts:decision_undo"}
"""Pages that are there only after a list with faults, on a machine of one's own, while nothing else was decided."""

# What stands out of the window, told by the innermost elements.
TOO_WIDE = """() => {
  const wide = document.documentElement;
  if (wide.scrollWidth <= wide.clientWidth) return [];
  const out = [...document.querySelectorAll("body *")].filter(each => {
    const box = each.getBoundingClientRect();
    return box.width && (box.right > wide.clientWidth + 1 || box.left < -1);
  });
  return [`wider than the screen: ${out.slice(-3).map(each => each.outerHTML.slice(0, 90)).join(" | ") || "?"}`];
}"""
# What can be reached by Tab and does not show that it was.
UNSEEN = """() => {
  const tried = new Set();
  const alike = each => `${each.tagName} ${each.type} ${each.className} ${each.parentElement.className}`;
  return [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
  .filter(each => each.checkVisibility() && !each.disabled && each.type !== "hidden" && each.tabIndex >= 0)
  .filter(each => !tried.has(alike(each)) && tried.add(alike(each)))
  .filter(each => {
    each.focus({ focusVisible: true, preventScroll: true });
    const style = getComputedStyle(each);
    return document.activeElement === each && (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2);
  })
  .map(each => `focus does not show: ${each.outerHTML.slice(0, 90)}`);
}"""
OUT_OF_ORDER = """() => [...document.querySelectorAll("[tabindex]")].filter(each => each.tabIndex > 0)
  .map(each => `out of order: ${each.outerHTML.slice(0, 90)}`)"""
# What would be read out again and again, or break in; and keys that no list tells of.
CHATTER = """() => [...document.querySelectorAll(
    "[aria-live=assertive]:not(#refusal), [role=timer], [role=marquee], [hx-trigger*=every] :is([aria-live], [role=status])"
  )].map(each => `speaks unasked: ${each.outerHTML.slice(0, 90)}`)"""
UNTOLD = """() => document.querySelector("[data-key], [data-ctrl-enter]") && !document.querySelector("key-map dialog")
  ? ["has keys and no list of them"] : []"""


@dataclass
class Visits:
    """What was opened: by the page's name, the kinds of elements tried, so that a role's page is tried if it has others."""

    kinds: dict[str, set[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def crowd(table: Table) -> None:
    """Fill the table with what strains a page: long names, rival words, brackets, drafts, notices."""
    Negotiation.objects.filter(slug="talks").update(title=f"Talks on an {LONG}", mandate=f"Under the {LONG}")
    Delegation.objects.filter(slug="sampleland").update(name=LONG)
    talks = Negotiation.objects.get(slug="talks")
    Document.objects.filter(slug="plan").update(name=f"Plan of the {LONG}")
    paragraph = talks.documents.get(slug="plan").paragraphs.get(label="1")
    for words in ("One [and a third];", "Two thirds of one;", f"One, of the {LONG.replace(' ', '-')};"):
        make_amendment(paragraph, words)
    for role, client in table.clients.items():
        person = user_of(client)
        telling.follow(negotiation=talks, row=paragraph, by=person)
        if role == Role.DELEGATE:
            make_amendment(paragraph, "One, in draft;", person, tabled=False)
        if role == Role.SECRETARIAT:
            intake.open_intake(
                negotiation=talks, file_name="plan.txt", data=b"1. One;\n\n2. [Two;\n", by=person, at=NOW
            )
    telling.tell(
        users=[user_of(client) for client in table.clients.values()],
        negotiation=talks,
        kind=NoticeKind.AMENDMENT_TABLED,
        at=NOW,
        facts={"amendment": "A-001", "place": "paragraph 1", "delegation": LONG},
        address="/talks/plan/1/",
    )


def user_of(client: Client) -> User:
    return User.objects.get(pk=client.session["_auth_user_id"])


def addresses(table: Table) -> Iterator[tuple[str, list[str]]]:
    """Yield each address's name with what it may be, of what stands on this table."""
    drafts = Amendment.objects.filter(number=None)
    rows = (Window.objects, Seat.objects, Invitation.objects, Intake.objects, drafts)
    known: dict[str, list[object]] = {
        "negotiation": ["talks"],
        "document": ["plan"],
        "label": ["1", "2"],
        "draft": ["zero-draft"],
        "number": [1, 2],
        "slug": ["friends", "sampleland"],
        "delegation": ["friends", "sampleland"],
        "group": ["friends"],
        "pk": [row.pk for found in rows for row in found.all()[:2]],
        "file_format": [],
        "token": [table.invitation.token],
        "uidb36": ["1"],
        "provider_id": ["none"],
    }
    for each in named():
        if each.name.split(":")[0] not in NO_PAGES:
            yield each.name, list(dict.fromkeys(filled(each, known)))


def body_of(client: Client, address: str) -> str:
    """Return what stands in a page's main part; nothing where it is no page."""
    response = client.get(address, HTTP_HOST="localhost")
    if response.status_code != HTTPStatus.OK or "html" not in response.headers["Content-Type"]:
        return ""
    found = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)
    return found[0] if found else ""


def faults(page: Page) -> list[str]:
    """Return what axe finds in both themes, what is too wide in both directions of writing, and what does not show."""
    page.emulate_media(color_scheme="light")
    found = [axe_says(each) for each in Axe().run(page, options=AXE).response["violations"]]
    found += [each for script in (UNSEEN, OUT_OF_ORDER, CHATTER, UNTOLD) for each in page.evaluate(script)]
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate("options => axe.run(options)", DARK)
    found += [f"dark: {axe_says(each)}" for each in dark["violations"]]
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        found += [f"{width}: {each}" for each in page.evaluate(TOO_WIDE)]
    page.set_viewport_size({"width": WIDTHS[0], "height": 844})
    page.evaluate("document.documentElement.dir = 'rtl'")
    found += [f"right to left: {each}" for each in page.evaluate(TOO_WIDE)]
    page.set_viewport_size({"width": WIDTHS[-1], "height": 844})
    return [f"{page.url} {each}" for each in found]


def axe_says(violation: dict[str, Any]) -> str:  # Any: what axe answers
    return f"{violation['impact']} {violation['id']} {violation['nodes'][0]['html'][:120]}"


def visit(client: Client, page: Page, site: str, places: list[tuple[str, list[str]]], visits: Visits) -> None:
    """Open each page that the role has, once a name, unless other roles were shown all that it holds."""
    for name, filled_in in places:
        bodies = ((address, body_of(client, address)) for address in filled_in)
        address, body = next((each for each in bodies if each[1]), ("", ""))
        if not body:
            continue
        kinds = set(re.findall(r'<\w+(?: class="[^"]*")?(?: data-[^ >]*)?', body))
        if not kinds <= visits.kinds.get(name, set()):
            visits.kinds[name] = kinds | visits.kinds.get(name, set())
            page.goto(f"{site}{address}")
            visits.faults += faults(page)


@pytest.fixture
def _kept_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the browser keep the sheets from page to page, as it does those of the product."""

    def serve(*args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401  as Django's own
        response = views.serve(*args, **kwargs)
        response.headers["Cache-Control"] = "max-age=600"
        return response

    monkeypatch.setattr(handlers, "serve", serve)


# Files that are downloaded on the way are closed by the garbage collector.
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.usefixtures("_kept_sheets")
def test_no_page_shuts_anybody_out(browser: Browser, live_server: LiveServer, table: Table) -> None:
    crowd(table)
    places, visits = list(addresses(table)), Visits()

    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    for client in (*reversed(table.clients.values()), Client()):
        context.clear_cookies()
        if settings.SESSION_COOKIE_NAME in client.cookies:
            cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
            )
        visit(client, page, live_server.url, places, visits)

    asked = {name for name, _arguments, how, _permission in ADDRESSES if how == "get"}
    assert not visits.faults, "\n".join(visits.faults)
    assert {name for name in asked - SELDOM - visits.kinds.keys() if not name.endswith(FILES)} == set()
