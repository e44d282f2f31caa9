"""The superusers' window on who sits at the table: read-only, and without anybody's secrets."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from delegations import models


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  # of any model
    def has_add_permission(self, _request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False

    def has_delete_permission(self, _request: HttpRequest, _obj: object = None) -> bool:
        return False


class UserWindow(ReadOnly):
    exclude = ["password"]


def has_permission(request: HttpRequest) -> bool:
    """Open the window to staff with a second factor alone."""
    return bool(request.user.is_active and request.user.is_staff and is_mfa_enabled(request.user))


def log_in(request: HttpRequest, _extra_context: object = None) -> HttpResponseBase:
    """Lead to the log-in that everybody uses; who lacks a second factor, to setting it up; others, home."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.GET.get("next", "/admin/"))
    if request.user.is_staff and not is_mfa_enabled(request.user):
        messages.warning(request, _("The window for superusers asks for a second factor. Set one up first."))
        return redirect("mfa_index")
    return redirect("home")


admin.site.has_permission = has_permission  # type: ignore[method-assign]  # the site's own way to be told
admin.site.login = log_in  # type: ignore[method-assign, assignment]  # as above
admin.site.unregister(
    [EmailAddress, Authenticator, SocialAccount, SocialApp, SocialToken, UserSession, Group]
)
admin.site.register(
    [
        models.Access,
        models.Act,
        models.Book,
        models.Delegation,
        models.Membership,
        models.Negotiation,
        models.Seat,
    ],
    ReadOnly,
)
admin.site.register(models.User, UserWindow)
