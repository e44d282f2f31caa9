"""A text written out so that parsing gives the same blocks back."""

from collections.abc import Callable, Sequence

from drafts.text.parsing import Block, Kind, State, fences, parse

_Form = Callable[[Block], str]


def plain(title: Sequence[str], blocks: Sequence[Block]) -> str:
    """The text as plain text: the title's lines, then each block after an empty line.

    Headings begin with "## ", numbered paragraphs with their label, deleted and merged ones have their markers. A
    block that would be read as something else so is written with its label before it ("PP3. "), or in full between
    fences, so that `parse` gives back every title and every blocks whose wording holds no control characters.
    """
    forms: list[int] = [0] * (len(blocks) + 1)
    for _ in range(2 * len(blocks) + 2):
        text = _written(title, blocks, forms)
        wrong = _misread(title, blocks, text, forms)
        if not wrong:
            return text
        for place in wrong:
            forms[place] += 1
    return _written(title, blocks, [len(_FORMS)] * (len(blocks) + 1))


def _written(title: Sequence[str], blocks: Sequence[Block], forms: Sequence[int]) -> str:
    head = [fences.title(title) if forms[0] else "\n".join(title)] if title or forms[0] else []
    body = [_FORMS[min(form, len(_FORMS) - 1)](block) for form, block in zip(forms[1:], blocks, strict=True)]
    return "\n\n".join([*head, *body]) + "\n"


def _misread(title: Sequence[str], blocks: Sequence[Block], text: str, forms: Sequence[int]) -> list[int]:
    """The places (0 for the title, then the blocks from 1) that are not read back and can be written more fully."""
    parsed = parse(text)
    if parsed.title == tuple(title) and parsed.blocks == tuple(blocks):
        return []
    wrong = [] if parsed.title == tuple(title) or forms[0] else [0]
    read = set(parsed.blocks)
    wrong += [
        place for place, block in enumerate(blocks, 1) if block not in read and forms[place] < len(_FORMS) - 1
    ]
    return wrong or [place for place, form in enumerate(forms) if form < len(_FORMS) - 1]


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
    if block.kind is not Kind.PREAMBULAR:
        return fences.block(block)
    return _natural(Block(Kind.NUMBERED, block.label, block.wording, block.state, block.target))


_FORMS: tuple[_Form, ...] = (_natural, _labelled, fences.block)
