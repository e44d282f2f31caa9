"""Writes a backup of the database and all files into one file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from gpa import backups


class Command(BaseCommand):
    help = "Write the database and all kept files into FILE; the secret key is not in it: keep it apart."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: object, file: Path, **options: object) -> None:  # noqa: ARG002  Django's signature
        try:
            size = backups.back_up(file, at=timezone.now())
        except (backups.BackupRefused, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{file}: {size:,} bytes")
