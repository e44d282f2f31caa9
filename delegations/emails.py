"""Letters to people: each is one text template, printed plain and as HTML."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.parser import BytesParser
from pathlib import Path
from typing import Any  # what a template is given has no common type
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from delegations.models import Invitation, Notice, Setting, User

MOST_LETTERS = 60
BETWEEN = b"-" * 79 + b"\n"
"""What Django's file backend writes after each message."""


@dataclass(frozen=True)
class Letter:
    """What is sent to one person; `stop` is the address by which its reader, or the mail program, stops the like of it."""

    to: str
    subject: str
    text: str
    html: str
    stop: str = ""


def write_letter(name: str, to: str, context: Mapping[str, Any]) -> Letter:
    """Write the letter `emails/NAME.txt`: its first line is the subject, then paragraphs, parted by empty lines.

    `context` may hold a `link` and the `link_words` on its button, and `stop`, where the like of it is stopped.
    """
    first, _parted, body = render_to_string(f"emails/{name}.txt", dict(context)).partition("\n")
    subject = " ".join(first.split())
    told = {**context, "subject": subject, "body": body.strip()}
    text, html = (render_to_string(f"emails/letter.{form}", told) for form in ("txt", "html"))
    return Letter(to, subject, text, html, str(context.get("stop", "")))


def notices_letter(user: User, notices: Sequence[Notice], stop: str, *, is_again: bool = False) -> Letter:
    """Write what one person is told, in their language and time zone; several notices make the daily letter.

    `stop` is the path by which they stop such letters; a letter that `is_again` sent says that it may be the second. The letter names paragraphs, delegations and numbers, and
    repeats no negotiated words: whoever forwards it, or keeps it, gives away nothing of the text.
    """
    setting = Setting.objects.filter(user=user).first() or Setting(user=user)
    told = []
    is_offered = setting.language in dict(settings.LANGUAGES)
    with translation.override(setting.language if is_offered else settings.LANGUAGE_CODE):
        for notice in notices:
            notice.zone = setting.time_zone  # type: ignore[attr-defined]  # read by `sentence`
            zone = ZoneInfo(setting.time_zone or notice.negotiation.time_zone)
            at = notice.at.astimezone(zone)
            told.append(
                {
                    "sentence": notice.sentence,
                    "negotiation": notice.negotiation,
                    "at": f"{date_format(at)}, {at:%H:%M} ({zone.key})",
                    "link": f"{settings.SITE_URL}{notice.address}",
                }
            )
        context = {
            "notices": told,
            "is_again": is_again,
            "link": told[0]["link"] if len(told) == 1 else f"{settings.SITE_URL}/notices/",
            "link_words": _("Open it") if len(told) == 1 else _("Open your notices"),
            "stop": f"{settings.SITE_URL}{stop}",
        }
        return write_letter("notices", user.email, context)


def write_invitation(invitation: Invitation, site: str) -> Letter:
    """Write the letter with an invitation's link; `site` is the address that links begin with."""
    link = site.rstrip("/") + reverse("invitation_open", args=[invitation.token])
    context = {"invitation": invitation, "link": link, "link_words": _("Accept the invitation")}
    return write_letter("invitation", invitation.email, context)


def opened() -> BaseEmailBackend:
    """Return a connection to the mail server; where this fails, no letter has left."""
    connection: BaseEmailBackend = get_connection()
    connection.open()
    return connection


def send(letters: list[Letter], connection: BaseEmailBackend | None = None) -> None:
    """Send letters, all by one connection, and close it."""
    messages = []
    for letter in letters:
        message = EmailMultiAlternatives(letter.subject, letter.text, to=[letter.to])
        message.attach_alternative(letter.html, "text/html")
        if letter.stop:
            # Source: RFC 2369 and RFC 8058.
            message.extra_headers["List-Unsubscribe"] = f"<{letter.stop}>"
            message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        messages.append(message)
    connection = connection or get_connection()
    try:
        connection.send_messages(messages)
    finally:
        connection.close()


@dataclass(frozen=True)
class KeptLetter:
    """A letter of the embedded mode, which sends nothing."""

    to: str
    subject: str
    text: str
    at: datetime


def kept_letters() -> list[KeptLetter]:
    """Read the newest letters that the embedded mode keeps, newest first."""
    files = sorted(Path(settings.LETTERS_DIR).glob("*.log"), reverse=True)[:MOST_LETTERS]
    letters = [_read(part) for file in files for part in file.read_bytes().split(BETWEEN) if part.strip()]
    return sorted(letters, key=lambda letter: letter.at, reverse=True)[:MOST_LETTERS]


def erase_kept_letters(*, email: str, name: str) -> None:
    """Delete the kept letters to a person, and those to others that name the person; the rest of their files stays."""
    named = [each.casefold() for each in (email, name) if each]
    for file in Path(settings.LETTERS_DIR).glob("*.log"):
        parts = [part for part in file.read_bytes().split(BETWEEN) if part.strip()]
        left = [part for part in parts if not any(each in _told(part) for each in named)]
        if len(left) == len(parts):
            continue
        if left:
            made_anew = file.with_suffix(".new")
            made_anew.write_bytes(b"".join(part + BETWEEN for part in left))
            made_anew.replace(file)
        else:
            file.unlink()


def _told(part: bytes) -> str:
    letter = _read(part)
    return f"{letter.to} {letter.subject} {letter.text}".casefold()


def _read(written: bytes) -> KeptLetter:
    message = BytesParser(policy=policy.default).parsebytes(written.lstrip())
    body = message.get_body(("plain",))
    text = body.get_content() if body else ""
    return KeptLetter(str(message["To"]), str(message["Subject"]), text, message["Date"].datetime)
