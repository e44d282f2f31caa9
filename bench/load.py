"""The pages of a large negotiation on real servers: under load, one by one, and on a first visit over a slow line.

    python -m bench.load [production] [quick]

Embedded: SQLite and one worker. Production: PostgreSQL and Redis, if they answer at `BENCH_POSTGRES` and `BENCH_REDIS`,
and two workers; the database is one of its own, `gpa_bench`, dropped afterwards. A few clients on loopback ask, wait for
the answer, and ask again. Wall times are as good as the machine is idle; beside them stands the workers' own processor
time a request.
"""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from bench import setups
from bench.rows import Peer, Row, limit, part, run, tell
from bench.visiting import first_visits

IS_PRODUCTION = "production" in sys.argv[1:]
WHERE = "production" if IS_PRODUCTION else "embedded"
SUBJECT = f"On servers, {WHERE}"
CLIENTS, WARMING, OFTEN = 4, 6, 5
MOST = 2000
TICKS = os.sysconf("SC_CLK_TCK")
LIMIT = 0.3
AMENDMENTS = 2000
PAGES = {
    "overview": "",
    "list of amendments": "amendments/",
    "workbench of paragraph 49": "plan/49/workbench/",
    "ledger": "ledger/",
    "text page as compilation": "plan/?view=compilation",
}


def main(*, is_quick: bool) -> None:
    """Tell what the pages take on this set-up."""
    set_up = setups.production if IS_PRODUCTION else setups.embedded
    with part(SUBJECT, "the set-up"):
        try:
            with set_up() as environment:
                os.environ.update(environment)
                made = setups.prepared(AMENDMENTS)
                with served() as (port, master):
                    _measure(port, master, made, 5 if is_quick else 20)
        except setups.NotHere as missing:
            tell(Row(SUBJECT, "the set-up", absent=str(missing)))


def _measure(port: int, master: int, made: setups.Prepared, seconds: float) -> None:
    path, cookie = made
    text = f"{path}plan/"
    with part(SUBJECT, "text page under load"):
        _under_load(port, master, text, cookie, seconds)
    with part(SUBJECT, "pages one by one"):
        for name, rest in PAGES.items():
            asked(port, f"{path}{rest}", cookie)
            taken = [asked(port, f"{path}{rest}", cookie) for _ in range(OFTEN)]
            tell(Row(SUBJECT, f"{name}, asked alone", tuple(taken), clock="wall", peers=limit(LIMIT)))
    with part(SUBJECT, "first visit"):
        for row in first_visits(SUBJECT, f"http://127.0.0.1:{port}{text}", cookie):
            tell(row)


def _under_load(port: int, master: int, path: str, cookie: str, seconds: float) -> None:
    """Press the text page, and beside it the log-in page, which reads next to nothing."""
    for _ in range(WARMING):
        asked(port, path, cookie)
    floor = pressed(partial(asked, port, "/log-in/", ""), seconds / 4)
    before = used(master)
    rate, taken = pressed(partial(asked, port, path, cookie), seconds)
    cost = (used(master) - before) / len(taken)
    what = f"text page, {AMENDMENTS:,} open amendments, {CLIENTS} clients"
    beside = (Peer("log-in page", floor[0]),)
    tell(Row(SUBJECT, what, (rate,), unit="requests/s", clock="wall", peers=beside))
    tell(Row(SUBJECT, "  an answer to one of them", taken, clock="wall"))
    beside = (Peer("log-in page", _p99(floor[1])),)
    tell(Row(SUBJECT, "  its 99th percentile", (_p99(taken),), clock="wall", peers=beside))
    tell(Row(SUBJECT, "  the workers' processor a request", (cost,), peers=limit(LIMIT)))


def pressed(ask: Callable[[], float], seconds: float) -> tuple[float, tuple[float, ...]]:
    """Let the clients ask again and again, bounded in time and number; return requests a second, and the seconds of each."""
    started = time.perf_counter()

    def client(_number: int) -> list[float]:
        taken: list[float] = []
        while time.perf_counter() < started + seconds and len(taken) < MOST // CLIENTS:
            taken.append(ask())
        return taken

    with ThreadPoolExecutor(CLIENTS) as clients:
        taken = [each for found in clients.map(client, range(CLIENTS)) for each in found]
    return len(taken) / (time.perf_counter() - started), tuple(taken)


def _p99(taken: Sequence[float]) -> float:
    return sorted(taken)[int(len(taken) * 0.99)]


@contextmanager
def served() -> Iterator[tuple[int, int]]:
    """Serve, and yield the port and the master's id once a page is answered."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    workers = 2 if IS_PRODUCTION else 1
    command = [sys.executable, "-m", "gunicorn", "gpa.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4"]
    command += ["--workers", str(workers), "--timeout", "120", "--log-level", "error"]
    server = subprocess.Popen(command)  # noqa: S603  our own words
    try:
        for _ in range(120):
            try:
                asked(port, "/log-in/", "")
                break
            except OSError:
                time.sleep(0.5)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait()


def asked(port: int, path: str, cookie: str) -> float:
    """Ask once, and return the seconds until all of the answer is there."""
    started = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != http.client.OK:
        message = f"{path} answered {answer.status}"
        raise RuntimeError(message)
    return time.perf_counter() - started


def used(master: int) -> float:
    """Return the seconds of processor that the workers have used."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    fields = [Path(f"/proc/{child}/stat").read_text().rsplit(")", 1)[1].split() for child in children]
    return sum(int(each[11]) + int(each[12]) for each in fields) / TICKS


if __name__ == "__main__":
    run(main)
