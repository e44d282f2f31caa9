"""Agreement: a paragraph agreed ad referendum or wholly, and reopened at the request of a delegation."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.text import capfirst

from delegations.models import Delegation, User
from drafts.models import Agreement, Amendment, Decision, Paragraph, Verb, survivors
from drafts.operations import placing
from drafts.operations.announcing import announce_decision
from drafts.operations.deciding import NothingChanged, NotStanding, latest_decision, opening
from gpa.errors import DomainError


class NotSettled(DomainError):
    """The paragraph has brackets, open amendments or alternatives, so it cannot be agreed yet."""


class ReopeningRefused(DomainError):
    """The paragraph is not agreed, nobody asks for it, or no reason is given."""


@transaction.atomic
def agree_paragraph(
    *, paragraph: Paragraph, edition: int, agreement: str, by: User, at: datetime, reason: str = ""
) -> Decision:
    """Mark a paragraph agreed, ad ref or wholly; `agreement` is one of `Agreement`. Agreed follows agreed ad ref.

    Raises:
        EditionPassed: somebody decided on it since `edition`; nothing is saved.
        NotStanding: it is deleted or merged.
        NothingChanged: it is agreed so far already.
        NotSettled: with everything that is not settled yet.

    Source: conventions.md, 11 and 12.
    """
    with opening(
        verb=Verb.AGREE,
        document=paragraph.document,
        editions={paragraph.pk: edition},
        principal=paragraph.pk,
        by=by,
        at=at,
        reason=reason,
    ) as act:
        current = act.paragraphs[paragraph.pk]
        if not current.is_standing:
            raise NotStanding(current)
        if agreement == Agreement.NONE or current.agreement in {Agreement.AGREED, agreement}:
            message = f"{capfirst(current.called)} is {current.get_agreement_display().lower()} already."
            raise NothingChanged(message)
        check_settled(current, act.everything())
        current.agreement = Agreement(agreement)
        act.sentence = f"{capfirst(current.called)} {current.get_agreement_display().lower()}."
        act.save(current)
    decision = latest_decision(paragraph.document)
    announce_decision(decision=decision, paragraphs=[current])
    return decision


@transaction.atomic
def reopen_paragraph(
    *, paragraph: Paragraph, edition: int, delegation: Delegation, reason: str, by: User, at: datetime
) -> Decision:
    """Reopen an agreed paragraph at the request of a delegation, with the reason that everybody reads.

    Raises:
        EditionPassed: somebody decided on it since `edition`; nothing is saved.
        ReopeningRefused: it is not agreed, the delegation takes no part, or there is no reason.

    Source: conventions.md, 11.
    """
    if not reason.strip():
        message = f"{capfirst(paragraph.called)} is reopened for a reason: say which."
        raise ReopeningRefused(message)
    if not paragraph.document.negotiation.participants.filter(pk=delegation.pk).exists():
        message = f"{delegation} takes no part in {paragraph.document.negotiation}."
        raise ReopeningRefused(message)
    with opening(
        verb=Verb.REOPEN,
        document=paragraph.document,
        editions={paragraph.pk: edition},
        principal=paragraph.pk,
        by=by,
        at=at,
        reason=reason,
        delegation=delegation,
    ) as act:
        current = act.paragraphs[paragraph.pk]
        if not current.is_agreed:
            message = f"{capfirst(current.called)} is not agreed: there is nothing to reopen."
            raise ReopeningRefused(message)
        current.agreement = Agreement.NONE
        act.sentence = f"{capfirst(current.called)} reopened at the request of {delegation}."
        act.save(current)
    decision = latest_decision(paragraph.document)
    announce_decision(decision=decision, paragraphs=[current])
    return decision


def check_settled(paragraph: Paragraph, everything: Sequence[Paragraph]) -> None:
    """Refuse what cannot be agreed yet; `everything` is its document's paragraphs.

    Raises:
        NotSettled: with everything that is not settled yet.
    """
    found = list(unsettled(paragraph, everything))
    if found:
        message = f"{capfirst(paragraph.called)} is not settled yet. {' '.join(found)}"
        raise NotSettled(message)


def unsettled(paragraph: Paragraph, everything: Sequence[Paragraph]) -> Iterator[str]:
    """Yield a sentence for each thing to be settled before a paragraph can be agreed; two queries.

    Source: conventions.md, 2, 8, 11 and 12.
    """
    if not paragraph.wording.strip():
        yield "It has no words."
    if "[placeholder" in paragraph.wording.casefold():
        yield "Its wording has a placeholder for text to come."
    elif any(bracket in paragraph.wording for bracket in "[]"):
        yield "Its wording has brackets."
    ends = survivors(everything)
    merged = [each.pk for each in everything if each.pk in ends and ends[each.pk].pk == paragraph.pk]
    amendments = Amendment.objects.open().on_the_words_of([paragraph.pk, *merged])
    named = [
        f"{each} of {each.delegation}" for each in amendments.select_related("delegation").order_by("number")
    ]
    if named:
        yield f"Open amendments wait for their outcome: {', '.join(named)}."
    others = [
        each.called
        for each in everything
        if each.is_standing and each.pk != paragraph.pk and placing.are_alternatives(each, paragraph)
    ]
    if others:
        yield f"It has an alternative, or is one: delete or merge {', '.join(others)} first."
