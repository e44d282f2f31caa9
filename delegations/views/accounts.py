"""One's account, the negotiations one may see, and how the pages look."""

import time
from typing import cast

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import logout, password_reset
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.views import LoginWebAuthnView
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from delegations.forms import THEMES, ThemeForm
from delegations.models import Invitation, Negotiation, Seat, User
from gpa.http import render_page

FORGOTTEN_TAKES = 0.3
"""Seconds, more than it takes to write a letter."""


def forgotten(request: HttpRequest) -> HttpResponse:
    """Ask for a letter by which to choose a new password; whether there is one, the time that it takes does not tell either."""
    began = time.monotonic()
    response: HttpResponse = password_reset(request)
    if request.method == "POST":
        time.sleep(max(0.0, FORGOTTEN_TAKES - (time.monotonic() - began)))
    return response


def log_out(request: HttpRequest) -> HttpResponse:
    """Log out, and have the browser forget the pages that it keeps: the next reader must not step back into them."""
    response: HttpResponse = logout(request)
    if request.method == "POST":
        response.headers["Clear-Site-Data"] = '"cache"'
    return response


class LogInByPasskey(LoginWebAuthnView):  # type: ignore[misc]  # allauth has no types
    """Log in with a passkey alone; a refused one leads back to the log-in, which still knows what was asked for."""

    def form_invalid(self, form: Form) -> HttpResponse:
        super().form_invalid(form)
        asked = get_next_redirect_url(self.request)
        return redirect_to_login(asked) if asked else redirect("account_login")


@require_GET
@login_required
@never_cache
def account(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    held = Seat.objects.filter(user=user).current(timezone.localdate())
    context = {
        "has_factor": is_mfa_enabled(user),
        "sessions": len(UserSession.objects.purge_and_list(user)),
        "seats_held": held.select_related("negotiation", "delegation"),
    }
    return render_page(request, "delegations/account.html", context)


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    negotiations = list(Negotiation.objects.visible_to(user, timezone.localdate()))
    waiting = Invitation.objects.waiting(timezone.now()).filter(email=user.email)
    invitations = list(waiting.select_related("negotiation", "delegation"))
    if len(negotiations) == 1 and not invitations:
        return redirect("drafts:overview", negotiations[0].slug)
    context = {"negotiations": negotiations, "invitations": invitations}
    return render_page(request, "delegations/home.html", context)


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    form = ThemeForm(request.POST)
    back = request.headers.get("Referer", "")
    is_own = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = redirect(back if is_own else "home")
    if form.is_valid():
        response.set_cookie(
            "theme",
            form.cleaned_data["theme"],
            max_age=60 * 60 * 24 * 365,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def theme_of(request: HttpRequest) -> dict[str, str]:
    """Give every template the theme that the reader chose; nothing where the system decides."""
    chosen = request.COOKIES.get("theme", "")
    return {"theme": chosen if chosen in dict(THEMES) else "auto"}
