"""Proposing: a delegation drafts, tables, revises and withdraws its amendments."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db import transaction
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from delegations.models import PROPOSING, ActKind, Delegation, Membership, Negotiation, Spokesperson, User
from drafts.models import (
    WITH_TARGET,
    WITH_WORDING,
    Amendment,
    AmendmentKind,
    AmendmentState,
    Fit,
    Paragraph,
    RevisionCause,
)
from drafts.operations.aligning import align, realign
from drafts.operations.announcing import announce_revised, announce_tabled, announce_to_joined
from drafts.operations.beginning import base_of
from drafts.operations.carrying import add_revision
from drafts.operations.deciding import StillAgreed, next_number
from drafts.operations.noting import note_amendment
from drafts.operations.repeating import refuse_repetition
from drafts.operations.windowing import admit_amendment
from drafts.operations.wordings import WordingRefused, checked, refuse_control, refuse_long
from drafts.text.invisible import settled
from gpa.errors import DomainError

LONGEST_RATIONALE = 10_000
NOTHING_SAID: Mapping[int, str] = MappingProxyType({})


class NothingProposed(DomainError):
    """The proposed wording is the wording as it stands, or there is none."""


class NotYours(DomainError):
    """The amendment, or the delegation named, is not the user's to act for."""


class NotOpen(DomainError):
    """The amendment is past what was asked of it."""


class EditionUnknown(DomainError):
    """The words were written on an edition that the paragraph never had."""


class TargetMissing(DomainError):
    """A merge or a move names no paragraph, or one that does not stand."""


class NotCarried(DomainError):
    """The amendment was not carried, so there is nothing to take back."""


@dataclass(frozen=True)
class Proposal:
    """What a form holds of an amendment: one of `AmendmentKind`, its target, wording and rationale.

    `base_edition` is the edition of the paragraph that the words were typed on. `audience` is of those who will read
    it; without one, or with one that is wider, all who read the document.
    """

    base_edition: int
    wording: str = ""
    rationale: str = ""
    kind: str = AmendmentKind.REVISE
    target: Paragraph | None = None
    audience: int | None = None


@transaction.atomic
def save_draft(
    *,
    paragraph: Paragraph,
    delegation: Delegation,
    proposal: Proposal,
    by: User,
    at: datetime,
    draft: Amendment | None = None,
) -> Amendment:
    """Keep a draft amendment, new or gone on with; only the delegation that prepares it sees it.

    One that was thrown away meanwhile is begun anew. A Member State that was asked to sponsor it is asked no longer: it would table other words than it read. A draft may say anything, unbalanced or unchanged: it is checked when it is tabled.

    Raises:
        NotYours: the user has no seat for the delegation, nor for a member of that group.
        NotOpen: it is tabled already.
        WordingRefused: it is too long or has a control character.
    """
    kept = _locked(draft) if draft and Amendment.objects.filter(pk=draft.pk).exists() else None
    if kept is not None and kept.state != AmendmentState.DRAFT:
        message = f"{kept} is tabled already: revise it, or table a new amendment."
        raise NotOpen(message)
    own = _preparer(by, paragraph.document.negotiation, delegation, at)
    amendment = kept or Amendment(
        paragraph=paragraph, negotiation=paragraph.document.negotiation, author=by, prepared_by=own
    )
    amendment.delegation, amendment.sponsor = delegation, None
    take(amendment, proposal, at)
    amendment.save()
    return amendment


@transaction.atomic
def table_amendment(
    *, draft: Amendment, by: User, at: datetime, said: Mapping[int, str] = NOTHING_SAID
) -> Amendment:
    """Table a draft: it gets its number, and its audience sees it; for a group it is said who is aligned.

    `said` are the clearances that the members of a group gave to this wording in its room.

    Raises:
        NothingProposed: its wording is the wording it was written on, or it has none.
        TabledAlready: its delegation has tabled the same, and that is still open.
        TargetMissing: a merge or move without a paragraph that stands.
        NotOpen: it is tabled already, or its paragraph no longer stands.
        StillAgreed: it would change the words of a paragraph that is agreed.
        NotYours: the user has no seat for its delegation, or for the spokesperson of its group.
        WordingRefused: its wording cannot stand.
        WindowClosed: its window is not open, and nothing late is taken.

    Source: conventions.md, 13.
    """
    negotiation = Negotiation.objects.select_for_update(no_key=True).get(pk=draft.negotiation_id)
    amendment = _locked(draft)
    _speak(by, negotiation, _tabling(amendment), at)
    if amendment.state != AmendmentState.DRAFT:
        message = f"{amendment} is tabled already."
        raise NotOpen(message)
    _check(amendment)
    refuse_repetition(amendment)
    amendment.is_late = admit_amendment(amendment, at)
    amendment.audience = min(amendment.audience, amendment.paragraph.document.audience)
    amendment.number = next_number(Amendment, negotiation)
    amendment.state = AmendmentState.TABLED
    amendment.tabled_at = amendment.saved_at = at
    amendment.save()
    add_revision(amendment, RevisionCause.TABLED, at)
    align(amendment, said, by, at)
    note_amendment(amendment=amendment, kind=ActKind.AMENDMENT_TABLED, by=by, at=at)
    announce_tabled(amendment=amendment, by=by, at=at)
    return amendment


