"""Blocks made of what was read, and what in them a person should look at: brackets, targets."""

from collections.abc import Iterator, Mapping, Sequence

from drafts.text import markup
from drafts.text.parsing import marks
from drafts.text.parsing.blocks import Block, Kind, State, Warning_
from drafts.text.parsing.reading import Draft

_SHOWN = 30
_MOST = 20


def finish(drafts: Sequence[Draft], labels: Sequence[str]) -> tuple[list[Block], list[Warning_]]:
    """The blocks of a text with their states, and a warning for each bracket and each target that leads nowhere."""
    known = set(labels)
    blocks = [draft.fence or _block(draft, label, known) for draft, label in zip(drafts, labels, strict=True)]
    targets = {block.label: block.target for block in blocks if block.target is not None}
    astray = _astray(targets, known)
    warnings: list[Warning_] = []
    for draft, block in zip(drafts, blocks, strict=True):
        warnings += _brackets(draft, block)
        if block.label in astray:
            warnings.append(Warning_(draft.line, astray[block.label]))
    return blocks, warnings


def _block(draft: Draft, label: str, known: set[str]) -> Block:
    wording = draft.wording
    has_marker = draft.label and draft.kind in {Kind.NUMBERED, Kind.PREAMBULAR} and len(draft.lines) == 1
    state, target = marks.state(wording) if has_marker else (State.STANDING, None)
    if state is State.STANDING:
        return Block(draft.kind, label, wording)
    if target is not None:
        scope = label[: len(label) - len(draft.label)] if label.endswith(draft.label) else ""
        others = (target, scope + target, "OP" + target, target.removeprefix("OP"))
        target = next((other for other in others if other in known), target)
    return Block(draft.kind, label, "", state, target)


def _astray(targets: Mapping[str, str], known: set[str]) -> dict[str, str]:
    """What is wrong with the way from each merged paragraph to the one that survives it, where something is."""
    wrong = {
        label: f"{label} is merged with paragraph {target}, which is not in the text"
        for label, target in targets.items()
        if target not in known
    }
    seen: set[str] = set()
    for start in targets:
        way: dict[str, int] = {}
        label = start
        while label in targets and label not in seen:
            seen.add(label)
            way[label] = len(way)
            label = targets[label]
        for round_ in list(way)[way[label] :] if label in way else ():
            wrong[round_] = f"{round_} is merged into {targets[round_]}, and that in the end into {round_}"
    return wrong


def _brackets(draft: Draft, block: Block) -> Iterator[Warning_]:
    """A warning for each bracket of a block that matches nothing, at the line that it stands in; many are counted."""
    unmatched = markup.brackets(block.wording).unmatched
    for position in unmatched[:_MOST]:
        place = block.wording.count("\n", 0, position)
        does = "opens and is not closed" if block.wording[position] == "[" else "closes and was not opened"
        shown = block.wording[position : position + _SHOWN].split("\n")[0]
        line = draft.numbers[place] if place < len(draft.numbers) else draft.line
        yield Warning_(line, f"{block.label}: a bracket {does}: “{shown}”")
    if len(unmatched) > _MOST:
        yield Warning_(draft.line, f"{block.label}: {len(unmatched) - _MOST} more brackets match nothing")
