from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from delegations.models import Delegation, DelegationKind, Membership, Role, User
from delegations.operations import accrediting, leading
from drafts.models import (
    Alignment,
    Amendment,
    Clearance,
    ClearanceKind,
    Paragraph,
    RoomComment,
    RoomDraft,
    RoomWording,
)
from drafts.operations import amending, rooms, windowing
from drafts.operations.wordings import WordingRefused
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_delegation,
    make_facilitator,
    make_group,
    make_paragraph,
    make_room_draft,
    make_seat,
    make_window,
)

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


class Room:
    """A group of three, whose spokesperson is the first, with a draft that the second began."""

    def __init__(self) -> None:
        self.paragraph: Paragraph = make_paragraph("Ensure the liability of offenders;")
        negotiation = self.paragraph.document.negotiation
        self.members = [make_delegation(negotiation) for _each in range(3)]
        self.group = make_group(negotiation, self.members, leader=self.members[0])
        self.leader, self.second, self.third = (make_delegate(negotiation, each) for each in self.members)
        self.draft = make_room_draft(
            self.group, self.paragraph, "Ensure the liability of perpetrators;", self.second
        )

    def clear(self, member: int, kind: ClearanceKind = ClearanceKind.CLEARED, number: int = 1) -> Clearance:
        by = (self.leader, self.second, self.third)[member]
        return rooms.give_clearance(
            draft=self.draft, number=number, delegation=self.members[member], kind=kind, by=by, at=NOW
        )

    def save(self, wording: str, by: User, number: int = 1) -> RoomWording:
        return rooms.save_room_draft(
            draft=self.draft, number=number, proposal=proposal(wording), by=by, at=NOW
        )


def proposal(wording: str) -> amending.Proposal:
    return amending.Proposal(base_edition=1, wording=wording)


@pytest.fixture
def room() -> Room:
    return Room()


def sees(user: User, draft: RoomDraft, on: date = TODAY) -> bool:
    return RoomDraft.objects.visible_to(user, on).filter(pk=draft.pk).exists()


def test_a_room_draft_is_seen_by_the_members_delegates_and_by_nobody_else(room: Room) -> None:
    negotiation = room.paragraph.document.negotiation

    assert all(sees(user, room.draft) for user in (room.leader, room.second, room.third))
    assert sees(make_seat(negotiation, Role.HEAD, room.members[1]).user, room.draft)
    assert sees(make_delegate(negotiation, room.group), room.draft)
    others = [
        make_facilitator(negotiation),
        make_seat(negotiation, Role.SECRETARIAT).user,
        make_seat(negotiation, Role.OBSERVER).user,
        make_seat(negotiation, Role.OBSERVER, room.members[1]).user,
        make_seat(negotiation, Role.FACILITATOR, room.members[1]).user,
        make_delegate(negotiation),
        User.objects.create_superuser("root@example.org", "a password"),
    ]
    assert [sees(user, room.draft) for user in others] == [False] * len(others)


def test_a_room_draft_is_no_amendment_before_it_is_tabled(room: Room) -> None:
    assert room.draft.amendment is None
    assert list(Amendment.objects.all()) == []


def test_a_member_that_leaves_loses_sight_the_day_after(room: Room) -> None:
    Membership.objects.filter(member=room.members[2]).update(until_on=TODAY)

    assert sees(room.third, room.draft)
    assert not sees(room.third, room.draft, TODAY + timedelta(days=1))
    with pytest.raises(rooms.NotInTheRoom):
        rooms.comment_in_room(
            draft=room.draft, number=1, words="Still here?", by=room.third, at=NOW + timedelta(days=1)
        )


def test_nobody_from_outside_can_act_in_a_room(room: Room) -> None:
    outsider = make_delegate(room.paragraph.document.negotiation)
    words: dict[str, Any] = {"draft": room.draft, "by": outsider, "at": NOW}

    acts: list[Callable[[], object]] = [
        lambda: rooms.save_room_draft(**words, number=1, proposal=proposal("No.")),
        lambda: rooms.comment_in_room(**words, number=1, words="No."),
        lambda: rooms.give_clearance(
            **words, number=1, delegation=room.members[0], kind=ClearanceKind.CLEARED
        ),
        lambda: rooms.table_room_draft(**words, number=1),
        lambda: rooms.set_aside_room_draft(**words),
        lambda: make_room_draft(room.group, room.paragraph, "No.", outsider),
    ]
    for act in acts:
        with pytest.raises(rooms.NotInTheRoom):
            act()

    assert RoomWording.objects.count() == 1
    assert list(Amendment.objects.all()) == []


