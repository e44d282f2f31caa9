from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from delegations.models import Delegation, Role
from drafts.models import Amendment, AmendmentState, KeptPosition, Paragraph, Position, Window
from tests.factories import (
    make_amendment,
    make_delegate,
    make_document,
    make_negotiation,
    make_seat,
    make_window,
)

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def client_of(user: object) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]  # a user
    return client


def open_now(paragraph: Paragraph, **fields: Any) -> Window:  # noqa: ANN401  of the factory
    now = timezone.now()
    return make_window(paragraph.document, opens_at=now - DAY, closes_at=now + HOUR, **fields)


def close(window: Window, *, is_late_accepted: bool = False) -> None:
    Window.objects.filter(pk=window.pk).update(
        closes_at=timezone.now() - timedelta(seconds=1), is_late_accepted=is_late_accepted
    )


@pytest.fixture
def paragraph() -> Paragraph:
    return make_document(make_negotiation("talks")).paragraphs.get(label="1")


def typed(delegation: Delegation, **more: str) -> dict[str, str]:
    return {
        "kind": "revise",
        "wording": "One and a half;",
        "delegation": str(delegation.pk),
        "rationale": "Because.",
        "base_edition": "1",
        "action": "table",
        **more,
    }


def amend_address(paragraph: Paragraph) -> str:
    return reverse("drafts:amendment_create", args=["talks", "plan", paragraph.slug])


def test_words_sent_after_the_window_closed_are_kept_as_a_draft(paragraph: Paragraph) -> None:
    window = open_now(paragraph)
    delegate = make_delegate(paragraph.document.negotiation)
    client, delegation = client_of(delegate), Delegation.objects.get(seats__user=delegate)
    assert b"Window closes" in client.get(amend_address(paragraph)).content
    close(window)

    response = client.post(amend_address(paragraph), typed(delegation), follow=True)

    draft = Amendment.objects.get()
    assert (draft.state, draft.wording, draft.rationale) == ("draft", "One and a half;", "Because.")
    content = response.content.decode()
    assert "The window for Plan closed on" in content
    assert "Your words are kept as a draft, seen only by your delegation." in content
    assert "One and a half;" in content
    assert 'value="table"' not in content


def test_a_revision_sent_after_the_window_closed_is_kept_and_the_amendment_stays(
    paragraph: Paragraph,
) -> None:
    tabled = make_amendment(paragraph, "One and a third;")
    close(open_now(paragraph))
    address = reverse("drafts:amendment_revise", args=["talks", tabled.number])

    client_of(tabled.author).post(address, typed(tabled.delegation))

    assert Amendment.objects.get(state=AmendmentState.TABLED).wording == "One and a third;"
    assert Amendment.objects.get(state=AmendmentState.DRAFT).wording == "One and a half;"


def test_going_on_with_a_draft_after_closing_keeps_its_new_words(paragraph: Paragraph) -> None:
    delegate = make_delegate(paragraph.document.negotiation)
    draft = make_amendment(paragraph, "Old words;", delegate, tabled=False)
    close(open_now(paragraph))

    client_of(delegate).post(draft.get_absolute_url(), typed(draft.delegation))

    assert [each.wording for each in Amendment.objects.all()] == ["One and a half;"]
    assert Amendment.objects.get().state == AmendmentState.DRAFT


def test_cosponsoring_after_closing_keeps_what_was_typed(paragraph: Paragraph) -> None:
    other = make_amendment(paragraph, "One and a half;")
    delegate = make_delegate(paragraph.document.negotiation)
    close(open_now(paragraph))

    client_of(delegate).post(
        amend_address(paragraph),
        typed(Delegation.objects.get(seats__user=delegate), cosponsor=str(other.number)),
    )

    assert list(Position.objects.all()) == []
    assert Amendment.objects.get(state=AmendmentState.DRAFT).wording == "One and a half;"


def test_what_comes_late_is_flagged_wherever_it_is_shown(paragraph: Paragraph) -> None:
    window = open_now(paragraph)
    delegate = make_delegate(paragraph.document.negotiation)
    client = client_of(delegate)
    close(window, is_late_accepted=True)

    client.post(amend_address(paragraph), typed(Delegation.objects.get(seats__user=delegate)))

    assert Amendment.objects.get().is_late is True
    for name in ("amendment_list", "ledger"):
        assert "Late</span>" in client.get(reverse(f"drafts:{name}", args=["talks"])).content.decode()
    page = client.get(reverse("drafts:amendment", args=["talks", 1])).content.decode()
    assert "Late</span>" in page
    assert "after its window had closed" in page
    text = client.get(reverse("drafts:text", args=["talks", "plan"]), {"view": "compilation"})
    assert "(late)" in text.content.decode()


def test_a_position_sent_after_closing_is_kept_for_its_person_alone(paragraph: Paragraph) -> None:
    amendment = make_amendment(paragraph, "One and a half;")
    delegate = make_delegate(paragraph.document.negotiation)
    delegation = Delegation.objects.get(seats__user=delegate)
    close(open_now(paragraph))
    address = reverse("drafts:amendment_position", args=["talks", amendment.number])
    sent = {"kind": "oppose", "delegation": str(delegation.pk), "note": "We cannot."}

    page = client_of(delegate).post(address, sent, follow=True).content.decode()

    assert list(Position.objects.all()) == []
    assert KeptPosition.objects.get().note == "We cannot."
    assert "What you typed is kept here; only you see it." in page
    assert "We cannot." in page
    colleague = make_delegate(paragraph.document.negotiation, delegation)
    assert "We cannot." not in client_of(colleague).get(amendment.get_absolute_url()).content.decode()

    Window.objects.update(closes_at=timezone.now() + DAY)
    client_of(delegate).post(address, sent)
    assert Position.objects.get().note == "We cannot."
    assert list(KeptPosition.objects.all()) == []


