"""Requests as views see them, and the one place that asks whether htmx is calling."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control, patch_vary_headers
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from delegations.models import Negotiation, Seat, User


MEGABYTE = 1024 * 1024

AnyView = TypeVar("AnyView", bound=Callable[..., HttpResponseBase])


def takes_files(megabytes: int) -> Callable[[AnyView], AnyView]:
    """Let a view be sent so much; every other view takes what a form without files may hold."""

    def mark(view: AnyView) -> AnyView:
        view.takes_up_to = megabytes * MEGABYTE  # type: ignore[attr-defined]  # a mark on a function
        return view

    return mark


class Request(HttpRequest):
    """A request from anybody."""

    htmx: HtmxDetails
    arrived_at: datetime


class ReaderRequest(Request):
    """A request for something of a negotiation, from a member, or from a visitor, who has no seat and no rights."""

    user: "User | AnonymousUser"
    negotiation: "Negotiation"
    seats: tuple["Seat", ...]
    seat: "Seat | None"
    may: frozenset[str]


class MemberRequest(ReaderRequest):
    """A request from somebody with a seat in the negotiation that the address names."""

    user: "User"
    seat: "Seat"


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any],  # Any: what a template is given has no common type
    *,
    fragment: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the whole page, or for htmx only `fragment`: a template of its own that the page includes too."""
    is_part = bool(fragment) and bool(getattr(request, "htmx", None)) and not request.htmx.boosted  # type: ignore[attr-defined]  # django-htmx's middleware sets it
    name = fragment if is_part else template
    member = {
        key: getattr(request, key) for key in ("negotiation", "seats", "seat", "may") if hasattr(request, key)
    }
    response = HttpResponse(render_to_string(name, {**member, **context}, request), status=status)
    patch_vary_headers(response, ["HX-Request"])
    patch_cache_control(response, private=True, no_cache=True)
    return response
