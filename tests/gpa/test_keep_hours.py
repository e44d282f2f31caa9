"""The embedded mode's scheduler: the hours of the one table, whatever fails, one at a time, and no longer than its parent."""

import os
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from celery import shared_task
from celery.schedules import crontab
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone

from delegations import tasks
from gpa.management.commands.keep_hours import Hours

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent
ran: list[str] = []


@shared_task(name="tests.note")  # type: ignore[untyped-decorator]  # Celery has no types
def note(word: str) -> None:
    ran.append(word)
    if word == "failing":
        message = "as it must"
        raise RuntimeError(message)


def line(word: str, schedule: object) -> dict[str, object]:
    return {"task": "tests.note", "schedule": schedule, "args": [word]}


@pytest.fixture(autouse=True)
def nothing_ran() -> None:
    ran.clear()


def test_everything_runs_at_first_and_what_is_due_afterwards() -> None:
    hours = Hours({"a": line("a", 3600.0), "b": line("b", crontab(minute="*/5")), "c": line("c", 60.0)})
    hours.run_due()
    assert ran == ["a", "b", "c"]
    hours.last |= {"b": timezone.now() - timedelta(minutes=6), "c": timezone.now() - timedelta(seconds=61)}

    hours.run_due()
    hours.table = {"a": hours.table["a"]}
    hours.run_due()

    assert ran == ["a", "b", "c", "b", "c"]


def test_what_fails_is_logged_and_the_rest_has_its_hours(caplog: pytest.LogCaptureFixture) -> None:
    Hours({"a": line("failing", 60.0), "b": line("b", 60.0)}).run_due()

    assert ran == ["failing", "b"]
    assert "a failed; it is run again at its next hour" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_every_line_of_the_schedule_runs(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO", "delegations.tasks")

    Hours(settings.CELERY_BEAT_SCHEDULE).run_due()

    said = [record.args[0] for record in caplog.records if record.name == "delegations.tasks"]  # type: ignore[index]  # a tuple
    assert len(said) == len(settings.CELERY_BEAT_SCHEDULE)
    assert set(said) == tasks.SCHEDULED
    assert "failed" not in caplog.text


def test_it_leaves_the_hours_to_beat_where_there_is_a_broker(settings: object) -> None:
    settings.CELERY_BROKER_URL = "redis://localhost/0"  # type: ignore[attr-defined]  # pytest-django's

    with pytest.raises(CommandError, match="Celery beat keeps the hours"):
        call_command("keep_hours")


def test_of_two_one_works_and_both_end_with_their_parent(tmp_path: Path) -> None:
    """The database has no tables: every line fails, which ends nothing."""
    script = f"for log in 1 2; do {sys.executable} manage.py keep_hours --beside $$ 2>$GPA_VAR/$log & done; exec sleep 60"
    given = {"PATH": os.environ["PATH"], "GPA_VAR": str(tmp_path), "SECRET_KEY": "x"}
    parent = subprocess.Popen(["/bin/sh", "-c", script], cwd=ROOT, env=given, stdout=subprocess.PIPE)  # noqa: S603  our own
    logs = [tmp_path / "1", tmp_path / "2"]

    _until(lambda: any("access log failed" in log.read_text() for log in logs if log.exists()))
    parent.kill()
    parent.communicate(timeout=20)  # ends when both have let go of the output that they inherited

    assert sorted("access log failed" in log.read_text() for log in logs) == [False, True]


def _until(is_true: object) -> None:
    for _try in range(200):
        if is_true():  # type: ignore[operator]  # a function without arguments
            return
        time.sleep(0.1)
    pytest.fail("nothing within 20 seconds")


def test_make_run_starts_it_beside_the_web_server() -> None:
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nrun:")[2].partition("\n\n")[0]

    assert "keep_hours --beside $$$$ & exec $(BIN)/gunicorn" in recipe
