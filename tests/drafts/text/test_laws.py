"""The laws of the text engine, held against random wordings in the scripts of the six languages."""

import regex  # type: ignore[import-untyped]  # it ships no types
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from drafts.text import lengths, merge, redline, tokens
from tests.drafts.text import laws
from tests.drafts.text.strategies import TEXTS, families, pairs, triples

FILLERS = ("the ", "line of words;\n", "e\u0301 ", "人", "w")


def edges_of(text: str, parts: list[str]) -> list[int]:
    """The places within a text at which its parts meet."""
    ends = [sum(map(len, parts[:count])) for count in range(1, len(parts))]
    return [end for end in ends if 0 < end < len(text)]


@settings(deadline=None)
@given(TEXTS)
def test_split_gives_the_text(text: str) -> None:
    assert "".join(tokens.split(text)) == text


@settings(max_examples=200, deadline=None)
@given(pairs())
def test_diff_obeys_its_laws(pair: tuple[str, str]) -> None:
    laws.check_diff(*pair)


@settings(max_examples=200, deadline=None)
@given(pairs())
def test_diff_cuts_no_grapheme(pair: tuple[str, str]) -> None:
    segments = redline.diff(*pair)

    for text, other in zip(pair, ("insert", "delete"), strict=True):
        seams = {0, *(found.end() for found in regex.finditer(r"\X", text))}
        assert seams.issuperset(edges_of(text, [s.text for s in segments if s.op != other]))


@settings(max_examples=20, deadline=None)
@given(families(1), st.sampled_from(FILLERS), st.sampled_from(FILLERS))
def test_diff_obeys_its_laws_on_long_wordings(pair: tuple[str, str], before: str, after: str) -> None:
    size = lengths.LONGEST + 1

    laws.check_diff(*(before * (size // len(before)) + text + after * 500 for text in pair))
    laws.check_diff(before * (size // len(before)) + pair[0], pair[1] + after * (size // len(after)))


@settings(max_examples=150, deadline=None)
@given(triples())
def test_three_way_obeys_its_laws(triple: tuple[str, str, str]) -> None:
    laws.check_three_way(*triple)


@settings(max_examples=150, deadline=None)
@given(triples())
def test_combine_and_three_way_agree(triple: tuple[str, str, str]) -> None:
    laws.check_one_engine(*triple)


@settings(max_examples=150, deadline=None)
@given(families(4))
def test_combine_obeys_its_laws(family: tuple[str, ...]) -> None:
    base, *proposals = family

    laws.check_combine(base, {f"P{number}": text for number, text in enumerate(proposals)})


@settings(deadline=None)
@given(families(1))
def test_combine_contests_no_single_or_equal_proposals(pair: tuple[str, str]) -> None:
    base, new = pair

    clusters = merge.combine(base, {"a": new, "b": base, "c": new})

    assert [cluster.options[0].by for cluster in clusters if not cluster.is_contested] == [("a", "c")] * len(
        clusters
    )


@settings(max_examples=150, deadline=None)
@given(families(3))
def test_choose_keeps_brackets_balanced(family: tuple[str, ...]) -> None:
    base, *proposals = family
    assume(is_balanced(base))
    clusters = merge.combine(base, {f"P{number}": text for number, text in enumerate(proposals)})

    assert is_balanced(merge.choose(base, clusters, [merge.BRACKET] * len(clusters)))


def is_balanced(text: str) -> bool:
    depths = [text[:end].count("[") - text[:end].count("]") for end in range(len(text) + 1)]
    return min(depths) == depths[-1] == 0
