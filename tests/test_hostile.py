"""Every form and parameter given what nobody should send: no error, no markup that comes back, nobody's words."""

import random
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse, HttpResponseBase
from pytest_django import DjangoDbBlocker

from tests.addresses import Named, filled, ids, named
from tests.test_leaks import leaked
from tests.world import World, whole_world

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).resolve().parent.parent
SEED = 20260101
ROUNDS = 2
"""How often each page is asked, and sent to, with other values."""
MOST_FIELDS = 5
SHARES = range(4)
MARKUP = ("<script>zqevil()</script>", '"><img src=x onerror=zqevil()>', "</textarea><svg onload=zqevil()>")
HOSTILE = (
    *MARKUP,
    "javascript:zqevil()",
    "//evil.example/",
    "' OR 1=1; --",
    "\x00",
    "one\x00two\x1b[2J",
    "line\r\nSet-Cookie: zqevil=1",
    "\u202eturned\u200b\ufeff",
    "💥 ﷽ e\u0301\u0301\u0301",
    "٣",
    "²",
    "9" * 400,
    "-1",
    "2147483648",
    "9223372036854775808",
    "1e309",
    "NaN",
    "2010-02-30",
    "0000-00-00T99:99",
    "99999-01-01 00:00",
    "../../../etc/passwd",
    "%00%ff%s{{7*7}}{% load x %}",
    "[" * 500,
    "a" * 30_000,
    "",
    " ",
    "None",
    "true",
)


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,  # noqa: ARG001  the database must be there
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """One world for all tests here: each of them takes back what it did to it."""
    with django_db_blocker.unblock(), whole_world(tmp_path_factory.mktemp("letters")) as made:
        yield made


def parameters() -> list[str]:
    """Return the name of every parameter that a page reads and of every field that a form has."""
    names = {"next", "page", "q"}
    for package in ("gpa", "delegations", "drafts"):
        for path in sorted((ROOT / package).rglob("*.py")):
            source = path.read_text(encoding="utf-8")
            names |= set(re.findall(r'(?:GET|POST|FILES)(?:\.get|\.getlist|\.pop)?[(\[]"([-\w]+)"', source))
    waiting: list[type[forms.BaseForm]] = [forms.Form]
    while waiting:
        form = waiting.pop()
        names |= set(getattr(form, "base_fields", {})) if _is_ours(form) else set()
        waiting += form.__subclasses__()
    return sorted(names)


def _is_ours(form: type) -> bool:
    return form.__module__.split(".")[0] in {"delegations", "drafts", "gpa", "allauth"}


def fields_of(page: str) -> dict[str, str]:
    """Return the fields of a page's forms as they stand in it."""
    tags = re.findall(r"<(?:input|textarea|select|button)\b[^>]*>", page)
    found = {}
    for tag in tags:
        name, value = (re.search(rf'\b{which}="([^"]*)"', tag) for which in ("name", "value"))
        if name and name[1] != "csrfmiddlewaretoken":
            found[name[1]] = value[1] if value else "1"
    return found


def places(world: World) -> Iterator[tuple[str, str, HttpResponseBase]]:
    """Yield every page's address with a reader and the answer to them; a page that has none is left out."""
    only: dict[str, list[object]] = {"negotiation": ["talks"], "document": ["plan"], "draft": ["whole"]}
    known = {**ids(), **only}
    clients = {name: world.client(name) for name in ("facilitator", "secretariat", "author", "visitor")}
    for each in named():
        for name, address in _tries(each, known, list(clients)):
            answer = clients[name].get(address)
            if answer.status_code not in {403, 404}:
                yield name, address, answer
                break


def _tries(each: Named, known: Mapping[str, list[object]], readers: list[str]) -> Iterator[tuple[str, str]]:
    for address in islice(filled(each, known), 60):
        for name in readers:
            yield name, address


def test_no_parameter_breaks_a_page_or_comes_back_as_markup(world: World) -> None:
    chance, names = random.Random(SEED), parameters()
    asked = 0

    for name, address, page in list(places(world)):
        client = world.client(name)
        own = fields_of(page.content.decode(errors="replace")) if isinstance(page, HttpResponse) else {}
        for _round in range(ROUNDS):
            chosen = chance.sample([*own, *names], min(MOST_FIELDS, len(names)))
            query = {each: chance.choice(HOSTILE) for each in chosen}
            _sound(world, name, client.get(address, query), f"GET {address} {_told(query)}", query)
            typed = (
                {**own, **query} if chance.choice(SHARES) else {each: chance.choice(HOSTILE) for each in own}
            )
            sent = {**typed, **_file(chance, typed)}
            _sound(world, name, client.post(address, sent), f"POST {address} {_told(typed)}", typed)
            asked += 2

    assert asked > 300


def _file(chance: random.Random, typed: Mapping[str, str]) -> dict[str, SimpleUploadedFile]:
    """Send a file of garbage where a file may be."""
    garbage = (b"\xff\xfe\x00", b"PK\x03\x04broken", b"", b"1. One;\n\x00", b"%PDF-1.7 no")
    content = chance.choice(garbage)
    return {each: SimpleUploadedFile("../x.docx", content) for each in typed if "file" in each}


def _told(values: Mapping[str, str]) -> dict[str, str]:
    return {name: value[:40] for name, value in values.items()}


def _sound(world: World, name: str, response: HttpResponseBase, asked: str, sent: Mapping[str, str]) -> None:
    """Hold an answer to what every answer must be."""
    assert response.status_code < 500, asked
    assert "evil.example" not in response.headers.get("Location", "").split("?")[0], asked
    assert "zqevil" not in response.headers.get("Set-Cookie", ""), asked
    assert leaked(world, name, response, f"{asked} {sent}") == [], asked
    if isinstance(response, HttpResponse) and response.headers.get("Content-Type", "").startswith(
        "text/html"
    ):
        body = response.content.decode(errors="replace")
        assert not [markup for markup in MARKUP if markup in body], asked


@pytest.mark.parametrize(
    "query",
    ["q=%ff%fe", "page=%00", "old=%c3%28&new=%f0%9f", "q[]=1&q[]=2&q=3&q=4", "page=1&page=%20", "&&=&=1"],
)
def test_a_query_in_no_encoding_is_answered(world: World, query: str) -> None:
    client = world.client("facilitator")

    for place in (
        "search/",
        "ledger/",
        "amendments/",
        "plan/",
        "plan/compare/",
        "plan/1/",
        "decisions/",
        "plan/positions/",
    ):
        response = client.get(f"/talks/{place}?{query}")
        assert response.status_code in {200, 400, 404, 422}, f"{place}?{query}"
