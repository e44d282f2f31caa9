"""Who takes part in a negotiation."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from delegations.models import Follow, Membership
from delegations.views.seated import seated
from gpa.http import MemberRequest, render_page


@require_GET
@seated("delegations.view_delegation")
def delegation_list(request: MemberRequest) -> HttpResponse:
    delegations = request.negotiation.participants.all()
    return render_page(
        request, "delegations/delegation_list.html", {"active": "delegations", "delegations": delegations}
    )


@require_GET
@seated("delegations.view_delegation")
def delegation(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(request.negotiation.participants.all(), slug=slug)
    current = Membership.objects.on(request.negotiation.local(timezone.now()).date())
    context = {
        "active": "delegations",
        "delegation": found,
        "is_followed": Follow.objects.filter(
            user=request.user, about="delegations.delegation", about_pk=found.pk
        ).exists(),
        "members": current.filter(group=found).select_related("member"),
        "groups": current.filter(member=found).select_related("group").order_by("group__sort_name"),
    }
    return render_page(request, "delegations/delegation.html", context)
