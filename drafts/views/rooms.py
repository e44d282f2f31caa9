"""A group's own room. Whoever does not sit in it is told that there is no such page, whatever it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from delegations.models import Delegation, Spokesperson
from delegations.views.seated import seated
from drafts.forms.rooms import ClearanceForm, RoomCommentForm, RoomEditionForm
from drafts.models import AmendmentKind, Clearance, ClearanceKind, Covers, RoomDraft, RoomWording
from drafts.operations import aligning, rooms, windowing
from drafts.text import redline
from gpa.http import MemberRequest, render_page

VIEW = "drafts.view_paragraph"


@dataclass(frozen=True)
class Said:
    """What a member said last to a draft; `is_stale` where it was to an earlier wording."""

    member: Delegation
    clearance: Clearance | None
    is_stale: bool


@dataclass(frozen=True)
class Shown:
    """A draft as the room's page lists it: its newest wording, what that changes, and what each member said."""

    draft: RoomDraft
    newest: RoomWording
    segments: tuple[redline.Segment, ...]
    said: tuple[Said, ...]

    @property
    def cleared(self) -> list[Delegation]:
        """Return the members that can live with the newest wording."""
        return [each.member for each in self.said if not each.is_stale and _is_cleared(each.clearance)]

    @property
    def waiting(self) -> list[Delegation]:
        """Return the members that said nothing to the newest wording."""
        return [each.member for each in self.said if each.clearance is None or each.is_stale]


def _is_cleared(clearance: Clearance | None) -> bool:
    return clearance is not None and clearance.kind == ClearanceKind.CLEARED


def day_of(request: MemberRequest) -> date:
    """Return the day in the negotiation's room: memberships end with it."""
    return request.negotiation.local(request.arrived_at).date()


def find_room(request: MemberRequest, group: str) -> Delegation:
    """Return the group in whose room the reader sits; for everybody else there is none."""
    met = Delegation.objects.met_by(request.user, day_of(request)).filter(negotiation=request.negotiation)
    found: Delegation = get_object_or_404(met, slug=group)
    return found


def find_room_draft(request: MemberRequest, group: str, key: str) -> RoomDraft:
    """Return a draft of the room, which only its key finds."""
    visible = RoomDraft.objects.visible_to(request.user, day_of(request)).filter(
        group=find_room(request, group)
    )
    related = visible.select_related("group__negotiation", "amendment__negotiation", "paragraph__section")
    found: RoomDraft = get_object_or_404(related.select_related("paragraph__document__negotiation"), key=key)
    return found


def shown(draft: RoomDraft, wordings: Sequence[RoomWording], members: Sequence[Delegation]) -> Shown:
    """Return a draft with its wordings' clearances, which are prefetched, laid out by member."""
    newest = max(wordings, key=lambda each: each.number)
    last: dict[int, tuple[int, Clearance]] = {}
    for wording in sorted(wordings, key=lambda each: each.number):
        for clearance in wording.clearances.all():
            last[clearance.delegation_id] = (wording.number, clearance)
    said = tuple(
        Said(member, last[member.pk][1], is_stale=last[member.pk][0] != newest.number)
        if member.pk in last
        else Said(member, None, is_stale=False)
        for member in members
    )
    # A deletion has no words of its own: what it strikes are the paragraph's.
    base = draft.paragraph.wording if newest.kind == AmendmentKind.DELETE else newest.base_wording
    return Shown(draft, newest, redline.diff(base, newest.wording), said)


@require_GET
@seated(VIEW)
def room(request: MemberRequest, group: str) -> HttpResponse:
    found = find_room(request, group)
    on = day_of(request)
    drafts = (
        RoomDraft.objects.visible_to(request.user, on)
        .filter(group=found)
        .select_related("group__negotiation", "paragraph__document__negotiation", "amendment__negotiation")
        .prefetch_related("wordings__clearances", "wordings__target")
        .order_by("-begun_at", "-pk")
    )
    members = aligning.members_on(found, on)
    mine = set(aligning.members_spoken_for(request.user, found, on))
    rows = [shown(draft, list(draft.wordings.all()), members) for draft in drafts]
    context = {
        "active": "delegations",
        "group": found,
        "members": members,
        "leader": Spokesperson.objects.of(found, on),
        "preparing": [
            (each, bool(mine & set(each.waiting))) for each in rows if each.draft.is_in_preparation
        ],
        "past": [each for each in rows if not each.draft.is_in_preparation],
        "text": request.negotiation.documents.visible_to(request.user, on).first(),
    }
    return render_page(request, "drafts/room.html", context)


