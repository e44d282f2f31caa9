"""Notes the windows whose hour has come."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from drafts.operations import windowing


class Command(BaseCommand):
    help = "Notes in the record the windows whose hour has come; they close by themselves. To be run every few minutes."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  Django's
        self.stdout.write(f"{windowing.note_closed_windows(at=timezone.now())} windows noted as closed.")
