"""The laws of the text engine, checked for any input; each function asserts and returns nothing."""

import itertools
import re
import unicodedata
from collections.abc import Mapping, Sequence

from drafts.text import merge, redline

# Written apart from the engine's own tokens on purpose: a word is letters, marks and digits, with single inner
# hyphens and apostrophes; scripts without spaces have no words longer than a character.
_SPACELESS = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[\U00020000-\U0003ffff]"
)
_INNER = "-'’"
_MARK_CATEGORIES = {"Mn", "Mc", "Me"}
_CONTROLS = {"Cc", "Cf", "Zl", "Zp"}


def check_diff(base: str, new: str) -> None:
    """Segments rebuild both texts, none is empty, neighbours differ, and no edge lies inside a word or grapheme."""
    segments = redline.diff(base, new)
    ops = [segment.op for segment in segments]

    assert "".join(segment.text for segment in segments if segment.op != "insert") == base
    assert "".join(segment.text for segment in segments if segment.op != "delete") == new
    assert set(ops) <= {"equal", "delete", "insert"}
    assert all(segment.text for segment in segments)
    assert all(before != after for before, after in itertools.pairwise(ops))
    assert ("insert", "delete") not in set(itertools.pairwise(ops))
    check_edges([segment.text for segment in segments if segment.op != "insert"])
    check_edges([segment.text for segment in segments if segment.op != "delete"])


def check_edges(parts: Sequence[str]) -> None:
    """No seam between neighbouring parts lies inside a word or grapheme."""
    text = "".join(parts)
    at = 0
    for part in parts[:-1]:
        at += len(part)
        assert not is_inside(text, at), (text[max(0, at - 20) : at], text[at : at + 20])


def is_inside(text: str, at: int) -> bool:
    """Whether the offset lies inside a word or a grapheme of `text`."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return (
        (before == "\r" and after == "\n")
        or (_joins(after) and (_joins(before) or unicodedata.category(before) not in _CONTROLS))
        or (before == "\u200d" and _is_pictograph(after) and _is_pictograph(_bearer(text, at - 1)))
        or (_is_letter(text, at - 1) and _is_letter(text, at))
        or (after in _INNER and _is_letter(text, at - 1) and _is_letter(text, at + 1))
        or (before in _INNER and _is_letter(text, at) and _is_letter(text, at - 2))
    )


def _joins(char: str) -> bool:
    """Whether the character belongs to the one before it."""
    return char in "\u200c\u200d" or unicodedata.category(char) in _MARK_CATEGORIES


def _is_pictograph(char: str) -> bool:
    return unicodedata.category(char) == "So" and not "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_letter(text: str, at: int) -> bool:
    """Whether a letter or digit of a script with spaces stands there, or a mark on one."""
    if not 0 <= at < len(text):
        return False
    bearer = _bearer(text, at)
    return bearer.isalnum() and not _SPACELESS.match(bearer)


def _bearer(text: str, at: int) -> str:
    """The character that bears the mark at the offset, or the one there if it is none."""
    while at and _joins(text[at]):
        at -= 1
    return text[at]


def check_three_way(base: str, ours: str, theirs: str) -> None:
    """A merge is neutral and symmetric, and its conflicts are slices that give each side back."""
    merged = merge.three_way(base, ours, theirs)
    mirrored = merge.three_way(base, theirs, ours)

    for side in (ours, theirs):
        for unchanged in (merge.three_way(base, side, base), merge.three_way(base, base, side)):
            assert (unchanged.is_clean, unchanged.text, tuple(unchanged.conflicts)) == (True, side, ())
        same = merge.three_way(base, side, side)
        assert (same.is_clean, same.text) == (True, side)
    assert merged.is_clean == (not merged.conflicts)
    assert (mirrored.is_clean, mirrored.text) == (merged.is_clean, merged.text)
    assert [(c.start, c.end, c.before, c.theirs, c.ours) for c in mirrored.conflicts] == [
        (c.start, c.end, c.before, c.ours, c.theirs) for c in merged.conflicts
    ]
    check_conflicts(merged)


def check_conflicts(merged: merge.Merge) -> None:
    """Conflicts stand in reading order, do not overlap, hold the base's words and two different wishes."""
    end = 0
    for conflict in merged.conflicts:
        assert end <= conflict.start <= conflict.end <= len(merged.text)
        assert merged.text[conflict.start : conflict.end] == conflict.before
        assert conflict.ours != conflict.theirs
        end = conflict.end


def check_combine(base: str, proposals: Mapping[str, str]) -> None:
    """Clusters are slices of the base in order; each proposal can be rebuilt; nobody alone is ever contested."""
    clusters = merge.combine(base, proposals)
    backwards = merge.combine(base, dict(reversed(list(proposals.items()))))

    assert clusters == backwards
    end = 0
    for cluster in clusters:
        assert end <= cluster.start <= cluster.end <= len(base)
        assert base[cluster.start : cluster.end] == cluster.before
        texts = [option.text for option in cluster.options]
        assert texts
        assert len(set(texts)) == len(texts)
        assert cluster.before not in texts
        names = [name for option in cluster.options for name in option.by]
        assert len(set(names)) == len(names)
        assert set(names) <= set(proposals)
        end = cluster.end
    assert merge.choose(base, clusters, [merge.KEEP] * len(clusters)) == base
    for name, wording in proposals.items():
        assert merge.choose(base, clusters, [choice_of(cluster, name) for cluster in clusters]) == wording
        assert all(
            len(alone.options) == 1 for alone in merge.combine(base, {name: wording, "again": wording})
        )


def choice_of(cluster: merge.Cluster, name: str) -> merge.Choice:
    """What `name` proposes in a cluster, or to keep the words where it proposes nothing."""
    for option in cluster.options:
        if name in option.by:
            return merge.Take(option)
    return merge.KEEP


def check_one_engine(base: str, ours: str, theirs: str) -> None:
    """`combine` and `three_way` agree on what is contested, and merge the rest to the same text."""
    clusters = merge.combine(base, {"ours": ours, "theirs": theirs})
    merged = merge.three_way(base, ours, theirs)
    contested = [cluster for cluster in clusters if len(cluster.options) > 1]
    choices = [merge.KEEP if len(c.options) > 1 else merge.Take(c.options[0]) for c in clusters]

    assert merge.choose(base, clusters, choices) == merged.text
    assert [cluster.before for cluster in contested] == [conflict.before for conflict in merged.conflicts]
