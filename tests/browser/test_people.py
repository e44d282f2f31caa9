"""The three people from invitation to sealed draft, in a real browser: with and without scripts, at a desk and on a phone."""

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from delegations.models import Negotiation, Role, User
from drafts.models import Draft
from drafts.operations import verifying
from tests.factories import make_delegation, make_document, make_negotiation, make_seat

pytestmark = [pytest.mark.browser, pytest.mark.pdf, pytest.mark.django_db(transaction=True)]

DESK, PHONE = ViewportSize(width=1280, height=860), ViewportSize(width=390, height=844)
BEFORE = "Ensure the liability of all categories of offenders, including legal persons;"
AFTER = BEFORE.replace("offenders", "perpetrators of trafficking in persons")
WORDS, GUEST = "twelve quiet delegates walked home", "guest@example.org"


@dataclass(frozen=True)
class Room:
    """Where the journey takes place, and how people come to it."""

    site: str
    browser: Browser
    window: ViewportSize
    is_scripted: bool

    def enter(self) -> Page:
        """Open a browser of one's own."""
        context = self.browser.new_context(viewport=self.window, java_script_enabled=self.is_scripted)
        context.set_default_timeout(15_000)
        return context.new_page()

    def log_in(self, page: Page, email: str, password: str) -> None:
        page.goto(f"{self.site}/log-in/")
        page.get_by_label("E-mail").fill(email)
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
        expect(page.locator("h1")).to_contain_text("Talks")

    def go(self, page: Page, *links: str) -> None:
        """Follow links by their names; on a phone those of the bar stand in its menu, which needs a script to open."""
        for link in links:
            page.get_by_role("link", name=link).first.click()


@pytest.fixture
def talks(settings: Settings, tmp_path: Path) -> Negotiation:
    """A negotiation with a text, on a machine that keeps its letters."""
    cache.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.LETTERS_DIR = tmp_path
    settings.IS_EMBEDDED = True
    talks = make_negotiation("talks")
    make_delegation(talks, "sampleland")
    make_document(talks, [BEFORE, "Protect every victim;", "Review progress each year."])
    return talks


def seated(talks: Negotiation, role: Role) -> User:
    return make_seat(talks, role).user


def invite(room: Room, page: Page) -> None:
    page.goto(f"{room.site}/talks/delegations/")
    room.go(page, "Invitations", "Invite somebody")
    page.get_by_label("E-mail").fill(GUEST)
    page.get_by_label("Role").select_option("Delegate")
    page.get_by_label(re.compile("^Delegation")).select_option("Sampleland")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("main")).to_contain_text(GUEST)


def link_in_letters(room: Room, page: Page) -> str:
    page.goto(f"{room.site}/talks/invitations/")
    room.go(page, "Letters")
    found = re.search(r"/invitation/[^\s<]+", page.locator(".letter").first.inner_text())
    assert found
    return found[0]


def accept(room: Room, page: Page, link: str) -> None:
    page.goto(f"{room.site}{link}")
    page.get_by_label(re.compile("^Name")).fill("A. Guest")
    page.get_by_label(re.compile("^Password At least")).fill(WORDS)
    page.get_by_label("Password, once more").fill(WORDS)
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("h1")).to_contain_text("Talks")


def propose(room: Room, page: Page) -> str:
    """Table the amendment, having seen what it changes before; return its page's address."""
    page.goto(f"{room.site}/talks/plan/")
    page.locator("#paragraph-1 .paragraph__number").click()
    page.locator("#paragraph-1").get_by_role("link", name="Propose").click()
    page.get_by_label("Proposed wording").fill(AFTER)
    page.get_by_label("Rationale").fill("The term of the Protocol.")
    if not room.is_scripted:
        page.get_by_role("button", name="Show what changes").last.click()
    expect(page.locator("#changes ins")).to_contain_text("perpetrators of trafficking in persons")
    expect(page.locator("#changes del")).to_contain_text("offenders")
    page.get_by_role("button", name="Table").click()
    expect(page.locator("h1")).to_contain_text("A-001")
    return page.url


def decide(room: Room, page: Page) -> None:
    page.goto(f"{room.site}/talks/plan/1/workbench/")
    page.get_by_role("button", name="Take all").click()
    expect(page.locator("[name=wording]")).to_have_value(AFTER)
    page.get_by_role("button", name="Save decision").click()
    expect(page.locator("h1")).to_contain_text("Receipt")


def read_the_outcome(room: Room, page: Page, amendment: str) -> None:
    page.goto(f"{room.site}/notices/")
    expect(page.get_by_role("main")).to_contain_text("A-001")
    page.get_by_role("button", name=re.compile("Open it.*A-001.*ccepted")).click()
    expect(page.get_by_role("main")).to_contain_text("Accepted")
    page.goto(amendment)
    expect(page.get_by_role("main")).to_contain_text("Accepted")


def circulate(room: Room, page: Page) -> bytes:
    """Circulate Rev.1, and return its package: every file and the sealed text in one."""
    page.goto(f"{room.site}/talks/plan/drafts/")
    room.go(page, "Circulate a draft")
    page.get_by_label(re.compile("^Name")).fill("Rev.1")
    page.get_by_role("button", name="Circulate").click()
    expect(page.locator("h1")).to_contain_text("Rev.1")
    with page.expect_download() as clean:
        page.locator(".downloads__file", has_text="Clean").get_by_role("link", name="PDF").click()
    assert Path(clean.value.path()).read_bytes().startswith(b"%PDF")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the package").click()
    return Path(download.value.path()).read_bytes()


@pytest.mark.parametrize("is_scripted", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("window", [DESK, PHONE], ids=["desk", "phone"])
def test_three_people_come_to_a_sealed_draft(
    browser: Browser,
    live_server: LiveServer,
    talks: Negotiation,
    window: ViewportSize,
    is_scripted: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    room = Room(str(live_server.url), browser, window, is_scripted)
    secretariat, facilitator, delegate = room.enter(), room.enter(), room.enter()

    room.log_in(secretariat, seated(talks, Role.SECRETARIAT).email, "a password")
    invite(room, secretariat)
    accept(room, delegate, link_in_letters(room, secretariat))
    delegate.context.clear_cookies()
    room.log_in(delegate, GUEST, WORDS)
    amendment = propose(room, delegate)
    room.log_in(facilitator, seated(talks, Role.FACILITATOR).email, "a password")
    decide(room, facilitator)
    read_the_outcome(room, delegate, amendment)
    package = circulate(room, secretariat)

    draft = Draft.objects.get()
    with zipfile.ZipFile(io.BytesIO(package)) as files:
        packed = b"".join(files.read(name) for name in files.namelist()).decode(errors="ignore")
    assert draft.seal in packed
    assert draft.blocks.all()[0].wording == AFTER
    assert list(verifying.faults()) == []
