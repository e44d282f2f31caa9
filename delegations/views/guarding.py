"""How a negotiation is guarded: whose log-in needs a second factor; and the letters that a machine of one's own keeps."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from delegations.emails import kept_letters
from delegations.forms import LogInRulesForm
from delegations.models import Role, Seat
from delegations.operations import freeing, ruling
from delegations.views.seated import seated
from gpa.http import MemberRequest, render_page


@require_http_methods(["GET", "POST"])
@seated("delegations.set_log_in_rules")
def log_in_rules(request: MemberRequest) -> HttpResponse:
    form = LogInRulesForm(request.POST or None, initial={"roles": request.negotiation.second_factor_roles})
    if request.method == "POST" and LogInRulesForm(request.POST).is_valid():
        chosen = [role for role in Role if role.value in request.POST.getlist("roles")]
        ruling.set_log_in_rules(
            negotiation=request.negotiation, second_factor_roles=chosen, by=request.user, at=timezone.now()
        )
        messages.success(request, _("The rules are saved."))
        return redirect("delegations:log_in_rules", request.negotiation.slug)
    factors = Authenticator.objects.filter(user=OuterRef("user"))
    seats = Seat.objects.filter(negotiation=request.negotiation).current(timezone.localdate())
    without = seats.filter(~Exists(factors)).select_related("user", "delegation")
    context = {"active": "delegations", "form": form, "without": without}
    return render_page(request, "delegations/log_in_rules.html", context, status=422 if form.errors else 200)


@require_POST
@seated("delegations.set_log_in_rules")
def second_factor_remove(request: MemberRequest, pk: int) -> HttpResponse:
    seats = request.negotiation.seats.current(request.negotiation.local(timezone.now()).date())
    seat = get_object_or_404(seats.select_related("user", "negotiation"), pk=pk)
    freeing.free_participant(seat=seat, by=request.user, at=timezone.now())
    messages.success(
        request,
        _("The second factor of %(person)s is taken away; they are told.") % {"person": seat.user},
    )
    return redirect("delegations:seat_change", request.negotiation.slug, seat.pk)


@require_GET
@seated("delegations.invite_person")
@never_cache
def letter_list(request: MemberRequest) -> HttpResponse:
    if not settings.IS_EMBEDDED:
        raise Http404
    return render_page(
        request, "delegations/letter_list.html", {"active": "delegations", "letters": kept_letters()}
    )
