"""For the proxy and for whoever watches: whether the process lives, whether it can serve, and its figures."""

import hmac
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from django_prometheus.exports import ExportToDjangoView


@require_GET
@never_cache
def healthy(_request: HttpRequest) -> HttpResponse:
    """Answer “ok”: the process lives. A database that is gone is no reason to start it anew."""
    return HttpResponse("ok\n", content_type="text/plain")


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _migrations() -> None:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        message = f"{len(missing)} not applied: run manage.py migrate"
        raise RuntimeError(message)


def _cache() -> None:
    cache.set("ready", "yes", timeout=5)
    if cache.get("ready") != "yes":
        message = "what was written is not read back"
        raise RuntimeError(message)


def _files() -> None:
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as probe:
        probe.write(b"ready")


CHECKS: Mapping[str, Callable[[], None]] = {
    "database": _database,
    "migrations": _migrations,
    "cache": _cache,
    "files": _files,
}


@require_GET
@never_cache
def ready(_request: HttpRequest) -> HttpResponse:
    """Tell of each part that pages need whether it is there; 503 where one is not, so that the proxy asks another process.

    A line says no more than the kind of fault: addresses and passwords are for the log.
    """
    told = {name: _fault(check) for name, check in CHECKS.items()}
    lines = "".join(f"{name}: {fault or 'ok'}\n" for name, fault in told.items())
    return HttpResponse(lines, content_type="text/plain", status=503 if any(told.values()) else 200)


def _fault(check: Callable[[], None]) -> str:
    try:
        check()
    except RuntimeError as fault:
        return str(fault)
    except Exception as fault:  # noqa: BLE001  whatever is wrong with a part, it is not ready
        return type(fault).__name__
    return ""


@require_GET
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Give Prometheus its figures, if the operator set a token and the request bears it."""
    asked = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = settings.METRICS_TOKEN
    if not token or not hmac.compare_digest(asked.encode(), token.encode()):
        raise Http404
    response: HttpResponse = ExportToDjangoView(request)
    return response
