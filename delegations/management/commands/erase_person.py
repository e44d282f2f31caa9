"""Erases a person's data, on that person's request."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from delegations.models import User
from delegations.operations.erasing import erase_person
from gpa.errors import DomainError


class Command(BaseCommand):
    help = "Erases the name, e-mail and log-ins of a person; what the person did stays, as done by an erased person."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *_args: Any, **options: Any) -> None:  # noqa: ANN401  Django's
        person = User.objects.filter(email__iexact=options["email"]).first()
        if person is None:
            message = "Nobody has that e-mail."
            raise CommandError(message)
        try:
            erase_person(person=person, by=None, at=timezone.now())
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Erased.")
