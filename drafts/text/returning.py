"""A text that was edited elsewhere and comes back: what became of each paragraph, told as amendments would have it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from drafts.text.align import matching, pairing
from drafts.text.align.matching import Match, MatchKind
from drafts.text.align.pairing import Pairs
from drafts.text.parsing import Block, Kind, State

_KINDS = {
    "numbered paragraph": Kind.NUMBERED,
    "preambular paragraph": Kind.PREAMBULAR,
    "unnumbered paragraph": Kind.UNNUMBERED,
    "heading 1": Kind.HEADING,
}
_CONTINUING = {"point (a)", "point (i)", "paragraph continued"}
_AROUND = re.compile(r"masthead|title$|subtitle|note on the document|seal$|header|footer")
_POINT = re.compile(r"\[*\([a-z]{1,4}(?: [a-z]+)?\) ")
_NUMBER = re.compile(r"\d+(?: (?:bis|ter|quater|qui\w+|sexies|septies|octies|alt)(?: \d+)?)*\s*\.\s+")
_AGREED = re.compile(r"\s*\*?\s*\[Agreed(?: ad ref)?\]\*?$")
_SEAL = "Seal (SHA-256): "
_TELLING = 12
"""Letters from which a part of a line tells which line it is of."""
_DELETED = re.compile(r"\*?\[?deleted?\.?\]?\*?", re.IGNORECASE)


class Act(StrEnum):
    """What a change does to a paragraph; the values are those of the kinds of amendments."""

    REVISE = "revise"
    INSERT = "insert"
    DELETE = "delete"
    MERGE = "merge"
    MOVE = "move"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the returned text, in type as wordings have it; `key` is the paragraph in whose bookmark it stands."""

    words: str
    style: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment, the paragraph in whose bookmark it stands, and all words of the line that it is on."""

    key: str
    near: str
    text: str


@dataclass(frozen=True, slots=True)
class Base:
    """A paragraph of the text that was given out; `key` is empty for what is none, the heading of a section."""

    key: str
    block: Block


@dataclass(frozen=True, slots=True)
class Returned:
    """A paragraph of the text that came back; `key` says which it was, where its bookmark still does."""

    key: str
    block: Block


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the returned text wants.

    `key` is the paragraph changed, or after which one is inserted (empty: before the first); `target` the one merged
    into, or moved after. `base` is the wording that `wording` replaces. `origin` is "split" where an insertion was
    split off the paragraph that it follows.
    """

    act: Act
    key: str
    target: str = ""
    base: str = ""
    wording: str = ""
    origin: str = ""
    kind: Kind = Kind.NUMBERED


@dataclass(frozen=True, slots=True)
class PassedOver:
    """What was changed and nobody can amend: the title, the heading of a section, a footnote.

    `key` is the paragraph that a footnote is on, empty for what is on none. Equal words: it was moved.
    """

    what: str
    was: str
    now: str
    key: str = ""


# --- reading -------------------------------------------------------------------------------------------------------


def around(rows: Iterable[Row]) -> frozenset[str]:
    """Return the lines that are not the text's own: its masthead, its notes, its seal, by their styles or their words."""
    return frozenset(row.words for row in rows if _AROUND.match(row.style) or _SEAL in row.words)


@dataclass(slots=True)
class _Group:
    """Lines that are one paragraph, while they are gathered."""

    key: str
    style: str
    lines: list[str] = field(default_factory=list)


def read(rows: Iterable[Row], base: Sequence[Base]) -> tuple[Returned, ...]:
    """Gather lines into paragraphs by their bookmarks and styles; numbers and markers are taken off their words.

    Within one bookmark a line in the style of a paragraph's beginning is a paragraph of its own, unless it begins with
    the letter of a point.
    """
    known = {one.key: one.block for one in base if one.key}
    groups: list[_Group] = []
    for row in rows:
        if _AROUND.match(row.style):
            continue
        if groups and _goes_on(groups[-1], row):
            groups[-1].lines.append(row.words)
        elif row.words or row.key:
            groups.append(_Group(row.key, row.style, [row.words]))
    seen: set[str] = set()
    found: list[Returned] = []
    for group in groups:
        key = "" if group.key in seen else group.key
        seen.add(group.key)
        found.append(_returned(group, key, known))
    return tuple(one for one in found if one.key or one.block.wording)


