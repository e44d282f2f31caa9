"""Runs every measurement, each in a process of its own, and prints one table: `make bench`, `make bench QUICK=1` for small sizes.

Progress goes to the standard error, the table to the standard output. A part that fails is told in the table, and the
exit code is 1; a limit that is not met changes no exit code, for others may be at work on the machine.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

from bench import table
from bench.rows import LISTENS, Row, processor, read, tell, told

IS_QUICK = "quick" in sys.argv[1:]
MODULES = (
    ("bench.engine",),
    ("bench.pages",),
    ("bench.work",),
    ("bench.files",),
    ("bench.paper",),
    ("bench.load",),
    ("bench.load", "production"),
)
PATIENCE = 1800
"""Seconds after which a module counts as failed."""
BUSY = 0.5
"""From which load of the machine on figures by the wall are not to be trusted."""


def rows_of(module: tuple[str, ...]) -> Iterator[Row]:
    """Run a module and give its rows as they come; one more if it ends badly."""
    command = [sys.executable, "-m", *module, *(["quick"] if IS_QUICK else [])]
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "REDIS_URL", "GPA_VAR"}
    }
    with subprocess.Popen(  # noqa: S603  our own words
        command, stdout=subprocess.PIPE, text=True, env={**kept, LISTENS: "1"}, start_new_session=True
    ) as process:
        assert process.stdout is not None  # noqa: S101  it is piped
        signal.signal(signal.SIGALRM, lambda *_: os.killpg(process.pid, signal.SIGKILL))
        signal.alarm(PATIENCE)
        for line in process.stdout:
            row = read(line)
            if row is None:
                sys.stderr.write(line)
            else:
                yield row
        code = process.wait()
        signal.alarm(0)
    if code:
        yield Row("Runs", " ".join(module), failure=f"it ended with {code}; the standard error tells more")


def main() -> None:
    """Run all, and print what they told."""
    started, before = time.monotonic(), os.getloadavg()[0]
    for module in MODULES:
        took = f"after {time.monotonic() - started:.0f} s, {processor():.0f} s of processor"
        print(f"── {' '.join(module)}, {took}", file=sys.stderr, flush=True)
        for row in rows_of(module):
            tell(row)
    minutes, used = (time.monotonic() - started) / 60, processor() / 60
    print(table.printed(told()))
    print(
        f"\n{os.cpu_count()} cores; load of the machine {before:.1f} at the start, {os.getloadavg()[0]:.1f} at the end;"
        f" it took {minutes:.1f} minutes, {used:.1f} of them of processor."
    )
    if before > BUSY:
        print(
            "Others were at work at the start: do not trust what is by the wall, and take a third or more off the rest."
        )
    sys.exit(any(row.failure for row in told()))


main()
