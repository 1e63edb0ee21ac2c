"""The look of what was touched: columns of `=` and of trailing comments, and margins, as `terraform fmt` sets them.

What was as `terraform fmt` would have it before the edits is made so again after them; what was not is left as it is.
So what was fmt-clean stays so, and otherwise only the touched lines move: their `=` goes below that of the line above.
Columns are settled for each run of lines with cells that an edit touches or borders on, margins for each group of
top-level items.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tffix.edits.columns import (
    Blanks,
    Line,
    assign_gaps,
    beside_neighbours,
    chains,
    comment_gaps,
    comments_beside,
    in_columns,
    lines_of,
    margins_of,
)
from tffix.edits.lines import gap, text_start
from tffix.edits.splice import TextEdit, splice
from tffix.source import Source
from tffix.syntax.configfile import ConfigFile, parse

__all__ = ["Tidied", "in_columns", "tidy"]

_Interval = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tidied:
    """A file with edits made: its new source, and the edits in the stages in which they were made."""

    source: Source
    edits: tuple[tuple[TextEdit, ...], ...]

    @property
    def text(self) -> str:
        """The new text."""
        return self.source.text


@dataclass(frozen=True, slots=True)
class _Right:
    """What was as `terraform fmt` would have it where an edit was made."""

    assigns: bool = True
    comments: bool = True
    margins: bool = True

    def __and__(self, other: _Right) -> _Right:
        return _Right(self.assigns and other.assigns, self.comments and other.comments, self.margins and other.margins)


@dataclass(frozen=True, slots=True)
class _Run:
    """Consecutive lines with cells, or a line with an `=` in no column.

    `start:end` takes in the line above and the line below a run, which could be of it.
    """

    start: int
    end: int
    lines: Sequence[Line]


def tidy(before: ConfigFile, edits: Sequence[TextEdit]) -> Tidied:
    """`before` with `edits` made, margins and columns of what was touched put right where they were right before."""
    ordered = sorted(edits, key=lambda e: e.sort_key)
    text = splice(before.text, ordered)
    after = parse(text, before.path)
    blanks: list[Blanks] = []
    if ordered and before.structure_error is None and after.structure_error is None:
        blanks = _wrong_blanks(after, _touched(ordered), _rights(before, ordered))
    if not blanks:
        return Tidied(after.source, (tuple(ordered),))
    out = tuple(blank.edit(before.path) for blank in blanks)
    return Tidied(Source(before.path, splice(text, out)), (tuple(ordered), out))


def _touched(edits: Iterable[TextEdit]) -> list[_Interval]:
    """The intervals of the new text that the edits, in order, wrote."""
    shift = 0
    out = []
    for edit in edits:
        start = edit.start + shift
        out.append((start, start + len(edit.text)))
        shift += len(edit.text) - (edit.end - edit.start)
    return out


def _rights(before: ConfigFile, edits: Sequence[TextEdit]) -> list[_Right]:
    """For each edit, what was right around it."""
    intervals = [(edit.start, edit.end) for edit in edits]
    rights = [_Right()] * len(edits)
    text = before.text
    for start, end in _regions(before, intervals):
        lines = lines_of(text, start, end)
        margins = all(blank.is_right(text) for blank in margins_of(lines))
        for hit in _near(intervals, start, end):
            rights[hit] &= _Right(margins=margins)
        for run in _runs(lines):
            hits = _near(intervals, run.start, run.end)
            if hits:
                assigns = assign_gaps(text, run.lines, {})
                # Where the `=` are not in columns, comments are judged by where the code ends as it is.
                are_right = all(blank.is_right(text) for blank in assigns)
                comments = all(blank.is_right(text) for blank in comment_gaps(text, run.lines, {}, ()))
                for hit in hits:
                    rights[hit] &= _Right(are_right, comments)
    return rights


def _wrong_blanks(after: ConfigFile, touched: Sequence[_Interval], rights: Sequence[_Right]) -> list[Blanks]:
    """The blanks to put right after the edits."""
    text = after.text
    out: list[Blanks] = []
    for start, end in _regions(after, touched):
        lines = lines_of(text, start, end)
        margins: dict[int, Blanks] = {}
        if all(rights[hit].margins for hit in _near(touched, start, end)):
            margins = {blank.start: blank for blank in margins_of(lines)}
            out += (blank for blank in margins.values() if not blank.is_right(text))
        for run in _runs(lines):
            right = _Right()
            hits = _near(touched, run.start, run.end)
            for hit in hits:
                right &= rights[hit]
            if not hits:
                continue
            if right.assigns:
                assigns = assign_gaps(text, run.lines, margins)
            else:
                assigns = beside_neighbours(text, run.lines, [touched[hit] for hit in hits])
            if right.comments:
                comments = comment_gaps(text, run.lines, margins, assigns)
            else:
                comments = comments_beside(text, run.lines, assigns, [touched[hit] for hit in hits])
            out += (blank for blank in (*assigns, *comments) if not blank.is_right(text))
    return sorted(out, key=lambda blank: blank.start)


def _near(intervals: Sequence[_Interval], start: int, end: int) -> range:
    """Which of the ordered intervals touch `start:end` or border on it, a line ending between them."""
    # Starts and ends of disjoint intervals in order are both in order.
    first = bisect_left(intervals, start - 2, key=lambda i: i[1])
    stop = bisect_right(intervals, end + 2, key=lambda i: i[0])
    return range(first, stop)


def _runs(lines: Sequence[Line]) -> Iterable[_Run]:
    index = {line.margin: i for i, line in enumerate(lines)}
    for run in chains(lines, lambda line: line.has_cell):
        first, last = index[run[0].margin], index[run[-1].margin]
        yield _Run(lines[max(first - 1, 0)].margin, lines[min(last + 1, len(lines) - 1)].end, run)
    for line in lines:
        if line.assign is not None and not line.has_cell:
            yield _Run(line.margin, line.end, (line,))


def _regions(file: ConfigFile, intervals: Sequence[_Interval]) -> list[_Interval]:
    """Whole lines of the top-level items near the intervals, and of those on the lines beside them."""
    items = file.body.items
    groups: list[_Interval] = []
    text = file.text
    previous = text_start(text)
    for item in items:
        between = gap(text, previous, item.start)
        if groups and all(row.is_comment for row in between.rows):
            groups[-1] = (groups[-1][0], item.end)
        else:
            groups.append((between.own_line, item.end))
        previous = item.end
    regions = []
    for index, (start, end) in enumerate(groups):
        stop = groups[index + 1][0] if index + 1 < len(groups) else len(text)
        end = gap(text, end, stop).rest_end
        if _near(intervals, start, end):
            regions.append((start, end))
    return regions
