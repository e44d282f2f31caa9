"""Letters that wait: who is due for a daily one, and what is tried again."""

from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from django.db import transaction

from delegations import tasks
from delegations.models import Delivery, Notice, Setting, User
from gpa.queue import enqueue

HOUR = 7
"""From which hour of a person's day their letter may go out."""


@transaction.atomic
def send_digests(*, at: datetime, is_forced: bool = False) -> int:
    """Queue the daily letter of everybody who has one waiting and had none today, in their own day; return how many."""
    waiting = Notice.objects.waiting(Delivery.DAILY).filter(user__is_active=True)
    zones = {
        pk: own or room
        for pk, own, room in waiting.values_list("user", "user__setting__time_zone", "negotiation__time_zone")
    }
    people = User.objects.select_related("setting").in_bulk(list(zones))
    due = []
    for pk, user in people.items():
        local = at.astimezone(ZoneInfo(zones[pk]))
        last = getattr(getattr(user, "setting", None), "digest_on", None)
        if is_forced or (local.hour >= HOUR and (last is None or last < local.date())):
            Setting.objects.update_or_create(user=user, defaults={"digest_on": local.date()})
            due.append(pk)
    for pk in due:
        transaction.on_commit(partial(enqueue, tasks.send_digest, pk), robust=True)
    return len(due)


@transaction.atomic
def send_waiting(*, at: datetime) -> int:
    """Free the letters whose sender never came back, queue what waits to go out at once; return how many are freed.

    A letter of several notices was claimed with all of them, and waits again with all of them.
    """
    freed = Notice.objects.lost(at).update(claimed_at=None)
    if Notice.objects.waiting(Delivery.AT_ONCE).exists():
        transaction.on_commit(lambda: enqueue(tasks.send_notices), robust=True)
    return freed
