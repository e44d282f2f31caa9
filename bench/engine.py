"""How long redlines and combinations take, beside difflib and plain diff-match-patch in the same run.

    python -m bench.engine [quick]

Every time compares texts that no time before has seen, so nothing is remembered.
"""

import difflib
import random
import statistics
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import count, cycle, islice
from pathlib import Path

from diff_match_patch import diff_match_patch

from bench.rows import Axis, Peer, Row, limit, part, processor, run, tell
from drafts.text import merge, redline, tokens
from drafts.text.parsing import Kind, parse

PLAN = Path(__file__).resolve().parent.parent / "fixtures" / "facilitators-proposals.txt"
SEEDS = count(1)
HOPELESS = 1.0
"""Seconds that the hardest input may take."""
MANY = 2000
"""From which size on a work is timed once or three times, not five."""

Pairs = Sequence[tuple[str, str]]
Compare = Callable[[str, str], object]


def main(*, is_quick: bool) -> None:
    """Tell a row for each kind of work and size."""
    plan = [block.wording for block in parse(PLAN.read_text()).blocks if block.kind is Kind.NUMBERED]
    vocabulary = sorted({token for wording in plan for token in tokens.split(wording) if token.isalpha()})
    amendments = (10, 100, 1000) if is_quick else (10, 100, 1000, 10_000)
    with part("Redlines", "a text against an edited copy"):
        for size in (71, 500) if is_quick else (71, 500, 2000):
            _compare(
                "a text against an edited copy", "paragraphs", size, partial(_copies, plan, vocabulary, size)
            )
    with part("Redlines", "amendments against their paragraphs"):
        for size in amendments:
            _compare(
                "amendments against their paragraphs",
                "amendments",
                size,
                partial(_copies, plan, vocabulary, size),
            )
    with part("Redlines", "2,000 words, heavily edited"):
        _compare("2,000 words, heavily edited", "", 0, lambda: _long(plan, vocabulary))
    with part("Combinations", "amendments on paragraph 49"):
        for size in amendments:
            _combine(plan[48], vocabulary, size)
    with part("Redlines of hard input", "all"):
        for name, pair in _hard(random.Random(1)).items():
            taken = _timed(redline.diff, partial(_only, pair), 1)
            tell(Row("Redlines of hard input", name, taken, peers=limit(HOPELESS)))


def _compare(what: str, axis: Axis, size: int, pairs: Callable[[], Pairs]) -> None:
    times = 5 if size < MANY else 3 if size == MANY else 1
    peers = tuple(
        Peer(name, statistics.median(_timed(compare, pairs, min(times, 3))))
        for name, compare in OTHERS.items()
    )
    tell(Row("Redlines", what, _timed(redline.diff, pairs, times), axis=axis, size=size, peers=peers))


def _only(pair: tuple[str, str]) -> Pairs:
    return [pair]


def _combine(base: str, vocabulary: list[str], size: int) -> None:
    """Time combining proposals; others only compare each with the base, for they combine nothing."""

    def proposals() -> dict[str, str]:
        seed = next(SEEDS)
        return {f"{i}": _edited(base, vocabulary, 3, random.Random(f"{seed} {i}")) for i in range(size)}

    taken = []
    for _ in range(3):
        todo = proposals()
        started = processor()
        merge.combine(base, todo)
        taken.append(processor() - started)
    pairs = [(base, each) for each in proposals().values()]
    peers = tuple(
        Peer(f"{name}, comparing alone", _timed(compare, lambda: pairs, 1)[0])
        for name, compare in OTHERS.items()
    )
    row = Row("Combinations", "amendments on paragraph 49", tuple(taken), axis="amendments", size=size)
    tell(replace(row, peers=peers))


def _timed(work: Compare, pairs: Callable[[], Pairs], times: int) -> tuple[float, ...]:
    """Time a work on pairs of texts, the making of the pairs left out."""
    taken = []
    for _ in range(times):
        todo = pairs()
        started = processor()
        for base, new in todo:
            work(base, new)
        taken.append(processor() - started)
    return tuple(taken)


def _difflib(base: str, new: str) -> object:
    """Compare the same tokens with the standard library."""
    return difflib.SequenceMatcher(None, tokens.split(base), tokens.split(new), autojunk=False).get_opcodes()


def _plain(base: str, new: str) -> object:
    """Compare characters as the library's own example does, its clock as it comes."""
    engine = diff_match_patch()
    diffs = engine.diff_main(base, new)
    engine.diff_cleanupSemantic(diffs)
    return diffs


OTHERS: dict[str, Compare] = {"difflib": _difflib, "diff-match-patch": _plain}


def _copies(plan: list[str], vocabulary: list[str], size: int) -> Pairs:
    chance = random.Random(next(SEEDS))
    texts = islice(cycle(plan), size)
    return [(text, _edited(text, vocabulary, chance.choice((1, 2, 4, 8)), chance)) for text in texts]


def _long(plan: list[str], vocabulary: list[str]) -> Pairs:
    chance = random.Random(next(SEEDS))
    base = " ".join(" ".join(chance.choices(plan, k=60)).split()[:2000])
    return [(base, _edited(base, vocabulary, 300, chance))]


def _edited(text: str, vocabulary: list[str], edits: int, chance: random.Random) -> str:
    """Replace, insert and delete words here and there."""
    words = text.split(" ")
    for _ in range(edits):
        at = chance.randrange(len(words) + 1)
        kept = chance.choice((0, 0, 1, 3))
        words[at : at + kept] = chance.sample(vocabulary, k=chance.choice((0, 1, 2)) if kept else 1)
    return " ".join(words)


def _hard(chance: random.Random) -> dict[str, tuple[str, str]]:
    """Make the inputs that bring other comparers to their knees."""

    def shuffled(size: int) -> tuple[str, str]:
        words = [f"w{number}" for number in range(size)]
        return " ".join(words), " ".join(chance.sample(words, k=size))

    def random_text(alphabet: str, size: int) -> str:
        return "".join(chance.choices(alphabet, k=size))

    long = "".join(f"Paragraph {number} on trafficking in persons;\n" for number in range(23_000))
    return {
        "1,000 shuffled tokens": shuffled(1_000),
        "5,000 shuffled tokens": shuffled(5_000),
        "one token 10,000 times": ("the " * 10_000, "the " * 9_000 + "x " + "the " * 2_000),
        "20,000 brackets": ("[" * 10_000 + "]" * 10_000, "[" * 9_000 + "]" * 11_000),
        "nothing but punctuation": (random_text(",;.:()", 20_000), random_text(",;.:()", 20_000)),
        "nothing in common": (" ".join(map(str, range(7_000))), " ".join(map(str, range(7_000, 14_000)))),
        "1 MB, one word changed": (long, long.replace("Paragraph 9000 ", "Article 9000 ")),
        "1 MB, every line changed": (long, long.replace("persons", "women")),
        "1 MB on one line": (long.replace("\n", " "), long[::-1].replace("\n", " ")),
        "1 MB of combining marks": ("e\u0301\u0302 " * 250_000, "e\u0302\u0301 " * 250_000),
        "1 MB of emoji": ("👩\u200d👩\u200d👧" * 200_000, "👩\u200d👧" * 330_000),
    }


if __name__ == "__main__":
    run(main)
