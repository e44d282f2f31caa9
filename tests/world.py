"""A small world with a secret in every hidden corner: who may read which marker words, and the ids of everything."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client, override_settings

from delegations import emails
from delegations.models import (
    Audience,
    Delegation,
    DelegationKind,
    Negotiation,
    NoticeKind,
    Reader,
    Role,
    User,
)
from delegations.operations import accrediting, telling
from drafts import tasks
from drafts.models import Amendment, Document, DraftKind, Export, ExportForm, ExportFormat, PositionKind
from drafts.operations import circulating, positioning, rooms
from drafts.operations import intake as intakes
from drafts.operations.deciding import Verdict
from tests.drafts.acts import revise
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_delegation,
    make_document,
    make_facilitator,
    make_negotiation,
    make_room_draft,
    make_seat,
)

SECRET = "zqsecret"  # noqa: S105  a marker word, and no word of any page
TODAY = NOW.date()


@dataclass
class World:
    """People by name; `secrets` holds, for each marker word, the names of those who may read it."""

    talks: Negotiation
    elsewhere: Negotiation
    readers: dict[str, Reader] = field(default_factory=dict)
    secrets: dict[str, frozenset[str]] = field(default_factory=dict)

    def client(self, name: str) -> Client:
        """Return a browser of one of the readers."""
        client = Client(raise_request_exception=True)
        reader = self.readers[name]
        if isinstance(reader, User):
            client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def secret(self, name: str, readers: Iterable[str]) -> str:
        """Make a marker word that those readers alone may see."""
        word = f"{SECRET}{name}"
        self.secrets[word] = frozenset(readers)
        return word

    def forbidden(self, name: str) -> list[str]:
        """Return the marker words that a reader must never see."""
        return [word for word, readers in self.secrets.items() if name not in readers]


INNER = ("facilitator", "secretariat")
STATES = (*INNER, "author", "colleague", "delegate")
SEATED = (*STATES, "entity", "observer")
ALL = (*SEATED, "stranger", "visitor")
READERS = {
    Audience.FACILITATORS: INNER,
    Audience.STATES: STATES,
    Audience.OBSERVERS: SEATED,
    Audience.PUBLIC: ALL,
}


@contextmanager
def whole_world(letters: Path) -> Iterator[World]:
    """Make a world for all tests of a module, which keeps its letters in a folder; in the end all of it is taken back."""
    with override_settings(LETTERS_DIR=letters, EMAIL_FILE_PATH=letters), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


def make_world() -> World:
    """Make a negotiation with a document, a draft and amendments for each audience, and another that nobody here knows."""
    world = World(make_negotiation("talks"), make_negotiation("elsewhere"))
    talks = world.talks
    samplia, group = make_delegation(talks, "samplia"), make_delegation(talks, "group", DelegationKind.GROUP)
    accrediting.join_group(group=group, members=[samplia])
    world.readers = {
        "facilitator": make_facilitator(talks),
        "secretariat": make_seat(talks, Role.SECRETARIAT).user,
        "author": make_delegate(talks, samplia),
        "colleague": make_delegate(talks, samplia),
        "delegate": make_delegate(talks, make_delegation(talks, "examplia")),
        "entity": make_delegate(talks, make_delegation(talks, "agency", DelegationKind.ENTITY)),
        "observer": make_seat(talks, Role.OBSERVER).user,
        "stranger": make_facilitator(make_negotiation()),
        "visitor": AnonymousUser(),
    }
    for audience in Audience:
        _document(world, audience)
    plan = make_document(talks, ["One;", "Two;", "Three."])
    for audience in (Audience.FACILITATORS, Audience.STATES):
        _amendment(world, plan, audience)
    _draft_amendment(world, plan)
    _outcome(world, plan)
    _circulate(world, plan, "Whole", Audience.OBSERVERS)
    _intake(world)
    _elsewhere(world)
    _room(world, group, plan)
    _told(world)
    return world


def _document(world: World, audience: Audience) -> None:
    """A document for an audience, with its wording, its history and a circulated draft; all told by marker words."""
    words = world.secret(f"document{audience.name.lower()}", READERS[audience])
    Negotiation.objects.filter(pk=world.talks.pk).update(audience=audience)
    document = make_document(world.talks, [f"{words};", "Second."], slug=f"for-{audience.name.lower()}")
    Negotiation.objects.filter(pk=world.talks.pk).update(audience=Audience.OBSERVERS)
    Document.objects.filter(pk=document.pk).update(name=f"{words} name")
    document.refresh_from_db()
    revise(document.paragraphs.get(label="1"), f"{words} revised;")
    _circulate(world, document, f"{words} draft", audience)


def _amendment(world: World, plan: Document, audience: Audience) -> None:
    """An open amendment, and a settled one, for an audience; a position is stated on the open one."""
    name = audience.name.lower()
    readers = {*READERS[audience], "author", "colleague"}
    words, why, note = (world.secret(f"{kind}{name}", readers) for kind in ("amendment", "rationale", "note"))
    author = world.readers["author"]
    assert isinstance(author, User)
    first = plan.paragraphs.get(label="1")
    made = make_amendment(first, f"One {words};", author, audience=audience, rationale=why)
    if audience >= Audience.STATES:
        _position(world, made, note)
    words, reason = (world.secret(f"{kind}{name}", readers) for kind in ("settled", "reason"))
    plan.refresh_from_db()
    settled = make_amendment(plan.paragraphs.get(label="2"), f"Two {words};", author, audience=audience)
    verdicts = {settled.pk: Verdict("not_retained", reason, (), (words,))}
    revise(settled.paragraph, settled.base_wording, verdicts=verdicts)


def _position(world: World, amendment: Amendment, note: str) -> None:
    speaker = world.readers["delegate"]
    assert isinstance(speaker, User)
    positioning.state_position(
        paragraph=amendment.paragraph,
        amendment=amendment,
        delegation=Delegation.objects.get(negotiation=world.talks, slug="examplia"),
        kind=PositionKind.SUPPORT,
        note=note,
        by=speaker,
        at=NOW,
    )


def _draft_amendment(world: World, plan: Document) -> None:
    words = world.secret("draftamendment", ("author", "colleague"))
    make_amendment(plan.paragraphs.get(label="3"), f"Three {words}.", world.readers["author"], tabled=False)  # type: ignore[arg-type]  # a person


def _outcome(world: World, plan: Document) -> None:
    """An amendment that everybody with a seat sees, and what became of it."""
    made = make_amendment(plan.paragraphs.get(label="3"), "Three and a half.", world.readers["author"])  # type: ignore[arg-type]  # a person
    revise(made.paragraph, "Three and a half.", verdicts={made.pk: Verdict("accepted")})


def _circulate(world: World, document: Document, name: str, audience: Audience) -> None:
    """Circulate a draft, and keep a file of each form of it for each audience that it may be made for."""
    by = world.readers["facilitator"]
    assert isinstance(by, User)
    draft = circulating.circulate_draft(
        document=document, kind=DraftKind.REVISION, name=name, author="A", audience=audience, by=by, at=NOW
    )
    for form in (ExportForm.CLEAN, ExportForm.COMPILATION):
        for narrower in Audience:
            export = circulating.request_export(
                draft=draft,
                form=form,
                file_format=ExportFormat.TXT,
                against=None,
                audience=narrower,
                at=NOW,
            )
            tasks.make_export(export.pk)
    Export.objects.exclude(format=ExportFormat.TXT).delete()


def _intake(world: World) -> None:
    words = world.secret("intake", ("secretariat",))
    by = world.readers["secretariat"]
    assert isinstance(by, User)
    intakes.open_intake(
        negotiation=world.talks, file_name="new.txt", data=f"1. {words};\n".encode(), by=by, at=NOW
    )


def _elsewhere(world: World) -> None:
    """Another negotiation with one of everything, of which nobody of this world may know."""
    words = world.secret("elsewhere", ())
    Negotiation.objects.filter(pk=world.elsewhere.pk).update(title=words)
    document = make_document(world.elsewhere, [f"{words};", "Second."])
    delegation = make_delegation(world.elsewhere, f"{words}-delegation")
    make_amendment(
        document.paragraphs.get(label="1"), f"{words} more;", make_delegate(world.elsewhere, delegation)
    )
    make_amendment(
        document.paragraphs.get(label="2"),
        f"{words} more.",
        make_delegate(world.elsewhere, delegation),
        tabled=False,
    )
    _circulate(world, document, f"{words} draft", Audience.OBSERVERS)


def _room(world: World, group: Delegation, plan: Document) -> None:
    """A draft in the room of a group, and a comment on it, for its members alone."""
    words, said = (world.secret(name, ("author", "colleague")) for name in ("room", "comment"))
    author = world.readers["author"]
    assert isinstance(author, User)
    draft = make_room_draft(group, plan.paragraphs.get(label="1"), f"One {words};", author)
    rooms.comment_in_room(draft=draft, number=1, words=said, by=author, at=NOW)


def _told(world: World) -> None:
    """A notice for one person alone, and a letter that the embedded mode keeps, for the secretariat."""
    author = world.readers["author"]
    assert isinstance(author, User)
    telling.tell(
        users=[author],
        negotiation=world.talks,
        kind=NoticeKind.ACCREDITED,
        at=NOW,
        facts={"role": world.secret("notice", ("author",))},
        address="/talks/",
    )
    words = world.secret("letter", ("secretariat",))
    letter = emails.Letter("somebody@example.org", words, f"{words}\n", f"<p>{words}</p>\n")
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.filebased.EmailBackend"):
        emails.send([letter])
