"""The page of last resort: something broke, or the database is away; what was typed stands in it."""

import sys

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from redis.exceptions import ConnectionError as RedisAway

AWAY = (OperationalError, InterfaceError, RedisAway)
NOT_SHOWN = ("csrf", "password", "token", "code", "secret")
AGAIN_IN = "10"


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 where a service that we stand on is away, else 500; rendered without one of them."""
    is_away = isinstance(sys.exception(), AWAY)
    context = {"is_away": is_away, "held": _typed(request), "path": request.path}
    response = HttpResponse(render_to_string("500.html", context), status=503 if is_away else 500)
    response.headers["Cache-Control"] = "no-store"
    if is_away:
        response.headers["Retry-After"] = AGAIN_IN
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a form held, to be copied; never what is secret."""
    try:
        fields = list(request.POST.lists())
    except (SuspiciousOperation, MultiPartParserError, OSError):
        return []
    return [
        (name, value)
        for name, values in fields
        for value in values
        if isinstance(value, str) and value and not any(part in name.lower() for part in NOT_SHOWN)
    ]
