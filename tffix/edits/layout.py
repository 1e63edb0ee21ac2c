"""The look of what was touched: columns of `=` and of trailing comments, as `terraform fmt` sets them.

`terraform fmt` puts the `=` of consecutive lines into one column, and their trailing comments into another; a line
whose value goes on behind the line has neither. A run that was in columns before an edit is put back into columns
after it; a run that was not is left as it is. So what was fmt-clean stays so, and nothing else moves.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tffix.edits.splice import TextEdit, splice
from tffix.source import Source
from tffix.syntax.scanner import Mode, tokenize
from tffix.syntax.structure import ConfigFile, parse
from tffix.syntax.tokens import Token

_OPENING = frozenset({"LBRACE", "LSQB", "LPAR"})
_CLOSING = frozenset({"RBRACE", "RSQB", "RPAR"})
_TEXTUAL = {"QUOTE_OPEN": 1, "HEREDOC_OPEN": 1, "QUOTE_CLOSE": -1, "HEREDOC_CLOSE": -1}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of code as `terraform fmt` sees it (a heredoc belongs to the line that opens it).

    `lead_end` is the end of the last token before the cells. `assign` is the offset of an `=` whose value ends on the
    line, `assign_end` the end of that value; `comment` the offset of a trailing comment. None where there is none.
    """

    start: int
    lead_end: int
    assign: int | None
    assign_end: int
    comment: int | None


def lines_of(text: str, start: int, end: int) -> list[Line]:
    """The lines of code in `start:end`, which begins and ends between top-level items."""
    lines: list[Line] = []
    row: list[Token] = []
    depth = 0
    shift = start
    for token in tokenize(text[start:end], Mode.BODY):
        depth += _TEXTUAL.get(token.kind, 0)
        if depth == 0 and token.kind in ("NEWLINE", "IGNORED_NEWLINE"):
            lines.append(_line(row, shift + token.start, shift))
            row = []
        elif token.kind != "WHITESPACE":
            row.append(token)
    if row:
        lines.append(_line(row, end, shift))
    return lines


def _line(row: Sequence[Token], end: int, shift: int) -> Line:
    if not row:
        return Line(end, end, None, end, None)
    comment = None
    code = list(row)
    if len(code) > 1 and code[-1].kind == "COMMENT":
        comment = shift + code.pop().start
    start, code_end = shift + code[0].start, shift + code[-1].end
    for index, token in enumerate(code):
        if index and token.kind == "EQ":
            net = sum((t.kind in _OPENING) - (t.kind in _CLOSING) for t in code[index:])
            if net == 0:
                return Line(start, shift + code[index - 1].end, shift + token.start, code_end, comment)
            break
    return Line(start, code_end, None, code_end, comment)


def columns(text: str) -> int:
    """The width of a piece of code in characters as a person counts them (combining marks have none)."""
    if text.isascii():
        return len(text)
    return sum(1 for c in text if not unicodedata.combining(c) and c not in "\u200d\ufe0e\ufe0f")


def ideal_gaps(text: str, lines: Sequence[Line]) -> list[tuple[int, int, int]]:
    """What is between code and cell on each line, and how many blanks `terraform fmt` puts there: (from, to, blanks)."""
    gaps: list[tuple[int, int, int]] = []
    widths: dict[int, int] = {}
    for chain in _chains(lines, lambda line: line.assign is not None):
        widest = max(columns(_lead(text, line)) for line in chain)
        for line in chain:
            assert line.assign is not None
            gaps.append((line.lead_end, line.assign, widest - columns(_lead(text, line)) + 1))
            widths[line.start] = widest + 1 + columns(_last_row(text[line.assign : line.assign_end]))
    for chain in _chains(lines, lambda line: line.comment is not None):
        ends = [widths.get(line.start, columns(_lead(text, line))) for line in chain]
        for line, width in zip(chain, ends, strict=True):
            assert line.comment is not None
            gaps.append((line.assign_end, line.comment, max(ends) - width + 1))
    return sorted(gaps)


def _lead(text: str, line: Line) -> str:
    return text[text.rfind("\n", 0, line.start) + 1 : line.lead_end]


def _last_row(text: str) -> str:
    return text[text.rfind("\n") + 1 :]


