"""Keeps the scheduler's hours where no Celery beat runs: the embedded mode's scheduler, beside its web server."""

import fcntl
import logging
import os
import time
from collections.abc import Mapping
from datetime import datetime
from typing import IO, Any

from celery import current_app
from celery.schedules import maybe_schedule
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections
from django.utils import timezone

logger = logging.getLogger("gpa.hours")

TICK = 1.0
"""Seconds between two looks at the clock."""


class Hours:
    """A table of the scheduler, and when each of its lines was last run here."""

    def __init__(self, table: Mapping[str, Mapping[str, Any]]) -> None:
        self.table = table
        self.last: dict[str, datetime] = {}

    def run_due(self) -> None:
        """Run what is due, and at first everything: each line is harmless to run again, and its hour may be missed."""
        for name, line in self.table.items():
            last = self.last.get(name)
            if last is not None and not maybe_schedule(line["schedule"], app=current_app).is_due(last)[0]:
                continue
            self.last[name] = timezone.now()
            try:
                current_app.tasks[line["task"]](*line["args"])
            except Exception:  # whatever fails, the other lines have their hours
                logger.exception("%s failed; it is run again at its next hour", name)
            finally:
                close_old_connections()


class Command(BaseCommand):
    help = "Keeps the scheduler's hours where no Celery beat runs; of several on one folder of files one works, the others wait."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--beside", type=int, metavar="PID", help="end when its parent PID ends")

    def handle(self, *_args: Any, beside: int | None, **_options: Any) -> None:  # noqa: ANN401  Django's
        if settings.CELERY_BROKER_URL:
            message = "REDIS_URL is set: Celery beat keeps the hours, `celery --app gpa beat`."
            raise CommandError(message)
        current_app.loader.import_default_modules()
        hours = Hours(settings.CELERY_BEAT_SCHEDULE)
        is_ours = False
        with (settings.VAR_DIR / "hours.lock").open("w") as lock:
            while beside is None or os.getppid() == beside:
                is_ours = is_ours or _is_taken(lock)
                if is_ours:
                    hours.run_due()
                time.sleep(TICK)


def _is_taken(lock: IO[str]) -> bool:
    """Take the lock that the system frees when its holder ends; tell whether it could be had."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
