"""What happens to every request: it is logged with its hour, refusals are shown, htmx is told to go to the log-in page."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from structlog.contextvars import bind_contextvars, clear_contextvars

from gpa.errors import DomainError
from gpa.http import MEGABYTE, render_page

GetResponse = Callable[[HttpRequest], HttpResponse]

logger = logging.getLogger("gpa.requests")

BESIDE_FILES = 64 * 1024
"""Bytes of a request that its other fields may take."""
MOST_READ_AWAY = 64 * MEGABYTE
PIECE = 64 * 1024
WHOLE_WITHIN = timedelta(seconds=30)
"""How long a form may be on its way and still count as arriving when it began to."""

REQUEST_ID = re.compile(r"[-\w]{8,64}", re.ASCII)
TOLD_OF_ADDRESSES = frozenset({"negotiation", "document", "label", "number", "draft", "slug", "pk"})
"""The parts of an address that the log may hold; whatever else stands in one may be a secret."""


def request_log(get_response: GetResponse) -> GetResponse:
    """Log a line a request under its id: the proxy's, or a new one. All lines logged meanwhile bear it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        clear_contextvars()
        bind_contextvars(request_id=request_id)
        began = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        address = match.kwargs.items() if match else ()
        told = {
            "method": request.method,
            "page": match.view_name if match else "",
            "address": {name: value for name, value in address if name in TOLD_OF_ADDRESSES},
            "status": response.status_code,
            "milliseconds": round(1000 * (time.perf_counter() - began)),
        }
        logger.info("request", extra=told)
        response.headers["X-Request-ID"] = request_id
        return response

    return middleware


def arrivals(get_response: GetResponse) -> GetResponse:
    """Note when a request arrived, on the server's clock: that is its time, however long it then waits."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.arrived_at = timezone.now()  # type: ignore[attr-defined]  # declared on gpa.http.Request
        return get_response(request)

    return middleware


class late_bodies:  # noqa: N801  named as the settings list it, beside its neighbours that are functions
    """Counts a request whose form came long after its head as arriving when it was whole.

    Else whoever sends the head before a window closes could hold back the words until the others' are known.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: object, _arguments: object, _named: object) -> None:
        """Look at the clock again, now that the check of the form's token has read the form."""
        now = timezone.now()
        if now - request.arrived_at > WHOLE_WITHIN:  # type: ignore[attr-defined]  # declared on gpa.http.Request
            request.arrived_at = now  # type: ignore[attr-defined]  # as above


def response_headers(get_response: GetResponse) -> GetResponse:
    """Say to the browser what no page of ours needs, and that no one else may keep or embed an answer."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


class upload_limits:  # noqa: N801  named as the settings list it, beside its neighbours that are functions
    """Refuses what is larger than its view takes, by the length that is announced, before any of it is read.

    Who reads answers while it sends, as a proxy does for browsers on HTTP/2, is told at once and sends no more. A browser
    on a plain connection shows no answer before it has sent its own, so what it goes on sending is read away unkept.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: object, _arguments: object, _named: object
    ) -> HttpResponse | None:
        """Refuse with 413 and a sentence."""
        announced = request.META.get("CONTENT_LENGTH") or "0"
        limit = getattr(view, "takes_up_to", settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        if not announced.isdecimal() or int(announced) <= limit + BESIDE_FILES:
            return None
        context = {"megabytes": limit // MEGABYTE, "back": _back(request)}
        response = render_page(request, "413.html", context, status=413)
        response.headers["Connection"] = "close"
        response._resource_closers.append(partial(_let_pass, request))  # type: ignore[attr-defined]  # noqa: SLF001  the one hook after the answer
        return response


def _let_pass(request: HttpRequest) -> None:
    """Read away some of what is being sent, keeping nothing, until its sender has read the answer and ends."""
    left = MOST_READ_AWAY
    with suppress(OSError):
        while left > 0 and (piece := request.read(PIECE)):
            left -= len(piece)


class refusals:  # noqa: N801  named as the settings list it, beside its neighbour that is a function
    """Shows a refusal that no form has caught: 409 with its sentence, and a way back."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Turn a refusal into its page; every other exception is a bug and goes on."""
        if not isinstance(exception, DomainError):
            return None
        return render_page(
            request,
            "refusal.html",
            {"refusal": exception, "back": _back(request)},
            fragment="components/refusal.html",
            status=409,
        )


def _back(request: HttpRequest) -> str:
    """Return the page that the act came from, if it is one of ours."""
    referer = request.headers.get("Referer", "")
    is_own = url_has_allowed_host_and_scheme(referer, {request.get_host()}, require_https=request.is_secure())
    return referer if is_own else "/"


def log_in_redirects(get_response: GetResponse) -> GetResponse:
    """Turn a redirect to the log-in page into one that htmx follows with the whole window."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        target = response.headers.get("Location", "")
        is_htmx = bool(getattr(request, "htmx", None))
        if (
            is_htmx
            and isinstance(response, HttpResponseRedirect)
            and target.startswith(resolve_url(settings.LOGIN_URL))
        ):
            return HttpResponse(status=204, headers={"HX-Redirect": target})
        return response

    return middleware
