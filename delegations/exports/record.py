"""The record as a file: JSON that a third party can check, and tables of the same."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from delegations.models import Act, Book

COLUMNS = (
    "book",
    "number",
    "at",
    "kind",
    "by",
    "by_name",
    "person",
    "person_name",
    "delegation",
    "what",
    "address",
    "facts",
    "by_seal",
    "by_salt",
    "person_seal",
    "person_salt",
    "previous",
    "hash",
)
RECIPE = (
    "For each act: SHA-256 of the JSON of `entry` with its keys sorted, without spaces, in UTF-8, is `hash`; `previous` "
    "is the hash of the act before it, or 64 zeros; `number` counts from 1; the last act's number and hash are the "
    "book's. SHA-256 of `by_salt` followed by `by_name` is `by_seal`; where both are empty the person was erased."
)


def to_json(negotiation: str, books: Iterable[tuple[Book, Sequence[Act]]]) -> bytes:
    """Write whole books with their acts, oldest first."""
    written = {
        "negotiation": negotiation,
        "recipe": RECIPE,
        "books": [
            {"name": book.name, "number": book.number, "hash": book.head, "acts": [_act(act) for act in acts]}
            for book, acts in books
        ],
    }
    return json.dumps(written, ensure_ascii=False, indent=1).encode()


def rows(books: Iterable[tuple[Book, Sequence[Act]]]) -> list[list[str]]:
    """Return the same as rows of a table, the first of them the heads."""
    return [
        list(COLUMNS),
        *([_cell(book, act, column) for column in COLUMNS] for book, acts in books for act in acts),
    ]


def _act(act: Act) -> dict[str, Any]:  # Any: what JSON holds
    return {
        "entry": act.entry(),
        "hash": act.hash,
        "by_name": act.by_name,
        "by_salt": act.by_salt,
        "person_name": act.person_name,
        "person_salt": act.person_salt,
    }


def _cell(book: Book, act: Act, column: str) -> str:
    if column == "book":
        return book.name
    entry = act.entry()
    value = entry[column] if column in entry else getattr(act, column)
    if column == "facts":
        return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return "" if value is None else str(value)
