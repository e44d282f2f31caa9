"""What stands beside a paragraph for whoever would propose on it: the reader's own drafts, and whom to ask to reopen it."""

from delegations.models import Role
from drafts.models import AmendmentState, Paragraph
from drafts.operations.proposed import Shown, redlines
from drafts.views.finding import readable_amendments
from gpa.http import MemberRequest


def own_drafts(request: MemberRequest, paragraph: Paragraph) -> Shown:
    """Return the drafts on a paragraph that the reader's own delegation prepares, with their redlines, newest first."""
    own = {seat.delegation_id for seat in request.seats if seat.delegation_id}
    found = readable_amendments(request).filter(
        paragraph=paragraph, state=AmendmentState.DRAFT, prepared_by__in=own
    )
    return redlines(found.told().order_by("-saved_at", "-pk"))


def whom_to_ask(request: MemberRequest, paragraph: Paragraph) -> str:
    """Return the names of the facilitators, who reopen the paragraph if it is agreed; else nothing."""
    if not (paragraph.is_agreed and paragraph.is_standing):
        return ""
    on = request.negotiation.local(request.arrived_at).date()
    seats = request.negotiation.seats.filter(role=Role.FACILITATOR).current(on).select_related("user")
    return ", ".join(dict.fromkeys(str(seat.user) for seat in seats.order_by("pk")))
