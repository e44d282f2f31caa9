"""Who sits at the table: giving, changing and ending seats, and what each role may do."""

from datetime import date

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Q, QuerySet, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from delegations.forms.seating import PlaceForm, SeatFilterForm, SeatForm
from delegations.models import Delegation, Role, Seat, SeatQuerySet, unsent_letters
from delegations.operations import seating
from delegations.roles import matrix
from delegations.views.seated import seated
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page

PAGE = 100
RANK = Case(*(When(role=role, then=place) for place, role in enumerate(Role)))
SORTS: dict[str, tuple[str | Case, ...]] = {
    "": ("delegation__sort_name", RANK, "user__name", "pk"),
    "role": (RANK, "delegation__sort_name", "user__name", "pk"),
    "person": ("user__name", "user__email", "pk"),
}


@require_GET
@seated("delegations.give_own_seat")
def seat_list(request: MemberRequest) -> HttpResponse:
    today = _today(request)
    form = SeatFilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = _sought(_seats(request, today), asked, today)
    page = Paginator(found.order_by(*SORTS[asked.get("sort", "")]), PAGE).get_page(request.GET.get("page"))
    unsent = unsent_letters(request.negotiation, [each.user_id for each in page.object_list])
    context = {
        "active": "delegations",
        "form": form,
        "page": page,
        "rows": [
            (each, each.is_over(today), each.is_to_come(today), unsent.get(each.user_id, 0))
            for each in page.object_list
        ],
        "delegations": _delegations(request, today).filter(seats__isnull=False).distinct(),
    }
    return render_page(request, "delegations/seat_list.html", context)


@require_http_methods(["GET", "POST"])
@seated("delegations.give_own_seat")
def seat_give(request: MemberRequest) -> HttpResponse:
    today = _today(request)
    delegations = _delegations(request, today)
    named = delegations.filter(slug=request.GET.get("delegation")).first()
    own = delegations.first() if delegations.count() == 1 else None
    form = SeatForm(
        request.POST or None,
        delegations=delegations,
        roles=_roles(request),
        initial={"delegation": named or own},
    )
    if form.is_valid():
        try:
            given = seating.give_or_offer_seat(
                negotiation=request.negotiation,
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                place=_place(form),
                site=request.build_absolute_uri("/"),
                by=request.user,
                at=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            if isinstance(given, Seat):
                messages.success(request, _("%(seat)s: the seat is given.") % {"seat": given})
            else:
                told = _(
                    "%(email)s has no account here yet. An invitation is on its way: the seat is given when it is accepted."
                )
                messages.success(request, told % {"email": given.email})
            return redirect("delegations:seat_list", request.negotiation.slug)
    context = {"active": "delegations", "form": form}
    return render_page(request, "delegations/seat_give.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@seated("delegations.give_own_seat")
def seat_change(request: MemberRequest, pk: int) -> HttpResponse:
    today = _today(request)
    seat = get_object_or_404(
        _seats(request, today).select_related("user", "delegation", "negotiation"), pk=pk
    )
    initial = {
        "role": seat.role,
        "delegation": seat.delegation_id,
        "from_on": seat.from_on,
        "until_on": seat.until_on,
    }
    form = PlaceForm(
        request.POST or None, initial=initial, delegations=_delegations(request, today), roles=_roles(request)
    )
    if form.is_valid():
        try:
            seating.change_seat(seat=seat, place=_place(form), by=request.user, at=timezone.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The seat of %(person)s is changed.") % {"person": seat.user})
            return redirect("delegations:seat_list", request.negotiation.slug)
    context = {
        "active": "delegations",
        "form": form,
        "held": seat,
        "is_over": seat.is_over(today),
        "has_second_factor": seat.user != request.user and is_mfa_enabled(seat.user),
    }
    return render_page(request, "delegations/seat_change.html", context, status=422 if form.errors else 200)


@require_POST
@seated("delegations.give_own_seat")
def seat_end(request: MemberRequest, pk: int) -> HttpResponse:
    seat = get_object_or_404(_seats(request, _today(request)).select_related("user", "negotiation"), pk=pk)
    seating.end_seat(seat=seat, by=request.user, at=timezone.now())
    messages.success(
        request, _("The seat of %(person)s has ended; it stays on record.") % {"person": seat.user}
    )
    if seat.user == request.user:
        return redirect("home")
    return redirect("delegations:seat_list", request.negotiation.slug)


@require_GET
@seated("delegations.view_delegation")
def role_list(request: MemberRequest) -> HttpResponse:
    rows = [(sentence, list(zip(cells, Role.labels, strict=True))) for sentence, cells in matrix()]
    context = {"active": "delegations", "roles": Role.labels, "matrix": rows}
    return render_page(request, "delegations/role_list.html", context)


def _today(request: MemberRequest) -> date:
    return request.negotiation.local(timezone.now()).date()


def _seats(request: MemberRequest, today: date) -> SeatQuerySet:
    """Return the seats that the reader may give and end."""
    seats = Seat.objects.filter(negotiation=request.negotiation)
    if seating.GIVE in request.may:
        return seats
    headed = Delegation.objects.headed_by(request.user, request.negotiation, today)
    return seats.filter(delegation__in=headed, role__in=seating.GIVEN_BY_HEADS)


def _delegations(request: MemberRequest, today: date) -> QuerySet[Delegation]:
    everybody = request.negotiation.participants.all()
    if seating.GIVE in request.may:
        return everybody
    return everybody.headed_by(request.user, request.negotiation, today)


def _roles(request: MemberRequest) -> tuple[Role, ...]:
    return tuple(Role) if seating.GIVE in request.may else seating.GIVEN_BY_HEADS


def _place(form: PlaceForm) -> seating.Place:
    data = form.cleaned_data
    return seating.Place(Role(data["role"]), data["delegation"], data["from_on"], data["until_on"])


def _sought(seats: SeatQuerySet, asked: dict[str, str], today: date) -> SeatQuerySet:
    by_time = {"": seats.current, "to_come": seats.to_come, "over": seats.over}
    when = asked.get("when", "")
    found = seats if when == "all" else by_time[when](today)
    if asked.get("role"):
        found = found.filter(role=asked["role"])
    if asked.get("delegation"):
        found = found.filter(delegation__slug=asked["delegation"])
    for word in asked.get("q", "").split():
        found = found.filter(
            Q(user__name__icontains=word)
            | Q(user__email__icontains=word)
            | Q(delegation__name__icontains=word)
        )
    return found.select_related("user", "delegation")
