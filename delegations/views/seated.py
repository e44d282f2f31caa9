"""The guards of a negotiation's pages: a stranger gets 404, a member without the right 403.

Whoever is not logged in is asked to, whether or not there is anything at the address: the answer tells nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from structlog.contextvars import bind_contextvars

from delegations.models import Negotiation, Seat
from delegations.roles import granted, lacks_second_factor
from delegations.views.keeping import ask_second_factor, log_in_again, remember_writer
from gpa.http import MemberRequest, ReaderRequest

P = ParamSpec("P")
View = Callable[Concatenate[MemberRequest, P], HttpResponseBase]
OpenView = Callable[Concatenate[ReaderRequest, P], HttpResponseBase]
Guarded = Callable[..., HttpResponseBase]

ASKED: set[str] = set()
"""Every permission that a page asks for; a test holds it against the roles."""


def seated(permission: str) -> Callable[[View[P]], Guarded]:
    """Let in those whose seat in the negotiation that the address names grants `permission`.

    The view loses the address's `negotiation` and finds it on the request.
    """
    ASKED.add(permission)

    def guard(view: View[P]) -> Guarded:
        @wraps(view)
        def guarded(
            request: HttpRequest, negotiation: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _ask_to_log_in(request)
            member = cast("MemberRequest", request)
            visible = Negotiation.objects.visible_to(member.user, timezone.localdate())
            member.negotiation = get_object_or_404(visible, slug=negotiation)
            _sit(member)
            if _lacks_second_factor(member):
                return ask_second_factor(request)
            if permission not in member.may:
                raise PermissionDenied
            return remember_writer(request, view(member, *args, **kwargs))

        return guarded

    return guard


def visited(permission: str) -> Callable[[OpenView[P]], Guarded]:
    """Let in members as `seated` does, and visitors, whose page must show what is public or raise Http404."""
    ASKED.add(permission)

    def guard(view: OpenView[P]) -> Guarded:
        @wraps(view)
        def guarded(
            request: HttpRequest, negotiation: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            reader = cast("ReaderRequest", request)
            try:
                reader.negotiation = get_object_or_404(Negotiation, slug=negotiation)
                _sit(reader)
                if _lacks_second_factor(reader):
                    return ask_second_factor(request)
                if reader.seat is not None and permission not in reader.may:
                    raise PermissionDenied
                return remember_writer(request, view(reader, *args, **kwargs))
            except Http404:
                if request.user.is_authenticated:
                    raise
                return _ask_to_log_in(request)

        return guarded

    return guard


def _sit(reader: ReaderRequest) -> None:
    """Give a request its seats in its negotiation today, and what they grant; a visitor has none."""
    reader.seats, reader.seat, reader.may = (), None, frozenset()
    if reader.user.is_authenticated:
        bind_contextvars(person=reader.user.pk)
        own = Seat.objects.filter(user=reader.user, negotiation=reader.negotiation)
        reader.seats = tuple(own.current(timezone.localdate()).by_rank())
        reader.seat = reader.seats[0] if reader.seats else None
        reader.may = granted(reader.user, reader.negotiation, {seat.role for seat in reader.seats})


def _lacks_second_factor(reader: ReaderRequest) -> bool:
    """Tell whether one of the reader's seats wants a second factor that they have not set up."""
    roles = {seat.role for seat in reader.seats}
    return reader.user.is_authenticated and lacks_second_factor(reader.user, reader.negotiation, roles)


def _ask_to_log_in(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        return log_in_again(request)
    return redirect_to_login(request.get_full_path())


def seat_of(request: HttpRequest) -> dict[str, object]:
    """Give pages that no view renders, as those of errors, the negotiation in which the reader has a seat."""
    if getattr(request, "seat", None) is None:
        return {}
    return {key: getattr(request, key) for key in ("negotiation", "seats", "seat", "may")}
