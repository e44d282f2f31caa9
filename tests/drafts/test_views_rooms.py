import re
from datetime import timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.db.models import Model
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from delegations.models import Delegation, Membership, Negotiation, Role, User
from drafts.models import (
    Alignment,
    Amendment,
    Clearance,
    Paragraph,
    RoomComment,
    RoomDraft,
    RoomWording,
    Window,
)
from drafts.operations import rooms
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_delegation,
    make_document,
    make_facilitator,
    make_group,
    make_negotiation,
    make_room_draft,
    make_seat,
    make_window,
)

pytestmark = pytest.mark.django_db
WORDS = "Ensure the unheard-of liability;"
ADDRESSES = [
    ("room_draft", "get"),
    ("room_draft_edit", "get"),
    ("room_draft_edit", "post"),
    ("room_draft_comment", "post"),
    ("room_draft_clear", "post"),
    ("room_draft_table", "post"),
    ("room_draft_set_aside", "post"),
]


def client_of(user: object) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]  # a user
    return client


@pytest.fixture
def negotiation() -> Negotiation:
    return make_negotiation("talks")


@pytest.fixture
def paragraph(negotiation: Negotiation) -> Paragraph:
    return make_document(negotiation, wordings=["Ensure the liability;", "Two."]).paragraphs.get(label="1")


@pytest.fixture
def members(negotiation: Negotiation) -> list[User]:
    """Return delegates of three members of the group “circle”; the first speaks for it."""
    delegations = [make_delegation(negotiation) for _each in range(3)]
    make_group(negotiation, delegations, leader=delegations[0], slug="circle")
    return [make_delegate(negotiation, each) for each in delegations]


@pytest.fixture
def group(members: list[User]) -> Delegation:
    return Delegation.objects.get(slug="circle", memberships_as_group__member__seats__user=members[0])


@pytest.fixture
def draft(group: Delegation, paragraph: Paragraph, members: list[User]) -> RoomDraft:
    return make_room_draft(group, paragraph, WORDS, members[1])


def address(name: str, draft: RoomDraft) -> str:
    return reverse(f"drafts:{name}", args=["talks", "circle", draft.key])


def typed(wording: str, **more: str) -> dict[str, str]:
    return {
        "kind": "revise",
        "wording": wording,
        "rationale": "",
        "base_edition": "1",
        "room_edition": "1",
        "action": "save",
        **more,
    }


def outsiders(negotiation: Negotiation) -> dict[str, Client]:
    return {
        "facilitator": client_of(make_facilitator(negotiation)),
        "secretariat": client_of(make_seat(negotiation, Role.SECRETARIAT).user),
        "observer": client_of(make_seat(negotiation, Role.OBSERVER).user),
        "delegate of another": client_of(make_delegate(negotiation)),
        "head of another": client_of(make_seat(negotiation, Role.HEAD, make_delegation(negotiation)).user),
        "facilitator elsewhere": client_of(make_facilitator(make_negotiation())),
        "superuser": client_of(User.objects.create_superuser("root@example.org", "a password")),
    }


def test_every_address_of_a_room_is_unknown_to_everybody_outside(
    negotiation: Negotiation, draft: RoomDraft
) -> None:
    clients = outsiders(negotiation)

    for name, how in ADDRESSES:
        found = {
            who: getattr(client, how)(address(name, draft)).status_code for who, client in clients.items()
        }
        assert found == dict.fromkeys(clients, 404), name
    room = reverse("drafts:room", args=["talks", "circle"])
    assert {client.get(room).status_code for client in clients.values()} == {404}
    assert Client().get(room).status_code == 302
    assert Client().get(address("room_draft", draft)).status_code == 302
    draft.refresh_from_db()
    assert (draft.wordings.count(), draft.set_aside_at, draft.amendment) == (1, None, None)


def test_a_room_with_drafts_answers_outsiders_as_an_empty_one_and_as_none(
    negotiation: Negotiation, draft: RoomDraft
) -> None:
    make_group(negotiation, [], slug="empty")
    client = client_of(make_facilitator(negotiation))
    asked = ["circle/room/", "empty/room/", "none/room/"]
    asked += [f"circle/room/{draft.key}/", f"circle/room/{'A' * len(draft.key)}/", f"empty/room/{draft.key}/"]

    pages = [client.get(f"/talks/delegations/{each}") for each in asked]

    assert {page.status_code for page in pages} == {404}
    assert len(set(strip([page.content for page in pages]))) == 1


