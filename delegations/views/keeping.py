"""Logging in again without losing what a form sent when the session had ended; it is held for whoever typed it alone."""

import re
from collections.abc import Sequence
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from delegations.forms import LogInForm
from delegations.models import Seat, User
from delegations.views.accounts import LogInByPasskey
from gpa.http import render_page

KEPT = "kept-"
HELD = "held"
CHOSEN = re.compile(r"[a-z0-9_-]{1,20}")
"""What a form sends for a choice, not what a person types: shown apart, since nobody would know it again."""
NOT_KEPT = {"csrfmiddlewaretoken", "password", "password1", "password2", "oldpassword", "code", "credential"}
WRITER_COOKIE = f"{settings.COOKIE_PREFIX}writer"
WRITER_AGE = 60 * 60 * 24 * 365


def remember_writer(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Note in the browser for whom its pages are made, so that what one sends is still known for theirs afterwards.

    A log-in renews the token that every form must bear, so a form that passes was made for the last one who logged in.
    """
    if request.user.is_authenticated and request.COOKIES.get(WRITER_COOKIE) != mark_of(request.user.pk):
        response.set_cookie(
            WRITER_COOKIE,
            mark_of(request.user.pk),
            max_age=WRITER_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def mark_of(pk: int) -> str:
    """Return what stands for a person in the browser and in what is held: it tells nobody who that is."""
    return salted_hmac("delegations.writer", str(pk)).hexdigest()


def _is_by(held_by: str, user: User) -> bool:
    return constant_time_compare(held_by, mark_of(user.pk))


def log_in_again(request: HttpRequest) -> HttpResponse:
    """Ask for the log-in, with everything that the form sent held in the page; 401, for nothing was done.

    Where it is not known who typed it, it is shown to be copied, and not taken through the log-in.
    """
    held_by = request.COOKIES.get(WRITER_COOKIE, "")
    fields = _sent(request)
    context = {
        "form": LogInForm(request=request),
        "held": [(f"{KEPT}{name}", value) for name, value in fields] if held_by else [],
        "held_for": request.get_full_path(),
        "held_by": held_by,
        **({} if held_by else _shown(fields)),
    }
    return render_page(request, "delegations/log_in_again.html", context, status=401)


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value) for name, values in request.POST.lists() if name not in NOT_KEPT for value in values
    ]


def _shown(fields: Sequence[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """Part what a person typed from what the form sent for a choice."""
    filled = [(name, value) for name, value in fields if value]
    return {
        "typed": [(name, value) for name, value in filled if not CHOSEN.fullmatch(value)],
        "chosen": [(name, value) for name, value in filled if CHOSEN.fullmatch(value)],
    }


def ask_second_factor(request: HttpRequest) -> HttpResponse:
    """Lead to where a second factor is set up; what was sent is held until it is."""
    messages.warning(request, _("This negotiation asks you for a second factor. Set one up, then go on."))
    if request.method == "POST":
        user = cast("User", request.user)
        request.session[HELD] = {
            "fields": _sent(request),
            "held_for": request.get_full_path(),
            "held_by": mark_of(user.pk),
        }
    return redirect("mfa_index")


@require_POST
@sensitive_post_parameters("password")
@never_cache
def log_in_and_go_on(request: HttpRequest) -> HttpResponse:
    """Log in, and offer to send once more what was held; while a second factor is asked for, the session holds it."""
    held = [
        (name, value) for name, values in request.POST.lists() if name.startswith(KEPT) for value in values
    ]
    held_for = request.POST.get("held_for", "/")
    if not held_for.startswith("/") or not url_has_allowed_host_and_scheme(held_for, None):
        held_for = "/"
    held_by = request.POST.get("held_by", "")
    keeping = {
        "fields": [(name.removeprefix(KEPT), value) for name, value in held],
        "held_for": held_for,
        "held_by": held_by,
    }
    if "credential" in request.POST:
        if held_by:
            request.session[HELD] = keeping
        answer: HttpResponse = LogInByPasskey.as_view()(request)
        return answer
    form = LogInForm(data=request.POST, request=request)
    if form.is_valid() and held_by and not _is_by(held_by, form.user):
        form.add_error(
            None,
            _(
                "What is held here was typed by somebody else, and is kept for that person alone. Log in as "
                "whoever typed it; or leave it, and log in on the first page."
            ),
        )
    if not form.is_valid():
        context = {"form": form, "held": held, "held_for": held_for, "held_by": held_by}
        return render_page(request, "delegations/log_in_again.html", context, status=422)
    if held_by:
        request.session[HELD] = keeping
    response: HttpResponse = form.login(request, redirect_url=reverse("go_on" if held_by else "home"))
    return response


@require_GET
@login_required
@never_cache
def go_on(request: HttpRequest) -> HttpResponse:
    """Show what was held while one logged in again, and in whose name and where it will be sent, and offer to."""
    held, user = request.session.get(HELD), cast("User", request.user)
    if held is None:
        return redirect("home")
    if not _is_by(held["held_by"], user):
        messages.warning(
            request, _("What was sent before was typed by somebody else. It is not shown or sent.")
        )
        return redirect("home")
    slug = held["held_for"].split("/")[1]
    seats = Seat.objects.filter(user=user, negotiation__slug=slug).current(timezone.localdate()).by_rank()
    context = {**held, **_shown(held["fields"]), "told": _("Go on where you were"), "person": user}
    return render_page(request, "delegations/go_on.html", {**context, "seats_there": list(seats)})


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form whose token is stale, and show what was typed to copy: sending it on might be somebody else's wish."""
    context = {**_shown(_sent(request)), "path": request.get_full_path(), "reason": reason}
    return render_page(request, "delegations/csrf_failed.html", context, status=403)
