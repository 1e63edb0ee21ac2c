"""Which lines differ between two texts.

difflib alone is quadratic on long texts. Common ends are set aside first, then lines that occur once on both sides
anchor what is between them, and only the small gaps that remain are left to difflib.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_SMALL = 40_000  # cells of a gap that difflib may look at; a larger gap without anchors is replaced as a whole

Hunk = tuple[int, int, int, int]


def split_lines(text: str) -> list[str]:
    """The lines of a text with their endings; a line ends after a line feed and nowhere else."""
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def hunks(before: Sequence[str], after: Sequence[str]) -> Iterator[Hunk]:
    """`(i, j, k, l)`: `before[i:j]` becomes `after[k:l]`; in order, disjoint, everything else is equal."""
    i = k = 0
    for a, b in [*_anchors(before, after), (len(before), len(after))]:
        yield from _gap(before, after, i, a, k, b)
        i, k = a + 1, b + 1


def settled(before: Sequence[str], after: Sequence[str]) -> Iterator[Hunk]:
    """The hunks as a person would mark them: new or lost lines do not begin with the end of the block before them."""
    found = list(hunks(before, after))
    for index, (i, j, k, l) in enumerate(found):  # noqa: E741
        limit = found[index + 1][0] if index + 1 < len(found) else len(before)
        while j < limit and _begins_with_an_end(before[i:j] or after[k:l]):
            if (i == j and after[k] == before[j]) or (k == l and before[i] == before[j]):
                i, j, k, l = i + 1, j + 1, k + 1, l + 1  # noqa: E741
            else:
                break
        yield i, j, k, l


def _begins_with_an_end(lines: Sequence[str]) -> bool:
    first = next((line.lstrip() for line in lines if line.strip()), "")
    return first.startswith(("}", "]", ")"))


def _gap(before: Sequence[str], after: Sequence[str], i: int, j: int, k: int, l: int) -> Iterator[Hunk]:  # noqa: E741
    while i < j and k < l and before[i] == after[k]:
        i, k = i + 1, k + 1
    while i < j and k < l and before[j - 1] == after[l - 1]:
        j, l = j - 1, l - 1  # noqa: E741
    if i == j and k == l:
        return
    if i == j or k == l or (j - i) * (l - k) > _SMALL:
        yield i, j, k, l
        return
    matcher = SequenceMatcher(None, before[i:j], after[k:l], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "equal":
            yield i + a, i + b, k + c, k + d


def _anchors(before: Sequence[str], after: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of equal lines, each unique on its side, rising on both sides: a longest such chain."""
    once = {line for line, count in Counter(before).items() if count == 1}
    once &= {line for line, count in Counter(after).items() if count == 1}
    place = {line: index for index, line in enumerate(after) if line in once}
    pairs = [(index, place[line]) for index, line in enumerate(before) if line in once]
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (_, at) in enumerate(pairs):
        length = bisect_left(tails, at)
        previous.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(at)
            ends.append(index)
        else:
            tails[length], ends[length] = at, index
    chain: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]
