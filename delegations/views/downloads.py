"""Logging each download in one place, whatever page gives the file out."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from delegations.models import AccessKind, User
from delegations.operations import access

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def note_downloads(get_response: GetResponse) -> GetResponse:
    """Add a line to the access log for each answer that is a file; one that the browser has already is none."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        told = response.headers.get("Content-Disposition", "")
        if told and response.status_code == 200 and request.method != "HEAD":  # noqa: PLR2004  the answer was given
            access.log_access(
                kind=AccessKind.DOWNLOADED,
                user=request.user if isinstance(request.user, User) else None,
                negotiation=getattr(request, "negotiation", None),
                address=get_adapter().get_client_ip(request),
                file=_file_name(told),
                path=request.path,
                at=timezone.now(),
            )
        return response

    return middleware


def _file_name(told: str) -> str:
    """Return the name of the file in a Content-Disposition header."""
    found = re.search(r"filename\*=utf-8''([^;]+)", told) or re.search(r'filename="?([^";]+)', told)
    return unquote(found[1]) if found else ""
