"""Entering: who logged in, who tried to, and which browsers a person has logged in with before."""

import logging
from datetime import datetime

from django.core import signing
from django.utils.crypto import get_random_string, salted_hmac

from delegations.models import AccessKind, User
from delegations.operations.access import log_access

logger = logging.getLogger(__name__)

SALT = "delegations.known_browser"
KNOWN_ACCOUNTS = 8


def note_log_in(*, user: User | None, is_successful: bool, address: str, at: datetime) -> None:
    """Note an attempt to log in, in the access log and the server's; the one place that every attempt passes.

    `user` is none where the e-mail is nobody's.
    """
    kind = AccessKind.LOGGED_IN if is_successful else AccessKind.LOG_IN_FAILED
    log_access(kind=kind, user=user, address=address, at=at)
    logger.info(
        "log-in",
        extra={
            "user_id": user.pk if user else None,
            "is_successful": is_successful,
            "address": address,
            "at": at.isoformat(),
        },
    )


def known_browser(cookie: str, email: str) -> str:
    """Return the browser's name if its cookie says that this account has logged in with it, else nothing."""
    browser, accounts = _read(cookie)
    return browser if _mark(email) in accounts else ""


def remember_browser(cookie: str, email: str) -> str:
    """Return the browser's cookie after this account has logged in with it; the oldest accounts fall off."""
    browser, accounts = _read(cookie)
    kept = [account for account in accounts if account != _mark(email)]
    value = [browser or get_random_string(16), [*kept, _mark(email)][-KNOWN_ACCOUNTS:]]
    return signing.dumps(value, salt=SALT)


def _read(cookie: str) -> tuple[str, list[str]]:
    try:
        browser, accounts = signing.loads(cookie, salt=SALT)
    except (signing.BadSignature, ValueError):
        return "", []
    return browser, accounts


def _mark(email: str) -> str:
    """Return what stands for an account in the cookie, so that the cookie tells nobody who uses the browser."""
    return salted_hmac(SALT, email.lower()).hexdigest()[:24]
