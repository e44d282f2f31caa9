"""Lengths: wordings too long to be compared word by word from end to end."""

import re

from drafts.text.tokens import Words, common, words

LONGEST = 40_000  # characters: what is longer is compared by lines
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SEAM = re.compile(r"(?<=[!-~]) (?=[!-~])")  # white space that no mark clings to
_REACH = 2_000  # characters in which a seam is looked for where there is no end of a line


def split_pair(base: str, new: str) -> tuple[Words, Words]:
    """Split two wordings of which one is very long.

    What they share at both ends is one token each; between, tokens are words, or lines if there is
    too much of it.
    """
    start = _shared_start(base, new)
    rest, new_rest = base[start:], new[start:]
    shared = _shared_end(rest, new_rest)
    middle, new_middle = rest[: len(rest) - shared], new_rest[: len(new_rest) - shared]
    divide = words if max(len(middle), len(new_middle)) <= LONGEST else _lines
    ends = base[:start], base[len(base) - shared :]
    return _between(divide(middle), *ends), _between(divide(new_middle), *ends)


def _shared_start(base: str, new: str) -> int:
    """Give a place up to which both wordings are the same and at which no token can be cut."""
    most = common(base, new)
    line = base.rfind("\n", 0, most) + 1
    seams = [seam.start() for seam in _SEAM.finditer(base, max(line, most - _REACH), most)]
    return seams[-1] if seams and most - line > _REACH else line


def _shared_end(base: str, new: str) -> int:
    """Give the length of an end that both wordings have and that begins where no token can be cut."""
    first = len(base) - common(base[::-1], new[::-1])
    line = base.find("\n", first) + 1 or len(base)
    seam = _SEAM.search(base, first, min(first + _REACH, len(base)))
    return len(base) - (seam.end() if seam and line - first > _REACH else line)


def _lines(text: str) -> Words:
    """Split a wording into lines with their breaks."""
    lines = tuple(_LINE.findall(text))
    return Words(lines, ("",) * (len(lines) + 1))


def _between(middle: Words, before: str, after: str) -> Words:
    """Put what was left out around the tokens of a middle."""
    texts = ((before,) if before else (), (after,) if after else ())
    gaps = (("",) if before else (), ("",) if after else ())
    return Words(texts[0] + middle.texts + texts[1], gaps[0] + middle.gaps + gaps[1])
