"""A table for each test, cleared away afterwards; what a test showed is printed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.table import Table


@pytest.fixture
def lay(tmp_path: Path) -> Iterator[Callable[..., Table]]:
    """Return a maker of tables, each in a folder of its own."""
    laid: list[Table] = []

    def make(**how: object) -> Table:
        folder = tmp_path / f"table-{len(laid)}"
        folder.mkdir()
        laid.append(Table.laid(folder, **how))  # type: ignore[arg-type]  # its own keywords
        return laid[-1]

    yield make
    for table in laid:
        table.clear()
