"""What people are told of acts on the text; the sentences name labels and numbers, never the words."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst

from delegations.models import SPEAKING, Delegation, Negotiation, NoticeKind, User
from delegations.operations.telling import followers_of, tell
from drafts.models import Amendment, Draft, Outcome, Window


def announce_tabled(*, amendment: Amendment, by: User, at: datetime) -> None:
    """Tell the followers of its paragraph, of the section and of the delegation that an amendment is tabled."""
    paragraph = amendment.paragraph
    tell(
        users=followers_of([paragraph, paragraph.section, amendment.delegation]).exclude(pk=by.pk),
        negotiation=amendment.negotiation,
        kind=NoticeKind.AMENDMENT_TABLED,
        at=at,
        facts={
            "delegation": str(amendment.delegation),
            "amendment": str(amendment),
            "place": paragraph.called,
        },
        address=amendment.get_absolute_url(),
        about=amendment,
    )


def announce_reworded(*, amendment: Amendment, member: Delegation, at: datetime) -> None:
    """Tell those who speak for a member of a group that the wording has changed to which it had said how it stands."""
    tell(
        users=_people_at(amendment.negotiation, at, Q(delegation=member, role__in=SPEAKING)),
        negotiation=amendment.negotiation,
        kind=NoticeKind.REWORDED,
        at=at,
        facts={
            "delegation": str(amendment.delegation),
            "amendment": str(amendment),
            "member": str(member),
            "place": amendment.paragraph.called,
        },
        address=f"{amendment.get_absolute_url()}#aligned",
        about=amendment,
    )


def announce_outcomes(*, outcomes: Sequence[Outcome], at: datetime) -> None:
    """Tell the people of each delegation what became of its amendment."""
    for outcome in outcomes:
        amendment = outcome.amendment
        tell(
            users=_people_of(amendment, at),
            negotiation=amendment.negotiation,
            kind=NoticeKind.OUTCOME,
            at=at,
            facts={
                "delegation": str(amendment.delegation),
                "amendment": str(amendment),
                "outcome": str(outcome.get_kind_display()).lower(),
            },
            address=amendment.get_absolute_url(),
            about=amendment,
        )


def announce_attention(*, amendments: Iterable[Amendment], at: datetime) -> None:
    """Tell the people of each delegation that its amendment no longer fits what was decided."""
    for amendment in amendments:
        tell(
            users=_people_of(amendment, at),
            negotiation=amendment.negotiation,
            kind=NoticeKind.ATTENTION,
            at=at,
            facts={
                "delegation": str(amendment.delegation),
                "amendment": str(amendment),
                "place": amendment.paragraph.called,
            },
            address=amendment.get_absolute_url(),
            about=amendment,
        )


def announce_sponsor_asked(*, draft: Amendment, sponsor: Delegation, at: datetime) -> None:
    """Tell those who speak for a Member State that it is asked to sponsor a draft."""
    tell(
        users=_people_at(draft.negotiation, at, Q(delegation=sponsor, role__in=SPEAKING)),
        negotiation=draft.negotiation,
        kind=NoticeKind.SPONSOR_ASKED,
        at=at,
        facts={"delegation": str(draft.delegation), "place": draft.paragraph.called},
        address=reverse("drafts:amendment_sponsor", args=[draft.negotiation.slug, draft.pk]),
        about=draft,
    )


def announce_sponsor_answered(
    *, amendment: Amendment, sponsor: Delegation, answer: str, at: datetime
) -> None:
    """Tell the people of who prepared an amendment what the Member State said that was asked to sponsor it."""
    tell(
        users=_people_at(amendment.negotiation, at, Q(delegation=amendment.prepared_by_id)),
        negotiation=amendment.negotiation,
        kind=NoticeKind.SPONSOR_ANSWERED,
        at=at,
        facts={"sponsor": str(sponsor), "place": amendment.paragraph.called, "answer": answer},
        address=amendment.get_absolute_url(),
        about=amendment,
    )


def announce_circulation(*, draft: Draft, by: User, at: datetime) -> None:
    """Tell everybody at the table that a draft is circulated; who may not see it is not shown the notice."""
    negotiation = draft.document.negotiation
    seats = negotiation.seats.current(negotiation.local(at).date())
    tell(
        users=User.objects.filter(seats__in=seats, is_active=True).exclude(pk=by.pk).distinct(),
        negotiation=negotiation,
        kind=NoticeKind.CIRCULATED,
        at=at,
        facts={"draft": capfirst(str(draft)), "document": str(draft.document)},
        address=draft.get_absolute_url(),
        about=draft,
    )


def _people_of(amendment: Amendment, at: datetime) -> QuerySet[User]:
    """Return those who speak that day for the delegation of an amendment, or for the one that prepared it."""
    own = Q(delegation=amendment.delegation_id) | Q(delegation=amendment.prepared_by_id)
    return _people_at(amendment.negotiation, at, own & Q(role__in=SPEAKING))


def _people_at(negotiation: Negotiation, at: datetime, seated: Q) -> QuerySet[User]:
    """Return the people of a negotiation's seats of that day of which `seated` holds."""
    seats = negotiation.seats.current(negotiation.local(at).date()).filter(seated)
    return User.objects.filter(seats__in=seats, is_active=True).distinct()


REMINDERS = (timedelta(hours=24), timedelta(hours=2))
"""How long before a window closes people are reminded."""


def remind_of_windows(*, at: datetime) -> int:
    """Remind the delegations of the windows that close soon, once for each reminder; return how many notices there are.

    A window that is changed to close at another hour is told of again.
    """
    count = 0
    soon = Window.objects.holding().filter(
        opens_at__lte=at, closes_at__gt=at, closes_at__lte=at + REMINDERS[0]
    )
    for window in soon.select_related("document__negotiation", "section"):
        before = min(each for each in REMINDERS if window.closes_at - at <= each)
        negotiation = window.document.negotiation
        seats = negotiation.seats.current(negotiation.local(at).date()).speaking()
        told = tell(
            users=User.objects.filter(seats__in=seats, is_active=True).distinct(),
            negotiation=negotiation,
            kind=NoticeKind.CLOSING,
            at=at,
            facts={"what": window.place, "closes_at": window.closes_at.isoformat()},
            address=reverse("drafts:text", args=[negotiation.slug, window.document.slug]),
            about=window,
            key=f"window-{window.pk}-{window.closes_at:%Y%m%d%H%M}-{before.total_seconds() / 3600:.0f}",
        )
        count += len(told)
    return count
