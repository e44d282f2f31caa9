"""The title of a text: the short lines before its first block."""

import re
from collections.abc import Sequence
from dataclasses import replace

from drafts.text.parsing import marks, preamble
from drafts.text.parsing.pieces import Piece, Sort, join

_LONGEST, _LINE = 250, 120
_HOUR = re.compile(r"(?<=[ap])\.m\.$")
_MOST_RUNS, _MOST_LINES = 4, 8


def take(pieces: Sequence[Piece], *, named: str) -> tuple[tuple[str, ...], list[Piece]]:
    """The lines of the title and the pieces after it; `named` is the title that the file itself names, if any."""
    if pieces and isinstance(pieces[0].fence, tuple):
        return pieces[0].fence, list(pieces[1:])
    if named:
        return (named,), list(pieces)
    return _marked(pieces) or _bare(pieces)


def _bare(pieces: Sequence[Piece]) -> tuple[tuple[str, ...], list[Piece]]:
    """The first runs of short lines; the number of a resolution begins a title of one line, its last."""
    end = 0
    for _ in range(_MOST_RUNS):
        after = _run_end(pieces, end)
        if after > _MOST_LINES or not _is_title(pieces, end, after):
            after = _whole_lines(pieces) if end == 0 else 0
            if not after:
                break
            first, *rest = pieces[after:]
            return tuple(piece.text for piece in pieces[:after]), [replace(first, has_gap=True), *rest]
        if marks.is_numbered_title(pieces[end].text):
            whole = join([piece.text for piece in pieces[end:after]])
            return (*(piece.text for piece in pieces[:end]), whole), list(pieces[after:])
        end = after
    return tuple(piece.text for piece in pieces[:end]), list(pieces[end:])


def _whole_lines(pieces: Sequence[Piece]) -> int:
    """How many short lines stand right above the first words, with no gap between: they are a title too."""
    for place, piece in enumerate(pieces[: _MOST_LINES + 1]):
        is_line = (
            piece.sort is Sort.WORDS and (place == 0 or not piece.has_gap) and not marks.goes_on(piece.text)
        )
        if (
            not is_line
            or len(piece.text) > _LINE
            or marks.is_ended(piece.text)
            or preamble.has_comma(piece.text)
        ):
            is_text = piece.sort is Sort.WORDS and len(piece.text) > _LINE and not piece.has_gap
            return place if is_text else 0
    return 0


def _marked(pieces: Sequence[Piece]) -> tuple[tuple[str, ...], list[Piece]] | None:
    """A first heading marked as one that stands above all others."""
    levels = [piece.level for piece in pieces if piece.sort is Sort.HEADING]
    if not pieces or pieces[0].sort is not Sort.HEADING or not pieces[0].text:
        return None
    if levels[0] == 1 or levels[0] < min(levels[1:], default=0):
        return (pieces[0].text,), list(pieces[1:])
    return None


def _run_end(pieces: Sequence[Piece], start: int) -> int:
    """The place after the pieces that stand together with no gap between them."""
    end = start + 1
    while end < len(pieces) and not pieces[end].has_gap:
        end += 1
    return end


def _is_title(pieces: Sequence[Piece], start: int, end: int) -> bool:
    run = pieces[start:end]
    if not run or any(piece.sort is not Sort.WORDS or len(piece.text) > _LONGEST for piece in run):
        return False
    last = _HOUR.sub("", run[-1].text)
    if (
        preamble.is_speaker(run[0].text)
        or preamble.has_comma(last)
        or marks.is_ended(last)
        or marks.goes_on(run[0].text)
    ):
        return False
    names_what_follows = marks.is_section(run[0].text) or any(
        one.sort is Sort.NUMBER for one in pieces[end : end + 1]
    )
    return start == 0 or not names_what_follows
