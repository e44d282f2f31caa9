"""A generated negotiation: fictitious delegations, realistic edits of the plan's own paragraphs, to try and to measure."""

import random
import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import count, cycle, islice
from pathlib import Path

from django.db import transaction

from delegations.models import ActKind, Delegation, DelegationKind, Negotiation, Role, User, sorted_under
from delegations.operations import accrediting
from drafts.models import (
    Amendment,
    AmendmentKind,
    AmendmentRevision,
    AmendmentState,
    Document,
    Paragraph,
    Position,
    PositionKind,
    RevisionCause,
)
from drafts.operations import importing
from drafts.operations.noting import note_amendment
from drafts.text import parsing
from gpa.errors import DomainError

BATCH = 500
BUSIEST = "49"
SHARE_OF_BUSIEST = 0.1
SHARE_OF_KINDS = 0.04
BEGINNINGS = (
    "Ar",
    "Bel",
    "Cor",
    "Dal",
    "Est",
    "Fen",
    "Gar",
    "Hol",
    "Il",
    "Jor",
    "Kel",
    "Lum",
    "Mar",
    "Nor",
    "Ost",
)
ENDINGS = (
    "avia",
    "onia",
    "estan",
    "mark",
    "land",
    "uria",
    "essia",
    "ovia",
    "anda",
    "oria",
    "ania",
    "illia",
    "eros",
)
SWAPS = (
    ("trafficking in persons", "trafficking in human beings"),
    ("victims", "survivors"),
    ("ensure", "guarantee"),
    ("strengthen", "reinforce"),
    ("promote", "further"),
    ("effective", "efficient"),
    ("cooperation", "collaboration"),
    ("relevant", "appropriate"),
    ("States", "Member States"),
    ("offenders", "perpetrators"),
    ("measures", "steps"),
    ("including", "in particular"),
    ("prevent", "prevent and suppress"),
    ("assets", "assets and proceeds"),
    ("according to", "in accordance with"),
)
CLAUSES = (
    ", as appropriate",
    ", in accordance with domestic law",
    ", where possible",
    ", in particular women and children",
    ", within available resources",
    ", upon request",
    ", taking into account regional specificities",
    ", with full respect for human rights",
)


class SimulationLoaded(DomainError):
    """The generated negotiation is there already."""


@transaction.atomic
def simulate(
    *,
    fixtures: Path,
    delegations: int,
    amendments: int,
    seed: int,
    password: str,
    at: datetime,
    paragraphs: int = 0,
) -> Negotiation:
    """Generate a negotiation on the plan with so many delegations and open amendments; the same seed, the same one.

    Where more numbered `paragraphs` are wanted than the plan has, its own follow again under the next numbers.

    Raises:
        SimulationLoaded: there is one of that size.
    """
    slug = f"simulated-{delegations}-{amendments}" + (f"-{paragraphs}" if paragraphs else "")
    if Negotiation.objects.filter(slug=slug).exists():
        message = f"{slug} is loaded already."
        raise SimulationLoaded(message)
    chance = random.Random(seed)  # noqa: S311  a simulation wants repeatable chance
    negotiation = Negotiation.objects.create(
        slug=slug, title=f"Simulated negotiation of {delegations} delegations", session="Simulated session"
    )
    facilitator = _accredit(negotiation, slug, password)
    members = _admit(negotiation, delegations, chance)
    document = importing.import_document(
        negotiation=negotiation,
        name="Plan of action",
        slug="plan",
        title=["United Nations Global Plan of Action", "against Trafficking in Persons"],
        blocks=_lengthened((fixtures / "facilitators-proposals.txt").read_text(encoding="utf-8"), paragraphs),
        sections={
            "chapeau": "General provisions",
            "11": "Prevention",
            "22": "Protection",
            "42": "Prosecution",
            "54": "Partnership",
            "heading 1": "Implementation",
        },
        by=facilitator,
        at=at,
    )
    _amend(document, members, facilitator, amendments, chance, at)
    return negotiation


def _lengthened(text: str, wanted: int) -> list[parsing.Block]:
    """Read the plan, and let its paragraphs follow again until so many are numbered."""
    blocks = list(parsing.parse(text).blocks)
    numbered = [each for each in blocks if each.kind == parsing.Kind.NUMBERED]
    again = cycle(each for each in numbered if each.state == parsing.State.STANDING)
    labels = range(len(numbered) + 1, wanted + 1)
    return blocks + [
        parsing.Block(each.kind, str(label), each.wording)
        for label, each in zip(labels, islice(again, len(labels)), strict=True)
    ]


def _accredit(negotiation: Negotiation, slug: str, password: str) -> User:
    roles = (Role.FACILITATOR, Role.SECRETARIAT)
    seats = [
        accrediting.accredit(
            negotiation=negotiation,
            email=f"{role}@{slug}.example.org",
            name=f"Simulated {role}",
            role=role,
            password=password,
        )
        for role in roles
    ]
    return seats[0].user


