"""The laws of the text engine, held against random wordings in the scripts of the six languages."""

from itertools import pairwise

import regex  # type: ignore[import-untyped]  # it ships no types
from hypothesis import given, settings
from hypothesis import strategies as st

from drafts.text import merge, redline, tokens

VOCABULARY = """
    the of and in to shall should States persons victims trafficking sub-regional State's l’article
    protéger prote\u0301ger les droits personas niños según и прав человека الدول الأشخاص و\u200cحماية \u200f
    人 口 贩运 应 该 ภาษาไทย 👩\u200d👩\u200d👧 🇫🇷 🇩🇪 각 1,000 64/178
"""
WORDS = VOCABULARY.split()
MARKS = [*",;.:()[]*\"'’“”–—-/،؛。，、", "(a) ", "(b) ", "*Decides*"]
BLANKS = [" ", " ", " ", " ", "\u00a0", "  ", "\n", "\t", "\u200b", "\u0301", "\u200d", "\r\n"]
PROSE = st.lists(st.sampled_from(WORDS) | st.sampled_from(MARKS) | st.sampled_from(BLANKS), max_size=24)
TIDY = st.lists(st.sampled_from(WORDS[:14]), max_size=16).map(" ".join)
TEXTS = PROSE.map("".join) | TIDY | st.text(max_size=30)
_LETTER = r"[\w--\p{scx=Han}--\p{scx=Kana}--\p{scx=Hira}--\p{LB=SA}]"
_WORD = regex.compile(rf"(?!\p{{M}}|\p{{Cf}}){_LETTER}+(?:[-'’]{_LETTER}+)*", regex.V1)


@st.composite
def families(draw: st.DrawFn, size: int = 2) -> tuple[str, ...]:
    """Draw a wording and others made from it by a few edits."""
    base = draw(st.lists(st.sampled_from(WORDS + MARKS + BLANKS), max_size=20))
    family = ["".join(base)]
    for _ in range(size):
        pieces = list(base)
        for _ in range(draw(st.integers(0, 3))):
            at = draw(st.integers(0, len(pieces)))
            removed = draw(st.integers(0, 3))
            pieces[at : at + removed] = draw(st.lists(st.sampled_from(WORDS + MARKS + BLANKS), max_size=3))
        family.append("".join(pieces))
    return tuple(family)


def _edges(segments: tuple[redline.Segment, ...], *ops: str) -> set[int]:
    edges, at = set(), 0
    for segment in segments:
        if segment.op in ops:
            at += len(segment.text)
        edges.add(at)
    return edges


def _cuts(text: str, edges: set[int]) -> list[int]:
    inside = {k for m in _WORD.finditer(text) for k in range(m.start() + 1, m.end())}
    graphemes = {m.start() for m in regex.finditer(r"\X", text)} | {len(text)}
    return [edge for edge in sorted(edges) if edge in inside or edge not in graphemes]


@given(TEXTS)
def test_tokens_joined_give_the_text(text: str) -> None:
    assert "".join(tokens.split(text)) == text


@settings(max_examples=400)
@given(families(1) | st.tuples(TEXTS, TEXTS))
def test_redline_obeys_its_laws(pair: tuple[str, str]) -> None:
    base, new = pair

    segments = redline.diff(base, new)

    assert "".join(s.text for s in segments if s.op != "insert") == base
    assert "".join(s.text for s in segments if s.op != "delete") == new
    assert all(s.text for s in segments)
    assert all(a.op != b.op for a, b in pairwise(segments))
    assert ("insert", "delete") not in [(a.op, b.op) for a, b in pairwise(segments)]
    assert _cuts(base, _edges(segments, "equal", "delete")) == []
    assert _cuts(new, _edges(segments, "equal", "insert")) == []


@settings(max_examples=300)
@given(families(2) | st.tuples(TEXTS, TEXTS, TEXTS))
def test_three_way_is_neutral_and_symmetric(family: tuple[str, str, str]) -> None:
    base, ours, theirs = family

    merged, swapped = merge.three_way(base, ours, theirs), merge.three_way(base, theirs, ours)

    assert merge.three_way(base, ours, base) == merge.Merge(is_clean=True, text=ours, conflicts=())
    assert merge.three_way(base, base, theirs) == merge.Merge(is_clean=True, text=theirs, conflicts=())
    assert merge.three_way(base, ours, ours) == merge.Merge(is_clean=True, text=ours, conflicts=())
    assert merged.text == swapped.text
    assert merged.is_clean == swapped.is_clean == (not merged.conflicts)
    assert [(c.start, c.end, c.before, c.theirs, c.ours) for c in swapped.conflicts] == [
        (c.start, c.end, c.before, c.ours, c.theirs) for c in merged.conflicts
    ]
    assert all(merged.text[c.start : c.end] == c.before for c in merged.conflicts)


@settings(max_examples=300)
@given(families(4))
def test_combine_rebuilds_each_proposal_and_the_base(family: tuple[str, ...]) -> None:
    base, proposals = family[0], {f"P{i}": text for i, text in enumerate(family[1:])}

    clusters = merge.combine(base, proposals)

    assert merge.choose(base, clusters, [merge.KEEP] * len(clusters)) == base
    for name, text in proposals.items():
        choices = [
            next((merge.Take(option) for option in cluster.options if name in option.by), merge.KEEP)
            for cluster in clusters
        ]
        assert merge.choose(base, clusters, choices) == text
    assert all(base[c.start : c.end] == c.before for c in clusters)
    assert all(a.end <= b.start for a, b in pairwise(clusters))
    assert clusters == merge.combine(base, dict(reversed(proposals.items())))


@settings(max_examples=200)
@given(families(2))
def test_combine_and_three_way_agree(family: tuple[str, str, str]) -> None:
    base, ours, theirs = family

    clusters = merge.combine(base, {"b": theirs, "a": ours})
    merged = merge.three_way(base, ours, theirs)
    taken = [merge.KEEP if c.is_contested else merge.Take(c.options[0]) for c in clusters]

    assert merged.is_clean == all(not c.is_contested for c in clusters)
    assert merged.text == merge.choose(base, clusters, taken)


@given(families(1))
def test_equal_or_single_proposals_are_never_contested(family: tuple[str, str]) -> None:
    base, new = family

    assert all(not c.is_contested for c in merge.combine(base, {"a": new}))
    assert all(not c.is_contested for c in merge.combine(base, {"a": new, "b": base, "c": new}))
