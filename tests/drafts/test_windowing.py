from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delegations.models import Act, ActKind, Negotiation
from drafts.models import (
    Amendment,
    AmendmentKind,
    AmendmentState,
    Covers,
    Document,
    DraftKind,
    Paragraph,
    Position,
    PositionKind,
    Section,
    Standing,
    Window,
    WindowChange,
    WindowState,
    ruling,
)
from drafts.operations import amending, circulating, positioning, windowing
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_document,
    make_facilitator,
    make_negotiation,
    make_paragraph,
    make_window,
)

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def closed(document: Document, **fields: Any) -> Window:  # noqa: ANN401  of the factory
    return make_window(document, closes_at=NOW - HOUR, **fields)


def test_table_amendment_refuses_after_closing_time() -> None:
    paragraph = make_paragraph()
    closed(paragraph.document)

    with pytest.raises(windowing.WindowClosed, match=r"closed on 15 June 2010, 13:00 \(New York\)"):
        make_amendment(paragraph, "No.")

    assert list(Amendment.objects.tabled()) == []
    assert Amendment.objects.get().state == AmendmentState.DRAFT


def test_a_window_holds_until_its_last_instant_and_no_longer() -> None:
    paragraph = make_paragraph()
    make_window(paragraph.document, closes_at=NOW + timedelta(microseconds=1))

    assert make_amendment(paragraph, "Just in time.").number == 1

    Window.objects.update(closes_at=NOW)
    with pytest.raises(windowing.WindowClosed):
        make_amendment(paragraph, "Too late.")


def test_table_amendment_refuses_before_the_window_opens() -> None:
    paragraph = make_paragraph()
    make_window(paragraph.document, opens_at=NOW + HOUR, closes_at=NOW + DAY, is_late_accepted=True)

    with pytest.raises(windowing.WindowClosed, match="opens on 15 June 2010, 15:00"):
        make_amendment(paragraph, "Too early.")


def test_what_comes_late_is_accepted_and_flagged_where_the_window_says_so() -> None:
    paragraph = make_paragraph()
    make_window(paragraph.document)
    early = make_amendment(paragraph, "In time.")
    Window.objects.update(closes_at=NOW - HOUR, is_late_accepted=True)

    late = make_amendment(paragraph, "Late.")
    draft = circulating.circulate_draft(
        document=paragraph.document,
        kind=DraftKind.ZERO,
        name="Zero draft",
        author="A",
        by=make_facilitator(late.negotiation),
        at=NOW,
    )

    assert (early.is_late, late.is_late) == (False, True)
    assert [revision.is_late for revision in late.revisions.all()] == [True]
    assert late.attribution == f"{late.delegation} (late)"
    assert list(draft.carried_forward.values_list("delegation", flat=True)) == [
        early.delegation.name,
        f"{late.delegation} (late)",
    ]


def test_a_sections_window_wins_over_its_documents() -> None:
    document = make_document()
    section = Section.objects.create(document=document, title="Prosecution", position=1)
    inside, outside = document.paragraphs.get(label="1"), document.paragraphs.get(label="2")
    Paragraph.objects.filter(pk=inside.pk).update(section=section)
    inside.refresh_from_db()
    make_window(document)
    closed(document, section=section)

    with pytest.raises(windowing.WindowClosed, match="Plan, Prosecution closed"):
        make_amendment(inside, "No.")
    assert make_amendment(outside, "Yes.").number == 1


def test_lifting_a_sections_window_gives_its_place_back_to_the_document() -> None:
    document = make_document()
    section = Section.objects.create(document=document, title="Prosecution", position=1)
    Paragraph.objects.filter(document=document).update(section=section)
    make_window(document)
    window = closed(document, section=section)

    windowing.lift_window(window=window, by=make_facilitator(document.negotiation), at=NOW)

    assert make_amendment(document.paragraphs.get(label="1"), "Yes.").number == 1


def test_a_merge_must_be_in_time_for_both_paragraphs() -> None:
    document = make_document()
    section = Section.objects.create(document=document, title="Prosecution", position=1)
    inside, outside = document.paragraphs.get(label="1"), document.paragraphs.get(label="2")
    Paragraph.objects.filter(pk=inside.pk).update(section=section)
    closed(document, section=section)

    with pytest.raises(windowing.WindowClosed):
        make_amendment(outside, "One and two;", kind=AmendmentKind.MERGE, target=inside)


