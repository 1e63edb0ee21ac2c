"""What the repairs of syntax errors share: what a repair is, tokens, what is open at an offset, lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tffix.errors import SyntaxError  # noqa: A004
from tffix.syntax.scanner import significant
from tffix.syntax.tokens import Token

Edits = tuple[tuple[int, int, str], ...]

# Tokens that open a template sequence.
SEQUENCES = frozenset({"INTERPOLATION", "CTRL", "CTRL_IF", "CTRL_FOR", "CTRL_ELSE", "CTRL_ENDIF", "CTRL_ENDFOR"})
_OPENING = SEQUENCES | {"LBRACE", "LSQB", "LPAR", "QUOTE_OPEN", "HEREDOC_OPEN"}
_CLOSING = frozenset({"RBRACE", "RSQB", "RPAR", "QUOTE_CLOSE", "HEREDOC_CLOSE", "SEQUENCE_END"})
_HEADER_ENDS = frozenset({"NAME", "STRING", "QUOTE_CLOSE"})
_BLANKS = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class Repair:
    """What to write for one error: replacements of `start:end`, in order, and what they do as an imperative."""

    error: SyntaxError
    edits: Edits
    title: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Something that is open: the kind of its opening token (`BLOCK` for the brace of a block) and that token's place.

    `index` is the position of the token in `tokens`.
    """

    kind: str
    start: int
    index: int


@lru_cache(maxsize=4)  # several repairs look at one text
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a text, blanks and comments left out."""
    return tuple(significant(text))


def open_frames(text: str, stop: int) -> list[Frame]:
    """What is open at an offset, the outermost first."""
    frames: list[Frame] = []
    before = ""
    for index, token in enumerate(tokens(text)):
        if token.start >= stop:
            break
        if token.kind in _OPENING:
            is_body = all(frame.kind == "BLOCK" for frame in frames)
            is_block = token.kind == "LBRACE" and is_body and before in _HEADER_ENDS
            frames.append(Frame("BLOCK" if is_block else token.kind, token.start, index))
        elif token.kind in _CLOSING and frames:
            frames.pop()
        before = token.kind
    return frames


def depth_change(token: Token) -> int:
    """1 for a token that opens something, -1 for one that closes it, else 0."""
    return (token.kind in _OPENING) - (token.kind in _CLOSING)


def line_start(text: str, offset: int) -> int:
    """Where the line of an offset begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Where the line of an offset ends, before its newline."""
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    return end - 1 if end > offset and text[end - 1] == "\r" else end


def margin(text: str, offset: int) -> str:
    """The blanks at the beginning of the line of an offset."""
    found = _BLANKS.match(text, line_start(text, offset))
    return found[0] if found else ""


def made(text: str, edits: Edits) -> str:
    """A text with edits made."""
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text
