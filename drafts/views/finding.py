"""What an address names, among the rows that its reader may see."""

from collections.abc import Sequence

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from drafts.models import (
    Amendment,
    AmendmentQuerySet,
    Decision,
    DecisionQuerySet,
    Document,
    DocumentQuerySet,
    Draft,
    DraftQuerySet,
    Edition,
    Paragraph,
    Verb,
    survivors,
)
from drafts.text import numbering
from gpa.http import MemberRequest, ReaderRequest


def readable_documents(request: ReaderRequest) -> DocumentQuerySet:
    """Return the negotiation's documents that the reader may read."""
    visible = Document.objects.visible_to(request.user, timezone.localdate())
    return visible.filter(negotiation=request.negotiation)


def readable_amendments(request: ReaderRequest) -> AmendmentQuerySet:
    """Return the negotiation's amendments that the reader may know of."""
    visible = Amendment.objects.visible_to(request.user, timezone.localdate())
    return visible.filter(negotiation=request.negotiation)


def readable_decisions(request: ReaderRequest) -> DecisionQuerySet:
    """Return the negotiation's decisions that the reader may know of."""
    visible = Decision.objects.visible_to(request.user, timezone.localdate())
    return visible.filter(negotiation=request.negotiation)


def readable_drafts(request: ReaderRequest) -> DraftQuerySet:
    """Return the negotiation's circulated drafts that the reader may read."""
    visible = Draft.objects.visible_to(request.user, timezone.localdate())
    return visible.filter(document__negotiation=request.negotiation)


def find_document(request: ReaderRequest, slug: str) -> Document:
    """Return the negotiation's document of that address."""
    document = get_object_or_404(readable_documents(request), slug=slug)
    document.negotiation = request.negotiation
    return document


def find_circulated(request: ReaderRequest, slug: str) -> Document:
    """Return the document of that address for its drafts: whoever may read one of them need not read the document."""
    here = request.negotiation.documents.filter(slug=slug)
    known = Q(pk__in=readable_documents(request)) | Q(drafts__in=readable_drafts(request))
    document = get_object_or_404(here.filter(known).distinct())
    document.negotiation = request.negotiation
    return document


def find_paragraph(request: MemberRequest, document: str, label: str) -> Paragraph:
    """Return the paragraph whose label the address has: "49-bis"."""
    found = find_document(request, document)
    paragraph = get_object_or_404(found.paragraphs.select_related("section", "target"), slug=label)
    paragraph.document = found
    return paragraph


def find_renumbered(request: MemberRequest, document: str, label: str) -> Paragraph | None:
    """Return what has become of the paragraph that had a number before it was renumbered, and that nobody has now."""
    found = find_document(request, document)
    if found.paragraphs.filter(slug=label).exists():
        return None
    for decision in found.decisions.filter(verb=Verb.RENUMBER).order_by("-number"):
        for change in decision.changes():
            if change.before and numbering.slug(change.before.label) == label:
                everything = list(found.paragraphs.all())
                own = next(each for each in everything if each.pk == change.after.paragraph_id)
                end = survivors(everything).get(own.pk, own)
                end.document = found
                return end
    return None


def find_amendment(request: ReaderRequest, **lookup: object) -> Amendment:
    """Return one of the amendments that the reader may see."""
    related = readable_amendments(request).told().select_related("prepared_by", "author")
    related = related.prefetch_related("alignments__delegation")
    return get_object_or_404(related, **lookup)


def find_decision(request: MemberRequest, number: int) -> Decision:
    """Return the negotiation's decision of that number."""
    related = readable_decisions(request).select_related(
        "revision__user", "document", "paragraph", "delegation", "undoes", "undone_by"
    )
    decision = get_object_or_404(related, number=number)
    decision.negotiation = decision.document.negotiation = request.negotiation
    return decision


def find_draft(request: ReaderRequest, document: Document, slug: str) -> Draft:
    """Return a circulated draft of a document; "latest" names the newest that the reader may read."""
    drafts = readable_drafts(request).filter(document=document).select_related("circulated_by")
    draft = (
        drafts.order_by("circulated_at", "pk").last()
        if slug == "latest"
        else drafts.filter(slug=slug).first()
    )
    if draft is None:
        raise Http404
    draft.document = document
    return draft


def find_editions(
    request: MemberRequest, editions: Sequence[Edition]
) -> tuple[Edition, Edition] | tuple[None, None]:
    """Return the two editions that the address asks to compare; the last two where it names none."""
    if not {"old", "new"} & request.GET.keys():
        return (editions[1], editions[0]) if len(editions) > 1 else (None, None)
    by_number = {str(edition.number): edition for edition in editions}
    try:
        return by_number[request.GET.get("old", "")], by_number[request.GET.get("new", "")]
    except KeyError as unknown:
        raise Http404 from unknown
