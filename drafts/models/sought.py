"""What a search finds among the rows that its reader may see: ids in reading order, a query a kind of row."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from django.db.models import QuerySet

from drafts.models.amendments import Amendment
from drafts.models.circulation import Draft
from drafts.models.paragraphs import Paragraph
from drafts.text import seeking

Kind = Literal["paragraph", "amendment", "draft"]


@dataclass(frozen=True)
class Find:
    """A row that was found; `is_named` says that what was asked is what people call it."""

    kind: Kind
    pk: int
    is_named: bool


def find(
    asked: str, paragraphs: QuerySet[Paragraph], amendments: QuerySet[Amendment], drafts: QuerySet[Draft]
) -> list[Find]:
    """Find what is called so, then the paragraphs, amendments and drafts that have all its words; three queries.

    Letters of all scripts match without case and accents, which no database does alike: every row is read.
    """
    sought = seeking.read(asked)
    finds = chain(
        _paragraphs(asked, sought, paragraphs),
        _amendments(asked, sought, amendments),
        _drafts(asked, sought, drafts),
    )
    return sorted(finds, key=lambda each: not each.is_named)


def amendments_with(asked: str, among: QuerySet[Amendment]) -> list[int]:
    """Return the ids of the amendments that are called so or have all the words; one query."""
    return [each.pk for each in _amendments(asked, seeking.read(asked), among)]


def _paragraphs(asked: str, sought: seeking.Sought, among: QuerySet[Paragraph]) -> Iterator[Find]:
    slug = seeking.paragraph_slug(asked)
    rows = among.order_by("document__position", "document_id", "place")
    for pk, called, label, wording in rows.values_list("pk", "slug", "label", "wording"):
        if called == slug or seeking.has(sought, (label, seeking.as_read(wording))):
            yield Find("paragraph", pk, called == slug)


def _amendments(asked: str, sought: seeking.Sought, among: QuerySet[Amendment]) -> Iterator[Find]:
    named = seeking.amendment_number(asked)
    rows = among.order_by("number", "pk")
    for pk, number, wording, rationale in rows.values_list("pk", "number", "wording", "rationale"):
        is_named = number is not None and number == named
        if is_named or seeking.has(sought, (seeking.as_read(wording), rationale)):
            yield Find("amendment", pk, is_named)


def _drafts(asked: str, sought: seeking.Sought, among: QuerySet[Draft]) -> Iterator[Find]:
    folded = seeking.fold(asked)
    rows = among.order_by("document__position", "document_id", "-circulated_at", "-pk")
    for pk, name, symbol in rows.values_list("pk", "name", "symbol"):
        is_named = folded in {seeking.fold(name), seeking.fold(symbol)} - {""}
        if is_named or seeking.has(sought, (name, symbol)):
            yield Find("draft", pk, is_named)
