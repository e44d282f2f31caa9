"""Every address tried as everybody: a stranger gets 404, a member without the right 403, nobody a 500."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from delegations.models import DelegationKind, Invitation, Membership, Negotiation, Role, Seat
from delegations.operations import inviting
from delegations.roles import PERMISSIONS
from delegations.urls import account_patterns, log_in_patterns
from delegations.views.seated import ASKED
from drafts.models import DraftKind, Export, ExportForm, ExportFormat, Purpose, Window
from drafts.operations import circulating, deciding, printing, returning
from drafts.operations import intake as operations
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_delegation,
    make_document,
    make_facilitator,
    make_group,
    make_negotiation,
    make_seat,
    make_window,
)

pytestmark = pytest.mark.django_db

VIEW, TABLE, DECIDE = "drafts.view_paragraph", "drafts.table_amendment", "drafts.decide_paragraph"
CIRCULATE, EXPORT, AUDIENCE = "drafts.circulate_draft", "drafts.export_draft", "drafts.set_audience"
WINDOW, PREPARE = "drafts.set_window", "drafts.prepare_amendment"
GIVE, ADMIT = "delegations.give_own_seat", "delegations.admit_delegation"
INVITE = "delegations.invite_person"
TEXT, PARAGRAPH = ["talks", "plan"], ["talks", "plan", "1"]

# Name of the address, its arguments, how it is asked, and the permission that it wants.
ADDRESSES = [
    ("delegations:delegation_follow", ["talks", "sampleland"], "post", "delegations.view_delegation"),
    ("drafts:delegation_list", ["talks"], "get", "delegations.view_delegation"),
    ("drafts:delegation", ["talks", "sampleland"], "get", "delegations.view_delegation"),
    ("drafts:delegation_file", ["talks", "xlsx"], "get", "delegations.view_delegation"),
    ("delegations:delegation_admit", ["talks"], "get", ADMIT),
    ("delegations:delegation_another", ["talks"], "get", ADMIT),
    ("delegations:delegation_change", ["talks", "sampleland"], "get", ADMIT),
    ("delegations:delegation_remove", ["talks", "sampleland"], "post", ADMIT),
    ("delegations:member_list", ["talks", "friends"], "get", ADMIT),
    ("delegations:member_end", ["talks", "friends", "MEMBERSHIP"], "post", ADMIT),
    ("delegations:seat_list", ["talks"], "get", GIVE),
    ("delegations:seat_give", ["talks"], "get", GIVE),
    ("delegations:seat_change", ["talks", "SEAT"], "get", GIVE),
    ("delegations:seat_end", ["talks", "SEAT"], "post", GIVE),
    ("delegations:second_factor_remove", ["talks", "SEAT"], "post", "delegations.set_log_in_rules"),
    ("delegations:role_list", ["talks"], "get", "delegations.view_delegation"),
    ("delegations:act_list", ["talks"], "get", "delegations.view_record"),
    ("delegations:record_file", ["talks", "json"], "get", "delegations.view_record"),
    ("delegations:access_list", ["talks"], "get", "delegations.view_access_log"),
    ("delegations:person_erase", ["talks"], "get", "delegations.erase_person"),
    ("delegations:invitation_list", ["talks"], "get", INVITE),
    ("delegations:invitation_create", ["talks"], "get", INVITE),
    ("delegations:invitation_upload", ["talks"], "get", INVITE),
    ("delegations:invitation_rows", ["talks"], "get", INVITE),
    ("delegations:invitation_send_anew", ["talks", "INVITATION"], "post", INVITE),
    ("delegations:invitation_withdraw", ["talks", "INVITATION"], "post", INVITE),
    ("delegations:log_in_rules", ["talks"], "get", "delegations.set_log_in_rules"),
    ("delegations:letter_list", ["talks"], "get", INVITE),
    ("delegations:spokesperson", ["talks", "circle"], "get", "delegations.name_spokesperson"),
    ("drafts:overview", ["talks"], "get", VIEW),
    ("drafts:search", ["talks"], "get", VIEW),
    ("drafts:amendment_list", ["talks"], "get", VIEW),
    ("drafts:amendment", ["talks", 1], "get", VIEW),
    ("drafts:amendment_withdraw", ["talks", 1], "post", TABLE),
    ("drafts:amendment_align", ["talks", 1], "post", TABLE),
    ("drafts:amendment_revise", ["talks", 1], "get", TABLE),
    ("drafts:amendment_take_back", ["talks", 1], "post", TABLE),
    ("drafts:amendment_traced", ["talks", 2], "get", VIEW),
    ("drafts:amendment_file", ["talks", "pdf"], "get", EXPORT),
    ("drafts:window_list", ["talks"], "get", VIEW),
    ("drafts:window_open", ["talks"], "get", WINDOW),
    ("drafts:window_change", ["talks", "WINDOW"], "get", WINDOW),
    ("drafts:window_close", ["talks", "WINDOW"], "get", WINDOW),
    ("drafts:window_lift", ["talks", "WINDOW"], "get", WINDOW),
    ("drafts:ledger", ["talks"], "get", VIEW),
    ("drafts:ledger_file", ["talks", "pdf"], "get", EXPORT),
    ("drafts:receipt_list", ["talks"], "get", VIEW),
    ("drafts:receipt_list_file", ["talks", "xlsx"], "get", EXPORT),
    ("drafts:receipt", ["talks", 1], "get", VIEW),
    ("drafts:receipt_file", ["talks", 1, "pdf"], "get", EXPORT),
    ("drafts:import_create", ["talks"], "get", "drafts.import_document"),
    ("drafts:audience_list", ["talks"], "get", AUDIENCE),
    ("drafts:document_audience", TEXT, "get", AUDIENCE),
    ("drafts:draft_audience", [*TEXT, "zero-draft"], "get", AUDIENCE),
    ("drafts:text", TEXT, "get", VIEW),
    ("drafts:check", TEXT, "get", CIRCULATE),
    ("drafts:finding_accept", TEXT, "post", CIRCULATE),
    ("drafts:check_file", [*TEXT, "csv"], "get", CIRCULATE),
    ("drafts:spelling", TEXT, "get", "drafts.keep_spelling"),
    ("drafts:concordance", TEXT, "get", VIEW),
    ("drafts:concordance_file", [*TEXT, "csv"], "get", EXPORT),
    ("drafts:renumber", TEXT, "get", "drafts.renumber_document"),
    ("drafts:comparison", TEXT, "get", VIEW),
    ("drafts:comparison_file", TEXT, "post", EXPORT),
    ("drafts:draft_list", TEXT, "get", VIEW),
    ("drafts:draft_circulate", TEXT, "get", CIRCULATE),
    ("drafts:draft", [*TEXT, "zero-draft"], "get", VIEW),
    ("drafts:export_request", [*TEXT, "zero-draft"], "post", EXPORT),
    ("drafts:export_download", [*TEXT, "zero-draft", "EXPORT"], "get", EXPORT),
    ("drafts:export_cancel", [*TEXT, "zero-draft", "EXPORT"], "post", EXPORT),
    ("drafts:returned_create", TEXT, "get", TABLE),
    ("drafts:retext_create", TEXT, "get", DECIDE),
    ("drafts:amendment_position", ["talks", 1], "post", "drafts.state_position"),
    ("drafts:position_list", TEXT, "get", VIEW),
    ("drafts:position_file", [*TEXT, "xlsx"], "get", EXPORT),
    ("drafts:paragraph_position", PARAGRAPH, "post", "drafts.state_position"),
    ("drafts:paragraph", PARAGRAPH, "get", VIEW),
    ("drafts:history_file", [*PARAGRAPH, "csv"], "get", EXPORT),
    ("drafts:paragraph_comparison", PARAGRAPH, "get", VIEW),
    ("drafts:amendment_create", PARAGRAPH, "get", PREPARE),
    ("drafts:amendment_redline", PARAGRAPH, "post", PREPARE),
    ("drafts:workbench", PARAGRAPH, "get", DECIDE),
    ("drafts:paragraph_delete", PARAGRAPH, "get", DECIDE),
    ("drafts:paragraph_merge", PARAGRAPH, "get", DECIDE),
    ("drafts:paragraph_follow", PARAGRAPH, "post", VIEW),
    ("drafts:paragraph_restore", PARAGRAPH, "post", DECIDE),
    ("drafts:paragraph_insert", PARAGRAPH, "get", DECIDE),
    ("drafts:paragraph_alternative", PARAGRAPH, "get", DECIDE),
    ("drafts:paragraph_split", PARAGRAPH, "get", DECIDE),
    ("drafts:paragraph_move", PARAGRAPH, "get", DECIDE),
    ("drafts:paragraph_agree", PARAGRAPH, "get", DECIDE),
    ("drafts:paragraph_reopen", PARAGRAPH, "get", DECIDE),
    ("drafts:decision_list", ["talks"], "get", VIEW),
    ("drafts:decision_file", ["talks", "csv"], "get", EXPORT),
    ("drafts:decision", ["talks", 2], "get", VIEW),
    ("drafts:decision_undo", ["talks", 2], "get", DECIDE),
]
# Drafts of amendments, a group's own room, and texts being brought in are for those who prepare them alone, so they are tried apart.
ROOMS = {
    "drafts:room",
    "drafts:room_draft",
    "drafts:room_draft_edit",
    "drafts:room_draft_comment",
    "drafts:room_draft_clear",
    "drafts:room_draft_table",
    "drafts:room_draft_set_aside",
}
APART = {
    "drafts:amendment_edit",
    "drafts:amendment_discard",
    "drafts:sponsor_ask",
    "drafts:amendment_sponsor",
}
PRINTOUTS = {"drafts:printout", "drafts:printout_download"}
INTAKES = {"drafts:import_preview", "drafts:import_source"}
RETURNED = {"drafts:returned", "drafts:retext"}
# One's own notices and settings, and the signed address that stops letters: tests/delegations/test_notices.py.
TOLD = {"settings", "notice_list", "notices_read", "notice_open", "letters_stop"}
OPEN = {
    "drafts:seal_check",
    "home",
    "theme",
    "invitation_open",
    "invitation_accept",
    "healthy",
    "ready",
    "metrics",
    "manual_list",
    "manual",
    "drafts:guide_close",  # tests/drafts/test_guiding.py
}
ENTRANCE = {"account_logout"} | {str(pattern.name) for pattern in log_in_patterns}
# What everybody has of their own: tests/delegations/test_entrance.py.
OWN = {str(pattern.name) for pattern in account_patterns}


@dataclass
class Table:
    """A negotiation with one of everything, and one client a role."""

    clients: dict[str, Client]
    export: Export
    window: Window
    seat: Seat
    membership: Membership
    invitation: Invitation


def client_of(user: object) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]  # a user
    return client


@pytest.fixture
def table() -> Table:
    negotiation = make_negotiation("talks")
    document = make_document(negotiation)
    sampleland = make_delegation(negotiation, "sampleland")
    delegate = make_delegate(negotiation, sampleland)
    make_group(negotiation, [sampleland], leader=sampleland, slug="circle")
    make_amendment(document.paragraphs.get(label="1"), "One and a half;", delegate)
    second = document.paragraphs.get(label="2")
    settled = make_amendment(second, "Two and a half;", delegate)
    deciding.revise_paragraph(
        paragraph=second,
        edition=1,
        wording="Two and a half;",
        verdicts={settled.pk: deciding.Verdict("accepted")},
        by=make_facilitator(negotiation),
        at=NOW,
    )
    draft = circulating.circulate_draft(
        document=document,
        kind=DraftKind.ZERO,
        name="Zero draft",
        author="A",
        by=make_facilitator(negotiation),
        at=NOW,
    )
    export = circulating.request_export(
        draft=draft, form=ExportForm.CLEAN, file_format=ExportFormat.TXT, against=None, at=NOW
    )
    window = make_window(document)
    head = client_of(make_seat(negotiation, Role.HEAD, sampleland).user)
    clients = {**_members(negotiation), Role.DELEGATE: client_of(delegate), Role.HEAD: head}
    friends = make_delegation(negotiation, "friends", DelegationKind.GROUP)
    membership = Membership.objects.create(group=friends, member=sampleland)
    seat = make_seat(negotiation, Role.DELEGATE, sampleland)
    return Table(clients, export, window, seat, membership, _invitation(negotiation))


def _invitation(negotiation: Negotiation) -> Invitation:
    return inviting.invite(
        negotiation=negotiation,
        offer=inviting.Offer("guest@example.org", "A guest", Role.OBSERVER),
        site="https://table.example.org/",
        by=make_seat(negotiation, Role.SECRETARIAT).user,
        at=timezone.now(),
    )


def _members(negotiation: Negotiation) -> dict[str, Client]:
    roles = (Role.FACILITATOR, Role.SECRETARIAT, Role.OBSERVER)
    return {role: client_of(make_seat(negotiation, role).user) for role in roles}


def ask(table: Table, client: Client, name: str, arguments: list[object], how: str) -> int:
    keys = {"EXPORT": table.export.pk, "WINDOW": table.window.pk, "SEAT": table.seat.pk}
    keys |= {"MEMBERSHIP": table.membership.pk, "INVITATION": table.invitation.pk}
    filled = [keys.get(str(argument), argument) for argument in arguments]
    response = getattr(client, how)(reverse(name, args=filled))
    return int(response.status_code)


@pytest.mark.parametrize(
    ("name", "arguments", "how", "permission"), ADDRESSES, ids=[each[0] for each in ADDRESSES]
)
def test_address_is_for_those_with_the_right(
    table: Table, name: str, arguments: list[object], how: str, permission: str, settings: Settings
) -> None:
    settings.IS_EMBEDDED = True  # one page is there in that mode alone
    stranger = client_of(make_facilitator(make_negotiation()))

    assert ask(table, stranger, name, arguments, how) == 404
    assert ask(table, Client(), name, arguments, how) == (401 if how == "post" else 302)
    for role, client in table.clients.items():
        status = ask(table, client, name, arguments, how)
        if permission in PERMISSIONS[role]:
            assert status in {200, 302, 409, 422}, role
        else:
            assert status == 403, role


def test_every_address_is_in_the_table() -> None:
    names = {name for name in _names(get_resolver().url_patterns) if not name.startswith(("admin:", "api:"))}

    assert (
        names
        == {each[0] for each in ADDRESSES}
        | APART
        | PRINTOUTS
        | INTAKES
        | RETURNED
        | ROOMS
        | OPEN
        | TOLD
        | ENTRANCE
        | OWN
    )


def _names(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from _names(pattern.url_patterns, inner)
        elif pattern.name:
            yield f"{prefix}{pattern.name}"


def test_every_permission_that_is_asked_for_is_granted_to_some_role() -> None:
    assert frozenset().union(*PERMISSIONS.values()) >= ASKED


def test_a_draft_amendment_is_found_by_its_own_delegation_alone(table: Table) -> None:
    negotiation = Negotiation.objects.get(slug="talks")
    paragraph = negotiation.documents.get().paragraphs.get(label="2")
    own = make_delegate(negotiation)
    draft = make_amendment(paragraph, "Two and a half;", own, tabled=False)

    for name in APART:
        address = reverse(name, args=["talks", draft.pk])
        assert {client.get(address).status_code for client in table.clients.values()} <= {403, 404, 405}
        assert {client.post(address).status_code for client in table.clients.values()} <= {403, 404}
    assert client_of(own).get(reverse("drafts:amendment_edit", args=["talks", draft.pk])).status_code == 200


def test_a_text_being_brought_in_is_found_by_whoever_brings_it_in_alone(table: Table) -> None:
    negotiation = Negotiation.objects.get(slug="talks")
    own = make_seat(negotiation, Role.SECRETARIAT).user
    intake = operations.open_intake(
        negotiation=negotiation, file_name="plan.txt", data=b"1. One;\n", by=own, at=NOW
    )

    for name in INTAKES:
        address = reverse(name, args=["talks", intake.pk])
        found = {role: client.get(address).status_code for role, client in table.clients.items()}
        assert found == dict.fromkeys(table.clients, 403) | {Role.SECRETARIAT: 404}
        assert client_of(own).get(address).status_code == 200
        assert client_of(make_facilitator(make_negotiation())).get(address).status_code == 404


def test_a_long_report_is_found_by_whoever_asked_for_it_alone(table: Table) -> None:
    negotiation = Negotiation.objects.get(slug="talks")
    own = make_seat(negotiation, Role.OBSERVER).user
    printout = printing.request_printout(
        negotiation=negotiation, name="ledger", title="Ledger", content={}, by=own, at=NOW
    )

    for name in PRINTOUTS:
        address = reverse(name, args=["talks", printout.pk])
        assert {client.get(address).status_code for client in table.clients.values()} == {404}
        assert client_of(own).get(address).status_code in {200, 302}


def test_a_file_given_back_is_found_by_whoever_gave_it_alone(table: Table) -> None:
    negotiation = Negotiation.objects.get(slug="talks")
    document = negotiation.documents.get()
    delegate, facilitator = make_delegate(negotiation), make_facilitator(negotiation)

    for own, purpose in ((delegate, Purpose.AMEND), (facilitator, Purpose.DECIDE)):
        file = returning.open_returned(
            document=document,
            draft=None,
            purpose=purpose,
            file_name="a.txt",
            data=b"1. Many;\n",
            by=own,
            at=NOW,
        )
        address = file.get_absolute_url()
        assert {client.get(address).status_code for client in table.clients.values()} == {403, 404}
        assert client_of(own).get(address).status_code == 200
        assert client_of(make_facilitator(make_negotiation())).get(address).status_code == 404
