"""What is hidden stays hidden: a crawl of all that is shown to each reader, and every address with everybody's ids."""

import io
import random
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.http import HttpResponseBase
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from delegations import tasks
from delegations.models import Delivery, Notice, User
from delegations.operations import tokens
from drafts.models import Export, RoomDraft
from tests.addresses import filled, ids, named
from tests.world import SECRET, World, whole_world

pytestmark = pytest.mark.django_db

CRAWLERS = ["facilitator", "delegate", "observer", "visitor"]
MOST_PAGES = 3
"""How many addresses of one page a crawl opens: enough for each kind of row, few enough for every day."""
MOST_GUESSES = 4
MOST_FOR_PROGRAMS = 8
PRINTED = "/pdf/"
"""What takes a second to print; the same rows are read as CSV."""
SEED = 20101125


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,  # noqa: ARG001  the database must be there
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """One world for all tests here: each of them takes back what it did to it."""
    with django_db_blocker.unblock(), whole_world(tmp_path_factory.mktemp("letters")) as made:
        yield made


class Links(HTMLParser):
    """Gathers where a page leads to without sending anything: links, what htmx fetches, forms that ask."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._action: str | None = None
        self._fields: list[tuple[str, str]] = []
        self._select = self._last = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found += [given[name] for name in ("href", "hx-get") if given.get(name) and tag != "link"]
        if tag == "form":
            self._action = given.get("action", "") if given.get("method", "get").lower() == "get" else None
            self._fields = []
        elif tag in {"input", "textarea"} and given.get("name"):
            self._fields.append((given["name"], given.get("value", "") or "1"))
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and (self._select or "selected" in given):
            self._fields = (
                [field for field in self._fields if field[0] != self._last]
                if not self._select
                else self._fields
            )
            self._fields.append((self._select or self._last, given.get("value", "")))
            self._last, self._select = self._select or self._last, ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._action is not None:
            self.found.append(f"{self._action}?{urlencode(self._fields)}")
            self._action = None


def told(response: HttpResponseBase) -> str:
    """Return all that an answer tells: its headers and its body, a workbook's parts too."""
    body = b"".join(response) if response.streaming else response.content  # type: ignore[attr-defined]  # bytes of either kind
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            body = b"\n".join(parts.read(name) for name in parts.namelist())
    return f"{response.headers}\n{unescape(body.decode(errors='replace'))}"


def leaked(world: World, name: str, response: HttpResponseBase, asked: str) -> list[str]:
    """Return the marker words in an answer that its reader must not see; what was asked may come back as it was."""
    text = told(response)
    return [word for word in world.forbidden(name) if word in text and word not in asked]


def crawl(client: Client) -> Iterator[tuple[str, str, HttpResponseBase]]:
    """Open what is shown, from the first page on; yield where from, what, and the answer at the end of its redirects."""
    waiting, seen, opened = [("", "/"), ("", "/talks/")], set(), Counter[str]()
    while waiting:
        shown_on, address = waiting.pop(0)
        parts = urlsplit(address)
        address = f"{parts.path}?{parts.query}" if parts.query else parts.path
        if (
            parts.netloc
            or address in seen
            or parts.path.startswith("/static/")
            or parts.path.endswith(PRINTED)
        ):
            continue
        seen.add(address)
        view = resolve(parts.path).view_name
        opened[view] += 1
        if opened[view] > MOST_PAGES:
            continue
        response = client.get(address, follow=True)
        yield shown_on, address, response
        end = response.redirect_chain[-1][0] if response.redirect_chain else address
        if response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
            waiting += [(address, urljoin(end, link)) for link in Links(response.content.decode()).found]


@pytest.mark.parametrize("name", CRAWLERS)
def test_crawl_finds_no_dead_link_and_no_word_that_its_reader_may_not_see(world: World, name: str) -> None:
    is_visitor = name == "visitor"
    pages = 0

    for shown_on, address, response in crawl(world.client(name)):
        pages += 1
        allowed = {200, 404} if shown_on == "" else {200}
        assert response.status_code in allowed, f"{address}, shown on {shown_on}: {response.status_code}"
        assert leaked(world, name, response, address) == [], f"{address}, shown on {shown_on}"
        asks_to_log_in = [to for to, _status in response.redirect_chain if to.startswith("/log-in/")]  # type: ignore[attr-defined]  # the test client's
        assert is_visitor or not asks_to_log_in, f"{address}, shown on {shown_on}"
        is_door = address == "/" or address.startswith("/log-in/")
        assert not asks_to_log_in or shown_on == "" or is_door, f"{address}, shown on {shown_on}"

    assert pages > (5 if name in {"stranger", "visitor"} else 40)


@pytest.mark.parametrize("name", ["delegate", "observer", "visitor"])
def test_no_guessed_address_tells_what_its_reader_may_not_see(world: World, name: str) -> None:
    client, known, chance = world.client(name), ids(), random.Random(SEED)

    for each in named():
        everything = list(filled(each, known))
        for address in chance.sample(everything, min(MOST_GUESSES, len(everything))):
            response = client.get(address)
            assert response.status_code < 500, address
            assert leaked(world, name, response, address) == [], address


