"""How long the pages of a large negotiation take on the server, and how that grows with its amendments.

    python -m bench.pages [AMENDMENTS ...]

Medians in milliseconds of requests through the client, templates included, on an embedded database of its own. The
limit stands beside: 300 ms for each; for 200 amendments a tenth of 1.5 s, what Antragsgrün's merge view needs for them.
"""

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

if "GPA_VAR" not in os.environ:
    os.environ["GPA_VAR"] = tempfile.mkdtemp(prefix="gpa-bench-")
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.conf import settings  # noqa: E402  Django is set up first
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402
from django.utils import timezone  # noqa: E402

from delegations.models import User  # noqa: E402
from drafts.operations import simulating  # noqa: E402

PAGES = {
    "overview": "",
    "text": "plan/",
    "compilation": "plan/?view=compilation",
    "workbench of the busiest": "plan/49/workbench/",
    "ledger": "ledger/",
    "who holds what": "plan/positions/",
}
LIMIT = 300
TIMES = 5


def measure(client: Client, path: str) -> tuple[float, int]:
    """Return the median in milliseconds, and the number of queries."""
    client.get(path)
    taken = []
    for _time in range(TIMES):
        with CaptureQueriesContext(connection) as captured:
            started = time.perf_counter()
            client.get(path)
            taken.append((time.perf_counter() - started) * 1000)
    return statistics.median(taken), len(captured)


def main(sizes: list[int]) -> None:
    """Print a line for each page and size."""
    setup_test_environment()
    call_command("migrate", verbosity=0)
    print(f"{'page':<26}" + "".join(f"{size:>10} am." for size in sizes) + f"{'limit':>8}  queries")
    clients = {}
    for size in sizes:
        negotiation = simulating.simulate(
            fixtures=Path(settings.BASE_DIR) / "fixtures",
            delegations=193,
            amendments=size,
            seed=1,
            password="bench",  # noqa: S106  a database that is thrown away
            at=timezone.now(),
        )
        clients[negotiation.slug] = Client()
        user = User.objects.get(email=f"facilitator@{negotiation.slug}.example.org")
        clients[negotiation.slug].force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    for name, path in PAGES.items():
        figures = [measure(client, f"/{slug}/{path}") for slug, client in clients.items()]
        queries = "/".join(str(count) for _taken, count in figures)
        print(
            f"{name:<26}"
            + "".join(f"{taken:>11.0f}ms" for taken, _count in figures)
            + f"{LIMIT:>6}ms  {queries}"
        )


if __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [200, 2000, 10000])
