"""Makes the pictures of the README and the manuals from the demo: `make screenshots`."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
PORT = "8917"
BASE = f"http://127.0.0.1:{PORT}"
PASSWORD = "open-inclusive-transparent"  # noqa: S105  the demo's
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}

# Name, who looks, address, window, theme.
SHOTS = [
    ("overview", "delegate@samplia.example.org", "/gpa/", WIDE, "light"),
    (
        "text-tracked",
        "delegate@samplia.example.org",
        "/gpa/plan/?view=tracked&since=zero-draft",
        WIDE,
        "light",
    ),
    (
        "text-compilation",
        "delegate@samplia.example.org",
        "/gpa/plan/?view=compilation#paragraph-49",
        WIDE,
        "light",
    ),
    ("propose", "delegate@samplia.example.org", "/gpa/plan/16/amend/", WIDE, "light"),
    ("workbench", "facilitator@example.org", "/gpa/plan/49/workbench/", WIDE, "light"),
    ("workbench-dark", "facilitator@example.org", "/gpa/plan/49/workbench/", WIDE, "dark"),
    ("amendment", "delegate@samplia.example.org", "/gpa/amendments/1/", WIDE, "light"),
    ("positions", "secretariat@example.org", "/gpa/plan/positions/", WIDE, "light"),
    ("ledger", "secretariat@example.org", "/gpa/ledger/", WIDE, "light"),
    ("draft", "secretariat@example.org", "/gpa/plan/drafts/facilitators-proposals/", WIDE, "light"),
    ("text-phone", "delegate@samplia.example.org", "/gpa/plan/", PHONE, "light"),
]


def serve(var: str) -> "subprocess.Popen[bytes]":
    """Serve the demo from a folder of its own until it answers."""
    environment = {**os.environ, "GPA_VAR": var}
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"], ["demo"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)  # noqa: S603  our own commands
    gunicorn = [sys.executable, "-m", "gunicorn", "gpa.wsgi", "--bind", f"127.0.0.1:{PORT}", "--threads", "4"]
    server = subprocess.Popen(gunicorn, cwd=ROOT, env=environment)  # noqa: S603  as above
    for _try in range(50):
        try:
            urllib.request.urlopen(f"{BASE}/healthy/")  # noqa: S310  our own server
        except OSError:
            time.sleep(0.2)
        else:
            break
    return server


def shoot(browser: Browser) -> None:
    """Take every picture."""
    PICTURES.mkdir(exist_ok=True)
    for name, who, path, window, theme in SHOTS:
        scheme = "dark" if theme == "dark" else "light"
        page = browser.new_context(viewport=window, color_scheme=scheme).new_page()  # type: ignore[arg-type]  # the two keys that it wants
        page.goto(f"{BASE}/log-in/")
        page.fill("[name=login]", who)
        page.fill("[name=password]", PASSWORD)
        page.click("main button[type=submit]")
        page.goto(BASE + path)
        page.wait_for_timeout(400)
        page.screenshot(path=PICTURES / f"{name}.png")
        page.context.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as var, sync_playwright() as playwright:
        server = serve(var)
        try:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            shoot(browser)
            browser.close()
        finally:
            server.terminate()
            server.wait()
