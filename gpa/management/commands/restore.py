"""Brings a backup back into an installation without data, and proves that it is whole."""

from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from gpa import backups


class Command(BaseCommand):
    help = "Restore FILE, written by `backup`, into an empty database, then run migrate and verify."
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, file: Path, **options: object) -> None:  # noqa: ARG002  Django's signature
        try:
            made_at = backups.restore(file)
        except (backups.BackupRefused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Restored as of {made_at:%d %B %Y, %H:%M} UTC.")
        call_command("migrate", verbosity=0)
        call_command("verify", stdout=self.stdout)
