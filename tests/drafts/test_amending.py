"""Proposing: what each act leaves, and what each refuses."""

import pytest

from delegations.models import Delegation, DelegationKind
from delegations.operations import accrediting
from drafts.models import Amendment, AmendmentKind, AmendmentState, Fit, RevisionCause
from drafts.operations import amending, deciding, structuring
from drafts.operations.amending import Proposal
from drafts.operations.wordings import WordingRefused
from tests.factories import (
    NOW,
    make_amendment,
    make_delegate,
    make_delegation,
    make_document,
    make_facilitator,
    make_paragraph,
)

pytestmark = pytest.mark.django_db


def test_table_amendment_gives_it_a_number_and_a_first_revision() -> None:
    paragraph = make_paragraph("Ensure liability;")

    first, second = (
        make_amendment(paragraph, "Ensure it;"),
        make_amendment(paragraph, "Ensure the liability;"),
    )

    assert [each.called for each in (first, second)] == ["A-001", "A-002"]
    assert (first.base_wording, first.base_edition, first.tabled_at) == ("Ensure liability;", 1, NOW)
    assert [revision.cause for revision in first.revisions.all()] == [RevisionCause.TABLED]


def test_table_amendment_refuses_the_wording_as_it_stands() -> None:
    with pytest.raises(amending.NothingProposed, match="change something first"):
        make_amendment(make_paragraph("Ensure liability;"), "Ensure liability;")

    assert Amendment.objects.get().state == AmendmentState.DRAFT


def test_table_amendment_refuses_a_paragraph_that_no_longer_stands() -> None:
    paragraph = make_paragraph()
    draft = make_amendment(paragraph, "Other;", tabled=False)
    by = make_facilitator(paragraph.document.negotiation)
    structuring.delete_paragraph(paragraph=paragraph, edition=1, by=by, at=NOW)

    with pytest.raises(amending.NotOpen, match="no longer stands; your words are kept"):
        amending.table_amendment(draft=draft, by=draft.author, at=NOW)


def test_table_amendment_of_a_merge_wants_its_target() -> None:
    document = make_document()
    first, second = document.paragraphs.get(label="1"), document.paragraphs.get(label="2")

    with pytest.raises(amending.TargetMissing):
        make_amendment(first, "One and two;", kind=AmendmentKind.MERGE)
    merged = make_amendment(second, "One and two;", kind=AmendmentKind.MERGE, target=first)

    assert (merged.base_wording, merged.proposes) == ("One;", "Merge it into paragraph 1")


@pytest.mark.parametrize("kind", [AmendmentKind.DELETE, AmendmentKind.INSERT, AmendmentKind.ALTERNATIVE])
def test_table_amendment_of_every_kind(kind: AmendmentKind) -> None:
    paragraph = make_paragraph("Ensure liability;")

    amendment = make_amendment(paragraph, "Something else;", kind=kind)

    assert amendment.is_open
    assert amendment.wording == ("" if kind == AmendmentKind.DELETE else "Something else;")
    assert amendment.base_wording == ("Ensure liability;" if kind == AmendmentKind.ALTERNATIVE else "")


def test_save_draft_refuses_a_delegation_that_is_not_ones_own() -> None:
    paragraph = make_paragraph()
    by = make_delegate(paragraph.document.negotiation)
    other = make_delegation(paragraph.document.negotiation)

    with pytest.raises(amending.NotYours):
        amending.save_draft(
            paragraph=paragraph, delegation=other, proposal=Proposal(1, "New;"), by=by, at=NOW
        )


def test_save_draft_on_behalf_of_a_group_is_prepared_by_the_member() -> None:
    paragraph = make_paragraph()
    negotiation = paragraph.document.negotiation
    member, group = make_delegation(negotiation), make_delegation(negotiation, kind=DelegationKind.GROUP)
    accrediting.join_group(group=group, members=[member])

    draft = amending.save_draft(
        paragraph=paragraph,
        delegation=group,
        proposal=Proposal(1, "New;"),
        by=make_delegate(negotiation, member),
        at=NOW,
    )

    assert (draft.delegation, draft.prepared_by) == (group, member)