def _goes_on(group: _Group, row: Row) -> bool:
    """Tell whether a line belongs to the paragraph before it."""
    if row.key and row.key != group.key:
        return False
    if row.style in _CONTINUING or (not row.words and not row.key):
        return True
    if row.style not in _KINDS:
        return bool(row.key)
    return _KINDS[row.style] is not Kind.HEADING and bool(_POINT.match(row.words))


def _returned(group: _Group, key: str, known: Mapping[str, Block]) -> Returned:
    words = "\n".join(line for line in group.lines if line)
    words = _AGREED.sub("", words)
    was = known.get(key)
    if was is None:
        kind = _KINDS.get(group.style, Kind.NUMBERED)
        return Returned(
            "", Block(kind, "", _NUMBER.sub("", words, count=1) if _NUMBER.match(words) else words)
        )
    if was.kind is Kind.NUMBERED:
        words = (
            re.sub(rf"{re.escape(was.label)}\s*\.\s*", "", words, count=1)
            if _has(was.label, words)
            else words
        )
    if was.state is not State.STANDING and words.strip("*") in {"", _marker(was)}:
        return Returned(key, replace(was))
    if not words or _DELETED.fullmatch(words):
        return Returned(key, Block(was.kind, was.label, "", State.DELETED))
    return Returned(key, Block(was.kind, was.label, words))


def _has(label: str, words: str) -> bool:
    return bool(re.match(rf"{re.escape(label)}\s*\.", words))


def _marker(block: Block) -> str:
    return "Delete" if block.state is State.DELETED else f"[merged with paragraph {block.target}]"


# --- comparing -----------------------------------------------------------------------------------------------------


def changes(base: Sequence[Base], returned: Sequence[Returned]) -> tuple[Change, ...]:
    """Tell what a returned text wants of the one that was given out, in the order of the returned text.

    Bookmarks say which paragraph is which; where they are gone, what the paragraphs say decides.
    """
    return told(base, returned)[0]


def told(
    base: Sequence[Base], returned: Sequence[Returned]
) -> tuple[tuple[Change, ...], tuple[PassedOver, ...]]:
    """Tell what a returned text wants as `changes` does, and which headings of sections it changed beside."""
    pairs = _pairs(base, returned)
    teller = _Teller(base, returned, pairs)
    matches = matching.matches([one.block for one in base], [one.block for one in returned], pairs)
    found = tuple(change for match in matches for change in teller.tell(match))
    has_headings = any(one.block.kind is Kind.HEADING for one in returned)
    return found, tuple(each for each in teller.passed if each.now or has_headings)


def titled(rows: Iterable[Row]) -> str:
    """Return the title of a text, by the style of its lines."""
    return "\n".join(row.words for row in rows if row.words and row.style == "title")


def retitled(was: str, now: str, *, is_struck: bool = False) -> Iterator[PassedOver]:
    """Tell whether a title was changed; one that is not there, as in a part of a text, was not, unless it was struck."""
    if (now or is_struck) and _squeezed(was) != _squeezed(now):
        yield PassedOver("title", was, now)


def _pairs(base: Sequence[Base], returned: Sequence[Returned]) -> Pairs:
    """Pair by bookmarks first; by content what has none, and what lost its words to another."""
    old, new = [one.block for one in base], [one.block for one in returned]
    content = pairing.pair(old, new)
    there = {one.key: place for place, one in enumerate(returned) if one.key}
    if not there:
        return content
    found = Pairs()
    lost: set[int] = set()
    for here, one in enumerate(base):
        place = there.get(one.key) if one.key else None
        if place is not None:
            found.put(here, place)
        if place is None or (one.block.wording and not new[place].wording):
            lost.add(here)
    for here, places in content.to_new.items():
        for place in places:
            is_loose = not returned[place].key or here in lost
            if is_loose and place not in found.to_new.get(here, ()):
                found.put(here, place)
    return found


