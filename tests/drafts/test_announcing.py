"""Who is told of acts on the text, and that letters give none of its words away."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from delegations import tasks
from delegations.models import Audience, Negotiation, Notice, NoticeKind, Role, Seat, User, still_seen
from delegations.operations import telling
from drafts.models import Amendment, Document, DraftKind, OutcomeKind, PositionKind, Section
from drafts.operations import amending, announcing, circulating, deciding, positioning
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


def follower_of(*rows: Model, negotiation: Negotiation) -> User:
    user = make_delegate(negotiation)
    for row in rows:
        telling.follow(negotiation=negotiation, row=row, by=user)
    return user


def join(amendment: Amendment, kind: PositionKind) -> User:
    user = make_delegate(amendment.negotiation)
    delegation = user.seats.get().delegation
    assert delegation
    positioning.state_position(
        paragraph=amendment.paragraph,
        amendment=amendment,
        delegation=delegation,
        kind=kind,
        note="",
        by=user,
        at=NOW,
    )
    return user


def test_followers_are_told_of_decisions_agreement_and_reopening_once_each() -> None:
    document = make_document()
    paragraph = acts.at(document, "1")
    section = Section.objects.create(document=document, title="Prevention", position=1)
    type(paragraph).objects.filter(pk=paragraph.pk).update(section=section)
    reader = follower_of(paragraph, section, negotiation=document.negotiation)
    other = follower_of(acts.at(document, "2"), negotiation=document.negotiation)

    revised = acts.revise(acts.at(document, "1"), "One and a half;")
    acts.agree(acts.at(document, "1"))
    acts.reopen(acts.at(document, "1"))
    telling.follow(negotiation=document.negotiation, row=paragraph, by=revised.by)

    assert [sentence.split(": ")[1] for sentence in told(reader, NoticeKind.DECIDED)] == [
        "Paragraph 1 revised.",
        "Paragraph 1 agreed ad ref.",
        told(reader, NoticeKind.DECIDED)[2].split(": ")[1],
    ]
    assert "reopened at the request of" in told(reader, NoticeKind.DECIDED)[2]
    assert Notice.objects.filter(user=reader).count() == 3
    assert told(other, NoticeKind.DECIDED) == []
    deciding.revise_paragraph(
        paragraph=acts.at(document, "1"), edition=4, wording="One;", by=revised.by, at=NOW
    )
    assert told(revised.by, NoticeKind.DECIDED) == []


def test_who_may_not_read_the_document_is_not_shown_that_it_was_decided_on() -> None:
    document = make_document()
    paragraph = acts.at(document, "1")
    reader = make_seat(document.negotiation, Role.OBSERVER).user
    telling.follow(negotiation=document.negotiation, row=paragraph, by=reader)
    Document.objects.filter(pk=document.pk).update(audience=Audience.FACILITATORS)

    acts.revise(paragraph, "One and a half;")
    notices = Notice.objects.filter(user=reader)

    assert still_seen(reader, notices, NOW.date()) == []


@pytest.mark.parametrize("kind", [PositionKind.COSPONSOR, PositionKind.OPPOSE])
def test_who_joined_or_opposed_an_amendment_hears_of_its_outcome_once(kind: PositionKind) -> None:
    document = make_document(wordings=["Ensure the liability of offenders;"])
    paragraph = acts.at(document, "1")
    amendment = make_amendment(paragraph, "Ensure guilt of offenders;")
    joined = join(amendment, kind)
    for user in (joined, amendment.author):
        telling.follow(negotiation=document.negotiation, row=paragraph, by=user)

    acts.revise(
        paragraph,
        "Ensure guilt of offenders;",
        verdicts={amendment.pk: deciding.Verdict(OutcomeKind.ACCEPTED)},
    )

    assert [notice.sentence for notice in Notice.objects.filter(user=joined)] == [
        f"A-001 of {amendment.delegation}, on which your delegation spoke: accepted."
    ]
    assert [notice.kind for notice in Notice.objects.filter(user=amendment.author)] == [NoticeKind.OUTCOME]


def test_who_joined_an_amendment_hears_that_it_was_revised_and_withdrawn_and_its_author_does_not() -> None:
    document = make_document()
    amendment = make_amendment(acts.at(document, "1"), "One and a half;")
    joined = join(amendment, PositionKind.SUPPORT)
    proposal = amending.Proposal(base_edition=1, wording="One and a third;")

    amending.revise_amendment(amendment=amendment, proposal=proposal, by=amendment.author, at=NOW)
    amending.withdraw_amendment(amendment=amendment, by=amendment.author, at=NOW)

    assert [sentence.rsplit(": ", 1)[1] for sentence in told(joined, NoticeKind.JOINED)] == [
        "revised.",
        "withdrawn.",
    ]
    assert Notice.objects.filter(user=amendment.author).count() == 0
