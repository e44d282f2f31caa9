"""Writing to people: letters are queued when what they tell is saved."""

from dataclasses import astuple

from django.db import transaction

from delegations import tasks
from delegations.emails import Letter
from gpa.queue import enqueue


def send_letter(*, letter: Letter) -> None:
    """Queue a letter for when the surrounding transaction is saved; at once outside of one."""
    transaction.on_commit(lambda: enqueue(tasks.send_letter, *astuple(letter)[:4]))
