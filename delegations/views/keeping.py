"""Logging in again without losing what a form sent when the session had ended."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from delegations.forms import LogInForm
from gpa.http import render_page

KEPT = "kept-"
HELD = "held"
CHOSEN = re.compile(r"[a-z0-9_-]{1,20}")
"""What a form sends for a choice, not what a person types: shown apart, since nobody would know it again."""
NOT_KEPT = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code", "credential"}


def log_in_again(request: HttpRequest) -> HttpResponse:
    """Ask for the log-in, with everything that the form sent held in the page; 401, for nothing was done."""
    held = [
        (f"{KEPT}{name}", value)
        for name, values in request.POST.lists()
        if name not in NOT_KEPT
        for value in values
    ]
    context = {"form": LogInForm(request=request), "held": held, "held_for": request.get_full_path()}
    return render_page(request, "delegations/log_in_again.html", context, status=401)


def ask_second_factor(request: HttpRequest) -> HttpResponse:
    """Lead to where a second factor is set up; what was sent is held until it is."""
    messages.warning(request, _("This negotiation asks you for a second factor. Set one up, then go on."))
    if request.method == "POST":
        fields = [
            (name, value) for name, values in request.POST.lists() if name not in NOT_KEPT for value in values
        ]
        request.session[HELD] = {"fields": fields, "held_for": request.get_full_path()}
    return redirect("mfa_index")


@require_POST
@sensitive_post_parameters("password")
@never_cache
def log_in_and_go_on(request: HttpRequest) -> HttpResponse:
    """Log in, and offer to send once more what was held; while a second factor is asked for, the session holds it."""
    form = LogInForm(data=request.POST, request=request)
    held = [
        (name, value) for name, values in request.POST.lists() if name.startswith(KEPT) for value in values
    ]
    held_for = request.POST.get("held_for", "/")
    if not held_for.startswith("/") or not url_has_allowed_host_and_scheme(held_for, None):
        held_for = "/"
    if not form.is_valid():
        context = {"form": form, "held": held, "held_for": held_for}
        return render_page(request, "delegations/log_in_again.html", context, status=422)
    fields = [(name.removeprefix(KEPT), value) for name, value in held]
    request.session[HELD] = {"fields": fields, "held_for": held_for}
    response: HttpResponse = form.login(request, redirect_url=reverse("go_on"))
    return response


@require_GET
@login_required
@never_cache
def go_on(request: HttpRequest) -> HttpResponse:
    """Offer to send what was held while one logged in again."""
    held = request.session.get(HELD)
    if held is None:
        return redirect("home")
    return render_page(request, "delegations/go_on.html", {**held, "told": _("Go on where you were")})


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form whose token is stale, and show what was typed to copy: sending it on might be somebody else's wish."""
    held = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_KEPT
        for value in values
        if value
    ]
    chosen = [(name, value) for name, value in held if CHOSEN.fullmatch(value)]
    context = {
        "held": [pair for pair in held if pair not in chosen],
        "chosen": chosen,
        "path": request.get_full_path(),
        "reason": reason,
    }
    return render_page(request, "delegations/csrf_failed.html", context, status=403)
