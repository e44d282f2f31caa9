"""Whose words came into a text between two drafts: the decisions on each paragraph in turn, with what was taken of whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reversion.models import Version

from drafts.models.amendments import Amendment, AmendmentKind, AmendmentRevision, Outcome, OutcomeKind
from drafts.models.circulation import Draft
from drafts.models.editions import Edition, edition_of
from drafts.models.paragraphs import Paragraph, Verb
from drafts.text.layers import Claim, Hand, Step

FACILITATORS = "Facilitators"
A_DELEGATION = "A delegation"
"""Who is named where names are not shown."""

_OWN_VERB = {
    Verb.DELETE: (AmendmentKind.DELETE,),
    Verb.MERGE: (AmendmentKind.MERGE,),
    Verb.MOVE: (AmendmentKind.MOVE,),
    Verb.INSERT: (AmendmentKind.INSERT, AmendmentKind.ALTERNATIVE),
}
"""The amendments that a decision carries out as a whole."""
_NEW = (AmendmentKind.INSERT, AmendmentKind.ALTERNATIVE)


@dataclass(frozen=True)
class Authorship:
    """What the decisions between two drafts made of one paragraph, the oldest first; `hand` is the last one's."""

    steps: tuple[Step, ...]
    hand: Hand


def authorships(
    draft: Draft, against: Draft, *, with_names: bool, audience: int = 0
) -> Mapping[int, Authorship]:
    """Return, by paragraph id, whose words came between an earlier draft and a later one; three queries.

    Words that an amendment proposed are its delegation's, all others the facilitators'; so are those of an amendment
    that is for fewer than `audience`. Without names every delegation is called the same.
    """
    versions = Version.objects.get_for_model(Paragraph).filter(
        revision__decision__document=draft.document,
        revision__decision__number__gt=against.last_decision,
        revision__decision__number__lte=draft.last_decision,
    )
    related = versions.select_related("revision__decision", "revision__user").order_by("pk")
    editions = [edition_of(version) for version in related]
    taken = _taken(editions, audience, with_names=with_names)
    found: dict[int, list[Edition]] = {}
    for edition in editions:
        found.setdefault(edition.paragraph_id, []).append(edition)
    return {
        pk: Authorship(tuple(_step(each, taken) for each in of), _hand(of[-1], taken))
        for pk, of in found.items()
    }


@dataclass(frozen=True)
class _Taken:
    """An amendment of which a decision took something, with its words of that day."""

    kind: str
    claim: Claim


def _taken(editions: Iterable[Edition], audience: int, *, with_names: bool) -> Mapping[int, Sequence[_Taken]]:
    """Return, by decision id, the amendments of which it took something and that an audience reads, as tabled."""
    decisions = {edition.decision.pk: edition.decision for edition in editions}
    outcomes = Outcome.objects.filter(
        decision__in=decisions,
        kind__in=[OutcomeKind.ACCEPTED, OutcomeKind.IN_PART],
        amendment__audience__gte=audience,
    ).select_related("amendment__delegation", "decision__revision")
    outcomes = outcomes.order_by("amendment__number")
    worded = _worded(outcomes)
    found: dict[int, list[_Taken]] = {}
    for outcome in outcomes:
        amendment = outcome.amendment
        base, wording = worded[outcome.pk]
        by = amendment.delegation.name if with_names else A_DELEGATION
        claim = Claim(by, "" if amendment.kind in _NEW else base, wording)
        found.setdefault(outcome.decision_id, []).append(_Taken(amendment.kind, claim))
    return found


def _worded(outcomes: Iterable[Outcome]) -> Mapping[int, tuple[str, str]]:
    """Return, by outcome id, an amendment's base and wording when it was decided on, which may have been revised since."""
    revisions: dict[int, list[AmendmentRevision]] = {}
    amendments = [outcome.amendment_id for outcome in outcomes]
    related = AmendmentRevision.objects.filter(amendment__in=amendments).select_related("decision")
    for revision in related.order_by("number"):
        revisions.setdefault(revision.amendment_id, []).append(revision)
    return {
        outcome.pk: _then(outcome, revisions.get(outcome.amendment_id, []), outcome.amendment)
        for outcome in outcomes
    }


def _then(outcome: Outcome, revisions: Sequence[AmendmentRevision], amendment: Amendment) -> tuple[str, str]:
    at, number = outcome.decision.at, outcome.decision.number
    past = [
        each
        for each in revisions
        if each.made_at <= at and (each.decision is None or each.decision.number < number)
    ]
    newest = past[-1] if past else amendment
    return newest.base_wording, newest.wording


def _step(edition: Edition, taken: Mapping[int, Sequence[_Taken]]) -> Step:
    claims = tuple(each.claim for each in taken.get(edition.decision.pk, ()) if each.claim.wording)
    return Step(edition.wording, _hand(edition, taken), claims, is_undoing=edition.decision.verb == Verb.UNDO)


def _hand(edition: Edition, taken: Mapping[int, Sequence[_Taken]]) -> Hand:
    """Return whose a decision is as a whole: those whose amendment it carries out, else the facilitators."""
    decision = edition.decision
    kinds = _OWN_VERB.get(Verb(decision.verb), ())
    by = [each.claim.by for each in taken.get(decision.pk, ()) if each.kind in kinds]
    return Hand(tuple(dict.fromkeys(by)) or (FACILITATORS,), decision.at)
