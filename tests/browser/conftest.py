"""One browser for a module's tests; a test that fails leaves a picture of each page that was open."""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

FAILURES = Path(__file__).parent / "failures"
FAILED = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember on a test that it failed, for those who clear up after it."""
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or bool(report.failed)  # type: ignore[attr-defined]  # what pytest sends back
    return report


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # playwright runs a loop in this thread
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True)
def _closed(browser: Browser, request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave no page open that would go on asking, and a picture of each after a failure."""
    yield
    name = re.sub(r"[^\w-]+", "-", request.node.name)
    pages = [page for context in browser.contexts for page in context.pages]
    if request.node.stash.get(FAILED, False):
        FAILURES.mkdir(exist_ok=True)
        for number, page in enumerate(pages, start=1):
            picture(page, FAILURES / f"{name}-{number}.png")
    for context in browser.contexts:
        context.close()


def picture(page: Page, path: Path) -> None:
    """Take a picture of a page, if there still is one to take."""
    with contextlib.suppress(Error):
        page.screenshot(path=path, full_page=True, timeout=5000)
