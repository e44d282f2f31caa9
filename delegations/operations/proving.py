"""Proving that the record is whole: each book's chain, its end, and the names beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from delegations.models import Act, ActKind, Book
from delegations.models.acts import FIRST, sealed


@dataclass(frozen=True)
class Erased:
    """Whose names may be missing: people by the number of their account, others by the seals that were emptied."""

    people: frozenset[int] = frozenset()
    seals: frozenset[str] = frozenset()


def record_faults() -> Iterator[str]:
    """Yield a sentence for each thing in the record that is not as it was written; nothing means that it is whole."""
    erased = erased_names()
    for book in Book.objects.select_related("negotiation").order_by("pk"):
        acts = book.acts.order_by("number").iterator(chunk_size=2000)
        yield from book_faults(book, acts, erased)


def erased_names() -> Erased:
    """Return whose names the record says were erased."""
    acts = Act.objects.filter(kind=ActKind.PERSON_ERASED).order_by()
    people = frozenset(pk for pk in acts.values_list("person_id", flat=True) if pk)
    seals = frozenset(
        seal for facts in acts.values_list("facts", flat=True) for seal in facts.get("seals", [])
    )
    return Erased(people, seals)


def book_faults(book: Book, acts: Iterable[Act], erased: Erased) -> Iterator[str]:
    """Yield what is wrong with one book; `acts` are all of its acts by number."""
    before: Act | None = None
    for act in acts:
        act.book = book
        where = f"{book}: act {act.number}"
        number, previous, follows = (before.number, before.hash, before.pk) if before else (0, FIRST, None)
        if act.number != number + 1:
            yield f"{where} comes after number {number}."
        if act.previous != previous or act.follows_id != follows:
            yield f"{where} does not follow the act before it."
        if act.hash != act.hashed():
            yield f"{where} is not what was written: its hash does not fit."
        yield from (f"{where} {fault}" for fault in _name_faults(act, erased))
        before = act
    number, head, last = (before.number, before.hash, before.pk) if before else (0, FIRST, None)
    if (book.number, book.head, book.last_id) != (number, head, last):
        yield f"{book}: ends at act {number}, and should end at act {book.number}."


def _name_faults(act: Act, erased: Erased) -> Iterator[str]:
    """Yield what is wrong with the names beside an act's hash."""
    for part, pk, seal, name, salt in (
        ("by", act.by_id, act.by_seal, act.by_name, act.by_salt),
        ("about", act.person_id, act.person_seal, act.person_name, act.person_salt),
    ):
        is_empty = not name and not salt
        if is_empty and seal and pk not in erased.people and seal not in erased.seals:
            yield f"lost the name of the person it is {part}."
        if not is_empty and sealed(salt, name) != seal:
            yield f"names another person that it is {part}."
