"""How long redlines and combinations take, beside difflib and plain diff-match-patch in the same run.

    python -m bench.engine

Medians of several rounds in milliseconds, the slowest round behind them. Every round compares texts that
no round before has seen, so nothing is remembered.
"""

import difflib
import random
import statistics
import time
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

from diff_match_patch import diff_match_patch

from drafts.text import merge, redline, tokens
from drafts.text.parsing import Kind, parse

PLAN = Path(__file__).resolve().parent.parent / "fixtures" / "facilitators-proposals.txt"
ROUNDS = 7
SEEDS = count(1)

Compare = Callable[[str, str], object]


def main() -> None:
    """Print a line for each kind of work."""
    plan = [block.wording for block in parse(PLAN.read_text()).blocks if block.kind is Kind.NUMBERED]
    vocabulary = sorted({token for wording in plan for token in tokens.split(wording) if token.isalpha()})
    print(f"{'':44}{'redline':>18}{'difflib':>18}{'diff-match-patch':>18}")
    _compare(f"{len(plan)} paragraphs against an edited copy", lambda seed: _copies(plan, vocabulary, seed))
    _compare("2,000 words, heavily edited", lambda seed: _long(plan, vocabulary, seed))
    print()
    for size in (100, 200, 2_000, 10_000):
        _combine(f"combine {size:,} proposals on paragraph 49", plan[48], vocabulary, size)
    print()
    for name, pair in _hard(random.Random(1)).items():
        print(f"{name:44}{_timed(redline.diff, partial(_only, pair), rounds=1)}")


def _compare(name: str, pairs: Callable[[int], list[tuple[str, str]]]) -> None:
    print(f"{name:44}" + "".join(_timed(compare, pairs) for compare in (redline.diff, _difflib, _plain)))


def _combine(name: str, base: str, vocabulary: list[str], size: int) -> None:
    def combine(wording: str, seed: str) -> object:
        return merge.combine(wording, proposals[seed])

    seeds = [str(next(SEEDS)) for _ in range(3)]
    proposals = {
        seed: {f"{i}": _edited(base, vocabulary, 3, random.Random(f"{seed} {i}")) for i in range(size)}
        for seed in seeds
    }
    unseen = iter(seeds)
    print(f"{name:44}{_timed(combine, lambda _: [(base, next(unseen))], rounds=len(seeds))}")


def _timed(work: Compare, pairs: Callable[[int], list[tuple[str, str]]], rounds: int = ROUNDS) -> str:
    """Time rounds of a work on pairs of texts, the making of the pairs left out."""
    times = []
    for _ in range(rounds):
        todo = pairs(next(SEEDS))
        start = time.perf_counter()
        for base, new in todo:
            work(base, new)
        times.append(1000 * (time.perf_counter() - start))
    return f"{f'{statistics.median(times):.1f} ({max(times):.1f})':>18}"


def _only(pair: tuple[str, str], _seed: int) -> list[tuple[str, str]]:
    return [pair]


def _difflib(base: str, new: str) -> object:
    """Compare the same tokens with the standard library."""
    return difflib.SequenceMatcher(None, tokens.split(base), tokens.split(new), autojunk=False).get_opcodes()


def _plain(base: str, new: str) -> object:
    """Compare characters as the library's own example does, its clock as it comes."""
    engine = diff_match_patch()
    diffs = engine.diff_main(base, new)
    engine.diff_cleanupSemantic(diffs)
    return diffs


def _copies(plan: list[str], vocabulary: list[str], seed: int) -> list[tuple[str, str]]:
    chance = random.Random(seed)
    return [(text, _edited(text, vocabulary, chance.choice((1, 2, 4, 8)), chance)) for text in plan]


def _long(plan: list[str], vocabulary: list[str], seed: int) -> list[tuple[str, str]]:
    chance = random.Random(seed)
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
    main()
