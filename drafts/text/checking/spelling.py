"""Spelling by a list that the secretariat keeps: wanted forms and the variants to be replaced."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drafts.text.checking.findings import Check, Finding, Gravity, finding


@dataclass(frozen=True)
class Spelling:
    """A list made ready: `wanted` by variant in small letters, and one pattern of all variants."""

    wanted: Mapping[str, str] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Fault:
    """A line of a list that cannot be read; lines count from 1."""

    line: int
    message: str


def read(rules: str) -> tuple[Spelling, tuple[Fault, ...]]:
    """Read a list, a rule a line: "programme: program, programs"; "#" begins a remark.

    A space or a hyphen in a variant stands for either, and for a line's end; a plural or possessive ending may follow.
    """
    wanted: dict[str, str] = {}
    faults: list[Fault] = []
    for number, line in enumerate(rules.splitlines(), start=1):
        told = line.split("#")[0].strip()
        if not told:
            continue
        form, colon, variants = told.partition(":")
        listed = [each.strip() for each in variants.split(",") if each.strip()]
        if not colon or not form.strip() or not listed:
            faults.append(
                Fault(number, "Write the wanted form, a colon, and its variants: “programme: program”.")
            )
        for variant in listed:
            if _folded(variant) == _folded(form.strip()) and variant.casefold() == form.strip().casefold():
                faults.append(Fault(number, f"“{variant}” is both wanted and a variant."))
            wanted[_folded(variant)] = form.strip()
    return Spelling(wanted, _pattern(wanted)), tuple(faults)


def misspelt(place: int, wording: str, spelling: Spelling) -> Iterator[Finding]:
    """Find variants, each with the wanted form in the same case."""
    if spelling.pattern is None:
        return
    for found in spelling.pattern.finditer(wording):
        form = spelling.wanted[_folded(found["variant"])]
        if form.casefold() in {found[0].casefold(), found["variant"].casefold()}:
            continue
        better = cased(form, found["variant"]) + (found["ending"] or "")
        yield finding(
            Check.SPELLING, Gravity.SLIP, place, wording, found.span(), f"“{found[0]}” should be “{better}”."
        )


def cased(form: str, like: str) -> str:
    """Write a word in the case of another: PROGRAM gives PROGRAMME, Program Programme."""
    if like.isupper() and len(like) > 1:
        return form.upper()
    return form[:1].upper() + form[1:] if like[:1].isupper() else form


def _folded(variant: str) -> str:
    return re.sub(r"[\s\u2010\u2011-]+", " ", variant.casefold()).strip()


def _pattern(wanted: Mapping[str, str]) -> re.Pattern[str] | None:
    listed: Sequence[str] = sorted(wanted, key=len, reverse=True)
    if not listed:
        return None
    either = "|".join("[\\s\u2010\u2011-]".join(re.escape(part) for part in each.split()) for each in listed)
    return re.compile(
        rf"(?<![\w\u2010\u2011-])(?P<variant>{either})(?P<ending>s|['’]s)?(?![\w])(?![\u2010\u2011-]\w)",
        re.IGNORECASE,
    )
