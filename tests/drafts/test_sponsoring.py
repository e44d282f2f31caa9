"""What an observer or organization prepares is tabled only when a Member State sponsors it."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from delegations.models import Act, Delegation, DelegationKind, Negotiation, Notice, NoticeKind, Role, User
from delegations.operations import accrediting
from drafts.models import Amendment, AmendmentState, Paragraph
from drafts.operations import amending, sponsoring
from tests.factories import NOW, make_delegate, make_delegation, make_document, make_negotiation, make_seat
from tests.test_access import client_of

pytestmark = pytest.mark.django_db


class Talks:
    """A negotiation with an organization, two Member States, and a person for each."""

    def __init__(self) -> None:
        self.negotiation: Negotiation = make_negotiation("talks")
        self.paragraph: Paragraph = make_document(self.negotiation).paragraphs.get(label="1")
        self.ngo: Delegation = make_delegation(self.negotiation, "ngo", DelegationKind.NGO)
        self.state: Delegation = make_delegation(self.negotiation, "samplia")
        self.observer: User = make_seat(self.negotiation, Role.OBSERVER, self.ngo).user
        self.delegate: User = make_delegate(self.negotiation, self.state)
        self.other: User = make_delegate(self.negotiation)

    def draft(self) -> Amendment:
        proposal = amending.Proposal(base_edition=1, wording="One and a half;")
        return amending.save_draft(
            paragraph=self.paragraph, delegation=self.ngo, proposal=proposal, by=self.observer, at=NOW
        )

    def asked(self) -> Amendment:
        return sponsoring.ask_sponsor(draft=self.draft(), sponsor=self.state, by=self.observer, at=NOW)


@pytest.fixture
def talks() -> Talks:
    return Talks()


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.HEAD, Role.OBSERVER])
def test_organization_prepares_but_tables_nothing_itself(talks: Talks, role: Role) -> None:
    by = make_seat(talks.negotiation, role, talks.ngo).user
    proposal = amending.Proposal(base_edition=1, wording="One and a half;")
    draft = amending.save_draft(
        paragraph=talks.paragraph, delegation=talks.ngo, proposal=proposal, by=by, at=NOW
    )

    with pytest.raises(amending.NotYours):
        amending.table_amendment(draft=draft, by=by, at=NOW)
    with pytest.raises(amending.NotYours):
        amending.table_amendment(draft=draft, by=talks.delegate, at=NOW)


def test_observer_of_a_member_state_prepares_nothing(talks: Talks) -> None:
    by = make_seat(talks.negotiation, Role.OBSERVER, talks.state).user
    proposal = amending.Proposal(base_edition=1, wording="One and a half;")

    with pytest.raises(amending.NotYours):
        amending.save_draft(
            paragraph=talks.paragraph, delegation=talks.state, proposal=proposal, by=by, at=NOW
        )


def test_sponsor_tables_in_the_name_of_who_prepared_and_then_answers_for_it(talks: Talks) -> None:
    draft = talks.asked()
    tabled = sponsoring.sponsor_amendment(draft=draft, saved_at=draft.saved_at, by=talks.delegate, at=NOW)

    assert (tabled.number, tabled.delegation, tabled.sponsor) == (1, talks.ngo, talks.state)
    with pytest.raises(amending.NotYours):
        amending.withdraw_amendment(amendment=tabled, by=talks.observer, at=NOW)
    assert amending.withdraw_amendment(amendment=tabled, by=talks.delegate, at=NOW).state == "withdrawn"


def test_the_record_shows_what_stands_in_two_books_once(talks: Talks) -> None:
    talks.asked()
    address = reverse("delegations:act_list", args=["talks"])
    asker = make_seat(talks.negotiation, Role.DELEGATE, talks.ngo).user
    both = make_seat(talks.negotiation, Role.DELEGATE, talks.state).user
    accrediting.accredit(
        negotiation=talks.negotiation, email=both.email, name="", role=Role.DELEGATE, delegation=talks.ngo
    )

    for reader in (talks.delegate, asker, both):
        page = client_of(reader).get(address)
        assert [act.kind for act in page.context["page"]].count("sponsorship_asked") == 1
    assert Act.objects.filter(kind="sponsorship_asked").count() == 2


def test_only_the_state_that_is_asked_sees_sponsors_or_declines(talks: Talks) -> None:
    draft = talks.asked()
    today = timezone.localdate()

    with pytest.raises(sponsoring.SponsorshipRefused):
        sponsoring.sponsor_amendment(draft=draft, saved_at=draft.saved_at, by=talks.other, at=NOW)
    with pytest.raises(sponsoring.SponsorshipRefused):
        sponsoring.decline_sponsorship(draft=draft, note="", by=talks.other, at=NOW)
    assert draft in Amendment.objects.visible_to(talks.delegate, today)
    assert draft not in Amendment.objects.visible_to(talks.other, today)
    declined = sponsoring.decline_sponsorship(draft=draft, note="Not now.", by=talks.delegate, at=NOW)
    assert (declined.sponsor, declined.declined) == (None, "Samplia declined. Not now.")
    assert draft not in Amendment.objects.visible_to(talks.delegate, today)


def test_sponsor_tables_no_other_words_than_it_read(talks: Talks) -> None:
    draft = talks.asked()

    with pytest.raises(sponsoring.SponsorshipRefused):
        sponsoring.sponsor_amendment(draft=draft, saved_at=timezone.now(), by=talks.delegate, at=NOW)
    changed = amending.Proposal(base_edition=1, wording="Something else;")
    amending.save_draft(
        paragraph=talks.paragraph,
        delegation=talks.ngo,
        proposal=changed,
        by=talks.observer,
        at=NOW,
        draft=draft,
    )
    with pytest.raises(sponsoring.SponsorshipRefused):
        sponsoring.sponsor_amendment(draft=draft, saved_at=NOW, by=talks.delegate, at=NOW)


def test_ask_sponsor_refuses_whom_it_cannot_be(talks: Talks) -> None:
    draft = talks.draft()

    for sponsor in (
        talks.ngo,
        make_delegation(talks.negotiation, "club", DelegationKind.GROUP),
        make_delegation(make_negotiation()),
    ):
        with pytest.raises(sponsoring.SponsorshipRefused):
            sponsoring.ask_sponsor(draft=draft, sponsor=sponsor, by=talks.observer, at=NOW)
    with pytest.raises(sponsoring.SponsorshipRefused):
        sponsoring.ask_sponsor(draft=draft, sponsor=talks.state, by=talks.delegate, at=NOW)


def test_pages_of_sponsoring(talks: Talks) -> None:
    observer, delegate, other = Client(), Client(), Client()
    observer.force_login(talks.observer)
    delegate.force_login(talks.delegate)
    other.force_login(talks.other)
    create = reverse("drafts:amendment_create", args=["talks", "plan", "1"])
    data = {"kind": "revise", "wording": "One and a half;", "delegation": talks.ngo.pk, "base_edition": 1}
    assert observer.post(create, {**data, "action": "table"}).status_code == 422
    assert observer.post(create, {**data, "action": "draft"}).status_code == 302
    draft = Amendment.objects.get()
    edit, page = (
        reverse("drafts:amendment_edit", args=["talks", draft.pk]),
        reverse("drafts:amendment_sponsor", args=["talks", draft.pk]),
    )
    ask = reverse("drafts:sponsor_ask", args=["talks", draft.pk])

    assert "Ask for sponsorship" in observer.get(edit).content.decode()
    assert observer.post(ask, {"sponsor": "nobody"}).status_code == 404
    assert delegate.get(page).status_code == 404
    assert observer.post(ask, {"sponsor": "samplia"}).status_code == 302
    assert {other.get(each).status_code for each in (edit, page)} == {404}
    assert delegate.get(edit).headers["Location"] == page
    assert "Sponsor and table it" in delegate.get(page).content.decode()
    assert delegate.post(page, {"answer": "sponsor", "saved_at": "nonsense"}).status_code == 409
    draft.refresh_from_db()
    assert (
        delegate.post(page, {"answer": "sponsor", "saved_at": draft.saved_at.isoformat()}).status_code == 302
    )
    draft.refresh_from_db()
    assert draft.state == AmendmentState.TABLED
    shown = other.get(reverse("drafts:amendment", args=["talks", 1])).content.decode()
    assert "Ngo" in shown
    assert "Samplia <small>sponsor</small>" in shown


def test_the_asked_member_state_is_told_sees_it_on_its_overview_and_in_its_record(talks: Talks) -> None:
    draft = talks.asked()

    notice = Notice.objects.get()
    page = client_of(talks.delegate).get("/talks/").text
    records = {
        person: client_of(person).get("/talks/record/").text for person in (talks.delegate, talks.other)
    }

    assert (notice.user, notice.kind) == (talks.delegate, NoticeKind.SPONSOR_ASKED)
    assert reverse("drafts:amendment_sponsor", args=["talks", draft.pk]) in page
    assert page.count("Needs you") == 1
    assert "asks for your sponsorship" not in client_of(talks.other).get("/talks/").text
    assert "Samplia, for a draft of Ngo on paragraph 1" in records[talks.delegate]
    assert "for a draft of Ngo" not in records[talks.other]


@pytest.mark.parametrize(("is_declined", "sentence"), [(True, "declined"), (False, "tabled")])
def test_who_asked_is_told_the_answer(talks: Talks, *, is_declined: bool, sentence: str) -> None:
    draft = talks.asked()
    if is_declined:
        sponsoring.decline_sponsorship(draft=draft, note="", by=talks.delegate, at=NOW)
    else:
        sponsoring.sponsor_amendment(draft=draft, saved_at=draft.saved_at, by=talks.delegate, at=NOW)

    told = Notice.objects.get(user=talks.observer)

    assert told.sentence == f"Samplia answered on your amendment on paragraph 1: {sentence}."


def test_a_draft_that_was_thrown_away_meanwhile_is_not_sponsored(talks: Talks) -> None:
    draft = talks.asked()
    seen = Amendment.objects.get(pk=draft.pk)
    amending.discard_draft(draft=draft, by=talks.observer, at=NOW)

    with pytest.raises(sponsoring.SponsorshipRefused, match="thrown away"):
        sponsoring.sponsor_amendment(draft=seen, saved_at=seen.saved_at, by=talks.delegate, at=NOW)
