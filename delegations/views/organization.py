"""An organization's own log-in by OpenID Connect: for those who are known here, by the e-mail that it vouches for."""

import logging
from collections.abc import Callable

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from requests import RequestException

from delegations.models import User
from delegations.operations import inviting
from gpa.errors import DomainError
from gpa.http import render_page

logger = logging.getLogger(__name__)

TOKEN = "invitation"  # noqa: S105  the name under which the session holds the token of an invitation


def organization_name() -> str:
    """Return what the log-in page calls the organization; nothing where none has its own log-in."""
    return settings.OIDC_NAME if settings.OIDC_SERVER else ""


class OrganizationAdapter(DefaultSocialAccountAdapter):
    """Connects the organization's log-in with the account of the same e-mail; makes no account of its own accord."""

    def is_open_for_signup(self, _request: HttpRequest, _sociallogin: SocialLogin) -> bool:
        """Nobody signs up."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Find the account at the first log-in through the organization; whoever has none is told so."""
        if sociallogin.is_existing:
            return
        emails = [each.email.lower() for each in sociallogin.email_addresses if each.verified is True]
        user = User.objects.filter(email__in=emails).first() or _invited(request, sociallogin, emails)
        if user is None:
            page = render_page(request, "account/signup_closed.html", {}, status=403)
            raise ImmediateHttpResponse(page)
        sociallogin.connect(request, user)


def _invited(request: HttpRequest, sociallogin: SocialLogin, emails: list[str]) -> User | None:
    """Make the account of somebody who came here from the page of an invitation for the same e-mail, and accept it."""
    try:
        invitation = inviting.find_invitation(token=request.session.get(TOKEN, ""), at=timezone.now())
        if invitation.email not in emails:
            return None
        name = invitation.name or sociallogin.account.get_provider_account().to_str()
        return inviting.open_account(invitation=invitation, name=name, password=None, at=timezone.now())
    except DomainError:
        return None


def log_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the organization's log-in."""
    return _asked(views.login, request, provider_id)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from there."""
    return _asked(views.callback, request, provider_id)


def _asked(
    view: Callable[[HttpRequest, str], HttpResponse], request: HttpRequest, provider_id: str
) -> HttpResponse:
    """Say so where the organization's server does not answer, or answers nonsense."""
    try:
        return view(request, provider_id)
    except (RequestException, ValueError, KeyError) as broken:
        logger.warning("the organization's log-in did not answer: %s", type(broken).__name__)
        return render_page(request, "socialaccount/authentication_error.html", {}, status=502)
