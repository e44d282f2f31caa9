"""The facilitators' decisions as pages: each shows first what it will write, then writes it."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from delegations.models import Delegation, Role
from drafts.models import Decision, Document, Paragraph, Verb
from drafts.operations import verifying
from drafts.operations.deciding import Verdict
from tests.drafts import acts
from tests.factories import (
    make_amendment,
    make_delegation,
    make_document,
    make_facilitator,
    make_negotiation,
    make_paragraph,
    make_seat,
)

pytestmark = pytest.mark.django_db

PAGES = ("insert", "alternative", "split", "move", "agree", "reopen", "delete", "merge")


def client_of(user: object) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")  # type: ignore[arg-type]  # a user
    return client


@pytest.fixture
def document() -> Document:
    return make_document(make_negotiation("talks"), ["Prevent; protect;", "Two;", "Three."])


@pytest.fixture
def facilitator(document: Document) -> Client:
    return client_of(make_facilitator(document.negotiation))


def told(client: Client, address: str, **typed: object) -> str:
    """Post, follow, and return the notice that the next page shows."""
    response = client.post(address, typed, follow=True)
    assert response.status_code == 200
    return next(str(message) for message in response.context["messages"])


def test_paragraph_insert_shows_the_label_and_then_inserts(document: Document, facilitator: Client) -> None:
    shown = facilitator.get("/talks/plan/1/insert/")
    preview = facilitator.post(
        "/talks/plan/1/insert/", {"kind": "numbered", "wording": "New;", "action": "preview"}
    )

    assert "Paragraph 1 bis, inserted after paragraph 1" in shown.content.decode()
    assert (preview.status_code, acts.order(document)) == (200, ["1", "2", "3"])
    assert [row.paragraph.label for row in preview.context["reading"]] == ["1", "1 bis", "2"]
    assert told(facilitator, "/talks/plan/1/insert/", kind="numbered", wording="New;") == (
        "Decision 2: Paragraph 1 bis inserted after paragraph 1."
    )
    assert facilitator.get("/talks/plan/1-bis/").status_code == 200


def test_paragraph_insert_takes_over_what_a_form_sends(document: Document, facilitator: Client) -> None:
    sent = facilitator.post("/talks/plan/1/insert/", {"kind": "numbered", "wording": "(a) One;\r\n(b) Two;"})

    assert sent.status_code == 302
    assert acts.wordings(document)["1 bis"] == "(a) One;\n(b) Two;"


@pytest.mark.parametrize("kind", ["", "poem"])
def test_paragraph_insert_refuses_a_strange_kind(document: Document, facilitator: Client, kind: str) -> None:
    response = facilitator.post("/talks/plan/1/insert/", {"kind": kind, "wording": "New;"})

    assert (response.status_code, acts.order(document)) == (422, ["1", "2", "3"])


def test_paragraph_insert_offers_a_number_after_a_heading(facilitator: Client, document: Document) -> None:
    acts.insert(acts.at(document, "1"), "General", "heading")

    response = facilitator.get("/talks/plan/heading-1/insert/")

    assert response.context["form"]["kind"].value() == "numbered"
    assert response.context["new"].label == "1 bis"


def test_paragraph_alternative_begins_with_the_words_that_stand(facilitator: Client) -> None:
    shown = facilitator.get("/talks/plan/1/alternative/")

    assert shown.context["form"]["wording"].value() == "Prevent; protect;"
    assert told(facilitator, "/talks/plan/1/alternative/", wording="Prevent;") == (
        "Decision 2: Paragraph 1 alt inserted as an alternative to paragraph 1."
    )
    assert facilitator.post("/talks/plan/1/alternative/", {"wording": "Prevent; protect;"}).status_code == 422


def test_paragraph_split_cuts_where_it_is_asked(facilitator: Client) -> None:
    shown = facilitator.get("/talks/plan/1/split/")
    start = shown.context["cuts"][0][0].start
    cut = facilitator.get("/talks/plan/1/split/", {"at": start})

    assert [around for _, around in shown.context["cuts"]] == ["… Prevent; | protect; …"]
    assert (cut.context["form"]["first"].value(), cut.context["form"]["second"].value()) == (
        "Prevent;",
        "protect;",
    )
    sentence = told(facilitator, "/talks/plan/1/split/", edition=1, first="Prevent;", second="Protect;")
    assert sentence == "Decision 2: Paragraph 1 split; the rest is paragraph 1 bis."


def test_paragraph_move_shows_its_new_neighbours(document: Document, facilitator: Client) -> None:
    acts.alternative(acts.at(document, "1"))
    chooser = facilitator.get("/talks/plan/1/move/")
    shown = facilitator.get("/talks/plan/1/move/?after=2")

    assert [target.label for target in chooser.context["targets"]] == ["2", "3"]
    assert [row.paragraph.label for row in shown.context["reading"]] == ["2", "1", "1 alt", "3"]
    assert told(facilitator, "/talks/plan/1/move/?after=2", edition=1) == (
        "Decision 3: Paragraph 1 moved after paragraph 2, with paragraph 1 alt."
    )


@pytest.mark.parametrize("after", ["1", "1-alt"])
def test_paragraph_move_refuses_itself_with_a_sentence(
    document: Document, facilitator: Client, after: str
) -> None:
    acts.alternative(acts.at(document, "1"))

    response = facilitator.post(f"/talks/plan/1/move/?after={after}", {"edition": 1})

    assert response.status_code == 422
    assert "can be moved only after another paragraph" in response.content.decode()
    assert facilitator.get("/talks/plan/1/move/?after=99").status_code == 404


def test_paragraph_agree_shows_what_is_not_settled(document: Document, facilitator: Client) -> None:
    make_amendment(acts.at(document, "1"), "Other;")

    shown = facilitator.get("/talks/plan/1/agree/")
    refused = facilitator.post("/talks/plan/1/agree/", {"edition": 1, "agreement": "ad_ref"})

    assert "Open amendments wait for their outcome: A-001" in shown.content.decode()
    assert (refused.status_code, acts.at(document, "1").agreement) == (422, "none")


def test_paragraph_agree_and_reopen(document: Document, facilitator: Client) -> None:
    samplia = make_delegation(document.negotiation, "samplia")

    agreed = told(facilitator, "/talks/plan/1/agree/", edition=1, agreement="ad_ref")
    page = facilitator.get("/talks/plan/1/").content.decode()
    choices = facilitator.get("/talks/plan/1/reopen/").context["form"]["delegation"]
    reopened = told(
        facilitator, "/talks/plan/1/reopen/", edition=2, delegation=samplia.pk, reason="New facts."
    )
    after = facilitator.get("/talks/plan/1/").content.decode()

    assert agreed == "Decision 2: Paragraph 1 agreed ad ref."
    assert "Agreed ad ref" in page
    assert "/talks/plan/1/split/" not in page
    assert "Samplia" in str(choices)
    assert reopened == "Decision 3: Paragraph 1 reopened at the request of Samplia."
    assert "Paragraph 1 reopened at the request of Samplia." in after
    assert "New facts." in after


def test_paragraph_reopen_wants_a_delegation_and_a_reason(document: Document, facilitator: Client) -> None:
    elsewhere = make_delegation(make_negotiation())
    acts.agree(acts.at(document, "1"))

    for typed in ({"delegation": elsewhere.pk, "reason": "Why."}, {"delegation": "", "reason": ""}):
        response = facilitator.post("/talks/plan/1/reopen/", {"edition": 2, **typed})
        assert response.status_code == 422

    assert Paragraph.objects.get(label="1").agreement == "ad_ref"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("split/", {"first": "Prevent;", "second": "Protect;"}),
        ("move/?after=2", {}),
        ("agree/", {"agreement": "ad_ref"}),
        ("delete/", {}),
        ("merge/?into=2", {"target_edition": 1, "wording": "Both;"}),
    ],
)
def test_a_form_on_a_passed_edition_is_sent_again_as_it_is(
    document: Document, facilitator: Client, name: str, typed: dict[str, object]
) -> None:
    decided = acts.revise(acts.at(document, "1"), "Prevent, protect;")

    refused = facilitator.post(f"/talks/plan/1/{name}", {"edition": 1, **typed})
    form = refused.context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() is not None}
    again = facilitator.post(f"/talks/plan/1/{name}", sent)

    assert refused.status_code == 409
    assert f"{decided.by} decided on paragraph 1 while you worked" in refused.content.decode()
    assert again.status_code == 302


def test_a_deletion_settles_the_amendments_that_want_it_unless_they_are_left_out(
    document: Document, facilitator: Client
) -> None:
    paragraph = acts.at(document, "1")
    taken, left, other = (
        make_amendment(paragraph, "", kind="delete"),
        make_amendment(paragraph, "", kind="delete"),
        make_amendment(paragraph, "Prevent;"),
    )

    shown = facilitator.get("/talks/plan/1/delete/")
    facilitator.post("/talks/plan/1/delete/", {"edition": 1, "settle": [taken.pk], "reason": ""})

    assert shown.context["form"]["settle"].value() == [str(taken.pk), str(left.pk)]
    assert list(shown.context["amendments"]) == [other]
    outcome = taken.outcomes.get()
    assert (outcome.kind, outcome.reason) == ("accepted", "Taken as proposed.")
    assert not left.outcomes.exists()
    assert not other.outcomes.exists()


def test_a_deletion_that_came_too_late_keeps_what_was_chosen(document: Document, facilitator: Client) -> None:
    paragraph = acts.at(document, "1")
    wanted = [make_amendment(paragraph, "", kind="delete") for _number in range(3)]
    acts.revise(paragraph, "One;")

    chosen = [str(each.pk) for each in wanted[:2]]
    refused = facilitator.post("/talks/plan/1/delete/", {"edition": 1, "settle": chosen, "reason": "Agreed."})

    assert refused.status_code == 409
    assert refused.context["form"]["settle"].value() == chosen
    assert refused.context["form"]["edition"].value() == "2"


def test_decision_page_tells_everything(document: Document, facilitator: Client) -> None:
    paragraph = acts.at(document, "1")
    amendment = make_amendment(paragraph, "Prevent;")
    acts.revise(
        paragraph,
        "Prevent;",
        verdicts={amendment.pk: Verdict("accepted", "Taken as proposed.")},
        reason="All agree.",
    )

    page = facilitator.get("/talks/decisions/2/").content.decode()

    for words in ("Paragraph 1 revised.", "All agree.", "A-001", "Taken as proposed.", "Undo…"):
        assert words in page
    assert "</span>; protect<span" in page


def test_decision_page_of_an_import_shows_fifty_paragraphs_a_page_and_no_undoing() -> None:
    document = make_document(make_negotiation("talks"), [f"Words {number};" for number in range(120)])
    client = client_of(make_facilitator(document.negotiation))

    response = client.get("/talks/decisions/1/?page=3")

    assert [step.paragraph.label for step in response.context["steps"]] == [
        str(number) for number in range(101, 121)
    ]
    assert "/undo/" not in response.content.decode()


def test_decision_undo_shows_the_way_back_and_then_goes_it(document: Document, facilitator: Client) -> None:
    acts.merge(acts.at(document, "3"), acts.at(document, "1"), "All;")

    shown = facilitator.get("/talks/decisions/2/undo/")
    sentence = told(facilitator, "/talks/decisions/2/undo/", reason="By mistake.")

    assert [(step.paragraph.label, step.new.wording) for step in shown.context["steps"]] == [
        ("1", "Prevent; protect;"),
        ("3", "Three."),
    ]
    assert sentence == "Decision 3: Decision 2 undone, which said “Paragraph 3 merged with paragraph 1.”"
    assert "Undone by decision 3" in facilitator.get("/talks/decisions/2/").content.decode()
    assert "By mistake." in facilitator.get("/talks/decisions/3/").content.decode()


def test_an_amendment_whose_decision_was_undone_is_open_again(
    document: Document, facilitator: Client
) -> None:
    amendment = make_amendment(acts.at(document, "1"), "Prevent;")
    decision = acts.revise(
        acts.at(document, "1"), "Prevent;", verdicts={amendment.pk: Verdict("accepted", "Taken.")}
    )
    shown = facilitator.get("/talks/decisions/2/undo/").content.decode()
    acts.undo(decision)

    page = facilitator.get("/talks/amendments/1/")
    rows = facilitator.get("/talks/amendments/").context["rows"]

    assert "Open again, without outcome" in shown
    assert (list(page.context["outcomes"]), len(page.context["outcomes_ever"])) == ([], 1)
    assert [list(each.outcomes.all()) for each, _segments in rows] == [[]]


def test_decision_undo_tells_what_stands_in_the_way(document: Document, facilitator: Client) -> None:
    acts.revise(acts.at(document, "1"), "One;")
    acts.revise(acts.at(document, "1"), "Two;")

    shown = facilitator.get("/talks/decisions/2/undo/")
    refused = facilitator.post("/talks/decisions/2/undo/")

    for response in (shown, refused):
        assert "was decided on since, by decision 3" in response.content.decode()
    assert (shown.status_code, refused.status_code) == (200, 422)
    assert acts.wordings(document)["1"] == "Two;"
    assert facilitator.get("/talks/decisions/9/undo/").status_code == 404


def test_decision_undo_of_an_insertion_shows_the_deletion(document: Document, facilitator: Client) -> None:
    acts.insert(acts.at(document, "1"), "New;")

    steps = facilitator.get("/talks/decisions/2/undo/").context["steps"]

    assert [(step.paragraph.label, step.new) for step in steps] == [("1 bis", None)]
    assert steps[0].notes == ["it keeps its number and is marked as deleted"]


def test_decision_list_asks_the_same_number_of_queries_at_one_row_and_at_three() -> None:
    paragraph = make_paragraph()
    slug = paragraph.document.negotiation.slug
    client = client_of(make_facilitator(paragraph.document.negotiation))
    client.get(f"/{slug}/decisions/")

    with CaptureQueriesContext(connection) as at_one:
        client.get(f"/{slug}/decisions/")
    acts.agree(paragraph)
    acts.undo(Decision.objects.get(verb=Verb.AGREE))
    with CaptureQueriesContext(connection) as at_three:
        response = client.get(f"/{slug}/decisions/")

    assert len(response.context["page"].object_list) == 3
    assert len(at_three) == len(at_one)


@pytest.mark.parametrize(
    ("kind", "wording", "target", "typed", "outcome"),
    [
        ("insert", "New words;", "", {"kind": "numbered", "wording": "New words;"}, "accepted"),
        ("insert", "New words;", "", {"kind": "numbered", "wording": "Other words;"}, "in_part"),
        ("alternative", "Prevent;", "", {"wording": "Prevent;"}, "accepted"),
        ("delete", "", "", {"edition": 1}, "accepted"),
        ("move", "", "3", {"edition": 1}, "accepted"),
        ("merge", "Both;", "2", {"edition": 1, "target_edition": 1, "wording": "Both;"}, "accepted"),
    ],
)
def test_a_decision_settles_the_amendment_that_it_acts_on(
    document: Document,
    facilitator: Client,
    kind: str,
    wording: str,
    target: str,
    typed: dict[str, object],
    outcome: str,
) -> None:
    towards = acts.at(document, target) if target else None
    amendment = make_amendment(acts.at(document, "1"), wording, kind=kind, target=towards)
    offered = f"/talks/plan/1/{kind}/?amendment=1"

    link = facilitator.get("/talks/amendments/1/").content.decode()
    shown = facilitator.get(offered)
    told(facilitator, offered, **typed)

    assert f'href="{offered}"' in link
    assert shown.context["asked"] == amendment
    assert shown.context["form"].initial.get("wording", "") == wording
    settled = Decision.objects.get(number=2).outcomes.get()
    assert (settled.amendment, settled.kind) == (amendment, outcome)
    assert list(verifying.faults()) == []


def test_a_decision_that_goes_elsewhere_leaves_the_amendment_open(
    document: Document, facilitator: Client
) -> None:
    amendment = make_amendment(acts.at(document, "1"), "", kind="move", target=acts.at(document, "2"))

    told(facilitator, "/talks/plan/1/move/?amendment=1&after=3", edition=1)

    amendment.refresh_from_db()
    assert amendment.is_open
    assert facilitator.get("/talks/plan/1/insert/?amendment=1").status_code == 404
    assert facilitator.get("/talks/plan/1/move/?amendment=x").status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_decisions_are_the_facilitators_alone(document: Document, name: str) -> None:
    negotiation = document.negotiation
    delegate = client_of(make_seat(negotiation, Role.DELEGATE, make_delegation(negotiation)).user)
    stranger = client_of(make_facilitator(make_negotiation()))

    for client, status in ((delegate, 403), (stranger, 404)):
        assert client.get(f"/talks/plan/1/{name}/").status_code == status
        assert client.post(f"/talks/plan/1/{name}/").status_code == status
    assert Delegation.objects.count() == 1


def test_the_paragraph_page_offers_what_can_be_decided(document: Document, facilitator: Client) -> None:
    addresses: dict[str, Callable[[], object]] = {
        "1": lambda: acts.revise(acts.at(document, "1"), "One;"),
        "2": lambda: acts.agree(acts.at(document, "2")),
        "3": lambda: acts.delete(acts.at(document, "3")),
    }
    offered = {}
    for label, act in addresses.items():
        act()
        page = facilitator.get(f"/talks/plan/{label}/").content.decode()
        offered[label] = [name for name in PAGES if f"/talks/plan/{label}/{name}/" in page]
        assert "/undo/" in page

    assert offered == {
        "1": ["insert", "alternative", "split", "move", "agree", "delete", "merge"],
        "2": ["insert", "agree", "reopen"],
        "3": ["insert"],
    }


def test_the_workbench_offers_the_other_decisions(document: Document, facilitator: Client) -> None:
    acts.revise(acts.at(document, "1"), "One;")

    page = facilitator.get("/talks/plan/1/workbench/").content.decode()

    assert [name for name in PAGES if f"/talks/plan/1/{name}/" not in page] == ["reopen"]
    assert "/talks/decisions/2/undo/" in page
