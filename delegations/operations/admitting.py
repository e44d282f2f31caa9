"""Admitting: delegations and groups enter a negotiation, from the committed table or one by one, and their names change."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from itertools import count
from pathlib import Path
from typing import TypeVar

from django.db import transaction
from django.utils.text import slugify

from delegations.models import (
    ActKind,
    Delegation,
    DelegationKind,
    Membership,
    Negotiation,
    User,
    sorted_under,
)
from delegations.operations.recording import record

RESERVED_SLUGS = frozenset({"admit", "another", "pdf", "xlsx", "csv"})
"""Words that the addresses of delegations need."""


@dataclass(frozen=True)
class Entry:
    """A line of the table: a participant under the name that it has from a day to a day; both may be open.

    `key` is the ISO 3166-1 alpha-3 code of a State, a short word of our own for others; a name that changed is a line
    of its own under the same key. `listed_in` names the documents that list it.
    """

    kind: DelegationKind
    key: str
    iso2: str
    iso3: str
    name: str
    sort_as: str
    from_on: date | None
    until_on: date | None
    listed_in: tuple[str, ...]

    @property
    def slug(self) -> str:
        """Return the address that its name makes."""
        return slugify(self.name)[:100]


@dataclass(frozen=True)
class Joined:
    """A line of the table of groups: the keys of a group and of a member, from a day to a day; both may be open."""

    group: str
    member: str
    from_on: date | None
    until_on: date | None


Dated = TypeVar("Dated", Entry, Joined)


@dataclass(frozen=True)
class Admitted:
    """What became of a load: how many are new, how many have another name now, how many were known as they are."""

    admitted: int
    renamed: int
    known: int


@cache
def read_participants(fixtures: Path) -> tuple[Entry, ...]:
    """Read the committed table of participants, in its order."""
    return tuple(
        Entry(
            kind=DelegationKind(row["kind"]),
            key=row["key"],
            iso2=row["iso2"],
            iso3=row["iso3"],
            name=row["name"],
            sort_as=row["sort_as"],
            from_on=_day(row["from_on"]),
            until_on=_day(row["until_on"]),
            listed_in=tuple(filter(None, row["listed_in"].split("; "))),
        )
        for row in _rows(fixtures / "participants.csv")
    )


@cache
def read_groups(fixtures: Path) -> tuple[Joined, ...]:
    """Read the committed table of who is in which group."""
    return tuple(
        Joined(row["group"], row["member"], _day(row["from_on"]), _day(row["until_on"]))
        for row in _rows(fixtures / "groups.csv")
    )


def held_on(lines: Iterable[Dated], day: date) -> tuple[Dated, ...]:
    """Return the lines that hold on a day; the last day counts."""
    return tuple(
        each
        for each in lines
        if (each.from_on is None or each.from_on <= day) and (each.until_on is None or day <= each.until_on)
    )


@transaction.atomic
def admit_listed(
    *,
    negotiation: Negotiation,
    fixtures: Path,
    on: date,
    by: User | None,
    at: datetime,
    keys: Iterable[str] | None = None,
) -> Admitted:
    """Admit what the table lists on a day, under the names of that day, with the groups as they stood; again, the same.

    Only `keys`, where they are given. A delegation that is there under another of its names in the table takes the
    name of the day; a name that people gave it stays, and so does a membership that people ended. Memberships that the
    table ends before that day are ended.
    """
    Negotiation.objects.select_for_update(no_key=True).get(pk=negotiation.pk)
    table = read_participants(fixtures)
    wanted = None if keys is None else set(keys)
    listed = [each for each in held_on(table, on) if wanted is None or each.key in wanted]
    there = known(negotiation, table)
    renamed = sum(_update(there[each.key], each, table) for each in listed if each.key in there)
    new = [each for each in listed if each.key not in there]
    slugs = set(negotiation.participants.values_list("slug", flat=True))
    made = Delegation.objects.bulk_create(
        Delegation(
            negotiation=negotiation,
            kind=each.kind,
            name=each.name,
            sort_name=each.sort_as or sorted_under(each.name),
            slug=free_slug(each.name, slugs),
            iso2=each.iso2,
            iso3=each.iso3,
        )
        for each in new
    )
    present = there | {each.key: delegation for each, delegation in zip(new, made, strict=True)}
    _join(present, read_groups(fixtures), on)
    if new or renamed:
        record(
            negotiation=negotiation,
            kind=ActKind.DELEGATION_ADMITTED,
            by=by,
            at=at,
            what=f"From the table, as of {on:%d %B %Y}",
            facts={"admitted": [each.slug for each in made], "renamed": renamed},
        )
    return Admitted(len(new), renamed, len(listed) - len(new) - renamed)


def free_slug(name: str, taken: set[str]) -> str:
    """Return the address that a name makes, with a number where another or a page has it, and take it."""
    stem = slugify(name)[:80] or "delegation"
    taken |= RESERVED_SLUGS
    slug = next(
        each for number in count(1) if (each := stem if number == 1 else f"{stem}-{number}") not in taken
    )
    taken.add(slug)
    return slug


def known(negotiation: Negotiation, table: Sequence[Entry]) -> dict[str, Delegation]:
    """Return the participants that the table knows, by key: by their code, else by one of their names."""
    keys: dict[str, str] = {}
    for entry in table:
        keys |= {entry.name: entry.key, entry.slug: entry.key}
        if entry.iso3:
            keys[f"iso {entry.iso3}"] = entry.key
    found: dict[str, Delegation] = {}
    for delegation in negotiation.participants.all():
        for sign in (f"iso {delegation.iso3}", delegation.name, delegation.slug):
            if sign in keys:
                found.setdefault(keys[sign], delegation)
                break
    return found


def _update(delegation: Delegation, entry: Entry, table: Sequence[Entry]) -> bool:
    """Give a known participant its codes and, if its name is one of the table's, the name of the day; tell if that is new."""
    names = {each.name for each in table if each.key == entry.key}
    is_renamed = delegation.name in names - {entry.name}
    if is_renamed:
        delegation.name, delegation.sort_name = entry.name, entry.sort_as or sorted_under(entry.name)
    if is_renamed or (delegation.iso2, delegation.iso3) != (entry.iso2, entry.iso3):
        delegation.iso2, delegation.iso3 = entry.iso2, entry.iso3
        delegation.save()
    return is_renamed


def _join(present: Mapping[str, Delegation], lines: Sequence[Joined], on: date) -> None:
    """Make the groups what the table says of that day, among those who take part."""
    here = [each for each in lines if each.group in present and each.member in present]
    known = list(Membership.objects.filter(group__in=present.values()))
    began = {(each.group_id, each.member_id, each.from_on) for each in known}
    held = {(each.group_id, each.member_id): each for each in known if each.until_on is None}
    for line in here:
        pair = present[line.group].pk, present[line.member].pk
        if pair in held and line.until_on is not None and line.until_on < on:
            held[pair].until_on = line.until_on
            held.pop(pair).save()
    Membership.objects.bulk_create(
        Membership(group=present[line.group], member=present[line.member], from_on=line.from_on)
        for line in held_on(here, on)
        if (pair := (present[line.group].pk, present[line.member].pk)) not in held
        and (*pair, line.from_on) not in began
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
