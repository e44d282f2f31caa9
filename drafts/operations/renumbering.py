"""Renumbering: one act that numbers a document from 1, drops its markers, and lets the references follow."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from delegations.models import User
from drafts.models import FORMER, Amendment, Decision, Document, Paragraph, Verb
from drafts.models.copies import as_blocks
from drafts.operations.deciding import NothingChanged, give_outcomes, latest_decision, opening
from drafts.text import numbering, references, renumbering
from drafts.text.renumbering import Renumbering, Row
from gpa.errors import DomainError

LONGEST = 60
"""Characters of a label."""


class RenumberingRefused(DomainError):
    """Something in the text stands against renumbering it; the sentence names the first places."""


class TextPassed(DomainError):
    """Somebody decided on the document since the table of numbers was seen; nothing is saved."""


@dataclass(frozen=True)
class Plan:
    """What a renumbering would write: a row a paragraph that is printed, as of the document's last decision.

    `astray` are open amendments that name paragraphs which their base wording does not: nobody rewrites what a
    delegation wrote.
    """

    paragraphs: tuple[Paragraph, ...]
    found: Renumbering
    decision: int
    astray: tuple[tuple[Amendment, str], ...]

    @property
    def rows(self) -> list[tuple[Paragraph, Row]]:
        """Return each paragraph with what becomes of it."""
        return list(zip(self.paragraphs, self.found.rows, strict=True))


def plan_renumbering(document: Document) -> Plan:
    """Work out what renumbering a document would write; three queries."""
    everything = list(document.paragraphs.select_related("section"))
    printed, blocks = as_blocks(everything)
    names = renumbering.own_names(document.title.split("\n"))
    last = Decision.objects.filter(document=document).aggregate(last=Max("number"))["last"] or 0
    return Plan(tuple(printed), renumbering.renumber(blocks, names), last, _astray(document, names))


def _astray(document: Document, names: Collection[str]) -> tuple[tuple[Amendment, str], ...]:
    """Find the open amendments that name paragraphs of their own accord, and which."""
    found = []
    for amendment in Amendment.objects.open().filter(paragraph__document=document).told().order_by("number"):
        before = {each.label for each in references.find(amendment.base_wording, names).own}
        named = [
            each.label for each in references.find(amendment.wording, names).own if each.label not in before
        ]
        if named:
            found.append((amendment, ", ".join(named)))
    return tuple(found)


@transaction.atomic
def renumber_document(*, document: Document, seen: int, by: User, at: datetime, reason: str = "") -> Decision:
    """Renumber a document as its table says; `seen` is the number of its last decision when the table was shown.

    Whoever is deleted or merged keeps identity and history under a label of the past ("former 37"). Agreed paragraphs
    stay agreed: their numbers change, not what was agreed. Open amendments are carried by the same merge as always.

    Raises:
        TextPassed: somebody decided on the document since `seen`.
        RenumberingRefused: there are doubles, alternatives, or references to nothing.
        NothingChanged: it is numbered so already.
        EditionPassed: somebody decides at the same moment; nothing is saved.

    Source: conventions.md, 1 and 3.
    """
    plan = plan_renumbering(document)
    check_sound(plan)
    changing = [(paragraph, row) for paragraph, row in plan.rows if row.is_changed or row.label is None]
    with opening(
        verb=Verb.RENUMBER,
        document=document,
        editions={paragraph.pk: paragraph.edition for paragraph, _row in changing},
        principal=None,
        by=by,
        at=at,
        reason=reason,
    ) as act:
        last = Decision.objects.filter(document=document).aggregate(last=Max("number"))["last"] or 0
        if not seen == plan.decision == last:
            message = (
                "Somebody decided on the text since this table was made. Look at it again; nothing was saved."
            )
            raise TextPassed(message)
        taken = {each.slug for each in act.everything() if each.pk not in act.paragraphs}
        taken |= {numbering.slug(row.label) for _paragraph, row in changing if row.label}
        act.free_labels()
        for paragraph, row in changing:
            current = act.paragraphs[paragraph.pk]
            current.label = row.label or _former(row.block.label, taken)
            current.slug = numbering.slug(current.label)
            current.wording, current.is_dropped = row.wording, row.label is None
            act.save(current)
        act.sentence = _sentence([row for _paragraph, row in changing])
    decision = latest_decision(document)
    give_outcomes(decision, {}, act.paragraphs.values())
    return decision


def check_sound(plan: Plan) -> None:
    """Refuse what cannot be renumbered as it is.

    Raises:
        RenumberingRefused: with the first places.
        NothingChanged: it is numbered so already.
    """
    told = [f"{plan.paragraphs[remark.place].label}: {remark.message}" for remark in plan.found.refusals]
    if told:
        more = f" And {len(told) - 3} more." if len(told) > 3 else ""  # noqa: PLR2004  as many as a sentence bears
        message = f"The text cannot be renumbered yet. {' '.join(told[:3])}{more}"
        raise RenumberingRefused(message)
    if plan.found.is_nothing:
        message = "The text is numbered without gaps and has no markers: there is nothing to renumber."
        raise NothingChanged(message)


def _former(label: str, taken: set[str]) -> str:
    """Return the label under which a dropped paragraph is kept, and take it: "former 37", then "former 37 again"."""
    former = f"{FORMER}{label}"[:LONGEST]
    count = 2
    while numbering.slug(former) in taken:
        former = f"{f'{FORMER}{label}'[: LONGEST - 6]} ({count})"
        count += 1
    taken.add(numbering.slug(former))
    return former


def _sentence(rows: Sequence[Row]) -> str:
    numbered = sum(row.label not in {None, row.block.label} for row in rows)
    dropped = sum(row.label is None for row in rows)
    rewritten = sum(row.wording != row.block.wording for row in rows)
    return (
        f"Text renumbered: new numbers {numbered}, markers dropped {dropped}, "
        f"paragraphs whose references follow {rewritten}."
    )
