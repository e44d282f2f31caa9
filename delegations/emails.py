"""Letters to people: each is one text template, printed plain and as HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any  # what a template is given has no common type

from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string


@dataclass(frozen=True)
class Letter:
    """What is sent to one person."""

    to: str
    subject: str
    text: str
    html: str


def write_letter(name: str, to: str, context: Mapping[str, Any]) -> Letter:
    """Write the letter `emails/NAME.txt`: its first line is the subject, then paragraphs, parted by empty lines.

    `context` may hold a `link` and the `link_words` on its button.
    """
    first, _, body = render_to_string(f"emails/{name}.txt", dict(context)).partition("\n")
    subject = " ".join(first.split())
    told = {**context, "subject": subject, "body": body.strip()}
    return Letter(
        to, subject, render_to_string("emails/letter.txt", told), render_to_string("emails/letter.html", told)
    )


def send(letters: list[Letter]) -> None:
    """Send letters, all by one connection."""
    messages = []
    for letter in letters:
        message = EmailMultiAlternatives(letter.subject, letter.text, to=[letter.to])
        message.attach_alternative(letter.html, "text/html")
        messages.append(message)
    get_connection().send_messages(messages)
