"""Backup and restore, tried on the database that the tests run on: yesterday's state comes back whole, or not at all."""

import os
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]
pytestmark = pytest.mark.django_db


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Callable[[str], Run]]:
    """Return a maker of installations, each with a folder and a database of its own."""
    made: list[str] = []

    def make(name: str) -> Run:
        environment = {
            **os.environ,
            "GPA_VAR": str(tmp_path / name),
            "DJANGO_SETTINGS_MODULE": "gpa.settings",
            "SECRET_KEY": "of-the-tests",
        }
        if not settings.IS_EMBEDDED:
            database = f"backup_{uuid.uuid4().hex[:12]}"
            _ask(f"CREATE DATABASE {database}")
            made.append(database)
            environment["DATABASE_URL"] = os.environ["DATABASE_URL"].rpartition("/")[0] + f"/{database}"
        (tmp_path / name).mkdir()

        def run(*command: str) -> subprocess.CompletedProcess[str]:
            program = [sys.executable, str(ROOT / "manage.py"), *command]
            return subprocess.run(program, env=environment, check=False, capture_output=True, text=True)  # noqa: S603  our own command

        return run

    yield make
    for database in made:
        _ask(f"DROP DATABASE {database} WITH (FORCE)")


def _ask(statement: str) -> None:
    link = psycopg2.connect(os.environ["DATABASE_URL"])
    link.autocommit = True
    with link.cursor() as cursor:
        cursor.execute(statement)
    link.close()


def test_yesterdays_state_comes_back_with_its_files(
    installation: Callable[[str], Run], tmp_path: Path
) -> None:
    old, new = installation("old"), installation("new")
    backup = tmp_path / "yesterday.tar.gz"
    kept = tmp_path / "old" / "files" / "exports" / "ab" / "abc.pdf"
    old("migrate", "-v0")
    old("import_document", str(ROOT / "fixtures" / "draft-resolution.txt"))
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"a file")
    drafts = old("list_drafts").stdout

    assert old("backup", str(backup)).returncode == 0
    done = new("restore", str(backup))

    assert done.stderr == ""
    assert "History is whole." in done.stdout
    assert new("list_drafts").stdout == drafts
    assert (tmp_path / "new" / "files" / "exports" / "ab" / "abc.pdf").read_bytes() == b"a file"
    assert backup.stat().st_mode & 0o077 == 0


def test_restore_refuses_what_would_lose_data_or_is_not_whole(
    installation: Callable[[str], Run], tmp_path: Path
) -> None:
    old, new = installation("old"), installation("new")
    backup = tmp_path / "yesterday.tar.gz"
    old("migrate", "-v0")
    assert old("backup", str(backup)).returncode == 0

    assert "a backup never replaces another" in old("backup", str(backup)).stderr
    assert "This database has tables" in old("restore", str(backup)).stderr
    torn = tmp_path / "torn.tar.gz"
    torn.write_bytes(backup.read_bytes()[:-2000])
    assert "is no whole backup" in new("restore", str(torn)).stderr
    assert "is no whole backup" in new("restore", str(tmp_path / "missing.tar.gz")).stderr
    assert new("restore", str(backup)).returncode == 0
