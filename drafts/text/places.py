"""Places: strings of digits that order paragraphs, with always room for one more between any two.

A place compares as text, under any collation. It never ends in "0", so that there is room before it.
"""


def first_places(count: int) -> tuple[str, ...]:
    """Return places for `count` paragraphs in order, of equal length."""
    width = len(str(count))
    return tuple(f"{number:0{width}d}5" for number in range(1, count + 1))


def between(before: str, after: str) -> str:
    """Return a place after `before` and before `after`; an empty string stands for the beginning or the end.

    Raises:
        ValueError: `before` does not come before `after`.
    """
    if after and before >= after:
        message = f"{before!r} does not come before {after!r}"
        raise ValueError(message)
    place = ""
    is_below_after = not after
    for index in range(max(len(before), len(after)) + 1):
        low = int(before[index]) if index < len(before) else 0
        high = 10 if is_below_after else int(after[index]) if index < len(after) else 0
        if high - low > 1:
            return f"{place}{(low + high) // 2}"
        place += str(low)
        is_below_after = is_below_after or low < high
    return f"{place}5"
