"""The facilitators' workbench of a paragraph: open amendments laid over one another, and one result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.views.seated import seated
from drafts.forms.decisions import DecisionForm
from drafts.models import Amendment, Outcome, OutcomeKind, Paragraph
from drafts.operations import deciding, weighing
from drafts.text import merge, redline
from drafts.views.finding import find_paragraph
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page

LEAVE_OPEN, KEEP, BRACKET = "open", "keep", "bracket"


@dataclass(frozen=True)
class ShownOption:
    """A wording that a cluster may take: what is sent to choose it, its redline, and whose it is."""

    value: str
    segments: tuple[redline.Segment, ...]
    by: tuple[Amendment, ...]
    is_chosen: bool


@dataclass(frozen=True)
class ShownCluster:
    """A cluster as the workbench shows it; numbered from 1 in reading order."""

    number: int
    cluster: merge.Cluster
    context_before: str
    context_after: str
    options: tuple[ShownOption, ...]
    choice: str

    @property
    def name(self) -> str:
        """Return the name of its form field."""
        return f"cluster-{self.number}"

    @property
    def is_contested(self) -> bool:
        """Tell whether there is more than one option."""
        return len(self.options) > 1

    @property
    def is_settled(self) -> bool:
        """Tell whether it was decided."""
        return self.choice not in {LEAVE_OPEN, BRACKET}


@dataclass(frozen=True)
class ShownOutcome:
    """What the decision will write for an amendment: the computed outcome, unless another was chosen."""

    weighed: weighing.Weighed
    computed: str
    chosen: str
    reason: str

    @property
    def kind(self) -> str:
        """Return the outcome that will be written; empty where it stays open."""
        return self.computed if self.chosen == "auto" else "" if self.chosen == LEAVE_OPEN else self.chosen

    @property
    def verdict(self) -> deciding.Verdict:
        """Return what will be written; a reason that was left empty is the computed one, if its outcome is."""
        computed = self.weighed.reason if self.kind == self.computed else ""
        return deciding.Verdict(
            self.kind, self.reason.strip() or computed, self.weighed.used, self.weighed.unused
        )

    @property
    def told(self) -> str:
        """Return the computed outcome in words."""
        return str(OutcomeKind(self.computed).label) if self.computed else ""


def _open_amendments(paragraph: Paragraph) -> tuple[list[Amendment], list[Amendment]]:
    """Return those open on the paragraph, and those open on paragraphs merged into it."""
    found = Amendment.objects.open().weighed_on(paragraph).told().order_by("number")
    own = [amendment for amendment in found if amendment.paragraph_id == paragraph.pk]
    return own, [amendment for amendment in found if amendment.paragraph_id != paragraph.pk]


@require_http_methods(["GET", "POST"])
@seated("drafts.decide_paragraph")
def workbench(request: MemberRequest, document: str, label: str) -> HttpResponse:
    paragraph = find_paragraph(request, document, label)
    own, merged = _open_amendments(paragraph)
    laid = weighing.lay(paragraph.wording, own)
    choices = _choices(laid, request.POST)
    wording, collision = _result(laid, choices, request.POST)
    unsettled = [index for index, choice in enumerate(choices) if choice in {LEAVE_OPEN, BRACKET}]
    outcomes = _outcomes(laid, merged, weighing.weigh(laid, wording, unsettled), request.POST)
    posted = {**request.POST.dict(), "wording": wording} if request.POST else None
    form = DecisionForm(posted, initial={"edition": paragraph.edition, "wording": wording})
    if request.POST.get("action") == "save" and form.is_valid():
        answer = _save(request, paragraph, form, outcomes)
        if answer is not None:
            return answer
    clusters = _shown(laid, choices)
    context = {
        "active": "text",
        "document": paragraph.document,
        "paragraph": paragraph,
        "form": form,
        "laid": laid,
        "uncontested": [cluster for cluster in clusters if not cluster.is_contested],
        "contested": [cluster for cluster in clusters if cluster.is_contested],
        "unfit": [(laid.amendments[key], found) for key, found in laid.unfit.items()],
        "merged": [(each, redline.diff(each.base_wording, each.wording)) for each in merged],
        "composed": _composed(laid, choices),
        "segments": redline.diff(paragraph.wording, wording),
        "outcomes": outcomes,
        "outcome_kinds": OutcomeKind.choices,
        "collision": collision,
        "others": paragraph.document.paragraphs.filter(state="standing").exclude(pk=paragraph.pk),
    }
    status = 422 if request.POST.get("action") == "save" else 200
    return render_page(
        request, "drafts/workbench.html", context, fragment="drafts/_workbench_form.html", status=status
    )


def _choices(laid: weighing.Laid, posted: QueryDict) -> list[str]:
    """Read a choice a cluster: leave it open, keep, bracket, or an option's index; strange values leave it open."""
    choices = []
    for index, cluster in enumerate(laid.clusters, start=1):
        is_contested = len(cluster.options) > 1
        choice = posted.get(f"cluster-{index}", LEAVE_OPEN)
        known = {KEEP, BRACKET, *(str(number) for number in range(len(cluster.options)))}
        if posted.get("action") == "take_all" and not is_contested:
            choice = "0"
        choices.append(choice if choice in known else LEAVE_OPEN)
    return choices


