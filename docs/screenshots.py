"""A picture of every page and state, for every role: `make screenshots`.

All go to var/pictures, with an index to look through; those that the README and the manuals show are kept small in
docs/pictures. Names given on the command line take those alone.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
ALL, KEPT = ROOT / "var" / "pictures", ROOT / "docs" / "pictures"
PORT = "8917"
BASE = f"http://127.0.0.1:{PORT}"
PASSWORD = "open-inclusive-transparent"  # noqa: S105  the demo's
SIZES = {"1280": (1280, 860), "390": (390, 844)}
LONG = "simulated-20-300"

DELEGATE, HEAD = "delegate@samplia.example.org", "head@examplia.example.org"
FACILITATOR, SECRETARIAT = "facilitator@example.org", "secretariat@example.org"
OBSERVER, NOBODY = "observer@sample-observatory.example.org", ""
SIMULATED = f"facilitator@{LONG}.example.org"
EMPTY = "an empty negotiation"
# A negotiation without anything on its table, for the pages that have nothing to show.
MAKE_EMPTY = """
from delegations.models import Negotiation, Role, User
from delegations.operations import accrediting
talks = Negotiation.objects.create(slug="empty", title="Consultations that have not begun")
accrediting.accredit(negotiation=talks, email="officer@empty.example.org", name="N. Sample", role=Role.SECRETARIAT, password="%s")
"""
OFFICER = "officer@empty.example.org"


@dataclass(frozen=True)
class Shot:
    """One page in one state: who looks, where, and what is done there first; `is_main` in every size and theme."""

    name: str
    who: str
    path: str
    told: str
    act: Callable[[Page], object] | None = None
    is_main: bool = False


def _typed(page: Page) -> None:
    field = page.locator("[name=wording]")
    field.fill(field.input_value().replace(" and ", " and also ", 1))
    page.wait_for_selector("#changes ins")


def _unbalanced(page: Page) -> None:
    field = page.locator("[name=wording]")
    field.fill(f"[{field.input_value()}")
    page.click("[value=table]")
    page.wait_for_load_state()


def _taken(page: Page) -> None:
    page.get_by_role("button", name="Take all").first.click()
    page.wait_for_selector("#changes ins")


def _wrong_password(page: Page) -> None:
    page.fill("[name=login]", DELEGATE)
    page.fill("[name=password]", "wrong")
    page.click("main button[type=submit]")
    page.wait_for_load_state()


def _opened(selector: str) -> Callable[[Page], object]:
    return lambda page: page.locator(selector).first.click()


def _sent(page: Page) -> None:
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()


COMPARE = "/gpa/plan/compare/?old=zero-draft&new=facilitators-proposals"
MENU = _opened(".menu summary")
SHOTS = (
    Shot("log-in", NOBODY, "/log-in/", "Log in", is_main=True),
    Shot("log-in-refused", NOBODY, "/log-in/", "Log in, wrong password", _wrong_password),
    Shot("log-in-forgotten", NOBODY, "/log-in/forgotten/", "Forgotten password"),
    Shot("overview", DELEGATE, "/gpa/", "Overview, with “Try this”", is_main=True),
    Shot("overview-menu", DELEGATE, "/gpa/", "The menu", MENU),
    Shot("text-clean", DELEGATE, "/gpa/plan/", "The text as it stands"),
    Shot("text-tracked", DELEGATE, "/gpa/plan/?view=tracked&since=zero-draft", "Tracked", is_main=True),
    Shot(
        "text-compilation", DELEGATE, "/gpa/plan/?view=compilation#paragraph-49", "Compilation", is_main=True
    ),
    Shot("text-anonymous", DELEGATE, "/gpa/plan/?view=compilation&names=off#paragraph-49", "Without names"),
    Shot("text-keys", DELEGATE, "/gpa/plan/", "Keys", lambda page: page.keyboard.press("?")),
    Shot("text-resolution", DELEGATE, "/gpa/resolution/", "The draft resolution"),
    Shot("paragraph", DELEGATE, "/gpa/plan/49/", "A paragraph, its amendments and history", is_main=True),
    Shot("paragraph-deleted", DELEGATE, "/gpa/plan/37/", "A deleted paragraph"),
    Shot("paragraph-merged", DELEGATE, "/gpa/plan/50/", "A merged paragraph"),
    Shot("paragraph-compared", DELEGATE, "/gpa/plan/71/compare/?layout=sides", "Two editions side by side"),
    Shot(
        "propose",
        DELEGATE,
        "/gpa/plan/16/amend/",
        "Proposing, the redline as one types",
        _typed,
        is_main=True,
    ),
    Shot("propose-refused", DELEGATE, "/gpa/plan/17/amend/", "Proposing, a bracket left open", _unbalanced),
    Shot("amendments", DELEGATE, "/gpa/amendments/", "All amendments", is_main=True),
    Shot("amendments-none", DELEGATE, "/gpa/amendments/?delegation=riverland", "No amendment is like that"),
    Shot("amendment", DELEGATE, "/gpa/amendments/1/", "What became of an amendment", is_main=True),
    Shot("amendment-open", DELEGATE, "/gpa/amendments/11/", "An open amendment of another delegation"),
    Shot("search", DELEGATE, "/gpa/search/?q=victims", "Search", is_main=True),
    Shot("search-none", DELEGATE, "/gpa/search/?q=zzz", "Search, nothing found"),
    Shot("compare", DELEGATE, COMPARE, "Two drafts", is_main=True),
    Shot("compare-sides", DELEGATE, f"{COMPARE}&layout=sides", "Two drafts side by side"),
    Shot("concordance", DELEGATE, "/gpa/plan/concordance/", "Old numbers against new"),
    Shot("drafts", DELEGATE, "/gpa/plan/drafts/", "Circulated drafts"),
    Shot("ledger", DELEGATE, "/gpa/ledger/", "The ledger", is_main=True),
    Shot("receipts", DELEGATE, "/gpa/receipts/", "Receipts"),
    Shot("receipt", DELEGATE, "/gpa/receipts/7/", "A receipt"),
    Shot("decisions", DELEGATE, "/gpa/decisions/", "Decisions"),
    Shot("decision", DELEGATE, "/gpa/decisions/5/", "A decision"),
    Shot("positions", DELEGATE, "/gpa/plan/positions/", "Positions"),
    Shot("delegations", DELEGATE, "/gpa/delegations/", "Participants", is_main=True),
    Shot("delegation", DELEGATE, "/gpa/delegations/examplia/", "A delegation and its amendments"),
    Shot("roles", DELEGATE, "/gpa/roles/", "What each role may do"),
    Shot("windows", DELEGATE, "/gpa/windows/", "Windows, read by a delegate"),
    Shot("record", DELEGATE, "/gpa/record/", "The record"),
    Shot("notices", DELEGATE, "/notices/", "Notices"),
    Shot("settings", DELEGATE, "/settings/", "Settings"),
    Shot("account", DELEGATE, "/account/", "One’s account"),
    Shot("second-factor", DELEGATE, "/account/second-factor/", "Second factor"),
    Shot("sessions", DELEGATE, "/account/sessions/", "Sessions"),
    Shot("tokens", DELEGATE, "/account/tokens/", "Tokens for programs"),
    Shot("help", DELEGATE, "/help/", "Help", is_main=True),
    Shot("help-delegate", DELEGATE, "/help/delegate/", "A manual", is_main=True),
    Shot("help-words", DELEGATE, "/help/words/", "Words"),
    Shot("refused-403", DELEGATE, "/gpa/plan/49/workbench/", "Not for this seat (403)"),
    Shot("missing-404", DELEGATE, "/gpa/plan/999/", "Not there (404)", is_main=True),
    Shot("room", DELEGATE, "/gpa/delegations/group-of-sample-states/room/", "A group’s room", is_main=True),
    Shot("word-back", DELEGATE, "/gpa/plan/word/", "Giving back an edited file"),
    Shot("new-text", FACILITATOR, "/gpa/plan/new-text/", "Taking in a text edited in Word"),
    Shot("audiences", FACILITATOR, "/gpa/audiences/", "Who reads what"),
    Shot("seals", NOBODY, "/seals/", "Checking a file against its seal"),
    Shot("seats-head", HEAD, "/gpa/seats/", "Seats, as the head of a delegation"),
    Shot("overview-observer", OBSERVER, "/gpa/", "Overview of an observer"),
    Shot("overview-facilitator", FACILITATOR, "/gpa/", "Overview of a facilitator"),
    Shot("workbench", FACILITATOR, "/gpa/plan/49/workbench/", "The workbench", _taken, is_main=True),
    Shot("workbench-empty", FACILITATOR, "/gpa/plan/1/workbench/", "The workbench, no amendment"),
    Shot("paragraph-delete", FACILITATOR, "/gpa/plan/48/delete/", "Deleting"),
    Shot("paragraph-merge", FACILITATOR, "/gpa/plan/48/merge/?into=49", "Merging"),
    Shot("paragraph-move", FACILITATOR, "/gpa/plan/48/move/", "Moving"),
    Shot("paragraph-insert", FACILITATOR, "/gpa/plan/48/insert/", "Inserting"),
    Shot("paragraph-split", FACILITATOR, "/gpa/plan/48/split/", "Splitting"),
    Shot("paragraph-agree", FACILITATOR, "/gpa/plan/1/agree/", "Marking agreed"),
    Shot("paragraph-agree-refused", FACILITATOR, "/gpa/plan/49/agree/", "Marking agreed, refused", _sent),
    Shot("decision-undo", FACILITATOR, "/gpa/decisions/7/undo/", "Undoing a decision"),
    Shot("overview-secretariat", SECRETARIAT, "/gpa/", "Overview of the secretariat"),
    Shot("import", SECRETARIAT, "/gpa/import/", "Bringing in a text", is_main=True),
    Shot("check", SECRETARIAT, "/gpa/plan/check/", "Editorial check", is_main=True),
    Shot("spelling", SECRETARIAT, "/gpa/plan/check/spelling/", "Spellings"),
    Shot("circulate", SECRETARIAT, "/gpa/plan/drafts/circulate/", "Circulating", is_main=True),
    Shot(
        "draft",
        SECRETARIAT,
        "/gpa/plan/drafts/facilitators-proposals/",
        "A draft, its seal and files",
        is_main=True,
    ),
    Shot("renumber", SECRETARIAT, "/gpa/plan/renumber/", "Renumbering"),
    Shot("window-open", SECRETARIAT, "/gpa/windows/open/", "Opening a window"),
    Shot("seats", SECRETARIAT, "/gpa/seats/", "Seats", is_main=True),
    Shot("seat-give", SECRETARIAT, "/gpa/seats/give/", "Giving a seat"),
    Shot("seat-give-refused", SECRETARIAT, "/gpa/seats/give/", "Giving a seat, fields left empty", _sent),
    Shot("invitations", SECRETARIAT, "/gpa/invitations/", "Invitations, none yet"),
    Shot("invitation-new", SECRETARIAT, "/gpa/invitations/new/", "Inviting"),
    Shot("invitation-list", SECRETARIAT, "/gpa/invitations/list/", "Inviting from a list"),
    Shot("admit", SECRETARIAT, "/gpa/delegations/admit/", "Admitting participants", is_main=True),
    Shot("members", SECRETARIAT, "/gpa/delegations/group-of-sample-states/members/", "Members of a group"),
    Shot("access-log", SECRETARIAT, "/gpa/record/access/", "Access log"),
    Shot("erase", SECRETARIAT, "/gpa/record/erase/", "Erasing a person"),
    Shot("empty-overview", OFFICER, "/empty/", "Empty: overview", is_main=True),
    Shot("empty-amendments", OFFICER, "/empty/amendments/", "Empty: amendments"),
    Shot("empty-ledger", OFFICER, "/empty/ledger/", "Empty: ledger"),
    Shot("empty-delegations", OFFICER, "/empty/delegations/", "Empty: participants"),
    Shot("empty-windows", OFFICER, "/empty/windows/", "Empty: windows"),
    Shot("empty-notices", OFFICER, "/notices/", "Empty: notices"),
    Shot("long-overview", SIMULATED, f"/{LONG}/", "Long: 300 amendments", is_main=True),
    Shot("long-amendments", SIMULATED, f"/{LONG}/amendments/", "Long: the list of amendments"),
    Shot("long-text", SIMULATED, f"/{LONG}/plan/?view=compilation", "Long: the compilation"),
    Shot("long-ledger", SIMULATED, f"/{LONG}/ledger/", "Long: the ledger"),
)
# What the README and the manuals show: a shot, its size and theme.
SHOWN = {
    "overview": "1280-light",
    "text-tracked": "1280-light",
    "text-compilation": "1280-light",
    "propose": "1280-light",
    "workbench": "1280-light",
    "amendment": "1280-light",
    "ledger": "1280-light",
    "draft": "1280-light",
    "text-phone": "390-light",
}
OF_PHONE = {"text-phone": "text-tracked"}


def run(*command: str, var: str) -> None:
    """Run one of our own commands on the pictures' own database."""
    subprocess.run(  # noqa: S603  our own commands
        [sys.executable, "manage.py", *command], cwd=ROOT, env={**os.environ, "GPA_VAR": var}, check=True
    )


