"""The guard of a negotiation's pages: a stranger gets 404, a member without the right 403."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from structlog.contextvars import bind_contextvars

from delegations.models import Negotiation, Seat
from delegations.roles import lacks_second_factor
from delegations.views.keeping import ask_second_factor, log_in_again
from gpa.http import MemberRequest

P = ParamSpec("P")
View = Callable[Concatenate[MemberRequest, P], HttpResponseBase]
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
                return (
                    log_in_again(request)
                    if request.method == "POST"
                    else redirect_to_login(request.get_full_path())
                )
            member = cast("MemberRequest", request)
            bind_contextvars(person=member.user.pk)
            today = timezone.localdate()
            visible = Negotiation.objects.visible_to(member.user, today)
            member.negotiation = get_object_or_404(visible, slug=negotiation)
            own = Seat.objects.filter(user=member.user, negotiation=member.negotiation).current(today)
            member.seats = tuple(own.by_rank())
            member.seat = member.seats[0]
            if lacks_second_factor(member.user, member.negotiation, {seat.role for seat in member.seats}):
                return ask_second_factor(request)
            member.may = frozenset(member.user.get_all_permissions(member.negotiation))
            if permission not in member.may:
                raise PermissionDenied
            return view(member, *args, **kwargs)

        return guarded

    return guard
