"""Lines and columns as `terraform fmt` sees them: where it puts `=`, trailing comments and the first word of a line.

`terraform fmt` puts the `=` of consecutive lines into one column, and their trailing `#` comments into another; a line
whose value goes on behind the line has no such `=`. It indents a line by two blanks for every line above that opens
more brackets than it closes and is not closed yet. A line here ends at a newline of code: the text of a heredoc and
the lines of a block comment belong to the line on which they begin.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tffix.edits.graphemes import columns
from tffix.edits.splice import TextEdit, splice
from tffix.syntax.scanner import Mode, tokenize
from tffix.syntax.tokens import Token

_CHANGE = {"LBRACE": 1, "LSQB": 1, "LPAR": 1, "INTERPOLATION": 1, "RBRACE": -1, "RSQB": -1, "RPAR": -1}
_CHANGE["SEQUENCE_END"] = -1


@dataclass(frozen=True, slots=True)
class Line:
    """One line of code.

    `margin` is where the text line begins, `start` its first token (`end` of the line if it is blank). `assign` is the
    offset of the first `=`, `lead_end` the end of what is before it, `code_end` the end of the line's code, `comment`
    the offset of a trailing comment. None where there is none. The `=` stands in a column if `is_cell`: its value ends
    on the line. `net` is how many brackets the line opens more than it closes.
    """

    margin: int
    start: int
    lead_end: int
    assign: int | None
    is_cell: bool
    code_end: int
    comment: int | None
    end: int
    net: int

    @property
    def is_blank(self) -> bool:
        """Whether nothing is on the line."""
        return self.start == self.end

    @property
    def has_cell(self) -> bool:
        """Whether something on the line stands in a column."""
        return self.is_cell or self.comment is not None


def lines_of(text: str, start: int, end: int) -> list[Line]:
    """The lines of code in `start:end`, which begins and ends between top-level items."""
    # The newline is part of the text even if the region ends before it: a heredoc is not closed without.
    stop = end + 1 if text.startswith("\n", end) else end
    return lines_from(tokenize(text[start:stop], Mode.BODY), text, start, end)


def lines_from(tokens: Iterable[Token], text: str, start: int, end: int) -> list[Line]:
    """The lines of code in `start:end`, made of tokens whose offsets count from `start`; blanks may be left out."""
    lines: list[Line] = []
    row: list[Token] = []
    margin = start
    for token in tokens:
        if token.kind in ("NEWLINE", "IGNORED_NEWLINE"):
            lines.append(_line(row, margin, start + token.start, start, text))
            row = []
            margin = start + token.end
        elif token.kind not in ("WHITESPACE", "BYTE_ORDER_MARK"):
            row.append(token)
        elif token.kind == "BYTE_ORDER_MARK":
            margin += 1
    if row:
        lines.append(_line(row, margin, end, start, text))
    return lines


def _line(row: Sequence[Token], margin: int, end: int, shift: int, text: str) -> Line:
    if not row:
        return Line(margin, end, end, None, False, end, None, end, 0)
    comment = None
    code = list(row)
    is_block_comment = text.startswith("/*", shift + code[-1].start)
    if len(code) > 1 and code[-1].kind == "COMMENT" and not is_block_comment:
        comment = shift + code.pop().start
    start, code_end = shift + code[0].start, shift + code[-1].end
    for index, token in enumerate(code):
        if index and token.kind == "EQ":
            is_cell = sum(_change(t.kind) for t in code[index:]) == 0
            lead_end, assign = shift + code[index - 1].end, shift + token.start
            net = _net(code[:index] if is_cell else code)
            return Line(margin, start, lead_end, assign, is_cell, code_end, comment, end, net)
    return Line(margin, start, code_end, None, False, code_end, comment, end, _net(code))


def _net(code: Iterable[Token]) -> int:
    """How many brackets are opened more than closed, up to the text of a heredoc."""
    net = 0
    for token in code:
        net += _change(token.kind)
        if token.kind == "HEREDOC_OPEN":
            break
    return net


def _change(kind: str) -> int:
    return _CHANGE.get(kind, 1 if kind.startswith("CTRL") else 0)


@dataclass(frozen=True, slots=True)
class Blanks:
    """An interval of blanks and how many `terraform fmt` puts there."""

    start: int
    end: int
    ideal: int

    def is_right(self, text: str) -> bool:
        """Whether the blanks of the text are those."""
        return text[self.start : self.end] == " " * self.ideal

    def edit(self, path: str) -> TextEdit:
        """The edit that makes them so."""
        return TextEdit(path, self.start, self.end, " " * self.ideal)


def beside_neighbours(text: str, lines: Sequence[Line], touched: Iterable[tuple[int, int]]) -> list[Blanks]:
    """Blanks that put the `=` of touched lines below that of the line above (or above that below), as far as it goes.

    For a run that is in no columns: its other lines stay as they are. A line counts as touched if its name was.
    """
    intervals = list(touched)
    own = [line.is_cell and any(a < line.code_end and line.start <= b for a, b in intervals) for line in lines]
    moved = [
        here and any(a < (line.assign or 0) and line.start <= b for a, b in intervals)
        for here, line in zip(own, lines, strict=True)
    ]
    out = []
    for index, line in enumerate(lines):
        if not moved[index] or line.assign is None or "\n" in text[line.lead_end : line.assign]:
            continue
        above = next((other for i, other in reversed(list(enumerate(lines[:index]))) if not own[i]), None)
        below = next((other for i, other in enumerate(lines[index + 1 :], index + 1) if not own[i]), None)
        neighbour = above if above is not None and above.is_cell else below
        if neighbour is None or neighbour.assign is None or not neighbour.is_cell:
            continue
        room = columns(text[neighbour.margin : neighbour.assign]) - columns(text[line.margin : line.lead_end])
        out.append(Blanks(line.lead_end, line.assign, max(room, 1)))
    return out


def comments_beside(
    text: str, lines: Sequence[Line], assigns: Iterable[Blanks], touched: Iterable[tuple[int, int]]
) -> list[Blanks]:
    """Blanks that put the trailing comments of touched lines below those beside them, else right behind the code.

    For a run whose comments are in no column: its other lines stay as they are. A gap of one or two blanks stays too.
    """
    intervals = list(touched)
    moves = {gap.start: gap for gap in assigns}
    out = []
    for chain in chains(lines, lambda line: line.comment is not None):
        own = [line for line in chain if any(a < line.code_end and line.start <= b for a, b in intervals)]
        columns_of = {columns(text[line.margin : line.comment]) for line in chain if line not in own}
        for line in own:
            assert line.comment is not None
            width = columns(text[line.margin : line.code_end]) + _shift(moves, line.lead_end)
            column = min(columns_of) if len(columns_of) == 1 else 0
            if column > width:
                out.append(Blanks(line.code_end, line.comment, column - width))
            elif not columns_of and line.comment - line.code_end > 2:
                out.append(Blanks(line.code_end, line.comment, 1))
    return out


Moves = Mapping[int, Blanks]
"""Margins that are about to be set, by where they begin."""


def _shift(moves: Moves, start: int) -> int:
    blanks = moves.get(start)
    return 0 if blanks is None else blanks.ideal - (blanks.end - blanks.start)


def assign_gaps(text: str, lines: Sequence[Line], margins: Moves) -> list[Blanks]:
    """The blanks before the first `=` of the lines; one where it stands in no column."""
    gaps = [Blanks(line.lead_end, line.assign, 1) for line in lines if line.assign is not None and not line.is_cell]
    for chain in chains(lines, lambda line: line.is_cell):
        widths = [columns(text[line.margin : line.lead_end]) + _shift(margins, line.margin) for line in chain]
        widest = max(widths)
        for line, width in zip(chain, widths, strict=True):
            assert line.assign is not None
            gaps.append(Blanks(line.lead_end, line.assign, widest - width + 1))
    return gaps


def comment_gaps(text: str, lines: Sequence[Line], margins: Moves, assigns: Iterable[Blanks]) -> list[Blanks]:
    """The blanks before the trailing comments of the lines, if those before `=` are made to be `assigns`."""
    moves = {gap.start: gap for gap in assigns}
    gaps = []
    for chain in chains(lines, lambda line: line.comment is not None):
        widths = [
            columns(text[line.margin : line.code_end])
            + _shift(margins, line.margin)
            + (_shift(moves, line.lead_end) if line.assign is not None else 0)
            for line in chain
        ]
        widest = max(widths)
        for line, width in zip(chain, widths, strict=True):
            assert line.comment is not None
            gaps.append(Blanks(line.code_end, line.comment, widest - width + 1))
    return gaps


def margins_of(lines: Iterable[Line]) -> list[Blanks]:
    """The blanks at the beginning of the lines, those of top-level items and all that is in them."""
    opened: list[int] = []
    margins = []
    for line in lines:
        if line.is_blank:
            continue
        closed = -line.net
        while closed > 0 and opened:
            if closed < opened[-1]:
                opened[-1] -= closed
                break
            closed -= opened.pop()
        margins.append(Blanks(line.margin, line.start, 2 * len(opened)))
        if line.net > 0:
            opened.append(line.net)
    return margins


def chains(lines: Iterable[Line], belongs: Callable[[Line], bool]) -> Iterable[list[Line]]:
    """The longest runs of consecutive lines that belong."""
    chain: list[Line] = []
    for line in lines:
        if belongs(line):
            chain.append(line)
        elif chain:
            yield chain
            chain = []
    if chain:
        yield chain


def in_columns(text: str) -> str:
    """A whole text with every run put into columns."""
    lines = lines_of(text, 0, len(text))
    assigns = assign_gaps(text, lines, {})
    return splice(text, [gap.edit("") for gap in (*assigns, *comment_gaps(text, lines, {}, assigns))])


def layout_edits(text: str, lines: Sequence[Line], path: str = "") -> list[TextEdit]:
    """The edits that set every margin and every run of the lines of a whole text as `terraform fmt` does."""
    margins = margins_of(lines)
    moves = {margin.start: margin for margin in margins}
    assigns = assign_gaps(text, lines, moves)
    blanks = (*margins, *assigns, *comment_gaps(text, lines, moves, assigns))
    return [blank.edit(path) for blank in blanks if not blank.is_right(text)]


def laid_out(text: str) -> str:
    """A whole text with every margin and every run as `terraform fmt` sets them."""
    return splice(text, layout_edits(text, lines_of(text, 0, len(text))))
