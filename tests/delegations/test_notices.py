"""Notices: told once, in the way one chose, never of what one may not see, and stopped without a log-in."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from delegations import tasks
from delegations.emails import notices_letter
from delegations.models import (
    Choice,
    Delivery,
    Follow,
    Negotiation,
    Notice,
    NoticeKind,
    Role,
    Seat,
    Setting,
    User,
    stopping,
)
from delegations.operations import seating, telling
from delegations.operations.digesting import send_digests, send_waiting
from gpa.languages import offered
from tests.factories import make_delegate, make_delegation, make_negotiation, make_seat, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def negotiation() -> Negotiation:
    return make_negotiation("talks")


def tell(
    user: User, negotiation: Negotiation, kind: NoticeKind = NoticeKind.ACCREDITED, key: str = ""
) -> Notice | None:
    facts = {"role": "Observer", "delegation": "Examplia", "amendment": "A-001", "place": "paragraph 1"}
    at = timezone.now()
    told = telling.tell(
        users=[user], negotiation=negotiation, kind=kind, at=at, facts=facts, address="/talks/", key=key
    )
    return told[0] if told else None


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_a_notice_goes_out_once_however_often_the_task_runs(negotiation: Negotiation) -> None:
    user = make_seat(negotiation, Role.OBSERVER).user
    tell(user, negotiation)

    tasks.send_notices()
    tasks.send_notices()

    (letter,) = mail.outbox
    assert letter.to == [user.email]
    assert letter.subject == "You have a seat: Observer."
    assert "http://127.0.0.1:8000/talks/" in str(letter.body)
    assert "America/New_York" in str(letter.body)
    ((html, kind),) = letter.alternatives  # type: ignore[attr-defined]  # it is one with alternatives
    assert kind == "text/html"
    assert "You have a seat" in html


def test_a_notice_is_queued_when_the_act_is_saved(
    negotiation: Negotiation, django_capture_on_commit_callbacks: object
) -> None:
    user = make_seat(negotiation, Role.OBSERVER).user

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's
        tell(user, negotiation)
        assert mail.outbox == []

    assert len(mail.outbox) == 1


def test_a_letter_waits_again_where_no_mail_server_is_reached(
    negotiation: Negotiation, settings: object, caplog: pytest.LogCaptureFixture
) -> None:
    user = make_seat(negotiation, Role.OBSERVER).user
    notice = tell(user, negotiation)
    assert notice
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]  # pytest-django's
    settings.EMAIL_PORT = 1  # type: ignore[attr-defined]  # nobody listens there

    for _time in range(5):
        tasks.send_notices()

    notice.refresh_from_db()
    assert (notice.sent_at, notice.claimed_at, notice.tries) == (None, None, 0)
    assert f"The letter of notice {notice.pk} was not sent" in caplog.text


class Refusing(EmailBackend):
    """A mail server that takes no letter for one person."""

    def send_messages(self, messages: Sequence[mail.EmailMessage]) -> int:
        if any("refused@example.org" in message.to for message in messages):
            raise SMTPRecipientsRefused({"refused@example.org": (550, b"unknown")})
        return int(super().send_messages(messages))


def test_a_letter_that_is_refused_holds_up_no_other_and_is_told_to_the_secretariat(
    negotiation: Negotiation, settings: object
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"  # type: ignore[attr-defined]  # pytest-django's
    officer = make_seat(negotiation, Role.SECRETARIAT).user
    refused = make_seat(negotiation, Role.OBSERVER).user
    User.objects.filter(pk=refused.pk).update(email="refused@example.org")
    tell(refused, negotiation)
    tell(officer, negotiation)
    page = reverse("delegations:seat_list", args=[negotiation.slug])

    for hours in range(1, 6):
        tasks.send_notices()
        send_waiting(at=timezone.now() + timedelta(hours=hours))

    assert [letter.to for letter in mail.outbox] == [[officer.email]]
    notice = refused.notices.get()
    assert (notice.sent_at, notice.tries) == (None, 3)
    told = client_of(officer).get(page).content.decode()
    assert told.count("letter of this person’s notices did not leave") == 1


def test_a_letter_whose_sender_died_goes_out_once_more_and_says_so(
    negotiation: Negotiation, django_capture_on_commit_callbacks: object
) -> None:
    user = make_seat(negotiation, Role.OBSERVER).user
    notice = tell(user, negotiation)
    assert notice
    died = timezone.now()
    Notice.objects.update(claimed_at=died, tries=1)

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's
        freed_too_early = send_waiting(at=died + timedelta(minutes=29))
        tasks.send_notices()
    assert (freed_too_early, mail.outbox) == (0, [])

    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # as above
        freed = send_waiting(at=died + timedelta(minutes=31))
    tasks.send_notices()

    (letter,) = mail.outbox
    notice.refresh_from_db()
    assert (freed, notice.sent_at is None, notice.tries) == (1, False, 2)
    assert "it may reach you a second time" in str(letter.body)


def test_who_lost_the_seat_is_sent_and_shown_nothing(negotiation: Negotiation) -> None:
    seat = make_seat(negotiation, Role.OBSERVER)
    tell(seat.user, negotiation)
    Seat.objects.filter(pk=seat.pk).update(until_on="2001-01-01")

    tasks.send_notices()

    assert mail.outbox == []
    assert "You have a seat" not in client_of(seat.user).get(reverse("notice_list")).content.decode()


def test_old_news_is_not_sent(negotiation: Negotiation) -> None:
    user = make_seat(negotiation, Role.OBSERVER).user
    notice = tell(user, negotiation)
    assert notice
    Notice.objects.filter(pk=notice.pk).update(at=timezone.now() - timedelta(days=8))

    tasks.send_notices()

    assert mail.outbox == []


def test_with_a_key_nobody_is_told_twice(negotiation: Negotiation) -> None:
    user = make_seat(negotiation, Role.OBSERVER).user

    assert tell(user, negotiation, key="window-1-closing")
    assert tell(user, negotiation, key="window-1-closing") is None


def test_the_daily_letter_comes_once_in_the_morning_of_its_readers_day(negotiation: Negotiation) -> None:
    user = make_seat(negotiation, Role.OBSERVER).user
    Setting.objects.create(user=user, time_zone="Asia/Tokyo")
    for _ in range(2):
        tell(user, negotiation, NoticeKind.AMENDMENT_TABLED)
    before, morning = datetime(2026, 11, 25, 21, 55, tzinfo=UTC), datetime(2026, 11, 25, 22, 5, tzinfo=UTC)

    assert send_digests(at=before) == 0
    assert send_digests(at=morning) == 1
    assert send_digests(at=morning + timedelta(hours=1)) == 0
    tasks.send_digest(user.pk)
    tasks.send_digest(user.pk)

    (letter,) = mail.outbox
    assert letter.subject == "2 notices"
    assert str(letter.body).count("Examplia tabled A-001 on paragraph 1.") == 2
    assert "Asia/Tokyo" in str(letter.body)


def test_what_was_read_needs_no_daily_letter(negotiation: Negotiation) -> None:
    user = make_seat(negotiation, Role.OBSERVER).user
    tell(user, negotiation, NoticeKind.AMENDMENT_TABLED)
    client_of(user).post(reverse("notices_read"))

    call_command("send_digests", "--now")
    tasks.send_digest(user.pk)

    assert mail.outbox == []


def test_letters_are_stopped_by_one_click_without_a_log_in(negotiation: Negotiation) -> None:
    user = make_seat(negotiation, Role.OBSERVER).user
    tell(user, negotiation)
    tasks.send_notices()
    headers = mail.outbox[0].extra_headers
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    client = Client(enforce_csrf_checks=True)

    assert client.get(address).status_code == 200
    assert Choice.objects.count() == 0
    assert client.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200

    tell(user, negotiation)
    tasks.send_notices()
    assert len(mail.outbox) == 1
    assert Choice.objects.get().delivery == Delivery.NONE


@pytest.mark.parametrize("token", ["x", "W10:1:x", "a" * 500, "’", "W10:1vQ:" + "b" * 43])
def test_a_token_that_is_not_ours_stops_nothing(token: str) -> None:
    for how in ("get", "post"):
        assert getattr(Client(), how)(reverse("letters_stop", args=[token])).status_code == 404


def test_a_token_of_one_person_stops_nobody_elses_letters() -> None:
    user, other = make_user(), make_user()

    Client().post(stopping.path_of(user, [NoticeKind.OUTCOME]))

    assert list(Choice.objects.values_list("user", flat=True)) == [user.pk]
    assert not other.choices.exists()


def test_settings_keep_time_zone_language_and_deliveries(settings: Settings) -> None:
    settings.LANGUAGES = [("en", "English"), ("fr", "Français")]
    user = make_user()
    client = client_of(user)
    chosen = dict.fromkeys(NoticeKind.values, Delivery.DAILY.value)

    bad = client.post(reverse("settings"), {"time_zone": "Mars/Olympus", "language": "tlh", **chosen})
    good = client.post(reverse("settings"), {"time_zone": "Asia/Tokyo", "language": "fr", **chosen})

    assert (bad.status_code, good.status_code) == (422, 302)
    setting = Setting.objects.get(user=user)
    assert (setting.time_zone, setting.language) == ("Asia/Tokyo", "fr")
    assert telling.kinds_of(user, Delivery.DAILY) == NoticeKind.values
    assert good.cookies["django_language"].value == "fr"


def test_the_bell_counts_what_is_unread(negotiation: Negotiation) -> None:
    user = make_seat(negotiation, Role.OBSERVER).user
    client = client_of(user)
    notice = tell(user, negotiation)
    assert notice
    page = reverse("notice_list")
    assert 'class="bell__number" aria-hidden="true">1<' in client.get(page).content.decode()

    opened = client.post(reverse("notice_open", args=[notice.pk]))

    assert opened.headers["Location"] == "/talks/"
    assert "bell__number" not in client.get(page).content.decode()
    other = client_of(make_seat(negotiation, Role.OBSERVER).user)
    assert other.post(reverse("notice_open", args=[notice.pk])).status_code == 404


def test_the_page_of_notices_asks_the_same_number_of_questions_whatever_it_shows(
    negotiation: Negotiation,
) -> None:
    user = make_seat(negotiation, Role.OBSERVER).user
    client = client_of(user)
    counts = set()
    for more in (1, 2):
        for _ in range(more):
            tell(user, negotiation)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("notice_list"))
        counts.add(len(asked))

    assert len(counts) == 1


def test_a_delegation_is_followed_and_no_more(negotiation: Negotiation) -> None:
    make_delegation(negotiation, "sampleland")
    user = make_delegate(negotiation)
    client = client_of(user)
    address = reverse("delegations:delegation_follow", args=["talks", "sampleland"])

    client.post(address, {"follow": "on"})
    client.post(address, {"follow": "on"})
    assert Follow.objects.filter(user=user).count() == 1
    assert (
        "Stop following"
        in client.get(reverse("drafts:delegation", args=["talks", "sampleland"])).content.decode()
    )
    client.post(address, {"follow": "off"})
    assert Follow.objects.count() == 0


def test_a_person_is_told_of_the_seat_that_the_secretariat_gives(negotiation: Negotiation) -> None:
    officer, person = make_seat(negotiation, Role.SECRETARIAT).user, make_user()

    seating.give_seat(
        negotiation=negotiation,
        email=person.email,
        name="",
        place=seating.Place(Role.OBSERVER, None),
        by=officer,
        at=timezone.now(),
    )

    assert [notice.sentence for notice in person.notices.all()] == ["You have a seat: Observer."]


def test_a_letter_names_months_in_its_readers_language_if_it_is_offered(
    negotiation: Negotiation, settings: Settings
) -> None:
    user = make_seat(negotiation, Role.OBSERVER).user
    Setting.objects.create(user=user, language="fr", time_zone="Europe/Paris")
    notice = tell(user, negotiation)
    assert notice
    notice.at = datetime(2010, 6, 16, 20, 5, tzinfo=UTC)

    plain = notices_letter(user, [notice], "/stop/")
    settings.LANGUAGES = [("en", "English"), ("fr", "Français")]
    letter = notices_letter(user, [notice], "/stop/")

    assert "16 June 2010, 22:05 (Europe/Paris)" in plain.text
    assert "16 juin 2010, 22:05 (Europe/Paris)" in letter.text


@pytest.mark.parametrize("asked", ["fr", "ar", "zh-hans", "tlh"])
def test_pages_are_in_english_where_there_is_no_catalogue_of_what_the_browser_asks_for(asked: str) -> None:
    client = client_of(make_user())
    client.cookies["django_language"] = asked

    page = client.get(reverse("settings"), headers={"accept-language": f"{asked},en;q=0.5"})

    assert '<html lang="en" dir="ltr"' in page.content.decode()
    assert "language" not in page.context["form"].fields


def test_a_language_is_offered_once_its_catalogue_is_there(tmp_path: Path) -> None:
    for locale in ("zh_Hans", "fr"):
        (tmp_path / locale / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.mo").touch()

    assert [code for code, _name in offered(tmp_path)] == ["zh-hans", "en"]
