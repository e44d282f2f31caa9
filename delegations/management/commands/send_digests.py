"""Sends the daily letters that are due: in the morning of each person's own day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from delegations.operations.digesting import send_digests


class Command(BaseCommand):
    help = "Sends each person's daily letter once a day, after seven in their own time zone; to be run every hour."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--now", action="store_true", help="whatever the hour, and again")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  Django's
        count = send_digests(at=timezone.now(), is_forced=options["now"])
        self.stdout.write(f"{count} daily letters queued.")
