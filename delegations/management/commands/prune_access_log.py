"""Deletes the lines of the access log whose time is over."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from delegations.operations.access import prune_access_log


class Command(BaseCommand):
    help = "Deletes the lines of the access log that are older than ACCESS_LOG_DAYS."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=settings.ACCESS_LOG_DAYS)

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  Django's
        count = prune_access_log(before=timezone.now() - timedelta(days=options["days"]))
        self.stdout.write(f"{count} lines deleted.")
