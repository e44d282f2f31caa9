"""Proposing: a delegation drafts, tables and withdraws its amendments."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from delegations.models import Delegation, Membership, Negotiation, Role, User
from drafts.models import Amendment, AmendmentState, Paragraph
from drafts.operations.deciding import next_number
from drafts.operations.wordings import WordingRefused, checked
from gpa.errors import DomainError

LONGEST_RATIONALE = 10_000


class NothingProposed(DomainError):
    """The proposed wording is the wording as it stands."""


class NotYours(DomainError):
    """The amendment, or the delegation named, is not the user's to act for."""


class NotOpen(DomainError):
    """The amendment is past what was asked of it."""


@transaction.atomic
def save_draft(
    *,
    paragraph: Paragraph,
    delegation: Delegation,
    base_edition: int,
    wording: str,
    rationale: str,
    by: User,
    at: datetime,
    draft: Amendment | None = None,
) -> Amendment:
    """Keep a draft amendment, new or gone on with; only the delegation that prepares it sees it.

    A draft may say anything, unbalanced or unchanged: it is checked when it is tabled.

    Raises:
        NotYours: the user has no seat for the delegation, nor for a member of that group.
        NotOpen: it is tabled already.
        WordingRefused: it is too long or has a control character.
    """
    if draft is not None and draft.state != AmendmentState.DRAFT:
        message = f"{draft} is tabled already; withdraw it, or table a new amendment."
        raise NotOpen(message)
    typed = wording.replace("\r\n", "\n").replace("\r", "\n")
    checked(typed, before=typed)
    if len(rationale) > LONGEST_RATIONALE:
        message = f"The rationale has {len(rationale):,} characters; {LONGEST_RATIONALE:,} is the most."
        raise WordingRefused(message)
    own = _delegation_of(by, paragraph.document.negotiation, delegation, at)
    amendment = draft or Amendment(
        paragraph=paragraph, negotiation=paragraph.document.negotiation, author=by, prepared_by=own
    )
    if draft is None or draft.base_edition != base_edition:
        amendment.base_edition = base_edition
        amendment.base_wording = wording_at(paragraph, base_edition)
    amendment.delegation = delegation
    amendment.wording = typed
    amendment.rationale = rationale.strip()
    amendment.saved_at = at
    amendment.save()
    return amendment


@transaction.atomic
def table_amendment(*, draft: Amendment, by: User, at: datetime) -> Amendment:
    """Table a draft: it gets its number, and everybody in the negotiation sees it.

    Raises:
        NothingProposed: its wording is the wording it was written on.
        NotOpen: it is tabled already, or its paragraph no longer stands.
        NotYours: the user has no seat for its delegation.
        WordingRefused: its wording cannot stand.

    Source: conventions.md, 13.
    """
    negotiation = Negotiation.objects.select_for_update().get(pk=draft.negotiation_id)
    amendment = (
        Amendment.objects.select_for_update().select_related("paragraph", "delegation").get(pk=draft.pk)
    )
    _delegation_of(by, negotiation, amendment.delegation, at)
    if amendment.state != AmendmentState.DRAFT:
        message = f"{amendment} is tabled already."
        raise NotOpen(message)
    if not amendment.paragraph.is_standing:
        message = f"{amendment.paragraph.called.capitalize()} no longer stands; your draft is kept."
        raise NotOpen(message)
    if checked(amendment.wording, before=amendment.base_wording) == amendment.base_wording:
        message = _("The proposed wording is the wording as it stands: change something first.")
        raise NothingProposed(message)
    amendment.number = next_number(Amendment, negotiation)
    amendment.state = AmendmentState.TABLED
    amendment.tabled_at = amendment.saved_at = at
    amendment.save()
    return amendment


@transaction.atomic
def withdraw_amendment(*, amendment: Amendment, by: User, at: datetime) -> Amendment:
    """Withdraw an open amendment; it stays in the list, as withdrawn.

    Raises:
        NotYours: the user has no seat for its delegation.
        NotOpen: it has an outcome, or was withdrawn.
    """
    amendment = Amendment.objects.select_for_update().select_related("delegation").get(pk=amendment.pk)
    _delegation_of(by, amendment.negotiation, amendment.delegation, at)
    if not amendment.is_open:
        message = f"{amendment} is {amendment.get_state_display().lower()}: it can no longer be withdrawn."
        raise NotOpen(message)
    amendment.state = AmendmentState.WITHDRAWN
    amendment.withdrawn_at = at
    amendment.save()
    return amendment


def wording_at(paragraph: Paragraph, edition: int) -> str:
    """Return the wording of a paragraph at an edition; its present one where there is none of that number."""
    if edition == paragraph.edition:
        return paragraph.wording
    return next(
        (found.wording for found in paragraph.editions() if found.number == edition), paragraph.wording
    )


def _delegation_of(by: User, negotiation: Negotiation, delegation: Delegation, at: datetime) -> Delegation:
    """Return the user's own delegation that may table in the name of `delegation`: itself, or a member of that group."""
    on = negotiation.local(at).date()
    seats = by.seats.filter(negotiation=negotiation, role=Role.DELEGATE).current(on)
    own = Delegation.objects.filter(seats__in=seats)
    if delegation in own:
        return delegation
    membership = (
        Membership.objects.on(on).filter(group=delegation, member__in=own).select_related("member").first()
    )
    if membership is None:
        message = f"You have no seat for {delegation}."
        raise NotYours(message)
    return membership.member
