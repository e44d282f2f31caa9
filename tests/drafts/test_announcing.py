"""Who is told of acts on the text, and that letters give none of its words away."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from delegations import tasks
from delegations.models import Notice, NoticeKind, Role, Seat, User
from delegations.operations import telling
from drafts.models import Amendment, DraftKind, OutcomeKind, Section
from drafts.operations import announcing, circulating, deciding
from tests.drafts import acts
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_document,
    make_facilitator,
    make_seat,
    make_window,
)

pytestmark = pytest.mark.django_db


def told(user: User, kind: NoticeKind) -> list[str]:
    return [notice.sentence for notice in Notice.objects.filter(user=user, kind=kind).order_by("pk")]


@pytest.mark.parametrize("what", ["paragraph", "section", "delegation"])
def test_followers_are_told_of_a_tabled_amendment(what: str) -> None:
    document = make_document()
    paragraph = acts.at(document, "1")
    paragraph.section = Section.objects.create(document=document, title="Prevention", position=1)
    type(paragraph).objects.filter(pk=paragraph.pk).update(section=paragraph.section)
    author, reader = make_delegate(document.negotiation), make_delegate(document.negotiation)
    client = Client()
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    if what == "delegation":
        delegation = author.seats.get().delegation
        assert delegation
        telling.follow(negotiation=document.negotiation, row=delegation, by=reader)
    else:
        address = reverse("drafts:paragraph_follow", args=[document.negotiation.slug, document.slug, "1"])
        assert client.post(address, {"what": what, "follow": "on"}).status_code == 302
        assert b"Stop following" in client.get(paragraph.get_absolute_url()).content

    amendment = make_amendment(paragraph, "One and a half;", author)

    assert told(reader, NoticeKind.AMENDMENT_TABLED) == [
        f"{amendment.delegation} tabled A-001 on paragraph 1."
    ]
    assert told(author, NoticeKind.AMENDMENT_TABLED) == []


def test_a_delegation_is_told_of_the_outcome_and_of_what_needs_attention() -> None:
    document = make_document(wordings=["Ensure the liability of offenders;"])
    paragraph = acts.at(document, "1")
    settled, lost = (make_amendment(paragraph, f"Ensure {word} of offenders;") for word in ("guilt", "fear"))

    acts.revise(
        paragraph,
        "Ensure guilt of offenders;",
        verdicts={settled.pk: deciding.Verdict(OutcomeKind.ACCEPTED)},
    )

    assert told(settled.author, NoticeKind.OUTCOME) == [f"A-001 of {settled.delegation}: accepted."]
    assert told(lost.author, NoticeKind.ATTENTION) == [
        f"A-002 of {lost.delegation} needs attention: paragraph 1 was decided on."
    ]
    assert told(lost.author, NoticeKind.OUTCOME) == []


def test_everybody_is_told_of_a_circulated_draft_and_no_letter_has_its_words() -> None:
    document = make_document(wordings=["Confidential wording;"])
    by, reader = make_facilitator(document.negotiation), make_delegate(document.negotiation)
    circulating.circulate_draft(
        document=document, kind=DraftKind.ZERO, name="Zero draft", author="A", by=by, at=timezone.now()
    )
    author = make_delegate(document.negotiation)
    amendment = make_amendment(acts.at(document, "1"), "Secret wording;", author)
    Notice.objects.update(at=timezone.now())

    tasks.send_notices()

    assert told(reader, NoticeKind.CIRCULATED) == ["Zero draft of Plan was circulated."]
    assert told(by, NoticeKind.CIRCULATED) == []
    assert reader.email in [letter.to[0] for letter in mail.outbox]
    written = " ".join(f"{letter.subject} {letter.body} {letter.message()}" for letter in mail.outbox)
    assert "wording" not in written
    assert amendment.wording not in written


def test_who_may_no_longer_see_the_amendment_is_not_sent_its_notice() -> None:
    document = make_document()
    amendment = make_amendment(acts.at(document, "1"), "One and a half;")
    reader = make_delegate(document.negotiation)
    telling.tell(
        users=[reader],
        negotiation=document.negotiation,
        kind=NoticeKind.OUTCOME,
        at=timezone.now(),
        facts={"delegation": "Examplia", "amendment": "A-001", "outcome": "accepted"},
        address="/",
        about=amendment,
    )
    Amendment.objects.filter(pk=amendment.pk).update(number=None, tabled_at=None, state="draft")
    Seat.objects.filter(user=amendment.author).update(until_on=NOW.date())

    tasks.send_notices()

    assert mail.outbox == []
    client = Client()
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    assert b"Examplia" not in client.get(reverse("notice_list")).content


def test_delegations_are_reminded_of_a_window_a_day_and_two_hours_before_it_closes() -> None:
    document = make_document()
    reader, observer = (
        make_delegate(document.negotiation),
        make_seat(document.negotiation, Role.OBSERVER).user,
    )
    closes_at = NOW + timedelta(hours=30)
    make_window(document, opens_at=NOW, closes_at=closes_at)

    counts = [
        announcing.remind_of_windows(at=closes_at - timedelta(hours=hours)) for hours in (29, 24, 23, 2, 1, 0)
    ]

    assert counts == [0, 1, 0, 1, 0, 0]
    assert told(reader, NoticeKind.CLOSING)[0] == (
        "The window for Plan closes on 16 June 2010 20:00 (America/New_York)."
    )
    assert told(observer, NoticeKind.CLOSING) == []
