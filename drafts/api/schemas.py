"""What the interface for programs gives and takes, as JSON."""

from datetime import datetime

from ninja import Field, Schema

from drafts.models import Amendment, AmendmentKind, Document, Draft, DraftBlock, Outcome, Paragraph

LARGEST = 2**31 - 1


class Refusal(Schema):
    """Why something was refused, in a sentence; `fields` says where."""

    refusal: str
    fields: dict[str, str] = Field(default_factory=dict)


class NegotiationOut(Schema):
    """The negotiation of the token's seat, and what the seat is for."""

    slug: str
    title: str
    time_zone: str
    role: str
    delegation: str | None
    may: list[str]


class DocumentOut(Schema):
    """A text under negotiation."""

    slug: str
    name: str
    title: str
    address: str

    @staticmethod
    def resolve_address(obj: Document) -> str:
        """Return the path of its page."""
        return obj.get_absolute_url()


class ParagraphOut(Schema):
    """A paragraph as it stands. `edition` is what an amendment on it names as its base."""

    label: str
    slug: str
    kind: str
    section: str
    state: str
    target: str | None
    agreement: str
    edition: int
    wording: str
    address: str

    @staticmethod
    def resolve_section(obj: Paragraph) -> str:
        """Return the title of its section; empty without one."""
        return obj.section.title if obj.section else ""

    @staticmethod
    def resolve_target(obj: Paragraph) -> str | None:
        """Return the label of the paragraph it was merged into."""
        return obj.target.label if obj.target else None

    @staticmethod
    def resolve_address(obj: Paragraph) -> str:
        """Return the path of its page."""
        return obj.get_absolute_url()


class EditionOut(Schema):
    """A paragraph as a decision left it."""

    number: int
    label: str
    state: str
    wording: str
    decision: int
    decided_at: datetime


class OutcomeOut(Schema):
    """What became of an amendment, and why."""

    kind: str
    reason: str
    decision: int

    @staticmethod
    def resolve_decision(obj: Outcome) -> int:
        """Return the number of the decision."""
        return obj.decision.number


class AmendmentOut(Schema):
    """A tabled amendment, with the wording that it was written on."""

    number: int
    document: str
    paragraph: str
    kind: str
    target: str | None
    delegation: str
    base_edition: int
    base_wording: str
    wording: str
    rationale: str
    state: str
    fit: str
    tabled_at: datetime
    outcome: OutcomeOut | None
    address: str

    @staticmethod
    def resolve_document(obj: Amendment) -> str:
        """Return the slug of its document."""
        return obj.paragraph.document.slug

    @staticmethod
    def resolve_paragraph(obj: Amendment) -> str:
        """Return the label of its paragraph."""
        return obj.paragraph.label

    @staticmethod
    def resolve_target(obj: Amendment) -> str | None:
        """Return the label of the paragraph that it names besides."""
        return obj.target.label if obj.target else None

    @staticmethod
    def resolve_delegation(obj: Amendment) -> str:
        """Return the name of its delegation or group."""
        return obj.delegation.name

    @staticmethod
    def resolve_outcome(obj: Amendment) -> Outcome | None:
        """Return the outcome that holds; none while it is open."""
        return next((each for each in obj.outcomes.all() if each.undone_by_id is None), None)

    @staticmethod
    def resolve_address(obj: Amendment) -> str:
        """Return the path of its page."""
        return obj.get_absolute_url()


class AmendmentIn(Schema):
    """An amendment to be tabled for the token's delegation, or for a group that it is in."""

    kind: AmendmentKind = AmendmentKind.REVISE
    base_edition: int = Field(ge=1, le=LARGEST, description="The edition that the words were written on.")
    wording: str = ""
    rationale: str = ""
    target: str = Field("", description="The slug of the paragraph to merge into, or to move after.")
    delegation: str = Field("", description="A delegation's slug; empty: the seat's own.")


class DraftOut(Schema):
    """A circulated draft."""

    slug: str
    name: str
    kind: str
    symbol: str
    author: str
    circulated_at: datetime
    seal: str
    address: str

    @staticmethod
    def resolve_address(obj: Draft) -> str:
        """Return the path of its page."""
        return obj.get_absolute_url()


class BlockOut(Schema):
    """A paragraph as a draft froze it; what the seal covers, in its order, and the edition."""

    label: str
    kind: str
    state: str
    target: str
    wording: str
    edition: int


class WholeDraftOut(DraftOut):
    """A circulated draft with its text."""

    blocks: list[BlockOut]

    @staticmethod
    def resolve_blocks(obj: Draft) -> list[DraftBlock]:
        """Return its blocks in order."""
        return list(obj.blocks.order_by("position"))
