"""The page on which a text that is brought in is corrected: its rows, what stands against them, its next address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Paginator

from drafts.forms.importing import BlockForm, NamingForm, ReadersForm
from drafts.models import Intake, ParagraphKind
from drafts.operations import intake as operations
from drafts.text import correcting
from drafts.text.parsing import Kind, State
from drafts.text.working import Doubt, Entry, Working, written

PAGE = 100
"""Blocks shown at once."""
MOST_DIGITS = 10


@dataclass(frozen=True)
class Row:
    """A block as the page shows it."""

    entry: Entry
    faults: Sequence[str]
    doubts: Sequence[Doubt]
    form: BlockForm | None
    can_join: bool
    lines: Sequence[str]

    @property
    def kind(self) -> str:
        """Return its kind in words."""
        return str(ParagraphKind(self.entry.block.kind).label)

    @property
    def marker(self) -> str:
        """Return what stands for a block that does not stand."""
        block = self.entry.block
        unworded = replace(block, kind=Kind.UNNUMBERED, wording="")
        return "" if block.state is State.STANDING else written(unworded)


def preview(
    intake: Intake,
    *,
    page: str,
    edited: str,
    naming: NamingForm | None = None,
    block: BlockForm | None = None,
) -> Mapping[str, Any]:
    """Return what the page shows: the rows of one page, all faults and doubts; forms as typed where they were refused.

    `edited` is the key of the block whose form is open, "" for none.
    """
    text = intake.working
    faults = operations.faults(text)
    keys = [entry.key for entry in text.entries]
    key = int(edited) if edited.isdecimal() and len(edited) < MOST_DIGITS else 0
    shown = Paginator(text.entries, PAGE).get_page(
        page or (keys.index(key) // PAGE + 1 if key in keys else 1)
    )
    first = next((entry.key for entry in text.entries if not entry.is_left_out), 0)
    rows = [
        _row(
            text,
            entry,
            faults,
            (block or _open_form(entry)) if entry.key == key else None,
            can_join=entry.key != first,
        )
        for entry in shown.object_list
    ]
    names = {"name": intake.name, "slug": intake.slug, "title": "\n".join(intake.title)}
    labels = {entry.key: entry.block.label for entry in text.entries}
    return {
        "active": "import",
        "intake": intake,
        "readers": ReadersForm(initial={"audience": intake.negotiation.audience}),
        "is_miscounted": len(text.kept()) < len(text.entries) and correcting.rename(text) != text,
        "naming": naming or NamingForm(initial=names),
        "page": shown,
        "rows": rows,
        "edited": key if key in keys else None,
        "labels": list(labels.values()),
        "faults": [(entry, faults[entry.key]) for entry in text.entries if entry.key in faults],
        "doubts": [(doubt, labels.get(doubt.key, "")) for doubt in text.doubts],
        "kept": len(text.kept()),
        "left_out": len(text.entries) - len(text.kept()),
        "lost": block if key not in keys else None,
    }


def address(intake: Intake, before: Working, *, about: int, page: str, opens: bool) -> str:
    """Return where to go after a button: to the block that it was about, or to what took its place, or to `page`."""
    base = intake.get_absolute_url()
    keys = [entry.key for entry in intake.working.entries]
    if about not in keys:
        places = [place for place, entry in enumerate(before.entries) if entry.key == about]
        about = keys[min(max(places[0] - 1, 0), len(keys) - 1)] if places and keys else 0
    if not about:
        return f"{base}?page={page}" if page.isdecimal() else base
    where = f"edit={about}" if opens else f"page={keys.index(about) // PAGE + 1}"
    return f"{base}?{where}#block-{about}"


def _row(
    text: Working,
    entry: Entry,
    faults: Mapping[int, Sequence[str]],
    form: BlockForm | None,
    *,
    can_join: bool,
) -> Row:
    return Row(
        entry,
        faults.get(entry.key, ()),
        [doubt for doubt in text.doubts if doubt.key == entry.key],
        form,
        can_join,
        entry.block.wording.split("\n"),
    )


def _open_form(entry: Entry) -> BlockForm:
    """Return the form of a block as it stands."""
    given = entry.block
    return BlockForm(
        initial={
            "kind": given.kind,
            "label": given.label,
            "wording": given.wording,
            "state": given.state,
            "target": given.target or "",
            "section": entry.section,
        }
    )
