"""The whole text of a document as a draft froze it or as it stands now, and which paragraphs of two copies are one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery
from reversion.models import Version

from drafts.models.circulation import Draft, DraftBlock
from drafts.models.paragraphs import Document, Paragraph, ParagraphState, Section, Verb, survivors
from drafts.text.align.pairing import Pairs
from drafts.text.parsing import Block, Kind, Parsed, State

NOW = "now"
"""What an address calls the text as it stands."""


@dataclass(frozen=True)
class Copy:
    """A text at one time. `keys` name its blocks for good: a paragraph keeps its key whatever its number and place.

    `decision` is the number of the last decision that it holds; None for the text as it stands.
    """

    name: str
    slug: str
    text: Parsed
    keys: tuple[str, ...]
    decision: int | None = None

    @property
    def length(self) -> int:
        """Count the characters of its wordings."""
        return sum(len(block.wording) for block in self.text.blocks)


def frozen(draft: Draft) -> Copy:
    """Return the text as a draft froze it; one query."""
    rows = _headed(draft.blocks.order_by("position"))
    return _copy(draft.name, draft.slug, draft.title, rows, draft.last_decision)


def standing(document: Document, name: str) -> Copy:
    """Return the text as it stands; one query."""
    return _standing(name, NOW, document, list(document.paragraphs.select_related("section")), None)


def _standing(
    name: str, slug: str, document: Document, paragraphs: Sequence[Paragraph], decision: int | None
) -> Copy:
    """Copy what is printed of a document's paragraphs, given in reading order."""
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
        if not each.is_dropped
    )
    return _copy(name, slug, document.title, _headed(rows), decision)


def as_blocks(everything: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Block]]:
    """Return what is printed of a document's paragraphs, and the same as blocks; a merged one names its survivor."""
    ends = survivors(everything)
    printed = [each for each in everything if not each.is_dropped]
    return printed, [
        Block(
            Kind(each.kind),
            each.label,
            each.wording,
            State(each.state),
            ends[each.pk].label if each.pk in ends else None,
        )
        for each in printed
    ]


def decided(document: Document, number: int, name: str, slug: str) -> Copy:
    """Return the text as it stood after the decision of that number; two queries."""
    newest = (
        Version.objects.filter(
            content_type=OuterRef("content_type"),
            object_id=OuterRef("object_id"),
            db=OuterRef("db"),
            revision__decision__number__lte=number,
        )
        .order_by("-pk")
        .values("pk")[:1]
    )
    versions = Version.objects.get_for_model(Paragraph).filter(
        revision__decision__document=document, pk=Subquery(newest)
    )
    sections = {section.pk: section for section in document.sections.all()}
    paragraphs = [_paragraph(version, document, sections) for version in versions]
    return _standing(name, slug, document, sorted(paragraphs, key=lambda each: each.place), number)


def _paragraph(version: Version, document: Document, sections: Mapping[int, Section]) -> Paragraph:
    """Return a paragraph as a version has it, unsaved."""
    fields = {**version.field_dict, "document_id": document.pk}
    paragraph = Paragraph(**fields)
    paragraph.section = sections.get(paragraph.section_id or 0)
    return paragraph


def pairs(document: Document, old: Copy, new: Copy) -> Pairs:
    """Say which blocks of two copies of a document are one paragraph, were merged, or were split; one query."""
    found = Pairs()
    there = {key: place for place, key in enumerate(new.keys)}
    both = {place: there[key] for place, key in enumerate(old.keys) if key in there}
    links = [
        *both.items(),
        *_merged(old, new, both),
        *_split(document, old, new, there),
        *_dropped(document, old, new),
    ]
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


def _dropped(document: Document, old: Copy, new: Copy) -> Iterator[tuple[int, int]]:
    """Link a paragraph that stands in one copy, and was merged and dropped before the other, to its survivor there."""
    dropped = document.paragraphs.filter(is_dropped=True, state=ParagraphState.MERGED)
    ends = survivors(document.paragraphs.all()) if dropped.exists() else {}
    for is_back, (one, other) in enumerate(((old, new), (new, old))):
        there = {key: place for place, key in enumerate(other.keys)}
        for here, key in enumerate(one.keys):
            end = ends.get(int(key)) if key.isdecimal() and key not in there else None
            if end and str(end.pk) in there and one.text.blocks[here].state == State.STANDING:
                found = here, there[str(end.pk)]
                yield (found[1], found[0]) if is_back else found


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


def _copy(name: str, slug: str, title: str, keyed: Iterable[tuple[str, Block]], decision: int | None) -> Copy:
    keys, blocks = zip(*keyed, strict=True) if (keyed := list(keyed)) else ((), ())
    return Copy(name, slug, Parsed(tuple(title.split("\n")), blocks, ()), keys, decision)
