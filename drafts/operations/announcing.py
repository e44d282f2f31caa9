"""What people are told of acts on the text; the sentences name labels and numbers, never the words."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from delegations.models import SPEAKING, Delegation, Negotiation, NoticeKind, User
from delegations.operations.telling import followers_of, tell
from drafts.models import Amendment, Decision, Draft, Outcome, Paragraph, Position, Section, Window


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


def announce_decision(
    *, decision: Decision, paragraphs: Iterable[Paragraph], told: Collection[int] = ()
) -> None:
    """Tell the followers of the paragraphs, of their sections and of who asked for it that something was decided.

    `told` are those who hear of it already by what became of an amendment: nobody hears of one act twice.
    """
    paragraphs = list(paragraphs)
    sections = Section.objects.filter(pk__in={each.section_id for each in paragraphs if each.section_id})
    rows = [*paragraphs, *sections, decision.delegation]
    tell(
        users=followers_of(rows).exclude(pk__in=[*told, decision.by.pk]),
        negotiation=decision.negotiation,
        kind=NoticeKind.DECIDED,
        at=decision.at,
        facts={"number": str(decision.number), "sentence": decision.sentence},
        address=decision.get_absolute_url(),
        about=decision,
    )


def announce_to_joined(
    *, amendment: Amendment, what: str, by: User, at: datetime, told: Collection[int] = ()
) -> set[int]:
    """Tell those who speak for a delegation that joined, supports, opposes or reserves on an amendment what became of it.

    Its own people are not told so, nor is who did it; `told` are those who hear of the same in another way.
    """
    positions = Position.objects.filter(amendment=amendment)
    spoke = Q(delegation__in=positions.values("delegation"), role__in=SPEAKING)
    users = _people_at(amendment.negotiation, at, spoke)
    own = _people_of(amendment, at).values("pk")
    notices = tell(
        users=users.exclude(pk__in=own).exclude(pk__in=[*told, by.pk]),
        negotiation=amendment.negotiation,
        kind=NoticeKind.JOINED,
        at=at,
        facts={"delegation": str(amendment.delegation), "amendment": str(amendment), "what": what},
        address=amendment.get_absolute_url(),
        about=amendment,
    )
    return {notice.user_id for notice in notices}


def announce_revised(*, amendment: Amendment, by: User, at: datetime) -> None:
    """Tell those who spoke on an amendment that its words are others; members that are asked again are not told twice."""
    aligned = Q(delegation__in=amendment.alignments.values("delegation"), role__in=SPEAKING)
    asked = _people_at(amendment.negotiation, at, aligned).values_list("pk", flat=True)
    announce_to_joined(amendment=amendment, what=_("revised"), by=by, at=at, told=list(asked))


def announce_outcomes(*, outcomes: Sequence[Outcome], by: User, at: datetime) -> set[int]:
    """Tell the people of each delegation what became of its amendment, and those who spoke on it; return whom."""
    spoken_on = set(
        Position.objects.filter(amendment__in=[each.amendment_id for each in outcomes]).values_list(
            "amendment", flat=True
        )
    )
    told: set[int] = set()
    for outcome in outcomes:
        amendment = outcome.amendment
        what = str(outcome.get_kind_display()).lower()
        if amendment.pk in spoken_on:
            told |= announce_to_joined(amendment=amendment, what=what, by=by, at=at)
        notices = tell(
            users=_people_of(amendment, at),
            negotiation=amendment.negotiation,
            kind=NoticeKind.OUTCOME,
            at=at,
            facts={
                "delegation": str(amendment.delegation),
                "amendment": str(amendment),
                "outcome": what,
            },
            address=amendment.get_absolute_url(),
            about=amendment,
        )
        told |= {notice.user_id for notice in notices}
    return told


def announce_attention(*, amendments: Iterable[Amendment], at: datetime) -> set[int]:
    """Tell the people of each delegation that its amendment no longer fits what was decided; return whom."""
    told: set[int] = set()
    for amendment in amendments:
        notices = tell(
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
        told |= {notice.user_id for notice in notices}
    return told


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
