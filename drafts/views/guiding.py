"""“Try this”: the demo's first steps for each role, ticked off by what the reader has done since."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from delegations.models import Access, AccessKind, Act, ActKind, Follow, Role
from drafts.models import Amendment, AmendmentState, Verb
from gpa.http import MemberRequest

DEMO, DEMO_PEOPLE = "gpa", ("@example.org", ".example.org")
"""The demo's negotiation, and where its people's addresses end: nobody else has one there (RFC 2606)."""
FOLLOWED, TAKEN, SETTLED = "followed", "taken", "settled"

TABLE = (
    ActKind.AMENDMENT_TABLED,
    _("Propose other words for paragraph 47, and table them"),
    "plan/47/amend/",
)
POSITION = (
    ActKind.POSITION_STATED,
    _("Say where you stand on what others propose on paragraph 49"),
    "plan/49/",
)
FILE = (TAKEN, _("Take the facilitators’ proposals away as a PDF"), "plan/drafts/facilitators-proposals/")
FOLLOW = (FOLLOWED, _("Follow paragraph 49, to be told what happens there"), "plan/49/")
OUTCOME = (
    SETTLED,
    _("See what became of your amendment, once a facilitator has decided (log in as one in another browser)"),
    "ledger/",
)
CIRCULATE = (
    ActKind.DRAFT_CIRCULATED,
    _("Circulate the text as it now stands: a sealed draft"),
    "plan/drafts/circulate/",
)
DELEGATE = (TABLE, POSITION, FOLLOW, FILE, OUTCOME)
STEPS = {
    Role.DELEGATE: DELEGATE,
    Role.HEAD: DELEGATE,
    Role.OBSERVER: (
        FOLLOW,
        FILE,
        (f"{TAKEN} table", _("Take the ledger away as a table"), "ledger/"),
    ),
    Role.FACILITATOR: (
        (Verb.REVISE, _("Settle paragraph 49: take what is uncontested, choose, save"), "plan/49/workbench/"),
        (Verb.AGREE, _("Mark paragraph 1 as agreed ad ref"), "plan/1/agree/"),
        (Verb.UNDO, _("Undo a decision: nothing is lost, the history only grows"), "decisions/"),
        CIRCULATE,
    ),
    Role.SECRETARIAT: (
        (ActKind.WINDOW_SET, _("Open a window for amendments, or change its hours"), "windows/"),
        (ActKind.SEAT_GIVEN, _("Give somebody a seat"), "seats/give/"),
        (ActKind.DOCUMENT_IMPORTED, _("Bring in a text: any Word or plain text file"), "import/"),
        CIRCULATE,
        FILE,
    ),
}
"""For each role: what shows that a step was done (an act, the verb of a decision, or one of the words above), its words,
and where it is done, below the negotiation's address."""


@dataclass(frozen=True)
class Step:
    """One step of the way."""

    told: Promise
    address: str
    is_done: bool


def guide_of(request: MemberRequest) -> tuple[Step, ...]:
    """Return the steps of the reader's role; none outside the demo, when all are done, or when they were put away.

    The demo's own acts are dated before its people's accounts were made, so whatever is later was done by the reader.
    """
    is_demo = request.negotiation.slug == DEMO and request.user.email.endswith(DEMO_PEOPLE)
    if not is_demo or request.COOKIES.get(_cookie(request.user.pk)):
        return ()
    done = _done(request)
    base = reverse("drafts:overview", args=[DEMO])
    steps = tuple(
        Step(told, f"{base}{place}", shown_by in done)
        for shown_by, told, place in STEPS[Role(request.seat.role)]
    )
    return () if all(step.is_done for step in steps) else steps


def _done(request: MemberRequest) -> set[str]:
    """Return what the reader has done: kinds of acts, verbs of decisions, and the words for what no act records."""
    user, here = request.user, request.negotiation
    since = user.date_joined
    acts = Act.objects.filter(by=user, book__negotiation=here, at__gt=since).values_list("kind", "facts")
    done = {kind for kind, _facts in acts} | {str(facts.get("verb", "")) for _kind, facts in acts}
    # Who is new is invited to the seat.
    done |= {ActKind.SEAT_GIVEN} if ActKind.INVITED in done else set()
    files = Access.objects.filter(user=user, negotiation=here, kind=AccessKind.DOWNLOADED)
    done |= _taken(files.values_list("path", flat=True))
    mine = Amendment.objects.filter(author=user, negotiation=here, tabled_at__gt=since)
    done |= {SETTLED} if mine.filter(state=AmendmentState.SETTLED).exists() else set()
    return done | ({FOLLOWED} if Follow.objects.filter(user=user, negotiation=here).exists() else set())


def _taken(paths: Iterable[str]) -> set[str]:
    """Tell files of drafts from tables by where they were downloaded."""
    return {TAKEN if "/drafts/" in path else f"{TAKEN} table" for path in paths}


def _cookie(user_pk: int) -> str:
    return f"guide_{user_pk}"


@require_POST
@login_required
def guide_close(request: HttpRequest) -> HttpResponse:
    response = redirect("home")
    response.set_cookie(
        _cookie(request.user.pk or 0),
        "closed",
        max_age=60 * 60 * 24 * 30,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
