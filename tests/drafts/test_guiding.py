"""“Try this”: the demo's first steps, ticked off by what was done."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from delegations.models import Role, User
from drafts.operations import demonstrating
from drafts.views.guiding import STEPS
from tests.factories import make_facilitator, make_negotiation

pytestmark = pytest.mark.django_db

ONE_EACH = (
    "delegate@samplia.example.org",
    "head@examplia.example.org",
    "observer@sample-observatory.example.org",
    "facilitator@example.org",
    "secretariat@example.org",
)


def load_demo() -> None:
    demonstrating.load_demo(fixtures=Path(settings.BASE_DIR) / "fixtures", password="a demo password")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def steps(client: Client, slug: str = "gpa") -> list[str]:
    """Return the addresses of the steps that are left, and "done" for each that is done."""
    page = client.get(f"/{slug}/").content.decode()
    panel = re.search(r'aria-labelledby="guide".*?</section>', page, flags=re.DOTALL)
    lines = re.findall(r"<li>.*?</li>", panel[0], flags=re.DOTALL) if panel else []
    return ["done" if "#check" in line else line.split('href="')[-1].split('"')[0] for line in lines]


def test_every_role_has_steps_that_lead_to_pages_it_may_open() -> None:
    load_demo()

    assert set(STEPS) == set(Role)
    for email in ONE_EACH:
        client = client_of(User.objects.get(email=email))
        found = steps(client)
        assert 3 <= len(found) <= 5
        assert {client.get(address).status_code for address in found} == {200}, email


def test_a_step_is_ticked_off_by_what_was_done_and_the_guide_put_away_by_each_for_themselves() -> None:
    load_demo()
    samplia = User.objects.get(email="delegate@samplia.example.org")
    client = client_of(samplia)
    form = client.get("/gpa/plan/47/amend/").context["form"]
    tabled = {
        "kind": "revise",
        "base_edition": form["base_edition"].value(),
        "wording": form["wording"].value().replace(" and ", " and also ", 1),
        "delegation": samplia.seats.get().delegation_id,
        "action": "table",
    }

    client.post("/gpa/plan/47/amend/", tabled)
    after_tabling = steps(client)
    put_away = client.post("/help/try-this/close/")

    assert [step == "done" for step in after_tabling] == [True, False, False, False, False]
    assert (put_away.status_code, put_away.headers["Location"]) == (302, "/")
    assert steps(client) == []
    assert steps(client_of(User.objects.get(email="facilitator@example.org"))) != []


def test_the_guide_is_in_the_demo_alone() -> None:
    assert steps(client_of(make_facilitator(make_negotiation("talks"))), "talks") == []


def test_a_demo_that_cannot_be_loaded_in_the_background_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("GPA_VAR", str(tmp_path))

    with pytest.raises(CommandError):
        call_command("demo", in_background=True)


def test_make_run_loads_the_demo_and_says_who_can_log_in_in_one_start(
    capsys: pytest.CaptureFixture[str],
) -> None:
    command = ["make", "-n", "run", "PORT=9123"]
    told = subprocess.run(  # noqa: S603  our own command
        command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    ).stdout

    call_command("demo", "--anyway", port="9123")

    assert "manage.py demo --in-background --port 9123" in told
    assert "manage.py welcome" not in told
    said = capsys.readouterr().out
    assert said.index("The demo is loaded.") < said.index("http://127.0.0.1:9123/")
    assert "facilitator@example.org" in said
