"""A text written out so that parsing gives the same blocks back."""

import itertools
from collections.abc import Callable, Sequence

from drafts.text.parsing import Block, Kind, Parsed, State, fences, parse

_Form = Callable[[Block], str]
_TURNS = 40
"""So often is a text written and read to find the fewest blocks that need more; then all are written in full."""


def plain(title: Sequence[str], blocks: Sequence[Block]) -> str:
    """The text as plain text: the title's lines, then each block after an empty line.

    Headings begin with "## ", numbered paragraphs with their label, deleted and merged ones have their markers. A
    block that would be read as something else so is written with its label before it ("PP3. "), or in full between
    fences, so that `parse` gives back every title and all blocks whose wordings hold no control characters.
    """
    forms: list[int] = [0] * (len(blocks) + 1)
    for turn in itertools.count():
        text = _written(title, blocks, forms)
        parsed = parse(text)
        if parsed.title == tuple(title) and parsed.blocks == tuple(blocks):
            break
        wrong = _misread(title, blocks, parsed, forms)
        if turn > _TURNS or not wrong:
            wrong = [place for place, form in enumerate(forms) if form < len(_FORMS) - 1]
        if not wrong:
            break
        for place in wrong:
            forms[place] += 1
    return text


def _written(title: Sequence[str], blocks: Sequence[Block], forms: Sequence[int]) -> str:
    head = [_TITLES[forms[0]](title)] if title or forms[0] else []
    body = [_FORMS[min(form, len(_FORMS) - 1)](block) for form, block in zip(forms[1:], blocks, strict=True)]
    return "\n\n".join([*head, *body]) + "\n"


def _misread(
    title: Sequence[str], blocks: Sequence[Block], parsed: Parsed, forms: Sequence[int]
) -> list[int]:
    """The places (0 for the title, then the blocks from 1) that are not read back and can be written more fully.

    First those whose words are lost, for they take others with them; then the first whose label is another.
    """
    wrong = [] if parsed.title == tuple(title) or forms[0] == len(_TITLES) - 1 else [0]
    words = {(block.kind, block.wording, block.state, block.target) for block in parsed.blocks}
    fuller = [(place, block) for place, block in enumerate(blocks, 1) if forms[place] < len(_FORMS) - 1]
    wrong += [place for place, b in fuller if (b.kind, b.wording, b.state, b.target) not in words]
    if not wrong:
        read = set(parsed.blocks)
        wrong = [place for place, block in fuller if block not in read][:1]
    return wrong


def _natural(block: Block) -> str:
    words = {
        State.STANDING: block.wording,
        State.DELETED: "Delete",
        State.MERGED: f"[merged with paragraph {block.target}]",
    }
    if block.kind is Kind.HEADING:
        return f"## {words[block.state]}"
    if block.kind is Kind.NUMBERED:
        return f"{block.label}. {words[block.state]}"
    return words[block.state]


def _labelled(block: Block) -> str:
    """With the label before it, and a line break asked for after each line."""
    broken = "  \n".join(block.wording.split("\n"))
    kind = Kind.NUMBERED if block.kind is Kind.PREAMBULAR else block.kind
    return _natural(Block(kind, block.label, broken, block.state, block.target))


def _headed(title: Sequence[str]) -> str:
    return f"# {title[0]}" if len(title) == 1 else fences.title(title)


_TITLES: tuple[Callable[[Sequence[str]], str], ...] = ("\n".join, _headed, fences.title)
_FORMS: tuple[_Form, ...] = (_natural, _labelled, fences.block)
