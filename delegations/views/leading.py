"""Naming the member that speaks for a group."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.forms.leading import SpokespersonForm
from delegations.models import Delegation, DelegationKind, Membership, Spokesperson
from delegations.operations import leading
from delegations.views.seated import seated
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page


@require_http_methods(["GET", "POST"])
@seated("delegations.name_spokesperson")
def spokesperson(request: MemberRequest, slug: str) -> HttpResponse:
    groups = request.negotiation.participants.filter(kind=DelegationKind.GROUP)
    group = get_object_or_404(groups, slug=slug)
    on = request.negotiation.local(request.arrived_at).date()
    members = Delegation.objects.filter(pk__in=Membership.objects.filter(group=group).values("member"))
    form = SpokespersonForm(
        request.POST if request.method == "POST" else None, members=members, initial={"from_on": on}
    )
    if form.is_valid():
        try:
            named = leading.name_spokesperson(
                group=group, by=request.user, at=request.arrived_at, **form.cleaned_data
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            told = _("%(delegation)s speaks for %(group)s from that day on.")
            messages.success(request, told % {"delegation": named.delegation, "group": group})
            return redirect("delegations:spokesperson", request.negotiation.slug, slug)
    context = {
        "active": "delegations",
        "delegation": group,
        "form": form,
        "leader": Spokesperson.objects.of(group, on),
        "named": Spokesperson.objects.filter(group=group).select_related("delegation"),
    }
    return render_page(request, "delegations/spokesperson.html", context, status=422 if form.errors else 200)
