"""Who may read which rows: every queryset, for every reach, and the files that are made for them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from delegations.models import Audience, DelegationKind, Membership, Role, User
from delegations.operations import accrediting
from drafts import tasks
from drafts.models import (
    Amendment,
    Decision,
    Document,
    Draft,
    DraftKind,
    Export,
    ExportForm,
    ExportFormat,
    Outcome,
    Paragraph,
    Position,
    PositionKind,
)
from drafts.operations import circulating, positioning
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
    make_seat,
)

pytestmark = pytest.mark.django_db

TODAY = NOW.date()
REACHES = {
    "facilitator": Audience.FACILITATORS,
    "secretariat": Audience.FACILITATORS,
    "state": Audience.STATES,
    "group": Audience.STATES,
    "entity": Audience.OBSERVERS,
    "observer": Audience.OBSERVERS,
    "observing state": Audience.OBSERVERS,
    "stranger": Audience.PUBLIC,
    "nobody": Audience.PUBLIC,
}


@pytest.fixture
def document() -> Document:
    return make_document(make_negotiation("talks"))


def reader(document: Document, kind: str) -> User | AnonymousUser:
    talks = document.negotiation
    if kind in {"state", "group", "entity"}:
        return make_delegate(talks, make_delegation(talks, kind=DelegationKind(kind)))
    if kind == "observing state":
        return make_seat(talks, Role.OBSERVER, make_delegation(talks)).user
    if kind == "stranger":
        return make_facilitator(make_negotiation())
    return AnonymousUser() if kind == "nobody" else make_seat(talks, Role(kind)).user


def draft_of(document: Document, name: str = "Rev.1", audience: int | None = None) -> Draft:
    return circulating.circulate_draft(
        document=document,
        kind=DraftKind.REVISION,
        name=name,
        author="A",
        audience=audience,
        by=make_facilitator(document.negotiation),
        at=NOW,
    )


@pytest.mark.parametrize("kind", REACHES)
def test_rows_are_found_by_those_whom_they_are_for(document: Document, kind: str) -> None:
    amendment = make_amendment(document.paragraphs.get(label="1"), "One and a half;")
    other = make_amendment(document.paragraphs.get(label="2"), "Two and a half;")
    revise(other.paragraph, "Two and a half;", verdicts={other.pk: Verdict("accepted")})
    draft_of(document)
    who = reader(document, kind)

    for audience in Audience:
        for model in (Document, Draft, Amendment, Export):
            model._default_manager.update(audience=audience)  # noqa: SLF001  Django's documented name
        found = {
            model: bool(model.objects.visible_to(who, TODAY))
            for model in (Document, Paragraph, Decision, Amendment, Outcome, Draft, Export)
        }
        assert set(found.values()) == {REACHES[kind] <= audience}, (audience, found)
        assert (amendment in Amendment.objects.visible_to(who, TODAY)) is (REACHES[kind] <= audience)


def test_an_amendment_for_the_facilitators_is_seen_by_its_own_delegation_and_its_group(
    document: Document,
) -> None:
    talks = document.negotiation
    group, member, other = (
        make_delegation(talks, kind=DelegationKind(kind)) for kind in ("group", "state", "state")
    )
    accrediting.join_group(group=group, members=[member])
    amendment = make_amendment(document.paragraphs.get(label="1"), "One;;", make_delegate(talks, member))
    Amendment.objects.update(audience=Audience.FACILITATORS)
    colleague, outsider = make_delegate(talks, member), make_delegate(talks, other)

    assert amendment in Amendment.objects.visible_to(colleague, TODAY)
    assert amendment not in Amendment.objects.visible_to(outsider, TODAY)

    Amendment.objects.update(delegation=group)
    assert amendment in Amendment.objects.visible_to(colleague, TODAY)
    assert amendment not in Amendment.objects.visible_to(outsider, TODAY)

    Membership.objects.update(until_on=TODAY - timedelta(days=1))
    assert amendment not in Amendment.objects.visible_to(colleague, TODAY)


def test_nobody_sees_an_amendment_on_a_document_that_they_may_not_read(document: Document) -> None:
    author = make_delegate(document.negotiation)
    amendment = make_amendment(document.paragraphs.get(label="1"), "One and more;", author)
    Document.objects.update(audience=Audience.FACILITATORS)

    assert amendment not in Amendment.objects.visible_to(author, TODAY)


def test_positions_are_seen_by_those_who_see_what_they_are_stated_on(document: Document) -> None:
    talks = document.negotiation
    paragraph = document.paragraphs.get(label="1")
    amendment = make_amendment(paragraph, "One and more;")
    speaker, observer = make_delegate(talks), make_seat(talks, Role.OBSERVER).user
    for on in (amendment, None):
        positioning.state_position(
            paragraph=paragraph,
            amendment=on,
            delegation=speaker.seats.get().delegation,  # type: ignore[arg-type]  # a delegate has one
            kind=PositionKind.SUPPORT,
            note="",
            by=speaker,
            at=NOW,
        )
    Amendment.objects.update(audience=Audience.STATES)

    assert Position.objects.visible_to(speaker, TODAY).count() == 2
    assert Position.objects.visible_to(observer, TODAY).get().amendment is None
    Document.objects.update(audience=Audience.PUBLIC)
    assert not Position.objects.visible_to(AnonymousUser(), TODAY).exists()


def test_a_document_and_its_drafts_are_for_whom_the_negotiation_says() -> None:
    talks = make_negotiation(audience=Audience.STATES)

    document = make_document(talks)

    assert document.audience == draft_of(document).audience == Audience.STATES


def test_a_draft_is_not_circulated_to_more_than_read_its_document(document: Document) -> None:
    with pytest.raises(circulating.DraftRefused, match="Member States and observers"):
        draft_of(document, audience=Audience.PUBLIC)

    assert not Draft.objects.exists()


def test_a_compilation_holds_the_amendments_alone_that_all_its_readers_see(document: Document) -> None:
    for label, audience in (("1", Audience.FACILITATORS), ("2", Audience.STATES), ("3", Audience.OBSERVERS)):
        amendment = make_amendment(document.paragraphs.get(label=label), f"Words for {audience.name};")
        Amendment.objects.filter(pk=amendment.pk).update(audience=audience)
    draft = draft_of(document)

    def compiled(audience: int) -> list[str]:
        made = tasks.render(draft, ExportForm.COMPILATION, ExportFormat.TXT, None, audience=audience).decode()
        return [each.name for each in Audience if each.name in made]

    assert compiled(0) == compiled(Audience.OBSERVERS) == ["OBSERVERS"]
    assert compiled(Audience.STATES) == ["STATES", "OBSERVERS"]
    assert compiled(Audience.FACILITATORS) == ["FACILITATORS", "STATES", "OBSERVERS"]
    assert compiled(Audience.PUBLIC) == []


def test_a_tracked_file_names_those_delegations_alone_whose_amendments_all_its_readers_see(
    document: Document,
) -> None:
    before = draft_of(document, "Zero")
    amendment = make_amendment(document.paragraphs.get(label="1"), "One and a half;")
    Amendment.objects.update(audience=Audience.STATES)
    revise(amendment.paragraph, "One and a half;", verdicts={amendment.pk: Verdict("accepted")})
    draft = draft_of(document)

    def names(audience: int) -> bool:
        made = tasks.render(draft, ExportForm.TRACKED, ExportFormat.TXT, before, audience=audience).decode()
        return amendment.delegation.name in made

    assert names(Audience.STATES)
    assert not names(Audience.OBSERVERS)


def test_a_file_is_another_one_for_fewer_readers_and_never_for_more(document: Document) -> None:
    draft = draft_of(document)

    def asked(audience: int | None) -> Export:
        return circulating.request_export(
            draft=draft,
            form=ExportForm.COMPILATION,
            file_format=ExportFormat.TXT,
            against=None,
            audience=audience,
            at=NOW,
        )

    everybody, states = asked(None), asked(Audience.STATES)
    observer = make_seat(document.negotiation, Role.OBSERVER).user
    assert everybody != states
    assert asked(Audience.PUBLIC) == everybody
    assert everybody in Export.objects.visible_to(observer, TODAY)
    assert states not in Export.objects.visible_to(observer, TODAY)


def test_a_file_tracked_against_a_narrower_draft_is_for_its_readers_alone(document: Document) -> None:
    zero = draft_of(document, "Zero", Audience.STATES)
    draft = draft_of(document, "Rev.1")
    observer = make_seat(document.negotiation, Role.OBSERVER).user

    tracked = circulating.request_export(
        draft=draft, form=ExportForm.TRACKED, file_format=ExportFormat.PDF, against=zero, at=NOW
    )

    assert tracked.audience == Audience.STATES
    assert draft in Draft.objects.visible_to(observer, TODAY)
    assert tracked not in Export.objects.visible_to(observer, TODAY)
    Export.objects.update(audience=Audience.PUBLIC)
    assert tracked not in Export.objects.visible_to(observer, TODAY)
