"""How a form becomes a decision: shown first, refused with its sentence, told when it is saved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from drafts.models import Amendment, Decision, Paragraph
from drafts.operations import weighing
from drafts.operations.deciding import EditionPassed, Verdict
from drafts.text.redline import Segment
from drafts.views.finding import readable_amendments
from gpa.errors import DomainError
from gpa.http import MemberRequest, render_page

PREVIEW, PASSED = "preview", "passed"


@dataclass(frozen=True)
class Reading:
    """A paragraph as it will read, with its redline."""

    paragraph: Paragraph
    segments: tuple[Segment, ...]
    is_changed: bool = True


def decide(
    request: MemberRequest,
    form: forms.Form,
    act: Callable[..., Decision],
    seen: Mapping[str, Paragraph] | None = None,
) -> Decision | None:
    """Make the decision that a form asks for; None where the form is to be shown, at first or with a refusal.

    `seen` names the form's edition fields: where somebody decided meanwhile, the form takes the present editions, so
    that what was typed can be sent again.
    """
    if request.POST.get("action") == PREVIEW or not form.is_valid():
        return None
    try:
        decision = act(**form.cleaned_data)
    except EditionPassed as refusal:
        sent = form.data.copy()  # type: ignore[attr-defined]  # a bound form's data is a QueryDict
        for name, paragraph in (seen or {}).items():
            sent[name] = str(paragraph.edition)
        form.data = sent
        form.add_error(None, ValidationError(str(refusal), code=PASSED))
        return None
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(request, f"{decision}: {decision.sentence}")
    return decision


def find_asked(request: MemberRequest, paragraph: Paragraph, kind: str) -> Amendment | None:
    """Return the open amendment that the address asks to act on, if it names one."""
    number = request.GET.get("amendment", "")
    if not number:
        return None
    proposed = readable_amendments(request).open().filter(paragraph=paragraph, kind=kind).told()
    return get_object_or_404(proposed, number=int(number) if number.isdecimal() else 0)


def settling(act: Callable[..., Decision], *asked: Amendment | None) -> Callable[..., Decision]:
    """Let a decision settle the amendments that it acts on, by what the form holds."""
    acted_on = [each for each in asked if each is not None]
    if not acted_on:
        return act

    def settled(**cleaned: str) -> Decision:
        verdicts = {}
        for each in acted_on:
            weighed = weighing.weigh_alone(each, cleaned.get("wording", "").replace("\r\n", "\n"))
            reason = cleaned["reason"].strip() or weighed.reason
            verdicts[each.pk] = Verdict(weighed.kind, reason, weighed.used, weighed.unused)
        return act(verdicts=verdicts, **cleaned)

    return settled


def form_page(
    request: MemberRequest, template: str, paragraph: Paragraph, form: forms.Form, **more: object
) -> HttpResponse:
    """Show a decision's form: 422 where it is refused, 409 where somebody decided meanwhile."""
    context = {"active": "text", "document": paragraph.document, "paragraph": paragraph, "form": form, **more}
    is_passed = form.has_error(NON_FIELD_ERRORS, PASSED)
    is_refused = bool(form.errors) and request.POST.get("action") != PREVIEW
    return render_page(request, template, context, status=409 if is_passed else 422 if is_refused else 200)


def between(
    everything: Sequence[Paragraph], after: Paragraph, rows: Sequence[Reading]
) -> tuple[Reading, ...]:
    """Return rows with the paragraphs that will stand before and after them."""
    here = next(index for index, each in enumerate(everything) if each.pk == after.pk)
    around = [
        Reading(each, (Segment("equal", each.wording),), is_changed=False)
        for each in [everything[here], *(each for each in everything[here + 1 :] if not each.is_dropped)][:2]
    ]
    return (around[0], *rows, *around[1:])


def typed(form: forms.Form, name: str) -> str:
    """Return what a field holds, with line ends as the text has them."""
    return str(form[name].value() or "").replace("\r\n", "\n")
