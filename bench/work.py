"""Bringing a text in, writing acts, proving the history and writing a tracked Word document, and how each grows.

    python -m bench.work [quick]

Medians of processor time, the slowest behind them, child processes included; the next size stands beside with how many
times as much it takes. Embedded, on a database of its own.
"""

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path

os.environ["GPA_VAR"] = tempfile.mkdtemp(prefix="gpa-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "gpa.settings"
os.environ["LOG_LEVEL"] = "ERROR"
os.environ.pop("DATABASE_URL", None)

import django

django.setup()

import pypandoc  # noqa: E402  Django is set up first
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from delegations.models import ActKind, Negotiation, User  # noqa: E402
from delegations.operations.recording import record  # noqa: E402
from drafts.operations import importing, simulating, verifying  # noqa: E402
from drafts.text.parsing import parse  # noqa: E402

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
PLAN = (FIXTURES / "facilitators-proposals.txt").read_text(encoding="utf-8")
NUMBERS = count(1)


def main(*, is_quick: bool) -> None:
    """Print a line for each kind of work and size."""
    call_command("migrate", verbosity=0)
    sizes = (71, 500) if is_quick else (71, 500, 2000)
    print(f"{'what':<44}{'median (slowest)':>20}{'grows':>8}  limit")
    negotiation = _negotiation(100)
    by = User.objects.get(email=f"facilitator@{negotiation.slug}.example.org")
    _line("parse and save, paragraphs", sizes, lambda size: partial(_import, negotiation, by, _text(size)), 5)
    _line("tracked Word, paragraphs", sizes, lambda size: partial(_word, _text(size)), 5)
    _line("  pandoc, the same text untracked", sizes, lambda size: partial(_pandoc, _text(size)), None)
    _line("acts recorded", (100, 1000), lambda size: partial(_record, negotiation, by, size), 5)
    amendments = (1000,) if is_quick else (1000, 10_000)
    for size in amendments:
        _negotiation(size)
        _line(f"verify, {size:,} more amendments", (size,), lambda _size: _verify, 60)


def _line(
    name: str, sizes: tuple[int, ...], work: Callable[[int], Callable[[], object]], limit: float | None
) -> None:
    """Time a work at each size; the limit is of the largest, in seconds."""
    before = 0.0
    for size in sizes:
        times = [_timed(work(size)) for _ in range(3)]
        median = statistics.median(times)
        grows = f"×{median / before:.1f}" if before else ""
        verdict = "" if limit is None else f"{limit} s: {'met' if median < limit else 'NOT met'}"
        print(
            f"{f'{name}: {size:,}':<44}{f'{median:.2f} s ({max(times):.2f})':>20}{grows:>8}  {verdict}",
            flush=True,
        )
        before = median


def _timed(work: Callable[[], object]) -> float:
    started = sum(os.times()[:4])
    work()
    return sum(os.times()[:4]) - started


def _text(size: int) -> str:
    """Return a text of so many numbered paragraphs, those of the plan again and again."""
    wordings = [block.wording for block in parse(PLAN).blocks if block.label.isdecimal() and block.wording]
    return "\n\n".join(f"{n}. {wordings[n % len(wordings)]}" for n in range(1, size + 1))


def _negotiation(amendments: int) -> Negotiation:
    return simulating.simulate(
        fixtures=FIXTURES,
        delegations=193,
        amendments=amendments,
        seed=1,
        password="bench",  # noqa: S106  a database that is thrown away
        at=timezone.now(),
    )


def _import(negotiation: Negotiation, by: User, text: str) -> None:
    slug = f"text-{next(NUMBERS)}"
    blocks = parse(text).blocks
    importing.import_document(
        negotiation=negotiation, name=slug, slug=slug, title=[slug], blocks=blocks, by=by, at=timezone.now()
    )


def _record(negotiation: Negotiation, by: User, size: int) -> None:
    for _ in range(size):
        with transaction.atomic():
            record(negotiation=negotiation, kind=next(iter(ActKind)), by=by, at=timezone.now(), what="A-001")


def _verify() -> None:
    found = list(verifying.faults())
    if found:
        raise RuntimeError(found[0])


def _word(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "old.txt", Path(folder) / "new.txt"
        old.write_text(text, encoding="utf-8")
        new.write_text(text.replace(" and ", " and, as appropriate, "), encoding="utf-8")
        call_command("compare_texts", str(old), str(new), format="docx", out=Path(folder) / "new.docx")


def _pandoc(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        pypandoc.convert_text(text, "docx", format="markdown", outputfile=str(Path(folder) / "text.docx"))


if __name__ == "__main__":
    main(is_quick="quick" in sys.argv[1:])
