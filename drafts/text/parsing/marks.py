"""How a line shows what it is: numbers, points, headings, markers of state, the openings of a preamble."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafts.text import markup, numbering
from drafts.text.parsing.blocks import State

_SCOPE = r"(?:annex(?: [IVXLC]+| \d+)?\.)?(?:(?:[IVXLC]+|[A-Z])\.)?"
"""What stands before a number that restarts under an annex or a section: "annex II.", "IV."."""
_NUMBERED = re.compile(
    rf"(?P<open>\[*)(?P<prefix>OP ?|PP ?|{_SCOPE})(?P<label>{numbering.LABEL})(?P<end>\\?[.)．、]|(?<=\w):|)(?P<space>\s+|$|(?=[^\W\d_]|[\[*“\"]))",
)
_RESOLUTION = re.compile(r"\d{1,4}/\d{1,4}(?: ?[A-Z])?\.\s")
_TAIL = 40
_LONGEST_HEADING = 160
_SECTION = re.compile(
    rf"\[?(?:(?:article|section|chapter|part) (?:{numbering.LABEL}|[IVXLC]+)\]?(?:\W*| *[*(\[:–—-].*| [A-Z].*)|"
    r"(?:annex|appendix)(?: [IVXLC]+| \d+)?\]?)|(?-i:(?:[IVXLC]+|[A-H])\.?|(?:[IVXLC]+|[A-Z])\. +[A-Z\[].*)",
    re.IGNORECASE,
)
_NEARLY = re.compile(r"\[*(?:\d{1,3}(?!(?:st|nd|rd|th)\b)\.?[a-z]|\([a-z]{1,2}\s)")
_ADDED = re.compile(r"[a-zA-Z]")
_POINT = re.compile(
    r"(?P<bullet>[-*•–—] +|)(?P<open>\[*)(?P<left>\(|)\*?(?P<marker>[a-z]{1,2}|[ivxl]+)\*?(?P<end>\\?[.)]\*?)"
    rf"(?:(?P<added>(?: ?{numbering.ORDINAL})+)\.? ?|\s+|$|(?<=\))(?=[A-Z]))",
)
_BULLET = re.compile(r"(?P<mark>[-*+•–—·▪]) +(?=\S)")
_DELETED = re.compile(r"[\[(*]*(?:to be )?deleted?[\])*]*[.;]?", re.IGNORECASE)
_MERGED = re.compile(
    rf"[\[(*]*merged (?:with|into|in) (?:(?:operative )?paragraphs?|paras?\.?)? ?(?P<target>(?:OP|PP)?{numbering.LABEL})"
    r"(?P<more>[^\])]*)[\])*]*[.;]?",
    re.IGNORECASE,
)
_ENDED = re.compile(r"(?:[.;:!?…。；：！？؛؟۔][\])}”\"'’»*]*|[,;:] (?:and|or))$")
_CONNECTIVE = re.compile(
    r"(?:,|\b(?:a|an|and|as|at|by|for|from|in|into|no|not|of|on|or|shall|than|that|the|their|this|to|which|with))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Number:
    """The number that a line begins with: its label, what stands before it ("[") and the words after it."""

    label: str
    text: str
    is_preambular: bool = False


def number(text: str) -> Number | None:
    """The number of a paragraph at the start of `text`, in any of its forms: "1. ", "1) ", "49 bis. ", "3bis [", "PP2 "."""
    found = _NUMBERED.match(text)
    if not found or not _is_number(found, text):
        return None
    prefix = found["prefix"].strip()
    return Number(
        prefix + numbering.tidy(found["label"]), found["open"] + text[found.end() :], prefix == "PP"
    )


def _is_number(found: re.Match[str], text: str) -> bool:
    """Whether digits at the start of a line are its number: by what ends them, stands before them or is added."""
    label, end = found["label"], found["end"]
    if end in {"", ":"} and label.isdecimal() and found["prefix"][:2] not in {"OP", "PP"}:
        return False
    after = text[found.end() : found.end() + 1]
    if end:
        return bool(found["space"]) or not after.islower()
    has_word = bool(_ADDED.search(label)) or found["prefix"][:2] in {"OP", "PP"}
    return (bool(found["space"]) or not after) and (has_word or after.isupper() or after == "[")


def may_be_number(text: str) -> bool:
    """Whether `text` begins with what somebody may have meant as a number: "3.x", "59quaterAlso", "(f ["."""
    return bool(_NEARLY.match(text))


@dataclass(frozen=True, slots=True)
class Item:
    """The marker of a point at the start of a line ("a", "iv", or "-" for a bullet) and the words after it."""

    marker: str
    text: str


def item(text: str, after: Sequence[str]) -> Item | None:
    """The point that `text` begins with, whatever the source writes: "(a) ", "a) ", "- a. ", "• ".

    `after` are the markers of the points that are open, the last one first: a letter without a parenthesis or dash
    before it is a point only in its turn.
    """
    found = _POINT.match(text)
    if found and (
        found["left"]
        or found["bullet"]
        or found["marker"] in {"a", "i"}
        or comes_next(found["marker"], after)
    ):
        marker = " ".join([found["marker"], *(found["added"] or "").lower().split()])
        return Item(f"{found['open']}({marker})", text[found.end() :])
    if found := _BULLET.match(text):
        return Item({"*": "-", "+": "-"}.get(found["mark"], found["mark"]), text[found.end() :])
    return None


def comes_next(marker: str, after: Sequence[str]) -> bool:
    """Whether `marker` is the next one after one of `after`."""
    before = markup.before(marker.strip("[()"))
    return any(one.strip("[()") in before for one in after)


def is_numbered_title(text: str) -> bool:
    """Whether `text` begins with the number of a resolution: "73/3. Political declaration"."""
    return bool(_RESOLUTION.match(text))


def is_section(text: str) -> bool:
    """Whether `text` is the heading of an article, annex or section by its form: "Article 5 (finance)", "II", "A. Aims"."""
    return len(text) <= _LONGEST_HEADING and bool(_SECTION.fullmatch(text)) and not is_ended(text)


def state(wording: str) -> tuple[State, str | None]:
    """What a wording says of its paragraph's state: "Delete", "[merged with paragraph 49]"."""
    if _DELETED.fullmatch(wording):
        return State.DELETED, None
    if found := _MERGED.fullmatch(wording):
        return State.MERGED, numbering.tidy(found["target"])
    return State.STANDING, None


def is_ended(text: str) -> bool:
    """Whether a paragraph may end so: in a full stop, semicolon or colon, or in "; and"."""
    return bool(_ENDED.search(text[-_TAIL:]))


def hangs(text: str) -> bool:
    """Whether `text` cannot end so: in a comma, an article or a preposition."""
    return bool(_CONNECTIVE.search(text[-_TAIL:]))


def goes_on(text: str) -> bool:
    """Whether `text` begins inside a sentence: with a small letter, or punctuation that belongs to what is before."""
    first = next((character for character in text if character.isalnum()), "")
    return first.islower() or text[:1] in {",", ";", ":", ".", ")", "]"}
