"""Decisions on the words of one paragraph, and the one opening that every decision goes through."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

import reversion
from django.db import transaction
from django.db.models import CharField, Max, Value
from django.db.models.functions import Cast, Concat
from django.utils.text import capfirst

from delegations.models import Delegation, Negotiation, User
from drafts.models import (
    Amendment,
    AmendmentKind,
    AmendmentState,
    Decision,
    Document,
    Outcome,
    OutcomeKind,
    Paragraph,
    Verb,
    survivors,
)
from drafts.operations import weighing
from drafts.operations.announcing import announce_decision, announce_outcomes
from drafts.operations.carrying import carry_amendments
from drafts.operations.noting import note_decision
from drafts.operations.wordings import refuse_control, worded
from drafts.text import merge
from gpa.errors import DomainError


class EditionPassed(DomainError):
    """Somebody decided on the paragraph since the edition that was named; nothing is saved."""

    def __init__(self, paragraph: Paragraph, edition: int) -> None:
        self.paragraph = paragraph
        self.edition = edition
        who = paragraph.editions()[0].decision.by
        super().__init__(
            f"{who} decided on {paragraph.called} while you worked: it is at edition {paragraph.edition}, "
            f"you started from edition {edition}. Nothing of yours is lost; compare and save again."
        )


class NothingChanged(DomainError):
    """The decision would leave everything as it is."""


class NotStanding(DomainError):
    """The paragraph is deleted or merged, so it has no wording to decide on."""

    def __init__(self, paragraph: Paragraph) -> None:
        super().__init__(
            f"{capfirst(paragraph.called)} is {paragraph.get_state_display().lower()}; restore it first."
        )


class StillAgreed(DomainError):
    """The paragraph is agreed, so nobody decides on its words or its place before it is reopened."""

    def __init__(self, paragraph: Paragraph) -> None:
        super().__init__(
            f"{capfirst(paragraph.called)} is {paragraph.get_agreement_display().lower()}; "
            "it must be reopened first, at the request of a delegation."
        )


class MergeLost(DomainError):
    """A merged paragraph would point to one that does not stand."""


ACTS = {
    AmendmentKind.INSERT: Verb.INSERT,
    AmendmentKind.ALTERNATIVE: Verb.INSERT,
    AmendmentKind.DELETE: Verb.DELETE,
    AmendmentKind.MERGE: Verb.MERGE,
    AmendmentKind.MOVE: Verb.MOVE,
}
"""What a decision does that takes an amendment which changes no wording in its place."""


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
    principal: int | None
    changed: list[Paragraph] = field(default_factory=list)
    sentence: str = ""

    def save(self, paragraph: Paragraph) -> None:
        """Give a paragraph its next edition; a new one its first."""
        paragraph.edition += 1
        paragraph.save()
        self.changed.append(paragraph)

    def free_labels(self) -> None:
        """Take the labels off the paragraphs of the decision, so that each can get another's; each must be saved then."""
        nameless = Concat(Value("~"), Cast("pk", CharField()))
        Paragraph.objects.filter(pk__in=list(self.paragraphs)).update(label=nameless, slug=nameless)

    def everything(self) -> list[Paragraph]:
        """Return the document's paragraphs in reading order, as they are now; nobody else decides meanwhile."""
        return list(self.document.paragraphs.order_by("place"))


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
    delegation: Delegation | None = None,
    undoes: Decision | None = None,
) -> Iterator[Opening]:
    """Open a decision: lock its paragraphs, check their editions, open the revision, attach the decision.

    `editions` names each paragraph's id and the edition that the person saw; `principal` is the one that the decision
    is told of; where the decision makes it, it is named on the way. Decisions of one negotiation follow one another,
    for they wait for its row first.

    Raises:
        EditionPassed: somebody decided on one of the paragraphs since; nothing is saved.
        WordingRefused: the reason has a control character.
    """
    refuse_control(reason)
    with reversion.create_revision(atomic=True):
        negotiation = Negotiation.objects.select_for_update(no_key=True).get(pk=document.negotiation_id)
        locked = Paragraph.objects.select_for_update().filter(document=document).in_bulk(list(editions))
        for pk, edition in editions.items():
            if locked[pk].edition != edition:
                raise EditionPassed(locked[pk], edition)
        act = Opening(document=document, paragraphs=locked, principal=principal)
        yield act
        reversion.set_user(by)
        reversion.set_date_created(at)
        reversion.set_comment(act.sentence)
        fields = {
            "negotiation": negotiation,
            "number": next_number(Decision, negotiation),
            "verb": verb,
            "document": document,
            "paragraph_id": act.principal,
            "sentence": act.sentence,
            "reason": reason.strip(),
            "delegation": delegation,
            "undoes": undoes,
        }
        reversion.add_meta(Decision, **fields)
        note_decision(decision=Decision(**fields), changed=act.changed, by=by, at=at)


