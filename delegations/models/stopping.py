"""The signed address by which a reader stops letters without logging in."""

from collections.abc import Iterable

from django.core import signing
from django.urls import reverse

from delegations.models.notices import NoticeKind
from delegations.models.participants import User

SALT = "delegations.stop_letters"


def path_of(user: User, kinds: Iterable[str]) -> str:
    """Return the path that stops the letters of some kinds to one person."""
    return reverse("letters_stop", args=[signing.dumps([user.pk, sorted(kinds)], salt=SALT)])


def read(token: str) -> tuple[int, list[str]] | None:
    """Return whose letters of which kinds a token stops; nothing where it is not ours. It holds as long as the letter."""
    try:
        pk, kinds = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return pk, [kind for kind in kinds if kind in NoticeKind.values]
