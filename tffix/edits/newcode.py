"""New code on its way into a file: its indentation, its line endings, the heredocs in it."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from tffix.syntax import nodes as n
from tffix.syntax.configfile import parse
from tffix.syntax.scanner import Mode, scan
from tffix.syntax.structure import Attribute, Block


class _HeredocText(NamedTuple):
    """The lines of a heredoc between its opening line and the line of its closing marker."""

    start: int
    end: int
    is_flush: bool


def _heredocs(new: str) -> list[_HeredocText]:
    if "<<" not in new:
        return []
    found: list[_HeredocText] = []
    depth = opened = 0
    nested = False
    # The marker closes a heredoc only where a newline follows it.
    for kind, start, _ in scan(new + "\n", Mode.BODY):
        if kind == "HEREDOC_OPEN":
            depth += 1
            nested = depth > 1
            if depth == 1:
                opened = start
        elif kind == "HEREDOC_CLOSE" and depth:
            depth -= 1
            if depth == 0:
                # A heredoc inside a heredoc: nothing is moved, whose value it would be is not worth the question.
                is_flush = new.startswith("<<-", opened) and not nested
                found.append(_HeredocText(new.index("\n", opened) + 1, start, is_flush))
    return found


@lru_cache(maxsize=256)
def ends_in_heredoc(new: str) -> bool:
    """Whether the last thing in a piece of code is the closing marker of a heredoc: a newline has to follow."""
    if "<<" not in new:
        return False
    tokens = scan(new + "\n", Mode.BODY)
    while tokens and tokens[-1][0] == "NEWLINE":
        tokens.pop()
    return bool(tokens) and tokens[-1][0] == "HEREDOC_CLOSE" and not new[tokens[-1][2] :].strip()


def node_ends_in_heredoc(node: n.Node) -> bool:
    """Whether the last thing in a node is the closing marker of a heredoc."""
    while not isinstance(node, n.Heredoc):
        children = node.children
        if not children or children[-1].end != node.end:
            return False
        node = children[-1]
    return True


def margins(new: str, indent: str, unit: str) -> list[tuple[int, int, str]]:
    """The edits `(start, end, blanks)` of line beginnings that move code written for the left margin to `indent`.

    The code is written with two blanks a level; its first line stays. Text of a heredoc moves only where
    the heredoc is flush (`<<-`), by the same blanks on every line that is not blank: its value does not change.
    """
    moves: list[tuple[int, int, str]] = []
    heredocs = _heredocs(new)
    at, current = 0, 0
    while (at := new.find("\n", at) + 1) > 0:
        while current < len(heredocs) and at >= heredocs[current].end:
            current += 1
        end = new.find("\n", at)
        line = new[at:] if end < 0 else new[at:end]
        stripped = line.lstrip(" ")
        blanks = len(line) - len(stripped)
        inside = current < len(heredocs) and at >= heredocs[current].start
        if inside:
            if heredocs[current].is_flush and line.strip():
                moves.append((at, at, indent))
        elif current and at == heredocs[current - 1].end and not heredocs[current - 1].is_flush:
            pass  # the closing marker of a heredoc that is not flush stays where it was written
        elif not line.strip():
            moves.append((at, at + len(line), ""))
        else:
            depth, rest = divmod(blanks, 2)
            moves.append((at, at + blanks, indent + unit * depth + " " * rest))
    return moves


def indented(new: str, indent: str, unit: str, newline: str) -> str:
    """`new`, written for the left margin with two blanks a level, as it looks behind `indent` (see `margins`)."""
    if "\n" not in new:
        return new
    new = new.replace("\r\n", "\n")
    pieces: list[str] = []
    at = 0
    for start, end, blanks in margins(new, indent, unit):
        pieces += (new[at:start], blanks)
        at = end
    pieces.append(new[at:])
    text = "".join(pieces)
    return text if newline == "\n" else text.replace("\n", newline)


class Shape(NamedTuple):
    """What kinds of items a piece of new code begins and ends with, and the name if it is one attribute."""

    first_is_block: bool
    last_is_block: bool
    attribute: str = ""


@lru_cache(maxsize=256)
def shape(new: str) -> Shape:
    """The shape of one or more items given as text."""
    items = parse(new + "\n").body.items
    if not items:
        return Shape(False, False)
    first, last = items[0], items[-1]
    name = first.name if first is last and isinstance(first, Attribute) else ""
    return Shape(isinstance(first, Block), isinstance(last, Block), name)
