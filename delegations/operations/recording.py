"""Recording: each act is written into its book, in the transaction of the act itself."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction

from delegations.models import EVERYBODY, Act, ActKind, Book, Delegation, Negotiation, Readers, User
from delegations.models.acts import new_salt, sealed

LONGEST_NAME = 300


@transaction.atomic
def record(
    *,
    negotiation: Negotiation,
    kind: ActKind,
    by: User | None,
    at: datetime,
    what: str = "",
    address: str = "",
    person: User | str | None = None,
    delegation: Delegation | None = None,
    facts: Mapping[str, Any] | None = None,  # Any: what JSON holds, dates and models' choices included
    readers: Readers = EVERYBODY,
) -> Act:
    """Write an act into its book; call it last in an operation, inside its transaction: both happen, or neither.

    `what` says in English what it was done to, as it is called that day ("A-071 on paragraph 49"); `address` is the
    path of its page; `person` is whom it concerns, or the e-mail of somebody without an account; `by` is None where the
    product itself acts. `what`, `address` and `facts` are for ever: no name and no e-mail of a person belongs in them.
    Writers of one book wait for one another, so whatever else the operation locks must be locked before.

    Raises:
        TypeError: the facts hold what JSON cannot, or a fraction, which two databases may write differently.
    """
    book, _is_new = Book.objects.select_for_update(no_key=True).get_or_create(
        negotiation=negotiation, audience=readers.audience, room=readers.room
    )
    act = Act(
        book=book,
        number=book.number + 1,
        follows_id=book.last_id,
        at=at,
        kind=kind,
        by=by,
        person=person if isinstance(person, User) else None,
        delegation=delegation,
        what=what,
        address=address,
        facts=_plain(facts or {}),
        previous=book.head,
    )
    if by is not None:
        act.by_name, act.by_salt, act.by_seal = _named(str(by))
    if person:
        act.person_name, act.person_salt, act.person_seal = _named(str(person))
    act.hash = act.hashed()
    act.save(force_insert=True)
    book.number, book.head, book.last = act.number, act.hash, act
    book.save(update_fields=["number", "head", "last"])
    return act


def _named(name: str) -> tuple[str, str, str]:
    """Return a name, a new salt, and the seal of both."""
    name, salt = name[:LONGEST_NAME], new_salt()
    return name, salt, sealed(salt, name)


def _plain(facts: Mapping[str, Any]) -> dict[str, Any]:  # Any: as for `record`
    """Return the facts as the database will give them back."""
    plain: dict[str, Any] = json.loads(
        json.dumps(dict(facts), cls=DjangoJSONEncoder, allow_nan=False), parse_float=_refuse_fraction
    )
    return plain


def _refuse_fraction(written: str) -> float:
    message = f"A fact is a fraction ({written}): write it as text."
    raise TypeError(message)
