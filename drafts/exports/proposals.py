"""Open amendments as a compilation takes them: laid over the paragraph's wording, or beside it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafts.exports.compilation import Proposed, Remark
from drafts.exports.sheet import Entry
from drafts.text import merge, numbering
from drafts.text.parsing import Block


@dataclass(frozen=True)
class Proposal:
    """An open amendment as plain data.

    `key` stands for its delegation's name; `kind` is revise, insert, delete, merge, move or alternative; `target` is a
    label. `fits` tells whether the wording of a revision is one on the paragraph's present wording.
    """

    key: str
    kind: str
    wording: str
    target: str = ""
    fits: bool = True


def lay_over(entry: Entry, proposals: Sequence[Proposal], taken: set[str]) -> Iterator[Proposed]:
    """Lay the proposals on a paragraph over it: revisions as clusters, what strikes or moves it as remarks after it.

    New paragraphs, alternatives, and revisions that no longer fit follow it whole, under labels that are free: `taken`
    are those of the text, and gains theirs. They have nothing of what was decided on it: it may be agreed, or be gone.
    """
    revisions = {each.key: each.wording for each in proposals if each.kind == "revise" and each.fits}
    words = entry.block.wording if entry.block.state == "standing" else ""
    remarks = tuple(
        Remark((each.key,), _told(each)) for each in proposals if each.kind in {"delete", "merge", "move"}
    )
    yield Proposed(entry, merge.combine(words, revisions) if revisions else (), remarks)
    for each in proposals:
        if each.kind in {"insert", "alternative"} or not each.fits:
            name = numbering.next_label if each.kind == "insert" else numbering.alternative_label
            label = name(entry.block.label, taken)
            taken.add(label)
            block = Block(entry.block.kind, label, each.wording)
            yield Proposed(Entry(f"{entry.key}-{each.key}", block), by=(each.key,))


def _told(proposal: Proposal) -> str:
    """Say what is wanted of the whole paragraph."""
    if proposal.kind == "delete":
        return "delete"
    where = "merge with" if proposal.kind == "merge" else "move after"
    return f"{where} paragraph {proposal.target}"
