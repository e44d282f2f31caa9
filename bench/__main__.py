"""Runs every measurement, each in a process of its own: `make bench`."""

import subprocess
import sys

for name in ("engine", "pages", "paper"):
    print(f"\n── {name} ──", flush=True)
    subprocess.run([sys.executable, "-m", f"bench.{name}"], check=True)  # noqa: S603  our own modules
