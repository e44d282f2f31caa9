"""How long a draft takes to print, how that grows with the text, and how long others take for the same tracked text.

    python -m bench.paper [PARAGRAPHS ...]

Medians in seconds of processor time; half of the paragraphs are changed. "Fresh" is a process of its own, its imports included.
"""

import os
import random
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import cycle, islice
from pathlib import Path

import django
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
PLAN = ROOT / "fixtures" / "facilitators-proposals.txt"
AT = datetime(2010, 6, 18, 14, 0, tzinfo=UTC)
DELEGATIONS = ("Demoland", "Examplia", "Samplia", "Specimen Islands", "Northern Isles (sample)")
EDITS = (
    ("offenders", "perpetrators"),
    (" and ", " and, as appropriate, "),
    ("all forms of ", ""),
    (" the ", " a "),
)

if not settings.configured:
    templates = {"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [ROOT / "templates"]}
    settings.configure(TEMPLATES=[templates], USE_TZ=True)
    django.setup()

from bench.presses import presses  # noqa: E402  Django is set up first
from drafts.exports import html, pdf, text  # noqa: E402
from drafts.exports.compilation import Proposed, compiled  # noqa: E402
from drafts.exports.front import Front, Look, Masthead  # noqa: E402
from drafts.exports.sheet import Entry, Sheet, Source, tracked  # noqa: E402
from drafts.text.merge import combine  # noqa: E402
from drafts.text.parsing import Block, Kind, parse  # noqa: E402

FRONT = Front(
    title=("Global Plan of Action on trafficking in persons",),
    name="Facilitators’ proposals, Rev.2",
    issued_at=AT,
    time_zone="America/New_York",
    masthead=Masthead("General Assembly", "A/64/…", "Limited", "Sixty-fourth session"),
    seal="0" * 64,
)


def tracked_sheet(size: int) -> Sheet:
    """Lay the plan's paragraphs out again and again, half of them changed, each change with its delegation."""
    chance = random.Random(1)
    old, new = [], []
    for block in _blocks(size):
        is_changed = chance.random() < 0.5  # noqa: PLR2004  half of them
        sources = (Source(chance.choice(DELEGATIONS), "A-001, accepted"),) if is_changed else ()
        old.append(Entry(block.label, _edited(block, chance) if is_changed else block))
        new.append(Entry(block.label, block, sources=sources))
    return tracked(FRONT, old, new, since="Rev.1", issued_at=AT)


def compiled_sheet(size: int) -> Sheet:
    """Lay the same paragraphs out with three proposals on half of them."""
    chance = random.Random(2)
    proposed = []
    for block in _blocks(size):
        names = chance.sample(DELEGATIONS, 3) if chance.random() < 0.5 else []  # noqa: PLR2004  half of them
        wordings = {name: _edited(block, chance).wording for name in names}
        proposed.append(Proposed(Entry(block.label, block), combine(block.wording, wordings)))
    return compiled(FRONT, proposed, {name: name for name in DELEGATIONS}, with_names=True)


def _blocks(size: int) -> list[Block]:
    plan = [block for block in parse(PLAN.read_text()).blocks if block.kind is Kind.NUMBERED]
    return [
        Block(block.kind, str(number), block.wording, block.state, block.target)
        for number, block in enumerate(islice(cycle(plan), size), start=1)
    ]


def _edited(block: Block, chance: random.Random) -> Block:
    wording = block.wording
    for old, new in chance.sample(EDITS, 2):
        wording = wording.replace(old, new, 2)
    return Block(block.kind, block.label, wording, block.state, block.target)


def median(act: Callable[[], object], times: int) -> float:
    """Time an act again and again, in seconds of processor, its child processes included: others may be at work here."""
    taken = []
    for _ in range(times):
        start = _processor()
        act()
        taken.append(_processor() - start)
    return statistics.median(taken)


def _processor() -> float:
    return sum(os.times()[:4])


def fresh(size: int) -> float:
    """Time a process of its own that prints one tracked PDF, in seconds."""
    act = f"from bench.paper import *; pdf.render(tracked_sheet({size}))"
    command = [sys.executable, "-c", act]
    return median(lambda: subprocess.run(command, check=True, cwd=ROOT), 3)  # noqa: S603  our own words


def main(sizes: list[int]) -> None:
    """Print a line for each size, and for each how many times longer ours takes than the first size did."""
    others = presses()
    heads = ("fresh", "tracked", "compiled", "lines", "html", "text", *others)
    print(f"{'paragraphs':>10} " + " ".join(f"{each:>8}" for each in heads))
    for size in sizes:
        times = 3 if size < 100 else 1  # noqa: PLR2004  long ones once
        sheet, compilation = tracked_sheet(size), compiled_sheet(size)
        numbered = replace(sheet, front=replace(sheet.front, look=Look(line_numbers="page")))
        figures = (
            fresh(size) if size < 100 else float("nan"),  # noqa: PLR2004
            median(partial(pdf.render, sheet), times),
            median(partial(pdf.render, compilation), times),
            median(partial(pdf.render, numbered), times),
            median(partial(html.render, sheet), times),
            median(partial(text.render, sheet), times),
            *(median(partial(press, sheet), times) for press in others.values()),
        )
        print(f"{size:>10} " + " ".join(f"{figure:>8.2f}" for figure in figures), flush=True)


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [71, 500, 2000])
