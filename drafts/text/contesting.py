"""Places that were left contested: proposals carried to the options that stand there in brackets, and laid over them."""

from collections.abc import Sequence

from drafts.text import bracketing, markup, merge

_FIRST = 0xE000
_MOST = 6400
"""Characters that no text has: one stands for each run of options while the rest is merged."""


def carry(base: str, ours: str, theirs: str) -> str | None:
    """Carry a proposal on `base` to a wording that sets its words in brackets, as one option of a run: "[shall][should]".

    The result is `ours` with the proposal's own words in place of each such run, and with all else that it changes; a
    run that it does not touch stays. None where nothing was newly set in brackets, or where the proposal wants
    something there that is no option: then it collides.
    """
    runs = [(start, end) for start, end in _runs(ours) if ours[start:end] not in base]
    marks = [chr(_FIRST + number) for number in range(len(runs))]
    if not runs or len(runs) > _MOST or any(mark in base + ours + theirs for mark in marks):
        return None
    standing_for = {mark: ours[start:end] for mark, (start, end) in zip(marks, runs, strict=True)}
    hidden, end = "", 0
    for mark, run in zip(marks, runs, strict=True):
        hidden += ours[end : run[0]] + mark
        end = run[1]
    hidden += ours[end:]
    found = merge.three_way(base, hidden, theirs)
    pieces, at = [], 0
    for conflict in found.conflicts:
        if not _is_option(conflict, standing_for.get(conflict.ours.strip(), "")):
            return None
        pieces += [found.text[at : conflict.start], conflict.theirs]
        at = conflict.end
    carried = "".join([*pieces, found.text[at:]])
    return "".join(standing_for.get(character, character) for character in carried)


def whole(base: str, clusters: Sequence[merge.Cluster]) -> tuple[merge.Cluster, ...]:
    """Take those clusters together that would each tear the options of one run of brackets apart.

    Who wants one option of "[shall][should]" strikes what stands before and behind it: that is one choice.
    """
    found: list[merge.Cluster] = list(clusters)
    for start, end in _runs(base):
        inside = [each for each in found if start <= each.start and each.end <= end]
        if len(inside) > 1 and any(not markup.brackets(each.before).is_balanced for each in inside):
            at = found.index(inside[0])
            found[at : at + len(inside)] = [_together(base, inside)]
    return tuple(found)


def unclaimed(cluster: merge.Cluster) -> tuple[str, ...]:
    """Give the options that stand in brackets in a cluster's place and that no proposal wants: "shall" of "[shall][may]"."""
    before = cluster.before
    options = bracketing.alternatives([before])
    if len(options) < 2:  # noqa: PLR2004  one is no choice
        return ()
    wanted = {option.text.strip() for option in cluster.options}
    lead, trail = before[: len(before) - len(before.lstrip())], before[len(before.rstrip()) :]
    return tuple(f"{lead}{text}{trail}" for text in options if text not in wanted)


def first(words: str) -> str:
    """Give the first of the options that stand side by side in brackets, the present words; else the words themselves."""
    options = bracketing.alternatives([words])
    return options[0] if len(options) > 1 else words


def _together(base: str, clusters: Sequence[merge.Cluster]) -> merge.Cluster:
    """Make one cluster of several and what lies between them; who wants nothing in one keeps its words."""
    start, end = clusters[0].start, clusters[-1].end
    names: dict[str, list[str]] = {}
    for name in sorted({name for each in clusters for option in each.options for name in option.by}):
        text, at = "", start
        for each in clusters:
            own = next((option.text for option in each.options if name in option.by), each.before)
            text, at = text + base[at : each.start] + own, each.end
        names.setdefault(text, []).append(name)
    options = tuple(merge.Option(text, tuple(by)) for text, by in names.items())
    return merge.Cluster(start, end, base[start:end], options)


def _runs(wording: str) -> list[tuple[int, int]]:
    """Find the bracketed words of a wording, those that stand side by side together: start and end."""
    found: list[tuple[int, int]] = []
    for pair in markup.brackets(wording).pairs:
        if pair.depth > 1:
            continue
        if found and found[-1][1] == pair.start:
            found[-1] = (found[-1][0], pair.end + 1)
        else:
            found.append((pair.start, pair.end + 1))
    return found


def _is_option(conflict: merge.Conflict, run: str) -> bool:
    """Tell whether what a proposal wants of a place is an option there, or to strike the words that are one."""
    options = bracketing.alternatives([run])
    wanted = bracketing.alternatives([conflict.theirs]) or bracketing.alternatives([conflict.before])
    return bool(wanted) and set(wanted) <= set(options)
