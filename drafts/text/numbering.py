"""Labels: what people call a paragraph ("49 bis"), how labels sort, and how one follows another."""

import itertools
import re
from collections.abc import Collection, Iterator

_UNITS = ("", "un", "duo", "ter", "quater", "quin", "sex", "sept", "octo", "novo")
_TENS = (
    "decies",
    "vicies",
    "tricies",
    "quadragies",
    "quinquagies",
    "sexagies",
    "septuagies",
    "octogies",
    "nonagies",
)

ORDINALS = (
    *("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies"),
    *(unit + ten for ten in _TENS for unit in _UNITS),
)
"""The Latin adverbs that number insertions, from the second to the ninety-ninth."""

_RANK = {word: rank for rank, word in enumerate(ORDINALS)}
_RANK |= {"quat": _RANK["quater"], "novies": _RANK["nonies"]}
_ORDINAL = "|".join(sorted(_RANK, key=len, reverse=True))
_WORD = rf"(?i:{_ORDINAL})(?![^\W_])"
_ADDED = rf"(?:[ .]?{_WORD})*(?:[ .]?(?i:alt)(?![^\W_])(?: \d{{1,2}}(?![\w.]))?)?"
_ONE = rf"\d{{1,4}}{_ADDED}"

ORDINAL = _WORD
"""Pattern of what makes one label another: "bis", "ter"."""

LABEL = rf"{_ONE}(?:\.{_ONE})*"
"""Pattern of a paragraph's number with what is added to it: "49", "3.3 bis", "49bis", "2 bis.1 alt 2"."""

_ATOM = re.compile(rf"\d+|(?<![^\W\d_])(?:{_ORDINAL}|alt)(?![^\W\d_])|[^\W\d_]+")
_SUFFIX = re.compile(rf"(?:(?<=\d)[ .]?|(?<=\w) )({_WORD}|(?i:alt)(?![^\W_]))")
_TAIL_ORDINAL = re.compile(rf" ({_ORDINAL})$")
_TAIL_ALT = re.compile(r" alt(?: \d+)?$")


def tidy(label: str) -> str:
    """A label as it is written here: "49bis", "49.bis" and "49  Bis" are "49 bis"."""
    spaced = _SUFFIX.sub(lambda found: f" {found[1].lower()}", label)
    return " ".join(spaced.split())


def next_label(label: str, taken: Collection[str]) -> str:
    """The label for a paragraph inserted after `label`: the first free one after it.

    "49" gives "49 bis", or "49 ter" where that is taken; "49 bis" gives "49 ter"; an alternative's successor is
    that of its paragraph ("49 alt" gives "49 bis"). After the ninety-ninth, "49 novononagies", comes
    "49 novononagies bis", so there is always a next one.

    Source: conventions.md, 2.
    """
    stem = _TAIL_ALT.sub("", label)
    tail = _TAIL_ORDINAL.search(stem)
    if tail and tail[1] != ORDINALS[-1]:
        stem, after = stem[: tail.start()], _RANK[tail[1]] + 1
    else:
        after = 0
    for word in ORDINALS[after:]:
        if (candidate := f"{stem} {word}") not in taken:
            return candidate
    return next_label(f"{stem} {ORDINALS[-1]}", taken)


def alternative_label(label: str, taken: Collection[str]) -> str:
    """The label for an alternative to the whole of `label`: "49 alt", then "49 alt 2"; "3 bis alt".

    Source: conventions.md, 2.
    """
    return next(candidate for candidate in alternatives(label) if candidate not in taken)


def alternatives(label: str) -> Iterator[str]:
    """The labels of alternatives to `label`, one after the other, without end."""
    stem = _TAIL_ALT.sub("", label)
    yield f"{stem} alt"
    for count in itertools.count(2):
        yield f"{stem} alt {count}"


SortKey = tuple[tuple[tuple[int, int, str], ...], str]


def sort_key(label: str) -> SortKey:
    """Where `label` sorts among labels: a total order, numbers by value.

    The chapeau comes first, then preambular paragraphs, then numbers, then all else by name. An alternative comes
    right after what it would replace, before what is inserted: 49, 49 alt, 49 alt 2, 49 bis, 49 bis alt, 49 ter,
    49.1, 50.
    """
    return tuple(_atoms(label)), label


def _atoms(label: str) -> Iterator[tuple[int, int, str]]:
    found = _ATOM.findall(label)
    for place, atom in enumerate(found):
        folded = atom.casefold()
        if place == 0:
            yield ({"chapeau": 0, "pp": 1}.get(folded, 2 if atom.isdecimal() else 3), 0, "")
        if folded == "alt":
            yield (0, 0, "")
        elif folded in _RANK:
            yield (1, _RANK[folded], "")
        elif atom.isdecimal():
            yield (2, int(atom), "")
        else:
            yield (3, 0, folded)


def slug(label: str) -> str:
    """`label` as it stands in an address: "49 bis" is "49-bis", "PP3" is "pp3", "3.3 bis" is "3.3-bis".

    Any spelling that a person may type has the slug of the label ("49BIS", "49-bis"), and a slug is its own slug.
    """
    return "-".join(re.findall(r"\w+(?:\.\w+)*", tidy(label.casefold())))
