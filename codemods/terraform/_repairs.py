"""Repairs of syntax errors that have one evident reading: text edits from the first error of a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tffix.errors import SyntaxError  # noqa: A004
from tffix.syntax import parse
from tffix.syntax.scanner import tokenize
from tffix.syntax.tokens import TRIVIA, Token


@dataclass(frozen=True, slots=True)
class Repair:
    """What to write for one error: replacements of `start:end`, in order, and what they do as an imperative."""

    error: SyntaxError
    edits: tuple[tuple[int, int, str], ...]
    title: str


# ${VAR:-x}, ${VAR%x}, ${list[@]}, ${#list[@]}, ${!name}: parameter expansions of a shell that HCL cannot read.
_SHELL = re.compile(r"\$\{(?:[#!][A-Za-z_]|[A-Za-z_][A-Za-z0-9_]*+(?::?[-=+?]|[#%/^,@]|:[0-9]|\[[@*]\]))")
# %{http_code}: a format of curl and others.
_FORMAT = re.compile(r"%\{[A-Za-z_][A-Za-z_0-9]*+\}")
_OPENINGS = {"INTERPOLATION", "CTRL", "CTRL_IF", "CTRL_FOR", "CTRL_ELSE", "CTRL_ENDIF", "CTRL_ENDFOR"}
_CODE_LINE = re.compile(r"\s*+(?:[\w-]++\s*+=(?!=)|(?:resource|variable|output|data|module|locals|provider)\b.*\{|\})")
_MOST_LINES = 40


_Edits = tuple[tuple[int, int, str], ...]
_MOST_REPAIRS = 200


def repairs(text: str) -> list[Repair]:
    """The repairs of a text that bring the parser further, each in offsets of `text`.

    Each error is looked for in the text with the earlier ones repaired. The errors do not come in the order of the
    text: what the scanner refuses comes before what the grammar does, and escapes come last.
    """
    first = parse(text).error
    found: list[Repair] = []
    done: list[tuple[int, int, str]] = []
    best = 0
    current, error = text, first
    while error is not None and first is not None and len(found) < _MOST_REPAIRS:
        repair = _repair(current, error)
        if repair is None:
            break
        current = _made(current, repair.edits)
        behind = parse(current).error
        grown = sum(len(new) - (end - start) for start, end, new in repair.edits)
        if behind is not None and repair.edits[0][0] <= behind.start < repair.edits[-1][1] + grown:
            # The error is still there: this was not the right reading.
            break
        original = tuple((_back(a, done), _back(b, done), new) for a, b, new in repair.edits)
        place = _back(error.start, done), _back(error.end, done)
        found.append(Repair(SyntaxError(error.summary, error.detail, *place), original, repair.title))
        done = sorted((*done, *original))
        error = behind
        if error is None or _back(error.start, done) > first.start:
            best = len(found)
    # With fewer errors but an earlier one first, the file would seem to parse less far than before.
    return found[:best]


def _back(offset: int, edits: list[tuple[int, int, str]]) -> int:
    """Where an offset of the text with `edits` made was before them."""
    shift = 0
    for start, end, new in edits:
        if offset < start + shift + len(new):
            break
        shift += len(new) - (end - start)
    return offset - shift


def _made(text: str, edits: _Edits) -> str:
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


def _repair(text: str, error: SyntaxError) -> Repair | None:
    found = _REPAIRS.get(error.summary)
    for one in found or ():
        repair = one(text, error)
        if repair is not None:
            return repair
    return None


def _tokens(text: str) -> list[Token]:
    return [token for token in tokenize(text) if token.kind not in TRIVIA]


def _escape(text: str, error: SyntaxError) -> Repair | None:
    """A backslash that begins no escape: the backslash itself was meant."""
    escape = text[error.start : error.end]
    if not re.fullmatch(r"\\[^uU\s]", escape):
        return None
    return Repair(error, ((error.start, error.start, "\\"),), f"Write \\{escape} for the backslash itself")


def _broken_string(text: str, error: SyntaxError) -> Repair | None:
    """A quoted string over several lines: its newlines as escapes."""
    tokens = _tokens(text)
    at = next((i for i, token in enumerate(tokens) if token.start == error.start), None)
    if at is None or tokens[at].kind != "QUOTED_NEWLINE":
        return None
    newlines: list[tuple[int, int, str]] = []
    depth = 0
    for token in tokens[at:]:
        if token.kind == "QUOTED_NEWLINE" and depth == 0:
            start = token.start - (text[token.start - 1] == "\r")
            newlines.append((start, token.end, "\\n"))
        elif token.kind in _OPENINGS:
            depth += 1
        elif token.kind == "SEQUENCE_END":
            depth -= 1
        elif token.kind == "QUOTE_CLOSE" and depth == 0:
            # A forgotten quote takes code for text: then there is another reading.
            inside = text[error.start + 1 : token.start].split("\n")
            if len(inside) > _MOST_LINES or any(_CODE_LINE.match(line) for line in inside):
                return None
            return Repair(error, tuple(newlines), "Write the newlines of the string as \\n")
    return None


def _separator(text: str, error: SyntaxError) -> Repair | None:
    """`[1 2]`: a comma."""
    before = [token for token in _tokens(text) if token.end <= error.start and token.kind != "NEWLINE"]
    if not before:
        return None
    end = before[-1].end
    return Repair(error, ((end, end, ","),), "Put a comma between the elements")


def _sequence(text: str, error: SyntaxError) -> Repair | None:
    """`${VAR:-x}` of a shell, `%{http_code}` of a format: escaped."""
    opened: list[Token] = []
    for token in _tokens(text):
        if token.start > error.start:
            break
        if token.kind in _OPENINGS:
            opened.append(token)
        elif token.kind == "SEQUENCE_END" and opened:
            opened.pop()
    for token in reversed(opened):
        for pattern in (_SHELL, _FORMAT):
            if pattern.match(text, token.start):
                sign = text[token.start]
                return Repair(error, ((token.start, token.start, sign),), f"Escape {sign}{{, which is not Terraform's")
    return None


def _one_line_block(text: str, error: SyntaxError) -> Repair | None:
    """`b { a = 1, c = 2 }`: each argument on a line of its own."""
    line_start = text.rfind("\n", 0, error.start) + 1
    line_end = text.find("\n", error.start)
    line_end = len(text) if line_end < 0 else line_end
    brace = _block_brace(text, line_start, error.start)
    if brace is None:
        return None
    arguments: list[tuple[int, int]] = []
    depth = 0
    close = None
    row = [token for token in _tokens(text) if brace < token.start < line_end]
    for index, token in enumerate(row):
        following = row[index + 1].kind if index + 1 < len(row) else ""
        if token.kind == "RBRACE" and depth == 0:
            close = token.start
            break
        depth += token.kind in ("LBRACE", "LSQB", "LPAR", "INTERPOLATION", "QUOTE_OPEN")
        depth -= token.kind in ("RBRACE", "RSQB", "RPAR", "SEQUENCE_END", "QUOTE_CLOSE")
        if depth == 0 and token.kind == "NAME" and following == "EQ":
            arguments.append((token.start, token.end))
        elif depth == 0 and token.kind not in ("COMMA", "INVALID") and arguments:
            arguments[-1] = (arguments[-1][0], token.end)
        elif token.kind == "INVALID" and text[token.start] != ";":
            return None
    if close is None or len(arguments) < 2:
        return None
    lines = [text[start:end] for start, end in arguments]
    if any(parse(line + "\n").error is not None for line in lines):
        return None
    indent = re.match(r"[ \t]*", text[line_start:])
    margin = indent[0] if indent else ""
    body = "".join(f"\n{margin}  {line}" for line in lines)
    return Repair(error, ((brace + 1, close, f"{body}\n{margin}"),), "Put each argument on a line of its own")


def _block_brace(text: str, line_start: int, end: int) -> int | None:
    """The brace of the one-line block that is open at `end`."""
    open_braces: list[int] = []
    before = ""
    for token in _tokens(text[line_start:end]):
        if token.kind == "LBRACE":
            open_braces.append(token.start if before in ("NAME", "STRING") else -1)
        elif token.kind == "RBRACE" and open_braces:
            open_braces.pop()
        before = token.kind
    return line_start + open_braces[-1] if open_braces and open_braces[-1] >= 0 else None


_REPAIRS: dict[str, tuple[Callable[[str, SyntaxError], Repair | None], ...]] = {
    "Invalid escape sequence": (_escape,),
    "Invalid multi-line string": (_broken_string,),
    "Missing item separator": (_separator,),
    "Missing newline after argument": (_one_line_block,),
    "Invalid character": (_one_line_block, _sequence),
    "Extra characters in template interpolation": (_sequence,),
    "Extra characters in template directive": (_sequence,),
    "Invalid template directive": (_sequence,),
    "Invalid expression": (_sequence,),
    "Missing close bracket on index": (_sequence,),
    "Unclosed template interpolation": (_sequence,),
    "Unterminated heredoc": (_sequence,),
    "Unterminated template string": (_sequence,),
}
