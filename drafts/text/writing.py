"""A text written out so that parsing gives the same blocks back."""

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from drafts.text.parsing import Block, Kind, Parsed, State, fences, parse

_Form = Callable[[Block], str]
_Title = Callable[[Sequence[str]], str]
_TURNS = 40
"""So often is a text written and read to find the fewest blocks that need more; then all are written in full."""


def plain(title: Sequence[str], blocks: Sequence[Block]) -> str:
    """The text as plain text: the title's lines, then each block after an empty line.

    Headings begin with "## ", numbered paragraphs with their label, deleted and merged ones have their markers. A
    block that would be read as something else so is written with its label before it ("PP3. "), or in full between
    fences, so that `parse` gives back every title and all blocks whose wordings hold no control characters.
    """
    return _Writer(_TITLES, _FORMS).write(title, blocks)


def markdown(title: Sequence[str], blocks: Sequence[Block]) -> str:
    """The text as Markdown that is shown as the text is printed; `parse` gives back what it gives back of `plain`.

    The full stop of a number is escaped, lest it begin a list and be counted anew; each line of a wording but its last
    ends in a backslash, which is a break.

    Source: https://spec.commonmark.org/0.31.2/ (2.4, 6.7).
    """
    return _Writer(_MARKED_TITLES, _MARKED_FORMS).write(title, blocks)


@dataclass(frozen=True)
class _Writer:
    """Writes the title and each block in the first of their forms that reads back; the last one always does."""

    titles: Sequence[_Title]
    forms: Sequence[_Form]

    def write(self, title: Sequence[str], blocks: Sequence[Block]) -> str:
        """Write a text and read it, again and again, more fully where something else was read."""
        chosen: list[int] = [0] * (len(blocks) + 1)
        for turn in itertools.count():
            text = self._written(title, blocks, chosen)
            parsed = parse(text)
            if parsed.title == tuple(title) and parsed.blocks == tuple(blocks):
                break
            wrong = self._misread(title, blocks, parsed, chosen)
            if turn > _TURNS or not wrong:
                wrong = [place for place, form in enumerate(chosen) if form < self._fullest(place)]
            if not wrong:
                break
            for place in wrong:
                chosen[place] += 1
        return text

    def _fullest(self, place: int) -> int:
        return len(self.forms if place else self.titles) - 1

    def _written(self, title: Sequence[str], blocks: Sequence[Block], chosen: Sequence[int]) -> str:
        head = [self.titles[chosen[0]](title)] if title or chosen[0] else []
        body = [self.forms[form](block) for form, block in zip(chosen[1:], blocks, strict=True)]
        return "\n\n".join([*head, *body]) + "\n"

    def _misread(
        self, title: Sequence[str], blocks: Sequence[Block], parsed: Parsed, chosen: Sequence[int]
    ) -> list[int]:
        """The places (0 for the title, then the blocks from 1) that are not read back and can be written more fully.

        First those whose words are lost, for they take others with them; then the first whose label is another.
        """
        wrong = [] if parsed.title == tuple(title) or chosen[0] == self._fullest(0) else [0]
        words = {(block.kind, block.wording, block.state, block.target) for block in parsed.blocks}
        fuller = [
            (place, block) for place, block in enumerate(blocks, 1) if chosen[place] < self._fullest(place)
        ]
        wrong += [place for place, b in fuller if (b.kind, b.wording, b.state, b.target) not in words]
        if not wrong:
            read = set(parsed.blocks)
            wrong = [place for place, block in fuller if block not in read][:1]
        return wrong


def _natural(block: Block) -> str:
    words = _words(block)
    if block.kind is Kind.HEADING:
        return f"## {words}"
    if block.kind is Kind.NUMBERED:
        return f"{block.label}. {words}"
    return words


def _words(block: Block) -> str:
    if block.state is State.DELETED:
        return "Delete"
    return f"[merged with paragraph {block.target}]" if block.state is State.MERGED else block.wording


def _labelled(block: Block) -> str:
    """With the label before it, and a line break asked for after each line."""
    broken = "  \n".join(block.wording.split("\n"))
    kind = Kind.NUMBERED if block.kind is Kind.PREAMBULAR else block.kind
    return _natural(Block(kind, block.label, broken, block.state, block.target))


def _headed(title: Sequence[str]) -> str:
    return f"# {title[0]}" if len(title) == 1 else fences.title(title)


def _marked(block: Block) -> str:
    """As Markdown: what it would take for marks of its own escaped, a break after each line."""
    words = "\\\n".join(map(escaped, _words(block).split("\n")))
    if block.kind is Kind.HEADING:
        return f"## {words}"
    return rf"{block.label}\. {words}" if block.kind is Kind.NUMBERED else words


def _marked_label(block: Block) -> str:
    kind = Kind.NUMBERED if block.kind is Kind.PREAMBULAR else block.kind
    return _marked(Block(kind, block.label, block.wording, block.state, block.target))


def _marked_title(title: Sequence[str]) -> str:
    return f"# {escaped(title[0])}" if len(title) == 1 else "\\\n".join(map(escaped, title))


def escaped(line: str) -> str:
    """Put a backslash before what Markdown would take for a mark of its own; italics stay."""
    return _MARKS.sub(r"\\\g<0>", line)


_MARKS = re.compile(r"[_`<]|^[#>+-](?=\s)|^\d+(?=[.)]\s)")
"""What Markdown would read as emphasis, code, a tag, or the beginning of a list, a quotation or a heading."""
_TITLES: tuple[_Title, ...] = ("\n".join, _headed, fences.title)
_FORMS: tuple[_Form, ...] = (_natural, _labelled, fences.block)
_MARKED_TITLES: tuple[_Title, ...] = (_marked_title, fences.title)
_MARKED_FORMS: tuple[_Form, ...] = (_marked, _marked_label, fences.block)
