"""What happened at a negotiation since its reader was last there."""

from dataclasses import dataclass
from datetime import datetime

from delegations.operations.visiting import note_visit
from drafts.models import Amendment, Decision, Draft
from drafts.views.finding import readable_amendments, readable_decisions, readable_drafts
from gpa.http import MemberRequest

SHOWN = 5


@dataclass(frozen=True)
class News:
    """What others tabled, decided and circulated since an hour: the newest few of each, and how many more there are."""

    since: datetime
    amendments: list[Amendment]
    amendments_more: int
    decisions: list[Decision]
    decisions_more: int
    drafts: list[Draft]

    def __bool__(self) -> bool:
        return bool(self.amendments or self.decisions or self.drafts)


def news_of(request: MemberRequest) -> News | None:
    """Return what is new to the reader, and note that they are here; nothing at their first visit."""
    since = note_visit(negotiation=request.negotiation, by=request.user, at=request.arrived_at)
    if since is None:
        return None
    tabled = readable_amendments(request).filter(tabled_at__gt=since).exclude(author=request.user)
    decided = readable_decisions(request).filter(revision__date_created__gt=since)
    decided = decided.exclude(revision__user=request.user)
    drafts = readable_drafts(request).filter(circulated_at__gt=since).exclude(circulated_by=request.user)
    amendments = list(tabled.told().order_by("-tabled_at", "-pk")[: SHOWN + 1])
    decisions = list(
        decided.select_related("paragraph__document", "document").order_by("-number")[: SHOWN + 1]
    )
    return News(
        since,
        amendments[:SHOWN],
        tabled.count() - SHOWN if len(amendments) > SHOWN else 0,
        decisions[:SHOWN],
        decided.count() - SHOWN if len(decisions) > SHOWN else 0,
        list(drafts.select_related("document__negotiation").order_by("-circulated_at")[:SHOWN]),
    )
