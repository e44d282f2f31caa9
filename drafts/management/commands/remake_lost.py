"""Gives files whose maker never came back to a worker again; the scheduler runs it every minute."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from drafts.operations import circulating


class Command(BaseCommand):
    help = "Gives files whose maker never came back to a worker again."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  Django's
        found = circulating.remake_lost(at=timezone.now())
        if found:
            self.stdout.write(f"{found} lost files")
