"""Decisions on which paragraphs there are and where they stand. Each shows first what it will write."""

from collections.abc import Sequence
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from delegations.views.seated import seated
from drafts.forms.decisions import AlternativeForm, DeleteForm, DeletionForm, InsertForm, MergeForm, SplitForm
from drafts.models import (
    Amendment,
    AmendmentKind,
    AmendmentQuerySet,
    Decision,
    Paragraph,
    ParagraphKind,
    ParagraphState,
)
from drafts.operations import placing, structuring
from drafts.operations.beginning import combined
from drafts.text import cutting, redline
from drafts.text.redline import Segment
from drafts.views.deciding import Reading, between, decide, find_asked, form_page, settling, typed
from drafts.views.finding import find_paragraph
from gpa.http import MemberRequest

NEAR = 5
"""Words that are shown on either side of a cut."""


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_insert(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    usual = ParagraphKind.NUMBERED if paragraph.kind == ParagraphKind.HEADING else paragraph.kind
    asked = find_asked(request, paragraph, AmendmentKind.INSERT)
    initial = {"kind": usual, "wording": asked.wording if asked else ""}
    form = InsertForm(request.POST or None, initial=initial)
    act = partial(structuring.insert_paragraph, after=paragraph, by=request.user, at=timezone.now())
    decision = decide(request, form, settling(act, asked))
    if decision is not None:
        return redirect(decision.document.paragraphs.get(pk=decision.paragraph_id or 0))
    everything = list(paragraph.document.paragraphs.all())
    kind = typed(form, "kind")
    spot = placing.insertion(everything, paragraph, kind if kind in ParagraphKind.values else usual)
    new = spot.paragraph(kind, typed(form, "wording"))
    reading = between(everything, spot.after, [Reading(new, (Segment("insert", new.wording),))])
    more = {"new": new, "reading": reading, "asked": asked}
    return form_page(request, "drafts/paragraph_insert.html", paragraph, form, **more)


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_alternative(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    asked = find_asked(request, paragraph, AmendmentKind.ALTERNATIVE)
    form = AlternativeForm(request.POST or None, initial={"wording": (asked or paragraph).wording})
    act = partial(structuring.insert_alternative, paragraph=paragraph, by=request.user, at=timezone.now())
    decision = decide(request, form, settling(act, asked))
    if decision is not None:
        return redirect(decision.document.paragraphs.get(pk=decision.paragraph_id or 0))
    everything = list(paragraph.document.paragraphs.all())
    spot = placing.alternative(everything, paragraph)
    new = spot.paragraph(paragraph.kind, typed(form, "wording"))
    reading = between(everything, spot.after, [Reading(new, (Segment("insert", new.wording),))])
    segments = redline.diff(paragraph.wording, new.wording)
    more = {"new": new, "reading": reading, "segments": segments, "asked": asked}
    return form_page(request, "drafts/paragraph_alternative.html", paragraph, form, **more)


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_split(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    cuts = cutting.cuts(paragraph.wording)
    chosen = next((cut for cut in cuts if str(cut.start) == request.GET.get("at")), None)
    first = paragraph.wording[: chosen.end] if chosen else paragraph.wording
    second = paragraph.wording[chosen.start :] if chosen else ""
    form = SplitForm(
        request.POST or None, initial={"edition": paragraph.edition, "first": first, "second": second}
    )
    act = partial(structuring.split_paragraph, paragraph=paragraph, by=request.user, at=timezone.now())
    if decide(request, form, act, {"edition": paragraph}) is not None:
        return redirect(paragraph)
    everything = list(paragraph.document.paragraphs.all())
    spot = placing.rest(everything, paragraph)
    new = spot.paragraph(paragraph.kind, typed(form, "second"))
    kept = Reading(paragraph, redline.diff(paragraph.wording, typed(form, "first")))
    more = {
        "new": new,
        "reading": [kept, Reading(new, (Segment("insert", new.wording),))],
        "cuts": [(cut, _around(paragraph.wording, cut)) for cut in cuts],
        "chosen": chosen,
        "amendments": _others(paragraph, None),
    }
    return form_page(request, "drafts/paragraph_split.html", paragraph, form, **more)


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_move(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    everything = list(paragraph.document.paragraphs.all())
    movers = [paragraph, *placing.followers(everything, paragraph)]
    targets = [each for each in everything if each not in movers and not each.is_dropped]
    form = DeleteForm(request.POST or None, initial={"edition": paragraph.edition})
    asked = find_asked(request, paragraph, AmendmentKind.MOVE)
    slug = request.POST.get("after") or request.GET.get("after") or _target(asked)
    if not slug:
        return form_page(request, "drafts/paragraph_move_after.html", paragraph, form, targets=targets)
    after = get_object_or_404(paragraph.document.paragraphs, slug=slug)
    asked = asked if asked and asked.target == after else None
    act = partial(
        structuring.move_paragraph, paragraph=paragraph, after=after, by=request.user, at=timezone.now()
    )
    if decide(request, form, settling(act, asked), {"edition": paragraph}) is not None:
        return redirect(paragraph)
    before = placing.moved(everything, movers, after)[0] if after in targets else after
    rows = [Reading(each, (Segment("insert", each.wording),)) for each in movers]
    reading = between(targets, before, rows) if before in targets else ()
    more = {"after": before, "movers": movers, "reading": reading, "asked": asked}
    here = everything.index(paragraph)
    more["former"] = everything[here - 1] if here else None
    return form_page(request, "drafts/paragraph_move.html", paragraph, form, **more)


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_delete(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    asked = find_asked(request, paragraph, AmendmentKind.DELETE)
    wanted = list(_others(paragraph, asked).filter(kind=AmendmentKind.DELETE))
    form = DeletionForm(request.POST or None, wanted=wanted, initial={"edition": paragraph.edition})

    def act(*, settle: Sequence[str] = (), **cleaned: str) -> Decision:
        settled = [each for each in wanted if str(each.pk) in settle]
        delete = partial(
            structuring.delete_paragraph, paragraph=paragraph, by=request.user, at=timezone.now()
        )
        return settling(delete, asked, *settled)(**cleaned)

    if decide(request, form, act, {"edition": paragraph}) is not None:
        return redirect(paragraph)
    more = {
        "asked": asked,
        "segments": redline.diff(paragraph.wording, ""),
        "amendments": _others(paragraph, asked).exclude(kind=AmendmentKind.DELETE),
    }
    return form_page(request, "drafts/paragraph_delete.html", paragraph, form, **more)


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_merge(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    standing = paragraph.document.paragraphs.filter(state=ParagraphState.STANDING).exclude(pk=paragraph.pk)
    asked = find_asked(request, paragraph, AmendmentKind.MERGE)
    slug = request.POST.get("into") or request.GET.get("into") or _target(asked)
    if not slug:
        form = MergeForm(None)
        return form_page(request, "drafts/paragraph_merge_into.html", paragraph, form, targets=standing)
    target: Paragraph = get_object_or_404(standing, slug=slug)
    target.document = paragraph.document
    asked = asked if asked and asked.target == target else None
    initial = {
        "edition": paragraph.edition,
        "target_edition": target.edition,
        "wording": asked.wording if asked else combined(paragraph, target),
    }
    form = MergeForm(request.POST or None, initial=initial)
    act = partial(
        structuring.merge_paragraph, paragraph=paragraph, target=target, by=request.user, at=timezone.now()
    )
    seen = {"edition": paragraph, "target_edition": target}
    if decide(request, form, settling(act, asked), seen) is not None:
        return redirect(target)
    more = {
        "asked": asked,
        "target": target,
        "segments": redline.diff(target.wording, typed(form, "wording")),
        "amendments": _others(paragraph, asked),
    }
    return form_page(request, "drafts/paragraph_merge.html", paragraph, form, **more)


def _others(paragraph: Paragraph, asked: Amendment | None) -> AmendmentQuerySet:
    """Return the open amendments on a paragraph besides the one that is acted on."""
    return Amendment.objects.open().filter(paragraph=paragraph).exclude(pk=asked.pk if asked else 0).told()


def _target(asked: Amendment | None) -> str:
    """Return where an amendment wants the paragraph moved or merged."""
    return asked.target.slug if asked and asked.target else ""


def _around(wording: str, cut: cutting.Cut) -> str:
    """Return the words on either side of a cut."""
    before, after = wording[: cut.end].split(), wording[cut.start :].split()
    return f"… {' '.join(before[-NEAR:])} | {' '.join(after[:NEAR])} …"