def test_saving_adds_a_wording_and_the_same_words_add_none(room: Room) -> None:
    room.save("Ensure the liability of all perpetrators;", room.third)
    room.save("Ensure the liability of all perpetrators;", room.third, number=2)

    assert [(each.number, each.delegation) for each in room.draft.wordings.all()] == [
        (1, room.members[1]),
        (2, room.members[2]),
    ]


def test_two_members_at_once_lose_nobodys_words(room: Room) -> None:
    room.save("Ensure the liability of all perpetrators;", room.second)

    with pytest.raises(rooms.WordingPassed) as refusal:
        room.save("Ensure the full liability of perpetrators;", room.third)

    assert refusal.value.newest.wording == "Ensure the liability of all perpetrators;"
    assert [each.number for each in room.draft.wordings.all()] == [1, 2]
    with pytest.raises(rooms.WordingUnknown):
        room.save("Ensure.", room.third, number=7)


def test_a_comment_stays_with_the_wording_that_was_read(room: Room) -> None:
    room.save("Ensure the liability of all perpetrators;", room.second)

    rooms.comment_in_room(draft=room.draft, number=1, words="Better before.\r\n", by=room.third, at=NOW)

    comment = RoomComment.objects.get()
    assert (comment.wording.number, comment.delegation, comment.words) == (
        1,
        room.members[2],
        "Better before.",
    )
    with pytest.raises(WordingRefused):
        rooms.comment_in_room(draft=room.draft, number=1, words="  ", by=room.third, at=NOW)


def test_a_clearance_is_to_the_newest_wording_and_replaces_the_one_before(room: Room) -> None:
    room.clear(1, ClearanceKind.NOT_YET)
    room.clear(1)

    assert [each.kind for each in Clearance.objects.all()] == ["cleared"]
    room.save("Ensure the liability of all perpetrators;", room.third)
    with pytest.raises(rooms.WordingPassed):
        room.clear(1)
    with pytest.raises(rooms.NotInTheRoom):
        rooms.give_clearance(
            draft=room.draft,
            number=2,
            delegation=room.members[1],
            kind=ClearanceKind.CLEARED,
            by=room.third,
            at=NOW,
        )


def test_what_waits_for_a_member_is_what_it_said_nothing_to(room: Room) -> None:
    assert rooms.waiting_for(room.third, TODAY) == [room.draft]
    room.clear(2)
    assert rooms.waiting_for(room.third, TODAY) == []
    room.save("Ensure the liability of all perpetrators;", room.second)
    assert rooms.waiting_for(room.third, TODAY) == [room.draft]
    assert rooms.waiting_for(make_delegate(room.paragraph.document.negotiation), TODAY) == []


def test_the_spokesperson_tables_and_who_cleared_is_aligned_for_ever(room: Room) -> None:
    room.clear(1)
    room.clear(2, ClearanceKind.DISSOCIATES)

    with pytest.raises(amending.NotYours, match="speaks for"):
        rooms.table_room_draft(draft=room.draft, number=1, by=room.second, at=NOW)
    amendment = rooms.table_room_draft(draft=room.draft, number=1, by=room.leader, at=NOW)

    aligned = {room.members[0]: "aligned", room.members[1]: "aligned", room.members[2]: "dissociates"}
    assert amendment.delegation == room.group
    assert {each.delegation: each.kind for each in amendment.alignments.all()} == aligned
    room.draft.refresh_from_db()
    assert room.draft.amendment == amendment

    Membership.objects.filter(group=room.group).delete()
    assert {each.delegation: each.kind for each in Alignment.objects.all()} == aligned


def test_a_clearance_of_an_earlier_wording_aligns_nobody(room: Room) -> None:
    room.clear(1)
    room.clear(2, ClearanceKind.DISSOCIATES)
    room.save("Ensure the liability of all perpetrators;", room.leader)

    with pytest.raises(rooms.WordingPassed):
        rooms.table_room_draft(draft=room.draft, number=1, by=room.leader, at=NOW)
    amendment = rooms.table_room_draft(draft=room.draft, number=2, by=room.leader, at=NOW)

    assert [each.delegation for each in amendment.alignments.all()] == [room.members[0]]


