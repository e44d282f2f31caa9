"""Who takes part, and one delegation with its amendments, its positions, and what became of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from delegations.exports.table import Table
from delegations.models import (
    Delegation,
    DelegationKind,
    Follow,
    Membership,
    Seat,
    Spokesperson,
    sorted_under,
)
from delegations.views.seated import seated
from drafts.forms.delegations import DelegationFilterForm
from drafts.models import Amendment, AmendmentQuerySet, AmendmentState, Outcome, Position
from drafts.views import files
from drafts.views.ledger import counts
from gpa.http import MemberRequest, render_page

PAGE = 50
AT_A_GLANCE = 40
"""So many participants are listed unfolded."""


@dataclass(frozen=True)
class Line:
    """A participant as the list shows it: in which groups it is today, how many amendments it tabled, how many are open."""

    delegation: Delegation
    groups: tuple[Delegation, ...]
    tabled: int
    open: int


@require_GET
@seated("delegations.view_delegation")
def delegation_list(request: MemberRequest) -> HttpResponse:
    form = DelegationFilterForm(request.GET)
    lines = _lines(request)
    asked = {name: value for name, value in form.cleaned_data.items() if value} if form.is_valid() else {}
    shown = _sought(lines, asked)
    own = {each.pk for each in own_delegations(request)}
    is_folded = not asked and len(shown) > AT_A_GLANCE
    context = {
        "active": "delegations",
        "form": form,
        "lines": shown,
        "own": [line for line in lines if line.delegation.pk in own],
        "parts": _by_kind(shown) if is_folded else [("", shown)],
        "kinds": [
            (kind.label, number)
            for kind in DelegationKind
            if (number := sum(line.delegation.kind == kind for line in lines))
        ],
        "groups": [line.delegation for line in lines if line.delegation.is_group],
    }
    return render_page(request, "drafts/delegation_list.html", context)


def own_delegations(request: MemberRequest) -> list[Delegation]:
    """Return the delegations for which the reader sits."""
    return list({seat.delegation.pk: seat.delegation for seat in request.seats if seat.delegation}.values())


def _by_kind(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """Part the lines by kind, to be folded: the whole list of a large table is forty screens of a phone."""
    parts = [
        (str(kind.label), [line for line in lines if line.delegation.kind == kind]) for kind in DelegationKind
    ]
    return [(label, part) for label, part in parts if part]


@require_GET
@seated("delegations.view_delegation")
def delegation_file(request: MemberRequest, file_format: str) -> HttpResponse:
    form = DelegationFilterForm(request.GET)
    lines = _sought(_lines(request), form.cleaned_data if form.is_valid() else {})
    heads = (_("Name"), _("Kind"), "ISO alpha-2", "ISO alpha-3", _("Groups"), _("Tabled"), _("Open"))
    rows = [_cells(line) for line in lines]
    if file_format != "pdf":
        return files.spread(request, "delegations", _("Delegations"), [heads, *rows], file_format)
    table = Table(heads, tuple(rows), (3, 2, 1, 1, 3, 1, 1))
    return files.printed(request, "delegations", _("Delegations"), [], tables=[table])


def _cells(line: Line) -> tuple[str, ...]:
    """Return a line of the file."""
    each = line.delegation
    told = (str(each), str(each.get_kind_display()), each.iso2, each.iso3)
    return (*told, "; ".join(map(str, line.groups)), str(line.tabled), str(line.open))


@require_GET
@seated("delegations.view_delegation")
def delegation(request: MemberRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(request.negotiation.participants.all(), slug=slug)
    found.negotiation = request.negotiation
    on = request.negotiation.local(timezone.now()).date()
    current = Membership.objects.on(on)
    visible = _visible(request)
    own = visible.filter(Q(delegation=found) | Q(sponsor=found))
    outcomes = Prefetch("outcomes", Outcome.objects.filter(undone_by=None).select_related("decision"))
    page = Paginator(own.told().prefetch_related(outcomes).order_by("-tabled_at", "-pk"), PAGE).get_page(
        request.GET.get("page")
    )
    known = Position.objects.visible_to(request.user, timezone.localdate())
    positions = known.filter(
        delegation=found, paragraph__document__negotiation=request.negotiation
    ).select_related("amendment__negotiation", "paragraph__document__negotiation")
    context = {
        "active": "delegations",
        "delegation": found,
        "is_followed": Follow.objects.filter(
            user=request.user, about="delegations.delegation", about_pk=found.pk
        ).exists(),
        "members": current.filter(group=found).select_related("member"),
        "groups": current.filter(member=found).select_related("group").order_by("group__sort_name"),
        "people": Seat.objects.filter(delegation=found).current(on).by_rank(),
        "is_own": request.user.seats.current(on).filter(delegation=found, role="head").exists(),
        "leader": Spokesperson.objects.of(found, on),
        "is_met": Delegation.objects.met_by(request.user, on).filter(pk=found.pk).exists(),
        "page": page,
        "counts": counts(own),
        "positions": positions.order_by("paragraph__place", "kind"),
    }
    return render_page(request, "drafts/delegation.html", context)


def _visible(request: MemberRequest) -> AmendmentQuerySet:
    """Return the tabled amendments that the reader may see."""
    visible = Amendment.objects.visible_to(request.user, timezone.localdate())
    return visible.filter(negotiation=request.negotiation).tabled()


def _lines(request: MemberRequest) -> list[Line]:
    """Return a line a participant, in the United Nations' order, in as many queries for one as for all."""
    on = request.negotiation.local(timezone.now()).date()
    groups: dict[int, list[Delegation]] = {}
    memberships = Membership.objects.on(on).filter(group__negotiation=request.negotiation)
    for membership in memberships.select_related("group").order_by("group__sort_name"):
        groups.setdefault(membership.member_id, []).append(membership.group)
    is_open = Q(state=AmendmentState.TABLED)
    numbers = {
        row["delegation"]: row
        for row in _visible(request)
        .order_by()
        .values("delegation")
        .annotate(tabled=Count("pk"), open=Count("pk", filter=is_open))
    }
    nothing = {"tabled": 0, "open": 0}
    return [
        Line(
            each,
            tuple(groups.get(each.pk, ())),
            numbers.get(each.pk, nothing)["tabled"],
            numbers.get(each.pk, nothing)["open"],
        )
        for each in request.negotiation.participants.all()
    ]


def _sought(lines: Sequence[Line], asked: Mapping[str, str]) -> list[Line]:
    """Return the lines that were asked for, in the order that was; names are sought without accents and case."""
    words = sorted_under(asked.get("q", "")).split()
    kind, group = asked.get("kind", ""), asked.get("group", "")
    found = [
        line
        for line in lines
        if (not kind or line.delegation.kind == kind)
        and (not group or group in {each.slug for each in line.groups})
        and all(word in _searched(line.delegation) for word in words)
    ]
    if asked.get("sort") == "kind":
        order = list(DelegationKind)
        found.sort(key=lambda line: order.index(DelegationKind(line.delegation.kind)))
    elif asked.get("sort") == "amendments":
        found.sort(key=lambda line: -line.tabled)
    return found


def _searched(delegation: Delegation) -> str:
    """Return what is sought in: the name as it is sorted, and the codes."""
    return f"{sorted_under(delegation.name)} {delegation.iso2.lower()} {delegation.iso3.lower()}"
