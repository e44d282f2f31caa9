"""A table of the test's own: PostgreSQL or SQLite, Redis, web processes and a worker on free ports, each of which can be killed."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import requests

ROOT = Path(__file__).resolve().parent.parent.parent
POSTGRESQL = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), Path())
SESSION = """
from django.contrib.auth import SESSION_KEY, BACKEND_SESSION_KEY, HASH_SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from delegations.models import User
for user in User.objects.filter(email__in={emails}):
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    print(user.email, session.session_key)
"""


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(is_there: Callable[[], bool], *, seconds: float = 20) -> None:
    """Wait until something is there; an error when it never comes."""
    until = time.monotonic() + seconds
    while not is_there():
        if time.monotonic() > until:
            message = f"not there after {seconds} s"
            raise TimeoutError(message)
        time.sleep(0.1)


@dataclass
class Process:
    """A process group that can be stopped, killed, and started again."""

    command: list[str]
    environment: Mapping[str, str]
    log: Path
    before: Callable[[], None] | None = None
    running: "subprocess.Popen[bytes] | None" = None

    def start(self) -> "Process":
        """Start it; its output goes to its log."""
        with self.log.open("ab") as out:
            self.running = subprocess.Popen(  # noqa: S603  our own servers
                self.command,
                env=dict(self.environment),
                cwd=ROOT,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=self.before,  # noqa: PLW1509  sets a limit, in a process without threads
            )
        return self

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the whole group: SIGKILL is the crash."""
        if self.running is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.running.pid, how)
        self.running.wait(timeout=30)
        self.running = None


