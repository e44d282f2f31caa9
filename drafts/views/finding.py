"""What an address names, among the rows that its reader may see."""

from collections.abc import Sequence

from django.http import Http404
from django.shortcuts import get_object_or_404

from drafts.models import Amendment, Decision, Document, Draft, Edition, Paragraph, Verb, survivors
from drafts.text import numbering
from gpa.http import MemberRequest


def find_document(request: MemberRequest, slug: str) -> Document:
    """Return the negotiation's document of that address."""
    document = get_object_or_404(request.negotiation.documents.all(), slug=slug)
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


def find_amendment(request: MemberRequest, today: object, **lookup: object) -> Amendment:
    """Return one of the amendments that the reader may see."""
    visible = Amendment.objects.visible_to(request.user, today).filter(negotiation=request.negotiation)  # type: ignore[arg-type]  # a date; typed loosely for the keyword beside it
    related = visible.told().select_related("prepared_by", "author")
    return get_object_or_404(related, **lookup)


def find_decision(request: MemberRequest, number: int) -> Decision:
    """Return the negotiation's decision of that number."""
    related = Decision.objects.select_related(
        "revision__user", "document", "paragraph", "delegation", "undoes", "undone_by"
    )
    decision = get_object_or_404(related, negotiation=request.negotiation, number=number)
    decision.negotiation = decision.document.negotiation = request.negotiation
    return decision


def find_draft(document: Document, slug: str) -> Draft:
    """Return a circulated draft of a document; "latest" names the newest."""
    drafts = Draft.objects.filter(document=document).select_related("circulated_by")
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
