"""Decisions on which paragraphs there are and where they stand: insert, split, move, merge, delete."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import capfirst

from delegations.models import User
from drafts.models import Agreement, Decision, Paragraph, ParagraphState, Verb, survivors
from drafts.operations import placing
from drafts.operations.deciding import (
    NothingChanged,
    Opening,
    Verdict,
    check_decidable,
    give_outcomes,
    latest_decision,
    opening,
)
from drafts.operations.wordings import worded
from gpa.errors import DomainError


class TargetRefused(DomainError):
    """A paragraph cannot be merged into that one, or moved after it."""


@transaction.atomic
def insert_paragraph(
    *,
    after: Paragraph,
    kind: str,
    wording: str,
    by: User,
    at: datetime,
    verdicts: Mapping[int, Verdict] | None = None,
    reason: str = "",
) -> Decision:
    """Insert a new paragraph after another, in its section; `kind` is one of `ParagraphKind`.

    The label is generated and those that stand keep theirs. Amendments on `after` may have their outcome in it.

    Raises:
        WordingRefused: what was typed cannot stand, or there are no words.
        OutcomeRefused: an outcome does not fit.

    Source: conventions.md, 2 and 13.
    """
    with opening(
        verb=Verb.INSERT, document=after.document, editions={}, principal=None, by=by, at=at, reason=reason
    ) as act:
        everything = act.everything()
        spot = placing.insertion(everything, after, kind)
        new = _new(act, spot.paragraph(kind, _words(wording)))
        act.principal = new.pk
        act.sentence = f"{capfirst(new.called)} inserted after {spot.after.called}."
    decision = latest_decision(after.document)
    give_outcomes(decision, verdicts or {}, [new, everything[everything.index(after)]])
    return decision


@transaction.atomic
def insert_alternative(
    *,
    paragraph: Paragraph,
    wording: str,
    by: User,
    at: datetime,
    verdicts: Mapping[int, Verdict] | None = None,
    reason: str = "",
) -> Decision:
    """Insert an alternative to the whole of a paragraph right after it: "49 alt", then "49 alt 2".

    Raises:
        NotStanding: the paragraph is deleted or merged.
        StillAgreed: it must be reopened first, for an alternative puts it in question.
        NothingChanged: the alternative says what the paragraph says.
        WordingRefused: what was typed cannot stand, or there are no words.
        OutcomeRefused: an outcome does not fit.

    Source: conventions.md, 2.
    """
    with opening(
        verb=Verb.INSERT,
        document=paragraph.document,
        editions={},
        principal=None,
        by=by,
        at=at,
        reason=reason,
    ) as act:
        everything = act.everything()
        current = next(each for each in everything if each.pk == paragraph.pk)
        check_decidable(current)
        words = _words(wording, before=current.wording)
        if words == current.wording:
            message = f"The alternative says what {current.called} says: change something first."
            raise NothingChanged(message)
        new = _new(act, placing.alternative(everything, current).paragraph(current.kind, words))
        act.principal = new.pk
        original = placing.original(everything, current)
        act.sentence = f"{capfirst(new.called)} inserted as an alternative to {original.called}."
    decision = latest_decision(paragraph.document)
    give_outcomes(decision, verdicts or {}, [new, current])
    return decision


@transaction.atomic
def split_paragraph(
    *,
    paragraph: Paragraph,
    edition: int,
    first: str,
    second: str,
    by: User,
    at: datetime,
    reason: str = "",
) -> Decision:
    """Split a paragraph in two: it keeps its number and the first words, the rest becomes a new one right after it.

    Open amendments stay on the first and are carried to what it now says.

    Raises:
        EditionPassed: somebody decided on it since `edition`; nothing is saved.
        NotStanding: it is deleted or merged.
        StillAgreed: it must be reopened first.
        WordingRefused: a part cannot stand, or has no words.

    Source: conventions.md, 2.
    """
    with opening(
        verb=Verb.SPLIT,
        document=paragraph.document,
        editions={paragraph.pk: edition},
        principal=paragraph.pk,
        by=by,
        at=at,
        reason=reason,
    ) as act:
        current = act.paragraphs[paragraph.pk]
        check_decidable(current)
        words = [_words(part, before=current.wording) for part in (first, second)]
        spot = placing.rest(act.everything(), current)
        current.wording = words[0]
        act.save(current)
        new = _new(act, spot.paragraph(current.kind, words[1]))
        act.sentence = f"{capfirst(current.called)} split; the rest is {new.called}."
    decision = latest_decision(paragraph.document)
    give_outcomes(decision, {}, [current, new])
    return decision


@transaction.atomic
def move_paragraph(
    *,
    paragraph: Paragraph,
    edition: int,
    after: Paragraph,
    by: User,
    at: datetime,
    verdicts: Mapping[int, Verdict] | None = None,
    reason: str = "",
) -> Decision:
    """Move a paragraph after another, into its section; it keeps its label, and its alternatives go with it.

    Raises:
        EditionPassed: somebody decided on it since `edition`; nothing is saved.
        NotStanding: it is deleted or merged.
        StillAgreed: it must be reopened first.
        TargetRefused: the other is itself, one of its alternatives, or in another document.
        NothingChanged: it stands there already.
        OutcomeRefused: an outcome does not fit.

    Source: conventions.md, 1 and 13.
    """
    everything = list(paragraph.document.paragraphs.order_by("place"))
    movers = [paragraph, *placing.followers(everything, paragraph)]
    if after.document_id != paragraph.document_id or after in movers:
        message = (
            f"{capfirst(paragraph.called)} can be moved only after another paragraph of its own document."
        )
        raise TargetRefused(message)
    with opening(
        verb=Verb.MOVE,
        document=paragraph.document,
        editions={**{each.pk: each.edition for each in movers}, paragraph.pk: edition},
        principal=paragraph.pk,
        by=by,
        at=at,
        reason=reason,
    ) as act:
        everything = act.everything()
        moving = [act.paragraphs[each.pk] for each in movers]
        check_decidable(moving[0])
        before, places = placing.moved(everything, moving, after)
        if everything.index(before) + 1 == everything.index(moving[0]):
            message = f"{capfirst(paragraph.called)} stands after {before.called} already."
            raise NothingChanged(message)
        for each, place in zip(moving, places, strict=True):
            each.place, each.section_id = place, before.section_id
            act.save(each)
        company = f", with {', '.join(each.called for each in moving[1:])}" if moving[1:] else ""
        act.sentence = f"{capfirst(paragraph.called)} moved after {before.called}{company}."
    decision = latest_decision(paragraph.document)
    give_outcomes(decision, verdicts or {}, moving)
    return decision


@transaction.atomic
def delete_paragraph(
    *,
    paragraph: Paragraph,
    edition: int,
    by: User,
    at: datetime,
    verdicts: Mapping[int, Verdict] | None = None,
    reason: str = "",
) -> Decision:
    """Delete a paragraph; it keeps its number, and those merged into it are deleted with it.

    Its wording stays in its history. Amendments that have no verdict stay open.

    Raises:
        EditionPassed: somebody decided on it since `edition`; nothing is saved.
        NotStanding: it is deleted or merged already.
        StillAgreed: it must be reopened first.

    Source: conventions.md, 3.
    """
    everything = list(Paragraph.objects.filter(document=paragraph.document))
    merged = [p for p in everything if (end := survivors(everything).get(p.pk)) and end.pk == paragraph.pk]
    with opening(
        verb=Verb.DELETE,
        document=paragraph.document,
        editions={paragraph.pk: edition, **{other.pk: other.edition for other in merged}},
        principal=paragraph.pk,
        by=by,
        at=at,
        reason=reason,
    ) as act:
        current = act.paragraphs[paragraph.pk]
        check_decidable(current)
        for doomed in act.paragraphs.values():
            _end(act, doomed, ParagraphState.DELETED, None)
        act.sentence = f"{capfirst(current.called)} deleted."
    decision = latest_decision(paragraph.document)
    give_outcomes(decision, verdicts or {}, act.paragraphs.values())
    return decision


@transaction.atomic
def merge_paragraph(
    *,
    paragraph: Paragraph,
    edition: int,
    target: Paragraph,
    target_edition: int,
    wording: str,
    by: User,
    at: datetime,
    verdicts: Mapping[int, Verdict] | None = None,
    reason: str = "",
) -> Decision:
    """Merge a paragraph into another, which takes `wording`; the merged one keeps its number and leaves a marker.

    Raises:
        EditionPassed: somebody decided on one of the two since; nothing is saved.
        NotStanding: one of the two is deleted or merged.
        StillAgreed: one of the two must be reopened first.
        TargetRefused: the target is the paragraph itself or is in another document.
        WordingRefused: what was typed cannot stand, or there are no words.

    Source: conventions.md, 3 and 14.
    """
    if target.pk == paragraph.pk or target.document_id != paragraph.document_id:
        message = (
            f"{capfirst(paragraph.called)} can be merged only into another paragraph of its own document."
        )
        raise TargetRefused(message)
    with opening(
        verb=Verb.MERGE,
        document=paragraph.document,
        editions={paragraph.pk: edition, target.pk: target_edition},
        principal=paragraph.pk,
        by=by,
        at=at,
        reason=reason,
    ) as act:
        current, into = act.paragraphs[paragraph.pk], act.paragraphs[target.pk]
        for standing in (current, into):
            check_decidable(standing)
        into.wording = worded(wording, before=into.wording + current.wording)
        act.save(into)
        _end(act, current, ParagraphState.MERGED, into)
        act.sentence = f"{capfirst(current.called)} merged with {into.called}."
    decision = latest_decision(paragraph.document)
    give_outcomes(decision, verdicts or {}, act.paragraphs.values())
    return decision


def _end(act: Opening, paragraph: Paragraph, state: ParagraphState, target: Paragraph | None) -> None:
    """Take a paragraph out of the text: its number stays, its wording stays in its history."""
    paragraph.wording = ""
    paragraph.state = state
    paragraph.target = target
    paragraph.agreement = Agreement.NONE
    act.save(paragraph)


def _new(act: Opening, paragraph: Paragraph) -> Paragraph:
    """Put a new paragraph into the text, as its first edition."""
    act.save(paragraph)
    return paragraph


def _words(wording: str, *, before: str = "") -> str:
    """Return what was typed for a paragraph of its own, without empty lines around it.

    Raises:
        WordingRefused: there are no words, or they cannot stand.
    """
    return worded(wording, before=before).strip("\n")
