"""The colours of HCL on a page: from the tokens of a text to pieces with a class each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tffix.syntax.scanner import tokenize
from tffix.syntax.tokens import TRIVIA, Token

#: A piece of a line and its class: one letter, empty for plain text.
Piece = tuple[str, str]

_CLASSES = {
    "COMMENT": "c",
    "UNTERMINATED_COMMENT": "c",
    "STRING": "s",
    "QUOTE_OPEN": "s",
    "QUOTE_CLOSE": "s",
    "LITERAL": "s",
    "HEREDOC_OPEN": "s",
    "HEREDOC_CLOSE": "s",
    "NUMBER": "n",
    "TRAVERSAL": "r",
    "INTERPOLATION": "k",
    "SEQUENCE_END": "k",
    "FOR": "k",
    "IN": "k",
    "IF": "k",
}
_CONSTANTS = frozenset({"true", "false", "null"})
_HCL = (".tf", ".tofu", ".tfvars", ".hcl")


def is_coloured(path: str) -> bool:
    """Whether a file has colours: those in HCL."""
    return path.endswith(_HCL)


def coloured(text: str, path: str) -> list[list[Piece]]:
    """The lines of a file, without their endings, in pieces; the texts of the pieces, joined, are the line."""
    if not text:
        return []
    text = text.replace("\r\n", "\n")
    lines: list[list[Piece]] = [[]]
    for piece, kind in _pieces(text) if is_coloured(path) else [(text, "")]:
        first, *more = piece.split("\n")
        _add(lines[-1], first, kind)
        for line in more:
            lines.append([])
            _add(lines[-1], line, kind)
    if text.endswith("\n"):
        lines.pop()
    return lines


def _add(line: list[Piece], text: str, kind: str) -> None:
    if line and text and line[-1][1] == kind:
        line[-1] = (line[-1][0] + text, kind)
    elif text:
        line.append((text, kind))


def _pieces(text: str) -> Iterator[Piece]:
    tokens = tokenize(text)
    after = _next_kinds(tokens)
    begins = True
    for index, token in enumerate(tokens):
        shown = text[token.start : token.end]
        if token.kind == "NAME":
            yield shown, _name(shown, after[index], begins)
        else:
            yield shown, _CLASSES.get(token.kind, "k" if token.kind.startswith("CTRL_") else "")
        if token.kind not in TRIVIA:
            begins = token.kind in ("NEWLINE", "LBRACE")


def _next_kinds(tokens: Sequence[Token]) -> list[str]:
    """For each token the kind of the next one that is not trivia."""
    result = [""] * len(tokens)
    following = ""
    for index in range(len(tokens) - 1, -1, -1):
        result[index] = following
        if tokens[index].kind not in TRIVIA:
            following = tokens[index].kind
    return result


def _name(text: str, following: str, begins: bool) -> str:
    if following == "LPAR":
        return "f"
    if begins and following in ("EQ", "COLON"):
        return "a"
    if begins and following in ("LBRACE", "STRING", "QUOTE_OPEN", "NAME"):
        return "b"
    return "k" if text in _CONSTANTS else ""
