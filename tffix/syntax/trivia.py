"""Comments and whom they belong to, read off the text around an item when somebody asks.

What is between two items is trivia and commas only: looking at that gap is enough, whatever the items contain.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tffix.source import BOM, Source
from tffix.syntax import patterns as p
from tffix.syntax.node import Node
from tffix.syntax.scanner import Mode, tokenize
from tffix.syntax.structure import Attribute, Block, Body
from tffix.syntax.tokens import COMMENT

_PIECE = re.compile(rf"(?P<comment>{p.BLOCK_COMMENT}|{p.LINE_COMMENT})|(?P<newline>\n)|(?P<code>[^\s{BOM}])|[\s{BOM}]")
_AFTER = re.compile(rf"[ \t]*+({p.BLOCK_COMMENT}|{p.LINE_COMMENT})")
_AFTER_COMMA = re.compile(rf"[ \t]*+(?:,[ \t]*+)?({p.BLOCK_COMMENT}|{p.LINE_COMMENT})")

_NAMES_A_FILE = re.compile(r"[ \t]*+(?:\#|//)[ \t]*+(?:File(?:name)?:[ \t]*+)?[\w./\-]+\.(?:tf|tofu|tfvars|hcl)\b")
_RULE = re.compile(r"[ \t]*+(?:\#|//)[ \t]*+[\#=\-*~_/]{3,}[ \t]*+\r?\n?")


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: `start:end` of its file (without a line ending) and its text, marks included."""

    start: int
    end: int
    text: str

    @property
    def content(self) -> str:
        """The words: the text without its marks and the blanks around."""
        if self.text.startswith("/*"):
            return self.text[2:-2].strip()
        return self.text.removeprefix("#").removeprefix("//").strip()


def _comment(source: Source, start: int, end: int) -> Comment:
    text = source.text[start:end].rstrip("\r")
    return Comment(start, start + len(text), text)


def header_size(comments: Sequence[str]) -> int:
    """How many of the comments at the top of a file are its header, which belongs to no item.

    A header is a comment whose first line names the file, up to a ruled banner, or a ruled banner that names it.
    """
    framed = len(comments) > 2 and is_rule(comments[0])
    if len(comments) <= framed or _NAMES_A_FILE.match(comments[framed]) is None:
        return 0
    closing = next((i for i, text in enumerate(comments) if i > framed and is_rule(text)), len(comments) - framed)
    return closing + framed


def is_rule(comment: str) -> bool:
    """Whether a line comment is a line of `#`, `=`, `-` or the like and nothing else, as banners are ruled with."""
    return _RULE.fullmatch(comment) is not None


def leading_comments(item: Node) -> tuple[Comment, ...]:
    """The comments on lines of their own directly above an item, no blank line between, without the header of the file.

    `item` is an attribute, a block, an object item or an element of a tuple or argument list.
    """
    text = item.source.text
    if isinstance(item, Attribute | Block):
        start = _previous_end(item.parent, item)
    else:
        start = _comment_lines_start(text, item.start)
    above: list[Comment] = []
    line: list[Comment] = []
    has_code = start > 0 and text[start - 1] != "\n"
    for found in _PIECE.finditer(text, start, item.start):
        if found.lastgroup == "comment":
            line.append(_comment(item.source, *found.span()))
        elif found.lastgroup == "code":
            has_code = True
        elif found.lastgroup == "newline":
            # A line with code, and one with nothing, part what is above them from what is below.
            above = [] if has_code or not line else above + line
            line, has_code = [], False
    if above and not text[: above[0].start].strip(f" \t{BOM}"):
        above = above[header_size([comment.text for comment in above]) :]
    return tuple(above)


def _previous_end(body: Body, item: Node) -> int:
    """Where the item before `item` ends, or the body begins."""
    at = bisect_left(body.items, item.start, key=lambda other: other.start)
    return body.items[at - 1].end if at else body.start


def _comment_lines_start(text: str, offset: int) -> int:
    """Start of the run of lines above `offset` that look like comments: from there on everything is trivia.

    The line above an item ends with the item before, or with an opening bracket, or is trivia. So a line that
    begins with the mark of a comment is one, and so is what ends with `*/` and began on a line of its own.
    """
    start = text.rfind("\n", 0, offset) + 1
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        line = text[above : start - 1].strip(" \t\r")
        block = _block_comment_line(text, text.rfind("*/", above, start)) if line.endswith("*/") else None
        if block is None and not line.startswith(("#", "//")):
            break
        start = above if block is None else block
    return start


def _block_comment_line(text: str, end: int) -> int | None:
    """Start of the line on which the block comment begins that the mark at `end` closes, if it is the first there."""
    opening = text.rfind("/*", 0, end)
    if opening < 0 or text.find("*/", opening + 2, end) >= 0:
        return None
    line = text.rfind("\n", 0, opening) + 1
    before = text[line:opening].strip(" \t")
    return line if not before or before.startswith("/*") else None


def trailing_comment(item: Node) -> Comment | None:
    """The comment that follows an item on its line, behind the comma of an object item or tuple element."""
    after = _AFTER if isinstance(item, Attribute | Block) else _AFTER_COMMA
    found = after.match(item.source.text, item.end)
    return _comment(item.source, *found.span(1)) if found else None


def comments_within(source: Source, start: int, end: int) -> tuple[Comment, ...]:
    """All comments in `start:end`, which is the interval of a node or of several beside each other.

    An interval that begins inside of a string or a heredoc is none of these.
    """
    text = source.text
    if text.find("#", start, end) < 0 and text.find("//", start, end) < 0 and text.find("/*", start, end) < 0:
        return ()
    tokens = tokenize(text, Mode.BODY, start, end)
    return tuple(_comment(source, token.start, token.end) for token in tokens if token.kind == COMMENT)