def serve(var: str, asked: set[str]) -> "subprocess.Popen[bytes]":
    """Serve the demo, an empty negotiation and a long one from a folder of their own until the server answers."""
    run("migrate", "-v0", var=var)
    run("collectstatic", "--noinput", "-v0", var=var)
    run("demo", var=var)
    if not asked or any(name.startswith("long-") for name in asked):
        run("simulate", "--delegations", "20", "--amendments", "300", "--seed", "1", var=var)
    run("shell", "-v0", "-c", MAKE_EMPTY % PASSWORD, var=var)
    gunicorn = [sys.executable, "-m", "gunicorn", "gpa.wsgi", "--bind", f"127.0.0.1:{PORT}", "--threads", "4"]
    server = subprocess.Popen(  # noqa: S603  as above
        [*gunicorn, "--log-level", "warning"], cwd=ROOT, env={**os.environ, "GPA_VAR": var}
    )
    for _try in range(100):
        try:
            urllib.request.urlopen(f"{BASE}/healthy/")  # noqa: S310  our own server
        except OSError:
            time.sleep(0.2)
        else:
            break
    return server


def looks(shot: Shot) -> Iterator[tuple[str, str]]:
    """Return the sizes and themes that a shot is taken in."""
    yield "1280", "light"
    if shot.is_main:
        yield from (("1280", "dark"), ("390", "light"), ("390", "dark"))


