"""How alike two wordings are, whatever the order of their words, and which of many are worth a closer look."""

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_COMMON = 24
"""A pair of words that stands in more wordings than these tells nothing of one."""
_BEST = 8
"""So many candidates are looked at for each wording."""


@dataclass(frozen=True, slots=True)
class Print:
    """What a wording is known by: its words with how often each stands in it, and their weights."""

    words: Counter[str]
    pairs: frozenset[tuple[str, str]]
    weights: dict[str, float]
    size: int
    weight: float


def prints(wordings: Sequence[str]) -> list[Print]:
    """The prints of wordings that are compared with one another: a word that many of them have weighs little."""
    split = [_WORD.findall(wording.casefold()) for wording in wordings]
    spread = Counter(itertools.chain.from_iterable(set(words) for words in split))
    weights = {word: math.log(1 + len(split) / count) for word, count in spread.items()}
    return [_print(words, weights) for words in split]


def _print(words: Sequence[str], weights: dict[str, float]) -> Print:
    pairs = frozenset(itertools.pairwise(["", *words, ""]))
    return Print(Counter(words), pairs, weights, len(words), sum(weights[word] for word in words))


def plain(one: Print, other: Print) -> float:
    """The share of words that two wordings have in common: twice the common ones among all, 0 to 1."""
    size = one.size + other.size
    return 2 * (one.words & other.words).total() / size if size else 1.0


def weighted(one: Print, other: Print) -> float:
    """The same share with rare words weighing more than common ones."""
    weight = one.weight + other.weight
    return 2 * _weight(one.words & other.words, one.weights) / weight if weight else 0.0


def share(part: Print, whole: Print, taken: Iterable[Print]) -> float:
    """Of the weight of `part`, the share that `whole` holds beside what it has in common with `taken`."""
    rest = Counter(whole.words)
    for other in taken:
        rest -= other.words
    return _weight(part.words & rest, part.weights) / part.weight if part.weight else 0.0


def _weight(words: Counter[str], weights: dict[str, float]) -> float:
    return sum(count * weights[word] for word, count in words.items())


def candidates(
    ones: Sequence[Print],
    places: Iterable[int],
    others: Sequence[Print],
    other_places: Iterable[int],
) -> Iterator[tuple[int, int]]:
    """Pairs of places whose wordings have rare words or word pairs in common: a few for each place of `others`.

    Source: inverted index of shingles, as in Broder, "On the resemblance and containment of documents" (1997).
    """
    index: dict[object, list[int]] = defaultdict(list)
    for place in places:
        for shingle in itertools.chain(ones[place].pairs, ones[place].words):
            index[shingle].append(place)
    for other in other_places:
        hits: dict[int, float] = defaultdict(float)
        for shingle in itertools.chain(others[other].pairs, others[other].words):
            found = index.get(shingle, ())
            if len(found) <= _COMMON:
                for place in found:
                    hits[place] += 1 / len(found)
        for place in sorted(hits, key=lambda one: (-round(hits[one], 6), abs(one - other), one))[:_BEST]:
            yield place, other
