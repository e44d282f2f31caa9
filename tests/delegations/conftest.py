"""What tests of accounts and letters share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache

Letters = Callable[[Callable[[], object]], list[mail.EmailMessage]]


@pytest.fixture
def letters(django_capture_on_commit_callbacks: Any) -> Letters:  # noqa: ANN401  pytest-django's
    """Send what was queued by an act, and return the letters."""

    def after(act: Callable[[], object]) -> list[mail.EmailMessage]:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            act()
        return list(mail.outbox)

    return after


@pytest.fixture(autouse=True)
def _no_counts() -> Iterator[None]:
    """Begin without counted attempts."""
    cache.clear()
    yield
    cache.clear()