@require_GET
@seated(VIEW)
def room_draft(request: MemberRequest, group: str, key: str) -> HttpResponse:
    draft = find_room_draft(request, group, key)
    on = day_of(request)
    wordings = list(
        draft.wordings.select_related("delegation", "author", "target").prefetch_related(
            "clearances", "comments__delegation", "comments__author"
        )
    )
    mine = aligning.members_spoken_for(request.user, draft.group, on)
    laid = shown(draft, wordings, aligning.members_on(draft.group, on))
    edition = {"room_edition": laid.newest.number}
    leads = Delegation.objects.spoken_for_by(request.user, request.negotiation, on)
    before = {each.number: each.wording for each in wordings}
    context = {
        "active": "delegations",
        "group": draft.group,
        "draft": draft,
        "paragraph": draft.paragraph,
        "document": draft.paragraph.document,
        "laid": laid,
        "history": [
            (each, redline.diff(before.get(each.number - 1, each.base_wording), each.wording))
            for each in reversed(wordings)
        ],
        "comment_form": RoomCommentForm(initial=edition),
        "clearance_form": ClearanceForm(initial=edition, delegations=mine) if mine else None,
        "is_leader": leads.filter(pk=draft.group_id).exists(),
        "leader": Spokesperson.objects.of(draft.group, on),
        "window": windowing.standing_of(draft.paragraph, Covers.AMENDMENTS, request.arrived_at),
    }
    return render_page(request, "drafts/room_draft.html", context)


@require_POST
@seated(VIEW)
def room_draft_comment(request: MemberRequest, group: str, key: str) -> HttpResponse:
    draft = find_room_draft(request, group, key)
    form = RoomCommentForm(request.POST)
    if not form.is_valid():
        raise rooms.WordingUnknown(_("Write a comment first."))
    rooms.comment_in_room(
        draft=draft,
        number=form.cleaned_data["room_edition"],
        words=form.cleaned_data["words"],
        by=request.user,
        at=request.arrived_at,
    )
    messages.success(request, _("Your comment is in the room."))
    return redirect(draft)


@require_POST
@seated(VIEW)
def room_draft_clear(request: MemberRequest, group: str, key: str) -> HttpResponse:
    draft = find_room_draft(request, group, key)
    mine = aligning.members_spoken_for(request.user, draft.group, day_of(request))
    form = ClearanceForm(request.POST, delegations=mine)
    if not form.is_valid():
        raise rooms.WordingUnknown(_("Choose what your delegation says to this wording."))
    rooms.give_clearance(
        draft=draft,
        number=form.cleaned_data["room_edition"],
        delegation=form.cleaned_data["delegation"],
        kind=ClearanceKind(form.cleaned_data["kind"]),
        by=request.user,
        at=request.arrived_at,
    )
    messages.success(request, _("The room knows what you say to this wording."))
    return redirect(draft)


@require_POST
@seated(VIEW)
def room_draft_table(request: MemberRequest, group: str, key: str) -> HttpResponse:
    draft = find_room_draft(request, group, key)
    form = RoomEditionForm(request.POST)
    if not form.is_valid():
        raise rooms.WordingUnknown(_("Open the draft again: which wording is to be tabled?"))
    try:
        tabled = rooms.table_room_draft(
            draft=draft, number=form.cleaned_data["room_edition"], by=request.user, at=request.arrived_at
        )
    except windowing.WindowClosed as refusal:
        messages.warning(request, f"{refusal} {_('The draft stays in the room.')}")
        return redirect(draft)
    messages.success(request, _("Tabled in the name of %(group)s.") % {"group": draft.group})
    return redirect("drafts:amendment", request.negotiation.slug, tabled.number)


@require_POST
@seated(VIEW)
def room_draft_set_aside(request: MemberRequest, group: str, key: str) -> HttpResponse:
    draft = find_room_draft(request, group, key)
    left = rooms.set_aside_room_draft(draft=draft, by=request.user, at=request.arrived_at)
    messages.success(request, _("It is set aside.") if left.set_aside_at else _("It is taken up again."))
    return redirect(draft)
