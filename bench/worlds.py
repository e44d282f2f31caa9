"""Databases and negotiations to measure on: embedded, of this process alone, and thrown away.

It is imported before all else of the product, for it says which settings are meant.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp(prefix="gpa-bench-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["GPA_VAR"] = str(FOLDER)
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
os.environ["LOG_LEVEL"] = "ERROR"
for _name in ("DATABASE_URL", "REDIS_URL"):
    os.environ.pop(_name, None)

import django  # noqa: E402  the environment comes first

django.setup()

from django.conf import settings  # noqa: E402  Django is set up first
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from delegations.models import Negotiation, User  # noqa: E402
from drafts.operations import simulating  # noqa: E402

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
_EMPTY = FOLDER / "empty.sqlite3"


def fresh() -> None:
    """Begin with an empty database again."""
    kept = FOLDER / "db.sqlite3"
    if not _EMPTY.exists():
        call_command("migrate", verbosity=0)
        connection.close()
        shutil.copy(kept, _EMPTY)
        return
    connection.close()
    for each in kept.parent.glob(f"{kept.name}*"):
        each.unlink()
    shutil.copy(_EMPTY, kept)


def negotiation(amendments: int, paragraphs: int = 0) -> Negotiation:
    """Generate one of 193 delegations with so many open amendments, on the plan or on a text of so many paragraphs."""
    return simulating.simulate(
        fixtures=FIXTURES,
        delegations=193,
        amendments=amendments,
        paragraphs=paragraphs,
        seed=1,
        password="bench",  # noqa: S106  a database that is thrown away
        at=timezone.now(),
    )


def facilitator(of: Negotiation) -> User:
    """Return its facilitator."""
    return User.objects.get(email=f"facilitator@{of.slug}.example.org")


def client(user: User) -> Client:
    """Return a client who is logged in."""
    made = Client()
    made.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return made
