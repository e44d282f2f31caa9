"""Two texts of which nothing is known but what they say, as one Word document with tracked changes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafts.exports.comparison import Change
from drafts.exports.front import Front
from drafts.exports.sheet import Entry
from drafts.exports.word import pages
from drafts.exports.word.pages import Page
from drafts.text.layers import Hand
from drafts.text.parsing import Block, Parsed


def compared(front: Front, old: Parsed, new: Parsed, changes: Sequence[Change], hand: Hand) -> Page:
    """Lay out what turns one text into another, all of it in one hand; `changes` are those between just these two.

    A paragraph of a merge or a split is followed where its words begin; the others of it come or go whole.
    """
    keys = dict(_keyed(changes))
    before, after = (_entries(text, keys) for text in (old, new))
    parts = pages.tracked(before, after, pages.by_many({}, hand), {})
    return Page(front, parts, ". ".join([front.name, *front.notes]), is_tracking=True)


def _keyed(changes: Sequence[Change]) -> Iterator[tuple[int, str]]:
    """Give each block, by its identity, a key that it shares with what it became."""
    for number, change in enumerate(changes):
        for blocks in (change.old, change.new):
            yield from ((id(block), f"{number}.{place}") for place, block in enumerate(blocks))


def _entries(text: Parsed, keys: dict[int, str]) -> list[Entry]:
    return [*pages.titles(text.title), *(_entry(block, keys) for block in text.blocks)]


def _entry(block: Block, keys: dict[int, str]) -> Entry:
    return Entry(keys[id(block)], replace(block))
