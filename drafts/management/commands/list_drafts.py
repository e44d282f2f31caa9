"""Prints a line a draft."""

from typing import Any

from django.core.management.base import BaseCommand

from drafts.models import Draft


class Command(BaseCommand):
    requires_system_checks = ()  # they load every page, which takes longer than the file itself
    help = "Prints a line a draft, oldest first: id, negotiation, document, kind, date, seal."

    def handle(self, *_args: Any, **_options: Any) -> None:  # noqa: ANN401  Django's
        for draft in Draft.objects.select_related("document__negotiation").order_by("circulated_at", "pk"):
            negotiation = draft.document.negotiation
            date = negotiation.local(draft.circulated_at).isoformat(timespec="minutes")
            self.stdout.write(
                "\t".join(
                    (str(draft.pk), negotiation.slug, draft.document.slug, draft.kind, date, draft.seal)
                )
            )
