"""A group's own room: its members draft together, comment, clear; the spokesperson tables in the group's name."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from delegations.models import Delegation, Membership, User
from drafts.models import (
    Amendment,
    Clearance,
    ClearanceKind,
    Paragraph,
    RoomComment,
    RoomDraft,
    RoomWording,
)
from drafts.operations import amending
from drafts.operations.aligning import members_spoken_for
from drafts.operations.amending import Proposal
from drafts.operations.wordings import WordingRefused
from gpa.errors import DomainError

LONGEST_COMMENT = 5_000


class NotInTheRoom(DomainError):
    """The user does not sit in the group's room that day."""


class NotInPreparation(DomainError):
    """The draft is tabled or set aside."""


class WordingPassed(DomainError):
    """Another member saved the draft since the wording that was named; nothing is saved."""

    def __init__(self, newest: RoomWording, number: int) -> None:
        self.newest = newest
        self.number = number
        super().__init__(
            _(
                "%(who)s saved this draft while you worked: it is at wording %(newest)d, you started from wording "
                "%(number)d. Nothing of yours is lost; compare and save again."
            )
            % {"who": newest.delegation, "newest": newest.number, "number": number}
        )


class WordingUnknown(DomainError):
    """The draft never had that wording."""


@transaction.atomic
def begin_room_draft(
    *, group: Delegation, paragraph: Paragraph, proposal: Proposal, by: User, at: datetime
) -> RoomDraft:
    """Begin a draft in a group's room: all its members see it from now on, and nobody else.

    Raises:
        NotInTheRoom: the user's delegation is no member that day.
        WordingRefused: it is too long or has a control character.
    """
    own = _own(by, group, at)
    draft = RoomDraft.objects.create(group=group, paragraph=paragraph, begun_at=at)
    _made(draft, 1, proposal, own, by, at).save()
    return draft


@transaction.atomic
def bring_into_room(
    *,
    paragraph: Paragraph,
    group: Delegation,
    proposal: Proposal,
    by: User,
    at: datetime,
    draft: Amendment | None = None,
) -> RoomDraft:
    """Begin a draft in a group's room; the delegation's own draft that it goes on with is in the room from now on.

    Raises:
        As `begin_room_draft`; NotYours, NotOpen: the draft is another's, or tabled.
    """
    begun = begin_room_draft(group=group, paragraph=paragraph, proposal=proposal, by=by, at=at)
    if draft is not None:
        amending.discard_draft(draft=draft, by=by, at=at)
    return begun


@transaction.atomic
def save_room_draft(
    *, draft: RoomDraft, number: int, proposal: Proposal, by: User, at: datetime
) -> RoomWording:
    """Give a draft its next wording; `number` is that of the wording which was worked on. The same words add none.

    Raises:
        WordingPassed: somebody saved it since; nothing is saved.
        WordingUnknown: it never had wording `number`.
        NotInTheRoom, NotInPreparation, WordingRefused.
    """
    locked = _locked(draft)
    own = _own(by, locked.group, at)
    newest = _newest(locked, number)
    made = _made(locked, number + 1, proposal, own, by, at)
    fields = ("kind", "target_id", "base_edition", "wording", "rationale")
    if all(getattr(newest, name) == getattr(made, name) for name in fields):
        return newest
    made.save()
    return made


@transaction.atomic
def comment_in_room(*, draft: RoomDraft, number: int, words: str, by: User, at: datetime) -> RoomComment:
    """Say something to wording `number` of a draft.

    Raises:
        NotInTheRoom, WordingUnknown; WordingRefused: it is empty or too long.
    """
    own = _own(by, draft.group, at)
    said = words.replace("\r\n", "\n").strip()
    if not said or len(said) > LONGEST_COMMENT:
        message = _("A comment has from one to %(most)s characters.") % {"most": f"{LONGEST_COMMENT:,}"}
        raise WordingRefused(message)
    wording = wording_of(draft, number)
    return RoomComment.objects.create(wording=wording, delegation=own, author=by, words=said, written_at=at)


@transaction.atomic
def give_clearance(
    *, draft: RoomDraft, number: int, delegation: Delegation, kind: ClearanceKind, by: User, at: datetime
) -> Clearance:
    """Say for a member whether it can live with the newest wording, in place of what it said to that wording before.

    Raises:
        WordingPassed: the newest wording is another than the one that was read.
        NotInTheRoom: the user does not speak for that member; WordingUnknown, NotInPreparation.
    """
    locked = _locked(draft)
    if delegation not in members_spoken_for(by, locked.group, _day(locked.group, at)):
        message = _("You do not speak for %(delegation)s in this room.") % {"delegation": delegation}
        raise NotInTheRoom(message)
    newest = _newest(locked, number)
    clearance, _is_new = Clearance.objects.update_or_create(
        wording=newest, delegation=delegation, defaults={"kind": kind, "author": by, "given_at": at}
    )
    return clearance


