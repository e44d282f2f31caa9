"""Windows: opened, changed, extended, closed and lifted; and what they say to an act that has just arrived."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from delegations.models import ActKind, Negotiation, User
from drafts.models import (
    Amendment,
    AmendmentKind,
    Covers,
    Document,
    Paragraph,
    Section,
    Standing,
    Window,
    WindowChange,
    WindowState,
    WindowVerb,
    ruling,
)
from drafts.operations.noting import note_window
from gpa.errors import DomainError


class WindowClosed(DomainError):
    """The window for what was asked is not open, and nothing late is taken."""


class WindowRefused(DomainError):
    """The window cannot be set as asked."""


class HourRefused(DomainError):
    """The clock in the negotiation's room does not show that hour on that day, or shows it twice."""


@transaction.atomic
def open_window(
    *,
    document: Document,
    section: Section | None,
    covers: Covers,
    opens_at: datetime,
    closes_at: datetime,
    is_late_accepted: bool,
    by: User,
    at: datetime,
) -> Window:
    """Open a window, now or at an hour to come.

    Raises:
        WindowRefused: it would close before it opens or before now, it overlaps another on the same place, or the section
            is another document's.
    """
    Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    if section is not None and section.document_id != document.pk:
        message = _("%(section)s is not a section of %(document)s.") % {
            "section": section,
            "document": document,
        }
        raise WindowRefused(message)
    window = Window(
        document=document,
        section=section,
        covers=covers,
        opens_at=opens_at,
        closes_at=closes_at,
        is_late_accepted=is_late_accepted,
    )
    _fits(window, at)
    window.save()
    _noted(window, WindowVerb.OPENED, by, at)
    return window


@transaction.atomic
def change_window(
    *,
    window: Window,
    opens_at: datetime,
    closes_at: datetime,
    is_late_accepted: bool,
    by: User,
    at: datetime,
) -> Window:
    """Change a window: shorten it, extend it, open a closed one again, take late words or not.

    Raises:
        WindowRefused: as for opening; or it is lifted, or had begun and is to begin at another hour.
    """
    locked = _locked(window)
    if locked.lifted_at is not None:
        message = _("This window was lifted: open another.")
        raise WindowRefused(message)
    if locked.opens_at <= at and opens_at != locked.opens_at:
        message = _("It has opened already, so the hour at which it opened stays.")
        raise WindowRefused(message)
    before = locked.closes_at
    locked.opens_at, locked.closes_at, locked.is_late_accepted = opens_at, closes_at, is_late_accepted
    if closes_at != before or locked.state(at) != WindowState.CLOSED:
        _fits(locked, at)
    locked.save()
    _noted(locked, WindowVerb.EXTENDED if closes_at > before else WindowVerb.CHANGED, by, at)
    return locked


@transaction.atomic
def close_window(*, window: Window, by: User, at: datetime) -> Window:
    """Close an open window now.

    Raises:
        WindowRefused: it is not open.
    """
    locked = _locked(window)
    if locked.state(at) != WindowState.OPEN or locked.opens_at >= at:
        message = _("It is not open, so it cannot be closed.")
        raise WindowRefused(message)
    locked.closes_at = at
    locked.save()
    _noted(locked, WindowVerb.CLOSED, by, at)
    return locked


@transaction.atomic
def lift_window(*, window: Window, by: User, at: datetime) -> Window:
    """Lift a window: from now on its place follows the document's window, or is open where there is none.

    Raises:
        WindowRefused: it is lifted already.
    """
    locked = _locked(window)
    if locked.lifted_at is not None:
        message = _("This window was lifted already.")
        raise WindowRefused(message)
    locked.lifted_at = at
    locked.save()
    _noted(locked, WindowVerb.LIFTED, by, at)
    return locked


@transaction.atomic
def note_closed_windows(*, at: datetime) -> int:
    """Note in the record the windows whose hour has come since the last time, and return how many.

    Whoever notes them at the same moment waits for the windows' rows, and finds them noted: none is noted twice.
    """
    held = Window.objects.select_for_update(of=("self",)).select_related("document__negotiation", "section")
    past = list(held.holding().filter(closes_at__lte=at))
    noted = set(
        WindowChange.objects.filter(verb=WindowVerb.CLOSED, window__in=past).values_list(
            "window", "closes_at"
        )
    )
    closed = [
        window
        for window in past
        if window.state(at) == WindowState.CLOSED and (window.pk, window.closes_at) not in noted
    ]
    for window in closed:
        WindowChange.objects.create(
            window=window,
            verb=WindowVerb.CLOSED,
            by=None,
            at=window.closes_at,
            opens_at=window.opens_at,
            closes_at=window.closes_at,
            is_late_accepted=window.is_late_accepted,
        )
        note_window(window=window, kind=ActKind.WINDOW_CLOSED, by=None, at=at)
    return len(closed)


