"""What the record is told of acts on the text: as they are called that day, and the hash of the words themselves."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from delegations.models import Act, ActKind, Audience, Delegation, Readers, User, readers_of
from delegations.operations.recording import record
from drafts.models import (
    Alignment,
    Amendment,
    Decision,
    Document,
    Draft,
    Export,
    Paragraph,
    Position,
    Verb,
    Window,
)

KINDS = {
    Verb.IMPORT: ActKind.DOCUMENT_IMPORTED,
    Verb.RENUMBER: ActKind.DOCUMENT_RENUMBERED,
}


def note_decision(*, decision: Decision, changed: Sequence[Paragraph], by: User, at: datetime) -> Act:
    """Record a decision with the paragraphs as it left them; `decision` may be unsaved, for its row appears at the end."""
    words = [[each.label, each.edition, each.state, each.agreement, each.wording] for each in changed]
    return record(
        negotiation=decision.negotiation,
        kind=KINDS.get(Verb(decision.verb), ActKind.PARAGRAPH_DECIDED),
        by=by,
        at=at,
        what=decision.sentence,
        address=decision.get_absolute_url(),
        delegation=decision.delegation,
        facts={
            "decision": decision.number,
            "verb": decision.verb,
            "document": decision.document.slug,
            "paragraphs": len(changed),
            "undoes": decision.undoes.number if decision.undoes else None,
            "words": digest(words),
        },
        readers=readers_of(decision.document.audience),
    )


def note_amendment(*, amendment: Amendment, kind: ActKind, by: User, at: datetime) -> Act:
    """Record what a delegation did with its tabled amendment, and the words it then had."""
    return record(
        negotiation=amendment.negotiation,
        kind=kind,
        by=by,
        at=at,
        what=f"{amendment} on {amendment.paragraph.called}",
        address=amendment.get_absolute_url(),
        delegation=amendment.delegation,
        facts={
            "amendment": amendment.number,
            "document": amendment.paragraph.document.slug,
            "paragraph": amendment.paragraph.label,
            "proposes": amendment.kind,
            "edition": amendment.base_edition,
            "words": digest([amendment.wording, amendment.rationale]),
        },
        readers=readers_of(amendment.audience),
    )


def note_sponsorship(*, draft: Amendment, sponsor: Delegation, kind: ActKind, by: User, at: datetime) -> None:
    """Record that a Member State was asked to sponsor a draft, or declined to: for the two delegations alone."""
    for side in sorted({draft.prepared_by, sponsor}, key=lambda each: each.pk):
        record(
            negotiation=draft.negotiation,
            kind=kind,
            by=by,
            at=at,
            what=f"{sponsor}, for a draft of {draft.delegation} on {draft.paragraph.called}",
            delegation=draft.delegation,
            facts={
                "sponsor": sponsor.slug,
                "document": draft.paragraph.document.slug,
                "paragraph": draft.paragraph.label,
                "words": digest([draft.wording, draft.rationale]),
            },
            readers=Readers(room=side),
        )


def note_position(*, position: Position, kind: ActKind, by: User, at: datetime) -> Act:
    """Record that a delegation stated a position, or took it back."""
    on: Amendment | Paragraph = position.amendment or position.paragraph
    told = position.amendment or position.paragraph.called
    return record(
        negotiation=position.paragraph.document.negotiation,
        kind=kind,
        by=by,
        at=at,
        what=f"{position.get_kind_display()} {told}",
        address=on.get_absolute_url(),
        delegation=position.delegation,
        facts={
            "position": position.kind,
            "amendment": position.amendment.number if position.amendment else None,
            "document": position.paragraph.document.slug,
            "paragraph": position.paragraph.label,
            "words": digest([position.note]),
        },
        readers=readers_of((position.amendment or position.paragraph.document).audience),
    )


def note_alignment(*, alignment: Alignment, by: User, at: datetime) -> Act:
    """Record that a member of a group aligned itself with a revision of its amendment, or dissociated itself."""
    amendment = alignment.amendment
    return record(
        negotiation=amendment.negotiation,
        kind=ActKind.ALIGNMENT_STATED,
        by=by,
        at=at,
        what=f"{alignment.get_kind_display()}: {amendment} on {amendment.paragraph.called}",
        address=amendment.get_absolute_url(),
        delegation=alignment.delegation,
        facts={
            "amendment": amendment.number,
            "group": amendment.delegation.slug,
            "alignment": alignment.kind,
            "revision": alignment.revision,
        },
        readers=readers_of(amendment.audience),
    )


def note_window(*, window: Window, kind: ActKind, by: User | None, at: datetime) -> Act:
    """Record what was done to a window, with its hours as they then are; `by` is None where its hour has come."""
    return record(
        negotiation=window.document.negotiation,
        kind=kind,
        by=by,
        at=at,
        what=str(window),
        address=window.get_absolute_url(),
        facts={
            "document": window.document.slug,
            "section": window.section.title if window.section else None,
            "covers": window.covers,
            "opens_at": window.opens_at,
            "closes_at": window.closes_at,
            "is_late_accepted": window.is_late_accepted,
        },
        readers=readers_of(window.document.audience),
    )


def note_circulation(*, draft: Draft, by: User, at: datetime) -> Act:
    """Record that a draft was circulated, with its seal."""
    return record(
        negotiation=draft.document.negotiation,
        kind=ActKind.DRAFT_CIRCULATED,
        by=by,
        at=at,
        what=f"{draft} of {draft.document}",
        address=draft.get_absolute_url(),
        facts={"document": draft.document.slug, "draft": draft.slug, "kind": draft.kind, "seal": draft.seal},
        readers=readers_of(draft.audience),
    )


def note_file(*, export: Export, by: User, at: datetime) -> Act:
    """Record that somebody had a file made of a draft; files that are there already are only downloaded."""
    return record(
        negotiation=export.draft.document.negotiation,
        kind=ActKind.FILE_ASKED,
        by=by,
        at=at,
        what=export.file_name,
        address=export.draft.get_absolute_url(),
        facts={"draft": export.draft.slug, "form": export.form, "format": export.format},
        readers=readers_of(export.audience),
    )


def note_audience(*, thing: Document | Draft, before: int, by: User, at: datetime) -> Act:
    """Record who reads a text from now on, for those alone who could and can."""
    document = thing if isinstance(thing, Document) else thing.document
    return record(
        negotiation=document.negotiation,
        kind=ActKind.AUDIENCE_SET,
        by=by,
        at=at,
        what=str(thing),
        address=thing.get_absolute_url(),
        facts={"before": Audience(before).name, "audience": Audience(thing.audience).name},
        readers=readers_of(min(before, thing.audience)),
    )


def digest(words: Sequence[object]) -> str:
    """Return the SHA-256 of words as canonical JSON, so that the record proves them without repeating them."""
    written = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()
