"""Plain functions that put rows on the table; what a test does not care for has a plain default."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from delegations.models import Delegation, DelegationKind, Negotiation, Role, Seat, User
from delegations.operations import accrediting, leading
from drafts.models import Amendment, AmendmentKind, Covers, Document, Paragraph, RoomDraft, Section, Window
from drafts.operations import amending, importing, rooms, windowing
from drafts.text.parsing import Block, Kind, State

NOW = datetime(2010, 6, 15, 18, 0, tzinfo=UTC)
_number = count(1)


def make_negotiation(slug: str = "", **fields: Any) -> Negotiation:  # noqa: ANN401  any field
    return Negotiation.objects.create(slug=slug or f"talks-{next(_number)}", title="Talks", **fields)


def make_user(**fields: str) -> User:
    return User.objects.create_user(f"person-{next(_number)}@example.org", "a password", **fields)


def make_delegation(
    negotiation: Negotiation, slug: str = "", kind: DelegationKind = DelegationKind.STATE
) -> Delegation:
    slug = slug or f"sampleland-{next(_number)}"
    return accrediting.admit_delegation(
        negotiation=negotiation, kind=kind, name=slug.title(), slug=slug, is_fictitious=True
    )


def make_seat(negotiation: Negotiation, role: Role, delegation: Delegation | None = None) -> Seat:
    user = make_user()
    return accrediting.accredit(
        negotiation=negotiation, email=user.email, name=user.name, role=role, delegation=delegation
    )


def make_facilitator(negotiation: Negotiation) -> User:
    return make_seat(negotiation, Role.FACILITATOR).user


def make_delegate(negotiation: Negotiation, delegation: Delegation | None = None) -> User:
    return make_seat(negotiation, Role.DELEGATE, delegation or make_delegation(negotiation)).user


def numbered(label: str, wording: str) -> Block:
    return Block(Kind.NUMBERED, label, wording, State.STANDING, None)


def make_document(
    negotiation: Negotiation | None = None,
    wordings: Sequence[str] = ("One;", "Two;", "Three."),
    slug: str = "plan",
) -> Document:
    negotiation = negotiation or make_negotiation()
    return importing.import_document(
        negotiation=negotiation,
        name="Plan",
        slug=slug,
        title=["The plan"],
        blocks=[numbered(str(number), wording) for number, wording in enumerate(wordings, start=1)],
        by=make_facilitator(negotiation),
        at=NOW,
    )


def make_paragraph(wording: str = "Ensure the liability of offenders;") -> Paragraph:
    return make_document(wordings=[wording, "Another paragraph."]).paragraphs.get(label="1")


def make_amendment(
    paragraph: Paragraph,
    wording: str,
    by: User | None = None,
    *,
    tabled: bool = True,
    kind: str = AmendmentKind.REVISE,
    target: Paragraph | None = None,
    audience: int | None = None,
    rationale: str = "",
) -> Amendment:
    negotiation = paragraph.document.negotiation
    author = by or make_delegate(negotiation)
    delegation = Delegation.objects.spoken_for_by(author, negotiation, NOW.date()).exclude(kind="group")[0]
    draft = amending.save_draft(
        paragraph=paragraph,
        delegation=delegation,
        proposal=amending.Proposal(
            base_edition=paragraph.edition,
            wording=wording,
            rationale=rationale,
            kind=kind,
            target=target,
            audience=audience,
        ),
        by=author,
        at=NOW,
    )
    return amending.table_amendment(draft=draft, by=author, at=NOW) if tabled else draft


def make_window(
    document: Document,
    *,
    opens_at: datetime = NOW - timedelta(days=1),
    closes_at: datetime = NOW + timedelta(days=1),
    section: Section | None = None,
    covers: Covers = Covers.BOTH,
    is_late_accepted: bool = False,
) -> Window:
    return windowing.open_window(
        document=document,
        section=section,
        covers=covers,
        opens_at=opens_at,
        closes_at=closes_at,
        is_late_accepted=is_late_accepted,
        by=make_facilitator(document.negotiation),
        at=opens_at,
    )


def make_group(
    negotiation: Negotiation, members: Sequence[Delegation], leader: Delegation | None = None, slug: str = ""
) -> Delegation:
    group = make_delegation(negotiation, slug, DelegationKind.GROUP)
    accrediting.join_group(group=group, members=members)
    if leader is not None:
        leading.name_spokesperson(group=group, delegation=leader, from_on=date(2000, 1, 1), by=None, at=NOW)
    return group


def make_room_draft(group: Delegation, paragraph: Paragraph, wording: str, by: User) -> RoomDraft:
    return rooms.begin_room_draft(
        group=group,
        paragraph=paragraph,
        proposal=amending.Proposal(base_edition=paragraph.edition, wording=wording),
        by=by,
        at=NOW,
    )
