"""A first visit in a browser over a slow line: what it weighs, and when its largest element is painted."""

import shutil
from collections.abc import Iterator

from playwright.sync_api import Browser, sync_playwright

from bench.rows import Row, limit

TIMES = 3
LIGHT, QUICK = 100, 1.0
"""Kilobytes compressed, and seconds to the largest paint, that a first visit stays under."""
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
"""A slow line: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back."""
LARGEST = """() => new Promise(done => new PerformanceObserver(
    list => done(list.getEntries().at(-1).startTime)).observe({type: "largest-contentful-paint", buffered: true}))"""


def first_visits(subject: str, url: str, cookie: str) -> Iterator[Row]:
    """Visit with an empty cache, again and again, and give a row for the weight and one for the paint."""
    path = shutil.which("chromium")
    if not path:
        yield Row(subject, "first visit", absent="chromium is not on this machine")
        return
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        visits = [_visit(browser, url, cookie) for _ in range(TIMES)]
        browser.close()
    weights, paints = zip(*visits, strict=True)
    yield Row(subject, "first visit to the text page", weights, unit="kB", clock="", peers=limit(LIGHT))
    slow = "  its largest paint at 1.6 Mbit/s, 150 ms"
    yield Row(subject, slow, paints, clock="wall", peers=limit(QUICK))


def _visit(browser: Browser, url: str, cookie: str) -> tuple[float, float]:
    """Return the kilobytes on the wire and the seconds to the largest paint."""
    name, value = cookie.split("=", 1)
    context = browser.new_context()
    context.add_cookies([{"name": name, "value": value, "url": url}])
    page = context.new_page()
    wire = context.new_cdp_session(page)
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW)
    page.goto(url, wait_until="networkidle")
    painted = float(page.evaluate(LARGEST)) / 1000
    context.close()
    return sum(sizes) / 1000, painted
