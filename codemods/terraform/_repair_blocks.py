"""Repairs of blocks: several items on one line, braces on the wrong line, missing or too many, slips in headers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tffix.errors import SyntaxError  # noqa: A004
from tffix.syntax import Attribute, Body, parse
from tffix.syntax.tokens import Token

from ._repair import Edits, Frame, Repair, depth_change, line_end, line_start, made, margin, open_frames, tokens

_ITEM = re.compile(r"[^\W\d][\w-]*(?:\s*=(?!=)|(?:\s+(?:\"[^\"\n]*\"|[^\W\d][\w-]*))*\s*\{)")
_VALUE = re.compile(r"\s*(?:[\[{(\"]|<<|-?\d|(?:true|false|null)\s*$|[^\W\d][\w-]*\s*[.(])", re.MULTILINE)
_COMMENTS = ("/*", "//", "#")


def crowded_block(text: str, error: SyntaxError) -> Repair | None:
    """`b { a = 1, c = 2 }`, `b { c { a = 1 } }`: each item on a line of its own."""
    blocks = [frame for frame in open_frames(text, error.start) if frame.kind == "BLOCK"]
    if not blocks:
        return None
    brace = blocks[-1]
    edits, end = _layout(text, brace.index, _own_margin(text, brace.index, blocks[:-1]))
    if end is None or not edits:
        return None
    if parse("b " + made(text[: end + 1], edits)[brace.start :] + "\n").error is not None:
        return None
    return Repair(error, edits, "Put each argument on a line of its own")


def _own_margin(text: str, brace: int, around: list[Frame]) -> str:
    """The indentation of a block: that of its line, or a level more than the one around it if it begins no line."""
    found = tokens(text)
    header = brace - 1
    while header > 0 and found[header - 1].kind in ("NAME", "STRING"):
        header -= 1
    start = found[header].start
    if not text[line_start(text, start) : start].strip() or not around:
        return margin(text, start)
    return margin(text, around[-1].start) + "  "


def _layout(text: str, brace: int, indent: str) -> tuple[Edits, int | None]:
    """Line breaks for the items of a block, and where its closing brace is; None for one that cannot be read so."""
    found = tokens(text)
    edits: list[tuple[int, int, str]] = []
    last = found[brace]
    index = brace + 1
    run: list[tuple[Token, Token]] = []
    while index < len(found):
        token = found[index]
        if token.kind == "NEWLINE":
            last, index = token, index + 1
            continue
        gap = text[last.end : token.start] if last.kind != "NEWLINE" else ""
        if any(mark in gap for mark in _COMMENTS):
            return (), None
        is_separator = token.kind == "COMMA" or text[token.start : token.end] == ";"
        if is_separator:
            edits.append((last.end, token.end, ""))
            last, index = token, index + 1
            continue
        closes = token.kind == "RBRACE"
        if last.kind != "NEWLINE" and not (closes and last is found[brace]):
            edits.append((last.end, token.start, f"\n{indent}" if closes else f"\n{indent}  "))
        if closes:
            return _merged(sorted([*edits, *_in_column(text, run)])), token.start
        after = _item_end(text, index)
        if after is None:
            return (), None
        end, inner = after
        if inner is not None and text.count("\n", found[inner].start, found[end].end) == 0 and _is_crowded(text, inner):
            nested, _ = _layout(text, inner, indent + "  ")
            edits += nested
        if inner is None and "\n" not in text[token.start : found[end].end]:
            run.append((token, found[index + 1]))
        else:
            edits += _in_column(text, run)
            run = []
        last, index = found[end], end + 1
    return (), None


def _in_column(text: str, run: list[tuple[Token, Token]]) -> Iterator[tuple[int, int, str]]:
    """Edits that put the `=` of arguments which stood on one line into a column; each is a name and its `=`."""
    if len({line_start(text, name.start) for name, _ in run}) != 1:
        return
    widest = max(name.end - name.start for name, _ in run)
    for name, sign in run:
        blanks = " " * (widest - (name.end - name.start) + 1)
        if text[name.end : sign.start] != blanks:
            yield name.end, sign.start, blanks


def _merged(edits: list[tuple[int, int, str]]) -> Edits:
    """Edits in order, those that touch as one: a separator that goes and the line break behind it."""
    merged: list[tuple[int, int, str]] = []
    for start, end, new in edits:
        if merged and merged[-1][1] == start:
            first = merged.pop()
            start, new = first[0], first[2] + new
        merged.append((start, end, new))
    return tuple(merged)


def _item_end(text: str, index: int) -> tuple[int, int | None] | None:
    """The last token of the item that begins at a token, and the brace of it if it is a block."""
    found = tokens(text)
    if found[index].kind not in ("NAME", "FOR", "IN", "IF") or index + 1 >= len(found):
        return None
    if found[index + 1].kind == "EQ":
        depth, at = 0, index + 2
        while at < len(found):
            token = found[at]
            ends = token.kind in ("NEWLINE", "COMMA", "RBRACE") or text[token.start : token.end] == ";"
            if depth == 0 and at > index + 2 and (ends or _begins_item(text, found, at)):
                return at - 1, None
            depth += depth_change(token)
            at += 1
        return None
    at = index + 1
    while at < len(found) and found[at].kind in ("NAME", "STRING"):
        at += 1
    if at >= len(found) or found[at].kind != "LBRACE":
        return None
    brace, depth = at, 0
    while at < len(found):
        depth += depth_change(found[at])
        if depth == 0:
            return at, brace
        at += 1
    return None


def _begins_item(text: str, found: tuple[Token, ...], at: int) -> bool:
    before = found[at - 1].kind
    follows_value = before not in ("OPERATOR", "QUESTION", "COLON", "BANG", "EQ", "MINUS", "STAR", "PERCENT", "SLASH")
    return found[at].kind == "NAME" and follows_value and _ITEM.match(text, found[at].start) is not None


def _is_crowded(text: str, brace: int) -> bool:
    """Whether a block on one line holds more than one argument, or a block."""
    return parse("b " + _block_text(text, brace) + "\n").error is not None


def _block_text(text: str, brace: int) -> str:
    depth = 0
    found = tokens(text)
    for token in found[brace:]:
        depth += depth_change(token)
        if depth == 0:
            return text[found[brace].start : token.end]
    return text[found[brace].start :]


def separator_at_end(text: str, error: SyntaxError) -> Repair | None:
    """`a = 1,` in a block, at the end of its line: without the comma or semicolon."""
    frames = open_frames(text, error.start)
    if (frames and frames[-1].kind != "BLOCK") or not re.compile(r"[,;][ \t]*(?:\r?\n|#|//|\})").match(
        text, error.start
    ):
        return None
    return Repair(error, ((error.start, error.start + 1, ""),), "Take away what separates the arguments")


def after_block(text: str, error: SyntaxError) -> Repair | None:
    """`} b {`: what follows a block begins a line; a comma or semicolon behind one goes."""
    at = error.start
    index = next((i for i, token in enumerate(tokens(text)) if token.start == at), None)
    if not index or tokens(text)[index - 1].kind != "RBRACE":
        return None
    brace, token = tokens(text)[index - 1], tokens(text)[index]
    if any(mark in text[brace.end : at] for mark in _COMMENTS):
        return None
    if token.kind == "COMMA":
        if line_end(text, at) != at + 1:
            return None
        return Repair(error, ((brace.end, at + 1, ""),), "Take away the comma behind the block")
    closes = token.kind == "RBRACE"
    if not closes and _ITEM.match(text, at) is None:
        return None
    frames = open_frames(text, at)
    indent = margin(text, frames[-1].start if closes and frames else brace.start)
    # Below a block of several lines a block is set off.
    is_tall = not closes and not text[line_start(text, brace.start) : brace.start].strip()
    gap = "\n\n" if is_tall else "\n"
    return Repair(error, ((brace.end, at, f"{gap}{indent}"),), "Begin a new line behind the block")


def brace_below(text: str, error: SyntaxError) -> Repair | None:
    """A header with its brace on the next line: on the same line."""
    below = re.compile(r"[ \t]*\r?\n\s*\{").match(text, error.start)
    if below is None or any(frame.kind != "BLOCK" for frame in open_frames(text, error.start)):
        return None
    return Repair(error, ((error.start, below.end(), " {"),), "Open the block on the line of its header")


def comma_in_header(text: str, error: SyntaxError) -> Repair | None:
    """`resource "a", "b" {`: without the comma."""
    row = text[line_start(text, error.start) : line_end(text, error.start)]
    if text[error.start : error.end] != "," or not re.fullmatch(r'\s*\w+(?:\s+"[^"]*"\s*,?)+\s*(?:\{.*)?', row):
        return None
    return Repair(error, ((error.start, error.end, ""),), "Take away the comma between the labels")


def argument_name(text: str, error: SyntaxError) -> Repair | None:
    """`name: value` and `"name" = value` in a block: `name = value`."""
    if any(frame.kind != "BLOCK" for frame in open_frames(text, error.start)):
        return None
    written = text[error.start : error.end]
    if written == ":":
        start = len(text[: error.start].rstrip(" \t"))
        if _VALUE.match(text, error.end) is None or not open_frames(text, error.start):
            return None
        gap = "" if text[error.end : error.end + 1] in (" ", "\t") else " "
        return Repair(error, ((start, error.end, f" ={gap}"),), "Write = between an argument and its value")
    quoted = re.compile(r'"([A-Za-z_][\w-]*)"(?=\s*=(?!=))').match(text, error.start)
    if quoted is None:
        return None
    return Repair(error, ((quoted.start(), quoted.end(), quoted[1]),), "Write the name of the argument without quotes")


def second_argument(text: str, error: SyntaxError) -> Repair | None:
    """An argument that is set twice to the same: once."""
    for body in _bodies(parse(text).body):
        second = next((a for a in body.items if isinstance(a, Attribute) and a.start == error.start), None)
        if second is None:
            continue
        first = next(a for a in body.items if isinstance(a, Attribute) and a.name == second.name)
        start, end = line_start(text, second.start), line_end(text, second.end)
        alone = not text[start : second.start].strip() and not text[second.end : end].strip()
        if first is second or first.expr_text.split() != second.expr_text.split() or not alone:
            return None
        if second.leading_comments:
            return None
        following = text.find("\n", end) + 1 or len(text)
        return Repair(error, ((start, following, ""),), f"Set {second.name} once")
    return None


def _bodies(body: Body) -> Iterator[Body]:
    todo = [body]
    while todo:
        one = todo.pop()
        yield one
        todo += [block.body for block in one.blocks]


def extra_brace(text: str, error: SyntaxError) -> Repair | None:
    """A closing brace alone at the margin below one that closed everything: gone."""
    start, end = line_start(text, error.start), line_end(text, error.start)
    before = text[:start].rstrip()
    if text[start:end].rstrip() != "}" or not before.endswith("\n}"):
        return None
    following = text.find("\n", end) + 1 or len(text)
    return Repair(error, ((start, following, ""),), "Take away the brace that closes nothing")


def unclosed_block(text: str, error: SyntaxError) -> Repair | None:
    """A brace that the indentation shows to be missing: where a line stands no deeper than the block around it."""
    found = tokens(text)
    still_open = open_frames(text, len(text) if error.summary.startswith("Unclosed") else error.start)
    if not still_open or any(frame.kind not in ("BLOCK", "LBRACE") for frame in still_open):
        return None
    stack: list[tuple[int, str]] = []
    previous = found[still_open[0].index]
    for token in found[still_open[0].index :]:
        if token.kind == "NEWLINE":
            continue
        begins = previous.end <= line_start(text, token.start)
        if begins and stack and all(kind == "LBRACE" for _, kind in stack):
            indent, closes = margin(text, token.start), token.kind == "RBRACE"
            opener = margin(text, stack[-1][0])
            if len(indent) < len(opener) or (len(indent) == len(opener) and not closes):
                if "\t" in indent + opener or not _is_tidy(text, stack[-1][0], previous.end):
                    return None
                end = line_end(text, previous.end)
                return Repair(error, ((end, end, f"\n{opener}}}"),), "Close the block where its indentation ends")
        change = depth_change(token)
        if change > 0:
            stack.append((token.start, token.kind))
        elif change < 0 and stack:
            stack.pop()
        if not stack:
            return None
        previous = token
    return None


def _is_tidy(text: str, start: int, end: int) -> bool:
    """Whether what stands in a block so far is set in deeper than its header: then indentation tells something."""
    own = len(margin(text, start))
    rows = [row for row in text[line_end(text, start) : end].split("\n")[1:] if row.strip()]
    return bool(rows) and all(len(row) - len(row.lstrip()) > own for row in rows)
