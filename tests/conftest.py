"""What every test may ask for, and what a machine must have for the marked ones."""

import os
import shutil
from ctypes.util import find_library
from pathlib import Path

import pytest
from django.core.cache import cache

NEEDS = {
    "browser": bool(shutil.which("chromium")),
    "office": bool(shutil.which("soffice")),
    "worker": bool(shutil.which("redis-server")),
    "pdf": bool(find_library("pango-1.0")),
}
FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out, and say so, what this machine cannot run; where nothing may be left out, let it fail."""
    if os.environ.get("GPA_NOTHING_LEFT_OUT"):
        return
    for item in items:
        for name, is_there in NEEDS.items():
            if item.get_closest_marker(name) and not is_there:
                item.add_marker(
                    pytest.mark.skip(reason=f"left out: this machine lacks what {name} tests need")
                )


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Begin each test with an empty cache: rows of another test had the same ids."""
    cache.clear()


@pytest.fixture
def plan_text() -> str:
    """Return the facilitators' document as received."""
    return (FIXTURES / "facilitators-proposals.txt").read_text(encoding="utf-8")
