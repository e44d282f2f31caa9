"""Attesting: whether a file, or a text, is one that was circulated here. Reads only; says nothing that its holder does not hold."""

import hashlib
import re
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from django.conf import settings

from drafts.exports import package
from drafts.models import Draft, Export, ExportFormat, ExportState
from drafts.readers import apart, pdf
from drafts.readers.refusals import UnreadableFile

SEALS = re.compile(r"[0-9a-f]{64,}")
LENGTH, MOST_SEALS = 64, 200


class Finding(Enum):
    """What was found of a file or a text."""

    SAME_FILE = "same_file"
    SAME_WORDS = "same_words"
    SEALED_TEXT = "sealed_text"
    OTHER_WORDS = "other_words"
    ALTERED_PACKAGE = "altered_package"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Attestation:
    """A finding, the draft that it is about, a line that a copy's pages bear besides, and a package's altered files."""

    finding: Finding
    draft: Draft | None = None
    mark: str = ""
    altered: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Tell whether it is what was circulated."""
        return self.finding in {Finding.SAME_FILE, Finding.SAME_WORDS, Finding.SEALED_TEXT}


def attest(*, name: str, data: bytes) -> Attestation:
    """Hold a file against everything that was circulated: byte for byte, else by its words, else by the seal of its text.

    Raises:
        UnreadableFile: it cannot be read at all.
    """
    made = Export.objects.filter(sha256=hashlib.sha256(data).hexdigest(), state=ExportState.DONE)
    same = made.select_related("draft__document__negotiation").first()
    if same is not None:
        return Attestation(Finding.SAME_FILE, same.draft)
    if data.startswith(b"%PDF"):
        return _attest_pdf(data)
    if data.startswith(b"PK") and name.lower().endswith(".zip"):
        return _attest_package(data)
    return _attest_text(apart.read_text(name, data))


def attest_text(*, text: str) -> Attestation:
    """Compute the seal of a text, written as our plain text or Markdown files are, and look for its draft.

    Raises:
        UnreadableFile: nobody can read it as one of ours in the time that there is for it.
    """
    return _attest_text(apart.read_text("text.txt", text.encode()))


def _attest_text(read: apart.Text) -> Attestation:
    found = _draft_of(hashlib.sha256(read.text.encode()).hexdigest()) or _draft_of(read.seal)
    if found is not None:
        return Attestation(Finding.SEALED_TEXT, found)
    return _named(read.text)


def _attest_pdf(data: bytes) -> Attestation:
    """Compare a PDF's words with those of each PDF that we made of the draft whose seal it names."""
    given = apart.read_pdf(data)
    named = _named(" ".join(given))
    if named.draft is None:
        return named
    for export in named.draft.exports.filter(format=ExportFormat.PDF, state=ExportState.DONE):
        kept = Path(settings.MEDIA_ROOT) / export.path
        mark = pdf.mark_on(pdf.pages(kept.read_bytes()), given) if kept.exists() else None
        if mark is not None:
            return Attestation(Finding.SAME_WORDS, named.draft, mark)
    return named


def _attest_package(data: bytes) -> Attestation:
    try:
        seal, altered = package.checked(data)
    except ValueError as broken:
        raise UnreadableFile(str(broken)) from broken
    draft = _draft_of(seal)
    if draft is None:
        return Attestation(Finding.UNKNOWN)
    return Attestation(Finding.ALTERED_PACKAGE, draft, altered=altered)


def _named(text: str) -> Attestation:
    """Return that a text names the seal of a draft whose words it has not; or that nothing of it is known."""
    runs = [part for run in SEALS.findall(text) for part in (run[:LENGTH], run[-LENGTH:])]
    draft = Draft.objects.filter(seal__in=runs[:MOST_SEALS]).select_related("document__negotiation").first()
    return Attestation(Finding.OTHER_WORDS, draft) if draft else Attestation(Finding.UNKNOWN)


def _draft_of(seal: str) -> Draft | None:
    return (
        Draft.objects.filter(seal=seal)
        .select_related("document__negotiation")
        .order_by("circulated_at")
        .first()
    )
