"""Where a negotiation stands, at a glance."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from delegations.views.seated import seated
from drafts.models import Amendment, AmendmentState, Decision, Draft
from drafts.views.outline import outline
from gpa.http import MemberRequest, render_page

RECENT = 8


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
        "my_drafts": mine.select_related("paragraph__document"),
        "documents": documents,
    }
    return render_page(request, "drafts/overview.html", context)
