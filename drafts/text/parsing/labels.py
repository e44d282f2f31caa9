"""What each block is called: the label on paper where it is one paragraph's alone, else with its article or section."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from drafts.text import numbering
from drafts.text.parsing.blocks import Kind, Warning_
from drafts.text.parsing.reading import Draft

_WORDS = {Kind.HEADING: "heading ", Kind.UNNUMBERED: "unnumbered ", Kind.PREAMBULAR: "PP"}
_FAMILIES = ("annex", "article", "section", "part")
"""What numbers restart under, the widest first: an annex, an article, a section "IV", a part "B"."""
_SECTIONS = {
    "annex": re.compile(r"\W*(?P<id>(?:annex|appendix)(?: [IVXLC]+\b| \d+\b)?)(?!\w)", re.IGNORECASE),
    "article": re.compile(rf"\W*article (?P<id>{numbering.LABEL}|[IVXLC]+\b)", re.IGNORECASE),
    "section": re.compile(
        r"\W*(?:(?:section|chapter|part) (?P<named>[IVXLC]+|\d+)\b|(?P<id>[IVXLC]+)(?:\.(?=\s|$)|$))"
    ),
    "part": re.compile(r"\W*(?:part )?(?P<id>[A-Z])(?:\.(?=\s|$)|$)"),
}


def assign(drafts: Sequence[Draft]) -> tuple[list[str], list[Warning_]]:
    """A label for each block, all different, and a warning for each number that stood twice."""
    labels = _numbered(drafts)
    warnings: list[Warning_] = []
    taken: dict[str, int] = {}
    others: dict[str, Iterator[str]] = {}
    for draft in drafts:
        if draft.fence:
            taken[draft.fence.label] = draft.line
    for place, draft in enumerate(drafts):
        label = labels[place]
        if draft.fence or not label:
            continue
        if label in taken:
            others.setdefault(label, numbering.alternatives(label))
            labels[place] = next(other for other in others[label] if other not in taken)
            told = f"The number {draft.label} stands already at line {taken[label]}: this one is called {labels[place]}"
            warnings.append(Warning_(draft.line, told))
        taken[labels[place]] = draft.line
    return _named(drafts, labels, taken), [*warnings, *_jumps(drafts, labels)]


def _numbered(drafts: Sequence[Draft]) -> list[str]:
    """The labels that the file gives, each with its annex, article or section where that tells equal ones apart."""
    scopes = list(_scopes(drafts))
    labels = [draft.fence.label if draft.fence else draft.label for draft in drafts]
    for family in _FAMILIES:
        widened = [
            f"{scope[family]}.{label}"
            if family in scope and draft.kind is Kind.NUMBERED and not draft.fence
            else label
            for draft, scope, label in zip(drafts, scopes, labels, strict=True)
        ]
        doubles = _doubles(labels)
        if doubles and 2 * _doubles(widened) <= doubles and _restarts(drafts, scopes, family):
            labels = widened
    return labels


def _restarts(drafts: Sequence[Draft], scopes: Sequence[Mapping[str, str]], family: str) -> bool:
    """Whether numbers begin anew with 1 under the headings of a family."""
    first: dict[str, str] = {}
    for draft, scope in zip(drafts, scopes, strict=True):
        if draft.kind is Kind.NUMBERED and draft.label:
            first.setdefault(scope.get(family, ""), draft.label)
    return sum(label.lstrip("OP") == "1" for label in first.values()) > 1


def _doubles(labels: Sequence[str]) -> int:
    return sum(count - 1 for label, count in Counter(labels).items() if label)


def _scopes(drafts: Sequence[Draft]) -> Iterator[dict[str, str]]:
    """For each block, the annex, article, section and part that it stands in."""
    scope: dict[str, str] = {}
    for draft in drafts:
        if draft.kind is Kind.HEADING:
            wording = draft.wording
            for place, family in enumerate(_FAMILIES):
                if found := _SECTIONS[family].match(wording):
                    number = found.groupdict().get("named") or found["id"]
                    tidy = numbering.tidy(number.lower() if family == "annex" else number)
                    kept = {wider: scope[wider] for wider in _FAMILIES[:place] if wider in scope}
                    scope = {**kept, family: tidy}
                    break
        yield scope


def _named(drafts: Sequence[Draft], labels: list[str], taken: dict[str, int]) -> list[str]:
    """The labels with names for blocks that have no number: "chapeau", "heading 1", "PP3"."""
    chapeau = None if "chapeau" in taken else _chapeau(drafts)
    counts = dict.fromkeys(_WORDS, 0)
    for place, draft in enumerate(drafts):
        if place == chapeau:
            labels[place] = "chapeau"
        while not labels[place]:
            counts[draft.kind] += 1
            label = f"{_WORDS[draft.kind]}{counts[draft.kind]}"
            labels[place] = "" if label in taken else label
    return labels


def _chapeau(drafts: Sequence[Draft]) -> int | None:
    """The place of the words that introduce the first preambular or numbered paragraph."""
    before: list[int] = []
    for place, draft in enumerate(drafts):
        if draft.kind in {Kind.PREAMBULAR, Kind.NUMBERED}:
            introducing = [one for one in before if not drafts[one].lines[-1][-1].endswith(".")]
            return next(reversed(introducing), before[0] if before else None)
        if draft.kind is Kind.UNNUMBERED and not draft.fence:
            before.append(place)
    return None


def _jumps(drafts: Sequence[Draft], labels: Sequence[str]) -> Iterator[Warning_]:
    """A warning for each number that does not come after the one before it."""
    last = 0
    for draft, label in zip(drafts, labels, strict=True):
        if draft.kind is not Kind.NUMBERED or not draft.label.isdecimal():
            continue
        number = int(draft.label)
        if number > last + 1:
            missing = f"{last + 1}" if number == last + 2 else f"{last + 1} to {number - 1}"
            yield Warning_(draft.line, f"Paragraph {label}: no number {missing} before it")
        last = number
