"""Decisions on the words of one paragraph, and the one opening that every decision goes through."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import reversion
from django.db import transaction
from django.db.models import Max

from delegations.models import Negotiation, User
from drafts.models import (
    Amendment,
    AmendmentState,
    Decision,
    Document,
    Outcome,
    OutcomeKind,
    Paragraph,
    ParagraphState,
    Verb,
)
from drafts.operations.carrying import carry_amendments
from drafts.operations.wordings import checked
from drafts.text import merge
from gpa.errors import DomainError


class EditionPassed(DomainError):
    """Somebody decided on the paragraph since the edition that was named; nothing is saved."""

    def __init__(self, paragraph: Paragraph, edition: int) -> None:
        self.paragraph = paragraph
        self.edition = edition
        super().__init__(
            f"Somebody decided on {paragraph.called} while you worked: it is at edition {paragraph.edition}, "
            f"you started from edition {edition}. Nothing of yours is lost; compare and save again."
        )


class NothingChanged(DomainError):
    """The decision would leave everything as it is."""


class NotStanding(DomainError):
    """The paragraph is deleted or merged, so it has no wording to decide on."""

    def __init__(self, paragraph: Paragraph) -> None:
        super().__init__(
            f"{paragraph.called.capitalize()} is {paragraph.get_state_display().lower()}; restore it first."
        )


class OutcomeRefused(DomainError):
    """An outcome does not fit its amendment, or lacks its reason."""


@dataclass(frozen=True)
class Verdict:
    """What a decision says of one amendment: one of `OutcomeKind`, and the reason that its delegation reads.

    `used` and `unused` are the words that it proposed, a place each.
    """

    kind: str
    reason: str = ""
    used: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


@dataclass
class Opening:
    """A decision being made: the locked paragraphs, and what it has changed so far."""

    document: Document
    paragraphs: Mapping[int, Paragraph]
    changed: list[Paragraph] = field(default_factory=list)
    sentence: str = ""

    def save(self, paragraph: Paragraph) -> None:
        """Give a paragraph its next edition."""
        paragraph.edition += 1
        paragraph.save()
        self.changed.append(paragraph)


@contextmanager
def opening(
    *,
    verb: Verb,
    document: Document,
    editions: Mapping[int, int],
    principal: int | None,
    by: User,
    at: datetime,
    reason: str = "",
) -> Iterator[Opening]:
    """Open a decision: lock its paragraphs, check their editions, open the revision, attach the decision.

    `editions` names each paragraph's id and the edition that the person saw; `principal` is the one that the decision
    is told of. Decisions of one negotiation follow one another, for they wait for its row first.

    Raises:
        EditionPassed: somebody decided on one of the paragraphs since; nothing is saved.
    """
    with reversion.create_revision(atomic=True):
        negotiation = Negotiation.objects.select_for_update().get(pk=document.negotiation_id)
        locked = Paragraph.objects.select_for_update().filter(document=document).in_bulk(list(editions))
        for pk, edition in editions.items():
            if locked[pk].edition != edition:
                raise EditionPassed(locked[pk], edition)
        act = Opening(document=document, paragraphs=locked)
        yield act
        reversion.set_user(by)
        reversion.set_date_created(at)
        reversion.set_comment(act.sentence)
        reversion.add_meta(
            Decision,
            negotiation=negotiation,
            number=next_number(Decision, negotiation),
            verb=verb,
            document=document,
            paragraph_id=principal,
            sentence=act.sentence,
            reason=reason,
        )


def next_number(model: type[Decision] | type[Amendment], negotiation: Negotiation) -> int:
    """Return the next number in a negotiation whose row is locked."""
    found = model._default_manager.filter(negotiation=negotiation).aggregate(last=Max("number"))  # noqa: SLF001  Django's documented name
    return (found["last"] or 0) + 1


def latest_decision(document: Document) -> Decision:
    """Return the decision just made, inside the transaction that made it."""
    return Decision.objects.filter(document=document).select_related("revision__user").order_by("-number")[0]


def give_outcomes(
    decision: Decision, verdicts: Mapping[int, Verdict], paragraphs: Iterable[Paragraph]
) -> None:
    """Settle the amendments that a decision touched, `verdicts` by amendment id, and carry those that stay open.

    Raises:
        OutcomeRefused: an amendment is no longer open, is on another paragraph, or is not retained without a reason.
    """
    paragraphs = list(paragraphs)
    on = {paragraph.pk for paragraph in paragraphs}
    amendments = Amendment.objects.select_for_update().select_related("paragraph").in_bulk(list(verdicts))
    for pk, verdict in verdicts.items():
        amendment = amendments.get(pk)
        if amendment is None or not amendment.is_open:
            message = f"{amendment or 'An amendment'} is no longer open; look at the amendments again."
            raise OutcomeRefused(message)
        if amendment.paragraph_id not in on and amendment.paragraph.target_id not in on:
            message = f"{amendment} is on {amendment.paragraph.called}, which this decision does not touch."
            raise OutcomeRefused(message)
        if verdict.kind == OutcomeKind.NOT_RETAINED and not verdict.reason.strip():
            message = f"{amendment} is not retained: its delegation needs a reason."
            raise OutcomeRefused(message)
        Outcome.objects.create(
            amendment=amendment,
            decision=decision,
            kind=verdict.kind,
            reason=verdict.reason.strip(),
            used=list(verdict.used),
            unused=list(verdict.unused),
        )
    Amendment.objects.filter(pk__in=list(verdicts)).update(state=AmendmentState.SETTLED)
    carry_amendments(decision, paragraphs)


@transaction.atomic
def revise_paragraph(
    *,
    paragraph: Paragraph,
    edition: int,
    wording: str,
    by: User,
    at: datetime,
    verdicts: Mapping[int, Verdict] | None = None,
    reason: str = "",
) -> Decision:
    """Give a paragraph its next wording, and the amendments that were weighed their outcomes.

    The wording may stay as it is where the decision only settles amendments.

    Raises:
        EditionPassed: somebody decided on it since `edition`; nothing is saved.
        NotStanding: it is deleted or merged.
        NothingChanged: neither the wording nor any amendment changes.
        WordingRefused: what was typed cannot stand.
        OutcomeRefused: an outcome does not fit.

    Source: conventions.md, 8, 14 and 15.
    """
    with opening(
        verb=Verb.REVISE,
        document=paragraph.document,
        editions={paragraph.pk: edition},
        principal=paragraph.pk,
        by=by,
        at=at,
        reason=reason,
    ) as act:
        current = act.paragraphs[paragraph.pk]
        if not current.is_standing:
            raise NotStanding(current)
        new = checked(wording, before=current.wording)
        if new == current.wording and not verdicts:
            message = (
                "The wording is as it stands, and no amendment has an outcome: there is nothing to decide."
            )
            raise NothingChanged(message)
        act.sentence = (
            f"{current.called.capitalize()} revised."
            if new != current.wording
            else f"{current.called.capitalize()} kept as it stands."
        )
        current.wording = new
        act.save(current)
    decision = latest_decision(paragraph.document)
    give_outcomes(decision, verdicts or {}, [current])
    return decision


@transaction.atomic
def restore_paragraph(
    *, paragraph: Paragraph, edition: int, restored: int, by: User, at: datetime, reason: str = ""
) -> Decision:
    """Give a paragraph again the wording and the state of an earlier edition, as its next edition.

    Raises:
        EditionPassed: somebody decided on it since `edition`; nothing is saved.
        NothingChanged: that edition says what stands now, or there is none of that number.
        NotStanding: it was merged then into a paragraph that no longer stands.
    """
    with opening(
        verb=Verb.RESTORE,
        document=paragraph.document,
        editions={paragraph.pk: edition},
        principal=paragraph.pk,
        by=by,
        at=at,
        reason=reason,
    ) as act:
        current = act.paragraphs[paragraph.pk]
        earlier = next((found for found in current.editions() if found.number == restored), None)
        if earlier is None:
            message = f"{current.called.capitalize()} has no edition {restored}."
            raise NothingChanged(message)
        now = (current.wording, current.state, current.target_id)
        if (earlier.wording, earlier.state, earlier.target_id) == now:
            message = f"Edition {restored} of {current.called} is what stands now."
            raise NothingChanged(message)
        if earlier.state == ParagraphState.MERGED:
            target = Paragraph.objects.get(pk=earlier.target_id or 0)
            if not target.is_standing:
                raise NotStanding(target)
        current.wording, current.state, current.target_id = earlier.wording, earlier.state, earlier.target_id
        act.sentence = f"{current.called.capitalize()} restored to edition {restored}."
        act.save(current)
    decision = latest_decision(paragraph.document)
    give_outcomes(decision, {}, [current])
    return decision


@dataclass(frozen=True)
class Reconciled:
    """Two texts on one base, for the person whose save was refused: theirs stands, yours was typed."""

    base: str
    theirs: str
    yours: str
    merged: merge.Merge


def reconcile(*, paragraph: Paragraph, edition: int, wording: str) -> Reconciled:
    """Merge what was typed on an earlier edition with what stands now; saves nothing."""
    base = next(
        (found.wording for found in paragraph.editions() if found.number == edition), paragraph.wording
    )
    yours = wording.replace("\r\n", "\n")
    return Reconciled(base, paragraph.wording, yours, merge.three_way(base, paragraph.wording, yours))