def _composed(laid: weighing.Laid, choices: Sequence[str]) -> str:
    """Return the wording that the choices alone make."""
    made: list[merge.Choice] = []
    for cluster, choice in zip(laid.clusters, choices, strict=True):
        if choice.isdecimal():
            made.append(merge.Take(cluster.options[int(choice)]))
        else:
            made.append(merge.BRACKET if choice == BRACKET else merge.KEEP)
    return merge.choose(laid.wording, laid.clusters, made)


def _result(laid: weighing.Laid, choices: Sequence[str], posted: QueryDict) -> tuple[str, bool]:
    """Return the resulting wording, and whether a hand edit collided with a choice.

    What was typed by hand is carried over to the new choices by the merge; where they collide, the typed words stay.
    """
    composed = _composed(laid, choices)
    if "wording" not in posted:
        return composed, False
    typed = str(posted["wording"]).replace("\r\n", "\n")
    former = posted.get("composed", "").replace("\r\n", "\n")
    if posted.get("action") == "save" or composed == former:
        return typed, False
    carried = merge.three_way(former, composed, typed)
    return (carried.text, False) if carried.is_clean else (typed, True)


def _outcomes(
    laid: weighing.Laid, merged: Sequence[Amendment], weighed: Sequence[weighing.Weighed], posted: QueryDict
) -> list[ShownOutcome]:
    """Return the outcomes to be written; those that nothing can compute stay open until one is chosen."""
    unfit = [weighing.Weighed(laid.amendments[key], "") for key in laid.unfit]
    rest = [*unfit, *(weighing.Weighed(amendment, "") for amendment in merged)]
    return [
        ShownOutcome(
            weighed=each,
            computed=each.kind,
            chosen=posted.get(f"outcome-{each.amendment.pk}", "auto"),
            reason=posted.get(f"reason-{each.amendment.pk}", ""),
        )
        for each in [*weighed, *rest]
    ]


def _shown(laid: weighing.Laid, choices: Sequence[str]) -> list[ShownCluster]:
    return [
        ShownCluster(
            number=number,
            cluster=cluster,
            context_before=_tail(laid.wording[: cluster.start]),
            context_after=_head(laid.wording[cluster.end :]),
            options=tuple(
                ShownOption(
                    value=str(index),
                    segments=redline.diff(cluster.before, option.text),
                    by=tuple(laid.amendments[key] for key in option.by),
                    is_chosen=choice == str(index),
                )
                for index, option in enumerate(cluster.options)
            ),
            choice=choice,
        )
        for number, (cluster, choice) in enumerate(zip(laid.clusters, choices, strict=True), start=1)
    ]


def _tail(text: str, words: int = 4) -> str:
    """Return the last words before a cluster, so that a reader knows where it is."""
    line = text.rsplit("\n", 1)[-1]
    parts = line.split(" ")
    return line if len(parts) <= words + 1 else "… " + " ".join(parts[-words - 1 :])


def _head(text: str, words: int = 4) -> str:
    """Return the first words after a cluster."""
    line = text.split("\n", 1)[0]
    parts = line.split(" ")
    return line if len(parts) <= words + 1 else " ".join(parts[: words + 1]) + " …"


def _save(
    request: MemberRequest, paragraph: Paragraph, form: DecisionForm, outcomes: Sequence[ShownOutcome]
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
    messages.success(request, _("%(decision)s is saved.") % {"decision": decision})
    return redirect(paragraph)


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
        "outcomes": Outcome,
    }
    return render_page(request, "drafts/conflict.html", context, status=409)
