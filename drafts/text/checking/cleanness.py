"""What makes a text unclean: brackets, balanced or not, and placeholders for text to come."""

import re
from collections.abc import Iterator

from drafts.text import markup
from drafts.text.checking.findings import Check, Finding, Gravity, finding

_PLACEHOLDER = re.compile(
    r"\[\s*(?i:placeholder)\b[^\[\]]*\]?|\[(?:\s|\.\.\.|…|[xX]+|_+)*\]|\b(?:TBC|TBD|XX+)\b|_{3,}|\?{3,}"
    r"|\b(?i:lorem ipsum|to be (?:inserted|completed|added|confirmed))\b|(?i:\bplaceholder\b)"
)


def unclean(place: int, wording: str) -> Iterator[Finding]:
    """Find the brackets and placeholders of a wording; those that match are one finding a paragraph.

    Source: conventions.md, 8 and 12.
    """
    taken: list[tuple[int, int]] = []
    for found in _PLACEHOLDER.finditer(wording):
        taken.append(found.span())
        yield finding(
            Check.PLACEHOLDER,
            Gravity.UNCLEAN,
            place,
            wording,
            found.span(),
            "A placeholder for text to come.",
        )
    for position in markup.brackets(wording).unmatched:
        does = "opens and is not closed" if wording[position] == "[" else "closes and was not opened"
        span = (position, position + 1)
        yield finding(Check.BRACKETS, Gravity.UNCLEAN, place, wording, span, f"A bracket {does}.")
    spans = [
        (start, end)
        for start, end in _outermost(wording)
        if not any(one < end and start < other for one, other in taken)
    ]
    if spans:
        message = f"Not agreed: words in brackets{f', {len(spans)} times' if len(spans) > 1 else ''}."
        yield finding(Check.BRACKETS, Gravity.UNCLEAN, place, wording, spans[0], message)


def is_clean(wording: str) -> bool:
    """Whether a wording has neither brackets nor placeholders."""
    return not any(unclean(0, wording))


def _outermost(wording: str) -> Iterator[tuple[int, int]]:
    unmatched = set(markup.brackets(wording).unmatched)
    depth = start = 0
    for position, character in enumerate(wording):
        if position in unmatched or character not in "[]":
            continue
        if character == "[":
            start = position if not depth else start
            depth += 1
        else:
            depth -= 1
            if not depth:
                yield start, position + 1
