"""Following a paragraph or its section."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from delegations.models import Follow, User
from delegations.operations import telling
from delegations.views.seated import seated
from drafts.models import Paragraph, Section
from drafts.views.finding import find_paragraph
from gpa.http import MemberRequest


@require_POST
@seated("drafts.view_paragraph")
def paragraph_follow(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    row: Paragraph | Section = paragraph
    if request.POST.get("what") == "section" and paragraph.section is not None:
        row = paragraph.section
    if request.POST.get("follow") == "off":
        telling.unfollow(row=row, by=request.user)
    else:
        telling.follow(negotiation=request.negotiation, row=row, by=request.user)
    return redirect(paragraph)


def followed(paragraph: Paragraph, by: User) -> dict[str, bool]:
    """Return whether a person follows a paragraph, and its section; one query."""
    asked = Q(about="drafts.paragraph", about_pk=paragraph.pk)
    if paragraph.section_id:
        asked |= Q(about="drafts.section", about_pk=paragraph.section_id)
    found = set(Follow.objects.filter(asked, user=by).values_list("about", flat=True))
    return {"paragraph": "drafts.paragraph" in found, "section": "drafts.section" in found}
