"""How paragraphs and points end: by the custom of the text, told from most of its own paragraphs."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from drafts.text.checking.findings import Check, Finding, Gravity, finding
from drafts.text.parsing import Block, Kind, State
from drafts.text.renumbering import parted

_TAIL = re.compile(r"(?:[\"'”’»)\]*\s\d]|\b(?:and|or)\b|\{[^{}]*\}|\[\s*(?i:placeholder)[^\[\]]*\])*$")
_POINT = re.compile(r"\((?:[a-z]{1,2}|[ivxl]+)\) ")
_MARKS = {";": "a semicolon", ".": "a full stop", ",": "a comma"}
_FEWEST = 3
_SHOWN = 24
_LONGEST_TAIL = 600


def endings(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Find numbered and preambular paragraphs that end otherwise than their neighbours, and points that do not end.

    The last numbered paragraph ends with a full stop. Where a text has no custom, only missing marks are told.

    Source: conventions.md, 7.
    """
    counted = [place for place, block in enumerate(blocks) if _is_counted(block)]
    custom = _customs([blocks[place] for place in counted])
    numbered = [place for place in counted if blocks[place].kind is Kind.NUMBERED]
    for place in counted:
        block = blocks[place]
        is_last = bool(numbered) and place == numbered[-1]
        wanted = "." if is_last else custom.get(_group(block)) or custom.get(str(block.kind), "")
        yield from _ending(place, block.wording, wanted, is_last=is_last)
        yield from _points(place, block.wording)


def _is_counted(block: Block) -> bool:
    return (
        block.state is State.STANDING
        and block.kind in {Kind.NUMBERED, Kind.PREAMBULAR}
        and bool(block.wording.strip())
    )


def _group(block: Block) -> str:
    """Return what a paragraph is numbered with: its kind and its article."""
    return f"{block.kind} {parted(block.label)[0]}"


def _customs(blocks: Sequence[Block]) -> Mapping[str, str]:
    """Return the mark with which most paragraphs of each kind, and of each article, end; where most do."""
    marks: dict[str, Counter[str]] = defaultdict(Counter)
    for block in blocks:
        if (mark := _mark(block.wording)) in _MARKS:
            marks[str(block.kind)][mark] += 1
            marks[_group(block)][mark] += 1
    usual = {group: (each.most_common(1)[0], each.total()) for group, each in marks.items()}
    return {
        group: mark
        for group, ((mark, count), total) in usual.items()
        if total >= _FEWEST and 2 * count > total
    }


def _mark(wording: str) -> str:
    """Return the mark with which a wording ends, what closes after it aside."""
    return _body(wording)[-1:]


def _body(wording: str) -> str:
    return wording[: _TAIL.search(wording, max(0, len(wording) - _LONGEST_TAIL)).start()]  # type: ignore[union-attr]  # the pattern may match nothing, at the end


def _ending(place: int, wording: str, wanted: str, *, is_last: bool) -> Iterator[Finding]:
    body = _body(wording)
    if not body or wording.rsplit("\n", 1)[-1].startswith("Option"):
        return
    mark = body[-1:]
    span = (max(0, len(body) - _SHOWN), len(wording))
    if mark not in {*_MARKS, ":", "?", "!", "…", "-", "–", "—"}:
        told = _MARKS.get(wanted, "a semicolon or a full stop")
        yield finding(
            Check.ENDING, Gravity.SLIP, place, wording, span, f"No mark at the end: {told} is missing."
        )
    elif wanted and mark in _MARKS and mark != wanted:
        why = "the last paragraph" if is_last else "most paragraphs here"
        ends = "ends" if is_last else "end"
        message = f"It ends with {_MARKS[mark]}; {why} {ends} with {_MARKS[wanted]}."
        yield finding(Check.ENDING, Gravity.SLIP if is_last else Gravity.LOOK, place, wording, span, message)


def _points(place: int, wording: str) -> Iterator[Finding]:
    """Find points that have no mark at their end; the last line is the paragraph's own."""
    position = 0
    lines = wording.split("\n")
    for line in lines[:-1]:
        end = position + len(line)
        is_heading = line.rstrip().endswith("*") or wording.startswith("Option", end + 1)
        if _POINT.match(line) and _body(line)[-1:].isalnum() and not is_heading:
            span = (max(position, end - _SHOWN), end)
            yield finding(
                Check.ENDING, Gravity.SLIP, place, wording, span, "No mark at the end of this point."
            )
        position = end + 1