def test_a_draft_is_seen_only_by_the_delegation_that_prepares_it() -> None:
    paragraph = make_paragraph()
    negotiation = paragraph.document.negotiation
    draft = make_amendment(paragraph, "New;", tabled=False)
    colleague = make_delegate(negotiation, draft.prepared_by)
    strangers = [
        make_delegate(negotiation),
        make_facilitator(negotiation),
        make_facilitator(make_paragraph().document.negotiation),
    ]

    assert list(Amendment.objects.visible_to(colleague, NOW.date())) == [draft]
    assert [list(Amendment.objects.visible_to(stranger, NOW.date())) for stranger in strangers] == [
        [],
        [],
        [],
    ]


def test_revise_amendment_keeps_the_earlier_revision() -> None:
    paragraph = make_paragraph("Ensure liability;")
    amendment = make_amendment(paragraph, "Ensure it;")

    revised = amending.revise_amendment(
        amendment=amendment, proposal=Proposal(1, "Ensure full liability;"), by=amendment.author, at=NOW
    )

    assert revised.number == amendment.number
    assert list(revised.revisions.values_list("cause", "wording")) == [
        ("tabled", "Ensure it;"),
        ("revised", "Ensure full liability;"),
    ]


def test_withdraw_amendment_leaves_it_in_the_list() -> None:
    amendment = make_amendment(make_paragraph(), "New;")

    amending.withdraw_amendment(amendment=amendment, by=amendment.author, at=NOW)

    amendment.refresh_from_db()
    assert (amendment.state, amendment.withdrawn_at) == (AmendmentState.WITHDRAWN, NOW)
    with pytest.raises(amending.NotOpen):
        amending.withdraw_amendment(amendment=amendment, by=amendment.author, at=NOW)


def test_withdraw_amendment_refuses_another_delegation() -> None:
    paragraph = make_paragraph()
    amendment = make_amendment(paragraph, "New;")

    with pytest.raises(amending.NotYours):
        amending.withdraw_amendment(
            amendment=amendment, by=make_delegate(paragraph.document.negotiation), at=NOW
        )


def decide(amendment: Amendment, wording: str) -> None:
    paragraph = amendment.paragraph
    paragraph.refresh_from_db()
    deciding.revise_paragraph(
        paragraph=paragraph,
        edition=paragraph.edition,
        wording=wording,
        by=make_facilitator(paragraph.document.negotiation),
        at=NOW,
    )
    amendment.refresh_from_db()


def test_an_amendment_that_fits_is_carried_to_the_new_edition() -> None:
    amendment = make_amendment(
        make_paragraph("Ensure liability of offenders;"), "Ensure liability of perpetrators;"
    )

    decide(amendment, "Ensure the liability of offenders;")

    assert (amendment.fit, amendment.base_edition) == (Fit.FITS, 2)
    assert amendment.wording == "Ensure the liability of perpetrators;"
    assert list(amendment.revisions.values_list("cause", flat=True)) == ["tabled", "carried"]


def test_an_amendment_that_the_text_now_says_is_marked_reflected() -> None:
    amendment = make_amendment(
        make_paragraph("Ensure liability of offenders;"), "Ensure the liability of offenders;"
    )

    decide(amendment, "Ensure the liability of all offenders;")

    assert amendment.fit == Fit.REFLECTED
    assert amendment.wording == "Ensure the liability of offenders;"


def test_an_amendment_whose_words_changed_needs_attention_and_loses_nothing() -> None:
    amendment = make_amendment(
        make_paragraph("Ensure liability of offenders;"), "Ensure liability of perpetrators;"
    )

    decide(amendment, "Ensure liability of traffickers;")

    assert (amendment.fit, amendment.wording) == (Fit.ATTENTION, "Ensure liability of perpetrators;")
    assert amendment.base_wording == "Ensure liability of offenders;"


