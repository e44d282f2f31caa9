"""The secretariat's pages of invitations: whom it invited, one by one or by a list, and what became of it."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from delegations.forms import OfferForm, OfferRowForm, TableForm, delegations_by_name
from delegations.models import Role
from delegations.operations import inviting
from delegations.readers import UnreadableTable, read_table
from delegations.views.seated import seated
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page, takes_files

A_PAGE = 50
A_REPORT = 40
"""Rows of a list that are corrected at a time: a form may have a thousand fields."""

INVITE = "delegations.invite_person"
HEADS: Mapping[str, str] = {
    "e-mail": "email",
    "email": "email",
    "mail": "email",
    "e mail": "email",
    "name": "name",
    "role": "role",
    "seat": "role",
    "delegation": "delegation",
    "from": "from_on",
    "until": "until_on",
    "to": "until_on",
}
DATALISTS: Mapping[str, str] = {"role": "known-roles", "delegation": "known-delegations"}
COLUMNS = ("email", "name", "role", "delegation", "from_on", "until_on")


@require_GET
@seated(INVITE)
def invitation_list(request: MemberRequest) -> HttpResponse:
    now = timezone.now()
    invitations = request.negotiation.invitations.select_related("delegation", "invited_by")
    if request.GET.get("show") == "waiting":
        invitations = invitations.unanswered()
    page = Paginator(invitations, A_PAGE).get_page(request.GET.get("page"))
    rows = [(each, each.state_at(now)) for each in page]
    context = {
        "active": "delegations",
        "page": page,
        "rows": rows,
        "show": request.GET.get("show", ""),
        "letters": settings.IS_EMBEDDED,
        "counts": {
            "waiting": request.negotiation.invitations.waiting(now).count(),
            "accepted": request.negotiation.invitations.filter(accepted_at__isnull=False).count(),
        },
    }
    return render_page(request, "delegations/invitation_list.html", context)


@require_http_methods(["GET", "POST"])
@seated(INVITE)
def invitation_create(request: MemberRequest) -> HttpResponse:
    form = OfferForm(request.POST or None, negotiation=request.negotiation)
    if form.is_valid():
        try:
            invited = inviting.invite(
                negotiation=request.negotiation,
                offer=form.offer(),
                site=request.build_absolute_uri("/"),
                by=request.user,
                at=timezone.now(),
            )
        except inviting.InvitationRefused as refusal:
            form.add_error(refusal.field or None, str(refusal))
        else:
            messages.success(request, _("A letter is on its way to %(email)s.") % {"email": invited.email})
            return redirect("delegations:invitation_list", request.negotiation.slug)
    return render_page(
        request,
        "delegations/invitation_create.html",
        {"active": "delegations", "form": form},
        status=422 if form.errors else 200,
    )


@require_POST
@seated(INVITE)
def invitation_send_anew(request: MemberRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(request.negotiation.invitations.all(), pk=pk)
    site = request.build_absolute_uri("/")
    inviting.send_anew(invitation=invitation, site=site, by=request.user, at=timezone.now())
    messages.success(request, _("A new letter is on its way to %(email)s.") % {"email": invitation.email})
    return redirect("delegations:invitation_list", request.negotiation.slug)


@require_POST
@seated(INVITE)
def invitation_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(request.negotiation.invitations.all(), pk=pk)
    inviting.withdraw_invitation(invitation=invitation, by=request.user, at=timezone.now())
    messages.success(request, _("The invitation of %(email)s is withdrawn.") % {"email": invitation.email})
    return redirect("delegations:invitation_list", request.negotiation.slug)


@takes_files(megabytes=2)
@require_http_methods(["GET", "POST"])
@seated(INVITE)
@never_cache
def invitation_upload(request: MemberRequest) -> HttpResponse:
    """Take a list: good rows are invited, bad ones are kept in the session and shown to be corrected."""
    form = TableForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        try:
            rows = _rows(read_table(form.cleaned_data["file"].read()))
        except DomainError as refusal:
            form.add_error("file", str(refusal))
        else:
            return _invite(request, rows, {})
    return render_page(
        request,
        "delegations/invitation_upload.html",
        {"active": "delegations", "form": form, "left": request.session.get(_key(request)), "roles": Role},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@seated(INVITE)
@never_cache
def invitation_rows(request: MemberRequest) -> HttpResponse:
    """Show the rows of a list that were not invited, and take them corrected."""
    left: dict[str, dict[str, Any]] | None = request.session.get(_key(request))  # Any: cells and faults
    if not left:
        return redirect("delegations:invitation_upload", request.negotiation.slug)
    shown = dict(list(left.items())[:A_REPORT])
    if request.method == "POST":
        rest = {number: row for number, row in left.items() if number not in shown}
        rows = {
            int(number): {name: request.POST.get(f"{number}-{name}", "") for name in COLUMNS}
            for number in shown
            if f"{number}-leave" not in request.POST
        }
        return _invite(request, rows, rest)
    context = {
        "active": "delegations",
        "rows": [{"number": number, "cells": _cells(number, row)} for number, row in shown.items()],
        "count": len(left),
        "roles": Role,
        "delegations": request.negotiation.participants.all(),
    }
    return render_page(request, "delegations/invitation_rows.html", context)


def _cells(number: str, row: Mapping[str, Any]) -> list[dict[str, Any]]:  # Any: words, and lists of them
    """Return a row's fields as they are to be corrected, each with what is wrong with it."""
    return [
        {
            "id": f"row-{number}-{name}",
            "name": f"{number}-{name}",
            "label": OfferRowForm.base_fields[name].label,
            "value": row["cells"].get(name, ""),
            "faults": row["faults"].get(name, []),
            "list": DATALISTS.get(name, ""),
        }
        for name in COLUMNS
    ]


