"""Two texts laid side by side: which paragraph of the one became which of the other, by content and not by number."""

from collections.abc import Sequence

from drafts.text.align import matching, pairing
from drafts.text.align.matching import Match, MatchKind
from drafts.text.parsing import Block

__all__ = ["Match", "MatchKind", "align"]


def align(old: Sequence[Block], new: Sequence[Block]) -> tuple[Match, ...]:
    """Pair the blocks of two texts: every block stands in exactly one match.

    Matches come in the order of the new text, removed blocks after what they followed in the old one. The same
    input gives the same output; the time grows with the number of words, not with its square.
    """
    return tuple(matching.matches(old, new, pairing.pair(old, new)))
