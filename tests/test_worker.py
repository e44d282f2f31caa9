"""Background work by real processes: the embedded pool, and a Celery worker on Redis; a killed one leaves nothing behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(ROOT / "manage.py")]
CIRCULATE = """
from django.utils import timezone
from delegations.models import User
from drafts.models import Document, DraftKind
from drafts.operations import circulating
draft = circulating.circulate_draft(
    document=Document.objects.get(), kind=DraftKind.REVISION, name="{name}", author="A",
    by=User.objects.get(), at=timezone.now(),
)
print(draft.exports.get(form="package").pk)
"""
WAIT = """
import time
from drafts.models import Export
for _try in range({seconds} * 5):
    export = Export.objects.get(pk={export})
    if export.state == "done":
        break
    time.sleep(0.2)
print(export.state, export.size > 0)
"""

pytestmark = [pytest.mark.worker, pytest.mark.pdf, pytest.mark.xdist_group("processes")]


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the environment of an embedded installation of its own, with a short text in it."""
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SECRET_KEY"}}
    environment = {
        **kept,
        "GPA_VAR": str(tmp_path_factory.mktemp("installation") / "var"),
        "DJANGO_SETTINGS_MODULE": "gpa.settings",
    }
    run(environment, "migrate", "-v0")
    run(environment, "import_document", str(ROOT / "fixtures" / "draft-resolution.txt"))
    return environment


def run(environment: dict[str, str], *command: str) -> str:
    done = subprocess.run([*MANAGE, *command], env=environment, check=True, capture_output=True, text=True)  # noqa: S603  our own command
    return done.stdout


def circulate(environment: dict[str, str], name: str) -> str:
    """Circulate a draft, and return the id of the file that it asks for."""
    return run(environment, "shell", "-v0", "-c", CIRCULATE.format(name=name)).split()[-1]


def state(environment: dict[str, str], export: str, *, seconds: int) -> str:
    """Return how far a file is, after waiting so long for it to be done."""
    told = run(environment, "shell", "-v0", "-c", WAIT.format(export=export, seconds=seconds))
    return told.strip().splitlines()[-1]


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[str]:
    """Start a Redis of the test's own on a free port."""
    server = shutil.which("redis-server")
    assert server is not None
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(  # noqa: S603  the server that the machine has
        [server, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)],
        stdout=subprocess.DEVNULL,
    )
    for _try in range(50):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"redis://127.0.0.1:{port}/0"
    process.terminate()
    process.wait()


def start_worker(environment: dict[str, str]) -> "subprocess.Popen[bytes]":
    command = [
        sys.executable,
        "-m",
        "celery",
        "--app",
        "gpa",
        "worker",
        "--concurrency",
        "1",
        "--loglevel",
        "WARNING",
    ]
    return subprocess.Popen(command, env=environment, cwd=ROOT, start_new_session=True)  # noqa: S603  our own worker


def test_the_embedded_pool_makes_a_file_in_another_process(environment: dict[str, str]) -> None:
    export = circulate(environment, "Rev.1")

    assert state(environment, export, seconds=1) == "done True"
    assert run(environment, "verify") == "History is whole.\n"


def test_a_worker_on_redis_makes_a_file_and_a_killed_one_leaves_it_to_the_next(
    environment: dict[str, str], redis: str
) -> None:
    environment = {**environment, "REDIS_URL": redis}
    export = circulate(environment, "Rev.2")
    assert state(environment, export, seconds=1) == "asked False"

    first = start_worker(environment)
    time.sleep(1)
    os.killpg(first.pid, signal.SIGKILL)
    first.wait()
    second = start_worker(environment)
    try:
        assert state(environment, export, seconds=60) == "done True"
    finally:
        os.killpg(second.pid, signal.SIGTERM)
        second.wait()
