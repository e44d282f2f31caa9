"""What each block is called, and whether the markers of deleted and merged ones hold."""

from collections.abc import Sequence

from drafts.text.parsing import marks
from drafts.text.parsing.blocks import Block, Kind, State, Warning_
from drafts.text.parsing.reading import Draft

_WORDS = {Kind.HEADING: "heading ", Kind.UNNUMBERED: "unnumbered ", Kind.PREAMBULAR: "PP"}


def assign(drafts: Sequence[Draft]) -> tuple[list[Block], list[Warning_]]:
    """The blocks with their labels, and what stands against a label or a target."""
    chapeau = _chapeau(drafts)
    counts = dict.fromkeys(_WORDS, 0)
    blocks: list[Block] = []
    for place, draft in enumerate(drafts):
        if draft.fence:
            blocks.append(draft.fence)
            continue
        label = draft.label
        if not label and place == chapeau:
            label = "chapeau"
        elif not label:
            counts[draft.kind] += 1
            label = f"{_WORDS[draft.kind]}{counts[draft.kind]}"
        wording = "\n".join(draft.lines)
        state, target = marks.state(wording) if draft.label else (State.STANDING, None)
        blocks.append(Block(draft.kind, label, wording if state is State.STANDING else "", state, target))
    return blocks, []


def _chapeau(drafts: Sequence[Draft]) -> int | None:
    """The place of the words that introduce the first preambular or numbered paragraph."""
    before: list[int] = []
    for place, draft in enumerate(drafts):
        if draft.kind in {Kind.PREAMBULAR, Kind.NUMBERED}:
            introducing = [one for one in before if not drafts[one].lines[-1].endswith(".")]
            return next(reversed(introducing), before[0] if before else None)
        if draft.kind is Kind.UNNUMBERED and not draft.fence:
            before.append(place)
    return None
