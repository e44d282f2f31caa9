"""What nobody sees in a wording, and so nobody can mean: it goes, whichever way the words came in."""

import re
import unicodedata

from drafts.text import redline

_NOTHING = "\u00ad\u200b\u2060\ufeff"
"""Soft hyphen, zero-width space, word joiner, byte order mark."""
_DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
"""Marks of direction: they mean something only beside letters that run from right to left."""
_ANY = re.compile(f"[{_NOTHING}{_DIRECTIONS}\u2028\u2029\u00a0\u202f]")
_BREAK = re.compile(" ?[\u2028\u2029] ?")
_KEPT_TOGETHER = str.maketrans("\u00a0\u202f", "  ")


def visible(text: str, before: str = "") -> str:
    """Return a text without what nobody sees; line and paragraph separators become spaces.

    What stands in `before`, which it replaces, may stay: taking it away would be a change that nobody made.
    """
    if not _ANY.search(text):
        return text
    gone = _NOTHING if _runs_from_the_right(text) else _NOTHING + _DIRECTIONS
    kept = _BREAK.sub(" ", text) if not set("\u2028\u2029") & set(before) else text
    return kept.translate({ord(each): None for each in gone if each not in before})


def settled(typed: str, before: str) -> str:
    """Return what was typed as the words of a text: nothing invisible, and a space that keeps words together only where it was.

    A no-break space, as programs set it by themselves, equals a space: where nothing else differs, that of `before` stays.
    """
    new = visible(typed, before)
    old_plain, new_plain = before.translate(_KEPT_TOGETHER), new.translate(_KEPT_TOGETHER)
    if (old_plain, new_plain) == (before, new):
        return new
    pieces: list[str] = []
    old_at = new_at = 0
    for segment in redline.diff(old_plain, new_plain):
        size = len(segment.text)
        if segment.op == "equal":
            pieces.append(before[old_at : old_at + size])
        elif segment.op == "insert":
            pieces.append(new[new_at : new_at + size])
        old_at += size if segment.op != "insert" else 0
        new_at += size if segment.op != "delete" else 0
    return "".join(pieces)


def _runs_from_the_right(text: str) -> bool:
    return any(unicodedata.bidirectional(each) in {"R", "AL"} for each in text if each not in _DIRECTIONS)
