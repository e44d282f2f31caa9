"""Going back: a paragraph restored to an earlier edition, a decision undone. Both are further decisions."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.text import capfirst

from delegations.models import User
from drafts.models import (
    Agreement,
    Amendment,
    AmendmentState,
    Change,
    Decision,
    Edition,
    Outcome,
    Paragraph,
    ParagraphState,
    Verb,
)
from drafts.operations import placing
from drafts.operations.agreeing import check_settled
from drafts.operations.carrying import uncarry_amendments
from drafts.operations.deciding import (
    NothingChanged,
    Opening,
    StillAgreed,
    Verdict,
    check_merges,
    give_outcomes,
    latest_decision,
    opening,
)
from drafts.text import numbering
from gpa.errors import DomainError


class UndoRefused(DomainError):
    """The decision cannot be undone; the sentence says why."""


@transaction.atomic
def restore_paragraph(
    *, paragraph: Paragraph, edition: int, restored: int, by: User, at: datetime, reason: str = ""
) -> Decision:
    """Give a paragraph again the wording and the state of an earlier edition, as its next edition.

    Its label, its place and whether it is agreed stay as they are; one that a renumbering dropped gets the next free
    label of its place.

    Raises:
        EditionPassed: somebody decided on it since `edition`; nothing is saved.
        NothingChanged: that edition says what stands now, or there is none of that number.
        StillAgreed: it must be reopened first.
        MergeLost: a paragraph would be merged into one that does not stand.
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
        if current.is_agreed:
            raise StillAgreed(current)
        earlier = next((found for found in current.editions() if found.number == restored), None)
        if earlier is None:
            message = f"{capfirst(current.called)} has no edition {restored}."
            raise NothingChanged(message)
        now = (current.wording, current.state, current.target_id)
        if (earlier.wording, earlier.state, earlier.target_id) == now:
            message = f"Edition {restored} of {current.called} is what stands now."
            raise NothingChanged(message)
        current.wording, current.state, current.target_id = earlier.wording, earlier.state, earlier.target_id
        called = current.called
        if current.is_dropped:
            placing.number_again(act.everything(), current)
        numbered = f" as {current.called}" if current.called != called else ""
        act.sentence = f"{capfirst(called)} restored to edition {restored}{numbered}."
        act.save(current)
        check_merges(act.everything())
    decision = latest_decision(paragraph.document)
    give_outcomes(decision, {}, [current])
    return decision


@transaction.atomic
def undo_decision(*, decision: Decision, by: User, at: datetime, reason: str = "") -> Decision:
    """Take every paragraph that a decision touched back to what it was before; one that it made is deleted.

    Amendments that it settled are open again; undoing an undoing gives them their outcomes again.

    Raises:
        UndoRefused: it was undone already, brought in the text, or something was decided since on what it touched.
        EditionPassed: somebody decides on one of the paragraphs at the same moment; nothing is saved.
        MergeLost: a paragraph would be merged into one that does not stand.
        NotSettled: a paragraph would be agreed again, and there are amendments on it by now.
    """
    changes = decision.changes()
    check_undoable(decision, changes)
    with opening(
        verb=Verb.UNDO,
        document=decision.document,
        editions={change.after.paragraph_id: change.after.number for change in changes},
        principal=decision.paragraph_id,
        by=by,
        at=at,
        reason=reason,
        undoes=decision,
    ) as act:
        if any(change.before and change.before.label != change.after.label for change in changes):
            act.free_labels()
        for change in changes:
            _take_back(act, act.paragraphs[change.after.paragraph_id], change.before)
        everything = act.everything()
        check_merges(everything)
        act.sentence = f"{decision} undone, which said “{_short(decision)}”"
    undoing = latest_decision(decision.document)
    _reopen_amendments(decision, undoing)
    verdicts = _verdicts_again(decision)
    settled = (
        Paragraph.objects.filter(amendments__in=list(verdicts)).exclude(pk__in=act.paragraphs).distinct()
    )
    give_outcomes(undoing, verdicts, [*act.changed, *settled])
    for paragraph in act.changed:
        if paragraph.is_agreed:
            check_settled(paragraph, everything)
    return undoing


