"""Telling people: notices are made in the act that they tell of, and their letters are queued when it is saved."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import models, transaction

from delegations import tasks
from delegations.models import Choice, Delivery, Follow, Negotiation, Notice, NoticeKind, Setting, User
from delegations.models.notices import USUAL
from gpa.queue import enqueue


@transaction.atomic
def tell(
    *,
    users: Iterable[User],
    negotiation: Negotiation,
    kind: NoticeKind,
    at: datetime,
    facts: Mapping[str, str],
    address: str,
    about: models.Model | None = None,
    key: str = "",
) -> list[Notice]:
    """Tell people one thing, each in the way that they chose; with a `key` nobody is told it twice.

    `facts` are what the kind's sentence names: no negotiated words, for letters pass through foreign hands. `about` is
    the row that its reader must be able to see when the letter goes out, and when the page is shown.
    """
    people = {user.pk: user for user in users}
    if key:
        told = Notice.objects.filter(key=key, user__in=people).values_list("user", flat=True)
        people = {pk: user for pk, user in people.items() if pk not in set(told)}
    chosen = dict(Choice.objects.filter(user__in=people, kind=kind).values_list("user", "delivery"))
    notices = [
        Notice(
            user=user,
            negotiation=negotiation,
            kind=kind,
            at=at,
            facts=dict(facts),
            address=address,
            about=about._meta.label_lower if about else "",  # noqa: SLF001  Django's documented name
            about_pk=about.pk if about else None,
            key=key,
            delivery=chosen.get(pk, USUAL[kind]),
        )
        for pk, user in people.items()
    ]
    Notice.objects.bulk_create(notices, batch_size=500)
    if any(notice.delivery == Delivery.AT_ONCE for notice in notices):
        transaction.on_commit(lambda: enqueue(tasks.send_notices), robust=True)
    return notices


def followers_of(rows: Iterable[models.Model | None]) -> models.QuerySet[User]:
    """Return the people who follow one of the rows."""
    followed: dict[str, set[int]] = {}
    for row in rows:
        if row is not None:
            followed.setdefault(row._meta.label_lower, set()).add(row.pk)  # noqa: SLF001  Django's documented name
    asked = models.Q(pk__in=[])
    for label, pks in followed.items():
        asked |= models.Q(follows__about=label, follows__about_pk__in=pks)
    return User.objects.filter(asked, is_active=True).distinct()


@transaction.atomic
def follow(*, negotiation: Negotiation, row: models.Model, by: User) -> None:
    """Follow a row; followed already, nothing changes."""
    Follow.objects.get_or_create(
        user=by,
        about=row._meta.label_lower,  # noqa: SLF001  Django's documented name
        about_pk=row.pk,
        defaults={"negotiation": negotiation},
    )


@transaction.atomic
def unfollow(*, row: models.Model, by: User) -> None:
    """Follow a row no more."""
    Follow.objects.filter(user=by, about=row._meta.label_lower, about_pk=row.pk).delete()  # noqa: SLF001  as above


@transaction.atomic
def read_notices(*, notices: Iterable[int], by: User, at: datetime) -> None:
    """Mark a person's notices read, by id; what is not theirs stays as it is."""
    Notice.objects.unread().filter(user=by, pk__in=list(notices)).update(read_at=at)


@transaction.atomic
def read_all_notices(*, by: User, at: datetime) -> None:
    """Mark all of a person's notices read."""
    Notice.objects.unread().filter(user=by, at__lte=at).update(read_at=at)


@transaction.atomic
def choose(*, by: User, time_zone: str, language: str, deliveries: Mapping[str, str]) -> Setting:
    """Keep a person's time zone, language, and how each kind of notice reaches them."""
    setting, _is_new = Setting.objects.update_or_create(
        user=by, defaults={"time_zone": time_zone, "language": language}
    )
    for kind, delivery in deliveries.items():
        Choice.objects.update_or_create(user=by, kind=kind, defaults={"delivery": delivery})
    return setting


@transaction.atomic
def stop_letters(*, user: User, kinds: Iterable[str]) -> None:
    """Send a person no more letters of some kinds; those that wait are not sent either."""
    for kind in kinds:
        Choice.objects.update_or_create(user=user, kind=kind, defaults={"delivery": Delivery.NONE})
        user.notices.filter(kind=kind, sent_at__isnull=True).update(delivery=Delivery.NONE)


def kinds_of(user: User, delivery: Delivery) -> list[str]:
    """Return the kinds that reach a person in one way."""
    chosen = dict(user.choices.values_list("kind", "delivery"))
    return [kind for kind in NoticeKind.values if chosen.get(kind, USUAL[kind]) == delivery]
