"""Sends the letters that wait: the mail server was away, or their sender never came back."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from delegations.operations.digesting import send_waiting


class Command(BaseCommand):
    help = "Sends letters that wait; one whose sender never came back says that it may be the second. To be run every few minutes."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  Django's
        self.stdout.write(f"{send_waiting(at=timezone.now())} letters whose sender never came back.")
