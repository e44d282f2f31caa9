"""Generates a negotiation of a given size."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from drafts.management.commands.demo import PASSWORD
from drafts.operations import simulating


class Command(BaseCommand):
    help = "Generates a negotiation of fictitious delegations with open amendments on the plan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--delegations", type=int, default=193)
        parser.add_argument("--amendments", type=int, default=2000)
        parser.add_argument("--paragraphs", type=int, default=0, help="of the text; the plan has 71")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--anyway", action="store_true", help="into a database that is not embedded")

    def handle(
        self,
        *_args: Any,  # noqa: ANN401  Django's
        delegations: int,
        amendments: int,
        paragraphs: int,
        seed: int,
        anyway: bool,
        **_options: Any,  # noqa: ANN401  as above
    ) -> None:
        if not settings.IS_EMBEDDED and not anyway:
            message = "DATABASE_URL is set: say --anyway if the simulation should go into that database."
            raise CommandError(message)
        if delegations < 1 or amendments < 0:
            message = "At least one delegation, and no fewer than no amendments."
            raise CommandError(message)
        try:
            negotiation = simulating.simulate(
                fixtures=settings.BASE_DIR / "fixtures",
                delegations=delegations,
                amendments=amendments,
                paragraphs=paragraphs,
                seed=seed,
                password=PASSWORD,
                at=timezone.now(),
            )
        except simulating.SimulationLoaded as loaded:
            self.stdout.write(str(loaded))
            return
        self.stdout.write(
            f"/{negotiation.slug}/ is loaded; log in as facilitator@{negotiation.slug}.example.org, "
            f"password {PASSWORD}"
        )
