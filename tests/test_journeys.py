"""The few paths that must never break, through the client."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from delegations.models import Negotiation, User
from drafts import tasks
from drafts.models import Amendment, Decision, Draft, ExportForm, ExportFormat, Paragraph
from drafts.operations import demonstrating, verifying
from drafts.text import parsing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def demo() -> Negotiation:
    return demonstrating.load_demo(fixtures=Path(settings.BASE_DIR) / "fixtures", password="a demo password")


def logged_in(email: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.pdf
def test_the_newest_draft_of_the_demo_is_the_source_document(demo: Negotiation, plan_text: str) -> None:
    draft = Draft.objects.filter(document__slug="plan").latest()

    exported = tasks.render(draft, ExportForm.CLEAN, ExportFormat.TXT, None).decode()

    assert draft.document.negotiation == demo
    assert parsing.parse(exported).blocks == parsing.parse(plan_text).blocks
    assert list(verifying.faults()) == []


@pytest.mark.pdf
@pytest.mark.usefixtures("demo")
def test_from_a_proposal_to_a_circulated_draft() -> None:
    delegate, facilitator = logged_in("delegate@samplia.example.org"), logged_in("facilitator@example.org")
    secretariat = logged_in("secretariat@example.org")
    paragraph = Paragraph.objects.get(document__slug="plan", label="47")
    samplia = User.objects.get(email="delegate@samplia.example.org").seats.get().delegation
    assert samplia is not None

    wording = "Combat and prosecute organized criminal groups and networks engaged in trafficking in persons;"
    sent = {
        "kind": "revise",
        "wording": wording,
        "delegation": samplia.pk,
        "rationale": "Networks too.",
        "base_edition": paragraph.edition,
        "action": "table",
    }
    tabled = delegate.post("/gpa/plan/47/amend/", sent)
    amendment = Amendment.objects.get(paragraph=paragraph)
    assert (tabled.status_code, tabled["Location"]) == (302, f"/gpa/amendments/{amendment.number}/")

    bench = facilitator.post(
        "/gpa/plan/47/workbench/",
        {
            "edition": paragraph.edition,
            "composed": paragraph.wording,
            "wording": paragraph.wording,
            "action": "take_all",
        },
    )
    assert bench.context["form"]["wording"].value() == wording
    saved = facilitator.post(
        "/gpa/plan/47/workbench/",
        {**bench.context["work"].held, "edition": 1, "action": "save"},
    )
    assert saved.status_code == 302
    outcome = amendment.outcomes.get()
    assert (outcome.kind, outcome.used) == ("accepted", ["and networks"])
    assert outcome.reason == "Taken as proposed."

    circulated = secretariat.post(
        "/gpa/plan/drafts/circulate/", {"kind": "revision", "name": "Rev.1", "author": "The co-facilitators"}
    )
    assert circulated["Location"] == "/gpa/plan/drafts/rev1/"
    page = secretariat.get("/gpa/plan/drafts/rev1/")
    tracked = next(
        export
        for alike in page.context["files"]
        for export, state in alike
        if export.against and state == "ready"
    )
    download = delegate.get(f"/gpa/plan/drafts/rev1/files/{tracked.pk}/")
    assert b"".join(download.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]  # a file's response
    call_command("verify")


def test_two_facilitators_on_one_paragraph_lose_nothing(demo: Negotiation) -> None:
    first, second = logged_in("facilitator@example.org"), logged_in("cofacilitator@example.org")
    before = Paragraph.objects.get(document__slug="plan", label="47").wording
    sent = {"edition": 1, "composed": before, "action": "save"}

    first.post("/gpa/plan/47/workbench/", {**sent, "wording": before.replace("groups", "gangs")})
    refused = second.post("/gpa/plan/47/workbench/", {**sent, "wording": before.replace("Combat", "Fight")})

    assert refused.status_code == 409
    both = before.replace("groups", "gangs").replace("Combat", "Fight")
    assert refused.context["form"]["wording"].value() == both
    saved = second.post(
        "/gpa/plan/47/workbench/", {"edition": 2, "composed": both, "wording": both, "action": "save"}
    )
    assert saved.status_code == 302
    assert Paragraph.objects.get(document__slug="plan", label="47").wording == both
    assert Decision.objects.filter(paragraph__label="47", negotiation=demo).count() == 2


def test_an_ended_session_loses_nothing_that_was_typed(demo: Negotiation) -> None:
    client = logged_in("delegate@samplia.example.org")
    client.get("/gpa/plan/47/amend/")
    client.cookies.pop(settings.SESSION_COOKIE_NAME)

    asked = client.post("/gpa/plan/47/amend/", {"wording": "My\r\nwords;", "action": "draft"})
    assert asked.status_code == 401
    sent = dict(asked.context["held"])
    held = client.post(
        "/log-in/again/",
        {
            **sent,
            "held_for": asked.context["held_for"],
            "held_by": asked.context["held_by"],
            "login": "Delegate@samplia.example.org",
            "password": "a demo password",
        },
        follow=True,
    )

    assert held.context["held_for"] == "/gpa/plan/47/amend/"
    assert dict(held.context["fields"]) == {"wording": "My\r\nwords;", "action": "draft"}
    assert demo.slug == "gpa"
