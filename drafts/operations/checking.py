"""The editorial check of a document as it stands, the list of spellings, and findings accepted as they are."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.db import transaction

from delegations.models import Negotiation, User
from drafts.models import Amendment, Document, Paragraph
from drafts.models.checks import AcceptedFinding, SpellingList
from drafts.models.copies import as_blocks
from drafts.text import checking, renumbering
from drafts.text.checking import Finding, Gravity, cleanness, spelling
from gpa.errors import DomainError

MOST = 40_000
"""Characters that a list of spellings may have."""


class SpellingRefused(DomainError):
    """A line of the list cannot be read; the sentence says which."""


class FindingPassed(DomainError):
    """The finding is no longer there: somebody changed its words."""


@dataclass(frozen=True)
class Told:
    """A finding with its paragraph; `other` is a second paragraph that it is about."""

    finding: Finding
    paragraph: Paragraph
    other: Paragraph | None
    is_accepted: bool

    @property
    def key(self) -> str:
        """Return what names it in a form: its check and what its words hash to."""
        return f"{self.finding.check}-{hashed(self.finding)}"


@dataclass(frozen=True)
class Checked:
    """A document's findings in reading order, the accepted ones apart, and its amendments without outcome."""

    findings: tuple[Told, ...]
    accepted: tuple[Told, ...]
    open_amendments: tuple[Amendment, ...]

    @property
    def counts(self) -> Mapping[Gravity, int]:
        """Count the findings that are not accepted, by gravity."""
        counted = Counter(each.finding.gravity for each in self.findings)
        return {gravity: counted[gravity] for gravity in Gravity}


def check_document(document: Document) -> Checked:
    """Check a document as it stands; four queries."""
    everything = list(document.paragraphs.all())
    for paragraph in everything:
        paragraph.document = document
    printed, blocks = as_blocks(everything)
    names = renumbering.own_names(document.title.split("\n"))
    found = checking.check(blocks, _made_ready(rules_of(document.negotiation)), names)
    accepted = set(
        AcceptedFinding.objects.filter(paragraph__document=document).values_list(
            "paragraph_id", "check_name", "basis"
        )
    )
    told = [_told(each, printed, accepted) for each in found]
    amendments = Amendment.objects.open().filter(paragraph__document=document).told().order_by("number")
    return Checked(
        tuple(each for each in told if not each.is_accepted),
        tuple(each for each in told if each.is_accepted),
        tuple(amendments),
    )


def _told(found: Finding, printed: Sequence[Paragraph], accepted: set[tuple[int, str, str]]) -> Told:
    paragraph = printed[found.place]
    other = printed[found.other] if found.other is not None else None
    is_accepted = (paragraph.pk, str(found.check), hashed(found)) in accepted
    return Told(found, paragraph, other, is_accepted)


def hashed(found: Finding) -> str:
    """Return the hash of the words that a finding rests on; an acceptance holds while it stays."""
    return hashlib.sha256(found.basis.encode()).hexdigest()


def rules_of(negotiation: Negotiation) -> str:
    """Return a negotiation's list of spellings, or the one that comes with the product."""
    kept = SpellingList.objects.filter(negotiation=negotiation).values_list("rules", flat=True).first()
    return default_rules() if kept is None else kept


@cache
def default_rules() -> str:
    """Return the list that comes with the product; its first lines name its source."""
    return (Path(settings.BASE_DIR) / "fixtures" / "spelling.txt").read_text(encoding="utf-8")


@lru_cache(maxsize=32)
def _made_ready(rules: str) -> spelling.Spelling:
    return spelling.read(rules)[0]


@transaction.atomic
def keep_spelling(*, negotiation: Negotiation, rules: str, by: User, at: datetime) -> SpellingList:
    """Keep a negotiation's list of spellings; an empty one checks nothing.

    Raises:
        SpellingRefused: it is too long, or a line cannot be read.
    """
    typed = rules.replace("\r\n", "\n")
    if len(typed) > MOST:
        message = f"The list has {len(typed):,} characters; {MOST:,} is the most."
        raise SpellingRefused(message)
    _ready, faults = spelling.read(typed)
    if faults:
        message = f"Line {faults[0].line}: {faults[0].message}"
        raise SpellingRefused(message)
    values = {"rules": typed, "kept_by": by, "kept_at": at}
    kept, _is_new = SpellingList.objects.update_or_create(negotiation=negotiation, defaults=values)
    return kept


@transaction.atomic
def drop_spelling(*, negotiation: Negotiation) -> None:
    """Go back to the list that comes with the product."""
    SpellingList.objects.filter(negotiation=negotiation).delete()


@transaction.atomic
def accept_finding(*, paragraph: Paragraph, key: str, by: User, at: datetime) -> None:
    """Accept a finding as it is, until its words change; `key` is `Told.key`.

    Raises:
        FindingPassed: it is no longer there.
    """
    checked = check_document(paragraph.document)
    known = [*checked.findings, *checked.accepted]
    found = next((each for each in known if each.paragraph.pk == paragraph.pk and each.key == key), None)
    if found is None:
        message = "This finding is no longer there: its words have changed since the page was made."
        raise FindingPassed(message)
    AcceptedFinding.objects.get_or_create(
        paragraph=paragraph,
        check_name=found.finding.check,
        basis=hashed(found.finding),
        defaults={"accepted_by": by, "accepted_at": at},
    )


@transaction.atomic
def reject_finding(*, paragraph: Paragraph, key: str) -> None:
    """Take back that a finding was accepted."""
    name, _dash, basis = key.partition("-")
    AcceptedFinding.objects.filter(paragraph=paragraph, check_name=name, basis=basis).delete()


def unclean(document: Document) -> list[str]:
    """Return the labels of what is printed of a document with brackets or placeholders.

    Source: conventions.md, 12.
    """
    printed = document.paragraphs.printed()
    return [each.label for each in printed if not cleanness.is_clean(each.wording)]
