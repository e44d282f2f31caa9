"""Logging in again without losing what a form sent when the session had ended."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from delegations.forms import LogInForm
from gpa.http import render_page

KEPT = "kept-"
NOT_KEPT = {"csrfmiddlewaretoken"}
NOT_SHOWN = {*NOT_KEPT, "password"}


def log_in_again(request: HttpRequest) -> HttpResponse:
    """Ask for the log-in, with everything that the form sent held in the page; 401, for nothing was done."""
    held = [
        (f"{KEPT}{name}", value)
        for name, values in request.POST.lists()
        if name not in NOT_KEPT
        for value in values
    ]
    context = {"form": LogInForm(request), "held": held, "held_for": request.get_full_path()}
    return render_page(request, "delegations/log_in_again.html", context, status=401)


@require_POST
def log_in_and_go_on(request: HttpRequest) -> HttpResponse:
    """Log in, and offer to send once more what was held."""
    form = LogInForm(request, request.POST)
    held = [
        (name, value) for name, values in request.POST.lists() if name.startswith(KEPT) for value in values
    ]
    held_for = request.POST.get("held_for", "/")
    if not held_for.startswith("/") or held_for.startswith("//") or "\\" in held_for:
        held_for = "/"
    if not form.is_valid():
        context = {"form": form, "held": held, "held_for": held_for}
        return render_page(request, "delegations/log_in_again.html", context, status=422)
    login(request, form.get_user())
    fields = [(name.removeprefix(KEPT), value) for name, value in held]
    context = {"fields": fields, "held_for": held_for, "told": _("You are logged in again.")}
    return render_page(request, "delegations/go_on.html", context)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form whose token is stale, and show what was typed to copy: sending it on might be somebody else's wish."""
    held = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_SHOWN
        for value in values
        if value
    ]
    context = {"held": held, "path": request.get_full_path(), "reason": reason}
    return render_page(request, "delegations/csrf_failed.html", context, status=403)
