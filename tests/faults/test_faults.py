"""Faults, tried on servers of the test's own: `make faults`. Each says what it showed; README.md beside it keeps the findings.

What every fault must leave: each answer was either yes or a clear no, what was answered with yes is there, and
`manage.py verify` finds the history whole.
"""

import os
import re
import resource
import shutil
import signal
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import pytest
import requests

from tests.faults.table import Person, Table, wait_for

Lay = Callable[..., Table]
pytestmark = [pytest.mark.fault, pytest.mark.xdist_group("processes")]

FACILITATORS = FACILITATOR, _OTHER = "facilitator@example.org", "cofacilitator@example.org"
SECRETARIAT = "secretariat@example.org"
DELEGATE = "delegate@samplia.example.org"
LABELS = ("12", "13", "14")
BOTH = pytest.mark.parametrize("on", ["sqlite", "postgresql"])
EDITIONS = (
    "from drafts.models import Paragraph; p = Paragraph.objects.get(document__slug='plan', label='{label}');"
    "print(p.edition, p.wording)"
)
ASKED = """
from django.utils import timezone
from delegations.models import User
from drafts.models import Draft, ExportForm, ExportFormat
from drafts.operations import circulating
print(circulating.request_export(
    draft=Draft.objects.filter(document__slug="plan").earliest(), form=ExportForm.COMPILATION,
    file_format=ExportFormat.PDF, against=None, at=timezone.now()).pk)
"""
STATE = "from drafts.models import Export; print(Export.objects.get(pk={pk}).state)"


def decide(person: Person, label: str, edition: int, wording: str, *, base: str = "") -> requests.Response:
    """Save a decision on a paragraph's workbench; 302 is yes, 409 somebody was quicker."""
    form = {"edition": str(edition), "wording": wording, "composed": wording, "reason": "", "action": "save"}
    return person.post(f"/gpa/plan/{label}/workbench/", form, base=base)


def edition_of(table: Table, label: str) -> tuple[int, str]:
    """Return a paragraph's edition and wording."""
    edition, _space, wording = table.ask(EDITIONS.format(label=label)).partition(" ")
    return int(edition), wording


def test_worker_killed_during_an_export(lay: Lay) -> None:
    table = lay(on="postgresql", with_redis=True)
    first = table.start_worker()
    pk = table.ask(ASKED)
    log = table.folder / "worker.log"
    wait_for(lambda: b"drafts.make_export" in log.read_bytes() and b"received" in log.read_bytes())

    first.stop(signal.SIGKILL)
    assert table.ask(STATE.format(pk=pk)) == "asked"
    table.ask(
        "from drafts.models import Export; print(Export.objects.update(lease_until='2000-01-01T00:00:00Z'))"
    )
    table.start_worker()
    assert table.ask(ASKED) == pk
    wait_for(lambda: table.ask(STATE.format(pk=pk)) == "done", seconds=90)

    print(
        "killed while it made a file: the row stayed asked; after its lease the file was made once, under the same id"
    )
    assert table.is_whole()


@BOTH
def test_web_process_killed_during_decisions(lay: Lay, on: str) -> None:
    table = lay(on=on)
    web, base = table.start_web()
    facilitator = table.seat(base, FACILITATOR)[FACILITATOR]
    said: list[int] = []

    def decide_on() -> None:
        for turn in range(1000):
            try:
                answer = decide(facilitator, "12", turn + start, f"Wording {turn};")
            except requests.RequestException:
                return
            said.append(answer.status_code)

    start = edition_of(table, "12")[0]
    deciding = threading.Thread(target=decide_on)
    deciding.start()
    wait_for(lambda: len(said) >= 5)
    web.stop(signal.SIGKILL)
    deciding.join()

    edition, wording = edition_of(table, "12")
    yes = said.count(302)
    print(f"{on}: {yes} decisions were answered with yes, {edition - start} are there, the last one whole")
    assert said == [302] * yes
    assert edition - start in {yes, yes + 1}
    assert wording == f"Wording {edition - start - 1};"
    assert table.is_whole()


