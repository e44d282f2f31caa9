"""Inviting: seats are offered by a link in a letter, sent anew, withdrawn, accepted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from delegations import tasks
from delegations.models import (
    FOR_ORGANIZERS,
    ORGANIZING,
    SPEAKING,
    ActKind,
    Delegation,
    Invitation,
    InvitationState,
    Negotiation,
    Role,
    Seat,
    User,
    read_token,
)
from delegations.operations import accrediting
from delegations.operations.recording import record
from gpa.errors import DomainError
from gpa.queue import enqueue

HOLDS_FOR = timedelta(days=14)
LETTERS_A_TASK = 50


class InvitationRefused(DomainError):
    """The seat cannot be offered as asked, or no longer be accepted; `field` names what is wrong, if one thing is."""

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class LinkClosed(DomainError):
    """The link does not hold, or no longer."""


@dataclass(frozen=True)
class Offer:
    """A seat that is offered to somebody."""

    email: str
    name: str
    role: Role
    delegation: Delegation | None = None
    from_on: date | None = None
    until_on: date | None = None

    @property
    def key(self) -> tuple[str, str, int | None]:
        """Return what two offers must not share while they are unanswered."""
        return self.email.lower(), str(self.role), self.delegation.pk if self.delegation else None


class Known:
    """What is given or offered in a negotiation already, so that five hundred offers need no queries of their own."""

    def __init__(self, negotiation: Negotiation, on: date) -> None:
        self.negotiation = negotiation
        unanswered = negotiation.invitations.unanswered()
        self.offered: set[tuple[str, str, int | None]] = set(
            unanswered.values_list("email", "role", "delegation")
        )
        seats = Seat.objects.filter(negotiation=negotiation).current(on)
        self.given: set[tuple[str, str, int | None]] = set(
            seats.values_list("user__email", "role", "delegation")
        )

    def check(self, offer: Offer) -> None:
        """Refuse an offer that cannot be made.

        Raises:
            InvitationRefused: with the field that is wrong.
        """
        if offer.role in SPEAKING and offer.delegation is None:
            raise InvitationRefused(_("For which delegation? This role speaks for one."), "delegation")
        if offer.role in ORGANIZING and offer.delegation is not None:
            raise InvitationRefused(
                _(
                    "The facilitators and the secretariat sit for no delegation: choose none, or another role."
                ),
                "role",
            )
        if offer.delegation and offer.delegation.negotiation_id != self.negotiation.pk:
            raise InvitationRefused(_("This delegation takes part in another negotiation."), "delegation")
        if offer.from_on and offer.until_on and offer.until_on < offer.from_on:
            raise InvitationRefused(_("It would end before it begins."), "until_on")
        if offer.key in self.given:
            raise InvitationRefused(_("This person has this seat already."), "email")
        if offer.key in self.offered:
            raise InvitationRefused(_("This person is invited to this seat already."), "email")


def invite(*, negotiation: Negotiation, offer: Offer, site: str, by: User, at: datetime) -> Invitation:
    """Offer one seat by a letter; `site` is the address that links begin with.

    Raises:
        InvitationRefused: it cannot be offered so, or is already.
    """
    return invite_all(negotiation=negotiation, offers=[offer], site=site, by=by, at=at)[0]


@transaction.atomic
def invite_all(
    *, negotiation: Negotiation, offers: Sequence[Offer], site: str, by: User, at: datetime
) -> list[Invitation]:
    """Offer seats by letters; all of them, or none.

    Raises:
        InvitationRefused: one of them cannot be offered so, or is already, or is asked for twice.
    """
    known = Known(negotiation, negotiation.local(at).date())
    for offer in offers:
        known.check(offer)
        known.offered.add(offer.key)
    rows = [_row(negotiation, offer, by, at) for offer in offers]
    try:
        with transaction.atomic():
            invitations = Invitation.objects.bulk_create(rows)
    except IntegrityError as twice:
        raise InvitationRefused(_("Somebody else invited the same person just now."), "email") from twice
    for invitation in invitations:
        _record(invitation, ActKind.INVITED, by, at)
    _send(invitations, site)
    return invitations


@dataclass(frozen=True)
class Refused:
    """A row of a list that was not invited: which, which field is wrong, and what is wrong with it."""

    number: int
    field: str
    sentence: str


@transaction.atomic
def invite_list(
    *, negotiation: Negotiation, offers: Mapping[int, Offer], site: str, by: User, at: datetime
) -> tuple[list[Invitation], list[Refused]]:
    """Invite all of a list that can be, by the numbers of its rows, and say of the others why not."""
    known = Known(negotiation, negotiation.local(at).date())
    rows: dict[tuple[str, str, int | None], int] = {}
    good: list[Offer] = []
    refused: list[Refused] = []
    for number, offer in offers.items():
        if offer.key in rows:
            sentence = _("The same as row %(number)d.") % {"number": rows[offer.key]}
            refused.append(Refused(number, "email", sentence))
            continue
        try:
            known.check(offer)
        except InvitationRefused as refusal:
            refused.append(Refused(number, refusal.field, str(refusal)))
        else:
            rows[offer.key] = number
            good.append(offer)
    invited = invite_all(negotiation=negotiation, offers=good, site=site, by=by, at=at) if good else []
    return invited, refused


def _row(negotiation: Negotiation, offer: Offer, by: User, at: datetime) -> Invitation:
    return Invitation(
        negotiation=negotiation,
        email=offer.email.lower(),
        name=offer.name,
        role=offer.role,
        delegation=offer.delegation,
        from_on=offer.from_on,
        until_on=offer.until_on,
        invited_by=by,
        invited_at=at,
        expires_at=at + HOLDS_FOR,
    )


def _send(invitations: Sequence[Invitation], site: str) -> None:
    """Queue the letters for when the invitations are saved."""
    for first in range(0, len(invitations), LETTERS_A_TASK):
        pks = [invitation.pk for invitation in invitations[first : first + LETTERS_A_TASK]]
        transaction.on_commit(partial(enqueue, tasks.send_invitations, site, *pks))


def _record(invitation: Invitation, kind: ActKind, by: User, at: datetime, **facts: object) -> None:
    told: Mapping[str, object] = {
        "role": invitation.role,
        "from_on": invitation.from_on,
        "until_on": invitation.until_on,
        **facts,
    }
    record(
        negotiation=invitation.negotiation,
        kind=kind,
        by=by,
        at=at,
        what=invitation.place,
        person=invitation.accepted_by or invitation.email,
        delegation=invitation.delegation,
        facts=told,
        readers=FOR_ORGANIZERS,
    )


@transaction.atomic
def send_anew(*, invitation: Invitation, site: str, by: User, at: datetime) -> Invitation:
    """Send the letter again with a new link, which holds as long as the first did; the old link is dead.

    Raises:
        InvitationRefused: it is accepted or withdrawn.
    """
    held = _locked(invitation, at, InvitationState.WAITING, InvitationState.EXPIRED)
    held.sending += 1
    held.sent_at = None
    held.expires_at = at + HOLDS_FOR
    held.save(update_fields=["sending", "sent_at", "expires_at"])
    _record(held, ActKind.INVITED, by, at, sending=held.sending)
    _send([held], site)
    return held


@transaction.atomic
def withdraw_invitation(*, invitation: Invitation, by: User, at: datetime) -> Invitation:
    """Take an invitation back; its link is dead.

    Raises:
        InvitationRefused: it is accepted or withdrawn.
    """
    held = _locked(invitation, at, InvitationState.WAITING, InvitationState.EXPIRED)
    held.withdrawn_at = at
    held.save(update_fields=["withdrawn_at"])
    _record(held, ActKind.INVITATION_REVOKED, by, at)
    return held


def find_invitation(*, token: str, at: datetime) -> Invitation:
    """Return the invitation that a link names.

    Raises:
        LinkClosed: it is not ours, or holds no longer; the sentence says why.
    """
    try:
        pk, sending = read_token(token)
    except (signing.BadSignature, ValueError, TypeError) as broken:
        raise LinkClosed(_("This link is not whole. Copy it from the letter to its end.")) from broken
    related = Invitation.objects.select_related("negotiation", "delegation", "invited_by")
    invitation = related.filter(pk=pk).first()
    if invitation is None or (invitation.sending != sending and not invitation.accepted_at):
        raise LinkClosed(_("A newer letter was sent to you. Use the link in that one."))
    sentences = {
        InvitationState.ACCEPTED: _("This invitation has been accepted already. Log in to go on."),
        InvitationState.WITHDRAWN: _("The secretariat has withdrawn this invitation."),
        InvitationState.EXPIRED: _("This invitation has expired. Ask the secretariat to send it anew."),
    }
    if sentence := sentences.get(invitation.state_at(at)):
        raise LinkClosed(sentence)
    return invitation


@transaction.atomic
def accept_invitation(*, invitation: Invitation, by: User, at: datetime) -> Seat:
    """Take the seat that is offered.

    Raises:
        InvitationRefused: it is somebody else's, or holds no longer.
    """
    held = _locked(invitation, at, InvitationState.WAITING)
    if held.email != by.email:
        raise InvitationRefused(_("This invitation is for somebody else."))
    held.accepted_at, held.accepted_by = at, by
    held.save(update_fields=["accepted_at", "accepted_by"])
    seat = accrediting.accredit(
        negotiation=held.negotiation,
        email=by.email,
        name=by.name,
        role=Role(held.role),
        delegation=held.delegation,
        from_on=held.from_on,
        until_on=held.until_on,
    )
    _record(held, ActKind.INVITATION_ACCEPTED, by, at)
    return seat


@transaction.atomic
def open_account(*, invitation: Invitation, name: str, password: str | None, at: datetime) -> User:
    """Make the account of somebody who is invited, and take the seat; without a password only their organization lets in.

    Raises:
        InvitationRefused: there is an account that somebody can log in to, or the invitation holds no longer.
    """
    held = _locked(invitation, at, InvitationState.WAITING)
    user = User.objects.filter(email=held.email).first() or User(email=held.email)
    if user.pk and user.is_open:
        raise InvitationRefused(_("There is an account with this e-mail already. Log in to accept."))
    user.name = name
    user.set_password(password)
    user.save()
    accept_invitation(invitation=held, by=user, at=at)
    return user


def _locked(invitation: Invitation, at: datetime, *states: InvitationState) -> Invitation:
    """Read an invitation again under a lock, and refuse what has become of it meanwhile."""
    held = Invitation.objects.select_for_update().get(pk=invitation.pk)
    state = held.state_at(at)
    if state not in states:
        sentence = _("Nothing was done: the invitation is %(state)s.") % {"state": state.label.lower()}
        raise InvitationRefused(sentence)
    return held
