"""Decisions in one line each: a facilitator of the paragraph's negotiation decides on what stands, at the usual hour."""

from collections.abc import Sequence
from typing import Any

from delegations.models import Delegation
from drafts.models import Decision, Document, Paragraph
from drafts.operations import agreeing, deciding, importing, renumbering, structuring, undoing
from drafts.text.parsing import Block
from tests.factories import NOW, make_delegation, make_facilitator, make_negotiation


def document_of(*blocks: Block, sections: dict[str, str] | None = None) -> Document:
    negotiation = make_negotiation()
    return importing.import_document(
        negotiation=negotiation,
        name="Plan",
        slug="plan",
        title=["The plan"],
        blocks=blocks,
        sections=sections,
        by=make_facilitator(negotiation),
        at=NOW,
    )


def at(document: Document, label: str) -> Paragraph:
    return document.paragraphs.get(label=label)


def order(document: Document) -> list[str]:
    return list(document.paragraphs.order_by("place").values_list("label", flat=True))


def wordings(document: Document) -> dict[str, str]:
    return dict(document.paragraphs.order_by("place").values_list("label", "wording"))


def revise(paragraph: Paragraph, wording: str, **more: Any) -> Decision:  # noqa: ANN401  keywords of the operation
    return deciding.revise_paragraph(**_usual(paragraph), wording=wording, **more)


def delete(paragraph: Paragraph, **more: Any) -> Decision:  # noqa: ANN401  as above
    return structuring.delete_paragraph(**_usual(paragraph), **more)


def merge(paragraph: Paragraph, target: Paragraph, wording: str, **more: Any) -> Decision:  # noqa: ANN401  as above
    usual = {**_usual(paragraph), "target_edition": Paragraph.objects.get(pk=target.pk).edition}
    return structuring.merge_paragraph(**{**usual, "target": target, "wording": wording, **more})


def insert(after: Paragraph, wording: str = "New;", kind: str = "numbered", **more: Any) -> Decision:  # noqa: ANN401  as above
    return structuring.insert_paragraph(after=after, kind=kind, wording=wording, **_who(after), **more)


def alternative(paragraph: Paragraph, wording: str = "Another;", **more: Any) -> Decision:  # noqa: ANN401  as above
    return structuring.insert_alternative(paragraph=paragraph, wording=wording, **_who(paragraph), **more)


def split(paragraph: Paragraph, parts: Sequence[str], **more: Any) -> Decision:  # noqa: ANN401  as above
    first, second = parts
    return structuring.split_paragraph(**{**_usual(paragraph), "first": first, "second": second, **more})


def move(paragraph: Paragraph, after: Paragraph, **more: Any) -> Decision:  # noqa: ANN401  as above
    return structuring.move_paragraph(**{**_usual(paragraph), "after": after, **more})


def agree(paragraph: Paragraph, agreement: str = "ad_ref", **more: Any) -> Decision:  # noqa: ANN401  as above
    return agreeing.agree_paragraph(**{**_usual(paragraph), "agreement": agreement, **more})


def reopen(
    paragraph: Paragraph, delegation: Delegation | None = None, reason: str = "New facts."
) -> Decision:
    who = delegation or make_delegation(paragraph.document.negotiation)
    return agreeing.reopen_paragraph(**_usual(paragraph), delegation=who, reason=reason)


def restore(paragraph: Paragraph, edition: int) -> Decision:
    return undoing.restore_paragraph(**_usual(paragraph), restored=edition)


def renumber(document: Document, seen: int | None = None) -> Decision:
    last = renumbering.plan_renumbering(document).decision
    by = make_facilitator(document.negotiation)
    return renumbering.renumber_document(
        document=document, seen=last if seen is None else seen, by=by, at=NOW
    )


def undo(decision: Decision, **more: Any) -> Decision:  # noqa: ANN401  as above
    by = make_facilitator(decision.negotiation)
    return undoing.undo_decision(decision=decision, by=by, at=NOW, **more)


def _usual(paragraph: Paragraph) -> dict[str, Any]:
    return {
        "paragraph": paragraph,
        "edition": Paragraph.objects.get(pk=paragraph.pk).edition,
        **_who(paragraph),
    }


def _who(paragraph: Paragraph) -> dict[str, Any]:
    return {"by": make_facilitator(paragraph.document.negotiation), "at": NOW}