@transaction.atomic
def propose_amendment(
    *,
    paragraph: Paragraph,
    delegation: Delegation,
    proposal: Proposal,
    by: User,
    at: datetime,
    draft: Amendment | None = None,
    said: Mapping[int, str] = NOTHING_SAID,
) -> Amendment:
    """Save and table in one act: what cannot be tabled leaves the draft as it was.

    Raises:
        As `save_draft` and `table_amendment`.
    """
    saved = save_draft(
        paragraph=paragraph, delegation=delegation, proposal=proposal, by=by, at=at, draft=draft
    )
    return table_amendment(draft=saved, by=by, at=at, said=said)


@transaction.atomic
def revise_amendment(*, amendment: Amendment, proposal: Proposal, by: User, at: datetime) -> Amendment:
    """Give an open amendment its next revision, written on the wording as it stands; the earlier ones are kept.

    Who spoke on it is told; where it is a group's, so are the members that were aligned or dissociated themselves.

    Raises:
        NotOpen: it has an outcome, or was withdrawn, or its paragraph no longer stands.
        NotYours, NothingProposed, TabledAlready, TargetMissing, StillAgreed, WordingRefused, WindowClosed: as for tabling.
    """
    locked = _locked(amendment)
    _speak(by, locked.negotiation, _tabling(locked), at)
    _be_open(locked)
    take(locked, proposal, at)
    _check(locked)
    refuse_repetition(locked)
    locked.is_late = admit_amendment(locked, at)
    locked.fit = Fit.FITS
    locked.save()
    revision = add_revision(locked, RevisionCause.REVISED, at)
    realign(locked, revision.number, by, at)
    note_amendment(amendment=locked, kind=ActKind.AMENDMENT_REVISED, by=by, at=at)
    announce_revised(amendment=locked, by=by, at=at)
    return locked


@transaction.atomic
def withdraw_amendment(*, amendment: Amendment, by: User, at: datetime) -> Amendment:
    """Withdraw an open amendment; it stays in the list, as withdrawn.

    Raises:
        NotYours: the user has no seat for its delegation.
        NotOpen: it has an outcome, or was withdrawn.
    """
    locked = _locked(amendment)
    _speak(by, locked.negotiation, _tabling(locked), at)
    _be_open(locked)
    locked.state = AmendmentState.WITHDRAWN
    locked.withdrawn_at = at
    locked.save()
    note_amendment(amendment=locked, kind=ActKind.AMENDMENT_WITHDRAWN, by=by, at=at)
    announce_to_joined(amendment=locked, what=_("withdrawn"), by=by, at=at)
    return locked


@transaction.atomic
def take_back_carrying(*, amendment: Amendment, by: User, at: datetime) -> Amendment:
    """Give an amendment again the words it had before it was carried; it then needs its delegation's attention.

    Raises:
        NotCarried: its newest revision is not a carrying, or it is no longer open.
        NotYours: the user has no seat for its delegation.
    """
    locked = _locked(amendment)
    _speak(by, locked.negotiation, _tabling(locked), at)
    newest = list(locked.revisions.order_by("-number")[:2])
    if not locked.is_open or not newest or newest[0].cause != RevisionCause.CARRIED:
        message = f"{locked} was not carried to a new edition, so there is nothing to take back."
        raise NotCarried(message)
    former = newest[-1]
    locked.wording, locked.base_wording = former.wording, former.base_wording
    locked.base_edition, locked.fit, locked.saved_at = former.base_edition, Fit.ATTENTION, at
    locked.save()
    add_revision(locked, RevisionCause.TAKEN_BACK, at)
    note_amendment(amendment=locked, kind=ActKind.AMENDMENT_TAKEN_BACK, by=by, at=at)
    return locked


@transaction.atomic
def discard_draft(*, draft: Amendment, by: User, at: datetime) -> None:
    """Throw a draft away, as its own delegation asks.

    Raises:
        NotOpen: it is tabled.
        NotYours: the user has no seat for the delegation that prepares it.
    """
    locked = _locked(draft)
    _preparer(by, locked.negotiation, locked.prepared_by, at)
    if locked.state != AmendmentState.DRAFT:
        message = f"{locked} is tabled: withdraw it instead."
        raise NotOpen(message)
    locked.delete()


