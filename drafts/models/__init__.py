"""What lies on the table: paragraphs and their decisions, amendments and their outcomes, drafts and their files."""

from drafts.models.amendments import Amendment, AmendmentKind, AmendmentState, Outcome, OutcomeKind
from drafts.models.circulation import (
    Draft,
    DraftBlock,
    DraftKind,
    Export,
    ExportForm,
    ExportFormat,
    ExportState,
)
from drafts.models.paragraphs import (
    RESERVED_SLUGS,
    Agreement,
    Decision,
    Document,
    Edition,
    Paragraph,
    ParagraphKind,
    ParagraphState,
    Section,
    Verb,
    survivors,
)

__all__ = [
    "RESERVED_SLUGS",
    "Agreement",
    "Amendment",
    "AmendmentKind",
    "AmendmentState",
    "Decision",
    "Document",
    "Draft",
    "DraftBlock",
    "DraftKind",
    "Edition",
    "Export",
    "ExportForm",
    "ExportFormat",
    "ExportState",
    "Outcome",
    "OutcomeKind",
    "Paragraph",
    "ParagraphKind",
    "ParagraphState",
    "Section",
    "Verb",
    "survivors",
]
