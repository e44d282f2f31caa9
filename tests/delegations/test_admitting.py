"""The committed table of participants against what it can be held to, and its loading into a negotiation."""

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command

from delegations.models import DelegationKind, Membership, sorted_under
from delegations.operations.admitting import admit_listed, held_on, read_groups, read_participants
from tests.conftest import FIXTURES
from tests.factories import NOW, make_delegation, make_negotiation

HERE = Path(__file__).parent
TODAY, THEN = date(2026, 11, 25), date(2010, 4, 20)
# What annex I calls otherwise than the United Nations does.
CALLED = {
    "Bosnia": "Bosnia and Herzegovina",
    "Egypt (Arab Republic of)": "Egypt",
    "Macedonia": "The former Yugoslav Republic of Macedonia",
    "Slovak Republic": "Slovakia",
    "United Kingdom": "United Kingdom of Great Britain and Northern Ireland",
    "European Union’s Judicial Cooperation Unit": "European Union’s Judicial Cooperation Unit (EUROJUST)",
    "European Police Office": "European Police Office (EUROPOL)",
    "International Criminal Police Organization": "International Criminal Police Organization (INTERPOL)",
    "Suzanne Mubarak Women’s International Peace Movement/ End Human Trafficking Now!": (
        "Suzanne Mubarak Women’s International Peace Movement/End Human Trafficking Now!"
    ),
}


def names(kind: DelegationKind, day: date, listed_in: str = "") -> list[str]:
    entries = held_on(read_participants(FIXTURES), day)
    return [
        each.name for each in entries if each.kind == kind and (not listed_in or listed_in in each.listed_in)
    ]


def test_table_has_the_member_states_of_cldr_and_before_2011_no_south_sudan() -> None:
    states = [each for each in read_participants(FIXTURES) if each.kind == DelegationKind.STATE]
    codes = (HERE / "cldr_un.txt").read_text().split()

    assert len(codes) == 193
    assert states == sorted(states, key=lambda each: each.sort_as or sorted_under(each.name))
    assert sorted(each.iso2 for each in held_on(states, TODAY)) == codes
    assert set(codes) - {each.iso2 for each in held_on(states, THEN)} == {"SS"}


@pytest.mark.parametrize("day", [THEN, date(2013, 10, 24), date(2019, 2, 13), TODAY])
def test_table_gives_each_key_one_name_a_day(day: date) -> None:
    held = held_on(read_participants(FIXTURES), day)

    assert max(Counter(each.key for each in held).values()) == 1
    assert max(Counter(each.name for each in held).values()) == 1
    assert {each.key for each in read_participants(FIXTURES)} >= {
        key for line in read_groups(FIXTURES) for key in (line.group, line.member)
    }


@pytest.mark.parametrize(
    ("key", "last", "before", "after"),
    [
        ("CPV", date(2013, 10, 23), "Cape Verde", "Cabo Verde"),
        ("SWZ", date(2018, 5, 31), "Swaziland", "Eswatini"),
        ("TUR", date(2022, 5, 31), "Turkey", "Türkiye"),
        ("CZE", date(2016, 5, 16), "Czech Republic", "Czechia"),
        ("MKD", date(2019, 2, 13), "The former Yugoslav Republic of Macedonia", "North Macedonia"),
        ("LBY", date(2011, 9, 15), "Libyan Arab Jamahiriya", "Libya"),
        ("PSE", date(2012, 12, 16), "Palestine", "State of Palestine"),
    ],
)
def test_table_changes_a_name_on_its_day(key: str, last: date, before: str, after: str) -> None:
    on = {
        day: {each.key: each.name for each in held_on(read_participants(FIXTURES), day)}
        for day in (last, last + timedelta(days=1))
    }

    assert [found[key] for found in on.values()] == [before, after]


def test_table_marks_whom_annex_i_lists() -> None:
    blocks = (HERE / "annex-i-2009.txt").read_text(encoding="utf-8").split("\n\n")
    listed = [
        [_plain(name) for name in re.split(r",\s+", " ".join(block.split()).rstrip("."))] for block in blocks
    ]
    group, *states = listed[0]
    others = [name for block in listed[1:] for name in block]

    assert group == "African Group on behalf of its 53 States"
    assert (len(states) + 53, len(others)) == (100, 31)
    assert sorted(states) == sorted(names(DelegationKind.STATE, date(2009, 5, 13), "respondent 2009"))
    assert sorted(others) == sorted(
        name
        for kind in (
            DelegationKind.OBSERVER,
            DelegationKind.ENTITY,
            DelegationKind.ORGANIZATION,
            DelegationKind.NGO,
        )
        for name in names(kind, date(2009, 5, 13), "respondent 2009")
    )


def _plain(name: str) -> str:
    """Return a name as the table has it: without the abbreviation behind it."""
    short = (
        name
        if name.endswith(("(Bangladesh)", "(Belgium)", "(Arab Republic of)"))
        else re.sub(r" \([A-Z/]+\)$", "", name)
    )
    return CALLED.get(short, short)


