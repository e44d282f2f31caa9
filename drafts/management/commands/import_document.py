"""Brings in a text from a file."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from delegations.models import Negotiation, User
from drafts.operations import importing
from drafts.readers import files
from drafts.text import parsing
from gpa.errors import DomainError


class Command(BaseCommand):
    help = (
        "Brings in a text: plain text, Markdown or Word. --check saves nothing and prints what it would do."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--negotiation", default="gpa", help="the address of the negotiation; made if it is new"
        )
        parser.add_argument("--title", default="", help="what people will call the document")
        parser.add_argument("--check", action="store_true", help="save nothing, print JSON")

    def handle(self, *_args: Any, file: Path, check: bool, **options: Any) -> None:  # noqa: ANN401  Django's
        try:
            parsed = parsing.parse(files.read(file.name, file.read_bytes()))
            if check:
                self.stdout.write(json.dumps(_as_json(parsed), ensure_ascii=False, indent=2))
                return
            document = importing.import_document(
                negotiation=_negotiation(options["negotiation"], options["title"] or file.stem),
                name=options["title"] or " ".join(parsed.title) or file.stem,
                title=parsed.title or (options["title"] or file.stem,),
                blocks=parsed.blocks,
                by=_importer(),
                at=timezone.now(),
            )
        except OSError as refused:
            message = f"{file} cannot be read: {refused.strerror}."
            raise CommandError(message) from refused
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        for warning in parsed.warnings:
            self.stderr.write(f"line {warning.line}: {warning.message}")
        self.stdout.write(f"{document} is at {document.get_absolute_url()}, {len(parsed.blocks)} paragraphs.")


def _as_json(parsed: parsing.Parsed) -> dict[str, object]:
    return {
        "title": list(parsed.title),
        "blocks": [asdict(block) for block in parsed.blocks],
        "warnings": [asdict(warning) for warning in parsed.warnings],
    }


def _negotiation(slug: str, title: str) -> Negotiation:
    found, _is_new = Negotiation.objects.get_or_create(slug=slug, defaults={"title": title})
    return found


def _importer() -> User:
    """Return the account in whose name the command line acts; nobody can log in as it."""
    found = User.objects.filter(email="command-line@localhost").first()
    return found or User.objects.create_user("command-line@localhost", name="Command line", is_active=False)
