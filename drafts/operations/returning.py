"""Giving an edited file back: it is read and laid beside the text, and what is chosen of it is tabled or decided."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.db import transaction

from delegations.models import User
from drafts.models import (
    AmendmentKind,
    Document,
    Draft,
    ExportForm,
    Paragraph,
    Purpose,
    ReturnedFile,
    Wanted,
    copies,
)
from drafts.operations import amending, deciding
from drafts.readers import files
from drafts.readers.docx import edited
from drafts.text import merge, parsing, returning
from drafts.text.invisible import settled
from drafts.text.parsing import Block
from drafts.text.returning import Act, Base, Change, PassedOver, Returned
from gpa.errors import DomainError

LONGEST_FILE_NAME = 200
MOST_BLOCKS = 2_000
"""Paragraphs that a file may have."""
MOST_CHANGES = 400
"""Changes that one page lets a person choose from."""
FEW_MISSING = 3
"""So many paragraphs may be missing in a file, or a quarter of them all, before it counts as a part of the text."""
_ZIP = b"PK\x03\x04"


class ReturnRefused(DomainError):
    """The file cannot be laid beside the text; the sentence says why."""


@transaction.atomic
def open_returned(
    *,
    document: Document,
    draft: Draft | None,
    purpose: Purpose,
    file_name: str,
    data: bytes,
    by: User,
    at: datetime,
) -> ReturnedFile:
    """Read an edited file and keep what it wants; nothing is tabled.

    `draft` is the one that was edited; without, the file says it itself, else the text as it stands is taken.

    Raises:
        UnreadableFile: with the reason.
        ReturnRefused: it is of another document, too long, or says what the text says.
    """
    is_word = data.startswith(_ZIP)
    word = edited.read(data) if is_word else None
    if word is not None:
        _check_form(word.properties)
        draft = draft or _draft_of(document, word.properties, by, at)
    title, rows = _base(document, draft)
    base = [one.base for one in rows]
    passed: list[PassedOver] = []
    if word is None:
        parsed = parsing.parse(files.read(file_name, data))
        accepted, untracked = _parsed(parsed.blocks), {}
        passed += returning.retitled(title, "\n".join(parsed.title))
    else:
        now, before = (returning.titled(view.rows) for view in (word.accepted, word.rejected))
        passed += [*returning.retitled(title, now, is_struck=bool(before)), *word.notes]
        accepted = _read(word.accepted, base)
        is_tracked = word.properties.get("Form") in ExportForm.tracking()
        untracked = {} if is_tracked else _by_place(returning.changes(base, _read(word.rejected, base)))
    changes, headings = _changes(base, accepted, passed)
    told, left = returning.rationales(changes, word.comments if word else ())
    file = ReturnedFile(
        document=document,
        draft=draft,
        purpose=purpose,
        uploaded_by=by,
        file_name=file_name[-LONGEST_FILE_NAME:],
        comments=[comment.text for comment in left],
        passed_over=[asdict(each) for each in (*passed, *headings)],
        updated_at=at,
    )
    file.hold(list(_wanted(changes, told, untracked, rows)))
    file.save()
    return file


def _changes(
    base: Sequence[Base], accepted: Sequence[Returned], passed: Sequence[PassedOver]
) -> tuple[tuple[Change, ...], tuple[PassedOver, ...]]:
    """Tell what a file wants, and which headings it changed beside; `passed` is what else nobody can amend.

    Raises:
        ReturnRefused: it wants nothing, or more than a person chooses from; or there is no text to lay it beside.
    """
    is_long = len(accepted) > MOST_BLOCKS
    changes, headings = ((), ()) if is_long else returning.told(base, accepted)
    seen = (replace(each, wording=settled(each.wording, each.base)) for each in changes)
    changes = tuple(each for each in seen if each.act != Act.REVISE or each.wording != each.base)
    if is_long or len(changes) > MOST_CHANGES:
        message = (
            f"The file has more than {MOST_BLOCKS:,} paragraphs or {MOST_CHANGES} changes. Give a part of it."
        )
        raise ReturnRefused(message)
    if changes and any(one.key for one in base):
        return changes, headings
    only = sorted({each.what for each in (*passed, *headings)})
    if only:
        message = (
            f"No paragraph was changed in the file, but a {' and a '.join(only)}: nobody can amend that here. "
            "Say it to the secretariat."
        )
        raise ReturnRefused(message)
    message = "The file says what the text says: nothing in it was changed."
    raise ReturnRefused(message)


@dataclass(frozen=True)
class _Row:
    """A paragraph of the text that was given out, and its edition."""

    base: Base
    edition: int


def _check_form(properties: Mapping[str, str]) -> None:
    """Refuse a file in which others' proposals stand among the words."""
    if properties.get("Form") in {ExportForm.COMPILATION, ExportForm.ANONYMOUS}:
        message = "This is a compilation, which holds what everybody proposes. Write on the clean text or the amendment sheet."
        raise ReturnRefused(message)


