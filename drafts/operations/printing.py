"""Having a long report printed by the worker."""

import hashlib
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any  # a report as JSON has no narrower type

from django.conf import settings
from django.db import transaction

from delegations.models import Negotiation, User
from drafts import tasks
from drafts.exports import fonts
from drafts.models import ExportState, Printout
from gpa.queue import enqueue

LEASE = timedelta(minutes=5)
KEPT = timedelta(days=1)
"""How long a report is kept; what it tells has moved on by then."""


@transaction.atomic
def request_printout(
    *, negotiation: Negotiation, name: str, title: str, content: dict[str, Any], by: User, at: datetime
) -> Printout:
    """Return the report asked for, having it printed unless it is, or is being; the reader's old ones are thrown away."""
    for old in Printout.objects.filter(asked_by=by, asked_at__lt=at - KEPT):
        (Path(settings.MEDIA_ROOT) / old.path).unlink(missing_ok=True)
        old.delete()
    made_of = json.dumps([by.pk, name, content, fonts.renderer_version()], sort_keys=True)
    printout, is_new = Printout.objects.select_for_update().get_or_create(
        key=hashlib.sha256(made_of.encode()).hexdigest(),
        defaults={
            "negotiation": negotiation,
            "asked_by": by,
            "name": name,
            "title": title,
            "content": content,
            "asked_at": at,
            "lease_until": at + LEASE,
        },
    )
    if is_new or printout.told(at) == "failed" or tasks.is_lost(printout):
        printout.state, printout.lease_until = ExportState.ASKED, at + LEASE
        printout.save(update_fields=["state", "lease_until"])
        transaction.on_commit(lambda: enqueue(tasks.make_printout, printout.pk), robust=True)
    return printout
