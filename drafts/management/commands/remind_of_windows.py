"""Reminds delegations of the windows that close soon."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from drafts.operations.announcing import remind_of_windows


class Command(BaseCommand):
    help = "Reminds delegations a day and two hours before a window closes, once each; to be run every few minutes."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  Django's
        self.stdout.write(f"{remind_of_windows(at=timezone.now())} notices.")
