"""A facilitator's unfinished work on a workbench: kept as one goes, stepped back, put away when it is decided."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction

from delegations.models import User
from drafts.models import Bench, Paragraph

MOST_STEPS = 50
PRESENT = timedelta(minutes=3)
"""How long after their last step a facilitator counts as at the workbench."""

Held = dict[str, str]


@transaction.atomic
def keep_bench(
    *, paragraph: Paragraph, edition: int, held: Mapping[str, str], by: User, at: datetime
) -> Bench:
    """Keep what a workbench's form holds as the newest step; the same step twice is one."""
    bench, _is_new = Bench.objects.select_for_update().get_or_create(
        paragraph=paragraph, facilitator=by, defaults={"edition": edition, "seen_at": at}
    )
    steps = bench.steps if bench.edition == edition else []
    if not steps or steps[-1] != held:
        steps = [*steps, dict(held)][-MOST_STEPS:]
    bench.edition, bench.steps, bench.seen_at = edition, steps, at
    bench.save()
    return bench


@transaction.atomic
def step_back(*, paragraph: Paragraph, by: User, at: datetime) -> Held:
    """Undo the newest step, and return what the form held before it; nothing is left of the first one."""
    bench = Bench.objects.select_for_update().filter(paragraph=paragraph, facilitator=by).first()
    if bench is None:
        return {}
    bench.steps, bench.seen_at = bench.steps[:-1], at
    bench.save()
    return dict(bench.steps[-1]) if bench.steps else {}


def clear_bench(*, paragraph: Paragraph, by: User) -> None:
    """Put the unfinished work away."""
    Bench.objects.filter(paragraph=paragraph, facilitator=by).delete()


def others_at(*, paragraph: Paragraph, by: User, at: datetime) -> list[User]:
    """Return the other facilitators who are at the paragraph's workbench now."""
    there = Bench.objects.filter(paragraph=paragraph, seen_at__gte=at - PRESENT).exclude(facilitator=by)
    return [bench.facilitator for bench in there.select_related("facilitator")]