def test_positions_and_amendments_may_have_windows_of_their_own() -> None:
    paragraph = make_paragraph()
    negotiation = paragraph.document.negotiation
    amendment = make_amendment(paragraph, "Another.")
    closed(paragraph.document, covers=Covers.AMENDMENTS)
    delegate = make_delegate(negotiation)
    words: dict[str, Any] = {
        "paragraph": paragraph,
        "amendment": amendment,
        "delegation": delegate.seats.get().delegation,
        "kind": PositionKind.COSPONSOR,
        "note": "",
        "by": delegate,
        "at": NOW,
    }

    positioning.state_position(**words)
    assert Position.objects.get().is_late is False

    closed(paragraph.document, covers=Covers.POSITIONS)
    with pytest.raises(windowing.WindowClosed):
        positioning.state_position(**{**words, "kind": PositionKind.OPPOSE})
    assert Position.objects.get().kind == PositionKind.COSPONSOR

    Window.objects.filter(covers=Covers.POSITIONS).update(is_late_accepted=True)
    positioning.state_position(**{**words, "kind": PositionKind.OPPOSE})
    assert Position.objects.get().is_late is True


def test_after_closing_an_amendment_can_be_withdrawn_and_not_revised() -> None:
    paragraph = make_paragraph()
    amendment = make_amendment(paragraph, "Another.")
    closed(paragraph.document)

    with pytest.raises(windowing.WindowClosed):
        amending.revise_amendment(
            amendment=amendment,
            proposal=amending.Proposal(base_edition=1, wording="A third."),
            by=amendment.author,
            at=NOW,
        )
    withdrawn = amending.withdraw_amendment(amendment=amendment, by=amendment.author, at=NOW)

    assert withdrawn.state == AmendmentState.WITHDRAWN
    assert withdrawn.wording == "Another."


def test_open_window_refuses_hours_that_cannot_be() -> None:
    document = make_document()
    by = make_facilitator(document.negotiation)
    words: dict[str, Any] = {
        "document": document,
        "section": None,
        "covers": Covers.BOTH,
        "is_late_accepted": False,
    }

    other = Section.objects.create(document=make_document(), title="Another", position=1)

    with pytest.raises(windowing.WindowRefused, match="before it opens"):
        windowing.open_window(**words, opens_at=NOW + DAY, closes_at=NOW + DAY, by=by, at=NOW)
    with pytest.raises(windowing.WindowRefused, match="has passed"):
        windowing.open_window(**words, opens_at=NOW - DAY, closes_at=NOW, by=by, at=NOW)
    with pytest.raises(windowing.WindowRefused, match="not a section of"):
        windowing.open_window(**{**words, "section": other}, opens_at=NOW, closes_at=NOW + DAY, by=by, at=NOW)

    assert list(Window.objects.all()) == []


def test_open_window_refuses_one_that_overlaps_another_on_its_place() -> None:
    document = make_document()
    section = Section.objects.create(document=document, title="Prosecution", position=1)
    make_window(document, covers=Covers.AMENDMENTS)

    for covers in (Covers.BOTH, Covers.AMENDMENTS):
        with pytest.raises(windowing.WindowRefused, match="Another window"):
            make_window(document, covers=covers)
    make_window(document, covers=Covers.POSITIONS)
    make_window(document, section=section)
    make_window(document, opens_at=NOW + DAY, closes_at=NOW + 2 * DAY)

    assert Window.objects.count() == 4


def test_change_window_extends_a_closed_one_and_keeps_what_was_done() -> None:
    window = make_window(make_document())
    by = make_facilitator(window.document.negotiation)
    windowing.close_window(window=window, by=by, at=NOW)
    words: dict[str, Any] = {
        "window": window,
        "opens_at": window.opens_at,
        "is_late_accepted": True,
        "by": by,
        "at": NOW,
    }

    with pytest.raises(windowing.WindowRefused, match="hour at which it opened stays"):
        windowing.change_window(**{**words, "opens_at": NOW}, closes_at=NOW + HOUR)
    with pytest.raises(windowing.WindowRefused, match="has passed"):
        windowing.change_window(**words, closes_at=NOW - timedelta(minutes=1))
    changed = windowing.change_window(**words, closes_at=NOW + HOUR)

    assert changed.state(NOW) == WindowState.OPEN
    assert [(each.verb, each.by) for each in window.changes.all()][1:] == [("closed", by), ("extended", by)]