def _draft_of(document: Document, properties: Mapping[str, str], by: User, at: datetime) -> Draft | None:
    """Return the draft that a file says it is of, if whoever gives the file may read it: the file may say anything.

    Raises:
        ReturnRefused: it says that it is of another document.
    """
    own = {"Negotiation": document.negotiation.slug, "Document": document.slug}
    if any(properties.get(name, slug) != slug for name, slug in own.items()):
        message = "The file was made of another document. Give it back there, or say which draft to compare it with."
        raise ReturnRefused(message)
    seal = properties.get("Seal", "")
    readable = Draft.objects.visible_to(by, document.negotiation.local(at).date())
    return readable.filter(document=document, seal=seal).order_by("circulated_at").last() if seal else None


def _base(document: Document, draft: Draft | None) -> tuple[str, list[_Row]]:
    """Return the title and the paragraphs that the file was made of; headings of sections, which nobody amends, have no key."""
    copy = copies.frozen(draft) if draft else copies.standing(document, document.name)
    rows = (
        draft.blocks.values_list("paragraph_id", "edition")
        if draft
        else document.paragraphs.values_list("pk", "edition")
    )
    editions = {str(pk): edition for pk, edition in rows}
    found = [
        _Row(Base(key if key in editions else "", replace(block)), editions.get(key, 0))
        for key, block in zip(copy.keys, copy.text.blocks, strict=True)
    ]
    return "\n".join(copy.text.title), found


def _read(view: edited.View, base: Sequence[Base]) -> tuple[Returned, ...]:
    """Read one view of a Word document: by its bookmarks where it still has them, else by what its paragraphs say."""
    keys = {one.key for one in base if one.key}
    if any(row.key in keys for row in view.rows):
        return returning.read(view.rows, base)
    blocks, around = parsing.parse(view.text).blocks, returning.around(view.rows)
    return _parsed([block for block in blocks if block.wording not in around])


def _parsed(blocks: Sequence[Block]) -> tuple[Returned, ...]:
    return tuple(Returned("", replace(block)) for block in blocks)


_Places = dict[tuple[str, str], str]


def _by_place(changes: Sequence[Change]) -> _Places:
    """Return what a file had changed without its program recording it, by what was done and where."""
    return {(change.act, change.key): change.wording for change in changes}


