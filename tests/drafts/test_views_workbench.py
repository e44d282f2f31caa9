"""The workbench: choices, hand edits, undo, unfinished work, and the decision that comes of it."""

import re

import pytest
from django.test import Client

from drafts.models import Amendment, Bench, Decision, Paragraph, PositionKind
from drafts.operations import deciding, positioning
from tests.drafts import acts
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_delegation,
    make_document,
    make_facilitator,
    make_negotiation,
)

pytestmark = pytest.mark.django_db

BASE = "Ensure liability of all categories of offenders, including the liability of legal persons;"
PATH = "/talks/plan/1/workbench/"


@pytest.fixture
def paragraph() -> Paragraph:
    return make_document(make_negotiation("talks"), wordings=[BASE, "Two."]).paragraphs.get(label="1")


def facilitator(paragraph: Paragraph) -> Client:
    client = Client()
    client.force_login(
        make_facilitator(paragraph.document.negotiation), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def test_workbench_takes_every_uncontested_cluster_in_one_step(paragraph: Paragraph) -> None:
    make_amendment(paragraph, BASE.replace("liability of all", "the liability of all"))
    make_amendment(paragraph, BASE.replace("legal persons", "legal entities"))
    client = facilitator(paragraph)

    work = client.post(
        PATH, {**client.get(PATH).context["work"].held, "edition": 1, "action": "take_all"}
    ).context["work"]

    assert work.wording == BASE.replace("liability of all", "the liability of all").replace(
        "persons", "entities"
    )
    assert [shown.kind for shown in work.outcomes] == ["accepted", "accepted"]


def state(amendment: Amendment, slug: str, kind: PositionKind, note: str = "") -> None:
    delegation = make_delegation(amendment.negotiation, slug)
    by = make_delegate(amendment.negotiation, delegation)
    positioning.state_position(
        paragraph=amendment.paragraph,
        amendment=amendment,
        delegation=delegation,
        kind=kind,
        note=note,
        by=by,
        at=NOW,
    )


@pytest.mark.parametrize("kind", [PositionKind.OPPOSE, PositionKind.RESERVE])
def test_workbench_never_takes_opposed_words_along_with_the_others(
    paragraph: Paragraph, kind: PositionKind
) -> None:
    state(make_amendment(paragraph, BASE.replace("Ensure", "Guarantee")), "samplia", kind, "Too strong.")
    make_amendment(paragraph, BASE.replace("legal persons", "legal entities"))
    client = facilitator(paragraph)

    page = client.get(PATH)
    taken = client.post(PATH, {**page.context["work"].held, "edition": 1, "action": "take_all"})
    (opposed,) = page.context["contested"]
    by_hand = client.post(
        PATH, {**taken.context["work"].held, opposed.name: "0", "edition": 1, "action": "compose"}
    )

    assert (opposed.is_opposed, opposed.is_reserved) == (kind == "oppose", kind == "reserve")
    assert "Too strong." in page.content.decode()
    assert taken.context["work"].wording == BASE.replace("persons", "entities")
    assert [shown.kind for shown in taken.context["work"].outcomes] == ["", "accepted"]
    assert by_hand.context["work"].wording.startswith("Guarantee")


def test_workbench_says_of_positions_who_takes_them_not_who_is_their_object(paragraph: Paragraph) -> None:
    amendment = make_amendment(paragraph, BASE.replace("Ensure", "Guarantee"))
    state(amendment, "samplia", PositionKind.OPPOSE, "Too strong.")
    state(amendment, "examplia", PositionKind.COSPONSOR)

    told = facilitator(paragraph).get(PATH).content.decode()

    assert '<b>Opposed by:</b> Samplia <q dir="auto">Too strong.</q>' in told
    assert "<b>Co-sponsored by:</b> Examplia" in told


def test_workbench_keeps_a_hand_edit_when_a_choice_changes(paragraph: Paragraph) -> None:
    make_amendment(paragraph, BASE.replace("offenders", "perpetrators"))
    make_amendment(paragraph, BASE.replace("offenders", "traffickers"))
    client = facilitator(paragraph)
    work = client.get(PATH).context["work"]
    (cluster,) = work.clusters

    held = {**work.held, "wording": BASE.replace("Ensure", "Guarantee"), cluster.name: "1", "edition": 1}
    work = client.post(PATH, {**held, "action": "compose"}).context["work"]

    assert work.wording == BASE.replace("Ensure", "Guarantee").replace("offenders", "traffickers")
    assert not work.has_collision
    assert [shown.kind for shown in work.outcomes] == ["not_retained", "accepted"]


def test_workbench_prints_what_stays_contested_in_brackets(paragraph: Paragraph) -> None:
    make_amendment(paragraph, BASE.replace("offenders", "perpetrators"))
    make_amendment(paragraph, BASE.replace("offenders", "traffickers"))
    client = facilitator(paragraph)
    (cluster,) = client.get(PATH).context["work"].clusters

    work = client.post(PATH, {cluster.name: "bracket", "edition": 1, "action": "compose"}).context["work"]

    assert work.wording == BASE.replace("offenders", "[offenders][perpetrators][traffickers]")
    assert [shown.kind for shown in work.outcomes] == ["", ""]


def test_workbench_finds_unfinished_work_again_and_steps_back(paragraph: Paragraph) -> None:
    client = facilitator(paragraph)
    for wording in ("First try;", "Second try;"):
        client.post(PATH, {"edition": 1, "composed": BASE, "wording": wording, "action": "compose"})

    assert client.get(PATH).context["work"].wording == "Second try;"
    assert client.post(PATH, {"edition": 1, "action": "undo"}).context["work"].wording == "First try;"
    assert client.get(PATH).context["work"].wording == "First try;"


def test_workbench_merges_unfinished_work_with_what_was_decided_meanwhile(paragraph: Paragraph) -> None:
    client = facilitator(paragraph)
    client.post(
        PATH,
        {"edition": 1, "composed": BASE, "wording": BASE.replace("Ensure", "Guarantee"), "action": "compose"},
    )
    deciding.revise_paragraph(
        paragraph=paragraph,
        edition=1,
        wording=BASE.replace("offenders", "perpetrators"),
        by=make_facilitator(paragraph.document.negotiation),
        at=NOW,
    )

    page = client.get(PATH)

    assert page.context["is_behind"]
    assert f"{Decision.objects.latest('number').by} decided on this paragraph" in page.content.decode()
    assert page.context["work"].wording == BASE.replace("offenders", "perpetrators").replace(
        "Ensure", "Guarantee"
    )


def test_workbench_tells_who_else_is_there(paragraph: Paragraph) -> None:
    first, second = facilitator(paragraph), facilitator(paragraph)
    first.get(PATH)

    present = second.get(PATH).context["present"]

    assert [user.pk for user in present] == [Bench.objects.order_by("pk")[0].facilitator_id]


def test_workbench_wants_a_reason_and_keeps_everything_typed(paragraph: Paragraph) -> None:
    amendment = make_amendment(paragraph, BASE.replace("offenders", "perpetrators"))
    client = facilitator(paragraph)

    refused = client.post(
        PATH,
        {
            "edition": 1,
            "composed": BASE,
            "wording": "By hand;",
            "reason": "My note",
            f"outcome-{amendment.pk}": "not_retained",
            "action": "save",
        },
    )

    assert refused.status_code == 422
    assert refused.context["form"].non_field_errors() == [
        "A-001 is not retained: its delegation needs a reason."
    ]
    assert refused.context["form"]["wording"].value() == "By hand;"
    assert refused.context["form"]["reason"].value() == "My note"
    assert Decision.objects.filter(paragraph=paragraph).count() == 0


def test_workbench_choice_never_lands_on_another_cluster(paragraph: Paragraph) -> None:
    make_amendment(paragraph, BASE.replace("legal persons", "legal entities"))
    client = facilitator(paragraph)
    held = client.get(PATH).context["work"].held
    (name,) = [key for key in held if key.startswith("cluster-")]
    make_amendment(paragraph, BASE.replace("Ensure", "Guarantee"))

    work = client.post(PATH, {**held, name: "0", "edition": 1, "action": "compose"}).context["work"]

    assert work.wording == BASE.replace("legal persons", "legal entities")


def test_workbench_save_clears_the_bench_and_shows_the_receipt(paragraph: Paragraph) -> None:
    amendment = make_amendment(paragraph, BASE.replace("offenders", "perpetrators"))
    client = facilitator(paragraph)
    work = client.post(PATH, {"edition": 1, "action": "take_all"}).context["work"]

    saved = client.post(PATH, {**work.held, "edition": 1, "action": "save"})

    assert (saved.status_code, saved["Location"]) == (302, "/talks/receipts/2/")
    assert not Bench.objects.exists()
    assert Amendment.objects.get(pk=amendment.pk).outcomes.get().reason == "Taken as proposed."
    receipt = client.get("/talks/receipts/2/").context["receipt"]
    assert receipt.contributors == [amendment.delegation]
    words = client.get("/talks/amendments/1/traced/").context["words"]
    assert [run.text for run in words if run.is_proposed] == ["perpetrators"]
    assert all(run.is_there for run in words)


def test_a_crowded_workbench_folds_names_and_what_stays_open_but_keeps_every_field(
    paragraph: Paragraph,
) -> None:
    made = [make_amendment(paragraph, BASE.replace("offenders", "perpetrators")) for _number in range(14)]
    client = facilitator(paragraph)

    page = client.get(PATH)
    taken = client.post(PATH, {**page.context["work"].held, "edition": 1, "action": "take_all"})

    told = page.content.decode()
    assert "and 8 more" in told
    assert "14 amendments stay open" in told
    assert all(f'name="outcome-{each.pk}"' in told for each in made)
    assert [shown.kind for shown in taken.context["work"].written] == ["accepted"] * 14
    assert "stay open</summary>" not in taken.content.decode()


def test_a_reason_that_is_missing_is_marked_where_it_is_to_be_typed(paragraph: Paragraph) -> None:
    one = make_amendment(paragraph, BASE.replace("offenders", "perpetrators"))
    client = facilitator(paragraph)
    held = {**client.get(PATH).context["work"].held, "edition": 1, f"outcome-{one.pk}": "not_retained"}

    page = client.post(PATH, {**held, "action": "save"})

    assert page.status_code == 422
    (field,) = [
        part for part in page.content.decode().split("<textarea") if f'name="reason-{one.pk}"' in part
    ]
    assert 'aria-invalid="true"' in field
    assert "Needed: why it is not retained" in field


def test_an_outcome_that_the_result_contradicts_is_said_and_wants_a_reason(paragraph: Paragraph) -> None:
    whole = make_amendment(paragraph, "", kind="delete")
    words = make_amendment(paragraph, BASE.replace("offenders", "perpetrators"))
    client = facilitator(paragraph)
    held = {
        **client.get(PATH).context["work"].held,
        "edition": 1,
        "wording": BASE.replace("offenders", "perpetrators"),
        f"outcome-{whole.pk}": "accepted",
        f"outcome-{words.pk}": "not_retained",
        f"reason-{words.pk}": "Not agreed.",
    }

    page = client.post(PATH, {**held, "action": "save"})

    assert page.status_code == 422
    assert page.context["form"].non_field_errors() == [
        f"{whole} is accepted, but nothing of it is taken: its delegation needs a reason."
    ]
    told = page.content.decode()
    assert "Nothing of it is in the result." in told
    assert "Its words are in the result." in told
    assert "Needed: why it is accepted though nothing of it is taken" in told


def test_workbench_leads_to_the_act_that_an_amendment_beside_the_clusters_asks_for(
    paragraph: Paragraph,
) -> None:
    other = paragraph.document.paragraphs.get(label="2")
    made = [
        make_amendment(paragraph, "", kind="delete"),
        make_amendment(paragraph, "New;", kind="insert"),
        make_amendment(paragraph, "", kind="move", target=other),
    ]
    client = facilitator(paragraph)

    told = client.get(PATH).content.decode()

    for each in made:
        address = f"/talks/plan/1/{each.kind}/?amendment={each.number}"
        assert f'href="{address}"' in told
        assert client.get(address).context["asked"] == each


def test_what_was_left_in_brackets_stays_a_choice_with_its_sponsors(paragraph: Paragraph) -> None:
    made = [
        make_amendment(paragraph, BASE.replace("offenders", new)) for new in ("perpetrators", "traffickers")
    ]
    client = facilitator(paragraph)
    (cluster,) = client.get(PATH).context["work"].clusters
    work = client.post(PATH, {cluster.name: "bracket", "edition": 1, "action": "compose"}).context["work"]
    saved = client.post(PATH, {**work.held, "edition": 1, "action": "save"})

    page = client.get(PATH)
    (again,) = page.context["contested"]
    kept = client.post(PATH, {again.name: "bracket", "edition": 2, "action": "compose"}).context["work"]
    taken = client.post(PATH, {again.name: "1", "edition": 2, "action": "compose"}).context["work"]
    as_it_was = client.post(PATH, {again.name: "2", "edition": 2, "action": "compose"}).context["work"]
    compiled = client.get("/talks/plan/?view=compilation").content.decode()

    assert saved.status_code == 302
    assert {each.fit for each in Amendment.objects.all()} == {"fits"}
    assert page.context["unfit"] == []
    assert [option.by for option in again.options] == [(made[0],), (made[1],), ()]
    assert as_it_was.wording == BASE
    assert kept.wording == BASE.replace("offenders", "[offenders][perpetrators][traffickers]")
    assert taken.wording == BASE.replace("offenders", "traffickers")
    assert [shown.kind for shown in taken.outcomes] == ["not_retained", "accepted"]
    words = re.sub(r"<[^>]+>", "", compiled)
    names = [each.delegation.name for each in made]
    assert f"[offenders][perpetrators – {names[0]}][traffickers – {names[1]}]" in words


def test_options_in_brackets_stay_a_choice_when_one_sponsor_is_left(paragraph: Paragraph) -> None:
    base = BASE.replace("offenders", "[offenders][perpetrators][traffickers]")
    deciding.revise_paragraph(
        paragraph=paragraph,
        edition=1,
        wording=base,
        by=make_facilitator(paragraph.document.negotiation),
        at=NOW,
    )
    paragraph.refresh_from_db()
    make_amendment(paragraph, BASE.replace("offenders", "perpetrators"))

    client = facilitator(paragraph)
    page = client.get(PATH)
    (cluster,) = page.context["contested"]
    all_taken = client.post(PATH, {**page.context["work"].held, "edition": 2, "action": "take_all"})

    assert [len(option.by) for option in cluster.options] == [1, 0, 0]
    assert all_taken.context["work"].wording == base


def test_amendments_on_a_merged_paragraph_are_weighed_and_counted_where_its_words_are(
    paragraph: Paragraph,
) -> None:
    gone = paragraph.document.paragraphs.get(label="2")
    acts.revise(gone, "Review progress at each session;")
    gone.refresh_from_db()
    kept = make_amendment(gone, "Review all progress at each session;")
    lost = make_amendment(gone, "Nothing of this kind was ever wanted by anybody;")
    wording = f"{BASE}\nReview progress at each session of the Conference;"
    acts.merge(gone, paragraph, wording)
    client = facilitator(paragraph)

    page = client.get(PATH)
    (cluster,) = page.context["uncontested"]
    held = {**page.context["work"].held, "edition": 2, "action": "take_all"}
    taken = client.post(PATH, held).context["work"]
    cells = {cell.paragraph.label: cell for cell in client.get("/talks/plan/").context["outline"].cells}
    listed = client.get("/talks/plan/1/").content.decode()

    assert [option.by for option in cluster.options] == [(kept,)]
    assert taken.wording == wording.replace("Review progress", "Review all progress")
    assert {shown.weighed.amendment: shown.kind for shown in taken.outcomes} == {kept: "accepted", lost: ""}
    assert [each for each, *_rest in page.context["merged"]] == [lost]
    assert (cells["1"].amendments, cells["1"].status, cells["2"].amendments) == (2, "open", 0)
    assert "on paragraph 2, merged into this one" in listed
    client.post(PATH, {**taken.held, "edition": 2, "action": "save"})
    assert kept.outcomes.get().kind == "accepted"
