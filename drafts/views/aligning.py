"""A member of a group says on its group's amendment whether it is aligned with what the amendment says now."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from delegations.models import Delegation
from delegations.views.seated import seated
from drafts.forms.rooms import AlignmentForm
from drafts.models import AlignmentKind, Amendment
from drafts.operations import aligning
from drafts.views.finding import find_amendment
from gpa.http import MemberRequest


@require_POST
@seated("drafts.table_amendment")
def amendment_align(request: MemberRequest, number: int) -> HttpResponse:
    found = find_amendment(request, number=number)
    form = AlignmentForm(request.POST, delegations=members_speaking(request, found))
    if not form.is_valid():
        raise aligning.NotAMember(_("Open the amendment again: for which member, and how does it stand?"))
    aligning.state_alignment(
        amendment=found,
        delegation=form.cleaned_data["delegation"],
        kind=AlignmentKind(form.cleaned_data["kind"]),
        revision=form.cleaned_data["revision"],
        by=request.user,
        at=request.arrived_at,
    )
    messages.success(
        request,
        _("It is said on this page how %(member)s stands to it.")
        % {"member": form.cleaned_data["delegation"]},
    )
    return redirect(found)


def alignment_of(request: MemberRequest, amendment: Amendment) -> dict[str, object]:
    """Return what the page of a group's amendment tells of its members: how each stands, to which revision, and who may speak."""
    if not amendment.delegation.is_group:
        return {}
    newest = aligning.newest_revision(amendment)
    return {
        "stances": [(each, each.revision < newest) for each in amendment.alignments.all()],
        "newest_revision": newest,
        "speaking_members": members_speaking(request, amendment) if amendment.is_open else [],
    }


def members_speaking(request: MemberRequest, amendment: Amendment) -> list[Delegation]:
    """Return the members of an amendment's group for which the reader speaks."""
    on = request.negotiation.local(request.arrived_at).date()
    return aligning.members_spoken_for(request.user, amendment.delegation, on)
