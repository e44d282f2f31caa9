"""Every act on the text is in the record, once, with what it was called and whose it was."""

import ast
from pathlib import Path
from types import ModuleType

import pytest
from django.test import Client

import delegations.operations
import drafts.operations
from delegations.models import Act, ActKind, Negotiation
from delegations.operations.proving import record_faults
from drafts.models import (
    AmendmentRevision,
    Draft,
    DraftKind,
    ExportForm,
    ExportFormat,
    PositionKind,
    RevisionCause,
)
from drafts.operations import amending, circulating, positioning, verifying
from tests.drafts import acts
from tests.factories import NOW, make_amendment, make_delegate, make_document, make_facilitator

pytestmark = pytest.mark.django_db

ROOM = "the room is its members' own: not even the record tells that it holds anything"
# Operations that change rows and record nothing themselves, each with its reason.
SILENT = {
    "amending.save_draft": "a draft is its delegation's own until it is tabled",
    "amending.discard_draft": "a draft is its delegation's own until it is tabled",
    "aligning.align": "part of the tabling, whose act covers it",
    "aligning.realign": "part of the revision, whose act covers it",
    "benching.keep_bench": "unfinished work, nobody else's",
    "benching.step_back": "unfinished work, nobody else's",
    "benching.clear_bench": "unfinished work, nobody else's",
    "carrying.carry_amendments": "the decision's record covers it",
    "carrying.uncarry_amendments": "the decision's record covers it",
    "carrying.add_revision": "part of the acts that call it",
    "circulating.cancel_export": "a file that is not made changes nothing on the table",
    "circulating.remake_lost": "the product's own second try at a file",
    "circulating.request_package": "part of the circulation, whose act covers it",
    "deciding.give_outcomes": "the decision's record covers it",
    "intake.open_intake": "a text being brought in is whoever brings it in's own",
    "intake.correct_intake": "as above",
    "intake.undo_correction": "as above",
    "intake.discard_intake": "as above",
    "rooms.begin_room_draft": ROOM,
    "rooms.bring_into_room": ROOM,
    "rooms.save_room_draft": ROOM,
    "rooms.comment_in_room": ROOM,
    "rooms.give_clearance": ROOM,
    "rooms.set_aside_room_draft": ROOM,
    "positioning.keep_position": "what was typed at closing is whoever typed it's own",
    "returning.open_returned": "a file that came back is a working copy of whoever brought it",
    "returning.choose_returned": "as above",
    "returning.discard_returned": "as above",
    "printing.request_printout": "for whoever asks alone; its download is in the access log",
    "checking.accept_finding": "an editor's mark changes no word",
    "checking.reject_finding": "an editor's mark changes no word",
    "checking.keep_spelling": "an editor's choice of spelling changes no word",
    "checking.drop_spelling": "as above",
}
WRITING = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "add_meta",
}


def calls(function: ast.FunctionDef) -> set[str]:
    found = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return {each.attr if isinstance(each, ast.Attribute) else getattr(each, "id", "") for each in found}


def is_atomic(function: ast.FunctionDef) -> bool:
    return any("atomic" in ast.unparse(decorator) for decorator in function.decorator_list)


# The same for who sits at the table.
SILENT_BESIDE = {
    "access.log_access": "the access log is beside the record",
    "access.prune_access_log": "as above",
    "accrediting.accredit": "those who accredit by it record: seating, inviting, the demo",
    "accrediting.admit_delegation": "as above",
    "accrediting.join_group": "as above",
    "digesting.send_digests": "letters are no acts",
    "digesting.send_waiting": "as above",
    "visiting.note_visit": "that one was there is no act",
    "erasing.end_sessions": "part of the acts that call it",
    "tokens.note_use": "when a token was last used is no act",
    "telling.choose": "how one is told is one's own",
    "telling.follow": "as above",
    "telling.unfollow": "as above",
    "telling.read_all_notices": "as above",
    "telling.read_notices": "as above",
    "telling.stop_letters": "as above",
    "telling.tell": "notices are no acts",
}


def functions_of(package: ModuleType) -> dict[str, ast.FunctionDef]:
    """Return a package's functions as "module.name"."""
    return {
        f"{path.stem}.{node.name}": node
        for path in sorted(Path(str(package.__file__)).parent.glob("*.py"))
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }


def recording_ones(functions: dict[str, ast.FunctionDef]) -> set[str]:
    """Return those that record, themselves or by one that they call: of their own module, or a public one of another."""
    called = {name: calls(node) for name, node in functions.items()}
    found = {"recording.record"}
    while True:
        modules = {name.split(".")[0] for name in found}
        public = {name.split(".")[1] for name in found if not name.split(".")[1].startswith("_")}
        own = {module: {n.split(".")[1] for n in found if n.startswith(f"{module}.")} for module in modules}
        more = {n for n, names in called.items() if names & (public | own.get(n.split(".")[0], set()))}
        if more <= found:
            return found
        found |= more


