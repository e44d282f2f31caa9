"""Writes one file of a circulated draft."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from drafts import tasks
from drafts.exports.front import Look
from drafts.models import Draft, ExportForm, ExportFormat, LineNumbers


class Command(BaseCommand):
    requires_system_checks = ()  # they load every page, which takes longer than the file itself
    help = "Writes one file of a draft; list_drafts prints the ids."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("draft", type=int, help="the draft's id")
        parser.add_argument("--form", choices=ExportForm.values, default=ExportForm.CLEAN)
        parser.add_argument("--format", choices=ExportFormat.values, default=ExportFormat.PDF)
        parser.add_argument("--against", type=int, help="the earlier draft's id; without it the one before")
        parser.add_argument("--large", action="store_true", help="a PDF in large print")
        parser.add_argument(
            "--lines", choices=LineNumbers.values[1:], default="", help="a PDF with its lines numbered"
        )
        parser.add_argument("--out", type=Path, help="the file to write; without it the standard output")

    def handle(self, *_args: Any, out: Path | None, **options: Any) -> None:  # noqa: ANN401  Django's
        draft = _draft(options["draft"])
        form = ExportForm(options["form"])
        against = None
        if form in ExportForm.tracking():
            against = _draft(options["against"]) if options["against"] else _before(draft)
            if against.document_id != draft.document_id:
                message = f"Draft {against.pk} is of another document."
                raise CommandError(message)
        look = Look(options["large"], tasks.LINE_NUMBERS[LineNumbers(options["lines"])])
        made = tasks.render(draft, form, ExportFormat(options["format"]), against, look)
        if out is None:
            sys.stdout.buffer.write(made)
            return
        try:
            out.write_bytes(made)
        except OSError as refused:
            message = f"{out} cannot be written: {refused.strerror}."
            raise CommandError(message) from refused


def _draft(pk: int) -> Draft:
    draft = Draft.objects.select_related("document__negotiation").filter(pk=pk).first()
    if draft is None:
        message = f"There is no draft {pk}; list_drafts prints those there are."
        raise CommandError(message)
    return draft


def _before(draft: Draft) -> Draft:
    earlier = Draft.objects.filter(
        document=draft.document, last_decision__lte=draft.last_decision, pk__lt=draft.pk
    )
    found = earlier.select_related("document__negotiation").order_by("circulated_at", "pk").last()
    if found is None:
        message = f"Draft {draft.pk} is the first of its document: there is nothing to track it against."
        raise CommandError(message)
    return found
