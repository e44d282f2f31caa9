"""The notices' page, one's settings, and the address that stops letters without a log-in."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from delegations.forms import SettingsForm
from delegations.models import Choice, Delegation, Notice, NoticeKind, Setting, User, still_seen, stopping
from delegations.models.notices import USUAL
from delegations.operations import telling
from delegations.views.seated import seated
from gpa.http import MemberRequest, render_page

PAGE = 50


def unread_of(request: HttpRequest) -> dict[str, object]:
    """Give every template the number of unread notices, counted only where the bell is shown."""
    user = getattr(request, "user", None)  # a host that is not ours is refused before anybody is known
    if not isinstance(user, User):
        return {}
    return {"unread": lambda: Notice.objects.of(user, timezone.localdate()).unread().count()}


@require_GET
@login_required
def notice_list(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    today = timezone.localdate()
    own = Notice.objects.of(user, today).select_related("negotiation")
    page = Paginator(own, PAGE).get_page(request.GET.get("page"))
    seen = still_seen(user, page.object_list, today)
    hidden = {notice.pk for notice in page.object_list} - {notice.pk for notice in seen}
    if hidden:
        telling.read_notices(notices=hidden, by=user, at=timezone.now())
    setting = Setting.objects.filter(user=user).first()
    for notice in seen:
        notice.zone = setting.time_zone if setting else ""  # type: ignore[attr-defined]  # read by `sentence`
    return render_page(request, "delegations/notice_list.html", {"page": page, "notices": seen})


@require_POST
@login_required
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice read, and go to what it is about."""
    user = cast("User", request.user)
    notice = get_object_or_404(Notice.objects.of(user, timezone.localdate()), pk=pk)
    telling.read_notices(notices=[notice.pk], by=user, at=timezone.now())
    return redirect(notice.address)


@require_POST
@login_required
def notices_read(request: HttpRequest) -> HttpResponse:
    telling.read_all_notices(by=cast("User", request.user), at=timezone.now())
    return redirect("notice_list")


@require_http_methods(["GET", "POST"])
@login_required
def settings_change(request: HttpRequest) -> HttpResponse:
    user = cast("User", request.user)
    setting = Setting.objects.filter(user=user).first() or Setting(user=user)
    chosen = dict(Choice.objects.filter(user=user).values_list("kind", "delivery"))
    now = {"time_zone": setting.time_zone, "language": setting.language, **USUAL, **chosen}
    form = SettingsForm(request.POST or None, initial=now)
    if form.is_valid():
        language = form.cleaned_data.get("language", "")
        telling.choose(
            by=user,
            time_zone=form.cleaned_data["time_zone"],
            language=language,
            deliveries=form.deliveries,
        )
        messages.success(request, _("Kept."))
        response = redirect("settings")
        if language:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=60 * 60 * 24 * 365,
                secure=settings.SESSION_COOKIE_SECURE,
                httponly=True,
                samesite="Lax",
            )
        else:
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
        return response
    return render_page(
        request, "delegations/settings.html", {"form": form}, status=422 if form.errors else 200
    )


@csrf_exempt
@require_http_methods(["GET", "POST"])
def letters_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop letters: asked by a page for people, at once by a mail program (RFC 8058). The signed token is the right to."""
    read = stopping.read(token)
    user = User.objects.filter(pk=read[0]).first() if read else None
    if read is None or user is None:
        raise Http404
    if request.method == "POST":
        telling.stop_letters(user=user, kinds=read[1])
    kinds = [NoticeKind(kind).label for kind in read[1]]
    context = {"kinds": kinds, "is_stopped": request.method == "POST"}
    return render_page(request, "delegations/letters_stop.html", context)


@require_POST
@seated("delegations.view_delegation")
def delegation_follow(request: MemberRequest, slug: str) -> HttpResponse:
    found: Delegation = get_object_or_404(request.negotiation.participants.all(), slug=slug)
    if request.POST.get("follow") == "off":
        telling.unfollow(row=found, by=request.user)
    else:
        telling.follow(negotiation=request.negotiation, row=found, by=request.user)
    return redirect("drafts:delegation", request.negotiation.slug, found.slug)
