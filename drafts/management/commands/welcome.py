"""Prints where the demo is served and who can log in."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from delegations.models import Seat
from drafts.management.commands.demo import PASSWORD


class Command(BaseCommand):
    help = "Prints the address and the demo's log-ins."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default="8000")

    def handle(self, *_args: Any, port: str, **_options: Any) -> None:  # noqa: ANN401  Django's
        self.stdout.write(f"\n  http://127.0.0.1:{port}/\n\n  Log in as, with the password {PASSWORD}\n")
        seats = (
            Seat.objects.filter(negotiation__slug="gpa").select_related("user", "delegation").order_by("pk")
        )
        for seat in seats:
            of = f" of {seat.delegation}" if seat.delegation else ""
            self.stdout.write(f"    {seat.user.email:<45} {seat.get_role_display()}{of}")
        self.stdout.write("\n  Ctrl C ends it.\n")
