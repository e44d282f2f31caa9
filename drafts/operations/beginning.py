"""The words that a proposal begins with: those it changes, and those in its box before anybody has typed there."""

from drafts.models import AmendmentKind, Paragraph


def wording_at(paragraph: Paragraph, edition: int) -> str:
    """Return the wording of a paragraph at an edition; its present one where there is none of that number."""
    if edition == paragraph.edition:
        return paragraph.wording
    return next(
        (found.wording for found in paragraph.editions() if found.number == edition), paragraph.wording
    )


def base_of(paragraph: Paragraph, kind: str, target: Paragraph | None, edition: int) -> str:
    """Return the wording that an amendment of that kind changes; empty where it changes none."""
    if kind in {AmendmentKind.REVISE, AmendmentKind.ALTERNATIVE}:
        return wording_at(paragraph, edition)
    return target.wording if kind == AmendmentKind.MERGE and target else ""


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
