"""Concordances: any two copies of a document laid against one another, with whose words went into each paragraph."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from drafts.models.amendments import Outcome, OutcomeQuerySet
from drafts.models.circulation import Draft
from drafts.models.contributions import Contribution, contributions, gathered
from drafts.models.copies import Copy, frozen, pairs
from drafts.models.paragraphs import Document
from drafts.text import concordance
from drafts.text.align import align, matching
from drafts.text.concordance import Concordance, Entry
from drafts.text.parsing import Block


@dataclass(frozen=True)
class Sourced:
    """A concordance, and by label of the new text whose words went into the paragraph since the old one."""

    old_name: str
    new_name: str
    concordance: Concordance
    sources: Mapping[str, Sequence[Contribution]]

    def of_old(self, entry: Entry) -> list[Contribution]:
        """Return whose words went into what an old paragraph became."""
        labels = dict.fromkeys(tie.new.label for tie in entry.ties)
        return list(dict.fromkeys(each for label in labels for each in self.sources.get(label, ())))

    def of_new(self, entry: Entry) -> list[Contribution]:
        """Return whose words went into a new paragraph."""
        return list(self.sources.get(entry.block.label, ()))


def between(
    document: Document, old: Copy, new: Copy, known: OutcomeQuerySet, since: int | None = None
) -> Sourced:
    """Lay two copies of a document against one another, paragraphs by identity.

    The sources are the receipts, as far as their outcomes are `known` to the reader, since a decision, without one those between the two copies.
    """
    matches = matching.matches(old.text.blocks, new.text.blocks, pairs(document, old, new))
    found = concordance.concord(old.text.blocks, new.text.blocks, list(matches))
    taken = gathered(
        document, contributions(document, known, old.decision if since is None else since, new.decision)
    )
    labels = {key: block.label for key, block in zip(new.keys, new.text.blocks, strict=True)}
    sources = {labels[str(pk)]: each for pk, each in taken.items() if str(pk) in labels}
    return Sourced(old.name, new.name, found, sources)


def against_text(old: Copy, name: str, blocks: Sequence[Block]) -> Sourced:
    """Lay a copy against an outside text, paragraphs by what they say."""
    found = concordance.concord(old.text.blocks, blocks, align(old.text.blocks, blocks))
    return Sourced(old.name, name, found, {})


def since_the_draft_before(draft: Draft) -> Sourced | None:
    """Lay a circulated draft against the one before it that its readers may read; None where there is none."""
    earlier = Draft.objects.filter(document=draft.document_id, audience__gte=draft.audience).order_by(
        "circulated_at", "pk"
    )
    before = None
    for each in earlier:
        if each.pk == draft.pk:
            break
        before = each
    known = Outcome.objects.filter(amendment__audience__gte=draft.audience)
    return between(draft.document, frozen(before), frozen(draft), known) if before else None