def _key(request: MemberRequest) -> str:
    return f"invitations-{request.negotiation.pk}"


def _rows(table: list[list[str]]) -> dict[int, dict[str, str]]:
    """Return a table's rows by their number in the sheet, its columns by our names.

    Raises:
        UnreadableTable: a column that is needed is not there.
    """
    heads = [HEADS.get(head.strip().casefold(), "") for head in table[0]]
    for needed, word in (("email", "E-mail"), ("role", "Role")):
        if needed not in heads:
            raise UnreadableTable(
                _("The first row must name the columns; “%(word)s” is missing.") % {"word": word}
            )
    return {
        number: {head: cell for head, cell in zip(heads, row, strict=False) if head}
        for number, row in enumerate(table[1:], start=2)
        if any(row)
    }


def _invite(
    request: MemberRequest, rows: Mapping[int, Mapping[str, str]], rest: Mapping[str, Any]
) -> HttpResponse:
    """Invite what can be, keep in the session what cannot, and go to where it is told."""
    delegations = delegations_by_name(request.negotiation)
    read = {number: OfferRowForm(row, delegations=delegations) for number, row in rows.items()}
    offers = {number: form.offer() for number, form in read.items() if form.is_valid()}
    invited, refused = inviting.invite_list(
        negotiation=request.negotiation,
        offers=offers,
        site=request.build_absolute_uri("/"),
        by=request.user,
        at=timezone.now(),
    )
    faults = {
        number: {name: list(told) for name, told in form.errors.items()}
        for number, form in read.items()
        if form.errors
    }
    faults |= {each.number: {each.field: [each.sentence]} for each in refused}
    left = {
        str(number): {"cells": dict(rows[number]), "faults": told} for number, told in sorted(faults.items())
    }
    request.session[_key(request)] = {**left, **rest}
    if invited:
        told = ngettext(
            "%(count)d letter is on its way.", "%(count)d letters are on their way.", len(invited)
        )
        messages.success(request, told % {"count": len(invited)})
    if left or rest:
        return redirect("delegations:invitation_rows", request.negotiation.slug)
    return redirect("delegations:invitation_list", request.negotiation.slug)
