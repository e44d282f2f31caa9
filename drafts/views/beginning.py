"""Putting other words into the box of a proposal when its kind or target changes, as long as nobody has typed there."""

from django.http import QueryDict

from drafts.models import WITH_WORDING, Paragraph
from drafts.operations.beginning import beginning


def refill(sent: QueryDict, paragraph: Paragraph) -> bool:
    """Put the words that a kind and target begin with in place of those that another choice began with; tell if it was done.

    `begun` in `sent` says for which choice the box was filled. Words that somebody typed stay as they are.
    """
    kind, begun = sent.get("kind", ""), sent.get("begun", "")
    now = " ".join([kind, sent.get("target", "")]).strip()
    if not begun or begun == now or kind not in WITH_WORDING:
        return False
    before, after = _beginning(paragraph, begun, sent), _beginning(paragraph, now, sent)
    typed = sent.get("wording", "").replace("\r\n", "\n").replace("\r", "\n")
    if typed.strip() != before.strip() or after == before:
        return False
    sent["wording"], sent["begun"] = after, now
    return True


def _beginning(paragraph: Paragraph, choice: str, sent: QueryDict) -> str:
    kind, _, slug = choice.partition(" ")
    edition = sent.get("base_edition", "")
    target = paragraph.document.paragraphs.filter(slug=slug).first() if slug else None
    is_edition = edition.isdecimal() and len(edition) < len(str(2**31))
    return beginning(paragraph, kind, target, int(edition) if is_edition else paragraph.edition)
