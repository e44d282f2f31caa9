"""Saying who reads what: a negotiation's documents and drafts, one document, one draft."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.models import Audience
from delegations.views.seated import seated
from drafts.forms.audiences import AudienceForm, ConfidentialityForm
from drafts.models import Document, Draft
from drafts.operations import confiding
from drafts.views.finding import (
    find_circulated,
    find_document,
    find_draft,
    readable_documents,
    readable_drafts,
)
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page


@require_http_methods(["GET", "POST"])
@seated("drafts.set_audience")
def audience_list(request: MemberRequest) -> HttpResponse:
    negotiation = request.negotiation
    initial = {"audience": negotiation.audience, "has_stamps": negotiation.has_stamps}
    form = ConfidentialityForm(request.POST or None, initial=initial)
    if form.is_valid():
        confiding.set_confidentiality(
            negotiation=negotiation, by=request.user, at=timezone.now(), **form.cleaned_data
        )
        messages.success(request, _("It is so from now on."))
        return redirect("drafts:audience_list", negotiation.slug)
    drafts = readable_drafts(request).select_related("document").order_by("document", "-circulated_at", "-pk")
    context = {
        "active": "audiences",
        "form": form,
        "documents": readable_documents(request),
        "drafts": drafts,
    }
    return render_page(request, "drafts/audience_list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@seated("drafts.set_audience")
def document_audience(request: MemberRequest, document: str) -> HttpResponse:
    found = find_document(request, document)

    def act(**typed: bool) -> Document:
        return confiding.set_document_audience(document=found, by=request.user, at=timezone.now(), **typed)

    return _say(request, found, found, act)


@require_http_methods(["GET", "POST"])
@seated("drafts.set_audience")
def draft_audience(request: MemberRequest, document: str, draft: str) -> HttpResponse:
    found = find_draft(request, find_circulated(request, document), draft)

    def act(**typed: bool) -> Draft:
        return confiding.set_draft_audience(draft=found, by=request.user, at=timezone.now(), **typed)

    return _say(request, found.document, found, act)


def _say(
    request: MemberRequest, document: Document, what: Document | Draft, act: Callable[..., Document | Draft]
) -> HttpResponse:
    """Show the form, and act on it; where more people are to read than before, it asks for a confirmation."""
    form = AudienceForm(request.POST or None, initial={"audience": what.audience})
    if form.is_valid():
        try:
            act(**form.cleaned_data)
        except DomainError as refusal:
            form.add_error("is_confirmed", str(refusal))
        else:
            messages.success(request, _("%(what)s: it is so from now on.") % {"what": what})
            return redirect(what)
    context = {
        "active": "drafts" if isinstance(what, Draft) else "text",
        "document": document,
        "what": what,
        "form": form,
        "is_public": what.audience == Audience.PUBLIC,
    }
    return render_page(request, "drafts/audience.html", context, status=422 if form.errors else 200)