class _Teller:
    """Tells matches as changes."""

    def __init__(self, base: Sequence[Base], returned: Sequence[Returned], pairs: Pairs) -> None:
        self.base = {id(one.block): one for one in base}
        self.places = {id(one.block): place for place, one in enumerate(returned)}
        self.returned = returned
        owners = {there: [base[here].key for here in sorted(olds)] for there, olds in pairs.to_old.items()}
        self.owners = [
            next((key for key in owners.get(place, ()) if key), "") for place in range(len(returned))
        ]
        self.passed: list[PassedOver] = []

    def tell(self, match: Match) -> Iterator[Change]:
        """Tell one match."""
        old = [self.base[id(block)] for block in match.old if block.wording]
        new = [block for block in match.new if block.wording]
        if match.kind is MatchKind.KEPT:
            return
        if any(not one.key for one in old):
            was, now = (_shown(blocks) for blocks in ([one.block for one in old], new))
            self.passed.append(PassedOver("heading", was, now))
            return
        if match.kind is MatchKind.ADDED:
            yield from (self._inserted(block) for block in new)
        elif match.kind is MatchKind.REMOVED:
            yield from (Change(Act.DELETE, one.key, base=one.block.wording) for one in old)
        elif match.kind is MatchKind.MERGED:
            yield from self._merged(old, new)
        elif match.kind is MatchKind.SPLIT:
            yield from self._split(old, new)
        else:
            yield from self._changed(match, old, new)

    def _before(self, block: Block) -> str:
        """Return the paragraph that a block of the returned text stands after."""
        place = self.places[id(block)]
        own = self.owners[place]
        return next((key for key in reversed(self.owners[:place]) if key and key != own), "")

    def _inserted(self, block: Block) -> Change:
        return Change(Act.INSERT, self._before(block), wording=block.wording, kind=block.kind)

    def _merged(self, old: Sequence[Base], new: Sequence[Block]) -> Iterator[Change]:
        into = self.returned[self.places[id(new[0])]].key
        survivor = next((one for one in old if one.key == into), old[0])
        for one in old:
            if one is not survivor:
                yield Change(Act.MERGE, one.key, survivor.key, survivor.block.wording, new[0].wording)

    def _split(self, old: Sequence[Base], new: Sequence[Block]) -> Iterator[Change]:
        own = next(
            (block for block in new if self.returned[self.places[id(block)]].key == old[0].key), new[0]
        )
        yield from _revised(old[0], own)
        for block in new:
            if block is not own:
                yield Change(
                    Act.INSERT, old[0].key, wording=block.wording, origin="split", kind=old[0].block.kind
                )

    def _changed(self, match: Match, old: Sequence[Base], new: Sequence[Block]) -> Iterator[Change]:
        for one, block in zip(old, new, strict=True):
            if match.kind is MatchKind.MOVED:
                yield Change(Act.MOVE, one.key, self._before(block))
            yield from _revised(one, block)
        if not old:
            return


def _revised(one: Base, block: Block) -> Iterator[Change]:
    if _tidy(one.block.wording) != _tidy(block.wording):
        yield Change(Act.REVISE, one.key, base=one.block.wording, wording=block.wording, kind=one.block.kind)


def _shown(blocks: Iterable[Block]) -> str:
    return "\n".join(block.wording for block in blocks)


def _tidy(wording: str) -> str:
    """Leave out what no program keeps: blanks at the ends of lines, empty lines."""
    return "\n".join(line for each in wording.split("\n") if (line := " ".join(each.split())))


# --- comments ------------------------------------------------------------------------------------------------------


def rationales(found: Sequence[Change], comments: Iterable[Comment]) -> tuple[list[str], list[Comment]]:
    """Give each change the comments on it, and those that are on no change."""
    told: list[list[str]] = [[] for _change in found]
    left: list[Comment] = []
    for comment in comments:
        place = _commented(found, comment)
        if place is None:
            left.append(comment)
        else:
            told[place].append(comment.text)
    return ["\n\n".join(texts) for texts in told], left


def _commented(found: Sequence[Change], comment: Comment) -> int | None:
    """Find the change that a comment is on: by the words of its line where it is on a new paragraph, else by bookmark."""
    near = _squeezed(comment.near)
    said = [
        place
        for place, change in enumerate(found)
        if near and (change.act is Act.INSERT or not comment.key) and _shares(near, change)
    ]
    own = [place for place, change in enumerate(found) if comment.key and change.key == comment.key]
    own.sort(key=lambda place: found[place].act is Act.INSERT)
    return next(iter([*said, *own]), None)


def _shares(near: str, change: Change) -> bool:
    texts = [_squeezed(line) for text in (change.wording, change.base) for line in text.split("\n")]
    return any(text == near or (len(text) >= _TELLING and (text in near or near in text)) for text in texts)


def _squeezed(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalpha())
