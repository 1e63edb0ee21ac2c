"""What `terraform fmt` changes besides blanks: syntax of earlier Terraform versions, written as today's.

* a quoted template of one interpolation is its expression: `"${var.x}"` is `var.x`, in parentheses if it is on several
  lines. Values of attributes only, not what is inside of them.
* the type of a variable: `"string"` is `string`, `"list"` and `"map"` are `list(string)` and `map(string)`; `list`,
  `map` and `set` without an element type are of `any`.
* block labels are quoted, with escapes only where they have to be; comments between them are dropped.

Terraform writes code that does not parse where a comment or a line break is in the way of the first, and drops a label
that has a `$` or `%`. Such code is left as it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from tffix.edits.splice import TextEdit
from tffix.syntax.configfile import ConfigFile, parse
from tffix.syntax.literals import quote
from tffix.syntax.scanner import Mode, tokenize
from tffix.syntax.structure import Attribute, Block, Label
from tffix.syntax.tokens import COMMENT, IGNORED_NEWLINE, WHITESPACE, Token

_TYPES = {
    '"string"': "string",
    '"list"': "list(string)",
    '"map"': "map(string)",
    "list": "list(any)",
    "map": "map(any)",
    "set": "set(any)",
}


def syntax_edits(file: ConfigFile) -> Iterator[TextEdit]:
    """The edits that bring a file that parses to today's syntax."""
    for item in file.body.all_items():
        if isinstance(item, Block):
            yield from _labels(item)
            continue
        old = item.expr_text
        new = _type(old) if _is_variable_type(item) else _unwrapped(old)
        if new != old:
            yield TextEdit(item.source.path, item.expr_start, item.end, new)


def _is_variable_type(item: Attribute) -> bool:
    block = item.parent.parent
    return item.name == "type" and block is not None and block.type == "variable" and block.parent.parent is None


def _type(text: str) -> str:
    return _TYPES.get(text, text)


def _labels(block: Block) -> Iterator[TextEdit]:
    if not block.labels:
        return
    end = block.labels[-1].end
    old = block.source.text[block.type_end : end]
    new = "".join(f" {_label(label)}" for label in block.labels)
    if new != old:
        yield TextEdit(block.source.path, block.type_end, end, new)


def _label(label: Label) -> str:
    if "$" in label.text or "%" in label.text:
        return label.text
    quoted = quote(unicodedata.normalize("NFC", label.value))
    return "".join(c if c.isprintable() else _escape(ord(c)) for c in quoted)


def _escape(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _unwrapped(text: str) -> str:
    """The expression that is all of a quoted template; the text itself if the template is something else."""
    if not (text.startswith('"${') and text.endswith('}"')):
        return text
    tokens = _tokens(text)
    if [t.kind for t in (*tokens[:2], *tokens[-2:])] != ["QUOTE_OPEN", "INTERPOLATION", "SEQUENCE_END", "QUOTE_CLOSE"]:
        return text
    inside = tokens[2:-2]
    quotes = 0
    for token in inside:
        quotes += (token.kind == "QUOTE_OPEN") - (token.kind == "QUOTE_CLOSE")
        if not quotes and token.kind in ("INTERPOLATION", "SEQUENCE_END"):
            return text
    while inside and inside[0].kind == IGNORED_NEWLINE:
        inside.pop(0)
    while inside and inside[-1].kind == IGNORED_NEWLINE:
        inside.pop()
    new = text[inside[0].start : inside[-1].end]
    has_newline = any(token.kind in ("NEWLINE", IGNORED_NEWLINE) for token in inside)
    if has_newline and not (inside[0].kind == "LPAR" and inside[-1].kind == "RPAR"):
        new = f"({new})"
    return new if parse(f"a = {new}\n").error is None else text


def _tokens(text: str) -> list[Token]:
    """The tokens of an expression but blanks; a line comment is one token with its newline."""
    tokens: list[Token] = []
    for token in tokenize(text, Mode.EXPRESSION):
        previous = tokens[-1] if tokens else token
        if token.kind == IGNORED_NEWLINE and previous.kind == COMMENT and not text.startswith("/*", previous.start):
            tokens[-1] = Token(COMMENT, previous.start, token.end)
        elif token.kind != WHITESPACE:
            tokens.append(token)
    return tokens
