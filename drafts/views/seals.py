"""The page on which anybody holds a file or a text against the seals of what was circulated."""

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from drafts.forms.attesting import AttestForm
from drafts.models import Draft
from drafts.operations import attesting
from drafts.operations.attesting import Attestation
from gpa.errors import DomainError
from gpa.http import render_page

AT_ONCE, FOR_SECONDS = 4, 30
"""So many are compared at the same time, for a comparison reads whole files and asks no log-in."""


@require_http_methods(["GET", "POST"])
def seal_check(request: HttpRequest) -> HttpResponse:
    form = AttestForm(request.POST or None, request.FILES or None)
    found: Attestation | None = None
    if form.is_valid():
        place = next((n for n in range(AT_ONCE) if cache.add(f"attest-{n}", "busy", FOR_SECONDS)), None)
        if place is None:
            form.add_error(None, _("Several people are checking files just now. Try again in half a minute."))
        else:
            try:
                found = _attest(form)
            except DomainError as refusal:
                form.add_error("file" if form.cleaned_data["file"] else "text", str(refusal))
            finally:
                cache.delete(f"attest-{place}")
    context = {
        "form": form,
        "found": found,
        "is_known": found is not None and found.draft is not None and _is_told(request, found),
    }
    return render_page(request, "drafts/seal_check.html", context, status=422 if form.errors else 200)


def _attest(form: AttestForm) -> Attestation:
    file = form.cleaned_data["file"]
    if file is None:
        return attesting.attest_text(text=form.cleaned_data["text"].replace("\r\n", "\n"))
    return attesting.attest(name=file.name or "", data=file.read())


def _is_told(request: HttpRequest, found: Attestation) -> bool:
    """Tell whether the draft may be named: to whoever holds its very words, and to those who may read it anyway."""
    if found.is_good or found.draft is None:
        return found.is_good
    readable = Draft.objects.visible_to(request.user, timezone.localdate())
    return readable.filter(pk=found.draft.pk).exists()
