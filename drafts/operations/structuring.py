"""Decisions on which paragraphs there are: delete and merge."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from delegations.models import User
from drafts.models import Agreement, Decision, Paragraph, ParagraphState, Verb, survivors
from drafts.operations.deciding import NotStanding, Opening, Verdict, give_outcomes, latest_decision, opening
from drafts.operations.wordings import checked
from gpa.errors import DomainError


class TargetRefused(DomainError):
    """A paragraph cannot be merged into that one."""


@transaction.atomic
def delete_paragraph(
    *,
    paragraph: Paragraph,
    edition: int,
    by: User,
    at: datetime,
    verdicts: Mapping[int, Verdict] | None = None,
    reason: str = "",
) -> Decision:
    """Delete a paragraph; it keeps its number, and those merged into it are deleted with it.

    Its wording stays in its history. Amendments that have no verdict stay open.

    Raises:
        EditionPassed: somebody decided on it since `edition`; nothing is saved.
        NotStanding: it is deleted or merged already.

    Source: conventions.md, 3.
    """
    everything = list(Paragraph.objects.filter(document=paragraph.document))
    merged = [p for p in everything if (end := survivors(everything).get(p.pk)) and end.pk == paragraph.pk]
    with opening(
        verb=Verb.DELETE,
        document=paragraph.document,
        editions={paragraph.pk: edition, **{other.pk: other.edition for other in merged}},
        principal=paragraph.pk,
        by=by,
        at=at,
        reason=reason,
    ) as act:
        current = act.paragraphs[paragraph.pk]
        if not current.is_standing:
            raise NotStanding(current)
        for doomed in act.paragraphs.values():
            _end(act, doomed, ParagraphState.DELETED, None)
        act.sentence = f"{current.called.capitalize()} deleted."
    decision = latest_decision(paragraph.document)
    give_outcomes(decision, verdicts or {}, act.paragraphs.values())
    return decision


@transaction.atomic
def merge_paragraph(
    *,
    paragraph: Paragraph,
    edition: int,
    target: Paragraph,
    target_edition: int,
    wording: str,
    by: User,
    at: datetime,
    verdicts: Mapping[int, Verdict] | None = None,
    reason: str = "",
) -> Decision:
    """Merge a paragraph into another, which takes `wording`; the merged one keeps its number and leaves a marker.

    Raises:
        EditionPassed: somebody decided on one of the two since; nothing is saved.
        NotStanding: one of the two is deleted or merged.
        TargetRefused: the target is the paragraph itself or is in another document.
        WordingRefused: what was typed cannot stand.

    Source: conventions.md, 3 and 14.
    """
    if target.pk == paragraph.pk or target.document_id != paragraph.document_id:
        message = (
            f"{paragraph.called.capitalize()} can be merged only into another paragraph of its own document."
        )
        raise TargetRefused(message)
    with opening(
        verb=Verb.MERGE,
        document=paragraph.document,
        editions={paragraph.pk: edition, target.pk: target_edition},
        principal=paragraph.pk,
        by=by,
        at=at,
        reason=reason,
    ) as act:
        current, into = act.paragraphs[paragraph.pk], act.paragraphs[target.pk]
        for standing in (current, into):
            if not standing.is_standing:
                raise NotStanding(standing)
        into.wording = checked(wording, before=into.wording + current.wording)
        act.save(into)
        _end(act, current, ParagraphState.MERGED, into)
        act.sentence = f"{current.called.capitalize()} merged with {into.called}."
    decision = latest_decision(paragraph.document)
    give_outcomes(decision, verdicts or {}, act.paragraphs.values())
    return decision


def _end(act: Opening, paragraph: Paragraph, state: ParagraphState, target: Paragraph | None) -> None:
    """Take a paragraph out of the text: its number stays, its wording stays in its history."""
    paragraph.wording = ""
    paragraph.state = state
    paragraph.target = target
    paragraph.agreement = Agreement.NONE
    act.save(paragraph)