def test_close_and_lift_refuse_what_is_past() -> None:
    window = make_window(make_document())
    by = make_facilitator(window.document.negotiation)
    windowing.close_window(window=window, by=by, at=NOW)

    with pytest.raises(windowing.WindowRefused, match="not open"):
        windowing.close_window(window=window, by=by, at=NOW)
    windowing.lift_window(window=window, by=by, at=NOW)
    with pytest.raises(windowing.WindowRefused, match="lifted already"):
        windowing.lift_window(window=window, by=by, at=NOW)
    with pytest.raises(windowing.WindowRefused, match="was lifted"):
        windowing.change_window(
            window=window,
            opens_at=window.opens_at,
            closes_at=NOW + DAY,
            is_late_accepted=False,
            by=by,
            at=NOW,
        )


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2010-03-14T02:30", "There is no 14 March 2010, 02:30 in New York"),
        ("2010-11-07T01:30", "7 November 2010, 01:30 comes twice in New York"),
    ],
)
def test_an_hour_that_the_clock_does_not_show_once_is_refused(written: str, told: str) -> None:
    with pytest.raises(windowing.HourRefused, match=told):
        windowing.instant(datetime.fromisoformat(written), make_negotiation())


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2010-03-14T01:59", datetime(2010, 3, 14, 6, 59, tzinfo=UTC)),
        ("2010-03-14T03:00", datetime(2010, 3, 14, 7, 0, tzinfo=UTC)),
        ("2010-11-07T02:00", datetime(2010, 11, 7, 7, 0, tzinfo=UTC)),
        ("2010-06-17T18:00", datetime(2010, 6, 17, 22, 0, tzinfo=UTC)),
    ],
)
def test_an_hour_is_read_by_the_clock_of_the_negotiation(written: str, instant: datetime) -> None:
    assert windowing.instant(datetime.fromisoformat(written), make_negotiation()) == instant


def test_ruling_takes_the_open_window_then_the_next_then_the_last() -> None:
    document = Document(name="Plan", negotiation=Negotiation())
    first = Window(document=document, opens_at=NOW, closes_at=NOW + HOUR)
    second = Window(document=document, opens_at=NOW + 2 * HOUR, closes_at=NOW + 3 * HOUR)

    found = [
        ruling([second, first], None, Covers.AMENDMENTS, NOW + hours * HOUR) for hours in (-1, 0, 1, 2, 3, 99)
    ]

    assert [standing.window for standing in found if standing] == [
        first,
        first,
        second,
        second,
        second,
        second,
    ]
    assert ruling([], None, Covers.AMENDMENTS, NOW) is None


def test_countdown_cuts_seconds_and_knows_the_last_day() -> None:
    window = Window(
        opens_at=NOW - DAY, closes_at=NOW + 2 * DAY + 3 * HOUR + timedelta(minutes=41, seconds=59)
    )

    standing = Standing(window, NOW)

    assert standing.countdown == (2, "03", "41")
    assert (standing.is_last_day, standing.spent) == (False, 32)
    assert Standing(window, NOW + 2 * DAY).is_last_day is True
    assert Standing(window, NOW + 9 * DAY).countdown == (0, "00", "00")


def test_a_closed_window_is_noted_once_in_the_record() -> None:
    window = make_window(make_document(), closes_at=NOW + HOUR)

    assert windowing.note_closed_windows(at=NOW) == 0
    assert windowing.note_closed_windows(at=NOW + HOUR) == 1
    assert windowing.note_closed_windows(at=NOW + 2 * HOUR) == 0

    assert Act.objects.filter(kind=ActKind.WINDOW_CLOSED).get().by is None
    assert WindowChange.objects.filter(window=window, verb="closed").get().at == NOW + HOUR


def test_the_command_says_what_it_noted(capsys: pytest.CaptureFixture[str]) -> None:
    make_window(make_document())

    call_command("close_windows")

    assert capsys.readouterr().out == "1 windows noted as closed.\n"


def test_what_is_noted_already_is_looked_up_once_the_windows_are_held() -> None:
    make_window(make_document(), opens_at=NOW - HOUR, closes_at=NOW)

    with CaptureQueriesContext(connection) as asked:
        assert windowing.note_closed_windows(at=NOW) == 1

    selects = [each["sql"] for each in asked if each["sql"].startswith("SELECT")]
    first = next(place for place, sql in enumerate(selects) if 'FROM "drafts_window"' in sql)
    noted = next(place for place, sql in enumerate(selects) if 'FROM "drafts_windowchange"' in sql)
    assert first < noted
    assert 'FROM "drafts_window"' not in selects[noted]
