"""The words that stand in the box of a proposal before anybody has typed there."""

from drafts.models import AmendmentKind, Paragraph
from drafts.operations.amending import wording_at


def combined(paragraph: Paragraph, into: Paragraph) -> str:
    """Return the words of two paragraphs as those of the one that stays: its own, then the other's on a line of their own."""
    return f"{into.wording}\n{paragraph.wording}"


def beginning(paragraph: Paragraph, kind: str, target: Paragraph | None, edition: int) -> str:
    """Return what a proposal of that kind begins with: nothing for a new paragraph, both wordings for a merge."""
    if kind == AmendmentKind.INSERT:
        return ""
    if kind == AmendmentKind.MERGE and target is not None:
        return combined(paragraph, target)
    return wording_at(paragraph, edition)