def test_groups_stand_as_they_did() -> None:
    def size(group: str, day: date) -> int:
        return sum(1 for line in held_on(read_groups(FIXTURES), day) if line.group == group)

    assert {
        group: (size(group, THEN), size(group, TODAY))
        for group in {line.group for line in read_groups(FIXTURES)}
    } == {
        "african-group": (53, 54),
        "arab-group": (22, 22),
        "caricom": (14, 14),
        "european-union": (27, 27),
        "g77": (130, 134),
        "group-of-friends": (19, 19),
        "grulac": (33, 33),
    }


def test_friends_are_the_signatories_in_their_order() -> None:
    letter = (
        "Bahrain, Bangladesh, Belarus, Bolivia (Plurinational State of), Ecuador, Egypt, India, Kazakhstan, Kyrgyzstan, "
        "Nicaragua, Nigeria, the Philippines, Qatar, the Russian Federation, Tajikistan, Turkmenistan, the United Arab "
        "Emirates, Uzbekistan and Venezuela (Bolivarian Republic of)"
    )
    signed = [name.removeprefix("the ") for name in re.split(r", | and ", letter)]

    assert sorted(signed) == sorted(names(DelegationKind.STATE, THEN, "Friends 2010"))


@pytest.mark.django_db
def test_admit_listed_admits_in_the_united_nations_order_and_again_the_same() -> None:
    negotiation = make_negotiation()
    first = admit_listed(negotiation=negotiation, fixtures=FIXTURES, on=THEN, by=None, at=NOW)
    again = admit_listed(negotiation=negotiation, fixtures=FIXTURES, on=THEN, by=None, at=NOW)
    states = list(negotiation.participants.filter(kind="state").values_list("name", flat=True))

    assert (again.admitted, again.renamed, again.known) == (0, 0, first.admitted)
    assert len(states) == 192
    for neighbours in (
        ["Costa Rica", "Côte d’Ivoire", "Croatia"],
        ["Gabon", "Gambia", "Georgia"],
        ["Guinea", "Guinea-Bissau", "Guyana"],
        ["Iran (Islamic Republic of)", "Iraq", "Ireland"],
        ["Netherlands", "New Zealand"],
        ["Niger", "Nigeria"],
        ["Qatar", "Republic of Korea", "Republic of Moldova", "Romania"],
        ["Samoa", "San Marino", "Sao Tome and Principe", "Saudi Arabia"],
        ["Thailand", "The former Yugoslav Republic of Macedonia", "Timor-Leste"],
        ["Ukraine", "United Arab Emirates", "United Kingdom of Great Britain and Northern Ireland"],
        ["United Republic of Tanzania", "United States of America", "Uruguay"],
        ["Yemen", "Zambia", "Zimbabwe"],
    ):
        place = states.index(neighbours[0])
        assert states[place : place + len(neighbours)] == neighbours
    friends = Membership.objects.filter(group__slug__startswith="group-of-friends").order_by(
        "member__sort_name"
    )
    assert [str(each.member) for each in friends][8:14] == [
        "Kyrgyzstan",
        "Nicaragua",
        "Nigeria",
        "Philippines",
        "Qatar",
        "Russian Federation",
    ]


@pytest.mark.django_db
def test_admit_listed_on_a_later_day_renames_admits_and_ends_but_leaves_what_people_named() -> None:
    negotiation = make_negotiation()
    admit_listed(negotiation=negotiation, fixtures=FIXTURES, on=THEN, by=None, at=NOW)
    negotiation.participants.filter(iso3="TUR").update(name="Turkey (as asked)")
    britain = negotiation.participants.get(iso3="GBR")
    done = admit_listed(negotiation=negotiation, fixtures=FIXTURES, on=TODAY, by=None, at=NOW)
    by_code = {each.iso3: each.name for each in negotiation.participants.exclude(iso3="")}

    assert (by_code["CPV"], by_code["TUR"], by_code["SSD"]) == (
        "Cabo Verde",
        "Turkey (as asked)",
        "South Sudan",
    )
    assert (done.admitted, done.renamed) == (2, 7)
    assert britain.memberships.get(group__slug="european-union").until_on == date(2020, 1, 31)


@pytest.mark.django_db
def test_admit_participants_takes_kinds_and_finds_what_was_admitted_by_hand(
    capsys: pytest.CaptureFixture[str],
) -> None:
    negotiation = make_negotiation("talks")
    make_delegation(negotiation, "kenya")
    call_command("admit_participants", "talks", "--on", "2010-04-20", "--kind", "state")

    assert capsys.readouterr().out == "191 admitted, 0 renamed, 1 as they were.\n"
    assert negotiation.participants.get(slug="kenya").iso3 == "KEN"
