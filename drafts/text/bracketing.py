"""Bracketing: competing wordings set side by side in square brackets, as an unsettled place is printed."""

from collections.abc import Iterable, Iterator, Sequence


def side_by_side(before: str, options: Sequence[str]) -> str:
    """Write the present words of a place and what is wanted instead as "[shall][should]".

    White space at the edges stands outside the brackets. Nobody's words are written twice, words that
    stand in brackets already get no second pair, and what is struck needs none of its own: the present
    words in brackets say it. The result opens and closes as many brackets as `before` does.

    Source: conventions of negotiated texts, competing wordings.
    """
    if not _is_balanced(before):
        present = _matched(before)
        return before + "".join(f"[{text}]" for text in alternatives(options) if text not in present)
    written = [text for text in (before, *options) if text.strip()]
    lead = max((text[: len(text) - len(text.lstrip())] for text in written), key=len, default=before)
    trail = max((text[len(text.rstrip()) :] for text in written), key=len, default="")
    if before.isspace() and not lead + trail:
        lead = before
    return lead + "".join(f"[{text}]" for text in alternatives([before, *options])) + trail


def alternatives(texts: Iterable[str]) -> list[str]:
    """Give the different words among which to choose, without the brackets and white space around them."""
    found = [inner.strip() for text in texts for inner in _groups(_matched(text))]
    return [text for text in dict.fromkeys(found) if text]


def _groups(text: str) -> list[str]:
    """Take a text that is nothing but bracketed words, one after another, out of its brackets."""
    depth = opened = 0
    groups: list[str] = []
    for at, char in enumerate(text):
        if char == "[":
            opened = opened if depth else at + 1
            depth += 1
        elif char == "]":
            depth -= 1
            if not depth:
                groups.append(text[opened:at])
        elif not depth and not char.isspace():
            return [text]
    return groups


def _is_balanced(text: str) -> bool:
    """Tell whether each bracket in a text has its other half."""
    return not any(True for _ in _single(text))


def _matched(text: str) -> str:
    """Leave out of a text the brackets without another half."""
    single = set(_single(text))
    return "".join(char for at, char in enumerate(text) if at not in single) if single else text


def _single(text: str) -> Iterator[int]:
    """Give the places of the brackets without another half."""
    opened: list[int] = []
    for at, char in enumerate(text):
        if char == "[":
            opened.append(at)
        elif char == "]" and opened:
            opened.pop()
        elif char == "]":
            yield at
    yield from opened