def check_decidable(paragraph: Paragraph) -> None:
    """Refuse what nobody may decide on as it is.

    Raises:
        NotStanding: it is deleted or merged.
        StillAgreed: it is agreed, ad ref or wholly.

    Source: conventions.md, 11.
    """
    if not paragraph.is_standing:
        raise NotStanding(paragraph)
    if paragraph.is_agreed:
        raise StillAgreed(paragraph)


def check_merges(everything: Iterable[Paragraph]) -> None:
    """Refuse to leave a paragraph merged into one that does not stand; `everything` is a document's paragraphs.

    Raises:
        MergeLost: with the two paragraphs.

    Source: conventions.md, 3.
    """
    everything = list(everything)
    for pk, end in survivors(everything).items():
        if not end.is_standing:
            merged = next(paragraph for paragraph in everything if paragraph.pk == pk)
            message = f"{capfirst(merged.called)} would be merged into {end.called}, which would not stand."
            raise MergeLost(message)


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

    Everybody concerned is told, once.

    Raises:
        OutcomeRefused: an amendment is no longer open, is on another paragraph, or lacks the reason for not retaining
            it, or for accepting it though nothing of it is taken.
    """
    paragraphs = list(paragraphs)
    on = {paragraph.pk: paragraph for paragraph in paragraphs}
    related = Amendment.objects.select_for_update(of=("self",)).select_related(
        "paragraph", "delegation", "negotiation"
    )
    amendments = related.in_bulk(list(verdicts))
    outcomes = []
    for pk, verdict in verdicts.items():
        amendment = amendments.get(pk)
        if amendment is None or not amendment.is_open:
            message = f"{amendment or 'An amendment'} is no longer open; look at the amendments again."
            raise OutcomeRefused(message)
        if _where(amendment, on) is None:
            message = f"{amendment} is on {amendment.paragraph.called}, which this decision does not touch."
            raise OutcomeRefused(message)
        if not verdict.reason.strip() and decision.undoes_id is None:
            _check_needs_no_reason(amendment, verdict, decision, on)
        outcomes.append(
            Outcome.objects.create(
                amendment=amendment,
                decision=decision,
                kind=verdict.kind,
                reason=verdict.reason.strip(),
                used=list(verdict.used),
                unused=list(verdict.unused),
            )
        )
    Amendment.objects.filter(pk__in=list(verdicts)).update(state=AmendmentState.SETTLED)
    told = announce_outcomes(outcomes=outcomes, by=decision.by, at=decision.at)
    told |= carry_amendments(decision, paragraphs)
    announce_decision(decision=decision, paragraphs=paragraphs, told=told)


def _where(amendment: Amendment, on: Mapping[int, Paragraph]) -> Paragraph | None:
    """Return the paragraph, of those decided on, on which an amendment is weighed: its own, or the one that it was merged into."""
    paragraph: Paragraph | None = amendment.paragraph
    found = None
    while paragraph is not None:
        found = on.get(paragraph.pk, found)
        paragraph = paragraph.target
    return found


def _check_needs_no_reason(
    amendment: Amendment, verdict: Verdict, decision: Decision, on: Mapping[int, Paragraph]
) -> None:
    """Refuse an outcome that its delegation could not understand without a reason.

    Raises:
        OutcomeRefused: it is not retained, or is accepted though the decision takes nothing of it.
    """
    if verdict.kind == OutcomeKind.NOT_RETAINED:
        message = f"{amendment} is not retained: its delegation needs a reason."
        raise OutcomeRefused(message)
    if verdict.kind not in {OutcomeKind.ACCEPTED, OutcomeKind.IN_PART}:
        return
    if amendment.kind == AmendmentKind.REVISE:
        weighed = _where(amendment, on)
        is_taken = weighed is not None and weighing.is_anything_taken(amendment, weighed.wording)
    else:
        is_taken = decision.verb == ACTS[AmendmentKind(amendment.kind)]
    if not is_taken:
        told = "accepted" if verdict.kind == OutcomeKind.ACCEPTED else "accepted in part"
        message = f"{amendment} is {told}, but nothing of it is taken: its delegation needs a reason."
        raise OutcomeRefused(message)


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
        StillAgreed: it must be reopened first.
        NothingChanged: neither the wording nor any amendment changes.
        WordingRefused: what was typed cannot stand, or there are no words: that is deleting it.
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
        check_decidable(current)
        new = worded(wording, before=current.wording)
        if new == current.wording and not verdicts:
            message = (
                "The wording is as it stands, and no amendment has an outcome: there is nothing to decide."
            )
            raise NothingChanged(message)
        act.sentence = (
            f"{capfirst(current.called)} revised."
            if new != current.wording
            else f"{capfirst(current.called)} kept as it stands."
        )
        current.wording = new
        act.save(current)
    decision = latest_decision(paragraph.document)
    give_outcomes(decision, verdicts or {}, [current])
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
