"""Proving that history is whole: every paragraph, decision, outcome and seal, or a line for each that is not."""

from collections.abc import Iterator

from reversion.models import Version

from delegations.models import Act
from delegations.operations.proving import record_faults
from drafts.models import Agreement, Amendment, AmendmentState, Decision, Draft, Outcome, Paragraph
from drafts.operations.tallying import tally_faults

KEPT = (
    "label",
    "slug",
    "kind",
    "wording",
    "state",
    "target_id",
    "agreement",
    "edition",
    "place",
    "section_id",
    "is_dropped",
)


def faults() -> Iterator[str]:
    """Yield a sentence for each thing that is not as it must be; nothing means that history is whole."""
    yield from _paragraph_faults()
    yield from _agreement_faults()
    yield from _decision_faults()
    yield from _amendment_faults()
    yield from _draft_faults()
    yield from record_faults()
    yield from tally_faults()


def _paragraph_faults() -> Iterator[str]:
    """Each paragraph equals its newest version, and its editions are 1, 2, 3 ... without a gap."""
    versions = Version.objects.get_for_model(Paragraph).order_by("pk")
    editions: dict[str, list[int]] = {}
    newest: dict[str, Version] = {}
    for version in versions.iterator(chunk_size=500):
        editions.setdefault(version.object_id, []).append(version.field_dict["edition"])
        newest[version.object_id] = version
    for paragraph in Paragraph.objects.select_related("document__negotiation").iterator(chunk_size=500):
        where = f"{paragraph.document.negotiation.slug}/{paragraph.document.slug}/{paragraph.slug}"
        key = str(paragraph.pk)
        if key not in newest:
            yield f"{where}: has no history."
            continue
        fields = newest[key].field_dict
        for name in KEPT:
            if fields[name] != getattr(paragraph, name):
                yield f"{where}: its {name.removesuffix('_id')} is not what its newest edition says."
        if sorted(editions[key]) != list(range(1, paragraph.edition + 1)):
            yield f"{where}: its editions have a gap: {sorted(editions[key])}, at edition {paragraph.edition}."
        if paragraph.target_id is not None and not _has_survivor(paragraph):
            yield f"{where}: it was merged into a paragraph that does not stand."


def _has_survivor(paragraph: Paragraph) -> bool:
    seen = {paragraph.pk}
    end = paragraph.target
    while end is not None and end.target_id is not None and end.pk not in seen:
        seen.add(end.pk)
        end = end.target
    return end is not None and end.is_standing


def _agreement_faults() -> Iterator[str]:
    """What is agreed has no brackets, and nobody's amendment waits on its words."""
    agreed = Paragraph.objects.exclude(agreement=Agreement.NONE)
    by_id = agreed.select_related("document__negotiation").in_bulk()
    where = {
        pk: f"{each.document.negotiation.slug}/{each.document.slug}/{each.slug}" for pk, each in by_id.items()
    }
    for pk, paragraph in by_id.items():
        if any(bracket in paragraph.wording for bracket in "[]"):
            yield f"{where[pk]}: it is agreed with brackets in its wording."
    for amendment in Amendment.objects.open().on_the_words_of(by_id):
        on = amendment.paragraph_id if amendment.paragraph_id in by_id else amendment.target_id or 0
        yield f"{where[on]}: it is agreed while {amendment} is open."


def _decision_faults() -> Iterator[str]:
    """Every decision's revision has a paragraph in it, every edition a decision, and numbers have no gap."""
    decided = set()
    last: dict[int, int] = {}
    for decision in Decision.objects.select_related("negotiation", "revision__user").order_by("number"):
        decided.add(decision.revision_id)
        where = f"{decision.negotiation.slug}: decision {decision.number}"
        if decision.revision.user_id is None:
            yield f"{where} names nobody."
        if decision.number != last.get(decision.negotiation_id, 0) + 1:
            yield f"{where} follows number {last.get(decision.negotiation_id, 0)}."
        last[decision.negotiation_id] = decision.number
    touched = set(Version.objects.get_for_model(Paragraph).values_list("revision_id", flat=True))
    for revision in sorted(decided - touched):
        yield f"revision {revision}: its decision changed no paragraph."
    for revision in sorted(touched - decided):
        yield f"revision {revision}: it changed a paragraph without a decision."


def _amendment_faults() -> Iterator[str]:
    """An amendment is settled if and only if it has an outcome in a decision that was not undone."""
    with_outcome = set(Outcome.objects.filter(undone_by=None).values_list("amendment_id", flat=True))
    for outcome in Outcome.objects.select_related(
        "decision__negotiation", "decision__undone_by", "undone_by"
    ):
        undoing = getattr(outcome.decision, "undone_by", None)
        if outcome.undone_by != undoing:
            told = f"{outcome.amendment} in decision {outcome.decision.number}"
            yield f"{outcome.decision.negotiation.slug}: the outcome of {told} is not undone where its decision is."
    for amendment in Amendment.objects.select_related("negotiation").order_by("pk"):
        is_settled = amendment.state == AmendmentState.SETTLED
        if is_settled != (amendment.pk in with_outcome):
            said = "is settled without an outcome" if is_settled else "has an outcome and is not settled"
            yield f"{amendment.negotiation.slug}: {amendment} {said}."


def _draft_faults() -> Iterator[str]:
    """Each draft's blocks still make its seal."""
    for draft in Draft.objects.select_related("document__negotiation"):
        where = f"{draft.document.negotiation.slug}/{draft.document.slug}/{draft.slug}"
        if draft.sealed_now() != draft.seal:
            yield f"{where}: its seal is broken."
        act = Act.objects.filter(hash=draft.record_hash, number=draft.record_number or 0).first()
        if draft.record_hash and (act is None or act.facts.get("seal") != draft.seal):
            yield f"{where}: the record does not have its circulation."
