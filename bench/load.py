"""The text page of a large negotiation under load on real servers, and a first visit to it over a slow line.

    python -m bench.load [AMENDMENTS] [SECONDS]

Measures the set-up that the environment describes: embedded with one worker, or with `DATABASE_URL` (a database that may
be filled) and `REDIS_URL` two. A few clients on loopback ask, wait for the answer, and ask again, for so many seconds.
Wall times are as good as the machine is idle; beside them stands the workers' own processor time a request.
"""

import http.client
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

IS_EMBEDDED = "DATABASE_URL" not in os.environ
os.environ.setdefault("GPA_VAR", tempfile.mkdtemp(prefix="gpa-bench-"))
os.environ.update({"DJANGO_SETTINGS_MODULE": "gpa.settings", "BEHIND_TLS": "false", "LOG_LEVEL": "ERROR"})
if not IS_EMBEDDED:
    os.environ.setdefault("SECRET_KEY", "of a bench")

import django  # noqa: E402  the environment comes first

django.setup()

from django.conf import settings  # noqa: E402  Django is set up first
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from delegations.models import User  # noqa: E402
from drafts.operations import simulating  # noqa: E402

PORT = 8197
CLIENTS = 4
WARMING = 6
MOST = 2000
TICKS = os.sysconf("SC_CLK_TCK")
KILOBYTE = 1000
LIMIT, LIGHT, QUICK = 300, 100, 1.0
"""Milliseconds of processor a request, kilobytes and seconds to the largest paint of a first visit."""
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 94_000}
"""A slow line: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back."""
LARGEST = """() => new Promise(done => new PerformanceObserver(
    list => done(list.getEntries().at(-1).startTime)).observe({type: "largest-contentful-paint", buffered: true}))"""


@contextmanager
def served(workers: int) -> Iterator[int]:
    """Serve, and yield the master's id once a page is answered."""
    command = [sys.executable, "-m", "gunicorn", "gpa.wsgi", "--bind", f"127.0.0.1:{PORT}", "--threads", "4"]
    command += ["--workers", str(workers), "--timeout", "120", "--log-level", "error"]
    server = subprocess.Popen(command)  # noqa: S603  our own words
    try:
        for _ in range(120):
            try:
                asked("/log-in/", "")
                break
            except OSError:
                time.sleep(0.5)
        yield server.pid
    finally:
        server.terminate()
        server.wait()


def asked(path: str, cookie: str) -> float:
    """Ask once, and return the seconds until all of the answer is there."""
    started = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != http.client.OK:
        message = f"{path} answered {answer.status}"
        raise RuntimeError(message)
    return time.perf_counter() - started


def processor(master: int) -> float:
    """Return the seconds of processor that the workers have used."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    fields = [Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split() for child in children]
    return sum(int(each[11]) + int(each[12]) for each in fields) / TICKS


def pressed(path: str, cookie: str, seconds: float) -> list[float]:
    """Let the clients ask again and again, bounded in time and number; return the seconds of each answer."""
    until = time.perf_counter() + seconds

    def client(_number: int) -> list[float]:
        taken: list[float] = []
        while time.perf_counter() < until and len(taken) < MOST // CLIENTS:
            taken.append(asked(path, cookie))
        return taken

    with ThreadPoolExecutor(CLIENTS) as clients:
        return sorted(each for taken in clients.map(client, range(CLIENTS)) for each in taken)


def first_visit(path: str, cookie: str) -> tuple[float, float] | None:
    """Return the kilobytes on the wire and the seconds to the largest paint; none without chromium."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  a tool of tests

    browser_path = shutil.which("chromium")
    if not browser_path:
        return None
    name, value = cookie.split("=", 1)
    url = f"http://127.0.0.1:{PORT}"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        context = browser.new_context()
        context.add_cookies([{"name": name, "value": value, "url": url}])
        page = context.new_page()
        wire = context.new_cdp_session(page)
        sizes: list[float] = []
        wire.on("Network.loadingFinished", lambda told: sizes.append(told["encodedDataLength"]))
        wire.send("Network.enable")
        wire.send("Network.emulateNetworkConditions", SLOW)
        page.goto(f"{url}{path}", wait_until="networkidle")
        painted = float(page.evaluate(LARGEST)) / 1000
        browser.close()
    return sum(sizes) / KILOBYTE, painted


def main(amendments: int, seconds: float) -> None:
    """Print what the text page gives under load, then what a first visit weighs."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    negotiation = simulating.simulate(
        fixtures=Path(settings.BASE_DIR) / "fixtures",
        delegations=193,
        amendments=amendments,
        seed=1,
        password="bench",  # noqa: S106  a database that is thrown away
        at=timezone.now(),
    )
    reader, client = User.objects.get(email=f"facilitator@{negotiation.slug}.example.org"), Client()
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
    path, workers = f"/{negotiation.slug}/plan/", 1 if IS_EMBEDDED else 2
    with served(workers) as master:
        for _ in range(WARMING):
            asked(path, cookie)
        before, started = processor(master), time.perf_counter()
        taken = pressed(path, cookie, seconds)
        wall, used = time.perf_counter() - started, processor(master) - before
        visit = first_visit(path, cookie)
    cost = used / len(taken) * 1000
    where = "embedded" if IS_EMBEDDED else "production"
    print(f"{where}, workers: {workers}, clients: {CLIENTS}, load of the machine: {os.getloadavg()[0]:.1f}")
    print(f"text page, {amendments:,} open amendments: {len(taken) / wall:.1f} requests/s,", end=" ")
    print(
        f"median {statistics.median(taken) * 1000:.0f} ms, p99 {taken[int(len(taken) * 0.99)] * 1000:.0f} ms"
    )
    print(f"  the workers' processor: {cost:.0f} ms a request; limit {LIMIT} ms: {told(cost < LIMIT)}")
    if visit:
        print(f"first visit: {visit[0]:.0f} kB; limit {LIGHT} kB: {told(visit[0] < LIGHT)}")
        print(f"  largest paint: {visit[1]:.2f} s at 1.6 Mbit/s, 150 ms;", end=" ")
        print(f"limit {QUICK:.0f} s: {told(visit[1] < QUICK)}")


def told(is_met: bool) -> str:  # noqa: FBT001  one word for it
    """Say whether a limit is met."""
    return "met" if is_met else "NOT met"


if __name__ == "__main__":
    given = [float(each) for each in sys.argv[1:]]
    main(int(given[0]) if given else 2000, given[1] if len(given) > 1 else 20)
