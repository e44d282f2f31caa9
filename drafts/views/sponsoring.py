"""Asking a Member State to sponsor a draft, and what it answers."""

from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from delegations.models import DelegationKind
from delegations.views.seated import seated
from drafts.models import AmendmentState
from drafts.operations import sponsoring
from drafts.operations.proposed import redlines
from drafts.views.finding import find_amendment
from gpa.http import MemberRequest, render_page


@require_POST
@seated("drafts.prepare_amendment")
def sponsor_ask(request: MemberRequest, pk: int) -> HttpResponse:
    draft = find_amendment(request, pk=pk, state=AmendmentState.DRAFT)
    states = request.negotiation.participants.filter(kind=DelegationKind.STATE)
    sponsor = get_object_or_404(states, slug=request.POST.get("sponsor", "").replace("\0", ""))
    sponsoring.ask_sponsor(draft=draft, sponsor=sponsor, by=request.user, at=timezone.now())
    messages.success(
        request, _("%(sponsor)s sees the draft and is asked to sponsor it.") % {"sponsor": sponsor}
    )
    return redirect(draft)


@require_http_methods(["GET", "POST"])
@seated("drafts.table_amendment")
def amendment_sponsor(request: MemberRequest, pk: int) -> HttpResponse:
    draft = find_amendment(request, pk=pk, state=AmendmentState.DRAFT, sponsor__isnull=False)
    if request.method == "GET":
        context = {
            "active": "amendments",
            "amendment": draft,
            "paragraph": draft.paragraph,
            "segments": redlines([draft])[0][1],
        }
        return render_page(request, "drafts/amendment_sponsor.html", context)
    at = timezone.now()
    if request.POST.get("answer") == "decline":
        note = request.POST.get("note", "").replace("\0", "")
        sponsoring.decline_sponsorship(draft=draft, note=note, by=request.user, at=at)
        messages.success(request, _("You declined to sponsor it."))
        return redirect("drafts:amendment_list", request.negotiation.slug)
    tabled = sponsoring.sponsor_amendment(draft=draft, saved_at=_instant(request), by=request.user, at=at)
    tabled.negotiation = request.negotiation
    messages.success(request, _("Tabled, sponsored by your delegation."))
    return redirect(tabled)


def _instant(request: MemberRequest) -> datetime:
    """Return when the draft was read, as its page said; the first instant where it said none."""
    try:
        found = parse_datetime(request.POST.get("saved_at", ""))
    except ValueError:
        found = None
    return found or datetime.min.replace(tzinfo=UTC)
