"""Writes a redline of any two files, without a database."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from drafts.exports import comparison, html, pdf, text, word
from drafts.exports.sheet import Sheet
from drafts.exports.word import compared as tracking
from drafts.readers import files
from drafts.text.layers import Hand
from drafts.text.parsing import Parsed
from gpa.errors import DomainError

PRINTERS: Mapping[str, Callable[[Sheet], bytes]] = {
    "txt": lambda sheet: text.render(sheet).encode(),
    "html": lambda sheet: html.render(sheet).encode(),
    "pdf": pdf.render,
}


class Command(BaseCommand):
    help = "Writes what changed from one file to another: paragraphs paired by what they say. No database is used."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", type=Path)
        parser.add_argument("new", type=Path)
        parser.add_argument("--format", choices=[*PRINTERS, "json", "docx"], default="txt")
        parser.add_argument("--paper", choices=["letter", "a4"], default="letter", help="the PDF's size")
        parser.add_argument("--out", type=Path, help="the file to write; without it the standard output")

    def handle(self, *_args: Any, old: Path, new: Path, out: Path | None, **options: Any) -> None:  # noqa: ANN401  Django's
        texts = _read(old), _read(new)
        compared = comparison.compare(old.name, texts[0], new.name, texts[1])
        if options["format"] == "json":
            made = comparison.as_json(compared).encode()
        else:
            sheet = comparison.sheet(compared, at=timezone.now(), paper=options["paper"])
            if options["format"] == "docx":
                hand = Hand((new.stem,), timezone.now())
                made = word.render(tracking.compared(sheet.front, *texts, compared.changes, hand))
            else:
                made = _printed(sheet, options["format"])
        if out is None:
            sys.stdout.buffer.write(made)
            return
        try:
            out.write_bytes(made)
        except OSError as refused:
            message = f"{out} cannot be written: {refused.strerror}."
            raise CommandError(message) from refused


def _read(path: Path) -> Parsed:
    try:
        return files.parse(path.name, path.read_bytes())
    except OSError as refused:
        message = f"{path} cannot be read: {refused.strerror}."
        raise CommandError(message) from refused
    except DomainError as refused:
        message = f"{path}: {refused}"
        raise CommandError(message) from refused


def _printed(sheet: Sheet, file_format: str) -> bytes:
    try:
        return PRINTERS[file_format](sheet)
    except DomainError as refused:
        raise CommandError(str(refused)) from refused