@transaction.atomic
def table_room_draft(*, draft: RoomDraft, number: int, by: User, at: datetime) -> Amendment:
    """Table a draft in the group's name; who cleared this wording is aligned, and that is frozen.

    Raises:
        WordingPassed: somebody saved it since.
        NotYours: the user does not speak for the group; and what else `propose_amendment` raises.
        NotInTheRoom, NotInPreparation, WordingUnknown.
    """
    locked = _locked(draft)
    _own(by, locked.group, at)
    newest = _newest(locked, number)
    amendment = amending.propose_amendment(
        paragraph=locked.paragraph,
        delegation=locked.group,
        proposal=Proposal(
            base_edition=newest.base_edition,
            wording=newest.wording,
            rationale=newest.rationale,
            kind=newest.kind,
            target=newest.target,
        ),
        by=by,
        at=at,
        said=dict(newest.clearances.values_list("delegation_id", "kind")),
    )
    locked.amendment = amendment
    locked.save()
    return amendment


@transaction.atomic
def set_aside_room_draft(*, draft: RoomDraft, by: User, at: datetime) -> RoomDraft:
    """Set a draft aside, or take up again one that was; its words stay in the room.

    Raises:
        NotInTheRoom; NotInPreparation: it is tabled.
    """
    locked = _locked(draft)
    _own(by, locked.group, at)
    if locked.amendment_id is not None:
        message = _("It is tabled: the spokesperson can withdraw it.")
        raise NotInPreparation(message)
    locked.set_aside_at = at if locked.set_aside_at is None else None
    locked.save()
    return locked


def waiting_for(user: User, on: date) -> list[RoomDraft]:
    """Return the drafts to whose newest wording a member that the user speaks for has said nothing; five queries."""
    drafts = list(
        RoomDraft.objects.visible_to(user, on)
        .in_preparation()
        .select_related("group__negotiation", "paragraph__document__negotiation")
        .prefetch_related("wordings__clearances")
    )
    own = set(user.seats.current(on).speaking().values_list("delegation", flat=True))
    memberships = Membership.objects.on(on).filter(member__in=own).values_list("group", "member")
    mine: dict[int, set[int]] = {}
    for group, member in memberships:
        mine.setdefault(group, set()).add(member)
    return [draft for draft in drafts if mine.get(draft.group_id, set()) - _said(draft)]


def wording_of(draft: RoomDraft, number: int) -> RoomWording:
    """Return the wording of that number.

    Raises:
        WordingUnknown: there is none.
    """
    found = draft.wordings.select_related("delegation", "target").filter(number=number).first()
    if found is None:
        message = _("This draft never had wording %(number)d: open it again.") % {"number": number}
        raise WordingUnknown(message)
    return found


def _said(draft: RoomDraft) -> set[int]:
    newest = max(draft.wordings.all(), key=lambda each: each.number)
    return {each.delegation_id for each in newest.clearances.all()}


def _day(group: Delegation, at: datetime) -> date:
    return group.negotiation.local(at).date()


def _own(by: User, group: Delegation, at: datetime) -> Delegation:
    """Return as whom the user sits in the room: a member, or the group itself."""
    on = _day(group, at)
    members = members_spoken_for(by, group, on)
    if members:
        return members[0]
    if Delegation.objects.met_by(by, on).filter(pk=group.pk).exists():
        return group
    message = _("You do not sit in that room.")
    raise NotInTheRoom(message)


def _locked(draft: RoomDraft) -> RoomDraft:
    related = RoomDraft.objects.select_for_update(of=("self",)).select_related(
        "group__negotiation", "paragraph__document__negotiation"
    )
    return related.get(pk=draft.pk)


def _newest(draft: RoomDraft, number: int) -> RoomWording:
    """Return the newest wording of a draft in preparation, which must be the one that was worked on."""
    if not draft.is_in_preparation:
        message = _("This draft is tabled or set aside; your words are still here.")
        raise NotInPreparation(message)
    newest = draft.wordings.select_related("delegation", "target").order_by("-number")[0]
    if newest.number != number:
        wording_of(draft, number)
        raise WordingPassed(newest, number)
    return newest


def _made(
    draft: RoomDraft, number: int, proposal: Proposal, own: Delegation, by: User, at: datetime
) -> RoomWording:
    """Return what was typed as a wording, unsaved; as an amendment would take it."""
    typed = Amendment(paragraph=draft.paragraph)
    amending.take(typed, proposal, at)
    return RoomWording(
        draft=draft,
        number=number,
        kind=typed.kind,
        target=typed.target,
        base_edition=typed.base_edition,
        base_wording=typed.base_wording,
        wording=typed.wording,
        rationale=typed.rationale,
        delegation=own,
        author=by,
        saved_at=at,
    )
