"""Runs every measurement, each in a process of its own: `make bench`, or `make bench QUICK=1` for small sizes.

Where `BENCH_DATABASE_URL` names a PostgreSQL database that may be filled (and `BENCH_REDIS_URL` a Redis), the load is
measured on that set-up too.
"""

import os
import subprocess
import sys

IS_QUICK = "quick" in sys.argv[1:]
RUNS = (
    [("work", "quick"), ("pages", "200", "2000"), ("load", "2000", "10"), ("paper", "71")]
    if IS_QUICK
    else [("engine",), ("work",), ("pages",), ("load",), ("paper",)]
)


def run(name: str, *arguments: str, **environment: str) -> None:
    """Run one of them, and say which."""
    print(f"\n── {name} ──", flush=True)
    command = [sys.executable, "-m", f"bench.{name}", *arguments]
    subprocess.run(command, check=True, env={**os.environ, **environment})  # noqa: S603  our own modules


for each in RUNS:
    run(*each)
if database := os.environ.get("BENCH_DATABASE_URL", ""):
    redis = os.environ.get("BENCH_REDIS_URL", "")
    run("load", DATABASE_URL=database, REDIS_URL=redis)
