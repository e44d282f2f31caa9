"""Brings in a text from a file."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from delegations.models import Negotiation
from delegations.operations import opening
from drafts.models import Document
from drafts.operations import importing
from drafts.readers import files
from drafts.text import parsing, soundness
from gpa.errors import DomainError

LONGEST_TITLE = 300


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
            parsed = files.parse(file.name, _bytes_of(file))
            if check:
                self.stdout.write(_as_json(parsed, getattr(self.stdout, "encoding", None)))
                return
            blocks, changed = soundness.settled(parsed.blocks)
            document = _import(file, parsed, blocks, options["negotiation"], options["title"])
        except OSError as refused:
            message = f"{file} cannot be read: {refused.strerror}."
            raise CommandError(message) from refused
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        for warning in parsed.warnings:
            self.stderr.write(f"line {warning.line}: {warning.message}")
        for fault in changed:
            self.stderr.write(f"paragraph {blocks[fault.place].label}: {fault.message}")
        self.stdout.write(f"{document} is at {document.get_absolute_url()}, {len(blocks)} paragraphs.")


def _bytes_of(file: Path) -> bytes:
    """Read a file, of one that is too large only so much that it is refused."""
    with file.open("rb") as opened:
        return opened.read(files.LARGEST + 1)


def _as_json(parsed: parsing.Parsed, encoding: str | None) -> str:
    """Write what was read as JSON, in letters that the terminal has."""
    found = {
        "title": list(parsed.title),
        "blocks": [asdict(block) for block in parsed.blocks],
        "warnings": [asdict(warning) for warning in parsed.warnings],
    }
    return json.dumps(found, ensure_ascii="utf" not in (encoding or "utf-8").lower(), indent=2)


@transaction.atomic
def _import(
    file: Path, parsed: parsing.Parsed, blocks: tuple[parsing.Block, ...], slug: str, name: str
) -> Document:
    """Import into the negotiation of that address, new or not; where the text is refused, nothing is made."""
    return importing.import_document(
        negotiation=_negotiation(slug, name or file.stem),
        name=name or " ".join(parsed.title) or file.stem,
        title=parsed.title or (name or file.stem,),
        blocks=blocks,
        by=opening.command_line(),
        at=timezone.now(),
    )


def _negotiation(slug: str, title: str) -> Negotiation:
    """Return the negotiation of that address; a new one is called by the text's title until somebody names it."""
    found = Negotiation.objects.filter(slug=slug).first()
    new = Negotiation(slug=slug, title=title[:LONGEST_TITLE])
    return found or opening.open_negotiation(negotiation=new, at=timezone.now())