def silent_ones(package: ModuleType) -> set[str]:
    """Return the public operations that write rows and record nothing."""
    everything = functions_of(delegations.operations) | functions_of(drafts.operations)
    recording = recording_ones(everything)
    return {
        name
        for name, node in functions_of(package).items()
        if not name.split(".")[1].startswith("_")
        and (is_atomic(node) or calls(node) & WRITING)
        and name not in recording
    }


@pytest.mark.parametrize(
    ("package", "excused"), [(drafts.operations, SILENT), (delegations.operations, SILENT_BESIDE)]
)
def test_every_operation_records_or_says_why_not(package: ModuleType, excused: dict[str, str]) -> None:
    silent = silent_ones(package)

    assert silent - set(excused) == set(), "call record, or say here why not"
    assert set(excused) - silent == set(), "these record by now, or are gone"


def kinds(negotiation: Negotiation) -> list[str]:
    own = Act.objects.filter(book__negotiation=negotiation, book__audience="", book__room=None)
    return [
        act.kind for act in own.order_by("number") if act.kind not in {"delegation_admitted", "group_joined"}
    ]


def test_the_acts_on_a_text_are_in_the_record_in_order() -> None:
    document = make_document()
    author = make_delegate(document.negotiation)
    amendment = make_amendment(acts.at(document, "1"), "One and a half;", author)
    proposal = amending.Proposal(base_edition=1, wording="One and more;")
    amending.revise_amendment(amendment=amendment, proposal=proposal, by=author, at=NOW)
    other = make_delegate(document.negotiation)
    position = positioning.state_position(
        paragraph=amendment.paragraph,
        amendment=amendment,
        delegation=other.seats.get().delegation,  # type: ignore[arg-type]  # a delegate has one
        kind=PositionKind.SUPPORT,
        note="",
        by=other,
        at=NOW,
    )
    positioning.take_back_position(position=position, by=other, at=NOW)
    decision = acts.revise(acts.at(document, "2"), "Two and a half;")
    acts.undo(decision)
    amending.withdraw_amendment(amendment=amendment, by=author, at=NOW)

    assert kinds(document.negotiation) == [
        ActKind.DOCUMENT_IMPORTED,
        ActKind.AMENDMENT_TABLED,
        ActKind.AMENDMENT_REVISED,
        ActKind.POSITION_STATED,
        ActKind.POSITION_TAKEN_BACK,
        ActKind.PARAGRAPH_DECIDED,
        ActKind.PARAGRAPH_DECIDED,
        ActKind.AMENDMENT_WITHDRAWN,
    ]
    undone = Act.objects.filter(kind=ActKind.PARAGRAPH_DECIDED).latest("number")
    assert (undone.facts["verb"], undone.facts["undoes"], undone.facts["paragraphs"]) == (
        "undo",
        decision.number,
        1,
    )
    assert list(record_faults()) == []


def test_a_carrying_taken_back_is_recorded() -> None:
    document = make_document(wordings=["Ensure the liability of offenders;"])
    author = make_delegate(document.negotiation)
    amendment = make_amendment(acts.at(document, "1"), "Ensure the full liability of offenders;", author)
    acts.revise(acts.at(document, "1"), "Ensure the liability of all the offenders;")
    assert AmendmentRevision.objects.filter(amendment=amendment, cause=RevisionCause.CARRIED).exists()

    amending.take_back_carrying(amendment=amendment, by=author, at=NOW)

    assert kinds(document.negotiation)[-1] == ActKind.AMENDMENT_TAKEN_BACK


def test_a_refused_act_leaves_no_trace() -> None:
    document = make_document()
    before = kinds(document.negotiation)

    with pytest.raises(Exception, match="nothing to decide"):
        acts.revise(acts.at(document, "1"), "One;")

    assert kinds(document.negotiation) == before


def test_a_circulated_draft_anchors_the_record() -> None:
    document = make_document()
    by = make_facilitator(document.negotiation)
    draft = circulating.circulate_draft(
        document=document, kind=DraftKind.ZERO, name="Zero draft", author="A", by=by, at=NOW
    )

    act = Act.objects.get(hash=draft.record_hash)
    assert (act.kind, act.number, act.facts["seal"]) == ("draft_circulated", draft.record_number, draft.seal)
    assert list(verifying.faults()) == []
    client = Client()
    client.force_login(by, backend="django.contrib.auth.backends.ModelBackend")
    assert draft.record_hash in client.get(draft.get_absolute_url()).content.decode()
    Draft.objects.filter(pk=draft.pk).update(record_hash="f" * 64)
    assert [fault for fault in verifying.faults() if "circulation" in fault]


def test_a_file_is_recorded_when_somebody_has_it_made() -> None:
    document = make_document()
    by = make_facilitator(document.negotiation)
    draft = circulating.circulate_draft(
        document=document, kind=DraftKind.ZERO, name="Zero draft", author="A", by=by, at=NOW
    )
    for _ in range(2):
        circulating.request_export(
            draft=draft, form=ExportForm.CLEAN, file_format=ExportFormat.HTML, against=None, by=by, at=NOW
        )

    assert kinds(document.negotiation).count("file_asked") == 1