@pytest.mark.parametrize("name", ["delegate", "observer"])
def test_no_program_is_told_what_its_seat_may_not_see(world: World, name: str) -> None:
    """Every address of the interface with everybody's ids, shown a token of a seat."""
    reader, known, chance = world.readers[name], ids(), random.Random(SEED)
    assert isinstance(reader, User)
    at = timezone.now()
    _token, secret = tokens.make_token(
        seat=reader.seats.get(), name="A tool", until_on=at.date() + timedelta(days=9), by=reader, at=at
    )
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    answers = Counter[int]()

    for each in named():
        if each.name.startswith("api:"):
            everything = list(filled(each, known))
            for address in chance.sample(everything, min(MOST_FOR_PROGRAMS, len(everything))):
                response = program.get(address)
                answers[response.status_code] += 1
                assert leaked(world, name, response, address) == [], address

    assert set(answers) <= {200, 302, 404, 405}, answers
    assert answers[200] > 10


def test_what_is_hidden_in_rooms_notices_and_letters_is_read_by_its_readers(world: World) -> None:
    room = RoomDraft.objects.get().get_absolute_url()

    for name, address, words in (
        ("author", room, ["room", "comment"]),
        ("author", "/notices/", ["notice"]),
        (
            "secretariat",
            reverse("delegations:letter_list", args=["talks"]),
            ["letter"] * settings.IS_EMBEDDED,
        ),
    ):
        text = told(world.client(name).get(address))
        assert [each for each in words if f"{SECRET}{each}" not in text] == [], address


def test_letters_tell_nobody_what_they_may_not_see(world: World) -> None:
    """Some are told of everything that anybody is told of, and are sent what they may see of it."""
    told = ("author", "delegate", "observer", "stranger")
    people = {world.readers[name].email: name for name in told}  # type: ignore[union-attr]  # no visitor among them
    notices = Notice.objects.filter(user__email__in=people)
    rows = {(each.about, each.about_pk): each for each in Notice.objects.exclude(about="")}
    Notice.objects.bulk_create(
        Notice(
            user=reader,
            negotiation=notice.negotiation,
            kind=notice.kind,
            at=notice.at,
            facts=notice.facts,
            address=notice.address,
            about=notice.about,
            about_pk=notice.about_pk,
            delivery=Delivery.AT_ONCE,
        )
        for notice in rows.values()
        for reader in User.objects.filter(email__in=people)
    )
    Notice.objects.exclude(user__email__in=people).delete()
    notices.update(at=timezone.now(), delivery=Delivery.AT_ONCE)

    tasks.send_notices()

    assert {people[letter.to[0]] for letter in mail.outbox} == {"author", "delegate", "observer"}
    for letter in mail.outbox:
        name = people[letter.to[0]]
        text = f"{letter.subject}\n{letter.body}"
        assert [word for word in world.forbidden(name) if word in text] == [], (name, text)


@pytest.mark.parametrize("name", ["author", "delegate", "entity", "observer", "stranger", "visitor"])
def test_a_file_is_had_at_its_own_address_by_its_readers_alone(world: World, name: str) -> None:
    client = world.client(name)
    had = 0

    for export in Export.objects.select_related("draft__document__negotiation"):
        draft = export.draft
        place = [draft.document.negotiation.slug, draft.document.slug, draft.slug]
        response = client.get(reverse("drafts:export_download", args=[*place, export.pk]))
        had += response.status_code == 200
        assert leaked(world, name, response, "") == [] or response.status_code in {302, 404}, export
    other = Export.objects.exclude(draft__slug="whole").filter(draft__document__negotiation=world.talks)[0]
    at_another = client.get(reverse("drafts:export_download", args=["talks", "plan", "whole", other.pk]))

    assert at_another.status_code == (302 if name == "visitor" else 404)
    assert had > 0


@pytest.mark.parametrize("name", ["observer", "stranger", "visitor"])
def test_what_is_hidden_answers_as_what_is_not_there(world: World, name: str) -> None:
    client = world.client(name)
    hidden = ["for-facilitators", "for-states"] if name == "observer" else ["for-facilitators", "plan"]

    for each in named():
        if not {"negotiation", "document"} <= set(each.arguments):
            continue
        more = {"label": "1", "draft": "latest", "file_format": "csv", "pk": 1}
        rest = {argument: more.get(argument, "1") for argument in each.arguments}
        places = [{**rest, "negotiation": "talks", "document": slug} for slug in (*hidden, "nothing")]
        answers = {
            (response.status_code, response.headers.get("Location", "").partition("?")[0])
            for response in (client.get(reverse(each.name, kwargs=place)) for place in places)
        }
        assert len(answers) == 1, each.name


@pytest.mark.parametrize("name", ["delegate", "observer"])
def test_nothing_hidden_is_found_counted_or_filtered(world: World, name: str) -> None:
    client = world.client(name)
    searched = client.get("/talks/search/", {"q": SECRET})
    ledger = client.get("/talks/ledger/")

    for word in world.forbidden(name):
        assert client.get("/talks/search/", {"q": word}).context["page"].paginator.count == 0, word
        assert client.get("/talks/amendments/", {"q": word}).context["page"].paginator.count == 0, word
    counts = ledger.context["counts"]
    assert leaked(world, name, searched, "") == []
    assert counts.tabled == ledger.context["page"].paginator.count
    assert counts.tabled == counts.taken + counts.not_retained + counts.open
    assert counts.tabled == (3 if name == "delegate" else 1)


@pytest.mark.parametrize("name", ["delegate", "visitor"])
def test_no_answer_may_be_kept_for_another_reader(world: World, name: str) -> None:
    client = world.client(name)

    for address in (
        "/talks/for-public/",
        "/talks/",
        "/talks/plan/positions/csv/",
        "/nowhere/",
        "/talks/plan/",
    ):
        response = client.get(address)
        assert "private" in response.headers["Cache-Control"], address
        assert not {"ETag", "Last-Modified"} & set(response.headers), address
