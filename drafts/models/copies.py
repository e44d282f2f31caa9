"""The whole text of a document as a draft froze it or as it stands now, and which paragraphs of two copies are one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reversion.models import Version

from drafts.models.circulation import Draft, DraftBlock
from drafts.models.paragraphs import Document, Verb, survivors
from drafts.text.align.pairing import Pairs
from drafts.text.parsing import Block, Kind, Parsed, State

NOW = "now"
"""What an address calls the text as it stands."""


@dataclass(frozen=True)
class Copy:
    """A text at one time. `keys` name its blocks for good: a paragraph keeps its key whatever its number and place."""

    name: str
    slug: str
    text: Parsed
    keys: tuple[str, ...]

    @property
    def length(self) -> int:
        """Count the characters of its wordings."""
        return sum(len(block.wording) for block in self.text.blocks)


def frozen(draft: Draft) -> Copy:
    """Return the text as a draft froze it; one query."""
    return _copy(draft.name, draft.slug, draft.title, _headed(draft.blocks.order_by("position")))


def standing(document: Document, name: str) -> Copy:
    """Return the text as it stands; one query."""
    paragraphs = list(document.paragraphs.select_related("section"))
    ends = survivors(paragraphs)
    rows = (
        DraftBlock(
            paragraph=each,
            section=each.section.title if each.section else "",
            is_section_hidden=each.section.is_hidden if each.section else True,
            kind=each.kind,
            label=each.label,
            state=each.state,
            target=ends[each.pk].label if each.pk in ends else "",
            wording=each.wording,
        )
        for each in paragraphs
    )
    return _copy(name, NOW, document.title, _headed(rows))


def pairs(document: Document, old: Copy, new: Copy) -> Pairs:
    """Say which blocks of two copies of a document are one paragraph, were merged, or were split; one query."""
    found = Pairs()
    there = {key: place for place, key in enumerate(new.keys)}
    both = {place: there[key] for place, key in enumerate(old.keys) if key in there}
    links = [*both.items(), *_merged(old, new, both), *_split(document, old, new, there)]
    for one, other in dict.fromkeys(links):
        found.put(one, other)
    return found


def _merged(old: Copy, new: Copy, both: Mapping[int, int]) -> Iterator[tuple[int, int]]:
    """Link the words of a paragraph in one copy to those of the paragraph that it is merged into in the other."""
    ends = [{block.label: place for place, block in enumerate(copy.text.blocks)} for copy in (old, new)]
    for here, there in both.items():
        was, is_now = old.text.blocks[here], new.text.blocks[there]
        if was.state == State.STANDING and is_now.state == State.MERGED and is_now.target in ends[1]:
            yield here, ends[1][is_now.target]
        if was.state == State.MERGED and is_now.state == State.STANDING and was.target in ends[0]:
            yield ends[0][was.target], there


def _split(document: Document, old: Copy, new: Copy, there: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Link a paragraph that is in one copy only to the one in the other that it was split from."""
    here = {key: place for place, key in enumerate(old.keys)}
    parents = _parents(document)
    for key in old.keys:
        if key not in there and (parent := _ancestor(key, parents, there)):
            yield here[key], there[parent]
    for key in new.keys:
        if key not in here and (parent := _ancestor(key, parents, here)):
            yield here[parent], there[key]


def _parents(document: Document) -> Mapping[str, str]:
    """Return, by key, the paragraph that each was split from; one query."""
    made = Version.objects.filter(revision__decision__document=document, revision__decision__verb=Verb.SPLIT)
    rows = made.values_list("object_id", "revision__decision__paragraph_id")
    return {key: str(parent) for key, parent in rows if key != str(parent)}


def _ancestor(key: str, parents: Mapping[str, str], among: Mapping[str, int]) -> str:
    """Return the nearest paragraph, back through the splits, that the other copy has; empty where there is none."""
    while key in parents:
        key = parents[key]
        if key in among:
            return key
    return ""


def _headed(rows: Iterable[DraftBlock]) -> Iterator[tuple[str, Block]]:
    """Give each row its key; a section whose heading is printed begins with it."""
    section = ""
    for row in rows:
        if row.section != section and not row.is_section_hidden:
            yield f"section {row.section}", Block(Kind.HEADING, row.section, row.section)
        section = row.section
        block = Block(Kind(row.kind), row.label, row.wording, State(row.state), row.target or None)
        yield str(row.paragraph_id), block


def _copy(name: str, slug: str, title: str, keyed: Iterable[tuple[str, Block]]) -> Copy:
    keys, blocks = zip(*keyed, strict=True) if (keyed := list(keyed)) else ((), ())
    return Copy(name, slug, Parsed(tuple(title.split("\n")), blocks, ()), keys)
