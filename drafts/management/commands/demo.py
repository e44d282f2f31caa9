"""Loads the demo negotiation, once."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from drafts.operations import demonstrating

PASSWORD = "open-inclusive-transparent"  # noqa: S105  the demo's, printed and in the README


class Command(BaseCommand):
    help = "Loads the demo negotiation, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anyway", action="store_true", help="into a database that is not embedded")
        parser.add_argument("--password", default=PASSWORD, help="of every log-in of the demo")

    def handle(self, *_args: Any, anyway: bool, password: str, **_options: Any) -> None:  # noqa: ANN401  Django's
        if not settings.IS_EMBEDDED and not anyway:
            message = "DATABASE_URL is set: the demo would go into an organization's database. Say --anyway if it should."
            raise CommandError(message)
        try:
            demonstrating.load_demo(
                fixtures=settings.BASE_DIR / "fixtures", password=password, at_hand=timezone.now()
            )
        except demonstrating.DemoLoaded as loaded:
            self.stdout.write(str(loaded))
        else:
            self.stdout.write("The demo is loaded.")
