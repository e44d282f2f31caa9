"""The demo: a negotiation to click through, loaded through the same operations as everything else."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from delegations.models import (
    FOR_ORGANIZERS,
    ActKind,
    Delegation,
    DelegationKind,
    Negotiation,
    Role,
    User,
)
from delegations.operations import accrediting, admitting, leading
from delegations.operations.recording import record
from drafts.models import Amendment, ClearanceKind, Covers, Document, DraftKind, OutcomeKind, Paragraph
from drafts.operations import amending, circulating, deciding, importing, rooms, structuring, windowing
from drafts.text import parsing
from gpa.errors import DomainError

DEMO_WINDOW = timedelta(days=9)
Script = Mapping[str, Any]  # Any: what the fixture's JSON holds


class DemoLoaded(DomainError):
    """The demo is there already."""


@transaction.atomic
def load_demo(*, fixtures: Path, password: str, at_hand: datetime | None = None) -> Negotiation:
    """Load the demo negotiation from `fixtures`: the zero draft, the decisions, the facilitators' proposals.

    The African Group's proposal on paragraph 71 is what its document attributes to it; every other position belongs to
    a fictitious delegation. A window for the plan is open from `at_hand` on, the hour of loading; none where it is None.

    Raises:
        DemoLoaded: the database has it.

    Source: facilitators-proposals.txt, statement-2010-04-21.txt.
    """
    script: Script = json.loads((fixtures / "demo.json").read_text(encoding="utf-8"))
    if Negotiation.objects.filter(slug=script["negotiation"]["slug"]).exists():
        message = "The demo is loaded already."
        raise DemoLoaded(message)
    at = {name: datetime.fromisoformat(written) for name, written in script["dates"].items()}
    negotiation = Negotiation.objects.create(**script["negotiation"])
    admitting.admit_listed(
        negotiation=negotiation,
        fixtures=fixtures,
        on=negotiation.local(at["import"]).date(),
        by=None,
        at=at["import"],
    )
    delegations = _admit(negotiation, script)
    people = _accredit(negotiation, delegations, script, password, at["import"])
    secretariat, facilitator = people["secretariat@example.org"], people["facilitator@example.org"]
    plan = parsing.parse((fixtures / "facilitators-proposals.txt").read_text(encoding="utf-8"))
    document = _import_plan(negotiation, script["documents"]["plan"], plan, secretariat, at["import"])
    _import_resolution(negotiation, script["documents"]["resolution"], fixtures, secretariat, at["import"])
    authors = "The co-facilitators, the Permanent Representatives of Cape Verde and Portugal"
    circulating.circulate_draft(
        document=document,
        kind=DraftKind.ZERO,
        name="Zero draft",
        author=authors,
        by=secretariat,
        at=at["zero_draft"],
    )
    _decide(
        document,
        plan,
        _african_group(document, plan, delegations, people, at["african_group"]),
        facilitator,
        at,
    )
    circulating.circulate_draft(
        document=document,
        kind=DraftKind.PROPOSALS,
        name="Facilitators’ proposals",
        author=authors,
        by=secretariat,
        at=at["proposals"],
    )
    _amend(document, script, delegations, people, at["amendments"])
    _prepare(document, delegations, people, at["amendments"])
    if at_hand is not None:
        _open_window(document, secretariat, at_hand)
    return negotiation


def _open_window(document: Document, by: User, at: datetime) -> None:
    """Open a window for the plan that takes what comes late, so that the demo never stops anybody."""
    windowing.open_window(
        document=document,
        section=None,
        covers=Covers.BOTH,
        opens_at=at,
        closes_at=at + DEMO_WINDOW,
        is_late_accepted=True,
        by=by,
        at=at,
    )


def _admit(negotiation: Negotiation, script: Script) -> dict[str, Delegation]:
    """Admit the fictitious delegations, and return all participants by slug."""
    for row in script["delegations"]:
        accrediting.admit_delegation(negotiation=negotiation, **{**row, "kind": DelegationKind(row["kind"])})
    delegations = {each.slug: each for each in negotiation.participants.all()}
    for group, members in script["groups"].items():
        accrediting.join_group(group=delegations[group], members=[delegations[member] for member in members])
    for group, member in script["spokespersons"].items():
        at = datetime.fromisoformat(script["dates"]["import"])
        leading.name_spokesperson(
            group=delegations[group], delegation=delegations[member], from_on=at.date(), by=None, at=at
        )
    return delegations


def _accredit(
    negotiation: Negotiation,
    delegations: Mapping[str, Delegation],
    script: Script,
    password: str,
    at: datetime,
) -> dict[str, User]:
    """Give the people of the demo their seats, as its record says."""
    seats = (
        accrediting.accredit(
            negotiation=negotiation,
            email=row["email"],
            name=row["name"],
            role=Role(row["role"]),
            delegation=delegations.get(row.get("delegation", "")),
            password=password,
        )
        for row in script["seats"]
    )
    people = {}
    for seat in seats:
        people[seat.user.email] = seat.user
        record(
            negotiation=negotiation,
            kind=ActKind.SEAT_GIVEN,
            by=None,
            at=at,
            what=str(Role(seat.role).label),
            person=seat.user,
            delegation=seat.delegation,
            facts={"role": seat.role},
            readers=FOR_ORGANIZERS,
        )
    return people


def _import_plan(
    negotiation: Negotiation, script: Script, plan: parsing.Parsed, by: User, at: datetime
) -> Document:
    """Bring in the zero draft: the plan with placeholders for what was later deleted, merged, or proposed anew."""
    zero: Mapping[str, str] = script["zero_wordings"]
    blocks = [
        replace(block, wording=zero[block.label], state=parsing.State.STANDING, target=None)
        if block.label in zero
        else block
        for block in plan.blocks
    ]
    return importing.import_document(
        negotiation=negotiation,
        name=script["name"],
        slug="plan",
        title=script["title"],
        blocks=blocks,
        sections=script["sections"],
        by=by,
        at=at,
    )


def _import_resolution(
    negotiation: Negotiation, script: Script, fixtures: Path, by: User, at: datetime
) -> None:
    parsed = parsing.parse((fixtures / "draft-resolution.txt").read_text(encoding="utf-8"))
    importing.import_document(
        negotiation=negotiation,
        name=script["name"],
        slug="resolution",
        title=script["title"],
        blocks=parsed.blocks,
        by=by,
        at=at,
    )


def _african_group(
    document: Document,
    plan: parsing.Parsed,
    delegations: Mapping[str, Delegation],
    people: Mapping[str, User],
    at: datetime,
) -> Amendment:
    """Table the African Group's proposal for paragraph 71, which is what the paragraph became."""
    paragraph = document.paragraphs.get(label="71")
    draft = amending.save_draft(
        paragraph=paragraph,
        delegation=delegations["african-group"],
        proposal=amending.Proposal(
            base_edition=paragraph.edition,
            wording=next(block.wording for block in plan.blocks if block.label == paragraph.label),
        ),
        by=people["spokesperson@african-group.example.org"],
        at=at,
    )
    return amending.table_amendment(draft=draft, by=draft.author, at=at)


