"""The law of renumbering: 1, 2, 3 in reading order, markers dropped, references following, and what stands against it."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from drafts.text import numbering, references
from drafts.text.parsing import Block, Kind, State
from drafts.text.references import THIS, Reference, Span

_COUNTED = frozenset({Kind.NUMBERED, Kind.PREAMBULAR})
_NUMBER = re.compile(
    rf"(?P<stem>(?P<prefix>.*?)(?P<number>\d+)(?: {numbering.ORDINAL})*)(?P<alt> alt(?: \d+)?)?"
)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one block, by its place: `start` and `end` are characters of its wording; 0, 0: the whole."""

    place: int
    message: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """What becomes of a block: its new label, None where it is dropped, and its wording with references rewritten."""

    block: Block
    label: str | None
    wording: str

    @property
    def is_changed(self) -> bool:
        """Whether anything of it changes."""
        return (self.label, self.wording) != (self.block.label, self.block.wording)


@dataclass(frozen=True, slots=True)
class Renumbering:
    """What a renumbering would write, a row a block.

    `refusals` stand against it; `cautions` are for a person to look at; `followed` are the references to merged
    paragraphs, which go to the survivor; `elsewhere` are those to other texts, which are left as they are.
    """

    rows: tuple[Row, ...]
    refusals: tuple[Remark, ...]
    cautions: tuple[Remark, ...]
    followed: tuple[Remark, ...]
    elsewhere: tuple[Remark, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether everything is numbered already."""
        return not any(row.is_changed for row in self.rows)


def renumber(blocks: Sequence[Block], names: Collection[str] = ()) -> Renumbering:
    """Number what stands from 1, each kind and each article for itself, and let the references follow.

    What is deleted or merged is dropped; headings and unnumbered text keep their labels. A reference to a merged
    paragraph goes to the one that survives it. `names` are the nouns by which the text calls itself.

    Source: conventions.md, 1 to 3.
    """
    work = _Work(blocks, names)
    work.check_labels()
    labels = work.number()
    for place, block in enumerate(blocks):
        if block.state is State.STANDING:
            work.rewrite(place, labels)
    rows = tuple(
        Row(block, labels.get(place), work.wordings.get(place, block.wording))
        for place, block in enumerate(blocks)
    )
    return Renumbering(
        rows, tuple(work.refusals), tuple(work.cautions), tuple(work.followed), tuple(work.elsewhere)
    )


def parted(label: str) -> tuple[str, str, str]:
    """Part a label into what stands before its number ("3.", "PP", ""), the label without "alt", and the "alt"."""
    found = _NUMBER.fullmatch(label)
    return (found["prefix"], found["stem"], found["alt"] or "") if found else ("", "", "")


@dataclass
class _Work:
    """A renumbering under way."""

    blocks: Sequence[Block]
    names: Collection[str]
    refusals: list[Remark] = field(default_factory=list)
    cautions: list[Remark] = field(default_factory=list)
    followed: list[Remark] = field(default_factory=list)
    elsewhere: list[Remark] = field(default_factory=list)
    wordings: dict[int, str] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)

    def check_labels(self) -> None:
        """Refuse doubles, alternatives that stand side by side, and paragraphs without a number or out of their article."""
        stems: dict[str, int] = {}
        runs: list[str] = []
        for place, block in enumerate(self.blocks):
            if block.label in self.places:
                self.refusals.append(Remark(place, f"The label {block.label} stands twice."))
            self.places.setdefault(block.label, place)
            if block.kind not in _COUNTED or block.state is not State.STANDING:
                continue
            prefix, stem, _ = parted(block.label)
            if not stem:
                self.refusals.append(Remark(place, f"“{block.label}” has no number to put in order."))
            elif stem in stems:
                first = self.blocks[stems[stem]].label
                self.refusals.append(
                    Remark(
                        place,
                        f"{block.label} stands beside {first}, for which it is an alternative: settle which.",
                    )
                )
            stems.setdefault(stem or block.label, place)
            if not runs or runs[-1] != prefix:
                self._check_article(place, prefix, runs)
                runs.append(prefix)

    def _check_article(self, place: int, prefix: str, runs: Collection[str]) -> None:
        """Look at where paragraphs of an article begin."""
        label = self.blocks[place].label
        if prefix.endswith(".") and prefix in runs:
            self.refusals.append(Remark(place, f"{label} stands among the paragraphs of another article."))
        elif " " in prefix:
            article = prefix.rstrip(". ")
            self.cautions.append(
                Remark(place, f"Article {article} keeps its number: articles are not renumbered here.")
            )

    def number(self) -> dict[int, str]:
        """Return the new label of each place that keeps one."""
        last: dict[tuple[Kind, str], int] = {}
        labels: dict[int, str] = {}
        for place, block in enumerate(self.blocks):
            if block.state is not State.STANDING:
                continue
            prefix, stem, _ = parted(block.label)
            if block.kind in _COUNTED and stem:
                last[block.kind, prefix] = last.get((block.kind, prefix), 0) + 1
                labels[place] = f"{prefix}{last[block.kind, prefix]}"
            else:
                labels[place] = block.label
        return labels

    def rewrite(self, place: int, labels: Mapping[int, str]) -> None:
        """Rewrite the references of one wording, or say what stands against it."""
        wording = self.blocks[place].wording
        found = references.find(wording, self.names)
        self.elsewhere += [_quoted(place, wording, span, "names another text") for span in found.elsewhere]
        self.cautions += [
            _quoted(place, wording, span, "is not rewritten: check it") for span in found.doubtful
        ]
        written: list[tuple[Reference, int, str]] = []
        for reference in found.own:
            target = self._target(place, reference)
            if target is not None:
                written.append((reference, target, self._as_written(wording, reference, labels[target])))
        for (one, here, _), (other, there, _) in pairwise(written):
            if one.group == other.group:
                self._check_list(place, (one, here), (other, there), labels)
        for reference, _, new in reversed(written):
            wording = f"{wording[: reference.start]}{new}{wording[reference.end :]}"
        self.wordings[place] = wording

    def _target(self, place: int, reference: Reference) -> int | None:
        """Return the place of what a reference leads to in the end; None where that is nothing, or another text."""
        prefix = parted(self.blocks[place].label)[0] if self.blocks[place].kind in _COUNTED else ""
        article = prefix if prefix.endswith(".") else ""
        scope = f"{reference.article}." if reference.article not in {"", THIS} else article
        first = f"{scope}{reference.label}"
        if reference.article and (
            not scope.endswith(".") or not any(label.startswith(scope) for label in self.places)
        ):
            self.elsewhere.append(self._told(place, reference, "names an article of another text"))
            return None
        labels = (
            (first,)
            if reference.article
            else (first, reference.label, f"OP{reference.label}", reference.label.removeprefix("OP"))
        )
        target = next((self.places[label] for label in labels if label in self.places), None)
        if target is None:
            self.refusals.append(self._told(place, reference, "is not in the text"))
            return None
        return self._survivor(place, reference, target)

    def _survivor(self, place: int, reference: Reference, target: int) -> int | None:
        """Follow merges to the paragraph that stands."""
        end, seen = target, {target}
        while self.blocks[end].state is State.MERGED:
            following = self.places.get(self.blocks[end].target or "")
            if following is None or following in seen:
                break
            end = following
            seen.add(end)
        if self.blocks[end].state is not State.STANDING:
            self.refusals.append(self._told(place, reference, "is deleted"))
            return None
        if parted(self.blocks[end].label)[0] != parted(self.blocks[target].label)[0]:
            merged = f"was merged with {self.blocks[end].label}, which is numbered apart: name it by hand"
            self.refusals.append(self._told(place, reference, merged))
            return None
        if end != target:
            merged = f"was merged with paragraph {self.blocks[end].label}"
            self.followed.append(self._told(place, reference, merged))
        if end != target and reference.point:
            merged = f"was merged with paragraph {self.blocks[end].label}: check {reference.point}"
            self.cautions.append(self._told(place, reference, merged))
        return end

    def _check_list(
        self, place: int, one: tuple[Reference, int], other: tuple[Reference, int], labels: Mapping[int, str]
    ) -> None:
        """Refuse a list that would name a paragraph twice or run backwards; say when a range would cover others."""
        (_, here), (last, there) = one, other
        news = f"{labels[here]} and {labels[there]}"
        if here == there and one[0].label != last.label:
            self.refusals.append(self._told(place, last, f"would be named twice: {news}"))
        if not last.is_range_end or here == there:
            return
        ends = numbering.sort_key(labels[here]), numbering.sort_key(labels[there])
        if ends[0] > ends[1]:
            self.refusals.append(self._told(place, last, f"would close a range that runs backwards: {news}"))
        elif self._covered(here, there, labels) != self._covered(here, there, {}):
            self.cautions.append(
                self._told(place, last, "closes a range that would cover other paragraphs: check it")
            )

    def _covered(self, here: int, there: int, labels: Mapping[int, str]) -> set[int]:
        """Return the places between two labels; old labels where no new ones are given."""
        keys = {
            place: numbering.sort_key(labels.get(place, block.label))
            for place, block in enumerate(self.blocks)
            if block.state is State.STANDING and block.kind is self.blocks[here].kind
        }
        return {place for place, key in keys.items() if keys[here] <= key <= keys.get(there, key)}

    def _as_written(self, wording: str, reference: Reference, label: str) -> str:
        """Write a new label as the old one was: without its article or "PP" where that stood elsewhere or nowhere."""
        old = wording[reference.start : reference.end]
        prefix, stem, _ = parted(label)
        is_short = bool(prefix) and not re.match(
            rf"{re.escape(prefix)}\d|(?:PP|OP)\.?\s?\d", old, re.IGNORECASE
        )
        new = stem.removeprefix(prefix) if is_short else label
        same = numbering.tidy(old).removeprefix(prefix if is_short else "") == new
        return old if same else new

    def _told(self, place: int, reference: Reference, what: str) -> Remark:
        return Remark(place, f"“Paragraph {reference.label}” {what}.", reference.start, reference.end)


def _quoted(place: int, wording: str, span: Span, what: str) -> Remark:
    return Remark(
        place, f"“{' '.join(wording[span.start : span.end].split())}” {what}.", span.start, span.end
    )


def own_names(title: Sequence[str]) -> frozenset[str]:
    """Return the nouns by which a text of that title calls itself: "plan" for a plan of action."""
    told = " ".join(title).casefold()
    return frozenset(noun for noun in references.NOUNS if re.search(rf"\b{noun}\b", told)) | {"text"}
