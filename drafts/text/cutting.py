"""Where a wording can be cut in two."""

import re
from dataclasses import dataclass

from drafts.text import markup

_CLAUSES = re.compile(r"\n+|(?<=[.;:])[^\S\n]+")
_COMMAS = re.compile(r"(?<=,)[^\S\n]+")


@dataclass(frozen=True, slots=True)
class Cut:
    """A place to cut: the first part is `wording[:end]`, the second `wording[start:]`; white space goes with neither."""

    end: int
    start: int


def cuts(wording: str) -> tuple[Cut, ...]:
    """The places between lines, sentences and clauses; between commas where there are no others.

    No part is empty, and no cut lies inside brackets.
    """
    pairs = [pair for pair in markup.brackets(wording).pairs if pair.parent is None]
    for pattern in (_CLAUSES, _COMMAS):
        found = tuple(
            Cut(gap.start(), gap.end())
            for gap in pattern.finditer(wording)
            if wording[: gap.start()].strip()
            and wording[gap.end() :].strip()
            and not any(pair.start < gap.start() < pair.end for pair in pairs)
        )
        if found:
            return found
    return ()
