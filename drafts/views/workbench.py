"""The facilitators' workbench of a paragraph: open amendments laid over one another, and one result."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.views.seated import seated
from drafts.forms.decisions import DecisionForm
from drafts.models import Amendment, AmendmentKind, Fit, OutcomeKind, Paragraph
from drafts.operations import benching, deciding, weighing
from drafts.operations.carrying import carried
from drafts.operations.proposed import redlines
from drafts.text import redline
from drafts.views import bench
from drafts.views.finding import find_paragraph
from drafts.views.saying import said_of
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page

NOT_HELD = {"csrfmiddlewaretoken", "action"}


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def workbench(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    action = request.POST.get("action", "")
    held, is_behind = _held(request, paragraph, action)
    found = (
        Amendment.objects.open()
        .weighed_on(paragraph)
        .told()
        .prefetch_related("positions__delegation")
        .order_by("number")
    )
    own = [each for each in found if _is_laid(each, paragraph)]
    beside = [each for each in found if each not in own]
    laid = weighing.lay(paragraph.wording, own)
    work = bench.lay_out(laid, beside, held, is_all_taken=action == "take_all", is_typed=action == "save")
    form = DecisionForm(
        {**held, "wording": work.wording} if request.POST and action != "undo" else None,
        initial={"edition": paragraph.edition, "wording": work.wording, "reason": held.get("reason", "")},
    )
    if action == "save" and form.is_valid():
        answer = _save(request, paragraph, form, work.outcomes)
        if answer is not None:
            return answer
    if request.method == "POST" and action != "undo" and not is_behind:
        _keep(request, paragraph, {**held, **work.held})
    context = {
        "active": "text",
        "document": paragraph.document,
        "paragraph": paragraph,
        "form": form,
        **_shown(paragraph, laid, beside, work),
        "is_behind": is_behind,
        "decided_by": paragraph.editions()[0].decision.by if is_behind else None,
        "present": benching.others_at(paragraph=paragraph, by=request.user, at=timezone.now()),
    }
    return render_page(
        request,
        "drafts/workbench.html",
        context,
        fragment="drafts/_workbench_form.html",
        status=422 if action == "save" else 200,
    )


def _is_laid(amendment: Amendment, paragraph: Paragraph) -> bool:
    """Tell whether an amendment is laid over a paragraph's words.

    One on a paragraph that was merged into it is, where what it changes is found again in the combined words.
    """
    if amendment.kind != AmendmentKind.REVISE:
        return False
    return amendment.paragraph_id == paragraph.pk or carried(amendment, paragraph.wording).fit == Fit.FITS


def _shown(
    paragraph: Paragraph, laid: weighing.Laid, beside: Sequence[Amendment], work: bench.Work
) -> dict[str, object]:
    """Return what the page shows of the work: clusters, what stands beside them, the result and its outcomes."""
    return {
        "work": work,
        "uncontested": [cluster for cluster in work.clusters if not cluster.is_contested],
        "contested": [cluster for cluster in work.clusters if cluster.is_contested],
        "unfit": [(laid.amendments[key], merged) for key, merged in laid.unfit.items()],
        "merged": [(*shown, said_of([shown[0]])) for shown in redlines(beside)],
        "composed": work.composed,
        "segments": redline.diff(paragraph.wording, work.wording),
        "outcomes": work.outcomes,
        "outcome_kinds": OutcomeKind.choices,
        "collision": work.has_collision,
    }


def _held(request: MemberRequest, paragraph: Paragraph, action: str) -> tuple[dict[str, str], bool]:
    """Return what the form holds: as posted, one step back, or as kept before; and whether that is of an older edition."""
    if action == "undo":
        return benching.step_back(paragraph=paragraph, by=request.user, at=timezone.now()), False
    if request.method == "POST":
        return {name: str(value) for name, value in request.POST.items() if name not in NOT_HELD}, False
    return _kept(request, paragraph)


def _kept(request: MemberRequest, paragraph: Paragraph) -> tuple[dict[str, str], bool]:
    """Return the unfinished work; that of an older edition comes back as its wording, merged with what stands now."""
    kept = paragraph.benches.filter(facilitator=request.user).first()
    if kept is None:
        _keep(request, paragraph, {})
        return {}, False
    held = dict(kept.steps[-1]) if kept.steps else {}
    if kept.edition == paragraph.edition or "wording" not in held:
        return held, False
    merged = deciding.reconcile(paragraph=paragraph, edition=kept.edition, wording=held["wording"]).merged
    return {"wording": merged.text, "composed": paragraph.wording}, True


def _keep(request: MemberRequest, paragraph: Paragraph, held: Mapping[str, str]) -> None:
    benching.keep_bench(
        paragraph=paragraph, edition=paragraph.edition, held=held, by=request.user, at=timezone.now()
    )


def _save(
    request: MemberRequest, paragraph: Paragraph, form: DecisionForm, outcomes: Sequence[bench.ShownOutcome]
) -> HttpResponse | None:
    """Save the decision; None where the form is to be shown again with what is wrong."""
    verdicts = {shown.weighed.amendment.pk: shown.verdict for shown in outcomes if shown.kind}
    try:
        decision = deciding.revise_paragraph(
            paragraph=paragraph, by=request.user, at=timezone.now(), verdicts=verdicts, **form.cleaned_data
        )
    except deciding.EditionPassed as refusal:
        return conflict(request, paragraph, refusal, form.cleaned_data, verdicts)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None
    benching.clear_bench(paragraph=paragraph, by=request.user)
    messages.success(request, _("%(decision)s is saved.") % {"decision": decision})
    return redirect("drafts:receipt", request.negotiation.slug, decision.number)


def conflict(
    request: MemberRequest,
    paragraph: Paragraph,
    refusal: deciding.EditionPassed,
    typed: Mapping[str, Any],  # Any: a form's cleaned data
    verdicts: Mapping[int, deciding.Verdict],
) -> HttpResponse:
    """Show both texts and their merge, ready to be saved on the edition that stands now."""
    paragraph.refresh_from_db()
    reconciled = deciding.reconcile(paragraph=paragraph, edition=refusal.edition, wording=typed["wording"])
    form = DecisionForm(
        initial={"edition": paragraph.edition, "wording": reconciled.merged.text, "reason": typed["reason"]}
    )
    context = {
        "active": "text",
        "document": paragraph.document,
        "paragraph": paragraph,
        "refusal": refusal,
        "form": form,
        "reconciled": reconciled,
        "theirs": redline.diff(reconciled.base, reconciled.theirs),
        "yours": redline.diff(reconciled.base, reconciled.yours),
        "verdicts": verdicts,
    }
    return render_page(request, "drafts/conflict.html", context, status=409)
