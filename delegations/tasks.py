"""Background work: each task takes ids or plain words, and makes one call."""

from celery import shared_task

from delegations import emails


@shared_task(name="delegations.send_letter")  # type: ignore[untyped-decorator]  # Celery has no types
def send_letter(to: str, subject: str, text: str, html: str) -> None:
    emails.send([emails.Letter(to, subject, text, html)])
