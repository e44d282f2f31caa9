"""What was typed twice: a word, a few words, a punctuation mark."""

import re
from collections.abc import Iterator

from drafts.text.checking.findings import Check, Finding, Gravity, finding

_WORD = r"[^\W\d_]+(?:[-'’][^\W\d_]+)*"
_TWICE = re.compile(
    rf"(?<![\w'’-])((?:{_WORD}[ \u00a0]){{0,3}}{_WORD})[ \u00a0\n]+\1(?![\w'’-])", re.IGNORECASE
)
_MARKS = re.compile(r"(?<![.…])\.\.(?!\.)|([,;:])[ \u00a0]?\1|[,;:][ \u00a0]?[.;](?=\s|$)")
_MEANT = frozenset({"that that", "had had", "nous nous", "vous vous", "very very"})


def doubled(place: int, wording: str) -> Iterator[Finding]:
    """Find what stands twice in a row; names ("Bora Bora") and what is meant ("that that") aside."""
    for found in _TWICE.finditer(wording):
        words = " ".join(found[0].split())
        is_name = found[1][0].isupper() and found[0].rstrip().endswith(found[1])
        if words.casefold() not in _MEANT and not is_name:
            yield finding(
                Check.DOUBLED, Gravity.SLIP, place, wording, found.span(), f"“{found[1]}” stands twice."
            )
    for found in _MARKS.finditer(wording):
        yield finding(Check.DOUBLED, Gravity.SLIP, place, wording, found.span(), "Two marks in a row.")
