"""What a program may do: table an amendment, by the operation that the pages use and with its refusals."""

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Router, Status

from delegations.models import Delegation, Membership
from delegations.views.tokens import TokenRequest, needs
from drafts.api.reading import NO, Slug, find_amendments, find_paragraph
from drafts.api.schemas import AmendmentIn, AmendmentOut, Refusal
from drafts.models import Amendment
from drafts.operations import amending

router = Router()


@router.post(
    "/documents/{document}/paragraphs/{label}/amendments/",
    response={201: AmendmentOut, 409: Refusal, **NO},
)
def table_amendment(
    request: TokenRequest, document: Slug, label: Slug, proposed: AmendmentIn
) -> "Status[Amendment]":
    """Table an amendment on a paragraph; what the pages would refuse is refused here with the same sentence (409)."""
    needs(request, "drafts.table_amendment")
    paragraph = find_paragraph(request, document, label)
    target = find_paragraph(request, document, proposed.target) if proposed.target else None
    at = timezone.now()
    on = request.negotiation.local(at).date()
    own = request.seat.delegation.slug if request.seat.delegation else ""
    groups = Membership.objects.on(on).filter(member=request.seat.delegation).values("group")
    speaking_for = Delegation.objects.spoken_for_by(request.user, request.negotiation, on).filter(
        Q(pk=request.seat.delegation_id) | Q(pk__in=groups)
    )
    tabled = amending.propose_amendment(
        paragraph=paragraph,
        delegation=get_object_or_404(speaking_for, slug=proposed.delegation or own),
        proposal=amending.Proposal(
            base_edition=proposed.base_edition,
            wording=proposed.wording.replace("\r\n", "\n"),
            rationale=proposed.rationale,
            kind=proposed.kind,
            target=target,
        ),
        by=request.user,
        at=at,
    )
    return Status(201, find_amendments(request).get(pk=tabled.pk))