def _wanted(
    changes: Sequence[Change], told: Sequence[str], untracked: _Places, rows: Sequence[_Row]
) -> Iterator[Wanted]:
    """Number the changes.

    Left out until somebody chooses it: what stands before the text, what a part of it lacks, and all of another text.
    """
    editions = {row.base.key: row.edition for row in rows}
    first = next((row.base.key for row in rows if row.base.key), "")
    acts = [change.act for change in changes]
    missing = acts.count(Act.DELETE)
    is_part = missing > max(FEW_MISSING, len(editions) // 4)
    is_another = seems_another(acts, sum(bool(row.base.key and row.base.block.wording) for row in rows))
    for number, (change, rationale) in enumerate(zip(changes, told, strict=True), start=1):
        key = change.key or first
        yield Wanted(
            number=number,
            act=change.act,
            paragraph=int(key),
            edition=editions[key],
            target=int(change.target) if change.target else None,
            base=change.base,
            wording=change.wording,
            rationale=rationale[: amending.LONGEST_RATIONALE],
            origin=change.origin if change.key else "before",
            kind=change.kind,
            untracked=untracked.get((change.act, change.key)),
            is_taken=bool(change.key) and not is_another and not (is_part and change.act == Act.DELETE),
        )


def seems_another(acts: Sequence[str], paragraphs: int) -> bool:
    """Tell whether a file seems to be of another text: it lacks most of the paragraphs, and most of what it says is new."""
    missing, new = acts.count(Act.DELETE), acts.count(Act.INSERT)
    return missing > max(FEW_MISSING, paragraphs // 2) and new > paragraphs - missing


# --- what it means today -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Item:
    """A wanted change beside the text as it stands today.

    `present` is the wording that it would change now and `wording` what it would make of it; `conflict` shows where
    that collides with what was decided since. `obstacle` says why it cannot be tabled or decided as it is, empty where it can.
    """

    wanted: Wanted
    paragraph: Paragraph
    target: Paragraph | None
    present: str
    wording: str
    conflict: merge.Merge | None = None
    obstacle: str = ""
    is_rebased: bool = False


def items(file: ReturnedFile) -> tuple[Item, ...]:
    """Lay what a file wants beside the text as it stands; one query."""
    wanted = file.wanted
    ids = {pk for each in wanted for pk in (each.paragraph, each.target) if pk}
    paragraphs = Paragraph.objects.filter(document=file.document).select_related("document__negotiation")
    found = paragraphs.in_bulk(list(ids))
    return tuple(
        _item(each, found[each.paragraph], found.get(each.target or 0))
        for each in wanted
        if each.paragraph in found
    )


def _item(wanted: Wanted, paragraph: Paragraph, target: Paragraph | None) -> Item:
    changed = target if wanted.act == AmendmentKind.MERGE and target else paragraph
    present = changed.wording if wanted.act in {AmendmentKind.REVISE, AmendmentKind.MERGE} else ""
    item = Item(
        wanted, paragraph, target, present, wanted.wording, obstacle=_obstacle(wanted, paragraph, target)
    )
    if item.obstacle or not present or present == wanted.base:
        return item
    merged = merge.three_way(wanted.base, present, wanted.wording)
    if not merged.is_clean:
        message = "It changes words that were decided on since; adapt it first."
        return replace(item, conflict=merged, obstacle=message)
    if merged.text == present:
        return replace(item, wording=present, obstacle="The text says it already.")
    return replace(item, wording=merged.text, is_rebased=True)


def _obstacle(wanted: Wanted, paragraph: Paragraph, target: Paragraph | None) -> str:
    """Say what stands in the way of a change, whatever its words."""
    gone = next((each for each in (paragraph, target) if each and not each.is_standing), None)
    if gone:
        return f"{gone.called[:1].upper()}{gone.called[1:]} is {gone.get_state_display().lower()}."
    if wanted.act != AmendmentKind.INSERT and paragraph.is_agreed:
        return str(deciding.StillAgreed(paragraph))
    if wanted.act in {AmendmentKind.MOVE, AmendmentKind.MERGE} and target is None:
        return "It says no paragraph after which it is to stand."
    return ""


@transaction.atomic
def choose_returned(
    *, file: ReturnedFile, taken: Collection[int], rationales: Mapping[int, str], at: datetime
) -> ReturnedFile:
    """Keep which changes of a file are chosen, by number, and why."""
    held = locked(file)
    held.choose(taken, rationales)
    held.updated_at = at
    held.save()
    return held


def discard_returned(*, file: ReturnedFile) -> None:
    """Discard a file and what it wants."""
    file.delete()


def locked(file: ReturnedFile) -> ReturnedFile:
    """Lock a file.

    Raises:
        ReturnRefused: it was finished or discarded in another window.
    """
    found = ReturnedFile.objects.select_for_update().filter(pk=file.pk).first()
    if found is None:
        message = "This file was finished or discarded in another window."
        raise ReturnRefused(message)
    return found
