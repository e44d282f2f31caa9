"""Short forms: "UNODC", "the Trafficking Protocol". Each is to be defined before it is used, and once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafts.text.checking.findings import Check, Finding, Gravity, finding
from drafts.text.parsing import Block, Kind, State

_DEFINED = re.compile(
    r"\((?:(?:herein)?after|hereafter|hereinafter referred to as|referred to (?:here(?:in)?after )?as)?,?\s*"
    r"(?:the\s)?(?:[\"“«]\s*(?:the\s)?(?P<named>[^\"”»()]{2,60}?)\s*[\"”»]|(?P<short>[A-Z][A-Za-z]*[A-Z][A-Za-z]*(?:-\d+)?)(?:\s[A-Z][a-z]+)?)\)"
)
_MEANS = re.compile(r"[\"“](?P<named>[^\"”()]{2,60})[\"”]\s(?:means|shall mean)\b")
_SHORT = re.compile(r"(?<![\w/.-])[A-Z]{2}[A-Za-z]*+(?![\w/$]|\.\w)")
_ROMAN = re.compile(r"[IVXLCDM]+")
_SHOUTED = re.compile(r"(?<![^\W\d_a-z])[^\W\d_a-z]{2,}(?:[\s,’'-]+[^\W\d_a-z]{2,}){2,}")
KNOWN = frozenset({"AIDS", "HIV", "PP", "OP", "GMT", "ISBN", "ISSN", "DNA", "USD"})
"""What nobody writes in full."""


@dataclass(frozen=True)
class _Seen:
    place: int
    start: int
    end: int


def short_forms(blocks: Sequence[Block]) -> Iterator[Finding]:
    """Find short forms used before they are defined, never defined, or defined again."""
    defined: dict[str, _Seen] = {}
    standing = [
        (place, block.wording)
        for place, block in enumerate(blocks)
        if block.state is State.STANDING and block.kind is not Kind.HEADING
    ]
    for place, wording in standing:
        for found in (*_DEFINED.finditer(wording), *_MEANS.finditer(wording)):
            name = "named" if found["named"] else "short"
            short = _singular(found[name])
            span = found.span(name)
            if short in defined:
                first = blocks[defined[short].place].label
                message = f"“{short}” is defined again; it was in {first} already."
                yield finding(Check.SHORT_FORM, Gravity.LOOK, place, wording, span, message)
            elif not short.islower():
                defined[short] = _Seen(place, *span)
    yield from _early(blocks, standing, defined)
    yield from _undefined(standing, defined)


def _early(
    blocks: Sequence[Block], standing: Sequence[tuple[int, str]], defined: dict[str, _Seen]
) -> Iterator[Finding]:
    """Find the first use of each short form where that comes before its definition."""
    for short, at in defined.items():
        pattern = re.compile(
            rf"(?<![\w/-]){re.escape(short)}s?(?![\w/])" if _SHORT.fullmatch(short) else _named(short)
        )
        for place, wording in standing:
            if place > at.place:
                break
            used = pattern.search(wording)
            if used and (place, used.end()) < (at.place, at.start):
                label = blocks[at.place].label
                message = f"“{short}” is used before {label} defines it."
                yield finding(Check.SHORT_FORM, Gravity.SLIP, place, wording, used.span(), message)
                break


def _singular(short: str) -> str:
    """Return an abbreviation without the "s" of its plural; words as they are."""
    return short.removesuffix("s") if _SHORT.fullmatch(short) else short


def _named(short: str) -> str:
    """Pattern of a short form of words in use: "the Protocol", and not as part of a longer name."""
    return rf"\bthe\s{re.escape(short)}\b(?!\s(?:on|of|for|against|to|relating|concerning|[A-Z]))"


def _undefined(standing: Sequence[tuple[int, str]], defined: dict[str, _Seen]) -> Iterator[Finding]:
    """Find the first use of each abbreviation that is defined nowhere."""
    told = set(defined) | KNOWN
    for place, wording in standing:
        shouted = [found.span() for found in _SHOUTED.finditer(wording)]
        for used in _SHORT.finditer(wording):
            short = _singular(used[0])
            is_shouted = any(start <= used.start() < end for start, end in shouted)
            if short in told or _ROMAN.fullmatch(short) or is_shouted:
                continue
            told.add(short)
            message = f"“{short}” is used and nowhere defined."
            yield finding(Check.SHORT_FORM, Gravity.LOOK, place, wording, used.span(), message)