def _admit(negotiation: Negotiation, wanted: int, chance: random.Random) -> list[Delegation]:
    """Admit so many fictitious delegations; their names end in "(simulated)"."""
    names = [f"{beginning}{ending}" for beginning in BEGINNINGS for ending in ENDINGS]
    chance.shuffle(names)
    more = (f"{name} {number}" for number in count(2) for name in names)
    chosen = [*names, *(next(more) for _missing in range(wanted - len(names)))][:wanted]
    Delegation.objects.bulk_create(
        [
            Delegation(
                negotiation=negotiation,
                kind=DelegationKind.STATE,
                name=f"{name} (simulated)",
                sort_name=sorted_under(name),
                slug=f"simulated-{name.lower().replace(' ', '-')}",
                is_fictitious=True,
            )
            for name in chosen
        ]
    )
    return list(negotiation.participants.all())


def _amend(
    document: Document,
    delegations: Sequence[Delegation],
    author: User,
    wanted: int,
    chance: random.Random,
    at: datetime,
) -> None:
    """Table so many amendments; one paragraph draws a tenth of them."""
    standing = [each for each in document.paragraphs.all() if each.is_standing and each.kind == "numbered"]
    busiest = next(each for each in standing if each.label == BUSIEST)
    made = []
    for number in range(1, wanted + 1):
        paragraph = busiest if chance.random() < SHARE_OF_BUSIEST else chance.choice(standing)
        delegation = chance.choice(delegations)
        tabled_at = at + timedelta(seconds=number)
        made.append(_amendment(document, paragraph, delegation, author, number, tabled_at, chance))
    Amendment.objects.bulk_create(made, batch_size=BATCH)
    AmendmentRevision.objects.bulk_create(
        [
            AmendmentRevision(
                amendment=each,
                number=1,
                cause=RevisionCause.TABLED,
                base_edition=each.base_edition,
                base_wording=each.base_wording,
                wording=each.wording,
                rationale=each.rationale,
                made_at=each.saved_at,
            )
            for each in made
        ],
        batch_size=BATCH,
    )
    for each in made:
        note_amendment(amendment=each, kind=ActKind.AMENDMENT_TABLED, by=author, at=each.saved_at)
    _take_positions(made, delegations, author, chance)


def _amendment(
    document: Document,
    paragraph: Paragraph,
    delegation: Delegation,
    author: User,
    number: int,
    at: datetime,
    chance: random.Random,
) -> Amendment:
    is_delete = chance.random() < SHARE_OF_KINDS
    return Amendment(
        negotiation=document.negotiation,
        number=number,
        paragraph=paragraph,
        kind=AmendmentKind.DELETE if is_delete else AmendmentKind.REVISE,
        delegation=delegation,
        prepared_by=delegation,
        author=author,
        base_edition=paragraph.edition,
        base_wording="" if is_delete else paragraph.wording,
        wording="" if is_delete else edited(paragraph.wording, chance),
        rationale="A simulated rationale.",
        state=AmendmentState.TABLED,
        saved_at=at,
        tabled_at=at,
    )


def _take_positions(
    amendments: Sequence[Amendment], delegations: Sequence[Delegation], by: User, chance: random.Random
) -> None:
    """Let another delegation speak to every second amendment."""
    positions = []
    for amendment in amendments[::2]:
        delegation = chance.choice(delegations)
        if delegation.pk == amendment.delegation_id:
            continue
        positions.append(
            Position(
                paragraph=amendment.paragraph,
                amendment=amendment,
                delegation=delegation,
                kind=chance.choice(list(PositionKind)),
                stated_by=by,
                stated_at=amendment.saved_at,
            )
        )
    Position.objects.bulk_create(positions, batch_size=BATCH)


def edited(wording: str, chance: random.Random) -> str:
    """Edit a wording as a delegation would: one to three places, word by word; never the wording itself."""
    edits: tuple[Callable[[str, random.Random], str], ...] = (_swap, _add, _strike, _bracket)
    new = wording
    for _place in range(chance.randint(1, 3)):
        new = chance.choices(edits, weights=(5, 4, 3, 1))[0](new, chance)
    return new if new != wording else _add(wording, chance)


def _swap(wording: str, chance: random.Random) -> str:
    fitting = [(old, new) for old, new in SWAPS if old in wording]
    if not fitting:
        return wording
    old, new = chance.choice(fitting)
    return wording.replace(old, new, 1)


def _add(wording: str, chance: random.Random) -> str:
    places = [match.start() for match in re.finditer(r"(?<=\w)(?=[,;.])", wording)] or [len(wording)]
    place = chance.choice(places)
    return wording[:place] + chance.choice(CLAUSES) + wording[place:]


def _strike(wording: str, chance: random.Random) -> str:
    places = list(re.finditer(r" \w+(?: \w+){0,3}(?=[ ,])", wording))
    if not places:
        return wording
    match = chance.choice(places)
    return wording[: match.start()] + wording[match.end() :]


def _bracket(wording: str, chance: random.Random) -> str:
    places = list(re.finditer(r"\w+(?: \w+){1,3}", wording))
    if not places:
        return wording
    match = chance.choice(places)
    return f"{wording[: match.start()]}[{match.group()}]{wording[match.end() :]}"
