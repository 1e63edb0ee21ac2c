"""Which lines two texts share, fast enough for any file: patience on unique lines, Myers in what is left."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Myers' algorithm costs the square of the number of differing lines. Past this it is not a small change any
# more, and showing the whole stretch as replaced is as readable and immediate.
_MOST_STEPS = 256


class Change(NamedTuple):
    """Lines `start:end` of the one text became lines `new_start:new_end` of the other."""

    start: int
    end: int
    new_start: int
    new_end: int


def changes(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """What changed between two lists of lines, in order."""
    found: list[Change] = []
    at = new_at = 0
    for start, new_start, size in sorted(_matches(old, new)):
        if at < start or new_at < new_start:
            found.append(Change(at, start, new_at, new_start))
        at, new_at = start + size, new_start + size
    if at < len(old) or new_at < len(new):
        found.append(Change(at, len(old), new_at, len(new)))
    return found


def settled(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """The changes as a person would mark them: new or lost lines do not begin with the end of the block before them."""
    found = changes(old, new)
    for index, change in enumerate(found):
        start, end, new_start, new_end = change
        limit = found[index + 1].start if index + 1 < len(found) else len(old)
        while end < limit and _begins_with_an_end(old[start:end] or new[new_start:new_end]):
            added = start == end and new[new_start] == old[end]
            removed = new_start == new_end and old[start] == old[end]
            if not (added or removed):
                break
            start, end, new_start, new_end = start + 1, end + 1, new_start + 1, new_end + 1
        yield Change(start, end, new_start, new_end)


def line_before(found: Sequence[Change], line: int) -> int | None:
    """Where a line (1-based) of the new text was in the old one; None for a new line."""
    shift = 0
    for change in found:
        if line - 1 < change.new_start:
            break
        if line - 1 < change.new_end:
            return None
        shift = change.end - change.new_end
    return line + shift


def _begins_with_an_end(lines: Sequence[str]) -> bool:
    first = next((line.lstrip() for line in lines if line.strip()), "")
    return first.startswith(("}", "]", ")"))


def _matches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Runs of equal lines as (start, new start, length), in no particular order."""
    stack = [(0, len(old), 0, len(new))]
    while stack:
        start, end, new_start, new_end = stack.pop()
        head, limit = 0, min(end - start, new_end - new_start)
        while head < limit and old[start + head] == new[new_start + head]:
            head += 1
        if head:
            yield start, new_start, head
        start, new_start, limit = start + head, new_start + head, limit - head
        tail = 0
        while tail < limit and old[end - 1 - tail] == new[new_end - 1 - tail]:
            tail += 1
        if tail:
            yield end - tail, new_end - tail, tail
        end, new_end = end - tail, new_end - tail
        if start == end or new_start == new_end:
            continue
        if anchors := _anchors(old, new, start, end, new_start, new_end):
            for at, new_at in anchors:
                stack.append((start, at, new_start, new_at))
                yield at, new_at, 1
                start, new_start = at + 1, new_at + 1
            stack.append((start, end, new_start, new_end))
        else:
            yield from _myers(old, new, start, end, new_start, new_end)


def _anchors(
    old: Sequence[str], new: Sequence[str], start: int, end: int, new_start: int, new_end: int
) -> list[tuple[int, int]]:
    """The longest rising sequence of lines that occur once on each side."""
    where = _unique(old, start, end)
    if not where:
        return []
    other = _unique(new, new_start, new_end)
    pairs = [(at, other[line]) for line, at in where.items() if line in other]  # rising in `at`
    piles: list[int] = []  # the smallest last value of a rising sequence of each length
    tops: list[int] = []  # the pair it belongs to
    back: list[int] = []
    for index, (_, new_at) in enumerate(pairs):
        pile = bisect_left(piles, new_at)
        back.append(tops[pile - 1] if pile else -1)
        piles[pile : pile + 1] = [new_at]
        tops[pile : pile + 1] = [index]
    result: list[tuple[int, int]] = []
    index = tops[-1] if tops else -1
    while index >= 0:
        result.append(pairs[index])
        index = back[index]
    return result[::-1]


def _unique(lines: Sequence[str], start: int, end: int) -> dict[str, int]:
    """The lines that occur once in `start:end`, and where."""
    seen: dict[str, int] = {}
    for i in range(start, end):
        seen[lines[i]] = -1 if lines[i] in seen else i
    return {line: i for line, i in seen.items() if i >= 0}


def _myers(
    old: Sequence[str], new: Sequence[str], start: int, end: int, new_start: int, new_end: int
) -> Iterator[tuple[int, int, int]]:
    """Runs of equal lines on a shortest way from one stretch to the other; none where that way is long."""
    size, new_size = end - start, new_end - new_start
    reach = {1: 0}  # per diagonal, how far into `old` one gets
    trail: list[dict[int, int]] = []
    for steps in range(min(size + new_size, _MOST_STEPS) + 1):
        trail.append(dict(reach))
        for diagonal in range(-steps, steps + 1, 2):
            down = diagonal == -steps or (diagonal != steps and reach[diagonal - 1] < reach[diagonal + 1])
            x = reach[diagonal + 1] if down else reach[diagonal - 1] + 1
            y = x - diagonal
            while x < size and y < new_size and old[start + x] == new[new_start + y]:
                x, y = x + 1, y + 1
            reach[diagonal] = x
            if x >= size and y >= new_size:
                yield from _backtrack(trail, size, new_size, start, new_start)
                return


def _backtrack(
    trail: list[dict[int, int]], x: int, y: int, start: int, new_start: int
) -> Iterator[tuple[int, int, int]]:
    """The runs of equal lines along the way that `trail` recorded, from its end."""
    for steps in range(len(trail) - 1, -1, -1):
        reach, diagonal = trail[steps], x - y
        down = diagonal == -steps or (diagonal != steps and reach[diagonal - 1] < reach[diagonal + 1])
        before = diagonal + 1 if down else diagonal - 1
        from_x = reach[before]
        from_y = from_x - before
        # The step off the previous diagonal, then equal lines up to (x, y).
        run_x = from_x if down else from_x + 1
        if steps == 0:
            run_x = 0
        if x > run_x:
            yield start + run_x, new_start + run_x - diagonal, x - run_x
        x, y = from_x, from_y