def test_database_gone_for_ten_seconds(lay: Lay) -> None:
    table = lay(on="postgresql")
    _web, base = table.start_web()
    people = table.seat(base, FACILITATOR, DELEGATE)
    facilitator = people[FACILITATOR]
    edition, _wording = edition_of(table, "12")
    assert decide(facilitator, "12", edition, "Before the cut;").status_code == 302

    table.crash_cluster()
    began = time.monotonic()
    refused = decide(facilitator, "12", edition + 1, "Typed during the cut;")
    assert requests.get(f"{base}/healthy/", timeout=5).status_code == 200
    assert requests.get(f"{base}/ready/", timeout=5).status_code == 503
    time.sleep(max(0, 10 - (time.monotonic() - began)))
    table.open_cluster()
    again = decide(facilitator, "12", edition + 1, "Typed during the cut;")

    print(
        "away: 503 with Retry-After and the typed words in the page; back: the same form is taken, no restart needed"
    )
    assert refused.status_code == 503
    assert "Typed during the cut;" in refused.text
    assert "Traceback" not in refused.text
    assert again.status_code == 302
    assert edition_of(table, "12") == (edition + 2, "Typed during the cut;")
    assert table.is_whole()


def test_redis_gone(lay: Lay) -> None:
    table = lay(on="sqlite", with_redis=True)
    _web, base = table.start_web()
    people = table.seat(base, FACILITATOR, SECRETARIAT)
    redis = table.processes[0]
    edition, _wording = edition_of(table, "12")

    redis.stop(signal.SIGKILL)
    decided = decide(people[FACILITATOR], "12", edition, "Decided without Redis;")
    read = people[FACILITATOR].get("/gpa/plan/")
    circulated = people[SECRETARIAT].post(
        "/gpa/plan/drafts/circulate/",
        {"kind": "revision", "name": "Rev.9", "symbol": "", "author": "The facilitators"},
    )
    redis.start()
    table.start_worker()
    pk = table.ask(ASKED)
    wait_for(lambda: table.ask(STATE.format(pk=pk)) == "done", seconds=90)

    print(
        "away: pages, decisions and circulation go on, files wait; back: files are made when they are asked for again"
    )
    assert (decided.status_code, read.status_code, circulated.status_code) == (302, 200, 302)
    assert table.is_whole()


def test_disk_full(lay: Lay) -> None:
    table = lay(on="sqlite")
    database = table.folder / "var" / "db.sqlite3"
    table.ask(
        "from django.db import connection; c = connection.cursor(); c.execute('PRAGMA wal_checkpoint(TRUNCATE)'); print(1)"
    )
    room = database.stat().st_size + 64 * 1024

    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    web, base = table.start_web(before=little_room)
    facilitator = table.seat(base, FACILITATOR)[FACILITATOR]
    start, _wording = edition_of(table, "12")
    said: list[requests.Response] = []
    for turn in range(400):
        said.append(decide(facilitator, "12", start + turn, f"{turn} {'words ' * 2000};"))
        if said[-1].status_code != 302:
            break
    web.stop()
    edition, _wording = edition_of(table, "12")
    _web, base = table.start_web()
    after = decide(table.seat(base, FACILITATOR)[FACILITATOR], "12", edition, "With room again;")

    yes = [each.status_code for each in said].count(302)
    print(
        f"full after {yes} decisions: {said[-1].status_code} with the typed words; with room again it goes on"
    )
    assert said[-1].status_code == 503
    assert "words words" in said[-1].text
    assert edition - start == yes
    assert after.status_code == 302
    assert table.is_whole()


