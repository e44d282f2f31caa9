"""The windows of a negotiation: which are open, and opening, changing, closing and lifting them."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from delegations.views.seated import seated
from drafts.forms.windows import WindowForm, WindowHoursForm
from drafts.models import Covers, Standing, Window, WindowQuerySet, WindowState, ruling
from drafts.operations import windowing
from drafts.views.finding import readable_documents
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page

SET = "drafts.set_window"


def _visible(request: MemberRequest) -> WindowQuerySet:
    """Return the negotiation's windows on the documents that the reader may see."""
    on = request.negotiation.local(request.arrived_at).date()
    found = Window.objects.visible_to(request.user, on).filter(document__negotiation=request.negotiation)
    return found.select_related("document__negotiation", "section")


def _find(request: MemberRequest, pk: int) -> Window:
    return get_object_or_404(_visible(request), pk=pk)


def standings(windows: Sequence[Window], at: datetime) -> list[Standing]:
    """Return how every place with windows of its own stands, the open ones that close first in front."""
    places = {(window.document_id, window.section_id) for window in windows if window.lifted_at is None}
    found: dict[int, Standing] = {}
    for document, section in places:
        own = [each for each in windows if (each.document_id, each.section_id) == (document, section)]
        for act in (Covers.AMENDMENTS, Covers.POSITIONS):
            standing = ruling(own, section, act, at)
            if standing is not None:
                found[standing.window.pk] = standing
    order = [WindowState.OPEN, WindowState.UPCOMING, WindowState.CLOSED]
    return sorted(found.values(), key=lambda each: (order.index(each.state), each.left, each.window.place))


def standings_of(request: MemberRequest) -> list[Standing]:
    """Return how the places of the negotiation stand towards their windows now; one query."""
    return standings(list(_visible(request).holding()), request.arrived_at)


@require_GET
@seated("drafts.view_paragraph")
def window_list(request: MemberRequest) -> HttpResponse:
    windows = _visible(request).prefetch_related("changes__by").order_by("document", "-opens_at", "-pk")
    rows = [Standing(window, request.arrived_at) for window in windows]
    context = {"active": "windows", "rows": rows, "has_documents": readable_documents(request).exists()}
    return render_page(request, "drafts/window_list.html", context)


@require_http_methods(["GET", "POST"])
@seated(SET)
def window_open(request: MemberRequest) -> HttpResponse:
    documents = readable_documents(request)
    form = WindowForm(
        request.POST if request.method == "POST" else None,
        negotiation=request.negotiation,
        documents=documents.prefetch_related("sections"),
        initial={"opens_at": request.negotiation.local(request.arrived_at)},
    )
    if form.is_valid():
        try:
            windowing.open_window(by=request.user, at=request.arrived_at, **form.whole)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The window is set."))
            return redirect("drafts:window_list", request.negotiation.slug)
    context = {"active": "windows", "form": form}
    return render_page(request, "drafts/window_open.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@seated(SET)
def window_change(request: MemberRequest, pk: int) -> HttpResponse:
    window = _find(request, pk)
    posted = request.POST if request.method == "POST" else None
    form = WindowHoursForm(posted, negotiation=request.negotiation, window=window)
    if form.is_valid():
        try:
            windowing.change_window(window=window, by=request.user, at=request.arrived_at, **form.hours)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The window is changed."))
            return redirect("drafts:window_list", request.negotiation.slug)
    context = {"active": "windows", "form": form, "row": Standing(window, request.arrived_at)}
    return render_page(request, "drafts/window_change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@seated(SET)
def window_close(request: MemberRequest, pk: int) -> HttpResponse:
    window = _find(request, pk)
    if request.method == "GET":
        return _ask(request, window, "close")
    windowing.close_window(window=window, by=request.user, at=request.arrived_at)
    messages.success(request, _("The window is closed."))
    return redirect("drafts:window_list", request.negotiation.slug)


@require_http_methods(["GET", "POST"])
@seated(SET)
def window_lift(request: MemberRequest, pk: int) -> HttpResponse:
    window = _find(request, pk)
    if request.method == "GET":
        return _ask(request, window, "lift")
    windowing.lift_window(window=window, by=request.user, at=request.arrived_at)
    messages.success(request, _("The window is lifted: it rules nothing any more."))
    return redirect("drafts:window_list", request.negotiation.slug)


def _ask(request: MemberRequest, window: Window, act: str) -> HttpResponse:
    """Ask whether a window is to be closed or lifted, for that is at once and for every delegation."""
    context = {"active": "windows", "row": Standing(window, request.arrived_at), "act": act}
    return render_page(request, "drafts/window_end.html", context)
