"""How long pages take on the server, and how that grows with amendments and paragraphs.

    python -m bench.pages [quick]

Seconds of processor a request through the client, templates included, after a first one that fills what is remembered.
"""

from functools import partial

from django.test import Client

from bench import worlds
from bench.rows import Axis, Row, limit, part, run, tell, timed

PAGES = {
    "text page": "plan/",
    "text page as compilation": "plan/?view=compilation",
    "overview": "",
    "list of amendments": "amendments/",
    "workbench of paragraph 49": "plan/49/workbench/",
    "page of paragraph 49": "plan/49/",
    "ledger": "ledger/",
    "who holds what": "plan/positions/",
}
LIMIT = 0.3
"""Seconds a page of a text as long as the plan; none was set for longer ones."""
OFTEN = 5
LARGE = {"amendments": 10_000, "paragraphs": 2000}
"""From which size on a page is asked for three times."""
AMONG = 1000
"""So many amendments stand on the longer texts."""


def main(*, is_quick: bool) -> None:
    """Tell a row for each page and size."""
    worlds.fresh()
    for size in (100, 2000) if is_quick else (10, 100, 1000, 2000, 10_000):
        _measure("amendments", size, size, 0)
    for size in (71, 500) if is_quick else (71, 500, 2000):
        _measure("paragraphs", size, AMONG, size)


def _measure(axis: Axis, size: int, amendments: int, paragraphs: int) -> None:
    """Tell all pages at one size."""
    with part("Pages", f"{size:,} {axis}"):
        negotiation = worlds.negotiation(amendments, paragraphs)
        client = worlds.client(worlds.facilitator(negotiation))
        for name, path in PAGES.items():
            what = f"{name}, {AMONG:,} amendments" if axis == "paragraphs" else name
            with part("Pages", what):
                ask = partial(_ask, client, f"/{negotiation.slug}/{path}")
                ask()
                taken = timed(ask, 3 if size >= LARGE[axis] else OFTEN)
                peers = limit(LIMIT) if axis == "amendments" else ()
                tell(Row("Pages", what, taken, axis=axis, size=size, peers=peers))


def _ask(client: Client, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != 200:  # noqa: PLR2004  it is the page
        message = f"{path} answered {answer.status_code}"
        raise RuntimeError(message)
    b"".join(answer)


if __name__ == "__main__":
    run(main)
