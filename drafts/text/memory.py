"""Memory: answers about pairs of wordings, kept while they are short enough to keep many."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

_Answer = TypeVar("_Answer")
_MOST_ANSWERS = 4096
_LONGEST = 10_000  # characters of both wordings


def remembered(answer: Callable[[str, str], _Answer]) -> Callable[[str, str], _Answer]:
    """Keep the latest answers of a pure function of two wordings."""
    kept = lru_cache(maxsize=_MOST_ANSWERS)(answer)

    @wraps(answer)
    def remember(base: str, new: str) -> _Answer:
        return kept(base, new) if len(base) + len(new) <= _LONGEST else answer(base, new)

    return remember
