"""Edits: what turns one wording into another, place by place, each carrying its own space."""

from functools import lru_cache
from typing import NamedTuple

from drafts.text import hunks, tokens
from drafts.text.hunks import Hunk
from drafts.text.tokens import Words


class Edit(NamedTuple):
    """The characters `start:end` of the base become `text`."""

    start: int
    end: int
    text: str


@lru_cache(maxsize=1024)
def find(base: str, new: str) -> tuple[Edit, ...]:
    """Find the edits that turn `base` into `new`: reading order, an unchanged token between any two."""
    old, now = tokens.words(base), tokens.words(new)
    return tuple(_edit(hunk, new, old, now) for hunk in hunks.find(old, now))


def apply(base: str, changes: tuple[Edit, ...]) -> str:
    """Carry out edits of a wording, given in reading order."""
    pieces = []
    at = 0
    for edit in changes:
        pieces += [base[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, base[at:]])


def _edit(hunk: Hunk, new: str, old: Words, now: Words) -> Edit:
    """Cut an edit from both wordings and decide which blanks around it stay."""
    before_old, before_new = old.gaps[hunk.i1], now.gaps[hunk.j1]
    after_old, after_new = old.gaps[hunk.i2], now.gaps[hunk.j2]
    start, start_new = old.end(hunk.i1 - 1), now.end(hunk.j1 - 1)
    end, end_new = old.starts[hunk.i2], now.starts[hunk.j2]
    keeps_before = before_old == before_new
    keeps_after = after_old == after_new
    if keeps_before and keeps_after and (hunk.i1 == hunk.i2 or hunk.j1 == hunk.j2):
        opens_line = hunk.i1 == 0 or old.texts[hunk.i1 - 1].endswith("\n")
        keeps_before, keeps_after = opens_line, not opens_line
    if keeps_before:
        start, start_new = start + len(before_old), start_new + len(before_new)
    if keeps_after:
        end, end_new = end - len(after_old), end_new - len(after_new)
    return Edit(start, end, new[start_new:end_new])
