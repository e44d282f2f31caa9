"""Who is aligned with what a group tabled, and with which revision: whichever way it was tabled, and after it was revised."""

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from delegations.models import Act, ActKind, Notice, NoticeKind, User
from delegations.operations.proving import record_faults
from delegations.operations.tokens import make_token
from drafts.models import AlignmentKind, Amendment
from drafts.operations import aligning, amending, rooms
from tests.drafts.test_rooms import Room, proposal
from tests.factories import NOW

pytestmark = pytest.mark.django_db
ALIGNED, DISSOCIATES = AlignmentKind.ALIGNED, AlignmentKind.DISSOCIATES


@pytest.fixture
def room() -> Room:
    return Room()


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def stances(amendment: Amendment) -> dict[int, tuple[str, int]]:
    return {each.delegation_id: (each.kind, each.revision) for each in amendment.alignments.all()}


def tabled_in_the_room(room: Room) -> Amendment:
    room.clear(1)
    return rooms.table_room_draft(draft=room.draft, number=1, by=room.leader, at=NOW)


def revise(amendment: Amendment, room: Room) -> Amendment:
    return amending.revise_amendment(
        amendment=amendment, proposal=proposal("Ensure their liability;"), by=room.leader, at=NOW
    )


@pytest.mark.parametrize("way", ["room", "form", "program"])
def test_the_spokesperson_is_aligned_whichever_way_it_tables(room: Room, way: str) -> None:
    paragraph = room.paragraph
    typed = {"kind": "revise", "wording": "Ensure their liability;", "base_edition": 1}
    if way == "room":
        rooms.table_room_draft(draft=room.draft, number=1, by=room.leader, at=NOW)
    elif way == "form":
        at = [paragraph.document.negotiation.slug, paragraph.document.slug, paragraph.slug]
        address = reverse("drafts:amendment_create", args=at)
        posted = {**typed, "delegation": room.group.pk, "audience": 3, "action": "table"}
        assert client_of(room.leader).post(address, posted).status_code == 302
    else:
        seat, tomorrow = room.leader.seats.get(), timezone.localdate() + timedelta(days=1)
        _token, secret = make_token(
            seat=seat, name="a program", until_on=tomorrow, by=room.leader, at=timezone.now()
        )
        address = f"/api/documents/{paragraph.document.slug}/paragraphs/{paragraph.slug}/amendments/"
        answer = Client().post(
            address,
            json.dumps({**typed, "delegation": room.group.slug}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {secret}"},
        )
        assert answer.status_code == 201, answer.content

    assert stances(Amendment.objects.get(state="tabled")) == {room.members[0].pk: (ALIGNED, 1)}


def test_a_revision_aligns_its_spokesperson_alone_and_tells_the_others(room: Room) -> None:
    amendment = tabled_in_the_room(room)

    revise(amendment, room)

    first, second, _third = (member.pk for member in room.members)
    assert stances(amendment) == {first: (ALIGNED, 2), second: (ALIGNED, 1)}
    told = Notice.objects.filter(kind=NoticeKind.REWORDED)
    assert [notice.user for notice in told] == [room.second]
    assert f"{room.group} revised {amendment}" in told[0].sentence
    assert "liability" not in told[0].sentence
    page = client_of(room.second).get(amendment.get_absolute_url()).content.decode()
    assert page.count("aligned with revision 1") == 1
    assert page.count("it is at revision 2 now") == 1


def test_a_member_says_anew_how_it_stands_and_the_record_tells(room: Room) -> None:
    amendment = revise(tabled_in_the_room(room), room)
    address = f"{amendment.get_absolute_url()}align/"
    second, third = room.members[1].pk, room.members[2].pk

    answers = [
        client_of(by).post(address, {"delegation": member, "revision": revision, "kind": kind}).status_code
        for by, member, revision, kind in (
            (room.second, second, 1, "dissociates"),  # it read the revision before
            (room.third, second, 2, "aligned"),  # for another member
            (room.second, second, 2, "nonsense"),
            (room.second, second, 2, "dissociates"),
            (room.third, third, 2, "aligned"),
        )
    ]

    assert answers == [409, 409, 409, 302, 302]
    assert stances(amendment)[second] == (DISSOCIATES, 2)
    assert stances(amendment)[third] == (ALIGNED, 2)
    acts = Act.objects.filter(kind=ActKind.ALIGNMENT_STATED).order_by("number")
    assert [(act.delegation_id, act.facts["revision"]) for act in acts] == [(second, 2), (third, 2)]
    assert list(record_faults()) == []


def test_nobody_aligns_with_what_is_no_groups_or_over(room: Room) -> None:
    amendment = tabled_in_the_room(room)
    amending.withdraw_amendment(amendment=amendment, by=room.leader, at=NOW)

    with pytest.raises(aligning.NothingToAlignWith, match="not an open amendment of a group"):
        aligning.state_alignment(
            amendment=amendment,
            delegation=room.members[1],
            kind=DISSOCIATES,
            revision=1,
            by=room.second,
            at=NOW + timedelta(hours=1),
        )
    assert (
        "aligned with revision 1" in client_of(room.second).get(amendment.get_absolute_url()).content.decode()
    )