def test_no_page_of_anybody_else_changes_when_a_room_holds_something(
    negotiation: Negotiation, paragraph: Paragraph, group: Delegation, members: list[User]
) -> None:
    seats = {Role.FACILITATOR: None, Role.SECRETARIAT: None, Role.DELEGATE: make_delegation(negotiation)}
    clients = [client_of(make_seat(negotiation, role, own).user) for role, own in seats.items()]
    pages = [
        "/talks/",
        "/talks/plan/",
        "/talks/plan/?view=compilation",
        "/talks/plan/1/",
        "/talks/amendments/",
        "/talks/amendments/?state=draft",
        "/talks/ledger/",
        "/talks/search/?q=unheard",
        "/talks/delegations/",
        "/talks/delegations/circle/",
        f"/talks/delegations/{group.members.all()[0].slug}/",
        "/talks/plan/positions/",
        "/talks/decisions/",
    ]

    def read() -> list[bytes]:
        return [client.get(page).content for client in clients for page in pages]

    before = read()
    draft = make_room_draft(group, paragraph, WORDS, members[1])
    rooms.comment_in_room(draft=draft, number=1, words="unheard", by=members[2], at=NOW)

    assert [a == b for a, b in zip(strip(before), strip(read()), strict=True)] == [True] * len(before)


def strip(pages: list[bytes]) -> list[bytes]:
    """Leave out the form tokens, which differ each time."""
    return [re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", page) for page in pages]


@pytest.mark.parametrize("model", [RoomDraft, RoomWording, RoomComment, Clearance])
def test_the_admin_shows_no_room(model: type[Model]) -> None:
    assert not admin.site.is_registered(model)


def test_members_go_through_a_draft_from_the_paragraph_to_the_table(
    paragraph: Paragraph, group: Delegation, members: list[User]
) -> None:
    leader, second, third = (client_of(member) for member in members)
    amend = reverse("drafts:amendment_create", args=["talks", "plan", paragraph.slug])

    response = second.post(amend, typed(WORDS, action="draft", delegation=str(group.pk)), follow=True)

    draft = RoomDraft.objects.get()
    assert WORDS in response.content.decode()
    assert list(Amendment.objects.all()) == []
    overview = third.get("/talks/").content.decode()
    assert "1 draft waits for your clearance" in overview
    assert "Room of Circle" in overview
    third.post(address("room_draft_comment", draft), {"room_edition": "1", "words": "<b>Good</b>"})
    own = Delegation.objects.get(seats__user=members[2])
    third.post(
        address("room_draft_clear", draft),
        {"room_edition": "1", "kind": "cleared", "delegation": str(own.pk)},
    )
    assert "waits for your clearance" not in third.get("/talks/").content.decode()
    page = second.get(address("room_draft", draft)).content.decode()
    assert "&lt;b&gt;Good&lt;/b&gt;" in page
    assert "Table for Circle" not in page
    assert "Table for Circle" in leader.get(address("room_draft", draft)).content.decode()
    assert second.post(address("room_draft_table", draft), {"room_edition": "1"}).status_code == 409

    leader.post(address("room_draft_table", draft), {"room_edition": "1"})

    amendment = Amendment.objects.get()
    assert (amendment.delegation, amendment.wording) == (group, WORDS)
    seen = client_of(make_facilitator(group.negotiation))
    assert seen.get("/talks/amendments/1/").content.decode().count("aligned with revision 1") == 2
    for page_of in ("/talks/amendments/", "/talks/ledger/"):
        assert (
            f"Aligned: {Delegation.objects.get(seats__user=members[0])}, {own}"
            in seen.get(page_of).content.decode()
        )


def test_a_changed_wording_makes_earlier_clearances_stale(draft: RoomDraft, members: list[User]) -> None:
    third = client_of(members[2])
    own = Delegation.objects.get(seats__user=members[2])
    sent = {"room_edition": "1", "kind": "cleared", "delegation": str(own.pk)}
    third.post(address("room_draft_clear", draft), sent)

    client_of(members[1]).post(address("room_draft_edit", draft), typed("Ensure all liability;"))

    assert (
        "To an earlier wording: We can live with it"
        in third.get(address("room_draft", draft)).content.decode()
    )
    assert third.post(address("room_draft_clear", draft), sent).status_code == 409


def test_saving_over_anothers_wording_shows_both_and_their_merge(
    draft: RoomDraft, members: list[User]
) -> None:
    edit = address("room_draft_edit", draft)
    client_of(members[1]).post(edit, typed("Ensure the unheard-of liability of all;", rationale="Of all."))

    response = client_of(members[2]).post(
        edit, typed("Guarantee the unheard-of liability;", rationale="Mine.")
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Guarantee the unheard-of liability of all;" in page
    assert "Of all." in page
    assert "Mine." in page
    assert 'name="room_edition" value="2"' in page
    client_of(members[2]).post(
        edit, typed("Guarantee the unheard-of liability of all;", room_edition="2", rationale="Both.")
    )
    assert [each.number for each in draft.wordings.all()] == [1, 2, 3]


@pytest.mark.parametrize(
    "broken",
    [
        {"room_edition": "99"},
        {"room_edition": "x"},
        {"room_edition": str(2**70)},
        {"base_edition": "77"},
        {"kind": "<script>"},
        {"target": "nowhere"},
        {"wording": "\x00"},
        {"wording": "x" * 200_000},
        {"cosponsor": "1"},
    ],
)
def test_what_cannot_be_saved_is_explained_with_the_words_still_there(
    draft: RoomDraft, members: list[User], broken: dict[str, str]
) -> None:
    response = client_of(members[2]).post(
        address("room_draft_edit", draft), {**typed("New words;"), **broken}
    )

    assert response.status_code == 422
    assert draft.wordings.count() == 1
    assert broken.get("wording", "New words;")[:9].strip("\x00") in response.content.decode()


def test_a_member_that_left_finds_nothing(draft: RoomDraft, members: list[User]) -> None:
    yesterday = timezone.now().date() - timedelta(days=2)
    Membership.objects.filter(member__seats__user=members[1]).update(until_on=yesterday)
    left = client_of(members[1])

    assert left.get(reverse("drafts:room", args=["talks", "circle"])).status_code == 404
    assert left.get(address("room_draft", draft)).status_code == 404
    assert "Room of Circle" not in left.get("/talks/").content.decode()


def test_who_does_not_lead_is_told_so_and_keeps_the_words(
    paragraph: Paragraph, group: Delegation, members: list[User]
) -> None:
    amend = reverse("drafts:amendment_create", args=["talks", "plan", paragraph.slug])

    response = client_of(members[1]).post(amend, typed(WORDS, action="table", delegation=str(group.pk)))

    assert response.status_code == 422
    page = response.content.decode()
    assert "speaks for Circle" in page
    assert WORDS in page


def test_words_for_a_group_sent_after_closing_are_kept_in_its_room(
    paragraph: Paragraph, group: Delegation, members: list[User], draft: RoomDraft
) -> None:
    now = timezone.now()
    window = make_window(
        paragraph.document, opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1)
    )
    Window.objects.filter(pk=window.pk).update(closes_at=now - timedelta(seconds=1))
    leader = client_of(members[0])
    amend = reverse("drafts:amendment_create", args=["talks", "plan", paragraph.slug])

    response = leader.post(
        amend, typed("Later words;", action="table", delegation=str(group.pk)), follow=True
    )

    assert "kept as a draft in the room of Circle" in response.content.decode()
    assert RoomDraft.objects.count() == 2
    leader.post(address("room_draft_table", draft), {"room_edition": "1"})
    assert list(Amendment.objects.all()) == []


def test_a_revision_of_a_groups_amendment_sent_after_closing_is_kept_in_its_room(
    paragraph: Paragraph, group: Delegation, members: list[User], draft: RoomDraft
) -> None:
    amendment = rooms.table_room_draft(draft=draft, number=1, by=members[0], at=NOW)
    now = timezone.now()
    window = make_window(
        paragraph.document, opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=1)
    )
    Window.objects.filter(pk=window.pk).update(closes_at=now - timedelta(seconds=1))
    revise = reverse("drafts:amendment_revise", args=["talks", amendment.number])

    client_of(members[0]).post(revise, typed("Later words;", action="table", delegation=str(group.pk)))

    assert [each.wording for each in Amendment.objects.all()] == [WORDS]
    assert RoomDraft.objects.get(amendment=None).wordings.get().wording == "Later words;"


