"""Decisions on which paragraphs there are and where they stand. Each shows first what it will write."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from delegations.views.seated import seated
from drafts.forms.decisions import AlternativeForm, DeleteForm, InsertForm, MergeForm, SplitForm
from drafts.models import Amendment, Paragraph, ParagraphKind, ParagraphState
from drafts.operations import placing, structuring
from drafts.text import cutting, redline
from drafts.text.redline import Segment
from drafts.views.deciding import Reading, between, decide, form_page, typed
from drafts.views.finding import find_paragraph
from gpa.http import MemberRequest

NEAR = 5
"""Words that are shown on either side of a cut."""


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_insert(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    usual = ParagraphKind.NUMBERED if paragraph.kind == ParagraphKind.HEADING else paragraph.kind
    form = InsertForm(request.POST or None, initial={"kind": usual})
    act = partial(structuring.insert_paragraph, after=paragraph, by=request.user, at=timezone.now())
    decision = decide(request, form, act)
    if decision is not None:
        return redirect(decision.document.paragraphs.get(pk=decision.paragraph_id or 0))
    everything = list(paragraph.document.paragraphs.all())
    kind = typed(form, "kind")
    spot = placing.insertion(everything, paragraph, kind if kind in ParagraphKind.values else usual)
    new = spot.paragraph(kind, typed(form, "wording"))
    reading = between(everything, spot.after, [Reading(new, (Segment("insert", new.wording),))])
    return form_page(request, "drafts/paragraph_insert.html", paragraph, form, new=new, reading=reading)


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_alternative(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    form = AlternativeForm(request.POST or None, initial={"wording": paragraph.wording})
    act = partial(structuring.insert_alternative, paragraph=paragraph, by=request.user, at=timezone.now())
    decision = decide(request, form, act)
    if decision is not None:
        return redirect(decision.document.paragraphs.get(pk=decision.paragraph_id or 0))
    everything = list(paragraph.document.paragraphs.all())
    spot = placing.alternative(everything, paragraph)
    new = spot.paragraph(paragraph.kind, typed(form, "wording"))
    reading = between(everything, spot.after, [Reading(new, (Segment("insert", new.wording),))])
    more = {"new": new, "reading": reading, "segments": redline.diff(paragraph.wording, new.wording)}
    return form_page(request, "drafts/paragraph_alternative.html", paragraph, form, **more)


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_split(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    cuts = cutting.cuts(paragraph.wording)
    asked = next((cut for cut in cuts if str(cut.start) == request.GET.get("at")), None)
    first = paragraph.wording[: asked.end] if asked else paragraph.wording
    second = paragraph.wording[asked.start :] if asked else ""
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
        "asked": asked,
        "amendments": Amendment.objects.open().filter(paragraph=paragraph).told(),
    }
    return form_page(request, "drafts/paragraph_split.html", paragraph, form, **more)


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_move(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    everything = list(paragraph.document.paragraphs.all())
    movers = [paragraph, *placing.followers(everything, paragraph)]
    targets = [each for each in everything if each not in movers]
    form = DeleteForm(request.POST or None, initial={"edition": paragraph.edition})
    asked = request.POST.get("after") or request.GET.get("after", "")
    if not asked:
        return form_page(request, "drafts/paragraph_move_after.html", paragraph, form, targets=targets)
    after = get_object_or_404(paragraph.document.paragraphs, slug=asked)
    act = partial(
        structuring.move_paragraph, paragraph=paragraph, after=after, by=request.user, at=timezone.now()
    )
    if decide(request, form, act, {"edition": paragraph}) is not None:
        return redirect(paragraph)
    before = placing.moved(everything, movers, after)[0] if after in targets else after
    rows = [Reading(each, (Segment("insert", each.wording),)) for each in movers]
    reading = between(targets, before, rows) if before in targets else ()
    more = {"after": before, "movers": movers, "reading": reading, "targets": targets}
    return form_page(request, "drafts/paragraph_move.html", paragraph, form, **more)


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_delete(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    form = DeleteForm(request.POST or None, initial={"edition": paragraph.edition})
    act = partial(structuring.delete_paragraph, paragraph=paragraph, by=request.user, at=timezone.now())
    if decide(request, form, act, {"edition": paragraph}) is not None:
        return redirect(paragraph)
    more = {
        "segments": redline.diff(paragraph.wording, ""),
        "amendments": Amendment.objects.open().filter(paragraph=paragraph).told(),
    }
    return form_page(request, "drafts/paragraph_delete.html", paragraph, form, **more)


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def paragraph_merge(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    standing = paragraph.document.paragraphs.filter(state=ParagraphState.STANDING).exclude(pk=paragraph.pk)
    asked = request.POST.get("into") or request.GET.get("into", "")
    if not asked:
        form = MergeForm(None)
        return form_page(request, "drafts/paragraph_merge_into.html", paragraph, form, targets=standing)
    target: Paragraph = get_object_or_404(standing, slug=asked)
    target.document = paragraph.document
    initial = {
        "edition": paragraph.edition,
        "target_edition": target.edition,
        "wording": f"{target.wording}\n{paragraph.wording}",
    }
    form = MergeForm(request.POST or None, initial=initial)
    act = partial(
        structuring.merge_paragraph, paragraph=paragraph, target=target, by=request.user, at=timezone.now()
    )
    if decide(request, form, act, {"edition": paragraph, "target_edition": target}) is not None:
        return redirect(target)
    more = {
        "target": target,
        "segments": redline.diff(target.wording, typed(form, "wording")),
        "amendments": Amendment.objects.open().filter(paragraph=paragraph).told(),
    }
    return form_page(request, "drafts/paragraph_merge.html", paragraph, form, **more)


def _around(wording: str, cut: cutting.Cut) -> str:
    """Return the words on either side of a cut."""
    before, after = wording[: cut.end].split(), wording[cut.start :].split()
    return f"… {' '.join(before[-NEAR:])} | {' '.join(after[:NEAR])} …"
