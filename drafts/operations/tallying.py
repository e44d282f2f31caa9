"""The record against the history: each decision and each revision stands in the record, with the words that it had."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from reversion.models import Version

from delegations.models import Act, ActKind
from drafts.models import Amendment, AmendmentRevision, Decision, Paragraph, RevisionCause
from drafts.operations.noting import KINDS, digest

DECIDED = {*KINDS.values(), ActKind.PARAGRAPH_DECIDED}
TOLD = {
    RevisionCause.TABLED: ActKind.AMENDMENT_TABLED,
    RevisionCause.REVISED: ActKind.AMENDMENT_REVISED,
    RevisionCause.TAKEN_BACK: ActKind.AMENDMENT_TAKEN_BACK,
}
"""The revisions that a delegation makes; what a decision carries or takes back is the decision's own."""


def tally_faults() -> Iterator[str]:
    """Yield a sentence for each decision or revision that the record lacks, or of which it tells other words.

    So a whole book that is gone with its row is missed by what it told of.
    """
    yield from _decisions()
    yield from _revisions()


def _decisions() -> Iterator[str]:
    acts = Act.objects.filter(kind__in=DECIDED).order_by()
    told = {
        (negotiation, facts["decision"]): facts["words"]
        for negotiation, facts in acts.values_list("book__negotiation", "facts").iterator(chunk_size=2000)
    }
    words = dict(_words_of_decisions())
    for decision in Decision.objects.select_related("negotiation").order_by("negotiation", "number"):
        where = f"{decision.negotiation.slug}: decision {decision.number}"
        said = told.get((decision.negotiation_id, decision.number))
        if said is None:
            yield f"{where}: the record does not have it."
        elif said != words.get(decision.revision_id, digest([])):
            yield f"{where}: the record has other words."


def _words_of_decisions() -> Iterator[tuple[int, str]]:
    """Yield each revision with the digest of the paragraphs as it left them, in the order in which they were saved."""
    versions = Version.objects.get_for_model(Paragraph).order_by("revision_id", "pk")
    for revision, group in groupby(versions.iterator(chunk_size=500), key=lambda each: int(each.revision_id)):
        fields: list[dict[str, Any]] = [version.field_dict for version in group]
        names = ("label", "edition", "state", "agreement", "wording")
        yield revision, digest([[each[name] for name in names] for each in fields])


def _revisions() -> Iterator[str]:
    acts = Act.objects.filter(kind__in=TOLD.values()).order_by("pk")
    told: dict[tuple[int, int, str], list[str]] = {}
    for negotiation, kind, facts in acts.values_list("book__negotiation", "kind", "facts").iterator(
        chunk_size=2000
    ):
        told.setdefault((negotiation, facts["amendment"], kind), []).append(facts["words"])
    made: dict[tuple[int, str], list[str]] = {}
    for each in AmendmentRevision.objects.filter(decision=None, cause__in=TOLD).order_by("number").iterator():
        said = digest([each.wording, each.rationale])
        made.setdefault((each.amendment_id, TOLD[RevisionCause(each.cause)]), []).append(said)
    for amendment in Amendment.objects.exclude(number=None).select_related("negotiation").order_by("pk"):
        for cause, kind in TOLD.items():
            found = told.get((amendment.negotiation_id, amendment.number or 0, kind), [])
            words = made.get((amendment.pk, kind), [])
            where = f"{amendment.negotiation.slug}: {amendment}"
            if len(found) != len(words):
                yield f"{where}: the record has {len(found)} times {cause.label}, and there are {len(words)}."
            elif found != words:
                yield f"{where}: the record has other words ({cause.label})."
