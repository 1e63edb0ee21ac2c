"""Lines around an edit: where they begin, how they are indented, which comments and blank lines are beside an item."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import NamedTuple

from tffix.source import BOM, Source
from tffix.syntax import patterns as p
from tffix.syntax.structure import Body, Item
from tffix.syntax.trivia import header_size

_TRIVIUM = re.compile(
    rf"(?P<blank>[ \t]++)|(?P<newline>\r?\n)|(?P<line>{p.LINE_COMMENT})|(?P<block>{p.BLOCK_COMMENT})|(?P<code>[\s\S])"
)


def text_start(text: str) -> int:
    """Where the code of a file begins: behind the byte order mark, which stays at the top whatever is edited."""
    return 1 if text.startswith(BOM) else 0


def line_start(text: str, offset: int) -> int:
    """Offset of the first character of the line that `offset` is on (behind a byte order mark)."""
    start = text.rfind("\n", 0, offset) + 1
    return start or min(text_start(text), offset)


def line_end(text: str, offset: int) -> int:
    """Offset of the line ending (or of the end of the text) at or behind `offset`; before the `CR` of a `CRLF`."""
    end = text.find("\n", offset)
    if end < 0:
        return len(text)
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def blanks_end(text: str, offset: int) -> int:
    """Where the blanks at `offset` end."""
    while text[offset : offset + 1] in (" ", "\t"):
        offset += 1
    return offset


def indent_at(text: str, offset: int) -> str:
    """The blanks at the start of the line that `offset` is on."""
    start = line_start(text, offset)
    end = start
    while end < len(text) and text[end] in " \t":
        end += 1
    return text[start:end]


@lru_cache(maxsize=16)
def indent_unit(source: Source) -> str:
    """What one level of indentation is in this file: that of its first indented line, else two blanks."""
    text = source.text
    at = 0
    while (at := text.find("\n", at) + 1) > 0:
        if text.startswith("\t", at):
            return "\t"
        if text.startswith("  ", at):
            return "  "
    return "  "


def item_indent(body: Body) -> str:
    """The indentation of a body's items: that of the first that begins its line, else one level more than the block."""
    text = body.source.text
    for item in body.items:
        indent = indent_at(text, item.start)
        if line_start(text, item.start) + len(indent) == item.start:
            return indent
    if body.parent is None:
        return ""
    return indent_at(text, body.parent.start) + indent_unit(body.source)


class Piece(NamedTuple):
    """A piece of what is between code: `blank`, `newline`, `line` (comment), `block` (comment); else `code`."""

    kind: str
    start: int
    end: int


def trivia(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of `start:end`, an interval between two items or elements."""
    pieces = []
    for found in _TRIVIUM.finditer(text, start, end):
        kind = found.lastgroup or ""
        stop = found.end()
        if kind == "line" and text[stop - 1] == "\r":
            pieces += [Piece(kind, found.start(), stop - 1), Piece("blank", stop - 1, stop)]
        else:
            pieces.append(Piece(kind, found.start(), stop))
    return pieces


class Row(NamedTuple):
    """A line of its own between two items: blank, or a comment (which may span several lines of text)."""

    start: int
    end: int
    is_comment: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """What is between two neighbours: the rest of the first one's line, lines of their own, the second one's line.

    `rest_end` is the end of the last comment on the first one's line (else its end), `rest_next` where the next line
    begins, `own_line` where the second one's line begins; `own_comment` if a comment is on it.
    Without a newline between them `is_inline`.
    """

    rest_end: int
    rest_next: int
    rows: tuple[Row, ...]
    own_line: int
    is_inline: bool
    own_comment: bool
    header: int = 0
    """How many rows at the top of the file are its own header, which belongs to no item."""

    @property
    def leading_blanks(self) -> int:
        """How many of the rows directly below the first neighbour are blank."""
        return next((i for i, row in enumerate(self.rows) if row.is_comment), len(self.rows))

    @property
    def owned(self) -> int:
        """Index of the first of the comment rows directly above the second neighbour."""
        index = len(self.rows)
        while index > self.header and self.rows[index - 1].is_comment:
            index -= 1
        return index

    @property
    def owned_start(self) -> int:
        """Where the comment rows directly above the second neighbour begin; its own line if there are none."""
        index = self.owned
        return self.rows[index].start if index < len(self.rows) else self.own_line


def gap(text: str, start: int, end: int) -> Gap:
    """The gap `start:end`. At the start of a file, everything is on lines of its own."""
    at_top = start <= text_start(text)
    rows: list[Row] = []
    rest_end = rest_next = own_line = start
    seen_newline = at_top
    is_comment = False
    row_start = start
    for kind, _, piece_end in trivia(text, start, end):
        if kind == "newline":
            if seen_newline:
                rows.append(Row(row_start, piece_end, is_comment))
            else:
                rest_next = piece_end
            seen_newline, is_comment, row_start = True, False, piece_end
        elif kind != "blank":
            is_comment = True
            if not seen_newline:
                rest_end = piece_end
    own_line = row_start
    if not seen_newline:
        rest_next = own_line = end
    header = _header(text, rows) if at_top else 0
    return Gap(rest_end, rest_next, tuple(rows), own_line, not seen_newline, seen_newline and is_comment, header)


def _header(text: str, rows: Sequence[Row]) -> int:
    """How many rows are the header of a file."""
    return header_size([text[row.start : row.end] for row in takewhile(lambda row: row.is_comment, rows)])


def index_of(item: Item) -> int:
    """The place of an item among its siblings."""
    return bisect_left(item.parent.items, item.start, key=lambda other: other.start)


def gap_above(item: Item) -> Gap:
    """The gap between an item and what is above it: a sibling, the opening brace, the start of the file."""
    body, index = item.parent, index_of(item)
    text = body.source.text
    start = body.items[index - 1].end if index else max(body.start, text_start(text))
    return gap(text, start, item.start)


def gap_below(item: Item) -> Gap:
    """The gap between an item and what is below it: a sibling, the closing brace, the end of the file."""
    body, index = item.parent, index_of(item)
    stop = body.items[index + 1].start if index + 1 < len(body.items) else body.end
    return gap(body.source.text, item.end, stop)
