"""What nobody sees in a wording goes, whichever way it came in: typed, decided, given back, brought in."""

import pytest

from drafts.models import Amendment, Draft, Paragraph, Purpose
from drafts.operations import amending, intake, returning
from tests.drafts.acts import revise
from tests.drafts.test_circulating import circulate
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_document,
    make_facilitator,
    make_negotiation,
    make_paragraph,
)
from tests.test_access import client_of

pytestmark = pytest.mark.django_db

WORDS, UNSEEN = "Ensure liability;", "\ufeffEnsure\u00a0lia\u00ad\u200bbility;\u200e"


def test_an_amendment_that_differs_in_nothing_seen_changes_nothing() -> None:
    paragraph = make_paragraph(WORDS)

    with pytest.raises(amending.NothingProposed, match="change something first"):
        make_amendment(paragraph, UNSEEN)
    made = make_amendment(paragraph, UNSEEN.replace("Ensure", "Ensure the"))

    assert made.wording == "Ensure the liability;"


def test_the_preview_says_that_nothing_changes() -> None:
    document = make_document(make_negotiation("talks"), wordings=[WORDS])
    by = make_delegate(document.negotiation)

    sent = {"kind": "revise", "wording": UNSEEN, "base_edition": "1"}
    page = client_of(by).post("/talks/plan/1/amend/redline/", sent).text

    assert "no changes" in page


def test_a_decision_keeps_what_is_seen() -> None:
    paragraph = make_paragraph(WORDS)

    revise(paragraph, UNSEEN.replace("Ensure", "Ensure the"))

    assert Paragraph.objects.get(pk=paragraph.pk).wording == "Ensure the liability;"


def test_a_file_given_back_with_nothing_seen_changed_wants_nothing() -> None:
    draft: Draft = circulate(make_document(wordings=[WORDS, "Punish offenders;", "Report."]), "Zero")
    by = make_delegate(draft.document.negotiation)
    given = "\n\n".join(["1. " + UNSEEN, "2. Punish all\u2028offenders;", "3. Report."]).encode()

    file = returning.open_returned(
        document=draft.document,
        draft=draft,
        purpose=Purpose.AMEND,
        file_name="text.txt",
        data=given,
        by=by,
        at=NOW,
    )

    assert [each.wording for each in file.wanted] == ["Punish all offenders;"]
    assert not Amendment.objects.exists()


def test_a_text_brought_in_has_nothing_that_nobody_sees() -> None:
    negotiation = make_negotiation()

    brought = intake.open_intake(
        negotiation=negotiation,
        file_name="text.txt",
        data=f"The plan\n\n1. {UNSEEN}\n\n2. Punish all\u2028offenders.".encode(),
        by=make_facilitator(negotiation),
        at=NOW,
    )

    wordings = [entry.block.wording for entry in brought.working.entries]
    assert wordings == ["Ensure\u00a0liability;", "Punish all offenders."]
