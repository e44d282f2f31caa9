"""Where a negotiation stands, at a glance."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from delegations.models import Delegation
from delegations.views.seated import seated
from drafts.models import Amendment, AmendmentQuerySet, AmendmentState, Decision, Draft, Fit
from drafts.views.outline import outline
from drafts.views.windows import standings_of
from gpa.http import MemberRequest, render_page

RECENT = 8


def _needing(request: MemberRequest) -> AmendmentQuerySet:
    """Return the open amendments of the reader's delegations whose words the text has passed."""
    on = request.negotiation.local(timezone.now()).date()
    mine = Delegation.objects.spoken_for_by(request.user, request.negotiation, on)
    found = Amendment.objects.open().filter(negotiation=request.negotiation, delegation__in=mine)
    return found.exclude(fit=Fit.FITS).told()


@require_GET
@seated("drafts.view_paragraph")
def overview(request: MemberRequest) -> HttpResponse:
    today = timezone.localdate()
    documents = list(request.negotiation.documents.all())
    for document in documents:
        document.negotiation = request.negotiation
    mine = Amendment.objects.visible_to(request.user, today).filter(
        negotiation=request.negotiation, author=request.user, state=AmendmentState.DRAFT
    )
    decisions = Decision.objects.filter(negotiation=request.negotiation).select_related(
        "paragraph__document", "document", "revision__user"
    )
    drafts = (
        Draft.objects.filter(document__in=documents)
        .select_related("document")
        .order_by("-circulated_at", "-pk")
    )
    context = {
        "active": "overview",
        "outlines": [
            outline(document, list(document.paragraphs.select_related("section"))) for document in documents
        ],
        "decisions": decisions.order_by("-number")[:RECENT],
        "latest": drafts.first(),
        "needing": _needing(request),
        "my_drafts": mine.select_related("paragraph__document"),
        "documents": documents,
        "windows": standings_of(request),
    }
    return render_page(request, "drafts/overview.html", context)