def test_tabling_after_the_window_closed_leaves_the_draft_in_the_room(room: Room) -> None:
    make_window(room.paragraph.document, closes_at=NOW - timedelta(hours=1))

    with pytest.raises(windowing.WindowClosed):
        rooms.table_room_draft(draft=room.draft, number=1, by=room.leader, at=NOW)

    room.draft.refresh_from_db()
    assert room.draft.is_in_preparation
    assert list(Amendment.objects.all()) == []


def test_a_draft_that_is_tabled_or_set_aside_stays_as_it_is(room: Room) -> None:
    rooms.set_aside_room_draft(draft=room.draft, by=room.second, at=NOW)
    with pytest.raises(rooms.NotInPreparation):
        room.save("Ensure.", room.third)
    rooms.set_aside_room_draft(draft=room.draft, by=room.third, at=NOW)
    rooms.table_room_draft(draft=room.draft, number=1, by=room.leader, at=NOW)

    with pytest.raises(rooms.NotInPreparation):
        room.save("Ensure.", room.third)
    with pytest.raises(rooms.NotInPreparation):
        rooms.set_aside_room_draft(draft=room.draft, by=room.third, at=NOW)


def test_a_delegations_own_draft_can_be_brought_into_the_room(room: Room) -> None:
    draft = make_amendment(room.paragraph, "Own words;", room.third, tabled=False)

    begun = rooms.bring_into_room(
        paragraph=room.paragraph,
        group=room.group,
        proposal=proposal("Own words;"),
        by=room.third,
        at=NOW,
        draft=draft,
    )

    assert sees(room.second, begun)
    assert list(Amendment.objects.all()) == []


def test_only_the_spokesperson_of_the_day_acts_in_the_groups_name(room: Room) -> None:
    amendment = rooms.table_room_draft(draft=room.draft, number=1, by=room.leader, at=NOW)
    negotiation = amendment.negotiation

    with pytest.raises(amending.NotYours):
        amending.withdraw_amendment(amendment=amendment, by=room.second, at=NOW)
    leading.name_spokesperson(group=room.group, delegation=room.members[1], from_on=TODAY, by=None, at=NOW)

    spoken = Delegation.objects.spoken_for_by(room.second, negotiation, TODAY)
    assert room.group in spoken
    assert room.group not in Delegation.objects.spoken_for_by(room.leader, negotiation, TODAY)
    Membership.objects.filter(member=room.members[1]).update(until_on=TODAY - timedelta(days=1))
    assert room.group not in Delegation.objects.spoken_for_by(room.second, negotiation, TODAY)
    with pytest.raises(amending.NotYours):
        amending.withdraw_amendment(amendment=amendment, by=room.second, at=NOW)


def test_a_group_without_a_spokesperson_tables_nothing(room: Room) -> None:
    group = make_group(room.group.negotiation, room.members)

    with pytest.raises(amending.NotYours, match="Nobody is named"):
        amending.propose_amendment(
            paragraph=room.paragraph, delegation=group, proposal=proposal("No."), by=room.leader, at=NOW
        )


def test_name_spokesperson_refuses_what_is_no_member_of_a_group(room: Room) -> None:
    stranger = make_delegation(room.group.negotiation)

    with pytest.raises(leading.SpokespersonRefused, match="not a member"):
        leading.name_spokesperson(group=room.group, delegation=stranger, from_on=TODAY, by=None, at=NOW)
    with pytest.raises(leading.SpokespersonRefused, match="not a group"):
        leading.name_spokesperson(group=stranger, delegation=room.members[0], from_on=TODAY, by=None, at=NOW)


def test_groups_of_members_of_another_kind_are_no_rooms() -> None:
    negotiation = make_paragraph().document.negotiation
    delegation = make_delegation(negotiation, kind=DelegationKind.ORGANIZATION)
    delegate = accrediting.accredit(
        negotiation=negotiation, email="a@example.org", name="A", role=Role.DELEGATE, delegation=delegation
    ).user

    assert list(Delegation.objects.met_by(delegate, TODAY)) == []
