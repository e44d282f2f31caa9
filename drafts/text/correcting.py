"""Corrections of a working copy: every function takes one and returns the next.

None loses a word: what is left out stays in its place and can be put back.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from drafts.text import numbering
from drafts.text.parsing import Block, Kind
from drafts.text.working import NAMES, Entry, Working, is_named, written

_NUMBER = re.compile(rf"(?P<label>{numbering.LABEL})[.)]\s+(?=\S)")
_MARK = re.compile(r"\s*-{3,}\s*")
_OWN_LINE = re.compile(r"\[*\(?\w{1,5}[.)]\s|[-•–—]\s")
_ENDED = re.compile(r"[.;:!?…。；؛؟۔][\])}”\"'’»*]*$")
_SPACELESS = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")


def entitle(working: Working, title: Sequence[str]) -> Working:
    """Put what was typed in the place of the title; empty lines are none."""
    return replace(working, title=tuple(line.strip() for line in title if line.strip()))


def edit(working: Working, key: int, block: Block, section: str = "") -> Working:
    """Put what was typed in the place of a block; merges into its old label follow to its new one.

    A block that changes its kind and keeps a name such as "unnumbered 2" is named by its new kind; as a numbered
    paragraph it is left without a label, for only a person knows its number.
    """
    place = working.place(key)
    entry = working.entries[place]
    label = block.label
    if block.kind is not entry.block.kind and label == entry.block.label and is_named(label):
        label = _Names(working.labels()).fresh(block.kind) if block.kind in NAMES else ""
    edited = replace(entry, block=replace(block, label=label), section=section)
    changed = _with(working, place, 1, [edited])
    return _follow(changed, {entry.block.label: label}) if label else changed


def join(working: Working, key: int) -> Working:
    """Let a block run on from the one before it, which keeps its kind and label; the first block stays as it is."""
    place = working.place(key)
    entry = working.entries[place]
    earlier = next((at for at in range(place - 1, -1, -1) if not working.entries[at].is_left_out), None)
    if earlier is None or entry.is_left_out:
        return working
    before = working.entries[earlier]
    numberless = replace(before.block, kind=Kind.UNNUMBERED)
    wording = _run_on(written(numberless), written(entry.block))
    joined = replace(
        before,
        block=Block(before.block.kind, before.block.label, wording),
        section=before.section or entry.section,
    )
    changed = _with(_with(working, place, 1, []), earlier, 1, [joined])
    return _follow(_retold(changed, key, before.key), {entry.block.label: before.block.label})


def split(working: Working, key: int, at: int = 0) -> Working:
    """Part a block before its line `at` (its first is 0); without one at lines of "---", or else at every line.

    A part that begins with a number of its own takes it as its label. A block of one line stays as it is.
    """
    place = working.place(key)
    entry = working.entries[place]
    first, *others = _parts(entry.block.wording.split("\n"), at)
    if not others:
        return working
    names = _Names(working.labels())
    after = max(one.key for one in working.entries) + 1
    entries = [replace(entry, block=replace(entry.block, wording=first))]
    for count, words in enumerate(others):
        block = _part(words, entries[-1].block, names)
        entries.append(Entry(after + count, block, is_left_out=entry.is_left_out))
    return _with(working, place, 1, entries)


def leave_out(working: Working, key: int) -> Working:
    """Leave a block out of the text; it stays to be seen in its place."""
    place = working.place(key)
    return _with(working, place, 1, [replace(working.entries[place], is_left_out=True)])


def put_back(working: Working, key: int) -> Working:
    """Put a block that was left out back; where its label is taken by now it gets the next free one."""
    place = working.place(key)
    entry = working.entries[place]
    if not entry.is_left_out:
        return working
    block, taken = entry.block, working.labels()
    if block.label in taken:
        names = _Names(taken)
        block = replace(
            block, label=names.fresh(block.kind) if block.kind in NAMES else names.after(block.label)
        )
    return _with(working, place, 1, [replace(entry, block=block, is_left_out=False)])


def to_title(working: Working, key: int) -> Working:
    """Make a block's lines the last lines of the title; a section that began at it begins at the next block."""
    place = working.place(key)
    entry = working.entries[place]
    lines = [line for line in written(entry.block).split("\n") if line.strip()]
    later = list(working.entries[place + 1 :])
    if entry.section and later and not later[0].section:
        later[0] = replace(later[0], section=entry.section)
    changed = Working((*working.title, *lines), (*working.entries[:place], *later), working.doubts)
    return _retold(changed, key, 0)


def out_of_title(working: Working, at: int) -> Working:
    """Make the title's lines from `at` (the first is 0) the first blocks of the text, one a line, not numbered."""
    after = max((entry.key for entry in working.entries), default=0) + 1
    names = _Names(working.labels())
    entries = [
        Entry(after + count, Block(Kind.UNNUMBERED, names.fresh(Kind.UNNUMBERED), line))
        for count, line in enumerate(working.title[at:])
    ]
    return Working(working.title[:at], (*entries, *working.entries), working.doubts)