def entered(browser: Browser, who: str, states: dict[str, str], size: str, theme: str) -> BrowserContext:
    """Open a window of a size and a theme for a person, who logs in once for all pictures."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        storage_state=states.get(who),
    )
    if who and who not in states:
        page = context.new_page()
        page.goto(f"{BASE}/log-in/")
        page.fill("[name=login]", who)
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.click("main button[type=submit]")
        states[who] = str(ALL / f".{who}.json")
        context.storage_state(path=states[who])
        page.close()
    return context


def shoot(browser: Browser, asked: set[str]) -> None:
    """Take every picture that is asked for, or all."""
    states: dict[str, str] = {}
    contexts: dict[tuple[str, str, str], BrowserContext] = {}
    for shot in SHOTS:
        if asked and shot.name not in asked:
            continue
        for size, theme in looks(shot):
            key = (shot.who, size, theme)
            context = contexts.get(key) or contexts.setdefault(
                key, entered(browser, shot.who, states, size, theme)
            )
            page = context.new_page()
            page.goto(BASE + shot.path)
            try:
                if shot.act:
                    shot.act(page)
            except Exception as fault:  # noqa: BLE001  the picture then shows why
                print(f"{shot.name} {size} {theme}: {fault}")  # noqa: T201  a script's answer
            page.wait_for_timeout(250)
            page.screenshot(path=ALL / f"{shot.name}-{size}-{theme}.png")
            page.close()
    for path in states.values():
        Path(path).unlink()


def keep_shown() -> None:
    """Keep what the README and the manuals show, in 64 colours: a third of the bytes, and no difference to the eye."""
    for name, look in SHOWN.items():
        taken = ALL / f"{OF_PHONE.get(name, name)}-{look}.png"
        if taken.exists():
            with Image.open(taken) as picture:
                picture.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(
                    KEPT / f"{name}.png", optimize=True
                )


def write_index() -> None:
    """List every page and state: in the repository as a table, beside the pictures as a page to look through."""
    people = {NOBODY: "nobody yet", OFFICER: EMPTY, SIMULATED: "a long negotiation"}
    rows = [
        f"| `{shot.name}` | {shot.told} | {people.get(shot.who, shot.who.partition('@')[0])} | "
        f"`{shot.path.replace(chr(124), '')}` | {'both sizes and themes' if shot.is_main else '1280, light'} |"
        for shot in SHOTS
    ]
    shown = " ".join(f"[{name}]({name}.png)" for name in SHOWN)
    head = (
        "# Pictures\n\n`make screenshots` takes a picture of every page and state below into `var/pictures` (with `index.html` to look"
        " through) and keeps\nhere, small, those that the README and the manuals show: "
    )
    table = "| picture | what | who looks | address | sizes, themes |\n|---|---|---|---|---|\n"
    (KEPT / "README.md").write_text(f"{head}{shown}.\n\n{table}" + "\n".join(rows) + "\n", encoding="utf-8")
    figures = "".join(
        f"<figure><figcaption>{escape(shot.told)}, {size} {theme}</figcaption><img loading=lazy src='{shot.name}-{size}-{theme}.png'></figure>\n"
        for shot in SHOTS
        for size, theme in looks(shot)
    )
    style = "<style>body{font-family:sans-serif}figure{display:inline-block;vertical-align:top;margin:8px}img{max-width:600px;border:1px solid}</style>"
    page = f"<!DOCTYPE html><meta charset=utf-8><title>Pictures</title>{style}{figures}"
    (ALL / "index.html").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    ALL.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var, sync_playwright() as playwright:
        asked = set(sys.argv[1:])
        server = serve(var, asked)
        try:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            shoot(browser, asked)
            browser.close()
        finally:
            server.terminate()
            server.wait()
    keep_shown()
    write_index()