def test_take_back_carrying_gives_the_tabled_words_again() -> None:
    amendment = make_amendment(
        make_paragraph("Ensure liability of offenders;"), "Ensure liability of perpetrators;"
    )
    decide(amendment, "Ensure the liability of offenders;")

    taken_back = amending.take_back_carrying(amendment=amendment, by=amendment.author, at=NOW)

    assert (taken_back.wording, taken_back.fit) == ("Ensure liability of perpetrators;", Fit.ATTENTION)
    with pytest.raises(amending.NotCarried):
        amending.take_back_carrying(amendment=amendment, by=amendment.author, at=NOW)


def test_discard_draft_throws_only_a_draft_away() -> None:
    paragraph = make_paragraph()
    draft, tabled = make_amendment(paragraph, "A;", tabled=False), make_amendment(paragraph, "B;")

    amending.discard_draft(draft=draft, by=draft.author, at=NOW)

    assert list(Amendment.objects.all()) == [tabled]
    with pytest.raises(amending.NotOpen):
        amending.discard_draft(draft=tabled, by=tabled.author, at=NOW)


def test_save_draft_refuses_the_paragraph_as_its_own_target() -> None:
    paragraph = make_paragraph()

    with pytest.raises(amending.TargetMissing, match="choose another"):
        make_amendment(paragraph, "Both;", kind=AmendmentKind.MERGE, target=paragraph, tabled=False)


def test_save_draft_refuses_an_edition_that_never_was() -> None:
    paragraph = make_paragraph()
    by = make_delegate(paragraph.document.negotiation)

    with pytest.raises(amending.EditionUnknown, match="has no edition 99"):
        amending.save_draft(
            paragraph=paragraph,
            delegation=Delegation.objects.get(seats__user=by),
            proposal=Proposal(99, "New;"),
            by=by,
            at=NOW,
        )


def test_table_amendment_refuses_what_turns_reading_round() -> None:
    with pytest.raises(WordingRefused, match=r"Character 8 is a control character \(U\+202E\)"):
        make_amendment(make_paragraph("Ensure liability;"), "Ensure \u202eliability;")


def test_a_draft_that_was_tabled_in_another_tab_is_neither_made_a_draft_again_nor_tabled_twice() -> None:
    paragraph = make_paragraph()
    draft = make_amendment(paragraph, "Other;", tabled=False)
    seen = Amendment.objects.get(pk=draft.pk)
    amending.table_amendment(draft=draft, by=draft.author, at=NOW)

    for act in (amending.save_draft, amending.propose_amendment):
        with pytest.raises(amending.NotOpen, match="A-001 is tabled already"):
            act(
                paragraph=paragraph,
                delegation=seen.delegation,
                proposal=Proposal(base_edition=1, wording="Yet other;"),
                by=seen.author,
                at=NOW,
                draft=seen,
            )

    kept = Amendment.objects.get()
    assert (kept.state, kept.number, kept.wording) == (AmendmentState.TABLED, 1, "Other;")


def test_words_typed_into_a_draft_that_was_thrown_away_in_another_tab_are_kept() -> None:
    paragraph = make_paragraph()
    draft = make_amendment(paragraph, "Other;", tabled=False)
    seen = Amendment.objects.get(pk=draft.pk)
    amending.discard_draft(draft=draft, by=seen.author, at=NOW)

    with pytest.raises(amending.NotOpen, match="thrown away"):
        amending.discard_draft(draft=seen, by=seen.author, at=NOW)
    amending.save_draft(
        paragraph=paragraph,
        delegation=seen.delegation,
        proposal=Proposal(base_edition=1, wording="Yet other;"),
        by=seen.author,
        at=NOW,
        draft=seen,
    )

    assert Amendment.objects.get().wording == "Yet other;"