def test_a_position_can_be_taken_back_after_closing(paragraph: Paragraph) -> None:
    delegate = make_delegate(paragraph.document.negotiation)
    delegation = Delegation.objects.get(seats__user=delegate)
    address = reverse("drafts:paragraph_position", args=["talks", "plan", "1"])
    client = client_of(delegate)
    client.post(address, {"kind": "reserve", "delegation": str(delegation.pk)})
    close(open_now(paragraph))

    client.post(address, {"kind": "none", "delegation": str(delegation.pk)})

    assert list(Position.objects.all()) == []


def test_a_facilitator_opens_a_window_by_the_clock_of_the_room(paragraph: Paragraph) -> None:
    client = client_of(make_seat(paragraph.document.negotiation, Role.FACILITATOR).user)
    sent = {
        "place": "plan",
        "covers": "both",
        "opens_at": "2098-06-15T09:00",
        "closes_at": "2098-06-17T18:00",
        "late": "accepted",
    }

    client.post(reverse("drafts:window_open", args=["talks"]), sent)

    window = Window.objects.get()
    assert window.closes_at == datetime(2098, 6, 17, 22, 0, tzinfo=UTC)
    assert window.is_late_accepted is True
    page = client.get(reverse("drafts:window_list", args=["talks"])).content.decode()
    assert "17 June 2098, 18:00" in page
    changed = {"opens_at": "2098-06-15T09:00", "closes_at": "2098-06-18T18:00", "late": "refused"}
    client.post(window.get_absolute_url(), changed)
    assert Window.objects.get().closes_at == datetime(2098, 6, 18, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("closes_at", "2027-03-14T02:30", "There is no 14 March 2027, 02:30 in New York"),
        ("closes_at", "2027-11-07T01:30", "7 November 2027, 01:30 comes twice in New York"),
        ("closes_at", "soon", "Write a day and an hour"),
        ("closes_at", "0001-01-01T00:00", "Write a day of this century"),
        ("closes_at", "2027-06-17T18:00+00:00", "without a zone"),
        ("closes_at", "2001-06-17T18:00", "would close before it opens"),
        ("place", "plan/99", "Select a valid choice"),
        ("late", "<b>", "Select a valid choice"),
    ],
)
def test_window_open_explains_what_it_cannot_take(
    paragraph: Paragraph, name: str, value: str, told: str
) -> None:
    client = client_of(make_seat(paragraph.document.negotiation, Role.SECRETARIAT).user)
    sent = {
        "place": "plan",
        "covers": "both",
        "opens_at": "2027-01-15T09:00",
        "closes_at": "2027-06-17T18:00",
        "late": "refused",
    }

    response = client.post(reverse("drafts:window_open", args=["talks"]), {**sent, name: value})

    assert response.status_code == 422
    assert told in response.content.decode()
    assert list(Window.objects.all()) == []


def test_a_window_of_another_negotiation_is_not_found(paragraph: Paragraph) -> None:
    window = make_window(make_document())
    client = client_of(make_seat(paragraph.document.negotiation, Role.FACILITATOR).user)

    assert client.get(reverse("drafts:window_change", args=["talks", window.pk])).status_code == 404
    for name in ("window_close", "window_lift"):
        assert client.post(reverse(f"drafts:{name}", args=["talks", window.pk])).status_code == 404


@pytest.mark.parametrize(
    ("act", "told"), [("close", "for every delegation, at once"), ("lift", "is open at any")]
)
def test_a_window_is_closed_or_lifted_only_after_asking(paragraph: Paragraph, act: str, told: str) -> None:
    window = open_now(paragraph)
    client = client_of(make_seat(paragraph.document.negotiation, Role.FACILITATOR).user)
    listed = client.get(reverse("drafts:window_list", args=["talks"])).content.decode()
    address = reverse(f"drafts:window_{act}", args=["talks", window.pk])

    asked = client.get(address)

    assert f'href="{address}"' in listed
    assert f'action="{address}"' not in listed
    assert told in asked.content.decode()
    before = Window.objects.get()
    assert (before.closes_at, before.lifted_at) == (window.closes_at, None)
    assert client.post(address).status_code == 302
    after = Window.objects.get()
    assert (after.closes_at, after.lifted_at) != (window.closes_at, None)


def test_window_list_asks_as_many_questions_for_three_as_for_one(paragraph: Paragraph) -> None:
    client = client_of(make_delegate(paragraph.document.negotiation))
    address = reverse("drafts:window_list", args=["talks"])
    counts = []
    for days in (0, 2, 4):
        now = timezone.now() + days * DAY
        make_window(paragraph.document, opens_at=now, closes_at=now + DAY)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))

    assert counts[0] == counts[2]


def test_overview_counts_down_to_the_closing_hour(paragraph: Paragraph) -> None:
    client = client_of(make_delegate(paragraph.document.negotiation))
    now = timezone.now()
    make_window(paragraph.document, opens_at=now - DAY, closes_at=now + 2 * DAY + 3 * HOUR + HOUR / 2)

    page = client.get(reverse("drafts:overview", args=["talks"])).content.decode()

    assert "<b data-days>2</b> d <b data-hours>03</b> h <b data-minutes>29</b> min" in page
    assert 'data-tone="attention"' not in page
    Window.objects.update(closes_at=now + 3 * HOUR)
    assert (
        'class="panel" data-tone="attention"'
        in client.get(reverse("drafts:overview", args=["talks"])).content.decode()
    )
    close(Window.objects.get())
    assert "<b>Closed</b>" in client.get(reverse("drafts:overview", args=["talks"])).content.decode()
