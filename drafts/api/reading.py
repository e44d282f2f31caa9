"""What a program may read: what the seat of its token may."""

from typing import Annotated

from django.shortcuts import get_object_or_404
from django.utils import timezone
from ninja import Path, Query, Router
from ninja.pagination import paginate

from delegations.views.tokens import TokenRequest, needs
from drafts.api.pages import Pages
from drafts.api.schemas import (
    AmendmentOut,
    DocumentOut,
    DraftOut,
    EditionOut,
    NegotiationOut,
    ParagraphOut,
    Refusal,
    WholeDraftOut,
)
from drafts.models import (
    Amendment,
    AmendmentState,
    Document,
    Draft,
    Paragraph,
)
from drafts.models.amendments import AmendmentQuerySet
from drafts.models.circulation import DraftQuerySet
from drafts.models.paragraphs import ParagraphQuerySet

router = Router()
Slug = Annotated[str, Path(max_length=60, pattern=r"^[-\w.]+$")]
NO = {401: Refusal, 403: Refusal, 404: Refusal, 422: Refusal}


@router.get("/negotiation/", response={200: NegotiationOut, 401: Refusal})
def negotiation(request: TokenRequest) -> NegotiationOut:
    """The negotiation that the token is for, and what its seat may do there."""
    seat = request.seat
    return NegotiationOut(
        slug=seat.negotiation.slug,
        title=seat.negotiation.title,
        time_zone=seat.negotiation.time_zone,
        role=seat.role,
        delegation=seat.delegation.slug if seat.delegation else None,
        may=sorted(request.may),
    )


@router.get("/documents/", response={200: list[DocumentOut], **NO})
def documents(request: TokenRequest) -> list[Document]:
    """The texts under negotiation."""
    needs(request, "drafts.view_paragraph")
    found = Document.objects.visible_to(request.seat, timezone.localdate())
    return list(found.filter(negotiation=request.negotiation).select_related("negotiation"))


@router.get("/documents/{document}/paragraphs/", response={200: list[ParagraphOut], **NO})
@paginate(Pages)
def paragraphs(request: TokenRequest, document: Slug) -> ParagraphQuerySet:
    """The paragraphs of a text in their order, as they stand."""
    return _paragraphs(request).filter(document=find_document(request, document))


@router.get("/documents/{document}/paragraphs/{label}/", response={200: ParagraphOut, **NO})
def paragraph(request: TokenRequest, document: Slug, label: Slug) -> Paragraph:
    """One paragraph as it stands, by the slug of its label: “49-bis”."""
    return find_paragraph(request, document, label)


@router.get("/documents/{document}/paragraphs/{label}/editions/", response={200: list[EditionOut], **NO})
def editions(request: TokenRequest, document: Slug, label: Slug) -> list[EditionOut]:
    """Every edition of a paragraph, the newest first."""
    return [
        EditionOut(
            number=each.number,
            label=each.label,
            state=each.state,
            wording=each.wording,
            decision=each.decision.number,
            decided_at=each.decision.at,
        )
        for each in find_paragraph(request, document, label).editions()
    ]


@router.get("/amendments/", response={200: list[AmendmentOut], **NO})
@paginate(Pages)
def amendments(
    request: TokenRequest, state: Annotated[AmendmentState | None, Query()] = None
) -> AmendmentQuerySet:
    """The tabled amendments in the order of their numbers, of one state or of all."""
    found = find_amendments(request).order_by("number")
    return found.filter(state=state) if state else found


@router.get("/amendments/{number}/", response={200: AmendmentOut, **NO})
def amendment(request: TokenRequest, number: Annotated[int, Path(ge=1, le=2**31 - 1)]) -> Amendment:
    """One tabled amendment, by its number."""
    return get_object_or_404(find_amendments(request), number=number)


@router.get("/documents/{document}/drafts/", response={200: list[DraftOut], **NO})
@paginate(Pages)
def drafts(request: TokenRequest, document: Slug) -> DraftQuerySet:
    """The circulated drafts of a text, the newest first."""
    return _drafts(request).filter(document=find_document(request, document))


@router.get("/documents/{document}/drafts/{draft}/", response={200: WholeDraftOut, **NO})
def draft(request: TokenRequest, document: Slug, draft: Slug) -> Draft:
    """One circulated draft with its text, whose SHA-256 is the seal."""
    return get_object_or_404(_drafts(request), document=find_document(request, document), slug=draft)


def find_document(request: TokenRequest, slug: str) -> Document:
    """Return a document that the seat may read; Http404 without one."""
    needs(request, "drafts.view_paragraph")
    found = Document.objects.visible_to(request.seat, timezone.localdate())
    return get_object_or_404(found, negotiation=request.negotiation, slug=slug)


def find_paragraph(request: TokenRequest, document: str, slug: str) -> Paragraph:
    """Return a paragraph that the seat may read; Http404 without one."""
    return get_object_or_404(_paragraphs(request), document=find_document(request, document), slug=slug)


def find_amendments(request: TokenRequest) -> AmendmentQuerySet:
    """Return the tabled amendments that the seat may read, with all that is told of one."""
    needs(request, "drafts.view_paragraph")
    found = Amendment.objects.visible_to(request.seat, timezone.localdate()).tabled()
    return found.filter(negotiation=request.negotiation).told().prefetch_related("outcomes__decision")


def _paragraphs(request: TokenRequest) -> ParagraphQuerySet:
    found = Paragraph.objects.visible_to(request.seat, timezone.localdate())
    related = found.select_related("document__negotiation", "section", "target")
    return related.filter(document__negotiation=request.negotiation)


def _drafts(request: TokenRequest) -> DraftQuerySet:
    found = Draft.objects.visible_to(request.seat, timezone.localdate())
    return found.filter(document__negotiation=request.negotiation).select_related("document__negotiation")
