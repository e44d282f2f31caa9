"""The compilation: every open proposal in brackets at its place, in the notation of negotiated texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from drafts.exports.front import Front
from drafts.exports.sheet import Entry, Run, Sheet, as_it_stands, standing, wording
from drafts.text import bracketing, markup
from drafts.text.merge import Cluster

_ROUND = str.maketrans("[]", "()")


@dataclass(frozen=True)
class Remark:
    """What somebody wants of a whole paragraph: "delete", "merge with paragraph 49"; `by` holds keys of names."""

    by: tuple[str, ...]
    what: str


@dataclass(frozen=True)
class Proposed:
    """A paragraph and what is proposed on it.

    `clusters` are `merge.combine`'s on its wording; `by` names those who propose the whole paragraph, where it is
    not in the text yet.
    """

    entry: Entry
    clusters: tuple[Cluster, ...] = ()
    remarks: tuple[Remark, ...] = ()
    by: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Place:
    """A stretch of the base, `start:end`, and what each proponent wants there; brackets are whole if they can be."""

    start: int
    end: int
    wanted: Mapping[str, str]


def compiled(
    front: Front, proposed: Sequence[Proposed], names: Mapping[str, str], *, with_names: bool
) -> Sheet:
    """Lay out a text with all that is proposed on it; `names` gives the printed name of each key."""
    paragraphs = tuple(
        replace(standing(each.entry), segments=runs(each, names, with_names=with_names)) for each in proposed
    )
    blocks = tuple(as_it_stands(each.entry.block) for each in proposed if not each.by)
    return Sheet(front, "compilation", paragraphs, blocks, has_names=with_names)


def runs(proposed: Proposed, names: Mapping[str, str], *, with_names: bool) -> tuple[Run, ...]:
    """Set one paragraph with all that is proposed on it."""
    words = wording(proposed.entry.block)
    if proposed.by:
        found = proposed_runs(words, proposed.by, names, with_names=with_names)
    else:
        found = compilation_runs(words, proposed.clusters, names, with_names=with_names)
    return (*found, *remark_runs(proposed.remarks, names, with_names=with_names))


def compilation_runs(
    base: str, clusters: Sequence[Cluster], names: Mapping[str, str], *, with_names: bool
) -> tuple[Run, ...]:
    """Set the options of each cluster side by side: "[shall – Samplia: delete][should – Demoland]".

    `names` gives the printed name of each key in the clusters. The present words come first, those who want them
    struck named with them; words in brackets already get no second pair. The result has the brackets without
    another half that the base has, and no other.

    Source: conventions of negotiated texts: competing wordings, attribution.
    """
    notation = _Notation(names, with_names=with_names)
    runs: list[Run] = []
    at = 0
    for place in _places(base, clusters):
        runs.append(Run("equal", base[at : place.start]))
        runs += notation.group(base[place.start : place.end], place.wanted)
        at = place.end
    runs.append(Run("equal", base[at:]))
    return tuple(run for run in runs if run.text)


def proposed_runs(
    wording: str, by: Sequence[str], names: Mapping[str, str], *, with_names: bool
) -> tuple[Run, ...]:
    """Set a whole wording in brackets, with those who propose it."""
    return tuple(_Notation(names, with_names=with_names).group("", dict.fromkeys(by or ("",), wording)))


def remark_runs(remarks: Iterable[Remark], names: Mapping[str, str], *, with_names: bool) -> tuple[Run, ...]:
    """Set what is wanted of the whole paragraph after its words: " [Samplia: delete]"."""
    notation = _Notation(names, with_names=with_names)
    told = dict.fromkeys(tuple(notation.remark(remark)) for remark in remarks)
    return tuple(run for runs in told for run in runs)


class _Notation:
    """Brackets and names as they are printed."""

    def __init__(self, names: Mapping[str, str], *, with_names: bool) -> None:
        self.names = names
        self.with_names = with_names

    def group(self, before: str, wanted: Mapping[str, str]) -> Iterator[Run]:
        """Print the present words of a place and what is wanted instead."""
        texts = [text for text in (before, *wanted.values()) if text.strip()]
        lead = max((text[: len(text) - len(text.lstrip())] for text in texts), key=len, default=before)
        trail = max((text[len(text.rstrip()) :] for text in texts), key=len, default="")
        yield Run("equal", lead)
        if not markup.brackets(before).is_balanced:
            yield Run("equal", before.strip())
            before = ""
        present = _inner(before)
        for text, told in _alternatives(present, before, wanted):
            yield Run("equal", "[")
            yield Run("option", text)
            yield from self._told(told)
            yield Run("equal", "]")
        yield Run("equal", trail)

    def remark(self, remark: Remark) -> Iterator[Run]:
        """Print what is wanted of a whole paragraph."""
        who = f"{self._named(remark.by)}: " if self.with_names and remark.by else ""
        yield Run("equal", " [")
        yield Run("name", f"{who}{remark.what}".translate(_ROUND))
        yield Run("equal", "]")

    def _told(self, told: Mapping[str, Sequence[str]]) -> Iterator[Run]:
        """Print who wants an alternative; after their names, what they want with it if not to have it so."""
        if self.with_names and any(by != [""] for by in told.values()):
            parts = [f"{self._named(by)}{f': {what}' if what else ''}" for what, by in told.items()]
            yield Run("name", f" – {'; '.join(parts)}")

    def _named(self, by: Iterable[str]) -> str:
        return ", ".join(sorted({self.names.get(key, key) for key in by})).translate(_ROUND)


def _alternatives(
    present: str, before: str, wanted: Mapping[str, str]
) -> list[tuple[str, dict[str, list[str]]]]:
    """List the different words of a place, the present ones first, each with who wants what of them."""
    options = bracketing.alternatives([before]) if len(markup.brackets(before).pairs) > 1 else []
    present, *others = options if len(options) > 1 else [present]
    found: dict[str, dict[str, list[str]]] = {each: {} for each in (present, *others) if each}
    for name in sorted(wanted):
        text, what = _inner(_matched(wanted[name])), ""
        if text in others:
            what = ""
        elif not text:
            text, what = present or _blank(before, wanted[name]), "delete" if present else ""
        elif text == present and not others:
            what = "lift brackets" if before.strip() != present else "in brackets"
        found.setdefault(text, {}).setdefault(what, []).append(name)
    return list(found.items())


def _blank(before: str, wanted: str) -> str:
    """Name what is wanted where nothing but white space differs, or a bracket without another half goes."""
    if before.count("\n") != wanted.count("\n"):
        return "new line" if before.count("\n") < wanted.count("\n") else "no new line"
    return "space" if wanted else "delete"


def _inner(text: str) -> str:
    """Take the white space and one pair of brackets around a whole text away."""
    text = text.strip()
    pairs = markup.brackets(text).pairs
    return text[1:-1].strip() if pairs and (pairs[0].start, pairs[0].end) == (0, len(text) - 1) else text


def _matched(text: str) -> str:
    """Leave out of a text the brackets without another half."""
    single = set(markup.brackets(text).unmatched)
    return "".join(character for at, character in enumerate(text) if at not in single) if single else text


def _places(base: str, clusters: Sequence[Cluster]) -> list[_Place]:
    """Give the clusters in reading order, widened or taken together where brackets would be torn apart.

    Where nothing makes the brackets of a place whole (the base has some without another half), it is left as it is.
    """
    places = [
        _Place(each.start, each.end, {name: option.text for option in each.options for name in option.by})
        for each in clusters
    ]
    index = 0
    while index < len(places):
        grown = _grown(base, places, index)
        first = next(at for at, place in enumerate(places) if place.end >= grown.start)
        last = max(at for at, place in enumerate(places) if place.start <= grown.end)
        places[first : last + 1] = [grown]
        index = first + 1
    return places


def _grown(base: str, places: Sequence[_Place], index: int) -> _Place:
    """Widen a place by the other halves of its brackets, then by its neighbours, until all its brackets are whole."""
    pairs = markup.brackets(base).pairs
    place, last = places[index], index
    while not _is_whole(base, place):
        start = min([place.start, *(pair.start for pair in pairs if place.start <= pair.end < place.end)])
        end = max([place.end, *(pair.end + 1 for pair in pairs if place.start <= pair.start < place.end)])
        if (start, end) == (place.start, place.end):
            last += 1
            if last == len(places):
                return places[index]
            end = max(end, places[last].end)
        inside = [each for each in places if each.end >= start and each.start <= end]
        place = _taken_together(base, inside, start, end)
        last = max(last, places.index(inside[-1]))
    return place


def _is_whole(base: str, place: _Place) -> bool:
    texts = (base[place.start : place.end], *place.wanted.values())
    return all(markup.brackets(text).is_balanced for text in texts if "[" in text or "]" in text)


def _taken_together(base: str, places: Sequence[_Place], start: int, end: int) -> _Place:
    """Make one place of several and what lies between and around them; who wants nothing in one keeps its words."""
    wanted: dict[str, str] = {}
    for name in {name: None for place in places for name in place.wanted}:
        pieces, at = [], start
        for place in places:
            pieces += [base[at : place.start], place.wanted.get(name, base[place.start : place.end])]
            at = place.end
        wanted[name] = "".join([*pieces, base[at:end]])
    return _Place(start, end, wanted)
