"""The record only grows, each act chained to the one before; whatever is altered is refused, and found."""

import random
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from delegations.models import FOR_ORGANIZERS, Act, ActKind, Book, Negotiation, Readers
from delegations.models.acts import FIRST
from delegations.operations.proving import Erased, book_faults, record_faults
from delegations.operations.recording import record
from tests.factories import NOW, make_delegation, make_negotiation, make_user

pytestmark = pytest.mark.django_db

GIVEN = ActKind.SEAT_GIVEN


@pytest.fixture
def negotiation(request: pytest.FixtureRequest) -> Negotiation:
    request.getfixturevalue("db")
    return make_negotiation("talks")


def write(negotiation: Negotiation, count: int = 3, readers: Readers = FOR_ORGANIZERS) -> list[Act]:
    by, person = make_user(name="A. Sample"), make_user(name="B. Specimen")
    return [
        record(
            negotiation=negotiation,
            kind=GIVEN,
            by=by,
            at=NOW + timedelta(seconds=number),
            what="Delegate",
            person=person,
            facts={"from": NOW.date(), "number": number},
            readers=readers,
        )
        for number in range(count)
    ]


def test_record_chains_each_act_to_the_one_before(negotiation: Negotiation) -> None:
    first, second, third = write(negotiation)

    assert [act.number for act in (first, second, third)] == [1, 2, 3]
    assert (first.previous, second.previous, third.previous) == (FIRST, first.hash, second.hash)
    assert first.facts == {"from": "2010-06-15", "number": 0}
    assert list(record_faults()) == []


def test_record_keeps_a_book_for_each_circle_of_readers(negotiation: Negotiation) -> None:
    room = make_delegation(negotiation)
    write(negotiation, 2, Readers())
    write(negotiation, 1, Readers(room=room))

    books = {(book.audience, book.room): book.number for book in Book.objects.filter(negotiation=negotiation)}
    assert books[("", room)] == 1
    assert list(record_faults()) == []


def test_record_names_nobody_in_what_the_hash_covers(negotiation: Negotiation) -> None:
    (act,) = write(negotiation, 1)

    assert "Sample" not in str(act.entry())
    assert "Specimen" not in str(act.entry())
    assert (act.by_name, act.person_name) == ("A. Sample", "B. Specimen")


def test_record_refuses_a_fraction(negotiation: Negotiation) -> None:
    with pytest.raises(TypeError):
        record(negotiation=negotiation, kind=GIVEN, by=None, at=NOW, facts={"share": 0.5})


CHANGES = {
    "number": 9,
    "at": NOW + timedelta(microseconds=1),
    "kind": "seat_ended",
    "by": None,
    "by_seal": "f" * 64,
    "person": None,
    "person_seal": "f" * 64,
    "what": "Facilitator",
    "address": "/elsewhere/",
    "facts": {"number": 2},
    "previous": "f" * 64,
    "hash": "f" * 64,
    "by_name": "C. Other",
    "by_salt": "0" * 32,
    "person_name": "C. Other",
    "person_salt": "",
}


@pytest.mark.parametrize("field", CHANGES)
def test_database_refuses_to_change_an_act(negotiation: Negotiation, field: str) -> None:
    _, act, _ = write(negotiation)

    if field == "person_salt":
        Act.objects.filter(pk=act.pk).update(person_salt="", person_name="")
        assert list(record_faults()) == ["talks/organizers: act 2 lost the name of the person it is about."]
        return
    with pytest.raises(IntegrityError), transaction.atomic():
        Act.objects.filter(pk=act.pk).update(**{field: CHANGES[field]})
    assert list(record_faults()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_database_refuses_to_delete_an_act(place: int) -> None:
    doomed = write(make_negotiation("talks"))[place]

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM delegations_act WHERE id = %s", [doomed.pk])

    assert list(record_faults()) == []


def altered(act: Act, draw: random.Random) -> Iterator[str]:
    """Alter one column of an act as somebody with the database's password might, and name it."""
    field = draw.choice(sorted(CHANGES))
    before = getattr(act, field)
    setattr(act, field, draw.choice(["", "0" * 32]) if field.endswith("_salt") else CHANGES[field])
    yield field
    setattr(act, field, before)


def test_ten_thousand_acts_altered_one_at_a_time_are_each_found(negotiation: Negotiation) -> None:
    draw = random.Random(1)
    book = Book.objects.create(negotiation=negotiation)
    by = make_user(name="A. Sample")
    acts: list[Act] = []
    template = write(negotiation, 1)[0]
    for number in range(1, 10_001):
        act = Act(book=book, number=number, at=NOW, kind=GIVEN, by=by, person=by, what=f"Seat {number}")
        act.pk, act.previous = number, acts[-1].hash if acts else FIRST
        act.follows_id = acts[-1].pk if acts else None
        for name in ("by_name", "by_salt", "by_seal", "person_name", "person_salt", "person_seal"):
            setattr(act, name, getattr(template, name))
        act.hash = act.hashed()
        acts.append(act)
    book.number, book.head, book.last_id = 10_000, acts[-1].hash, acts[-1].pk
    assert list(book_faults(book, acts, Erased())) == []

    unseen = []
    for place, act in enumerate(acts):
        # An act's hash covers the act alone and the next one repeats it, so the neighbours are all that can tell.
        around = acts[max(place - 1, 0) : place + 2]
        sound = len(list(book_faults(book, around, Erased())))
        unseen += [
            (act.number, field)
            for field in altered(act, draw)
            if len(list(book_faults(book, around, Erased()))) <= sound
        ]
    assert unseen == []


def test_verify_finds_each_altered_row(negotiation: Negotiation) -> None:
    acts = write(negotiation, 5)
    with connection.cursor() as cursor:
        for name in ("act_stands", "act_names_are_erased_alone"):
            on = " ON delegations_act" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER {name}{on}")

    for act in acts:
        for field, value in CHANGES.items():
            mark = transaction.savepoint()
            with (
                suppress(IntegrityError),
                transaction.atomic(),
            ):  # a constraint may refuse what the trigger let pass
                Act.objects.filter(pk=act.pk).update(**{field: value})
                assert list(record_faults()), field
            transaction.savepoint_rollback(mark)
    assert list(record_faults()) == []


def test_verify_finds_that_the_end_is_missing(negotiation: Negotiation) -> None:
    acts = write(negotiation, 4)
    Book.objects.filter(pk=acts[0].book_id).update(last=acts[1])
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM delegations_act WHERE id IN (%s, %s)", [acts[2].pk, acts[3].pk])

    assert list(record_faults()) == ["talks/organizers: ends at act 2, and should end at act 4."]


def test_a_book_has_no_two_acts_after_one(negotiation: Negotiation) -> None:
    first, second, _ = write(negotiation)

    for number, follows in ((2, second.pk), (9, first.pk)):
        fork = Act(book=first.book, number=number, follows_id=follows, at=NOW, kind=GIVEN, hash="f" * 64)
        with pytest.raises(IntegrityError), transaction.atomic():
            fork.save()


@pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite has one writer, and in memory none may wait"
)
@pytest.mark.django_db(transaction=True)
def test_two_writers_never_fork_a_book() -> None:
    negotiation = make_negotiation("talks")
    by = make_user()
    failures: list[Exception] = []

    def go() -> None:
        try:
            for _ in range(5):
                record(negotiation=negotiation, kind=GIVEN, by=by, at=NOW)
        except Exception as failure:  # noqa: BLE001  whatever fails in a thread must reach the test
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert Book.objects.get(negotiation=negotiation).number == 15
    assert list(record_faults()) == []