def standing_of(paragraph: Paragraph, act: Covers, at: datetime) -> Standing | None:
    """Return how a paragraph stands towards the window that rules an act; None where none does. One query."""
    windows = Window.objects.holding().filter(document=paragraph.document_id).select_related("section")
    found = ruling(windows, paragraph.section_id, act, at)
    if found is not None:
        found.window.document = paragraph.document
    return found


def admit(paragraph: Paragraph, act: Covers, at: datetime) -> bool:
    """Let an act on a paragraph in, and return whether it is late.

    Raises:
        WindowClosed: its window is not open, with the hour at which it closed or opens.
    """
    found = standing_of(paragraph, act, at)
    if found is None:
        return False
    if found.is_refusing:
        raise WindowClosed(told(found, paragraph.document.negotiation))
    return found.is_late


def admit_amendment(amendment: Amendment, at: datetime) -> bool:
    """Let an amendment in, and return whether it is late; one that would merge must be in time for both paragraphs.

    Raises:
        WindowClosed: as `admit`.
    """
    is_late = admit(amendment.paragraph, Covers.AMENDMENTS, at)
    if amendment.kind == AmendmentKind.MERGE and amendment.target is not None:
        is_late = admit(amendment.target, Covers.AMENDMENTS, at) or is_late
    return is_late


def told(standing: Standing, negotiation: Negotiation) -> str:
    """Return in a sentence why nothing is taken now."""
    window = standing.window
    place = {"place": window.place, "zone": negotiation.clock}
    if standing.state == WindowState.UPCOMING:
        hour = date_format(negotiation.local(window.opens_at), "j F Y, H:i")
        return _("The window for %(place)s opens on %(hour)s (%(zone)s).") % {**place, "hour": hour}
    hour = date_format(negotiation.local(window.closes_at), "j F Y, H:i")
    return _("The window for %(place)s closed on %(hour)s (%(zone)s).") % {**place, "hour": hour}


def instant(written: datetime, negotiation: Negotiation) -> datetime:
    """Return the instant, aware UTC, at which the clock in the negotiation's room shows an hour, which is naive.

    Raises:
        HourRefused: the clock is put forward over that hour, or back so that it shows it twice.
    """
    zone = ZoneInfo(negotiation.time_zone)
    first, second = (written.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    made = first.astimezone(UTC)
    facts = {"hour": date_format(written, "j F Y, H:i"), "zone": negotiation.clock}
    if made.astimezone(zone).replace(tzinfo=None, fold=0) != written:
        message = _(
            "There is no %(hour)s in %(zone)s: the clock is put forward that night. Choose an earlier or a later hour."
        )
        raise HourRefused(message % facts)
    if first.utcoffset() != second.utcoffset():
        message = _(
            "%(hour)s comes twice in %(zone)s: the clock is put back that night. Choose an earlier or a later hour."
        )
        raise HourRefused(message % facts)
    return made


def _noted(window: Window, verb: WindowVerb, by: User, at: datetime) -> None:
    """Note what was done to a window, and by whom, on its page and in the record."""
    hours = {"opens_at": window.opens_at, "closes_at": window.closes_at}
    WindowChange.objects.create(
        window=window, verb=verb, by=by, at=at, is_late_accepted=window.is_late_accepted, **hours
    )
    kinds = {WindowVerb.CLOSED: ActKind.WINDOW_CLOSED, WindowVerb.LIFTED: ActKind.WINDOW_REMOVED}
    note_window(window=window, kind=kinds.get(verb, ActKind.WINDOW_SET), by=by, at=at)


def _locked(window: Window) -> Window:
    """Lock the document, so that two windows cannot be made to overlap at once, then the window."""
    Document.objects.select_for_update(no_key=True).get(pk=window.document_id)
    return (
        Window.objects.select_for_update(of=("self",))
        .select_related("document__negotiation", "section")
        .get(pk=window.pk)
    )


def _fits(window: Window, at: datetime) -> None:
    """Refuse hours that cannot be, and a window that overlaps another on the same place for the same act."""
    if window.closes_at <= window.opens_at:
        message = _("It would close before it opens.")
        raise WindowRefused(message)
    if window.closes_at <= at:
        message = _("That hour has passed. To close an open window now, use “Close now”.")
        raise WindowRefused(message)
    beside = Window.objects.holding().filter(document=window.document_id, section=window.section_id)
    if window.covers != Covers.BOTH:
        beside = beside.filter(covers__in=[window.covers, Covers.BOTH])
    beside = beside.filter(opens_at__lt=window.closes_at, closes_at__gt=window.opens_at)
    if beside.exclude(pk=window.pk).exists():
        message = _("Another window on the same place is open at that time: change or lift that one.")
        raise WindowRefused(message)
