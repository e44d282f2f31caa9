"""A person's data go on request, wherever they are kept, and the record stays whole."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.core import serializers
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from delegations import emails
from delegations.models import FOR_ORGANIZERS, Access, AccessKind, Act, ActKind, NoticeKind, Role, User
from delegations.operations import erasing, telling
from delegations.operations.access import log_access
from delegations.operations.proving import record_faults
from delegations.operations.recording import record
from drafts.operations import verifying
from tests.factories import NOW, make_amendment, make_document, make_facilitator, make_negotiation, make_seat

pytestmark = pytest.mark.django_db


def everything() -> str:
    """Return every row of every table as text, sessions decoded."""
    rows = [
        serializers.serialize("json", model._default_manager.all())  # noqa: SLF001  Django's documented name
        for model in apps.get_models()
        if model._meta.app_label != "sessions"  # noqa: SLF001  Django's documented name
    ]
    return json.dumps(rows)


def test_erase_person_leaves_no_name_and_a_whole_record() -> None:
    document = make_document()
    negotiation = document.negotiation
    amendment = make_amendment(document.paragraphs.get(label="1"), "One and more;")
    person = amendment.author
    User.objects.filter(pk=person.pk).update(name="Perpetua Quillfeather", email="perpetua@example.org")
    person.refresh_from_db()
    record(
        negotiation=negotiation,
        kind=ActKind.SEAT_GIVEN,
        by=person,
        person=person,
        at=NOW,
        readers=FOR_ORGANIZERS,
    )
    record(negotiation=negotiation, kind=ActKind.INVITED, by=None, person="Perpetua@example.org", at=NOW)
    log_access(kind=AccessKind.LOGGED_IN, user=person, address="192.0.2.1", at=NOW)
    facts = {"role": "Perpetua"}
    telling.tell(
        users=[person], negotiation=negotiation, kind=NoticeKind.ACCREDITED, at=NOW, facts=facts, address="/"
    )
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    assert "Quillfeather" in everything()

    erasing.erase_person(person=person, by=make_facilitator(negotiation), at=NOW)

    kept = everything().lower()
    assert "quillfeather" not in kept
    assert "perpetua" not in kept
    assert list(record_faults()) == []
    assert list(verifying.faults()) == []
    person.refresh_from_db()
    assert (str(person), person.is_active, person.has_usable_password()) == ("Erased person", False, False)
    assert amendment.author == person
    assert client.get(reverse("home")).status_code == 302
    assert Access.objects.get().address == ""
    assert Act.objects.filter(kind=ActKind.PERSON_ERASED, person=person).count() == 1


def test_erase_person_is_refused_twice_and_for_the_last_who_runs_a_negotiation() -> None:
    negotiation = make_negotiation()
    last = make_facilitator(negotiation)
    with pytest.raises(erasing.ErasureRefused, match="Nobody else"):
        erasing.erase_person(person=last, by=None, at=NOW)
    other = make_facilitator(negotiation)

    erasing.erase_person(person=last, by=other, at=NOW)

    with pytest.raises(erasing.ErasureRefused, match="already"):
        erasing.erase_person(person=last, by=other, at=NOW)


def test_the_secretariat_erases_whom_it_alone_seated() -> None:
    negotiation = make_negotiation("talks")
    officer = make_seat(negotiation, Role.SECRETARIAT).user
    person = make_seat(negotiation, Role.OBSERVER).user
    wide = make_seat(negotiation, Role.OBSERVER).user
    make_negotiation().seats.create(user=wide, role=Role.OBSERVER)
    client = Client()
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")
    address = reverse("delegations:person_erase", args=["talks"])

    answers = [
        client.post(address, {"email": email, **confirmed}).status_code
        for email, confirmed in [
            (person.email, {}),
            ("nobody@example.org", {"is_checked": "on"}),
            (wide.email, {"is_checked": "on"}),
            (person.email, {"is_checked": "on"}),
        ]
    ]

    assert answers == [422, 422, 422, 302]
    wide.refresh_from_db()
    person.refresh_from_db()
    assert (wide.is_erased, person.is_erased) == (False, True)


def test_kept_letters_that_name_the_person_go_and_others_stay(tmp_path: Path, settings: object) -> None:
    settings.LETTERS_DIR = settings.EMAIL_FILE_PATH = tmp_path  # type: ignore[attr-defined]  # pytest-django's
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"  # type: ignore[attr-defined]  # as above
    person = make_seat(make_negotiation(), Role.OBSERVER).user
    User.objects.filter(pk=person.pk).update(name="Perpetua Quillféather")
    to_others = [
        emails.Letter("other@example.org", "A seat", f"{words}\n", f"<p>{words}</p>\n")
        for words in ("Perpetua Quillféather invites you.", "Somebody else invites you.", "Naïve words.")
    ]
    emails.send([emails.Letter(person.email.upper(), "Your seat", "For you.\n", "<p>For you.</p>\n")])
    emails.send(to_others)
    assert len(emails.kept_letters()) == 4

    erasing.erase_person(person=person, by=None, at=NOW)

    left = emails.kept_letters()
    assert {letter.text.strip() for letter in left} == {"Somebody else invites you.", "Naïve words."}
    assert len(list(tmp_path.iterdir())) == 1


def test_command_erases_by_email() -> None:
    person = make_seat(make_negotiation(), Role.OBSERVER).user

    call_command("erase_person", person.email.upper())

    person.refresh_from_db()
    assert person.is_erased
    with pytest.raises(CommandError):
        call_command("erase_person", "nobody@example.org")
