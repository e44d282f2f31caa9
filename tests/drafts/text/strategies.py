"""Random wordings in the scripts of the six languages, and families of wordings made from one by edits."""

from hypothesis import strategies as st

VOCABULARY = """
    the of and in to shall should States persons victims trafficking sub-regional State's l’article
    protéger prote\u0301ger les droits personas niños según и прав человека الدول الأشخاص و\u200cحماية \u200f
    人 口 贩运 应 该 ภาษาไทย 👩\u200d👩\u200d👧 🇫🇷 🇩🇪 각 1,000 64/178
"""
WORDS = VOCABULARY.split()
MARKS = [*",;.:()[]*\"'’“”–—-/،؛。，、", "(a) ", "(b) ", "a) ", "*Decides*"]
BLANKS = [" ", " ", " ", " ", "\u00a0", "  ", "\n", "\t", "\u200b", "\u0301", "\u200d", "\r\n"]
PIECES = st.sampled_from([*WORDS, *MARKS, *BLANKS])
PROSE = st.lists(PIECES, max_size=24).map("".join)
TIDY = st.lists(st.sampled_from(WORDS[:14]), max_size=16).map(" ".join)
TEXTS = PROSE | TIDY | st.text(max_size=30)


@st.composite
def families(draw: st.DrawFn, size: int = 2) -> tuple[str, ...]:
    """Draw a wording and others made from it by a few edits."""
    base = draw(st.lists(PIECES, max_size=20))
    family = ["".join(base)]
    for _ in range(size):
        pieces = list(base)
        for _ in range(draw(st.integers(0, 3))):
            at = draw(st.integers(0, len(pieces)))
            removed = draw(st.integers(0, 3))
            pieces[at : at + removed] = draw(st.lists(PIECES, max_size=3))
        family.append("".join(pieces))
    return tuple(family)


def pairs() -> st.SearchStrategy[tuple[str, ...]]:
    """Two wordings, near to one another or not."""
    return families(1) | st.tuples(TEXTS, TEXTS)


def triples() -> st.SearchStrategy[tuple[str, ...]]:
    """Three wordings, near to one another or not."""
    return families(2) | st.tuples(TEXTS, TEXTS, TEXTS)
