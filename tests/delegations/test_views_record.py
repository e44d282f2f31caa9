"""The record's pages and files: for those entitled, whole, and to be checked by anybody."""

import json
import re
import subprocess
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from delegations.models import (
    FOR_ORGANIZERS,
    Access,
    AccessKind,
    Act,
    ActKind,
    Negotiation,
    Readers,
    Role,
    User,
)
from delegations.operations.access import log_access
from delegations.operations.recording import record
from tests.factories import NOW, make_delegate, make_delegation, make_facilitator, make_negotiation, make_seat

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def negotiation() -> Negotiation:
    return make_negotiation("talks")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def write(negotiation: Negotiation, what: str, readers: Readers = FOR_ORGANIZERS, **fields: object) -> Act:
    usual = {"kind": ActKind.SEAT_GIVEN, "by": None, "at": NOW, **fields}
    return record(negotiation=negotiation, what=what, readers=readers, **usual)  # type: ignore[arg-type]  # keywords of the operation


def page(user: User, **asked: str | int) -> str:
    return client_of(user).get(reverse("delegations:act_list", args=["talks"]), asked).content.decode()


def test_the_record_shows_each_reader_the_books_that_are_theirs(negotiation: Negotiation) -> None:
    group = make_delegation(negotiation, "sample-room")
    inside, outside = make_delegate(negotiation, group), make_delegate(negotiation)
    write(negotiation, "said in the room", Readers(room=group))
    write(negotiation, "of the organizers")
    write(negotiation, "for everybody", Readers())
    write(negotiation, "about this delegate", person=outside)
    facilitator = make_facilitator(negotiation)

    told = ["said in the room", "of the organizers", "for everybody", "about this delegate"]
    assert [each in page(inside) for each in told] == [True, False, True, False]
    assert [each in page(outside) for each in told] == [False, False, True, True]
    assert [each in page(facilitator) for each in told] == [False, True, True, True]


def test_a_file_of_the_record_has_whole_books_of_its_reader_alone(negotiation: Negotiation) -> None:
    write(negotiation, "of the organizers")
    write(negotiation, "for everybody", Readers())

    address = reverse("delegations:record_file", args=["talks", "json"])
    told = json.loads(client_of(make_delegate(negotiation)).get(address).content)

    assert {book["name"] for book in told["books"]} == {"record"}
    assert "organizers" not in json.dumps(told["books"])


def test_the_record_is_filtered_by_kind_person_and_day(negotiation: Negotiation) -> None:
    facilitator, other = make_facilitator(negotiation), make_facilitator(negotiation)
    write(negotiation, "first seat", by=facilitator)
    write(negotiation, "second seat", by=other, kind=ActKind.SEAT_ENDED, at=NOW + timedelta(days=2))

    assert "second seat" not in page(facilitator, person=facilitator.pk)
    assert "first seat" not in page(facilitator, kind="seat_ended")
    assert "first seat" not in page(facilitator, since="2010-06-16")
    assert "second seat" not in page(facilitator, until="2010-06-15")
    assert "first seat" in page(facilitator, since="2010-06-15", until="2010-06-15")


@pytest.mark.parametrize("value", ["", "-1", "9999-12-31", "0001-01-01", "\x00", "9" * 40, "<b>", "’"])
@pytest.mark.parametrize("name", ["kind", "person", "since", "until", "page"])
def test_hostile_filters_show_a_page(negotiation: Negotiation, name: str, value: str) -> None:
    client = client_of(make_seat(negotiation, Role.SECRETARIAT).user)

    for view in ("act_list", "access_list"):
        response = client.get(reverse(f"delegations:{view}", args=["talks"]), {name: value})
        assert response.status_code == 200
        assert b"<b>" not in response.content or value != "<b>" or b'value="<b>"' not in response.content


