"""The lines of source a finding is about, with the range underlined."""

from __future__ import annotations

from dataclasses import dataclass

from tffix.output.cells import TAB_STOP, char_width, clean_char
from tffix.output.locate import Locator
from tffix.output.style import Line, Style
from tffix.source import BOM

#: A range of more lines than this is shown by its first line.
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    begin: int  # of the line, an offset into the file
    finish: int  # before the line ending
    start: int  # of the underlined part
    end: int
    underlined: bool


def snippet(path: str, start: int, end: int, locator: Locator, style: Style, role: str) -> list[Line]:
    """The source lines of `start:end`, numbered and underlined; empty where the locator has no text.

    `role` colours the underline. Lines are cut to the width of the style around the underlined part, and only
    what is shown is looked at, so that a line of a megabyte costs no more than a short one.
    """
    text = locator.text(path)
    if text is None:
        return []
    start = min(max(start, 0), len(text))
    end = min(max(end, start), len(text))
    while end > start and text[end - 1] in "\r\n":  # a block with its newline ends on its last line
        end -= 1
    hidden = text.count("\n", start, end)
    rows: list[_Row] = []
    begin = text.rfind("\n", 0, start) + 1
    for _ in range(1 if hidden >= MOST_LINES else hidden + 1):
        finish = text.find("\n", begin)
        finish = len(text) if finish < 0 else finish
        after = finish + 1
        if finish > begin and text[finish - 1] == "\r":
            finish -= 1
        left, right = max(start, begin), min(end, finish)
        while rows and left < right and text[left] in " \t":  # the indentation of a further line
            left += 1
        number = locator.locate(path, begin).line
        rows.append(_Row(number, begin, finish, left, max(left, right), not rows or left < right))
        begin = after
    digits = max(4, len(str(rows[-1].number)))
    lines: list[Line] = []
    for row in rows:
        gutter = f"{row.number:>{digits}}: "
        shown, indent, cells = _crop(text, row, max(20, style.width - len(gutter)), style)
        lines.append([(gutter, "dim"), (shown, "")] if shown else [(gutter.rstrip(), "dim")])
        if cells:
            lines.append([(" " * (len(gutter) + indent), ""), ("^" * cells, role)])
    if hidden >= MOST_LINES:
        last = locator.locate(path, end).line
        more = f"{style.box.ellipsis} {hidden} more lines, to line {last}"
        lines.append([(" " * (digits + 2), ""), (more, "dim")])
    return lines


def _crop(text: str, row: _Row, room: int, style: Style) -> tuple[str, int, int]:
    """What is shown of a row in `room` cells, and the first cell and the number of cells underlined."""
    mark, low = style.box.ellipsis, row.begin
    view = _measure(text, row, low, room, style, head="")
    if view.cut < row.finish:
        narrow = room - len(mark)
        view = _measure(text, row, low, narrow, style, head="")
        if view.cut < row.end and row.start - row.begin > room // 3:
            low = row.start - room // 3
            view = _measure(text, row, low, room, style, head=mark)
        if view.cut < row.finish:
            view = _measure(text, row, low, narrow, style, head=mark if low > row.begin else "")
            view.pieces.append(mark)
    return "".join(view.pieces).rstrip(" "), view.indent, view.cells


@dataclass(slots=True)
class _View:
    pieces: list[str]
    indent: int
    cells: int
    cut: int  # the offset of the first character that did not fit


def _measure(text: str, row: _Row, low: int, room: int, style: Style, *, head: str) -> _View:
    """The characters from `low` that fit into `room` cells, and where the underline lies under them."""
    pieces, used, at, piece = [head], len(head), low, ""
    indent = last = -1
    while at < row.finish:
        if at == row.start:
            indent = used
        char = text[at]
        if char == "\t":
            piece, cells = " " * (TAB_STOP - used % TAB_STOP), TAB_STOP - used % TAB_STOP
        elif char == BOM and at == 0:
            piece, cells = "", 0
        else:
            previous, piece = piece, clean_char(char, style.codec)
            cells = char_width(piece, previous)
        if used + cells > room:
            break
        pieces.append(piece)
        used += cells
        at += 1
        if at == row.end:
            last = used
    indent = used if indent < 0 else indent
    width = max(1, (used if last < 0 else last) - indent)
    return _View(pieces, indent, width if row.underlined else 0, at)
