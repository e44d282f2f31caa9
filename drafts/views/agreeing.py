"""Agreeing on a paragraph, and reopening it."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from delegations.views.seated import seated
from drafts.forms.decisions import AgreeForm, ReopenForm
from drafts.models import Agreement, Position, PositionKind
from drafts.operations import agreeing
from drafts.views.deciding import decide, form_page
from drafts.views.finding import find_paragraph
from gpa.http import MemberRequest


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_agree(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    asked = Agreement.AGREED if paragraph.is_agreed else Agreement.AD_REF
    form = AgreeForm(request.POST or None, initial={"edition": paragraph.edition, "agreement": asked})
    act = partial(agreeing.agree_paragraph, paragraph=paragraph, by=request.user, at=timezone.now())
    if decide(request, form, act, {"edition": paragraph}) is not None:
        return redirect(paragraph)
    holding = Position.objects.filter(
        paragraph=paragraph, amendment=None, kind__in=[PositionKind.OPPOSE, PositionKind.RESERVE]
    )
    more = {
        "unsettled": list(agreeing.unsettled(paragraph, list(paragraph.document.paragraphs.all()))),
        "holding": holding.select_related("delegation"),
    }
    return form_page(request, "drafts/paragraph_agree.html", paragraph, form, **more)


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_reopen(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    form = ReopenForm(
        request.POST or None,
        initial={"edition": paragraph.edition},
        delegations=request.negotiation.participants.all(),
    )
    act = partial(agreeing.reopen_paragraph, paragraph=paragraph, by=request.user, at=timezone.now())
    if decide(request, form, act, {"edition": paragraph}) is not None:
        return redirect(paragraph)
    return form_page(request, "drafts/paragraph_reopen.html", paragraph, form)
