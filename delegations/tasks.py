"""Background work: each task takes ids or plain words, and makes one call."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from io import StringIO

from celery import shared_task
from django.core.management import call_command
from django.db.models import F, QuerySet
from django.utils import timezone

from delegations import emails
from delegations.models import Delivery, Invitation, Notice, still_seen, stopping

logger = logging.getLogger("delegations.tasks")

SCHEDULED = {
    "send_digests",
    "send_waiting",
    "prune_access_log",
    "remind_of_windows",
    "remake_lost",
    "close_windows",
}
STALE = timedelta(days=7)
"""What is older is no news any more: a server that slept, or history that was loaded."""


@shared_task(name="delegations.send_letter")  # type: ignore[untyped-decorator]  # Celery has no types
def send_letter(to: str, subject: str, text: str, html: str) -> None:
    emails.send([emails.Letter(to, subject, text, html)])


@shared_task(name="delegations.send_notices")  # type: ignore[untyped-decorator]  # Celery has no types
def send_notices() -> None:
    """Send every letter that waits to go out at once; run twice, it sends none twice. One that fails holds up no other."""
    waiting = Notice.objects.waiting(Delivery.AT_ONCE).order_by("pk").values_list("pk", flat=True)
    for pk in list(waiting):
        try:
            _send([pk])
        except OSError:
            logger.exception("The letter of notice %s was not sent", pk)


@shared_task(name="delegations.send_digest")  # type: ignore[untyped-decorator]  # as above
def send_digest(user_pk: int) -> None:
    """Send one person's daily letter; what was read in the pages meanwhile needs none."""
    waiting = Notice.objects.waiting(Delivery.DAILY).filter(user=user_pk)
    waiting.exclude(read_at=None).update(sent_at=timezone.now())
    _send(list(waiting.order_by("at", "pk").values_list("pk", flat=True)))


@shared_task(name="delegations.run_command")  # type: ignore[untyped-decorator]  # as above
def run_command(name: str) -> None:
    """Run one of the commands that the scheduler may run; what it says goes to the log."""
    if name in SCHEDULED:
        said = StringIO()
        call_command(name, stdout=said)
        logger.info("%s: %s", name, said.getvalue().strip() or "nothing to do")


def _send(pks: Sequence[int]) -> None:
    """Claim one person's notices, and send those that the person may still see as one letter.

    Where no mail server is reached, the rows wait again. Where anything else happens they stay claimed, for nobody knows
    whether the letter left: `send_waiting` frees them after a lease, and what is sent then says so.
    """
    now = timezone.now()
    waiting = Notice.objects.filter(sent_at=None, claimed_at=None)
    claimed = [pk for pk in pks if waiting.filter(pk=pk).update(claimed_at=now, tries=F("tries") + 1)]
    rows = Notice.objects.filter(pk__in=claimed)
    seen = _still_told(rows, now)
    if seen:
        user = seen[0].user
        stop = stopping.path_of(user, {notice.kind for notice in seen})
        is_again = any(notice.tries > 1 for notice in seen)
        letter = emails.notices_letter(user, seen, stop, is_again=is_again)
        try:
            connection = emails.opened()
        except OSError:
            rows.update(claimed_at=None, tries=F("tries") - 1)
            raise
        emails.send([letter], connection)
    rows.update(sent_at=now)


def _still_told(rows: QuerySet[Notice], now: datetime) -> list[Notice]:
    """Return those of one person's notices that are news, and that the person may still see."""
    related = rows.filter(at__gte=now - STALE).select_related("negotiation", "user")
    notices = list(related.order_by("at", "pk"))
    if not notices or not notices[0].user.is_active:
        return []
    user = notices[0].user
    own = set(Notice.objects.of(user, now.date()).filter(pk__in=rows).values_list("pk", flat=True))
    return still_seen(user, [notice for notice in notices if notice.pk in own], now.date())


@shared_task(name="delegations.send_invitations")  # type: ignore[untyped-decorator]  # Celery has no types
def send_invitations(site: str, *pks: int) -> None:
    """Send the letters of invitations that have not left; `site` is the address that links begin with."""
    waiting = Invitation.objects.waiting(timezone.now()).filter(pk__in=pks, sent_at__isnull=True)
    invitations = list(waiting.select_related("negotiation", "delegation", "invited_by"))
    emails.send([emails.write_invitation(invitation, site) for invitation in invitations])
    Invitation.objects.filter(pk__in=[each.pk for each in invitations]).update(sent_at=timezone.now())
