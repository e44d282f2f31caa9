"""Random decisions, amendments and undoings: whatever happens, history stays whole and the last decision can be undone."""

import contextlib
from collections.abc import Callable
from random import Random

import pytest
from django.db import transaction

from drafts.models import Amendment, AmendmentKind, Decision, Document, Paragraph, ParagraphKind
from drafts.operations import verifying
from drafts.operations.deciding import NothingChanged, Verdict
from gpa.errors import DomainError
from tests.drafts import acts
from tests.factories import make_amendment, make_delegate, make_delegation, make_document

pytestmark = pytest.mark.django_db

FIELDS = (
    *("label", "slug", "place", "section_id", "kind", "wording", "state", "target_id", "agreement"),
    "is_dropped",
)
State = dict[str, tuple[object, ...]]


def state(document: Document) -> State:
    return {row[0]: row for row in document.paragraphs.order_by("place").values_list(*FIELDS)}


def random_acts(random: Random, document: Document) -> list[Callable[[], Decision | None]]:
    delegation = make_delegation(document.negotiation)
    delegate = make_delegate(document.negotiation, delegation)

    def some() -> Paragraph:
        return random.choice(list(document.paragraphs.order_by("place")))

    def words() -> str:
        return f"Words {random.randint(1, 999)}; and others;"

    def settled(paragraph: Paragraph) -> dict[int, Verdict]:
        found = Amendment.objects.open().filter(paragraph=paragraph).order_by("number")
        return {each.pk: Verdict("in_part") for each in found if random.random() < 0.6}

    def amend() -> None:
        kind = random.choice([AmendmentKind.REVISE, AmendmentKind.INSERT, AmendmentKind.ALTERNATIVE])
        make_amendment(some(), words(), delegate, kind=kind)

    def revise() -> Decision:
        paragraph = some()
        return acts.revise(paragraph, words(), verdicts=settled(paragraph))

    def undo() -> Decision:
        return acts.undo(random.choice(Decision.objects.filter(document=document).order_by("-number")[:6]))

    return [
        *(amend, undo, revise),
        lambda: acts.delete(some()),
        lambda: acts.merge(some(), some(), words()),
        lambda: acts.insert(some(), words(), random.choice(ParagraphKind.values)),
        lambda: acts.alternative(some(), words()),
        lambda: acts.split(some(), [words(), words()]),
        lambda: acts.move(some(), some()),
        lambda: acts.agree(some(), random.choice(["ad_ref", "agreed"])),
        lambda: acts.reopen(some(), delegation),
        lambda: acts.restore(some(), random.randint(1, 3)),
        lambda: acts.renumber(document),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_history_stays_whole_whatever_is_decided(seed: int) -> None:
    random = Random(seed)
    document = make_document(wordings=[f"Words {number}; and others;" for number in range(6)])
    possible = random_acts(random, document)
    decided = 0

    for _ in range(40):
        before = state(document)
        try:
            decision = random.choice(possible)()
        except DomainError:
            assert state(document) == before
            continue
        if decision is not None:
            decided += 1
            point = transaction.savepoint()
            acts.undo(decision)
            after = state(document)
            assert {label: after[label] for label in before} == before, decision.sentence
            assert list(verifying.faults()) == []
            transaction.savepoint_rollback(point)

    for each in document.paragraphs.filter(label__contains=" alt", state="standing"):
        if each.is_agreed:
            acts.reopen(each)
        acts.delete(each)
    with contextlib.suppress(NothingChanged):
        acts.renumber(document)
    printed = document.paragraphs.printed().filter(kind="numbered").order_by("place")
    assert [each.label for each in printed] == [str(number) for number in range(1, len(printed) + 1)]
    assert decided > 10
    assert list(verifying.faults()) == []
