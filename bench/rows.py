"""What was measured: a row a figure, with its spread and what it is compared with; how work is timed.

A module of measurements tells its rows as they come, as JSON lines where the parent listens, and else as a table at the end.
"""

import json
import os
import resource
import statistics
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from typing import Literal

LISTENS = "BENCH_ROWS"
"""The variable by which the parent says that it listens."""
MARK = "row "
"""What a row's line begins with, for a module's other words stand on the same output."""

Unit = Literal["s", "kB", "requests/s", "queries"]
Clock = Literal["processor", "wall", ""]
Axis = Literal["", "amendments", "paragraphs"]


@dataclass(frozen=True)
class Peer:
    """What stands beside a figure: a limit that it must stay under, or what another takes for it in the same run.

    `figure` is of the row's unit; None where the other is not on this machine.
    """

    name: str
    figure: float | None
    is_limit: bool = False


@dataclass(frozen=True)
class Row:
    """One figure: the median of so many times, the least and the most; seconds, kilobytes, or requests a second.

    `clock` is "processor" where child processes and ours were counted, whoever else was at work, or "wall". Rows of one
    subject, `what` and `axis` at several sizes tell how it grows. A row with a `failure`, or
    of what is `absent` from this machine, has no figure.
    """

    subject: str
    what: str
    figures: tuple[float, ...] = ()
    unit: Unit = "s"
    clock: Clock = "processor"
    axis: Axis = ""
    size: int = 0
    peers: tuple[Peer, ...] = ()
    failure: str = ""
    absent: str = ""

    @property
    def median(self) -> float:
        """The middle one of its figures."""
        return statistics.median(self.figures)

    @property
    def name(self) -> str:
        """What it is of, its size with it."""
        return f"{self.what}, {self.size:,} {self.axis}" if self.axis else self.what


_told: list[Row] = []


def tell(row: Row) -> None:
    """Hand a row to whoever gathers them."""
    _told.append(row)
    if LISTENS in os.environ:
        print(f"{MARK}{json.dumps(asdict(row))}", flush=True)


def read(line: str) -> Row | None:
    """Read a row back from a module's output; None if the line is none."""
    if not line.startswith(MARK):
        return None
    fields = json.loads(line.removeprefix(MARK))
    peers = tuple(Peer(**peer) for peer in fields.pop("peers"))
    return Row(**{**fields, "figures": tuple(fields["figures"]), "peers": peers})


@contextmanager
def part(subject: str, what: str) -> Iterator[None]:
    """Hold a part of a module: if it fails, that is told as a row, and the rest goes on."""
    print(f"   {subject}: {what}", file=sys.stderr, flush=True)
    try:
        yield
    except Exception as failure:  # noqa: BLE001  whatever it is, the table tells it
        traceback.print_exc()
        told = str(failure).strip().splitlines()
        tell(Row(subject, what, failure=": ".join([type(failure).__name__, *told[:1]])))


def limit(figure: float) -> tuple[Peer, ...]:
    """Return what a figure must stay under."""
    return (Peer("limit", figure, is_limit=True),)


def processor() -> float:
    """Return the seconds of processor that this process and the children that it waited for have used."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def timed(work: Callable[[], object], times: int) -> tuple[float, ...]:
    """Time a work so many times, by the processor."""
    taken = []
    for _ in range(times):
        started = processor()
        work()
        taken.append(processor() - started)
    return tuple(taken)


def compared(row: Row, others: Mapping[str, Callable[[], object] | None], times: int) -> Row:
    """Time what others take for the same, and set it beside a row; an other that is None is not here."""
    found = [
        Peer(name, statistics.median(timed(work, times)) if work else None) for name, work in others.items()
    ]
    return replace(row, peers=(*row.peers, *found))


def told() -> Sequence[Row]:
    """Return the rows told so far."""
    return _told


def run(main: Callable[..., None]) -> None:
    """Run a module by itself, small where its last word is "quick"; print its table if nobody else gathers the rows."""
    main(is_quick="quick" in sys.argv[1:])
    if LISTENS not in os.environ:
        from bench import table  # noqa: PLC0415  the table knows rows

        print(table.printed(_told))
        sys.exit(any(row.failure for row in _told))
