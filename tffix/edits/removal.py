"""Removal of lines: of items from bodies and of elements from constructors, with what belongs to them.

The comment on the same line goes along. The comment lines above go only if everything else beside them (up to the
next blank line) goes too: else they head a group and stay. Blank lines are left as if the removed had never been
there: one paragraph break stays one, and nothing dangles behind an opening or before a closing brace.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from tffix.edits.lines import Gap, gap
from tffix.syntax.structure import Item


class Slot(NamedTuple):
    """The interval of an item, or of an element with the comma behind it."""

    start: int
    end: int


class Neighbours:
    """The slots between `low` and `high`, and the gaps between them, each read once."""

    def __init__(self, text: str, slots: Sequence[Slot] | Sequence[Item], low: int, high: int) -> None:
        self.text = text
        self.slots = slots
        self.low = low
        self.high = high
        self._gaps: dict[int, Gap] = {}
        self._goes: dict[int, bool] = {}

    def gap(self, index: int) -> Gap:
        """The gap before the slot `index`; for the number of slots, the gap behind the last."""
        found = self._gaps.get(index)
        if found is None:
            start = self.slots[index - 1].end if index else self.low
            end = self.slots[index].start if index < len(self.slots) else self.high
            found = self._gaps[index] = gap(self.text, start, end)
        return found

    def has_comments(self) -> bool:
        """Whether a comment stands beside any of the slots, on their lines or on its own."""
        ends = (self.low, *(slot.end for slot in self.slots))
        starts = (*(slot.start for slot in self.slots), self.high)
        return any(self.text[end:start].strip() for end, start in zip(ends, starts, strict=True))

    def is_on_own_lines(self, first: int, last: int) -> bool:
        """Whether the slots `first` to `last` have their lines for themselves."""
        below = self.gap(last + 1)
        return not self.gap(first).is_inline and (not below.is_inline or not self.text[below.rest_end :].strip())

    def runs(self, removed: Collection[int]) -> Iterator[tuple[int, int]]:
        """The removed slots as runs `(first, last)` with nothing between them that stays."""
        run: list[int] = []
        for index in sorted(removed):
            if run and (index != run[-1] + 1 or self._keeps_between(index, removed)):
                yield run[0], run[-1]
                run = []
            run.append(index)
        if run:
            yield run[0], run[-1]

    def _keeps_between(self, index: int, removed: Collection[int]) -> bool:
        between = self.gap(index)
        owned = between.owned
        if any(row.is_comment for row in between.rows[:owned]):
            return True
        return owned < len(between.rows) and not self._comment_goes(index, removed)

    def _comment_goes(self, index: int, removed: Collection[int]) -> bool:
        """Whether the comment lines above the slot are about removed slots only: its whole paragraph goes."""
        known = self._goes.get(index)
        if known is not None:
            return known
        first = last = index
        while self._is_linked(first) and first - 1 in removed:
            first -= 1
        while self._is_linked(last + 1) and last + 1 in removed:
            last += 1
        rows = self.gap(last + 1).rows
        goes = not (self._is_linked(first) or self._is_linked(last + 1) or (rows and rows[0].is_comment))
        self._goes.update(dict.fromkeys(range(first, last + 1), goes))
        return goes

    def claim(self, first: int, last: int, removed: Collection[int]) -> tuple[str, ...]:
        """A key that two removals share if together they may leave a comment behind that heads nothing any more.

        A comment stays while something of its paragraph stays. Several fixes, each of which takes one item, would
        empty the paragraph below it: the first and the last of it are not taken together.
        """
        start, end = first, last
        while self._is_linked(start):
            start -= 1
        while self._is_linked(end + 1):
            end += 1
        above = self.gap(start)
        is_headed = above.owned < len(above.rows)
        if not is_headed or (start != first and end != last) or all(i in removed for i in range(start, end + 1)):
            return ()
        return "paragraph", str(above.owned_start)

    def _is_linked(self, index: int) -> bool:
        """Whether no blank line separates the slot from the one before it."""
        return 0 < index < len(self.slots) and all(row.is_comment for row in self.gap(index).rows)

    def lines(self, first: int, last: int, removed: Collection[int]) -> tuple[int, int]:
        """The interval of whole lines to cut for the run `first` to `last`."""
        above, below = self.gap(first), self.gap(last + 1)
        start, end = above.own_line, below.rest_next if not below.is_inline else self.high
        index = len(above.rows)
        if above.owned < index and self._comment_goes(first, removed):
            index, start = above.owned, above.owned_start
        blanks_above = 0
        while blanks_above < index and not above.rows[index - 1 - blanks_above].is_comment:
            blanks_above += 1
        blanks_below = below.leading_blanks
        is_top = first == 0 and blanks_above == index
        is_bottom = last + 1 == len(self.slots) and blanks_below == len(below.rows) and not below.own_comment
        if blanks_above and (is_bottom or (not is_top and blanks_above < blanks_below)):
            start = above.rows[index - blanks_above].start
        if blanks_below and (is_top or (not is_bottom and blanks_below <= blanks_above)):
            end = below.rows[blanks_below - 1].end
        return start, end
