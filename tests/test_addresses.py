"""The words that addresses use, against those that are reserved: derived from the table of addresses, so that none is forgotten."""

from collections.abc import Iterator, Sequence

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.urls import URLPattern, URLResolver, get_resolver

from delegations.models import Negotiation
from delegations.models.seats import RESERVED_SLUGS as RESERVED_FOR_NEGOTIATIONS
from drafts.models import RESERVED_SLUGS

NAMES = {
    "<slug:negotiation>": "N",
    "<slug:document>": "D",
    r"(?P<negotiation>[-\w]+)": "N",
    r"(?P<document>[-\w]+)": "D",
}


def routes(patterns: Sequence[URLPattern | URLResolver], before: str = "") -> Iterator[list[str]]:
    """Yield the parts of every address; those of a negotiation and a document are "N" and "D"."""
    for pattern in patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield [NAMES.get(part, part) for part in route.split("/")]


def test_every_word_where_a_documents_slug_stands_is_reserved() -> None:
    parts = list(routes(get_resolver().url_patterns))
    after_negotiation = {each[1] for each in parts if each[0] == "N" and len(each) > 1}
    after_document = {each[2] for each in parts if each[:2] == ["N", "D"] and len(each) > 2}

    words = {word for word in after_negotiation | after_document if word and word[0].islower()}

    assert sorted(words - RESERVED_SLUGS) == []
    assert words >= {"seats", "renumber", "concordance"}


def test_every_word_where_a_negotiations_slug_stands_is_reserved() -> None:
    first = {each[0] for each in routes(get_resolver().url_patterns)} - {"N", ""}

    assert sorted({*first, settings.STATIC_URL.strip("/")} - RESERVED_FOR_NEGOTIATIONS) == []
    assert "log-in" in first


@pytest.mark.django_db
def test_no_negotiation_has_an_address_that_is_taken() -> None:
    with pytest.raises(IntegrityError, match="negotiation_slug_not_reserved"):
        Negotiation.objects.create(slug="seals", title="Hidden talks")
