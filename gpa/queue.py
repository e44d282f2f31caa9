"""The one seam that queues background work: Celery's broker where there is one, else a small pool of processes."""

import atexit
import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from typing import Any

import django
from celery import Task, current_app
from django.conf import settings


def enqueue(task: "Task[..., None]", *args: int | str) -> None:
    """Queue one call of a task; it is run after this returns, by another process.

    A task that is queued twice, or whose worker is killed, must be harmless to run again: its row says what is left.
    """
    if settings.CELERY_BROKER_URL or settings.CELERY_TASK_ALWAYS_EAGER:
        task.delay(*args)
    else:
        _submit(task.name, args)


def _submit(name: str, args: tuple[int | str, ...]) -> "Future[None]":
    """Hand the call to the pool; a pool that lost its process is replaced once."""
    try:
        return _pool().submit(_run, name, args)
    except BrokenProcessPool:
        _pool.cache_clear()
        return _pool().submit(_run, name, args)


@cache
def _pool() -> ProcessPoolExecutor:
    """Return the embedded mode's pool of one process, started afresh so that it shares no connection with its parent."""
    pool = ProcessPoolExecutor(
        max_workers=1, mp_context=multiprocessing.get_context("spawn"), initializer=django.setup
    )
    atexit.register(pool.shutdown)
    return pool


def _run(
    name: str, args: tuple[Any, ...]
) -> None:  # Any: what a task takes crosses a process boundary as JSON does
    """Run the named task in this process."""
    from django.db import close_old_connections  # noqa: PLC0415  the models load after the initializer

    current_app.loader.import_default_modules()
    try:
        current_app.tasks[name](*args)
    finally:
        close_old_connections()