def _chains(lines: Sequence[Line], has_cell: Callable[[Line], bool]) -> Iterable[list[Line]]:
    chain: list[Line] = []
    for line in lines:
        if has_cell(line):
            chain.append(line)
        elif chain:
            yield chain
            chain = []
    if chain:
        yield chain


def in_columns(text: str) -> str:
    """A whole text with every run put into columns."""
    gaps = ideal_gaps(text, lines_of(text, 0, len(text)))
    return splice(text, [TextEdit("", start, end, " " * blanks) for start, end, blanks in gaps])


@dataclass(frozen=True, slots=True)
class Tidied:
    """A file with edits made: its new source, and the edits in the stages in which they were made."""

    source: Source
    edits: tuple[tuple[TextEdit, ...], ...]

    @property
    def text(self) -> str:
        """The new text."""
        return self.source.text


def tidy(before: ConfigFile, edits: Sequence[TextEdit]) -> Tidied:
    """`before` with `edits` made, columns of the touched runs put right where they were right before."""
    text = splice(before.text, edits)
    touched = _touched(edits)
    after = parse(text, before.path)
    out: list[TextEdit] = []
    if after.structure_error is None:
        for start, end in _regions(after, touched):
            out += _realigned(before, text, start, end, touched, edits)
    if not out:
        return Tidied(after.source, (tuple(edits),))
    return Tidied(Source(before.path, splice(text, out)), (tuple(edits), tuple(out)))


def _touched(edits: Sequence[TextEdit]) -> list[tuple[int, int]]:
    """The intervals of the new text that edits wrote, in order."""
    shift = 0
    out = []
    for edit in sorted(edits, key=lambda e: e.sort_key):
        start = edit.start + shift
        out.append((start, start + len(edit.text)))
        shift += len(edit.text) - (edit.end - edit.start)
    return out


def _regions(file: ConfigFile, touched: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Extents of the top-level items that hold a touched interval, whole lines, joined where items touch."""
    text = file.text
    regions: list[tuple[int, int]] = []
    items = file.body.items
    starts = [item.start for item in items]
    for start, end in touched:
        first = max(bisect_right(starts, start) - 1, 0)
        last = max(bisect_right(starts, end) - 1, 0)
        if not items:
            continue
        low = text.rfind("\n", 0, items[first].start) + 1
        newline = text.find("\n", items[last].end)
        high = len(text) if newline < 0 else newline + 1
        if regions and low < regions[-1][1]:
            regions[-1] = (regions[-1][0], max(high, regions[-1][1]))
        else:
            regions.append((low, high))
    return regions


def _realigned(
    before: ConfigFile,
    text: str,
    start: int,
    end: int,
    touched: Sequence[tuple[int, int]],
    edits: Sequence[TextEdit],
) -> list[TextEdit]:
    """The edits of blanks that put the touched runs of one region back into columns."""
    out: list[TextEdit] = []
    made = dict(zip(touched, sorted(edits, key=lambda e: e.sort_key), strict=True))
    for low, high, run in _runs(text, start, end):
        hits = [made[t] for t in touched if t[0] <= high and t[1] >= low - 1]
        if hits and all(_was_in_columns(before, edit) for edit in hits):
            for gap_start, gap_end, blanks in ideal_gaps(text, run):
                if text[gap_start:gap_end] != " " * blanks and not text[gap_start:gap_end].strip(" \t"):
                    out.append(TextEdit(before.path, gap_start, gap_end, " " * blanks))
    return out


def _runs(text: str, start: int, end: int) -> Iterable[tuple[int, int, list[Line]]]:
    """Runs of lines with cells, each with the offsets at which its first line begins and its last one ends."""
    for run in _chains(lines_of(text, start, end), lambda line: line.assign is not None or line.comment is not None):
        last = run[-1]
        newline = text.find("\n", max(last.assign_end, last.comment or 0))
        yield text.rfind("\n", 0, run[0].start) + 1, len(text) if newline < 0 else newline, run


def _was_in_columns(before: ConfigFile, edit: TextEdit) -> bool:
    """Whether the runs that an edit touches or borders on were in columns before it."""
    text = before.text
    for start, end in _regions(before, [(edit.start, edit.end)]):
        for low, high, run in _runs(text, start, end):
            if low <= edit.end + 1 and edit.start <= high + 1:
                for gap_start, gap_end, blanks in ideal_gaps(text, run):
                    if text[gap_start:gap_end] != " " * blanks:
                        return False
    return True
