"""Takes a person's second factor away who has lost it and every recovery code."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from delegations.models import User
from delegations.operations.freeing import remove_second_factor
from gpa.errors import DomainError


class Command(BaseCommand):
    help = "Removes the second factors of a person and ends the person's sessions. Make sure first who is asking."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *_args: Any, email: str, **_options: Any) -> None:  # noqa: ANN401  Django's
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            message = "Nobody has that e-mail."
            raise CommandError(message)
        try:
            remove_second_factor(person=person, by=None, at=timezone.now())
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            "Removed. At the next log-in the password suffices, and a new one is asked for where the role needs it."
        )
