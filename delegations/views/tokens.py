"""One's tokens, and the guard of the interface for programs."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from ninja.security import HttpBearer

from delegations.forms import TokenForm
from delegations.models import Token, User
from delegations.operations import tokens
from delegations.roles import PERMISSIONS, lacks_second_factor
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page


class TokenRequest(MemberRequest):
    """A request from a program, which acts as the seat of its token."""


class SeatToken(HttpBearer):
    """Lets in who shows a token that holds, and seats the request as its seat, with what that seat alone grants."""

    def authenticate(self, request: HttpRequest, token: str) -> Token | None:
        """Return the token of a secret; None where it opens nothing."""
        at = timezone.now()
        found = Token.objects.of(token, timezone.localdate())
        if found is None:
            return None
        seat = found.seat
        if lacks_second_factor(seat.user, seat.negotiation, {seat.role}):
            return None
        tokens.note_use(token=found, at=at)
        asked = cast("TokenRequest", request)
        asked.user, asked.seat, asked.negotiation = found.seat.user, found.seat, found.seat.negotiation
        asked.may = PERMISSIONS[found.seat.role]
        return found


def needs(request: TokenRequest, permission: str) -> None:
    """Refuse what the seat of the token does not grant.

    Raises:
        PermissionDenied: it does not.
    """
    if permission not in request.may:
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
@login_required
def token_list(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    form = TokenForm(request.POST or None, seats=user.seats.current(timezone.localdate()))
    secret = ""
    if form.is_valid():
        try:
            _token, secret = tokens.make_token(by=user, at=timezone.now(), **form.cleaned_data)
        except DomainError as refusal:
            form.add_error("until_on", str(refusal))
    context = {
        "form": TokenForm(seats=form.seats) if secret else form,
        "secret": secret,
        "tokens": Token.objects.filter(seat__user=user).select_related(
            "seat__negotiation", "seat__delegation"
        ),
        "today": timezone.localdate(),
    }
    return render_page(request, "delegations/token_list.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def token_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    user = cast("User", request.user)
    token = get_object_or_404(Token.objects.select_related("seat__negotiation"), pk=pk, seat__user=user)
    tokens.withdraw_token(token=token, by=user, at=timezone.now())
    messages.success(request, _("“%(name)s” is withdrawn: it opens nothing any more.") % {"name": token})
    return redirect("token_list")
