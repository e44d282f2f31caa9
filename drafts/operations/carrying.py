"""Carrying open amendments over to a new edition, so that the base never changes under one unseen."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from drafts.models import (
    Amendment,
    AmendmentKind,
    AmendmentRevision,
    Decision,
    Fit,
    Paragraph,
    RevisionCause,
)
from drafts.operations.announcing import announce_attention
from drafts.text import contesting, merge

BATCH = 500


@dataclass(frozen=True)
class Carrying:
    """How an amendment stands to a wording: whether it fits, and its wording on that base."""

    fit: Fit
    wording: str
    merged: merge.Merge


def carried(amendment: Amendment, wording: str) -> Carrying:
    """Say how an amendment stands to a wording, by a three-way merge.

    Where its words were left contested, as one of the options in brackets, it goes on to propose them.

    Source: conventions.md, 9 and 15.
    """
    if amendment.base_wording == wording:
        clean = merge.Merge(is_clean=True, text=amendment.wording, conflicts=())
        return Carrying(Fit.FITS, amendment.wording, clean)
    own = contesting.carry(amendment.base_wording, wording, amendment.wording)
    if own is not None:
        found = merge.Merge(is_clean=True, text=own, conflicts=())
    else:
        found = merge.three_way(amendment.base_wording, wording, amendment.wording)
    if not found.is_clean:
        return Carrying(Fit.ATTENTION, amendment.wording, found)
    return Carrying(Fit.REFLECTED if found.text == wording else Fit.FITS, found.text, found)


def with_theirs(found: merge.Merge) -> str:
    """Return a merge's text with the amendment's own words wherever it collides, for its delegation to adapt."""
    text, end = [], 0
    for conflict in found.conflicts:
        text += [found.text[end : conflict.start], conflict.theirs]
        end = conflict.end
    return "".join([*text, found.text[end:]])


def carry_amendments(decision: Decision, paragraphs: Iterable[Paragraph]) -> set[int]:
    """Carry every amendment still open on the paragraphs that a decision changed, or into which it merges.

    One that fits gets a further revision on the new edition; one that does not is marked, its words as they were, and
    its people are told: they are returned.
    """
    changed = {paragraph.pk: paragraph for paragraph in paragraphs}
    touched = Amendment.objects.open().filter(Q(paragraph__in=changed) | Q(target__in=changed))
    related = touched.select_related("paragraph", "target", "delegation", "negotiation")
    amendments = list(related.select_for_update(of=("self",)))
    fitted = {amendment.pk for amendment in amendments if amendment.fit != Fit.ATTENTION}
    last = dict(
        AmendmentRevision.objects.filter(amendment__in=amendments)
        .values_list("amendment")
        .annotate(last=Max("number"))
        .order_by()
    )
    revisions = []
    for amendment in amendments:
        before = amendment.wording, amendment.base_wording
        _carry(amendment, changed)
        if (amendment.wording, amendment.base_wording) != before:
            number = last.get(amendment.pk, 0) + 1
            revisions.append(_revision(amendment, number, RevisionCause.CARRIED, decision.at, decision))
    Amendment.objects.bulk_update(
        amendments, ["fit", "wording", "base_wording", "base_edition"], batch_size=BATCH
    )
    AmendmentRevision.objects.bulk_create(revisions, batch_size=BATCH)
    lost = [each for each in amendments if each.fit == Fit.ATTENTION and each.pk in fitted]
    return announce_attention(amendments=lost, at=decision.at)


def uncarry_amendments(undone: Decision, undoing: Decision) -> None:
    """Give every open amendment that an undone decision carried the words it had before, unless it was revised since."""
    for amendment in Amendment.objects.open().filter(revisions__decision=undone).distinct():
        newest, *earlier = amendment.revisions.order_by("-number")[:2]
        if newest.decision_id == undone.pk and earlier:
            amendment.wording, amendment.base_wording = earlier[0].wording, earlier[0].base_wording
            amendment.base_edition = earlier[0].base_edition
            amendment.save()
            add_revision(amendment, RevisionCause.TAKEN_BACK, undoing.at, undoing)


def _carry(amendment: Amendment, changed: dict[int, Paragraph]) -> None:
    """Bring one amendment up to date, unsaved."""
    paragraph = changed.get(amendment.paragraph_id, amendment.paragraph)
    target = changed.get(amendment.target_id or 0, amendment.target)
    if not paragraph.is_standing or (target is not None and not target.is_standing):
        amendment.fit = Fit.ATTENTION
        return
    if amendment.kind == AmendmentKind.REVISE:
        base = paragraph
    elif amendment.kind == AmendmentKind.MERGE and target is not None:
        base = target
    else:
        return
    found = carried(amendment, base.wording)
    amendment.fit = found.fit
    if found.fit == Fit.FITS:
        amendment.wording, amendment.base_wording = found.wording, base.wording
        amendment.base_edition = paragraph.edition


def add_revision(
    amendment: Amendment, cause: RevisionCause, at: datetime, decision: Decision | None = None
) -> AmendmentRevision:
    """Keep an amendment as it is now as its next revision."""
    last = amendment.revisions.aggregate(last=Max("number"))["last"] or 0
    revision = _revision(amendment, last + 1, cause, at, decision)
    revision.save()
    return revision


def _revision(
    amendment: Amendment, number: int, cause: RevisionCause, at: datetime, decision: Decision | None
) -> AmendmentRevision:
    return AmendmentRevision(
        amendment=amendment,
        number=number,
        cause=cause,
        base_edition=amendment.base_edition,
        base_wording=amendment.base_wording,
        wording=amendment.wording,
        rationale=amendment.rationale,
        made_at=at,
        is_late=amendment.is_late and cause in {RevisionCause.TABLED, RevisionCause.REVISED},
        decision=decision,
    )
