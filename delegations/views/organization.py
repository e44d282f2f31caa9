"""An organization's own log-in by OpenID Connect: for those who are known here, by the e-mail that it vouches for."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest

from delegations.models import User
from gpa.http import render_page


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
        user = User.objects.filter(email__in=emails, is_active=True).first()
        if user is None:
            page = render_page(request, "account/signup_closed.html", {}, status=403)
            raise ImmediateHttpResponse(page)
        sociallogin.connect(request, user)
