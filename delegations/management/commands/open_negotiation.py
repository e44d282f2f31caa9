"""Opens a negotiation and invites its first secretariat officer, who gives all other seats."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.utils import timezone

from delegations.models import Negotiation
from delegations.models.seats import PaperSize
from delegations.operations import opening
from gpa.errors import DomainError

FACTS = ("title", "organ", "session", "agenda_item", "mandate", "time_zone", "paper_size")


class Command(BaseCommand):
    help = "Opens a negotiation at the address SLUG and sends its first secretariat officer an invitation."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug")
        parser.add_argument("--title", required=True)
        parser.add_argument("--secretariat", required=True, metavar="EMAIL")
        parser.add_argument("--organ", default="General Assembly")
        for fact in ("session", "agenda-item", "mandate"):
            parser.add_argument(f"--{fact}", default="")
        parser.add_argument("--time-zone", default="America/New_York")
        parser.add_argument("--paper-size", default=PaperSize.LETTER, choices=PaperSize.values)

    def handle(self, *_args: Any, slug: str, secretariat: str, **options: Any) -> None:  # noqa: ANN401  Django's
        negotiation = Negotiation(slug=slug, **{fact: options[fact] for fact in FACTS})
        try:
            validate_email(secretariat)
            opening.open_with_secretariat(
                negotiation=negotiation, email=secretariat, site=settings.SITE_URL, at=timezone.now()
            )
        except ValidationError as wrong:
            message = f"“{secretariat}” is not an e-mail."
            raise CommandError(message) from wrong
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{settings.SITE_URL}/{slug}/ is open; {secretariat} is invited.")
