"""Where a new or moved paragraph stands, and what a new one is called. Nothing here saves.

`everything` is always a document's paragraphs in reading order.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafts.models import Paragraph, ParagraphKind
from drafts.text import numbering, places

NAMES = {
    ParagraphKind.HEADING: "heading ",
    ParagraphKind.UNNUMBERED: "unnumbered ",
    ParagraphKind.PREAMBULAR: "PP",
    ParagraphKind.NUMBERED: "",
}


@dataclass(frozen=True)
class Spot:
    """Room for one paragraph: right after `after`, in its section, under a label that is free."""

    after: Paragraph
    label: str
    place: str

    def paragraph(self, kind: str, wording: str) -> Paragraph:
        """Return the paragraph that is to stand there, unsaved."""
        return Paragraph(
            document_id=self.after.document_id,
            section_id=self.after.section_id,
            place=self.place,
            kind=kind,
            label=self.label,
            slug=numbering.slug(self.label),
            wording=wording,
        )


def insertion(everything: Sequence[Paragraph], after: Paragraph, kind: str) -> Spot:
    """Find room for an insertion after a paragraph.

    Its label goes on from the nearest paragraph of its kind there or before: after 49 comes "49 bis", after PP3 "PP3
    bis"; where 49 bis stands already, "49 ter" after that. Where none comes before, it is "0", or "1" if the document has
    none of the kind.

    Source: conventions.md, 2.
    """
    here = _past_alternatives(everything, after)
    labels = {paragraph.label for paragraph in everything}
    counted = [each for each in everything[: here + 1] if each.kind == kind and not each.is_dropped]
    base = counted[-1].label if counted else ""
    if not base:
        has_some = any(each.kind == kind and not each.is_dropped for each in everything)
        first = f"{NAMES[ParagraphKind(kind)]}{0 if has_some else 1}"
        return _spot(everything, here, first if first not in labels else numbering.next_label(first, labels))
    label = numbering.next_label(base, labels)
    low, high = numbering.sort_key(base), numbering.sort_key(label)
    return _spot(
        everything, _past(everything, here, lambda each: low < numbering.sort_key(each.label) < high), label
    )


def alternative(everything: Sequence[Paragraph], paragraph: Paragraph) -> Spot:
    """Find room for an alternative to the whole of a paragraph: right after it and the alternatives that it has.

    Source: conventions.md, 2.
    """
    label = numbering.alternative_label(paragraph.label, {each.label for each in everything})
    return _spot(everything, _past_alternatives(everything, paragraph), label)


def rest(everything: Sequence[Paragraph], paragraph: Paragraph) -> Spot:
    """Find room for the rest of a paragraph that is split: right after it, its alternatives aside."""
    label = numbering.next_label(paragraph.label, {each.label for each in everything})
    return _spot(everything, _past_alternatives(everything, paragraph), label)


def number_again(everything: Sequence[Paragraph], paragraph: Paragraph) -> None:
    """Give a dropped paragraph the label that an insertion at its place would have."""
    before = [each for each in everything[: _index(everything, paragraph)] if not each.is_dropped]
    counted = [each.label for each in before if each.kind == paragraph.kind]
    base = counted[-1] if counted else f"{NAMES[ParagraphKind(paragraph.kind)]}0"
    taken = {each.label for each in everything}
    paragraph.label = base if not counted and base not in taken else numbering.next_label(base, taken)
    paragraph.slug, paragraph.is_dropped = numbering.slug(paragraph.label), False


def are_alternatives(one: Paragraph, other: Paragraph) -> bool:
    """Tell whether two paragraphs stand for one another: 49, 49 alt, 49 alt 2."""
    return numbering.alternative_label(one.label, ()) == numbering.alternative_label(other.label, ())


def original(everything: Sequence[Paragraph], paragraph: Paragraph) -> Paragraph:
    """Return the paragraph that an alternative stands for; any other is its own."""
    label = numbering.alternative_label(paragraph.label, ()).removesuffix(" alt")
    return next((each for each in everything if each.label == label), paragraph)


def followers(everything: Sequence[Paragraph], paragraph: Paragraph) -> list[Paragraph]:
    """Return the alternatives that stand right after a paragraph."""
    here = _index(everything, paragraph)
    return list(everything[here + 1 : _past_alternatives(everything, paragraph) + 1])


def moved(
    everything: Sequence[Paragraph], movers: Sequence[Paragraph], after: Paragraph
) -> tuple[Paragraph, list[str]]:
    """Find room for paragraphs that are to stand, in their order, after another one and its alternatives.

    Returns the paragraph that they will follow, and their places.
    """
    staying = [each for each in everything if each not in movers]
    here = _past_alternatives(staying, after)
    end = staying[here + 1].place if here + 1 < len(staying) else ""
    found: list[str] = []
    for _ in movers:
        found.append(places.between(found[-1] if found else staying[here].place, end))
    return staying[here], found


def again(everything: Sequence[Paragraph], place: str, paragraph_id: int) -> str:
    """Return a former place, or one right before whoever has it now."""
    others = [each for each in everything if each.pk != paragraph_id]
    here = next((index for index, each in enumerate(others) if each.place == place), None)
    if here is None:
        return place
    return places.between(others[here - 1].place if here else "", place)


def _past_alternatives(everything: Sequence[Paragraph], paragraph: Paragraph) -> int:
    return _past(everything, _index(everything, paragraph), lambda each: are_alternatives(each, paragraph))


def _past(everything: Sequence[Paragraph], here: int, belongs: Callable[[Paragraph], bool]) -> int:
    """Return the index of the last in the run of paragraphs after `here` that belong to it."""
    while here + 1 < len(everything) and belongs(everything[here + 1]):
        here += 1
    return here


def _spot(everything: Sequence[Paragraph], here: int, label: str) -> Spot:
    after = everything[here]
    end = everything[here + 1].place if here + 1 < len(everything) else ""
    return Spot(after, label, places.between(after.place, end))


def _index(everything: Sequence[Paragraph], paragraph: Paragraph) -> int:
    return next(index for index, each in enumerate(everything) if each.pk == paragraph.pk)
