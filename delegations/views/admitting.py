"""Admitting participants from the table or by hand, and keeping groups and their members."""

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from delegations.forms.seating import AnotherForm, DelegationForm, LastDayForm, ListedForm, MembersForm
from delegations.models import Delegation, DelegationKind, Membership
from delegations.operations import admitting, grouping
from delegations.views.seated import seated
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page

FIXTURES = settings.BASE_DIR / "fixtures"
ADMIT = "delegations.admit_delegation"


@require_http_methods(["GET", "POST"])
@seated(ADMIT)
def delegation_admit(request: MemberRequest) -> HttpResponse:
    day = _day(request)
    listed = admitting.held_on(admitting.read_participants(FIXTURES), day)
    present = admitting.known(request.negotiation, admitting.read_participants(FIXTURES))
    chosen = set(request.POST.getlist("keys"))
    chosen |= {each.key for each in listed if each.kind == request.POST.get("kind")}
    posted = {"on": request.POST.get("on"), "keys": list(chosen)} if request.method == "POST" else None
    form = ListedForm(posted, initial={"on": day}, keys=[each.key for each in listed])
    if form.is_valid():
        done = admitting.admit_listed(
            negotiation=request.negotiation,
            fixtures=FIXTURES,
            on=form.cleaned_data["on"],
            keys=form.cleaned_data["keys"],
            by=request.user,
            at=timezone.now(),
        )
        told = ngettext(
            "%(count)s delegation is admitted.", "%(count)s delegations are admitted.", done.admitted
        )
        messages.success(request, told % {"count": done.admitted})
        return redirect("drafts:delegation_list", request.negotiation.slug)
    context = {
        "active": "delegations",
        "form": form,
        "day": day,
        "kinds": [
            (
                kind.label,
                kind.value,
                [
                    (each, each.key in chosen)
                    for each in listed
                    if each.kind == kind and each.key not in present
                ],
                [(each, present[each.key]) for each in listed if each.kind == kind and each.key in present],
            )
            for kind in DelegationKind
        ],
    }
    return render_page(
        request, "delegations/delegation_admit.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@seated(ADMIT)
def delegation_another(request: MemberRequest) -> HttpResponse:
    form = AnotherForm(request.POST or None)
    if form.is_valid():
        try:
            made = grouping.admit_another(
                negotiation=request.negotiation,
                kind=DelegationKind(form.cleaned_data["kind"]),
                name=form.cleaned_data["name"],
                by=request.user,
                at=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, _("%(delegation)s is admitted.") % {"delegation": made})
            return redirect("drafts:delegation", request.negotiation.slug, made.slug)
    context = {"active": "delegations", "form": form}
    return render_page(
        request, "delegations/delegation_another.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
@seated(ADMIT)
def delegation_change(request: MemberRequest, slug: str) -> HttpResponse:
    found = _delegation(request, slug)
    form = DelegationForm(request.POST or None, initial={"name": found.name})
    if form.is_valid():
        try:
            grouping.rename_delegation(
                delegation=found, name=form.cleaned_data["name"], by=request.user, at=timezone.now()
            )
        except DomainError as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(
                request, _("It is printed as “%(delegation)s” from now on.") % {"delegation": found}
            )
            return redirect("drafts:delegation", request.negotiation.slug, found.slug)
    context = {"active": "delegations", "form": form, "delegation": found}
    return render_page(
        request, "delegations/delegation_change.html", context, status=422 if form.errors else 200
    )


@require_POST
@seated(ADMIT)
def delegation_remove(request: MemberRequest, slug: str) -> HttpResponse:
    found = _delegation(request, slug)
    grouping.remove_delegation(delegation=found, by=request.user, at=timezone.now())
    messages.success(request, _("%(delegation)s is removed.") % {"delegation": found})
    return redirect("drafts:delegation_list", request.negotiation.slug)


@require_http_methods(["GET", "POST"])
@seated(ADMIT)
def member_list(request: MemberRequest, slug: str) -> HttpResponse:
    group = get_object_or_404(request.negotiation.participants.filter(kind=DelegationKind.GROUP), slug=slug)
    group.negotiation = request.negotiation
    memberships = group.memberships_as_group.select_related("member").order_by("member__sort_name", "from_on")
    others = request.negotiation.participants.exclude(kind=DelegationKind.GROUP)
    form = MembersForm(request.POST or None, members=others)
    if form.is_valid():
        data = form.cleaned_data
        try:
            grouping.add_members(
                group=group,
                members=list(data["members"]),
                from_on=data["from_on"],
                by=request.user,
                at=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The members of %(group)s are changed.") % {"group": group})
            return redirect("delegations:member_list", request.negotiation.slug, group.slug)
    today = request.negotiation.local(timezone.now()).date()
    context = {
        "active": "delegations",
        "form": form,
        "delegation": group,
        "today": today,
        "memberships": [(each, bool(each.until_on and each.until_on < today)) for each in memberships],
    }
    return render_page(request, "delegations/member_list.html", context, status=422 if form.errors else 200)


@require_POST
@seated(ADMIT)
def member_end(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    memberships = Membership.objects.filter(group__negotiation=request.negotiation, group__slug=slug)
    found = get_object_or_404(memberships.select_related("group__negotiation", "member"), pk=pk)
    form = LastDayForm(request.POST)
    if not form.is_valid():
        message = _("Which is the last day? Write it as 2010-06-30.")
        raise grouping.MembershipRefused(message)
    until_on = form.cleaned_data["until_on"]
    grouping.end_membership(membership=found, until_on=until_on, by=request.user, at=timezone.now())
    told = _("%(member)s is a member until %(day)s.") % {"member": found.member, "day": until_on}
    messages.success(request, told)
    return redirect("delegations:member_list", request.negotiation.slug, slug)


def _delegation(request: MemberRequest, slug: str) -> Delegation:
    found = get_object_or_404(request.negotiation.participants.all(), slug=slug)
    found.negotiation = request.negotiation
    return found


def _day(request: MemberRequest) -> date:
    """Return the day whose names are asked for; today where the address names none."""
    asked = request.POST.get("on") or request.GET.get("on", "")
    try:
        found = parse_date(asked)
    except ValueError:
        found = None
    return found or request.negotiation.local(timezone.now()).date()
