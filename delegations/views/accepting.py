"""Accepting an invitation: by its link, with a new account, one's own, or the organization's log-in."""

from typing import cast

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from delegations.forms import AcceptForm
from delegations.models import Invitation, User
from delegations.operations import inviting
from delegations.views.organization import TOKEN, organization_name
from gpa.http import render_page


@require_GET
@never_cache
def invitation_open(request: HttpRequest, token: str) -> HttpResponse:
    """Take the link's secret out of the address, where it would stay in histories, and show what it offers."""
    request.session[TOKEN] = token
    return redirect("invitation_accept")


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password1", "password2")
@never_cache
def invitation_accept(request: HttpRequest) -> HttpResponse:
    """Show an invitation; nothing is done before it is accepted."""
    token = request.session.get(TOKEN, "")
    try:
        invitation = inviting.find_invitation(token=token, at=timezone.now())
    except inviting.LinkClosed as refusal:
        return render_page(request, "delegations/invitation_closed.html", {"refusal": refusal}, status=410)
    if request.user.is_authenticated:
        return _as_somebody(request, invitation)
    account = User.objects.filter(email=invitation.email).first()
    if account and account.is_open:
        return redirect_to_login(reverse("invitation_accept"))
    return _as_nobody(request, invitation)


def _as_somebody(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Accept with the account that is logged in, if the invitation is for it; else offer to log out."""
    user = cast("User", request.user)
    if user.email != invitation.email:
        if request.method == "POST":
            logout(request)
            request.session[TOKEN] = invitation.token
            return redirect("invitation_accept")
        return render_page(request, "delegations/invitation_other.html", {"invitation": invitation})
    if request.method == "POST":
        inviting.accept_invitation(invitation=invitation, by=user, at=timezone.now())
        del request.session[TOKEN]
        return redirect("drafts:overview", invitation.negotiation.slug)
    return render_page(request, "delegations/invitation_accept.html", {"invitation": invitation})


def _as_nobody(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Make the account, accept, and log in."""
    form = AcceptForm(request.POST or None, email=invitation.email, initial={"name": invitation.name})
    if form.is_valid():
        try:
            user = inviting.open_account(
                invitation=invitation,
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password1"],
                at=timezone.now(),
            )
        except inviting.InvitationRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            del request.session[TOKEN]
            record_authentication(request, user, method="password", email=user.email)
            onward = reverse("drafts:overview", args=[invitation.negotiation.slug])
            return cast(
                "HttpResponse",
                perform_login(request, Login(user=user, email=user.email, redirect_url=onward)),
            )
    context = {"invitation": invitation, "form": form, "organization": organization_name()}
    return render_page(
        request, "delegations/invitation_accept.html", context, status=422 if form.errors else 200
    )
