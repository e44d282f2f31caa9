"""How long a draft takes to print, how that grows with the text, and how long others take for the same tracked text.

    python -m bench.paper [quick]

Seconds of processor; half of the paragraphs are changed. "In a fresh process" counts the imports too.
"""

import random
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

SHORT = 71
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
from bench.rows import Row, compared, part, run, tell, timed  # noqa: E402
from drafts.exports import html, pdf, text  # noqa: E402
from drafts.exports.compilation import Proposed, compiled  # noqa: E402
from drafts.exports.front import Front, Look, Masthead  # noqa: E402
from drafts.exports.sheet import Entry, Sheet, Source, clean, tracked  # noqa: E402
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


def clean_sheet(size: int) -> Sheet:
    """Lay the same paragraphs out as they stand."""
    return clean(FRONT, [Entry(block.label, block) for block in _blocks(size)])


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


def fresh(size: int) -> None:
    """Print one tracked PDF in a process of its own."""
    act = f"from bench.paper import *; pdf.render(tracked_sheet({size}))"
    subprocess.run([sys.executable, "-c", act], check=True, cwd=ROOT)  # noqa: S603  our own words


def main(*, is_quick: bool) -> None:
    """Tell a row for each form and size."""
    others = presses()
    pdf.render(clean_sheet(1))  # what is loaded once is not of the first row
    for size in (71, 500) if is_quick else (71, 500, 2000):
        with part("PDF", f"{size:,} paragraphs"):
            times = 3 if size <= SHORT else 1
            sheet = tracked_sheet(size)
            found = {name: partial(press, sheet) if press else None for name, press in others.items()}
            tell(compared(_printed("tracked", partial(pdf.render, sheet), size, times), found, times))
            tell(_printed("clean", partial(pdf.render, clean_sheet(size)), size, times))
            if size <= SHORT or not is_quick:
                tell(_printed("compilation", partial(pdf.render, compiled_sheet(size)), size, times))
            tell(_printed("as HTML, tracked", partial(html.render, sheet), size, 3))
            tell(_printed("as text, tracked", partial(text.render, sheet), size, 3))
            if size <= SHORT:
                numbered = replace(sheet, front=replace(sheet.front, look=Look(line_numbers="page")))
                tell(_printed("tracked, lines numbered", partial(pdf.render, numbered), size, times))
                tell(_printed("tracked, in a fresh process", partial(fresh, size), size, times))


def _printed(what: str, work: Callable[[], object], size: int, times: int) -> Row:
    return Row("PDF", what, timed(work, times), axis="paragraphs", size=size)


if __name__ == "__main__":
    run(main)