@pytest.mark.parametrize(
    "page", ["/talks/delegations/circle/room/", "/talks/", "/talks/amendments/", "/talks/ledger/"]
)
def test_pages_ask_as_many_questions_for_three_drafts_as_for_one(
    page: str, paragraph: Paragraph, group: Delegation, members: list[User]
) -> None:
    client = client_of(members[2])
    counts = []
    for number in range(4):
        tabled = make_room_draft(group, paragraph, f"Tabled {number};", members[1])
        rooms.table_room_draft(draft=tabled, number=1, by=members[0], at=NOW)
        make_room_draft(group, paragraph, f"Words {number};", members[1])
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        counts.append(len(asked))

    assert Alignment.objects.count() == 4
    assert counts[1] == counts[3]


def test_the_secretariat_names_the_spokesperson(
    paragraph: Paragraph, group: Delegation, members: list[User]
) -> None:
    client = client_of(make_seat(group.negotiation, Role.SECRETARIAT).user)
    page = reverse("delegations:spokesperson", args=["talks", "circle"])
    second = Delegation.objects.get(seats__user=members[1])
    today = timezone.localdate()

    client.post(page, {"delegation": str(second.pk), "from_on": today.isoformat()})

    assert group in Delegation.objects.spoken_for_by(members[1], group.negotiation, today)
    assert f"{second} speaks for Circle" in client.get("/talks/delegations/circle/").content.decode()
    for broken in ({"from_on": "soon"}, {"delegation": "99999999999999999999"}, {"from_on": "0001-01-01"}):
        sent = {"delegation": str(second.pk), "from_on": today.isoformat(), **broken}
        assert client.post(page, sent).status_code in {302, 422}
    other = make_amendment(paragraph, "Three.").delegation
    assert client.post(page, {"delegation": str(other.pk), "from_on": today.isoformat()}).status_code == 422


def test_the_admin_shows_no_draft_of_a_delegation(paragraph: Paragraph) -> None:
    draft = make_amendment(paragraph, "Own words;", tabled=False)

    shown = admin.site.get_model_admin(Amendment).get_queryset(RequestFactory().get("/"))

    assert draft not in shown