@dataclass
class Table:
    """An installation with the demo in it, below `folder`."""

    folder: Path
    environment: dict[str, str]
    processes: list[Process] = field(default_factory=list)
    cluster: Path | None = None

    @classmethod
    def laid(cls, folder: Path, *, on: str, with_redis: bool = False, demo: bool = True) -> "Table":
        """Make one on "sqlite" or "postgresql"."""
        kept = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "PGPASSWORD"}
        }
        environment = {
            **kept,
            "GPA_VAR": str(folder / "var"),
            "SECRET_KEY": "of-the-tests",
            "BEHIND_TLS": "false",
            "LOG_LEVEL": "INFO",
            "PYTHONUNBUFFERED": "1",
        }
        table = cls(folder, environment)
        if on == "postgresql":
            table.start_cluster()
        if with_redis:
            table.start_redis()
        table.run("migrate", "-v0")
        table.run("collectstatic", "--noinput", "-v0")
        if demo:
            table.run("demo", *(["--anyway"] if on == "postgresql" else []))
        return table

    def run(self, *command: str) -> str:
        """Run a management command and return what it says."""
        done = subprocess.run(  # noqa: S603  our own command
            [sys.executable, str(ROOT / "manage.py"), *command],
            env=self.environment,
            cwd=ROOT,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(done.stdout + done.stderr)
        return done.stdout

    def ask(self, code: str) -> str:
        """Run some lines in Django's shell and return the last line printed."""
        return self.run("shell", "-v0", "-c", code).strip().splitlines()[-1]

    def is_whole(self) -> bool:
        """Tell whether `verify` finds nothing."""
        return "whole" in self.run("verify")

    def start_web(
        self, *, before: Callable[[], None] | None = None, is_simple: bool = False
    ) -> "tuple[Process, str]":
        """Start a web process and return it with its address; Django's simple server where gunicorn's clock may not jump."""
        port = free_port()
        gunicorn = ["-m", "gunicorn", "gpa.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", "1"]
        gunicorn += ["--threads", "8", "--timeout", "60"]
        simple = [str(ROOT / "manage.py"), "runserver", "--noreload", f"127.0.0.1:{port}"]
        command = [sys.executable, *(simple if is_simple else gunicorn)]
        web = Process(command, self.environment, self.folder / "web.log", before).start()
        self.processes.append(web)
        base = f"http://127.0.0.1:{port}"
        wait_for(lambda: _answers(f"{base}/healthy/"))
        return web, base

    def start_worker(self, *options: str) -> Process:
        """Start a Celery worker."""
        command = [sys.executable, "-m", "celery", "--app", "gpa", "worker", "--loglevel", "INFO"]
        command += ["--concurrency", "1", *options]
        worker = Process(command, self.environment, self.folder / "worker.log").start()
        self.processes.append(worker)
        return worker

    def start_redis(self) -> Process:
        """Start a Redis, which all that is started after it uses."""
        port = free_port()
        server = shutil.which("redis-server") or "redis-server"
        command = [
            server,
            "--port",
            str(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--dir",
            str(self.folder),
        ]
        redis = Process(command, self.environment, self.folder / "redis.log").start()
        self.processes.append(redis)
        self.environment["REDIS_URL"] = f"redis://127.0.0.1:{port}/0"
        wait_for(lambda: _listens(port))
        return redis

    def start_cluster(self) -> None:
        """Make a PostgreSQL cluster that can be stopped without harm to others."""
        # Not below the test's folder: pytest keeps that from other accounts, each time it starts anywhere on the machine.
        self.cluster = Path(tempfile.mkdtemp(prefix="cluster-"))
        port = free_port()
        if os.getuid() == 0:
            shutil.chown(self.cluster, "postgres", "postgres")
        self._as_postgres("initdb", "-D", str(self.cluster), "-U", "table", "--auth=trust", "--no-sync")
        with (self.cluster / "postgresql.conf").open("a") as settings:
            settings.write(f"port = {port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = ''\n")
        self.open_cluster()
        self._as_postgres("createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "table", "table")
        self.environment["DATABASE_URL"] = f"postgres://table@127.0.0.1:{port}/table"

    def open_cluster(self) -> None:
        """Start the cluster and wait until it answers."""
        self._as_postgres("pg_ctl", "-D", str(self.cluster), "-w", "-l", f"{self.cluster}/log", "start")

    def crash_cluster(self) -> None:
        """Stop the cluster as a power cut would."""
        self._as_postgres("pg_ctl", "-D", str(self.cluster), "-m", "immediate", "stop")

    def _as_postgres(self, program: str, *options: str) -> None:
        as_owner = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        subprocess.run(  # noqa: S603  PostgreSQL's own programs
            [*as_owner, str(POSTGRESQL / program), *options],
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def seat(self, base: str, *emails: str) -> "dict[str, Person]":
        """Return people who are logged in, by e-mail."""
        told = self.run("shell", "-v0", "-c", SESSION.format(emails=list(emails)))
        sessions = dict(line.split() for line in told.strip().splitlines())
        return {email: Person(base, sessions[email]) for email in emails}

    def clear(self) -> None:
        """Stop everything."""
        for process in self.processes:
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.stop(signal.SIGKILL)
        if self.cluster is not None:
            with contextlib.suppress(subprocess.CalledProcessError):
                self.crash_cluster()
            shutil.rmtree(self.cluster, ignore_errors=True)


class Person:
    """Somebody at a browser: keeps cookies (under the names that they have without TLS), sends forms with their token."""

    def __init__(self, base: str, session: str) -> None:
        """Take a session that exists."""
        self.base = base
        self.requests = requests.Session()
        self.requests.cookies.set("session", session)

    def get(self, path: str, *, base: str = "") -> requests.Response:
        """Ask for a page."""
        return self.requests.get((base or self.base) + path, timeout=60)

    def post(self, path: str, data: Mapping[str, str], *, base: str = "") -> requests.Response:
        """Send a form; a redirect is not followed, so that its status tells what was done."""
        token = self.requests.cookies.get("csrf") or ""
        if not token:
            self.get("/", base=base)
            token = self.requests.cookies.get("csrf") or ""
        sent = {**data, "csrfmiddlewaretoken": token}
        return self.requests.post((base or self.base) + path, sent, timeout=60, allow_redirects=False)


def _answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=5).ok
    except requests.RequestException:
        return False


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
