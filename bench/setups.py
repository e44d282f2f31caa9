"""The two ways in which the product runs, set up to be measured and taken away again: embedded, and as an organization has it."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import psycopg2
import redis

POSTGRES = os.environ.get("BENCH_POSTGRES", "postgres://postgres@127.0.0.1:5432")
REDIS = os.environ.get("BENCH_REDIS", "redis://127.0.0.1:6379")
DATABASE = "gpa_bench"
COMMON = {"DJANGO_SETTINGS_MODULE": "gpa.settings", "BEHIND_TLS": "false", "LOG_LEVEL": "ERROR"}


class NotHere(Exception):
    """PostgreSQL or Redis does not answer on this machine."""


class Prepared(NamedTuple):
    """A negotiation to ask for: the path of its pages, and the cookie of a facilitator."""

    path: str
    cookie: str


@contextmanager
def embedded() -> Iterator[dict[str, str]]:
    """Yield the environment of the embedded mode, in a folder that is thrown away."""
    folder = tempfile.mkdtemp(prefix="gpa-bench-")
    try:
        yield {**COMMON, "GPA_VAR": folder}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def production() -> Iterator[dict[str, str]]:
    """Yield the environment of an organization's set-up: a database and a Redis of our own, emptied afterwards.

    Raises:
        NotHere: they do not answer.
    """
    numbered = _free_redis()
    _administer(f"drop database if exists {DATABASE} with (force)", f"create database {DATABASE}")
    try:
        with embedded() as environment:
            yield {
                **environment,
                "DATABASE_URL": f"{POSTGRES}/{DATABASE}",
                "REDIS_URL": f"{REDIS}/{numbered}",
                "SECRET_KEY": secrets.token_urlsafe(),
            }
    finally:
        _administer(f"drop database if exists {DATABASE} with (force)")
        redis.Redis.from_url(f"{REDIS}/{numbered}").flushdb()


def _free_redis() -> int:
    """Return the number of a Redis database that holds nothing."""
    try:
        for number in range(15, 0, -1):
            if not redis.Redis.from_url(f"{REDIS}/{number}").dbsize():
                return number
    except redis.RedisError as failure:
        message = f"Redis does not answer at {REDIS}"
        raise NotHere(message) from failure
    message = f"every database of the Redis at {REDIS} is in use"
    raise NotHere(message)


def _administer(*statements: str) -> None:
    try:
        connection = psycopg2.connect(f"{POSTGRES}/postgres", connect_timeout=3)
    except psycopg2.OperationalError as failure:
        message = f"PostgreSQL does not answer at {POSTGRES}"
        raise NotHere(message) from failure
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    finally:
        connection.close()


def prepared(amendments: int) -> Prepared:
    """Fill the set-up that the environment describes with a negotiation, and log its facilitator in."""
    import django  # noqa: PLC0415  the environment comes first

    django.setup()
    from django.conf import settings  # noqa: PLC0415  Django is set up first
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from delegations.models import User  # noqa: PLC0415
    from drafts.operations import simulating  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    made = simulating.simulate(
        fixtures=settings.BASE_DIR / "fixtures",
        delegations=193,
        amendments=amendments,
        seed=1,
        password="bench",  # noqa: S106  a database that is thrown away
        at=timezone.now(),
    )
    reader, client = User.objects.get(email=f"facilitator@{made.slug}.example.org"), Client()
    client.force_login(reader, backend="django.contrib.auth.backends.ModelBackend")
    connections.close_all()
    name = settings.SESSION_COOKIE_NAME
    return Prepared(f"/{made.slug}/", f"{name}={client.cookies[name].value}")
