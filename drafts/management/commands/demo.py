"""Loads the demo negotiation, once."""

import io
import subprocess
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from drafts.operations import demonstrating

PASSWORD = "open-inclusive-transparent"  # noqa: S105  the demo's, printed and in the README


class Command(BaseCommand):
    help = "Loads the demo negotiation, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--anyway", action="store_true", help="into a database that is not embedded")
        parser.add_argument(
            "--in-background", action="store_true", help="return when it is loaded, while its files are made"
        )
        parser.add_argument("--password", default=PASSWORD, help="of every log-in of the demo")
        parser.add_argument("--port", default="", help="say at last where it is served and who can log in")

    def handle(
        self,
        *_args: Any,  # noqa: ANN401  Django's
        anyway: bool,
        in_background: bool,
        password: str,
        port: str,
        **_options: Any,  # noqa: ANN401  Django's
    ) -> None:
        if not settings.IS_EMBEDDED and not anyway:
            message = "DATABASE_URL is set: the demo would go into an organization's database. Say --anyway if it should."
            raise CommandError(message)
        self.stdout.write(_loaded_apart(password) if in_background else _loaded(password))
        if port:
            call_command("welcome", port=port, stdout=self.stdout)


def _loaded(password: str) -> str:
    """Load the demo here, and return what is said of it."""
    try:
        demonstrating.load_demo(
            fixtures=settings.BASE_DIR / "fixtures", password=password, at_hand=timezone.now()
        )
    except demonstrating.DemoLoaded as loaded:
        return str(loaded)
    return "The demo is loaded."


def _loaded_apart(password: str) -> str:
    """Load the demo in a process that goes on making its files, and return what it says once the data are there."""
    command = [
        sys.executable,
        str(settings.BASE_DIR / "manage.py"),
        "demo",
        "--anyway",
        "--password",
        password,
    ]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)  # noqa: S603  our own command
    with child.stdout or io.StringIO() as answer:
        said = answer.readline()
    if not said:
        child.wait()
        message = "The demo could not be loaded."
        raise CommandError(message)
    return said.strip()