@pytest.mark.skipif(not shutil.which("faketime"), reason="left out: needs faketime")
def test_clock_jumping(lay: Lay) -> None:
    table = lay(on="sqlite")
    library = next(Path("/usr/lib").rglob("libfaketimeMT.so.1"))
    clock = table.folder / "clock"
    clock.write_text("+0\n")
    table.environment |= {
        "LD_PRELOAD": str(library),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    _web, base = table.start_web(is_simple=True)
    facilitator = table.seat(base, FACILITATOR)[FACILITATOR]
    start, _wording = edition_of(table, "12")
    said = []
    for turn, jump in enumerate(("+0", "+3h", "-2h", "+1d", "-1d", "+0")):
        clock.write_text(f"{jump}\n")
        said.append(decide(facilitator, "12", start + turn, f"At {jump};").status_code)
    pages = [
        facilitator.get(path).status_code
        for path in ("/gpa/", "/gpa/plan/", "/gpa/plan/12/", "/gpa/decisions/")
    ]

    print(
        "the clock jumped by hours and days, both ways: decisions keep their numbers' order, pages open, history is whole"
    )
    assert said == [302] * 6
    assert pages == [200] * 4
    assert edition_of(table, "12") == (start + 6, "At +0;")
    assert table.is_whole()


SEATS = """
from delegations.models import DelegationKind, Negotiation, Role
from delegations.operations import accrediting
gpa = Negotiation.objects.get(slug="gpa")
for number in range(50):
    delegation = accrediting.admit_delegation(
        negotiation=gpa, kind=DelegationKind.STATE, name=f"Land {number} (sample)", slug=f"land-{number}",
        is_fictitious=True)
    accrediting.accredit(
        negotiation=gpa, email=f"delegate{number}@example.org", name=f"Delegate {number}", role=Role.DELEGATE,
        delegation=delegation)
    print(delegation.pk)
"""
COUNTED = """
from drafts.models import Amendment, Decision
print(Decision.objects.filter(negotiation__slug="gpa").count(), Amendment.objects.tabled().count())
"""


@dataclass
class Consultations:
    """People acting at once until the time is up, and what each was answered."""

    bases: list[str]
    until: float
    decided: list[int] = field(default_factory=list)
    tabled: list[int] = field(default_factory=list)
    read: list[int] = field(default_factory=list)

    def facilitate(self, person: Person) -> None:
        """Decide on one paragraph after another, as fast as answers come."""
        for base in cycle(self.bases):
            label = LABELS[len(self.decided) % 3]
            edition = int(_field(person.get(f"/gpa/plan/{label}/workbench/", base=base), "edition"))
            wording = f"Wording {edition + 1} of paragraph {label};"
            self.decided.append(decide(person, label, edition, wording, base=base).status_code)
            if time.monotonic() > self.until:
                return

    def propose(self, person: Person, delegation: str, pause: float) -> None:
        """Table an amendment every five seconds."""
        time.sleep(pause)
        for turn, base in enumerate(cycle(self.bases)):
            label = LABELS[turn % 3]
            page = person.get(f"/gpa/plan/{label}/amend/", base=base)
            self.read.append(page.status_code)
            form = {
                "kind": "revise",
                "wording": f"Proposed by {delegation}, turn {turn};",
                "delegation": delegation,
                "base_edition": _field(page, "base_edition"),
                "rationale": "",
                "action": "table",
            }
            answer = person.post(f"/gpa/plan/{label}/amend/", form, base=base)
            self.tabled.append(answer.status_code)
            if time.monotonic() > self.until:
                return
            time.sleep(5)


def _field(page: requests.Response, name: str) -> str:
    return page.text.split(f'name="{name}" value="')[1].split('"')[0]


@BOTH
def test_two_facilitators_and_fifty_delegates_at_once(lay: Lay, on: str) -> None:
    seconds = float(os.environ.get("FAULT_SECONDS", "60"))
    table = lay(on=on)
    bases = [table.start_web()[1] for _web in range(2 if on == "postgresql" else 1)]
    delegations = table.run("shell", "-v0", "-c", SEATS).split()
    emails = [f"delegate{number}@example.org" for number in range(50)]
    seats = table.seat(bases[0], *FACILITATORS, *emails)
    before = [int(each) for each in table.ask(COUNTED).split()]
    held = Consultations(bases, time.monotonic() + seconds)

    with ThreadPoolExecutor(52) as room:
        work = [room.submit(held.facilitate, seats[email]) for email in FACILITATORS]
        for number, email in enumerate(emails):
            work.append(room.submit(held.propose, seats[email], delegations[number], number / 10))
    for each in work:
        each.result()

    decisions, amendments = (int(each) for each in table.ask(COUNTED).split())
    yes, refused = held.decided.count(302), held.decided.count(409)
    print(f"{on}, {seconds:.0f} s: {yes} decisions, {refused} refused, {len(held.tabled)} amendments tabled")
    assert yes + refused == len(held.decided)
    assert set(held.tabled) == {302}
    assert set(held.read) == {200}
    assert decisions - before[0] == yes
    assert amendments - before[1] == len(held.tabled)
    assert table.is_whole()


def test_two_web_processes_a_worker_and_a_draft_circulated_between_them(lay: Lay) -> None:
    """The topology of docker-compose.yml without its containers."""
    table = lay(on="postgresql", with_redis=True)
    (_one, first), (_two, second) = table.start_web(), table.start_web()
    table.start_worker()
    secretariat = table.seat(first, SECRETARIAT)[SECRETARIAT]

    form = {"kind": "revision", "name": "Rev.9", "symbol": "", "author": "The facilitators"}
    circulated = secretariat.post("/gpa/plan/drafts/circulate/", form, base=first)
    page = "/gpa/plan/drafts/rev9/"

    def links() -> list[str]:
        return re.findall(rf'href="({page}files/\d+/)"', secretariat.get(page, base=second).text)

    def pdfs() -> list[bytes]:
        files = (secretariat.get(each, base=first).content for each in links())
        return [each for each in files if each.startswith(b"%PDF-")]

    wait_for(lambda: bool(pdfs()), seconds=90)

    print("circulated at one web process, made by the worker, seen at the other, downloaded at the first")
    assert circulated.headers["Location"] == page
    assert table.is_whole()
