"""Proves that history, seals and outcomes are whole."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from drafts.operations import verifying


class Command(BaseCommand):
    help = "Proves that history, seals and outcomes are whole; exit 1 and a line for each that is not."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  Django's
        count = 0
        for fault in verifying.faults():
            self.stdout.write(fault)
            count += 1
        if count:
            message = f"{count} faults."
            raise CommandError(message, returncode=1)
        self.stdout.write("History is whole.")
