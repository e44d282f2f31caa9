"""Going on with a draft of a group's room; where two members did so at once, both texts and their merge."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.models import Delegation
from delegations.views.seated import seated
from drafts.forms.rooms import RoomDraftForm
from drafts.models import Amendment, ParagraphState, RoomDraft, RoomWording
from drafts.operations import amending, rooms
from drafts.text import merge, redline
from drafts.views.beginning import refill
from drafts.views.finding import readable_amendments
from drafts.views.proposing import preview
from drafts.views.rooms import find_room_draft
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page


@require_http_methods(["GET", "POST"])
@seated("drafts.view_paragraph")
def room_draft_edit(request: MemberRequest, group: str, key: str) -> HttpResponse:
    draft = find_room_draft(request, group, key)
    newest = draft.wordings.select_related("target").order_by("-number")[0]
    form = _form(request, draft, newest)
    is_saved = request.method == "POST" and request.POST.get("action", "save") == "save"
    if is_saved and "cosponsor" in request.POST:
        form.add_error(None, _("The spokesperson co-sponsors for the group, on that amendment's page."))
    elif is_saved and form.is_valid():
        try:
            rooms.save_room_draft(
                draft=draft,
                number=form.cleaned_data["room_edition"],
                proposal=amending.Proposal(**form.proposal),
                by=request.user,
                at=request.arrived_at,
            )
        except rooms.WordingPassed as refusal:
            return _conflict(request, draft, refusal, form)
        except DomainError as refusal:
            form.add_error("wording", str(refusal))
        else:
            messages.success(request, _("Saved; only the members of the group see it."))
            return redirect(draft)
    context = {
        **preview(draft.paragraph, form, readable_amendments(request)),
        "active": "delegations",
        "group": draft.group,
        "draft": draft,
        "newest": newest,
    }
    return render_page(request, "drafts/room_draft_edit.html", context, status=422 if form.errors else 200)


def _form(request: MemberRequest, draft: RoomDraft, newest: RoomWording) -> RoomDraftForm:
    targets = draft.paragraph.document.paragraphs.filter(state=ParagraphState.STANDING)
    initial = {
        "kind": newest.kind,
        "target": newest.target.slug if newest.target else None,
        "wording": newest.wording,
        "rationale": newest.rationale,
        "base_edition": newest.base_edition,
        "delegation": draft.group_id,
        "room_edition": newest.number,
        "begun": f"{newest.kind} {newest.target.slug if newest.target else ''}".strip(),
    }
    posted = request.POST.copy() if request.method == "POST" else None
    if posted is not None:
        refill(posted, draft.paragraph)
        posted["delegation"] = str(draft.group_id)
    return RoomDraftForm(
        posted,
        initial=initial,
        delegations=Delegation.objects.filter(pk=draft.group_id),
        targets=targets.exclude(pk=draft.paragraph_id),
        widest=draft.paragraph.document.audience,
    )


def _conflict(
    request: MemberRequest, draft: RoomDraft, refusal: rooms.WordingPassed, form: RoomDraftForm
) -> HttpResponse:
    """Show what the other member wrote, what this one typed, and their merge, ready to be saved; nobody's words are lost."""
    before, theirs, typed = rooms.wording_of(draft, refusal.number), refusal.newest, form.cleaned_data
    yours = typed["wording"].replace("\r\n", "\n")
    words = merge.three_way(before.wording, theirs.wording, yours)
    reasons = merge.three_way(before.rationale, theirs.rationale, typed["rationale"].replace("\r\n", "\n"))
    is_mine = (typed["kind"], typed["target"]) != (before.kind, before.target)
    target = typed["target"] if is_mine else theirs.target
    again = RoomDraftForm(
        initial={
            "kind": typed["kind"] if is_mine else theirs.kind,
            "target": target.slug if target else None,
            "wording": words.text,
            "rationale": reasons.text,
            "base_edition": max(typed["base_edition"], theirs.base_edition),
            "room_edition": theirs.number,
        },
        delegations=Delegation.objects.filter(pk=draft.group_id),
        targets=form.fields["target"].queryset,  # type: ignore[attr-defined]  # a ModelChoiceField
        widest=draft.paragraph.document.audience,
    )
    context = {
        "active": "delegations",
        "group": draft.group,
        "draft": draft,
        "paragraph": draft.paragraph,
        "document": draft.paragraph.document,
        "refusal": refusal,
        "newest": theirs,
        "form": again,
        "words": words,
        "reasons": reasons,
        "their_change": redline.diff(before.wording, theirs.wording),
        "your_change": redline.diff(before.wording, yours),
        "your_rationale": typed["rationale"],
        "what": Amendment(kind=again.initial["kind"], target=target).proposes,
    }
    return render_page(request, "drafts/room_conflict.html", context, status=409)
