"""Tokens: what the scanner gives out, and the names of the terminals of `hcl.lark`."""

from __future__ import annotations

from typing import NamedTuple


class Token(NamedTuple):
    """`kind` and the interval `start:end` (code points). The tokens of a text cover it exactly once."""

    kind: str
    start: int
    end: int


# A significant token as the scanner makes it in bulk: same shape, without the class.
RawToken = tuple[str, int, int]

# Kinds that the grammar never sees.
WHITESPACE = "WHITESPACE"
COMMENT = "COMMENT"
IGNORED_NEWLINE = "IGNORED_NEWLINE"
BYTE_ORDER_MARK = "BYTE_ORDER_MARK"
TRIVIA = frozenset({WHITESPACE, COMMENT, IGNORED_NEWLINE, BYTE_ORDER_MARK})

END = "$END"

# Kinds for text that is in no valid file; the grammar has no rule for them, `explain` has the sentences.
INVALID = "INVALID"
BAD_UTF8 = "BAD_UTF8"
QUOTED_NEWLINE = "QUOTED_NEWLINE"
UNTERMINATED_COMMENT = "UNTERMINATED_COMMENT"
INVALID_KINDS = frozenset({INVALID, BAD_UTF8, QUOTED_NEWLINE, UNTERMINATED_COMMENT})

# Words that are keywords in some places only; the parser takes them for names wherever no keyword fits.
CONTEXTUAL_KEYWORDS = {"in": "IN", "if": "IF"}
CONTEXTUAL_KINDS = frozenset({"FOR", "IN", "IF"})

DIRECTIVES = {
    "if": "CTRL_IF",
    "else": "CTRL_ELSE",
    "endif": "CTRL_ENDIF",
    "for": "CTRL_FOR",
    "endfor": "CTRL_ENDFOR",
}


class UnexpectedToken(Exception):  # noqa: N818 - internal: `explain` turns it into a SyntaxError
    """The token at `index` fits no rule; `tokens` are all tokens of the text, the end marker last."""

    def __init__(self, tokens: list[RawToken], index: int, expected: frozenset[str]) -> None:
        super().__init__(index)
        self.tokens = tokens
        self.index = index
        self.expected = expected
