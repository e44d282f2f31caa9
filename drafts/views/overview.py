"""Where a negotiation stands, at a glance."""

from typing import cast

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from delegations.models import SPEAKING, Delegation
from delegations.views.seated import visited
from drafts.models import AmendmentQuerySet, AmendmentState, Fit
from drafts.operations.rooms import waiting_for
from drafts.views.delegations import own_delegations
from drafts.views.finding import (
    readable_amendments,
    readable_decisions,
    readable_documents,
    readable_drafts,
)
from drafts.views.guiding import guide_of
from drafts.views.news import news_of
from drafts.views.outline import outline
from drafts.views.windows import standings_of
from gpa.http import MemberRequest, ReaderRequest, render_page

RECENT = 8


def _needing(request: MemberRequest) -> AmendmentQuerySet:
    """Return the open amendments of the reader's delegations whose words the text has passed."""
    on = request.negotiation.local(timezone.now()).date()
    mine = Delegation.objects.spoken_for_by(request.user, request.negotiation, on)
    found = readable_amendments(request).open().filter(delegation__in=mine)
    return found.exclude(fit=Fit.FITS).told()


def _to_sponsor(request: MemberRequest) -> AmendmentQuerySet:
    """Return the drafts that one of the reader's delegations is asked to sponsor."""
    mine = [seat.delegation_id for seat in request.seats if seat.role in SPEAKING]
    found = readable_amendments(request).filter(state=AmendmentState.DRAFT, sponsor__in=mine)
    return found.told()


@require_GET
@visited("drafts.view_paragraph")
def overview(request: ReaderRequest) -> HttpResponse:
    if request.seat is None:
        return _public(request)
    return _whole(cast("MemberRequest", request))


def _public(request: ReaderRequest) -> HttpResponse:
    """Show a visitor the texts that are public; a negotiation without any is not there for them."""
    documents = list(readable_documents(request))
    drafts = list(readable_drafts(request).select_related("document").order_by("-circulated_at", "-pk"))
    if not documents and not drafts:
        raise Http404
    context = {"active": "overview", "documents": documents, "drafts": drafts}
    return render_page(request, "drafts/overview_public.html", context)


def _whole(request: MemberRequest) -> HttpResponse:
    documents = list(readable_documents(request))
    for document in documents:
        document.negotiation = request.negotiation
    amendments = readable_amendments(request)
    mine = amendments.filter(author=request.user, state=AmendmentState.DRAFT)
    decisions = readable_decisions(request).select_related(
        "paragraph__document", "document", "revision__user"
    )
    drafts = readable_drafts(request).select_related("document").order_by("-circulated_at", "-pk")
    day, here = request.negotiation.local(request.arrived_at).date(), request.negotiation.pk
    context = {
        "active": "overview",
        "guide": guide_of(request),
        "news": news_of(request),
        "outlines": [
            outline(document, list(document.paragraphs.select_related("section")), amendments)
            for document in documents
        ],
        "decisions": decisions.order_by("-number")[:RECENT],
        "latest": drafts.first(),
        "needing": _needing(request),
        "to_sponsor": _to_sponsor(request),
        "own_delegations": own_delegations(request),
        "my_drafts": mine.select_related("paragraph__document"),
        "documents": documents,
        "windows": standings_of(request),
        "waiting": [draft for draft in waiting_for(request.user, day) if draft.group.negotiation_id == here],
        "rooms": Delegation.objects.met_by(request.user, day).filter(negotiation=here),
    }
    return render_page(request, "drafts/overview.html", context)
