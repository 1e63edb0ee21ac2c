"""The whole of `terraform fmt`: a file's text as Terraform would write it.

Three steps, each of them edits: syntax of earlier versions is written as today's (`fmt_syntax`), the blanks between two
tokens of a line become one or none, and margins and columns are set (`columns`). Only the first changes more than
blanks. The result is that of one run of `terraform fmt` 1.11, byte for byte, but for code that it would break: see
`fmt_syntax`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tffix.edits.columns import layout_edits, lines_from
from tffix.edits.fmt_syntax import syntax_edits
from tffix.edits.splice import TextEdit, compose, splice
from tffix.syntax.configfile import ConfigFile, parse
from tffix.syntax.scanner import Mode, tokenize
from tffix.syntax.tokens import BYTE_ORDER_MARK, IGNORED_NEWLINE, WHITESPACE, Token

_DIRECTIVE_OPEN = re.compile(r"%\{~?")

_WORDS = frozenset({"NAME", "TRAVERSAL", "FOR", "IN", "IF"})
_OPENING = frozenset({"LBRACE", "LSQB", "LPAR", "INTERPOLATION", "CTRL"})
_CLOSING = frozenset({"RBRACE", "RSQB", "RPAR", "SEQUENCE_END"})
_SEQUENCE_OPEN = frozenset({"INTERPOLATION", "CTRL"})
_TEMPLATE_BEFORE = frozenset({"LITERAL", "QUOTE_OPEN", "HEREDOC_OPEN"})
_TEMPLATE_AFTER = frozenset({"LITERAL", "QUOTE_CLOSE", "HEREDOC_CLOSE"})
_INDEXED = _WORDS | _CLOSING | {"NUMBER"}
# A minus behind one of these is a sign; behind anything else it subtracts.
_BEFORE_SIGN = frozenset(
    {"", "LPAR", "LBRACE", "LSQB", "EQ", "COLON", "COMMA", "QUESTION", "OPERATOR", "STAR", "MINUS", "BANG"}
)


def format_text(text: str) -> str:
    """The text of a file as `terraform fmt` writes it; a text that does not parse comes back as it is."""
    return splice(text, format_edits(parse(text)))


def format_edits(file: ConfigFile) -> list[TextEdit]:
    """The edits that make a file as `terraform fmt` writes it, in order; none for one that does not parse."""
    if file.error is not None:
        return []
    modern = list(syntax_edits(file))
    text = splice(file.text, modern)
    spaces, tokens = _spaces(text, file.path)
    spaced = splice(text, spaces)
    columns = layout_edits(spaced, lines_from(tokens, spaced, 0, len(spaced)), file.path)
    blanks = compose(text, spaces, columns)
    return compose(file.text, modern, blanks) if modern else blanks


def _spaces(text: str, path: str) -> tuple[list[TextEdit], list[Token]]:
    """The edits that put one blank or none between the tokens of a line and none at its end.

    And the tokens of the text that comes of them, but for blanks.
    """
    edits: list[TextEdit] = []
    tokens: list[Token] = []
    before = subject = word = ""
    at = shift = 0
    for kind, start, end in _tokens(text):
        if kind == WHITESPACE:
            continue
        if kind == BYTE_ORDER_MARK:
            # Terraform takes its three bytes for blanks: they stay where nothing is behind them.
            edits.append(TextEdit(path, start, end, "" if text[end:].strip(" \t") else "   "))
            shift, at = -1, end
            continue
        blank = text[at:start]
        if kind in ("NEWLINE", IGNORED_NEWLINE):
            blank = before = subject = ""
        else:
            if subject:
                blank = " " if _is_spaced(before, subject, word, kind) else ""
            before, subject = subject, kind
            word = text[start:end] if kind in ("NAME", "IN") else ""
        if text[at:start] != blank:
            edits.append(TextEdit(path, at, start, blank))
            shift += len(blank) - (start - at)
        tokens.append(Token(kind, start + shift, end + shift))
        at = end
    if "\t" in text[at:]:
        # Blanks behind the last newline are not the formatter's: it only does not know tabs.
        edits.append(TextEdit(path, at, len(text), " " * (len(text) - at)))
    return edits, tokens


def _tokens(text: str) -> Iterator[Token]:
    """The tokens of a file; the opening of a directive and its keyword are two."""
    for token in tokenize(text, Mode.BODY):
        if not token.kind.startswith("CTRL"):
            yield token
            continue
        opening = _DIRECTIVE_OPEN.match(text, token.start)
        assert opening is not None
        yield Token("CTRL", *opening.span())
        yield from tokenize(text, Mode.EXPRESSION, opening.end(), token.end)


def _is_spaced(before: str, subject: str, word: str, after: str) -> bool:
    """Whether a blank is between `subject` (its text is `word` if it is a name) and `after`, two tokens of a line.

    `before` is the token before the subject, empty where the subject begins the line. The first that applies decides.
    """
    if (subject in _WORDS and after in ("LPAR", "DOUBLE_COLON")) or (subject == "DOUBLE_COLON" and after in _WORDS):
        return False
    if subject == "DOT" or after in ("DOT", "COMMA", "ELLIPSIS"):
        return False
    if subject == "COMMA":
        return True
    if subject in _TEMPLATE_BEFORE or after in _TEMPLATE_AFTER:
        return False
    if word == "in" and before in _WORDS:
        # The `in` of a `for`: what follows is no index.
        return True
    if after == "LSQB" and subject in _INDEXED:
        return False
    if subject == "BANG":
        return False
    if subject == "MINUS":
        return before not in _BEFORE_SIGN
    if subject == "LBRACE" or after == "RBRACE":
        return not (subject == "LBRACE" and after == "RBRACE")
    if (subject in _SEQUENCE_OPEN and after == "LBRACE") or (subject == "RBRACE" and after == "SEQUENCE_END"):
        return True
    if subject == "SEQUENCE_END" and after in _SEQUENCE_OPEN:
        return False
    return subject not in _OPENING and after not in _CLOSING
