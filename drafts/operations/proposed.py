"""What amendments change, as redlines: of a deletion too, which has no words of its own."""

from collections.abc import Iterable

from drafts.models import WITH_WORDING, Amendment, AmendmentKind, wordings_at
from drafts.text import redline
from drafts.text.redline import Segment

Shown = list[tuple[Amendment, tuple[Segment, ...]]]


def base_words(amendments: Iterable[Amendment]) -> list[tuple[Amendment, str]]:
    """Return each with the words that it changes, strikes or moves; one query where a paragraph was decided on since."""
    listed = list(amendments)
    older = {
        (each.paragraph_id, each.base_edition)
        for each in listed
        if each.kind not in WITH_WORDING and each.paragraph.edition != each.base_edition
    }
    former = wordings_at(older) if older else {}
    return [
        (
            each,
            each.base_wording
            if each.kind in WITH_WORDING
            else former.get((each.paragraph_id, each.base_edition), each.paragraph.wording),
        )
        for each in listed
    ]


def redlines(amendments: Iterable[Amendment]) -> Shown:
    """Return each with its redline: of a deletion all its words struck, of a move none."""
    return [
        (each, () if each.kind == AmendmentKind.MOVE else redline.diff(words, each.wording))
        for each, words in base_words(amendments)
    ]
