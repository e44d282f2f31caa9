"""Bringing texts in, recording acts, and proving the history, and how each grows.

    python -m bench.work [quick]

Seconds of processor, on an embedded database of its own.
"""

from functools import partial
from itertools import count

import pypandoc
from django.db import transaction
from django.utils import timezone

from bench import worlds
from bench.rows import Axis, Row, compared, limit, part, run, tell, timed
from delegations.models import ActKind, Negotiation, User
from delegations.operations.recording import record
from drafts.operations import importing, verifying
from drafts.text.parsing import parse

IMPORT, ACTS, PROOF = 5.0, 5.0, 60.0
"""Seconds that they may take."""
NUMBERS = count(1)


def main(*, is_quick: bool) -> None:
    """Tell a row for each kind of work and size."""
    sizes = (71, 500) if is_quick else (71, 500, 2000)
    for amendments in (100, 1000) if is_quick else (10, 100, 1000, 10_000):
        with part("Import and record", f"{amendments:,} amendments"):
            worlds.fresh()
            made = timed(partial(worlds.negotiation, amendments), 1)
            tell(
                Row("Import and record", "generating a negotiation", made, axis="amendments", size=amendments)
            )
            negotiation = Negotiation.objects.get()
            by = worlds.facilitator(negotiation)
            work = partial(_import, negotiation, by, text_of(71))
            _tell("import of 71 paragraphs among", "amendments", amendments, timed(work, 3), IMPORT)
            _tell("verify", "amendments", amendments, timed(_verify, 3), PROOF)
    for paragraphs in sizes:
        with part("Import and record", f"{paragraphs:,} paragraphs"):
            worlds.fresh()
            negotiation = worlds.negotiation(0)
            by = worlds.facilitator(negotiation)
            text = text_of(paragraphs)
            taken = timed(partial(_import, negotiation, by, text), 3)
            row = Row(
                "Import and record", "import", taken, axis="paragraphs", size=paragraphs, peers=limit(IMPORT)
            )
            tell(compared(row, {"pandoc reading it, nothing saved": partial(_pandoc, text)}, 3))
            _tell("verify, all of them imported thrice", "paragraphs", paragraphs, timed(_verify, 3), PROOF)
    with part("Import and record", "1,000 acts recorded"):
        taken = timed(partial(_record, negotiation, by, 1000), 3)
        tell(Row("Import and record", "1,000 acts recorded", taken, peers=limit(ACTS)))


def _tell(what: str, axis: Axis, size: int, taken: tuple[float, ...], most: float) -> None:
    tell(Row("Import and record", what, taken, axis=axis, size=size, peers=limit(most)))


def text_of(size: int) -> str:
    """Return a text of so many numbered paragraphs, those of the plan again and again."""
    plan = (worlds.FIXTURES / "facilitators-proposals.txt").read_text(encoding="utf-8")
    wordings = [block.wording for block in parse(plan).blocks if block.label.isdecimal() and block.wording]
    return "\n\n".join(f"{n}. {wordings[n % len(wordings)]}" for n in range(1, size + 1))


def _import(negotiation: Negotiation, by: User, text: str) -> None:
    slug = f"text-{next(NUMBERS)}"
    blocks = parse(text).blocks
    importing.import_document(
        negotiation=negotiation, name=slug, slug=slug, title=[slug], blocks=blocks, by=by, at=timezone.now()
    )


def _pandoc(text: str) -> None:
    pypandoc.convert_text(text, "json", format="markdown")


def _record(negotiation: Negotiation, by: User, size: int) -> None:
    for _ in range(size):
        with transaction.atomic():
            record(negotiation=negotiation, kind=next(iter(ActKind)), by=by, at=timezone.now(), what="A-001")


def _verify() -> None:
    found = list(verifying.faults())
    if found:
        raise RuntimeError(found[0])


if __name__ == "__main__":
    run(main)