def rename(working: Working) -> Working:
    """Count the names of headings, unnumbered and preambular paragraphs anew, in reading order."""
    kept = working.kept()
    named = [one for one in kept if one.block.kind in NAMES and is_named(one.block.label)]
    names = _Names({one.block.label for one in kept} - {one.block.label for one in named})
    return _labelled(working, {one.key: names.fresh(one.block.kind) for one in named})


def renumber(working: Working, key: int) -> Working:
    """Number the paragraphs after a numbered one on from it: after 12 come 13, 14, and 14 bis with its 14."""
    place = working.place(key)
    start = re.fullmatch(r"(\d+).*", working.entries[place].block.label)
    if not start or working.entries[place].is_left_out:
        return working
    labels: dict[int, str] = {}
    number, last = int(start[1]), ""
    for entry in working.entries[place + 1 :]:
        found = re.fullmatch(r"(\d+)(.*)", entry.block.label)
        if not found or entry.is_left_out or entry.block.kind is not Kind.NUMBERED:
            continue
        is_added = bool(found[2]) and found[1] == (last or start[1])
        if not is_added:
            number, last = number + 1, found[1]
        labels[entry.key] = f"{number}{found[2]}"
    return _labelled(working, labels)


def _with(working: Working, place: int, count: int, entries: Sequence[Entry]) -> Working:
    """Put entries in the place of `count` others."""
    return replace(working, entries=(*working.entries[:place], *entries, *working.entries[place + count :]))


def _labelled(working: Working, labels: Mapping[int, str]) -> Working:
    """Give blocks other labels, by key; merges into them follow."""
    renamed = {
        one.block.label: labels[one.key]
        for one in working.kept()
        if labels.get(one.key, one.block.label) != one.block.label
    }
    entries = tuple(
        replace(one, block=replace(one.block, label=labels[one.key])) if one.key in labels else one
        for one in working.entries
    )
    return _follow(replace(working, entries=entries), renamed, is_whole=True)


def _follow(working: Working, renamed: Mapping[str, str], *, is_whole: bool = False) -> Working:
    """Let merges follow a label to its new form, unless another block still has the old one (`is_whole`: even so)."""
    stale = {old: new for old, new in renamed.items() if is_whole or old not in working.labels()}
    entries = tuple(
        replace(one, block=replace(one.block, target=stale[one.block.target]))
        if one.block.target in stale
        else one
        for one in working.entries
    )
    return replace(working, entries=entries)


def _retold(working: Working, key: int, now: int) -> Working:
    """Let the doubts of one block stand beside another."""
    doubts = tuple(replace(doubt, key=now) if doubt.key == key else doubt for doubt in working.doubts)
    return replace(working, doubts=doubts)


class _Names:
    """Gives labels that are free, each once."""

    def __init__(self, taken: Collection[str]) -> None:
        self._taken = set(taken)
        self._counts = dict.fromkeys(NAMES, 0)

    def fresh(self, kind: Kind) -> str:
        """Return the first free name of a kind: "heading 4"."""
        label = ""
        while not label or label in self._taken:
            self._counts[kind] += 1
            label = f"{NAMES[kind]}{self._counts[kind]}"
        return self.take(label)

    def after(self, label: str) -> str:
        """Return the first free number after a number: "12 bis"."""
        return self.take(numbering.next_label(label, self._taken))

    def is_free(self, label: str) -> bool:
        return label not in self._taken

    def take(self, label: str) -> str:
        self._taken.add(label)
        return label


def _run_on(before: str, after: str) -> str:
    """Put two wordings together: on one line where a page's end parted a sentence, else on two."""
    if not before or not after:
        return before or after
    if _ENDED.search(before) or _OWN_LINE.match(after):
        return f"{before}\n{after}"
    is_compound = before.endswith("-") and before[-2:-1].isalpha() and after[0].isalpha()
    is_spaceless = _SPACELESS.match(before[-1]) and _SPACELESS.match(after[0])
    return before + after if is_compound or is_spaceless else f"{before} {after}"


def _parts(lines: Sequence[str], at: int) -> list[str]:
    """Part lines before `at`, or at lines of "---", or else at every line; always at least one part."""
    if 0 < at < len(lines):
        groups = [lines[:at], lines[at:]]
    elif any(_MARK.fullmatch(line) for line in lines):
        groups = [[]]
        for line in lines:
            if _MARK.fullmatch(line):
                groups.append([])
            else:
                groups[-1] = [*groups[-1], line]
    else:
        groups = [[line] for line in lines]
    parts = ["\n".join(group) for group in groups]
    return [part for part in parts if part.strip()] or [""]


def _part(words: str, before: Block, names: _Names) -> Block:
    """Make a block of a part: by its own number, else as the block before it; what follows a heading is no heading."""
    found = _NUMBER.match(words)
    if found and found["label"] == numbering.tidy(found["label"]) and names.is_free(found["label"]):
        return Block(Kind.NUMBERED, names.take(found["label"]), words[found.end() :])
    if before.kind is Kind.NUMBERED:
        return Block(Kind.NUMBERED, names.after(before.label), words)
    kind = Kind.UNNUMBERED if before.kind is Kind.HEADING else before.kind
    return Block(kind, names.fresh(kind), words)
