"""Sponsoring: a Member State tables what an observer, entity or organization has prepared, or declines to."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from delegations.models import ActKind, Delegation, DelegationKind, Negotiation, User
from drafts.models import Amendment, AmendmentState
from drafts.operations.amending import table_amendment
from drafts.operations.announcing import announce_sponsor_answered, announce_sponsor_asked
from drafts.operations.noting import note_sponsorship
from gpa.errors import DomainError

LONGEST_NOTE = 2_000


class SponsorshipRefused(DomainError):
    """The sponsorship cannot be asked for, given or declined."""


@transaction.atomic
def ask_sponsor(*, draft: Amendment, sponsor: Delegation, by: User, at: datetime) -> Amendment:
    """Show a draft of an observer, entity or organization to a Member State, which may then table it.

    Raises:
        SponsorshipRefused: it is no draft, not the user's, or needs no sponsor; or `sponsor` is no Member State here.

    Source: conventions.md, 22.
    """
    locked = _locked(draft)
    on = locked.negotiation.local(at).date()
    if locked.delegation not in Delegation.objects.prepared_for_by(by, locked.negotiation, on):
        message = _("Only its own delegation asks for a sponsor, and only one that does not table itself.")
        raise SponsorshipRefused(message)
    if sponsor.negotiation_id != locked.negotiation_id or sponsor.kind != DelegationKind.STATE:
        message = _("A Member State sponsors: choose one that takes part.")
        raise SponsorshipRefused(message)
    is_asked_anew = locked.sponsor != sponsor
    locked.sponsor, locked.declined = sponsor, ""
    locked.save()
    if is_asked_anew:
        announce_sponsor_asked(draft=locked, sponsor=sponsor, at=at)
        note_sponsorship(draft=locked, sponsor=sponsor, kind=ActKind.SPONSORSHIP_ASKED, by=by, at=at)
    return locked


@transaction.atomic
def sponsor_amendment(*, draft: Amendment, saved_at: datetime, by: User, at: datetime) -> Amendment:
    """Table a draft as its sponsor; it stands in the name of who prepared it, with the sponsor beside it.

    Raises:
        SponsorshipRefused: nobody asks the user's delegation, or it was changed since `saved_at`, when it was read.
        As `table_amendment`.
    """
    locked, sponsor = _asked(draft, by, at)
    if locked.saved_at != saved_at:
        message = _("The draft was changed since you read it: read it again.")
        raise SponsorshipRefused(message)
    tabled = table_amendment(draft=locked, by=by, at=at)
    announce_sponsor_answered(amendment=tabled, sponsor=sponsor, answer=_("tabled"), at=at)
    return tabled


@transaction.atomic
def decline_sponsorship(*, draft: Amendment, note: str, by: User, at: datetime) -> Amendment:
    """Decline to sponsor a draft; its delegation reads the note and may ask another.

    Raises:
        SponsorshipRefused: nobody asks the user's delegation, or the note is too long.
    """
    locked, sponsor = _asked(draft, by, at)
    if len(note) > LONGEST_NOTE:
        message = _("The note is too long: %(most)s characters are the most.") % {"most": LONGEST_NOTE}
        raise SponsorshipRefused(message)
    locked.declined = _("%(delegation)s declined. %(note)s") % {
        "delegation": locked.sponsor,
        "note": note.strip(),
    }
    locked.sponsor = None
    locked.save()
    announce_sponsor_answered(amendment=locked, sponsor=sponsor, answer=_("declined"), at=at)
    note_sponsorship(draft=locked, sponsor=sponsor, kind=ActKind.SPONSORSHIP_DECLINED, by=by, at=at)
    return locked


def _asked(draft: Amendment, by: User, at: datetime) -> tuple[Amendment, Delegation]:
    """Lock a draft that the user's delegation is asked to sponsor; return it and the delegation."""
    locked = _locked(draft)
    on = locked.negotiation.local(at).date()
    seats = by.seats.filter(negotiation=locked.negotiation, delegation=locked.sponsor).current(on).speaking()
    if locked.sponsor is None or not seats.exists():
        message = _("Your delegation is not asked to sponsor this.")
        raise SponsorshipRefused(message)
    return locked, locked.sponsor


def _locked(draft: Amendment) -> Amendment:
    """Lock a draft after its negotiation, as whatever tables it does."""
    Negotiation.objects.select_for_update(no_key=True).get(pk=draft.negotiation_id)
    related = Amendment.objects.select_for_update(of=("self",)).select_related(
        "negotiation", "delegation", "prepared_by", "sponsor", "paragraph__document"
    )
    locked = related.filter(pk=draft.pk).first()
    if locked is None:
        message = _("This draft was thrown away meanwhile.")
        raise SponsorshipRefused(message)
    if locked.state != AmendmentState.DRAFT:
        message = _("%(amendment)s is tabled already.") % {"amendment": locked}
        raise SponsorshipRefused(message)
    return locked
