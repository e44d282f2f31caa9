"""Admits the States, observers, entities, organizations and groups of the committed table to a negotiation."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from delegations.models import DelegationKind, Negotiation
from delegations.operations import admitting


class Command(BaseCommand):
    help = "Admits what fixtures/participants.csv lists to a negotiation, under the names of a day. Again, the same."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("negotiation", help="its slug")
        parser.add_argument(
            "--on", type=date.fromisoformat, help="the day whose names and groups hold; today"
        )
        parser.add_argument(
            "--kind", action="append", choices=DelegationKind.values, help="only these kinds; may be repeated"
        )

    def handle(
        self,
        *_args: Any,  # noqa: ANN401  Django's
        negotiation: str,
        on: date | None,
        kind: list[str] | None,
        **_options: Any,  # noqa: ANN401  Django's
    ) -> None:
        found = Negotiation.objects.filter(slug=negotiation).first()
        if found is None:
            message = f"There is no negotiation {negotiation}."
            raise CommandError(message)
        fixtures = settings.BASE_DIR / "fixtures"
        keys = {each.key for each in admitting.read_participants(fixtures) if not kind or each.kind in kind}
        at = timezone.now()
        done = admitting.admit_listed(
            negotiation=found, fixtures=fixtures, on=on or found.local(at).date(), keys=keys, by=None, at=at
        )
        self.stdout.write(f"{done.admitted} admitted, {done.renamed} renamed, {done.known} as they were.")
