"""Carrying out what a returned file wants: an amendment or a decision for each chosen change, each by itself."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any  # the keywords that decisions share

from django.db import transaction

from delegations.models import Delegation, User
from drafts.models import Amendment, AmendmentKind, Decision, ReturnedFile
from drafts.operations import amending, deciding, structuring
from drafts.operations.amending import Proposal
from drafts.operations.repeating import TabledAlready
from drafts.operations.returning import Item, ReturnRefused, items, locked
from gpa.errors import DomainError


@dataclass
class Report:
    """What became of the chosen changes; what was refused stays in the file with the reason."""

    tabled: list[Amendment] = field(default_factory=list)
    drafted: list[Amendment] = field(default_factory=list)
    decided: list[Decision] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def table_returned(
    *, file: ReturnedFile, delegation: Delegation, is_tabled: bool, by: User, at: datetime
) -> Report:
    """Table the chosen changes of a file, an amendment each, or keep them as drafts.

    Each is a transaction of its own, for each amendment stands by itself: what cannot be tabled as it is becomes a
    draft that its delegation adapts, and holds nothing else up. A change leaves the file as its amendment comes into being.

    Raises:
        NotYours: the user has no seat for the delegation.
    """
    report = Report()
    for item in items(file):
        if item.wanted.is_taken:
            _carry_out(
                file, item, report, partial(_propose, item, delegation, report, by, at, is_tabled=is_tabled)
            )
    _finish(file)
    return report


def decide_returned(*, file: ReturnedFile, by: User, at: datetime) -> Report:
    """Decide as a file wants, a decision each, for each can be undone by itself; what cannot be decided stays in the file."""
    report = Report()
    for number in [item.wanted.number for item in items(file) if item.wanted.is_taken]:
        item = next(each for each in items(file) if each.wanted.number == number)
        _carry_out(file, item, report, partial(_decided, item, report, by, at))
    _finish(file)
    return report


def _carry_out(file: ReturnedFile, item: Item, report: Report, act: Callable[[], None]) -> None:
    """Carry one change out and take it out of the file, both or neither; a refusal stays with the change."""
    try:
        with transaction.atomic():
            held = locked(file)
            if item.wanted.number not in {each.number for each in held.wanted}:
                return
            act()
            held.hold([each for each in held.wanted if each.number != item.wanted.number])
            held.save()
    except DomainError as refusal:
        report.refused.append(str(refusal))
        _tell(file, item.wanted.number, str(refusal))


@transaction.atomic
def _tell(file: ReturnedFile, number: int, told: str) -> None:
    """Keep with a change why it could not be carried out."""
    held = locked(file)
    held.hold([replace(each, told=told) if each.number == number else each for each in held.wanted])
    held.save()


def _propose(
    item: Item, delegation: Delegation, report: Report, by: User, at: datetime, *, is_tabled: bool
) -> None:
    """Make an amendment of a change: tabled where nothing stands in its way and it was asked, else a draft.

    Raises:
        TabledAlready: its delegation has tabled the same; no draft is made of it.
    """
    wanted = item.wanted
    is_old = item.obstacle != "" and wanted.act == AmendmentKind.REVISE
    proposal = Proposal(
        base_edition=wanted.edition if is_old else item.paragraph.edition,
        wording=wanted.wording if item.obstacle else item.wording,
        rationale=wanted.rationale,
        kind=wanted.act,
        target=item.target,
    )
    draft = amending.save_draft(
        paragraph=item.paragraph, delegation=delegation, proposal=proposal, by=by, at=at
    )
    if is_tabled and not item.obstacle:
        try:
            with transaction.atomic():
                report.tabled.append(amending.table_amendment(draft=draft, by=by, at=at))
        except TabledAlready:
            raise
        except DomainError as refusal:
            report.refused.append(str(refusal))
        else:
            return
    report.drafted.append(draft)


def _decided(item: Item, report: Report, by: User, at: datetime) -> None:
    report.decided.append(_decide(item, by, at))


def _decide(item: Item, by: User, at: datetime) -> Decision:
    """Decide what a change wants.

    Raises:
        ReturnRefused: something stands in its way.
    """
    if item.obstacle:
        raise ReturnRefused(item.obstacle)
    wanted, paragraph, target = item.wanted, item.paragraph, item.target
    who: dict[str, Any] = {"by": by, "at": at, "reason": wanted.rationale}
    on: dict[str, Any] = {"paragraph": paragraph, "edition": paragraph.edition, **who}
    if wanted.act == AmendmentKind.INSERT:
        made = structuring.insert_paragraph(after=paragraph, kind=wanted.kind, wording=wanted.wording, **who)
    elif wanted.act == AmendmentKind.DELETE:
        made = structuring.delete_paragraph(**on)
    elif target is None:
        made = deciding.revise_paragraph(wording=item.wording, **on)
    elif wanted.act == AmendmentKind.MOVE:
        made = structuring.move_paragraph(after=target, **on)
    else:
        made = structuring.merge_paragraph(
            target=target, target_edition=target.edition, wording=item.wording, **on
        )
    return made


@transaction.atomic
def _finish(file: ReturnedFile) -> None:
    """Discard a file of which nothing is left."""
    if not locked(file).wanted:
        file.delete()
