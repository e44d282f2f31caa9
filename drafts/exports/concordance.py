"""A concordance as tables: old numbers against new ones, and new against old."""

from collections.abc import Sequence

from delegations.exports.table import Table
from drafts.text.concordance import Concordance, Entry, Tie
from drafts.text.parsing import Kind

TOLD = {
    "kept": "as it was",
    "changed": "changed",
    "moved": "moved",
    "merged": "merged",
    "split": "split",
    "added": "new",
    "removed": "removed",
    "deleted": "deleted",
}
OLD_HEADS = ("Old number", "New number", "What became of it", "Of its words", "Contributors and receipts")
NEW_HEADS = ("New number", "Old number", "Where it comes from", "Of its words", "Contributors and receipts")
WIDTHS = (2, 2, 3, 3, 6)

Sources = Sequence[Sequence[str]]
"""For each entry of one side, in its order, whose words went into it."""


def told(entry: Entry) -> str:
    """Say in words what became of a paragraph, or where it comes from."""
    return f"merged with {entry.target}" if entry.told == "merged with" else TOLD[entry.told]


def shares(ties: Sequence[Tie], *, is_old: bool) -> str:
    """Say how much of the words went where: "85 %"; with labels where there are several."""
    if len(ties) == 1:
        return _percent(ties[0].kept if is_old else ties[0].made)
    named = [(tie.new.label, tie.kept) if is_old else (tie.old.label, tie.made) for tie in ties]
    return ", ".join(f"{label}: {_percent(share)}" for label, share in named)


def tables(found: Concordance, old_sources: Sources, new_sources: Sources) -> tuple[Table, Table]:
    """Give a concordance as two tables: old numbers against new ones, new against old ones.

    The shares are of the words of the paragraph that a row is about; headings are left out.
    """
    olds = _rows(found.olds, old_sources, is_old=True)
    news = _rows(found.news, new_sources, is_old=False)
    return (
        Table(OLD_HEADS, olds, WIDTHS, caption="Old numbers against new"),
        Table(NEW_HEADS, news, WIDTHS, caption="New numbers against old"),
    )


def text(title: str, both: Sequence[Table]) -> str:
    """Print tables as plain text, columns aligned, the last one as it runs."""
    parts = [title, "=" * len(title), ""]
    for table in both:
        widths = [max(len(row[column]) for row in table.all) for column in range(len(table.heads) - 1)]
        parts += [table.caption, "-" * len(table.caption)]
        for row in table.all:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            parts.append("  ".join([*cells, row[-1]]).rstrip())
        parts.append("")
    return "\n".join(parts)


def _rows(entries: Sequence[Entry], sources: Sources, *, is_old: bool) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (
            entry.block.label,
            ", ".join(dict.fromkeys((tie.new if is_old else tie.old).label for tie in entry.ties)) or "none",
            told(entry),
            shares(entry.ties, is_old=is_old) if entry.block.wording else "",
            "; ".join(whose),
        )
        for entry, whose in zip(entries, sources, strict=True)
        if entry.block.kind is not Kind.HEADING
    )


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")
