"""Tokens are made for one's own seats, and withdrawn."""

from datetime import date, datetime, timedelta

from django.db import transaction

from delegations.models import ActKind, Seat, Token, User
from delegations.models.tokens import digest, new_secret
from delegations.operations.recording import record
from gpa.errors import DomainError

LONGEST = timedelta(days=366)


class TokenRefused(DomainError):
    """The token cannot be made as asked."""


@transaction.atomic
def make_token(*, seat: Seat, name: str, until_on: date, by: User, at: datetime) -> tuple[Token, str]:
    """Make a token for one's own seat; return it with its secret, which nobody can read again.

    Raises:
        TokenRefused: the seat is somebody else's, or the last day is past or more than a year away.
    """
    if seat.user_id != by.pk:
        message = "A token is made for one's own seat."
        raise TokenRefused(message)
    today = at.date()
    if not today <= until_on <= today + LONGEST:
        message = "The last day of a token lies between today and a year from now."
        raise TokenRefused(message)
    secret = new_secret()
    token = Token.objects.create(
        seat=seat, name=name.strip(), digest=digest(secret), made_at=at, until_on=until_on
    )
    record(
        negotiation=seat.negotiation,
        kind=ActKind.TOKEN_MADE,
        by=by,
        at=at,
        delegation=seat.delegation,
        facts={"until": until_on},
    )
    return token, secret


@transaction.atomic
def withdraw_token(*, token: Token, by: User, at: datetime) -> None:
    """Withdraw one's own token: from now on it opens nothing. Withdrawing twice changes nothing."""
    done = Token.objects.filter(pk=token.pk, seat__user=by, withdrawn_at=None).update(withdrawn_at=at)
    if done:
        seat = token.seat
        record(
            negotiation=seat.negotiation,
            kind=ActKind.TOKEN_WITHDRAWN,
            by=by,
            at=at,
            delegation=seat.delegation,
        )


def note_use(*, token: Token, at: datetime) -> None:
    """Write down that a token was used, not more often than is worth it."""
    if token.is_stale(at):
        Token.objects.filter(pk=token.pk).update(used_at=at)
