"""The closing table: every row under its subject, then how each grows."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from operator import attrgetter

from bench.rows import Axis, Peer, Row

HEADS = ("", "median", "least – most", "times", "clock", "compared with")
RIGHT = frozenset({1, 2, 3})
"""Columns that stand at the right."""
GAP = "  "


def printed(rows: Sequence[Row]) -> str:
    """Set all rows as one text."""
    return "\n\n".join(each for each in (_figures(rows), *_growths(rows), _verdict(rows)) if each)


def _figures(rows: Sequence[Row]) -> str:
    lines: list[tuple[str, ...]] = [HEADS]
    for subject in dict.fromkeys(row.subject for row in rows):
        lines += [(), (subject.upper(),)]
        for row in rows:
            if row.subject == subject:
                lines += _lines(row)
    return _aligned(lines)


def _lines(row: Row) -> Iterator[tuple[str, ...]]:
    """Give a row's line, and one more for each further thing that it is compared with."""
    if row.failure:
        yield (f"  {row.name}", "FAILED", "", "", "", row.failure)
        return
    if row.absent:
        yield (f"  {row.name}", "absent", "", "", "", row.absent)
        return
    first, *others = [_peer(row, peer) for peer in row.peers] or [""]
    times = f"{len(row.figures):,}" if len(row.figures) > 1 else "once"
    yield f"  {row.name}", amount(row.median, row.unit), _spread(row), times, row.clock, first
    yield from (("", "", "", "", "", other) for other in others)


def _spread(row: Row) -> str:
    if len(row.figures) == 1:
        return ""
    return f"{amount(min(row.figures), row.unit)} – {amount(max(row.figures), row.unit)}"


def _peer(row: Row, peer: Peer) -> str:
    """Tell a limit and whether it is met, or another's figure and how many times as much ours is."""
    if peer.figure is None:
        return f"{peer.name}: not on this machine"
    told = f"{peer.name} {amount(peer.figure, row.unit)}"
    if peer.is_limit:
        return f"{told}: {'met' if row.median < peer.figure else 'NOT MET'}"
    return f"{told}: ×{figure(row.median / peer.figure)}" if peer.figure else told


def _growths(rows: Sequence[Row]) -> Iterator[str]:
    """Tell how each work grows: its medians from size to size, and by how much for ten times the size."""
    for axis in ("amendments", "paragraphs"):
        of_axis = [row for row in rows if row.axis == axis and row.figures]
        if of_axis:
            yield _growth(axis, of_axis)


def _growth(axis: Axis, rows: Sequence[Row]) -> str:
    sizes = sorted({row.size for row in rows})
    heads = (f"GROWTH WITH {axis.upper()}", *(f"{size:,}" for size in sizes), "for ten times as many")
    lines: list[tuple[str, ...]] = [heads, ()]
    for (subject, what), group in groupby(_by_subject(rows), key=attrgetter("subject", "what")):
        found = {row.size: row for row in group}
        if len(found) > 1:
            medians = (
                amount(found[size].median, found[size].unit) if size in found else "" for size in sizes
            )
            lines.append((f"  {subject}: {what}", *medians, _factors(found)))
    return _aligned(lines, right=frozenset(range(1, len(sizes) + 2))) if lines[2:] else ""


def _by_subject(rows: Sequence[Row]) -> list[Row]:
    """Bring the rows of one work together, in the order in which works come first."""
    order = list(dict.fromkeys((row.subject, row.what) for row in rows))
    return sorted(rows, key=lambda row: (order.index((row.subject, row.what)), row.size))


def _factors(found: dict[int, Row]) -> str:
    """Tell by how much it grows between two sizes, as if the second were ten times the first: ×10 is in proportion."""
    told = []
    for small, large in pairwise(sorted(found)):
        grown = found[large].median / max(found[small].median, 1e-6)
        told.append(f"×{figure(grown ** (1 / math.log10(large / small)))}")
    return " ".join(told)


def _verdict(rows: Sequence[Row]) -> str:
    """Count what was measured, what is over its limit, which others are missing, and what failed."""
    limits = [(row, peer) for row in rows if row.figures for peer in row.peers if peer.is_limit]
    over = [row for row, peer in limits if peer.figure is not None and row.median >= peer.figure]
    missing = [peer.name for row in rows for peer in row.peers if peer.figure is None]
    missing += [f"{row.subject}: {row.absent}" for row in rows if row.absent]
    failed = [row for row in rows if row.failure]
    told = [f"{len(rows)} rows; {len(limits) - len(over)} of {len(limits)} limits are met."]
    told += ["Not met:", *_named(over)] if over else []
    told += [f"Not on this machine: {'; '.join(dict.fromkeys(missing))}."] if missing else []
    told += ["Failed:", *_named(failed)] if failed else []
    return "\n".join(told)


def _named(rows: Iterable[Row]) -> Iterator[str]:
    """Name rows, a line a subject."""
    for subject, group in groupby(rows, key=attrgetter("subject")):
        yield f"  {subject}: {'; '.join(row.name.strip() for row in group)}"


def amount(value: float, unit: str) -> str:
    """Write a figure with its unit; seconds as milliseconds where they are less than one."""
    if unit != "s":
        return f"{figure(value)} {unit}"
    return f"{figure(value)} s" if value >= 1 else f"{figure(value * 1000)} ms"


def figure(value: float) -> str:
    """Write a number with as many digits as say something."""
    places = 0 if value >= 100 else 1 if value >= 10 else 2  # noqa: PLR2004  three digits
    return f"{value:,.{places}f}"


def _aligned(lines: Sequence[tuple[str, ...]], right: frozenset[int] = RIGHT) -> str:
    """Set cells in columns; a line of one cell takes no part in their widths."""
    rows = [line for line in lines if len(line) > 1]
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]

    def laid(line: tuple[str, ...]) -> str:
        if len(line) <= 1:
            return "".join(line)
        cells = (
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        return GAP.join(cells).rstrip()

    return "\n".join(laid(line) for line in lines)