def test_pages_of_the_record_ask_the_same_number_of_questions_whatever_they_show(
    negotiation: Negotiation,
) -> None:
    officer = make_seat(negotiation, Role.SECRETARIAT).user
    client = client_of(officer)
    counts: dict[str, set[int]] = {}
    for many in (1, 3):
        while Act.objects.filter(what="a seat").count() < many:
            write(negotiation, "a seat", by=officer, person=officer, delegation=make_delegation(negotiation))
            log_access(
                kind=AccessKind.LOGGED_IN, user=make_delegate(negotiation), address="192.0.2.1", at=NOW
            )
        for view in ("act_list", "access_list"):
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(reverse(f"delegations:{view}", args=["talks"]))
            counts.setdefault(view, set()).add(len(asked))

    assert {view: len(found) for view, found in counts.items()} == {"act_list": 1, "access_list": 1}


def test_a_third_party_checks_the_json_by_the_documented_recipe(
    negotiation: Negotiation, tmp_path: Path
) -> None:
    facilitator = make_facilitator(negotiation)
    for number in range(3):
        write(negotiation, f"Sièges “{number}”", by=facilitator, person=facilitator)
    address = reverse("delegations:record_file", args=["talks", "json"])
    kept = tmp_path / "record.json"
    kept.write_bytes(client_of(facilitator).get(address).content)
    (recipe,) = re.findall(
        r"```python\n(.*?)```", (ROOT / "docs/record.md").read_text(encoding="utf-8"), re.DOTALL
    )

    def checked() -> int:
        return subprocess.run(  # noqa: S603  our own recipe
            [sys.executable, "-c", recipe, str(kept)], check=False, capture_output=True
        ).returncode

    assert checked() == 0
    kept.write_text(kept.read_text(encoding="utf-8").replace("Sièges “1”", "Sièges “7”"), encoding="utf-8")
    assert checked() == 1


def test_tables_of_the_record_have_its_hashes(negotiation: Negotiation) -> None:
    facilitator = make_facilitator(negotiation)
    act = write(negotiation, "=cmd()", by=facilitator)
    client = client_of(facilitator)

    told = client.get(reverse("delegations:record_file", args=["talks", "csv"])).content.decode()
    book = openpyxl.load_workbook(
        BytesIO(client.get(reverse("delegations:record_file", args=["talks", "xlsx"])).content)
    )

    assert act.hash in told
    assert ",=cmd()" not in told
    assert act.hash in [cell.value for cell in book.active["R"]]  # type: ignore[index]  # it has a sheet
    assert client.get(reverse("delegations:record_file", args=["talks", "exe"])).status_code == 404


def test_a_download_is_logged_and_a_page_is_not(negotiation: Negotiation) -> None:
    facilitator = make_facilitator(negotiation)

    page(facilitator)
    client_of(facilitator).get(
        reverse("delegations:record_file", args=["talks", "csv"]), REMOTE_ADDR="192.0.2.7"
    )

    line = Access.objects.get()
    assert (line.kind, line.user, line.negotiation) == (AccessKind.DOWNLOADED, facilitator, negotiation)
    assert (line.file, line.address) == ("talks-record.csv", "192.0.2.7")
    officer = make_seat(negotiation, Role.SECRETARIAT).user
    assert (
        "talks-record.csv"
        in client_of(officer).get(reverse("delegations:access_list", args=["talks"])).content.decode()
    )


def test_the_access_log_of_one_negotiation_tells_nothing_of_another(negotiation: Negotiation) -> None:
    elsewhere = make_facilitator(make_negotiation())
    log_access(kind=AccessKind.LOGGED_IN, user=elsewhere, address="192.0.2.9", at=NOW)
    officer = make_seat(negotiation, Role.SECRETARIAT).user

    told = client_of(officer).get(reverse("delegations:access_list", args=["talks"])).content.decode()

    assert "192.0.2.9" not in told


def test_the_access_log_is_pruned_when_its_time_is_over() -> None:
    for days in (10, 181):
        log_access(kind=AccessKind.LOGGED_IN, user=None, address="", at=timezone.now() - timedelta(days=days))

    call_command("prune_access_log")

    assert Access.objects.count() == 1
