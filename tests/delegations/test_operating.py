"""What an operator does by commands: open a negotiation for its first officer, take a lost second factor away."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from delegations.models import Act, ActKind, Negotiation, Role, User
from delegations.operations.proving import record_faults
from tests.factories import make_negotiation, make_seat

pytestmark = pytest.mark.django_db
OPEN = ("open_negotiation", "talks", "--title", "Talks", "--secretariat", "Officer@Example.org")


def test_a_negotiation_is_opened_and_its_first_officer_comes_in_by_the_letter(
    django_capture_on_commit_callbacks: object, capsys: pytest.CaptureFixture[str]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's
        call_command(*OPEN, "--paper-size", "a4", "--time-zone", "Europe/Vienna")
    client = Client()
    link = re.search(r"/invitation/[-\w:.]+/", str(mail.outbox[0].body))
    assert link
    page = client.get(link[0], follow=True)
    client.post(
        page.request["PATH_INFO"],
        {"name": "O. Officer", "password1": "a table of one's own", "password2": "a table of one's own"},
    )

    officer = User.objects.get(email="officer@example.org")
    seat = officer.seats.get()
    assert (seat.role, str(seat.negotiation), seat.negotiation.paper_size) == (
        Role.SECRETARIAT,
        "Talks",
        "a4",
    )
    assert Act.objects.filter(kind=ActKind.NEGOTIATION_OPENED).count() == 1
    assert "is open; Officer@Example.org is invited." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"slug": "account"}, "“account” cannot be the address of a negotiation: It is a word that"),
        ({"slug": "with spaces"}, "cannot be the address of a negotiation"),
        ({"time_zone": "Mars/Base"}, "is not a time zone"),
        ({"secretariat": "nobody"}, "“nobody” is not an e-mail."),
    ],
)
def test_a_negotiation_that_cannot_be_opened_is_refused_whole(options: dict[str, str], sentence: str) -> None:
    given = {"slug": "talks", "title": "Talks", "secretariat": "officer@example.org", **options}

    with pytest.raises(CommandError, match=sentence):
        call_command("open_negotiation", given.pop("slug"), **given)

    assert not Negotiation.objects.exists()


def test_a_lost_second_factor_is_removed_with_the_sessions_and_recorded() -> None:
    negotiation = make_negotiation()
    person = make_seat(negotiation, Role.SECRETARIAT).user
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")

    call_command("remove_second_factor", person.email.upper())

    assert not Authenticator.objects.exists()
    assert client.get(f"/{negotiation.slug}/").status_code == 302
    assert Act.objects.get(kind=ActKind.SECOND_FACTOR_REMOVED).person == person
    assert list(record_faults()) == []
    for email, sentence in (
        (person.email, "has no second factor"),
        ("nobody@example.org", "Nobody has that e-mail"),
    ):
        with pytest.raises(CommandError, match=sentence):
            call_command("remove_second_factor", email)


def test_links_in_letters_go_to_the_port_that_make_run_is_given(tmp_path: Path) -> None:
    makefile = tmp_path / "Makefile"
    ask = f"{sys.executable} -c 'import gpa.settings; print(gpa.settings.SITE_URL)'"
    makefile.write_text(f"include {settings.BASE_DIR}/Makefile\nasked:\n\t@{ask}\n")
    unset = ("DATABASE_URL", "SITE_URL", "PORT", "MAKEFLAGS")
    known = {name: value for name, value in os.environ.items() if name not in unset}
    environment = {**known, "SECRET_KEY": "x", "GPA_VAR": str(tmp_path)}

    def told(port: dict[str, str]) -> str:
        command = ["make", "-s", "-f", str(makefile), "asked"]
        done = subprocess.run(  # noqa: S603  our own command
            command,
            cwd=settings.BASE_DIR,
            env={**environment, **port},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    assert told({"PORT": "9000"}) == "http://127.0.0.1:9000"
    assert told({}) == "http://127.0.0.1:8000"