def _decide(
    document: Document, plan: parsing.Parsed, proposal: Amendment, by: User, at: Mapping[str, datetime]
) -> None:
    """Make the decisions that lead from the zero draft to the facilitators' proposals."""
    hour = at["decisions"]
    for block in plan.blocks:
        hour += timedelta(minutes=1)
        paragraph = document.paragraphs.get(label=block.label)
        if block.state == "deleted":
            structuring.delete_paragraph(paragraph=paragraph, edition=paragraph.edition, by=by, at=hour)
        elif block.state == "merged":
            target = document.paragraphs.get(label=block.target)
            structuring.merge_paragraph(
                paragraph=paragraph,
                edition=paragraph.edition,
                target=target,
                target_edition=target.edition,
                wording=target.wording,
                by=by,
                at=hour,
            )
        elif block.wording != paragraph.wording:
            verdict = deciding.Verdict(OutcomeKind.ACCEPTED, "Taken as proposed.")
            deciding.revise_paragraph(
                paragraph=paragraph,
                edition=paragraph.edition,
                wording=block.wording,
                verdicts={proposal.pk: verdict},
                by=by,
                at=hour,
            )


def _amend(
    document: Document,
    script: Script,
    delegations: Mapping[str, Delegation],
    people: Mapping[str, User],
    at: datetime,
) -> None:
    """Table the sample amendments of fictitious delegations."""
    paragraphs: dict[str, Paragraph] = {paragraph.label: paragraph for paragraph in document.paragraphs.all()}
    for order, row in enumerate(script["amendments"]):
        paragraph = paragraphs[row["on"]]
        wording = paragraph.wording
        for old, new in filter(None, (row["replace"], row.get("and"))):
            wording = wording.replace(old, new, 1)
        tabled_at = at + timedelta(minutes=17 * order)
        draft = amending.save_draft(
            paragraph=paragraph,
            delegation=delegations[row["by"]],
            proposal=amending.Proposal(base_edition=paragraph.edition, wording=wording, rationale=row["why"]),
            by=people[f"delegate@{row.get('author', row['by'])}.example.org"],
            at=tabled_at,
        )
        amending.table_amendment(draft=draft, by=draft.author, at=tabled_at)


def _prepare(
    document: Document, delegations: Mapping[str, Delegation], people: Mapping[str, User], at: datetime
) -> None:
    """Put a draft into the room of the sample group: one member began it, another has said something to it."""
    paragraph = document.paragraphs.get(label="9")
    group = delegations["group-of-sample-states"]
    wording = f"{paragraph.wording.rstrip(';.')}, and to report on the progress made;"
    draft = rooms.begin_room_draft(
        group=group,
        paragraph=paragraph,
        proposal=amending.Proposal(
            base_edition=paragraph.edition, wording=wording, rationale="What is reported is done."
        ),
        by=people["delegate@examplia.example.org"],
        at=at,
    )
    samplia = people["delegate@samplia.example.org"]
    rooms.comment_in_room(draft=draft, number=1, words="Every year, or every second?", by=samplia, at=at)
    rooms.give_clearance(
        draft=draft,
        number=1,
        delegation=delegations["samplia"],
        kind=ClearanceKind.NOT_YET,
        by=samplia,
        at=at,
    )