def check_undoable(decision: Decision, changes: Sequence[Change]) -> None:
    """Refuse what can no longer be undone, or never could.

    Raises:
        UndoRefused: with the decision that stands in the way.
    """
    if decision.verb == Verb.IMPORT:
        message = f"{decision} brought in the whole text and cannot be undone; delete what should not stand."
        raise UndoRefused(message)
    undoing = Decision.objects.filter(undoes=decision).first()
    if undoing is not None:
        message = f"{decision} was undone already, by decision {undoing.number}."
        raise UndoRefused(message)
    left = {change.after.paragraph_id: change.after.number for change in changes}
    _check_labels(decision, changes)
    for paragraph in Paragraph.objects.filter(pk__in=left).order_by("place"):
        if paragraph.edition != left[paragraph.pk]:
            since = next(e for e in paragraph.editions() if e.number == left[paragraph.pk] + 1).decision
            message = (
                f"{decision} cannot be undone: {paragraph.called} was decided on since, by decision "
                f"{since.number} (“{since.sentence}”). Undo that one first."
            )
            raise UndoRefused(message)


def _check_labels(decision: Decision, changes: Sequence[Change]) -> None:
    """Refuse to give a number back that another paragraph was given since."""
    slugs = [numbering.slug(change.before.label) for change in changes if change.before]
    others = Paragraph.objects.filter(document=decision.document_id, slug__in=slugs)
    taken = others.exclude(pk__in=[change.after.paragraph_id for change in changes]).first()
    if taken is not None:
        message = f"{decision} cannot be undone: its number would be that of {taken.called}, which was inserted since."
        raise UndoRefused(message)


def _take_back(act: Opening, paragraph: Paragraph, before: Edition | None) -> None:
    """Give a paragraph its former edition's contents; one that was not there before keeps its number, deleted."""
    if before is None:
        paragraph.wording, paragraph.state = "", ParagraphState.DELETED
        paragraph.target_id, paragraph.agreement = None, Agreement.NONE
    else:
        paragraph.wording, paragraph.state = before.wording, before.state
        paragraph.target_id, paragraph.agreement = before.target_id, before.agreement
        paragraph.label, paragraph.slug = before.label, numbering.slug(before.label)
        paragraph.is_dropped = before.is_dropped
        if paragraph.place != before.place:
            paragraph.place = placing.again(act.everything(), before.place, paragraph.pk)
            paragraph.section_id = before.section_id
    act.save(paragraph)


def _reopen_amendments(decision: Decision, undoing: Decision) -> None:
    """Open again what the decision settled, and take back how it carried what it left open."""
    outcomes = Outcome.objects.filter(decision=decision, undone_by=None)
    settled = list(outcomes.values_list("amendment_id", flat=True))
    outcomes.update(undone_by=undoing)
    Amendment.objects.filter(pk__in=settled).update(state=AmendmentState.TABLED)
    uncarry_amendments(decision, undoing)


def _verdicts_again(decision: Decision) -> dict[int, Verdict]:
    """Return the outcomes that hold again when an undoing is undone, for amendments that are still open."""
    if decision.undoes_id is None:
        return {}
    outcomes = Outcome.objects.filter(
        decision=decision.undoes_id, undone_by=decision, amendment__state=AmendmentState.TABLED
    )
    return {
        outcome.amendment_id: Verdict(
            outcome.kind, outcome.reason, tuple(outcome.used), tuple(outcome.unused)
        )
        for outcome in outcomes
    }


def _short(decision: Decision) -> str:
    """Return a decision's sentence, without that of the decision that it undid."""
    return decision.sentence if decision.undoes is None else f"{decision.undoes} undone."
