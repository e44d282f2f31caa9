"""How django-allauth lets people in: what is counted, what is noted, and how its letters are sent."""

from base64 import urlsafe_b64encode
from collections.abc import Mapping
from typing import Any  # allauth has no types

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import Login
from allauth.core import ratelimit
from allauth.core.internal.ratelimit import truncate_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from delegations.emails import write_letter
from delegations.models import AccessKind, User
from delegations.operations import entering, writing
from delegations.operations.access import log_access

BROWSER_COOKIE = f"{settings.COOKIE_PREFIX}browser"
BROWSER_AGE = 60 * 60 * 24 * 365

SILENT = {"account/messages/logged_in.txt", "account/messages/logged_out.txt"}
CHANGES: Mapping[str, str | Promise] = {
    "password_changed": _("Your password was changed."),
    "password_set": _("A password was set."),
    "password_reset": _("A new password was chosen by the link in a letter."),
    "totp_activated": _("An authenticator app was added as a second factor."),
    "totp_deactivated": _("The authenticator app is no longer a second factor."),
    "webauthn_added": _("A passkey was added."),
    "webauthn_removed": _("A passkey was removed."),
    "recovery_codes_generated": _("New recovery codes were made; the old ones no longer work."),
    "account_connected": _("Your organization’s log-in was connected with your account."),
}


class AccountAdapter(DefaultAccountAdapter):
    """Log-in by invited accounts alone, counted so that nobody can lock out another.

    A browser in which the account has logged in before is counted by itself, so that nobody else can use up its
    attempts. Any other browser is counted with its address. When very many attempts fail, from an address or on an
    account, the right password in an unknown browser still lets in, with a code that is sent by e-mail.
    """

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail and this password do not belong together."),
        "too_many_login_attempts": _(
            "Too many wrong passwords from here in the last minutes. Wait five minutes; or use a browser in which "
            "you have logged in before; or choose a new password by “Forgotten password”."
        ),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right, or no longer."),
        "rate_limited": _("Too many attempts. Wait a few minutes."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def pre_authenticate(self, request: HttpRequest, *, email: str, **_credentials: str) -> None:
        """Refuse a password before it is looked at, where too many were wrong."""
        if not all(self._may(request, email)):
            self._note(request, email)
            raise self.validation_error("too_many_login_attempts")  # noqa: EM101  the name of a sentence

    def _may(self, request: HttpRequest, email: str) -> list[bool]:
        address = self.address(request)
        if browser := self.browser(request, email):
            return [_count(request, "log_in_known_browser", f"{email} {browser}", dry_run=True)]
        return [
            _count(request, "log_in_posts", address),
            _count(request, "log_in_from_address", f"{email} {address}", dry_run=True),
        ]

    def authentication_failed(self, request: HttpRequest, *, email: str, **_credentials: str) -> None:
        """Count a wrong password."""
        address = self.address(request)
        if browser := self.browser(request, email):
            _count(request, "log_in_known_browser", f"{email} {browser}")
        else:
            _count(request, "log_in_from_address", f"{email} {address}")
            _count(request, "log_in_doubt_address", address)
            _count(request, "log_in_doubt_account", email)
        self._note(request, email)

    def _note(self, request: HttpRequest, email: str) -> None:
        user = User.objects.filter(email=email).first()
        entering.note_log_in(
            user=user, is_successful=False, address=self.get_client_ip(request), at=timezone.now()
        )

    def is_login_by_code_required(self, login: Login) -> bool:
        """Ask for a code by e-mail where the password came amid very many wrong ones."""
        user, request = login.user, self.request
        methods = [record["method"] for record in get_authentication_records(request, user)]
        if methods[-1:] != ["password"] or self.browser(request, user.email) or is_mfa_enabled(user):
            return False
        return not (
            _count(request, "log_in_doubt_address", self.address(request), dry_run=True)
            and _count(request, "log_in_doubt_account", user.email, dry_run=True)
        )

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:  # noqa: ANN401  allauth's
        """Note the log-in, and know the browser from now on."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        entering.note_log_in(
            user=user, is_successful=True, address=self.get_client_ip(request), at=timezone.now()
        )
        response.set_cookie(
            BROWSER_COOKIE,
            entering.remember_browser(request.COOKIES.get(BROWSER_COOKIE, ""), user.email),
            max_age=BROWSER_AGE,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response

    def logout(self, request: HttpRequest) -> None:
        """Note the log-out."""
        user = request.user if isinstance(request.user, User) else None
        super().logout(request)
        if user is not None:
            log_access(
                kind=AccessKind.LOGGED_OUT,
                user=user,
                address=self.get_client_ip(request),
                at=timezone.now(),
            )

    def browser(self, request: HttpRequest, email: str) -> str:
        """Return the name of the browser, if the account has logged in with it before."""
        return entering.known_browser(request.COOKIES.get(BROWSER_COOKIE, ""), email)

    def address(self, request: HttpRequest) -> str:
        """Return the network that the request is counted with: an IPv4 address, or the /64 of an IPv6 one."""
        return str(truncate_ip(self.get_client_ip(request)))

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        """Go back to the account's page."""
        return "/account/"

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: Mapping[str, Any] | None = None,
        **kwargs: Any,  # noqa: ANN401  allauth's
    ) -> None:
        """Say what was done, but not that one has logged in: that is seen."""
        if message_template not in SILENT:
            super().add_message(request, level, message_template, message_context, **kwargs)

    def send_mail(self, template_prefix: str, email: str, context: Mapping[str, Any]) -> None:
        """Queue a letter of ours where allauth would send its own at once."""
        name = template_prefix.rsplit("/", 1)[-1]
        told = {
            **context,
            "what": CHANGES.get(name, ""),
            "link": context.get("password_reset_url", ""),
            "link_words": _("Choose a new password"),
        }
        letter = write_letter("account_changed" if name in CHANGES else name, email, told)
        writing.send_letter(letter=letter)


def _count(request: HttpRequest, action: str, key: str, *, dry_run: bool = False) -> bool:
    """Count one for the key, or only ask; tell whether it is within the limit."""
    return bool(ratelimit.consume(request, action=action, key=key, dry_run=dry_run))


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors, whose secrets are encrypted in the database with a key made of Django's."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or no longer."),
    }

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002  allauth's
        """Return the name of a new passkey until it is given another."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return gettext("Passkey %(number)d") % {"number": count + 1}

    def encrypt(self, text: str) -> str:
        """Encrypt a secret."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt a secret."""
        return _fernet().decrypt(encrypted_text.encode()).decode()


def _fernet() -> MultiFernet:
    """Return what encrypts: by the secret of today, and for reading by those that it replaced."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [
            Fernet(
                urlsafe_b64encode(salted_hmac("second factor", "", secret=key, algorithm="sha256").digest())
            )
            for key in keys
        ]
    )