def take(amendment: Amendment, proposal: Proposal, at: datetime) -> None:
    """Take over what was typed, unsaved."""
    refuse_long(proposal.wording)
    refuse_control(proposal.rationale)
    if len(proposal.rationale) > LONGEST_RATIONALE:
        message = (
            f"The rationale has {len(proposal.rationale):,} characters; {LONGEST_RATIONALE:,} is the most."
        )
        raise WordingRefused(message)
    if not 1 <= proposal.base_edition <= amendment.paragraph.edition:
        message = (
            f"{capfirst(amendment.paragraph.called)} has no edition {proposal.base_edition}: open it again."
        )
        raise EditionUnknown(message)
    if proposal.target is not None and proposal.target.pk == amendment.paragraph_id:
        message = _("A paragraph cannot be merged into itself or moved after itself: choose another.")
        raise TargetMissing(message)
    amendment.kind = proposal.kind
    amendment.target = proposal.target if proposal.kind in WITH_TARGET else None
    amendment.base_edition = proposal.base_edition
    amendment.base_wording = base_of(
        amendment.paragraph, proposal.kind, amendment.target, proposal.base_edition
    )
    typed = settled(proposal.wording.replace("\r\n", "\n").replace("\r", "\n"), amendment.base_wording)
    checked(typed, before=typed)
    amendment.wording = typed if proposal.kind in WITH_WORDING else ""
    amendment.rationale = proposal.rationale.replace("\r\n", "\n").strip()
    if amendment.state == AmendmentState.DRAFT:
        widest = amendment.paragraph.document.audience
        amendment.audience = min(proposal.audience or widest, widest)
    amendment.saved_at = at


def _check(amendment: Amendment) -> None:
    """Refuse what cannot be tabled."""
    if not amendment.paragraph.is_standing:
        message = f"{capfirst(amendment.paragraph.called)} no longer stands; your words are kept."
        raise NotOpen(message)
    if amendment.kind != AmendmentKind.INSERT and amendment.paragraph.is_agreed:
        raise StillAgreed(amendment.paragraph)
    if amendment.kind in WITH_TARGET and (amendment.target is None or not amendment.target.is_standing):
        message = _("Which paragraph? Choose one that stands.")
        raise TargetMissing(message)
    if amendment.kind == AmendmentKind.MERGE and amendment.target and amendment.target.is_agreed:
        raise StillAgreed(amendment.target)
    if amendment.kind not in WITH_WORDING:
        return
    wording = checked(amendment.wording, before=amendment.base_wording)
    if not wording.strip():
        message = _("There is no wording: to strike the whole paragraph, propose to delete it.")
        raise NothingProposed(message)
    if wording == amendment.base_wording:
        message = _("The proposed wording is the wording as it stands: change something first.")
        raise NothingProposed(message)


def _locked(amendment: Amendment) -> Amendment:
    """Lock an amendment after its negotiation, in the order of decisions: the other way round two could wait for ever."""
    Negotiation.objects.select_for_update(no_key=True).get(pk=amendment.negotiation_id)
    related = Amendment.objects.select_for_update(of=("self",)).select_related(
        "paragraph__document__negotiation",
        "paragraph__section",
        "target",
        "delegation",
        "prepared_by",
        "negotiation",
    )
    found = related.filter(pk=amendment.pk).first()
    if found is None:
        message = _("This draft was thrown away meanwhile.")
        raise NotOpen(message)
    return found


def _be_open(amendment: Amendment) -> None:
    if not amendment.is_open:
        message = f"{amendment} is {amendment.get_state_display().lower()}: it can no longer be changed."
        raise NotOpen(message)


def _delegation_of(by: User, negotiation: Negotiation, delegation: Delegation, at: datetime) -> Delegation:
    """Return the user's own delegation that may prepare for `delegation`: itself, or a member of that group."""
    on = negotiation.local(at).date()
    seats = by.seats.filter(negotiation=negotiation).current(on).speaking()
    own = Delegation.objects.filter(seats__in=seats, kind__in=PROPOSING)
    if delegation in own:
        return delegation
    membership = (
        Membership.objects.on(on).filter(group=delegation, member__in=own).select_related("member").first()
    )
    if membership is None:
        message = f"You have no seat for {delegation}."
        if not delegation.is_proposing:
            message = (
                f"{delegation} tables what a Member State sponsors: save a draft, and ask one to sponsor it."
            )
        raise NotYours(message)
    return membership.member


def _speak(by: User, negotiation: Negotiation, delegation: Delegation, at: datetime) -> None:
    """Refuse who does not speak for a delegation that day: its own delegates, and for a group its spokesperson's."""
    on = negotiation.local(at).date()
    if Delegation.objects.spoken_for_by(by, negotiation, on).filter(pk=delegation.pk).exists():
        return
    if not delegation.is_group or not Delegation.objects.met_by(by, on).filter(pk=delegation.pk).exists():
        _delegation_of(by, negotiation, delegation, at)
        return
    leader = Spokesperson.objects.of(delegation, on)
    message = (
        f"{leader} speaks for {delegation}: its delegates table in its name."
        if leader
        else f"Nobody is named to speak for {delegation}: ask the secretariat to name its spokesperson."
    )
    raise NotYours(message)


def _preparer(by: User, negotiation: Negotiation, delegation: Delegation, at: datetime) -> Delegation:
    """Return who prepares a draft in the name of `delegation`: an observer or organization prepares its own."""
    on = negotiation.local(at).date()
    if Delegation.objects.prepared_for_by(by, negotiation, on).filter(pk=delegation.pk).exists():
        return delegation
    return _delegation_of(by, negotiation, delegation, at)


def _tabling(amendment: Amendment) -> Delegation:
    """Return the delegation that answers for an amendment: its sponsor, or the one in whose name it stands."""
    return amendment.sponsor or amendment.delegation
