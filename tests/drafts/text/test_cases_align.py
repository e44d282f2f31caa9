"""Two texts laid side by side, case by case."""

import pytest

from drafts.text.align import MatchKind, align
from drafts.text.parsing import Block, Kind
from tests.drafts.text.cases_align import CASES, PARAGRAPHS, AlignCase

NAMES = {wording: name for name, wording in PARAGRAPHS.items()}


def numbered(names: str) -> list[Block]:
    return [
        Block(Kind.NUMBERED, str(number), PARAGRAPHS[name]) for number, name in enumerate(names.split(), 1)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.rule} - {case.name}")
def test_align_tells_what_became_of_each(case: AlignCase) -> None:
    matches = align(numbered(case.old), numbered(case.new))

    found = [
        " ".join(
            [
                match.kind,
                *(NAMES[block.wording] for block in match.old),
                ">",
                *(NAMES[block.wording] for block in match.new),
            ]
        )
        for match in matches
        if match.kind is not MatchKind.KEPT
    ]
    assert sorted(found) == sorted(case.became)
