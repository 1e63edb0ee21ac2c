"""Sentences for syntax errors: what is wrong and where, in the words a person would use.

The place is the one that the reference parser names: the first token that no valid file has there, except
that a block nobody closes is reported where it opens.
"""

from __future__ import annotations

from typing import NamedTuple

from tffix.errors import SyntaxError  # noqa: A004
from tffix.source import Source
from tffix.syntax import nodes as n
from tffix.syntax.tokens import BAD_UTF8, END, QUOTED_NEWLINE, UNTERMINATED_COMMENT, RawToken, UnexpectedToken


class _Frame(NamedTuple):
    """A construct that is open at the error."""

    kind: str
    start: int
    end: int


_BARE_NAME = "Invalid block or attribute"
_BLOCK, _OBJECT, _TUPLE, _CALL, _PARENTHESES, _FOR = "block", "object", "tuple", "call", "parentheses", "for"
_INDEX, _QUOTED, _HEREDOC, _SEQUENCE, _DIRECTIVE = "index", "quoted", "heredoc", "interpolation", "directive"
_VALUE_ENDS = frozenset(
    {
        "NAME",
        "TRAVERSAL",
        "NUMBER",
        "STRING",
        "QUOTE_CLOSE",
        "HEREDOC_CLOSE",
        "RPAR",
        "RSQB",
        "RBRACE",
        "STAR",
    }
)


def _open_frames(tokens: list[RawToken]) -> list[_Frame]:
    """What is open after `tokens`."""
    frames: list[_Frame] = []
    before = "NEWLINE"
    for kind, start, end in tokens:
        if kind == "LBRACE":
            at_body = not frames or frames[-1].kind == _BLOCK
            is_block = at_body and before in ("NAME", "STRING", "QUOTE_CLOSE")
            frames.append(_Frame(_BLOCK if is_block else _OBJECT, start, end))
        elif kind == "LSQB":
            frames.append(_Frame(_INDEX if before in _VALUE_ENDS else _TUPLE, start, end))
        elif kind == "LPAR":
            frames.append(_Frame(_CALL if before == "NAME" else _PARENTHESES, start, end))
        elif kind == "FOR" and frames:
            frames[-1] = _Frame(_FOR, frames[-1].start, end)
        elif kind == "QUOTE_OPEN":
            frames.append(_Frame(_QUOTED, start, end))
        elif kind == "HEREDOC_OPEN":
            frames.append(_Frame(_HEREDOC, start, end))
        elif kind == "INTERPOLATION":
            frames.append(_Frame(_SEQUENCE, start, end))
        elif kind.startswith("CTRL"):
            frames.append(_Frame(_DIRECTIVE, start, end))
        elif kind in ("RBRACE", "RSQB", "RPAR", "QUOTE_CLOSE", "HEREDOC_CLOSE", "SEQUENCE_END") and frames:
            frames.pop()
        before = kind
    return frames


def explain(source: Source, unexpected: UnexpectedToken) -> SyntaxError:
    """The error that an unexpected token stands for."""
    tokens, index = unexpected.tokens, unexpected.index
    kind, start, end = tokens[index]
    frames = _open_frames(tokens[:index])
    top = frames[-1] if frames else None
    if kind in (END, "NEWLINE") and start == len(source.text):
        # A file without a final newline gets a token without width for it, which is not what stands before.
        before = next((token for token in reversed(tokens[:index]) if token[1] < token[2]), ("", 0, 0))
        if top is not None and top.kind == _FOR and "FAT_ARROW" in unexpected.expected:
            detail = "Expected => and a value after the key, but found the end of the file."
            return SyntaxError("Invalid 'for' expression", detail, before[2], before[2])
        error = _unclosed(source, top, after_value=before[0] in _VALUE_ENDS or before[0] == "ELLIPSIS")
        if error is not None:
            return error
    summary, detail = _sentence(source, unexpected, top)
    if summary == _BARE_NAME and kind in (END, "NEWLINE"):
        # A comment of several lines may stand between the name and the end of the line.
        _, start, end = tokens[index - 1]
    return SyntaxError(summary, detail, start, max(end, start))


def _unclosed(source: Source, top: _Frame | None, *, after_value: bool) -> SyntaxError | None:
    """The error for a text that ends inside a construct.

    It is where the construct opens if nothing but its end is missing, else where the text ends.
    """
    if top is None:
        return None
    size = len(source.text)
    line = source.position(top.start).line
    if top.kind == _BLOCK:
        detail = "Nothing closes this block before the end of the file; perhaps a brace inside it is missing."
        return SyntaxError("Unclosed configuration block", detail, top.start, top.end)
    if top.kind == _HEREDOC:
        marker = source.text[top.start : top.end].lstrip("<-").strip()
        detail = f"No line after line {line} consists of the marker {marker} alone, with a newline behind it."
        return SyntaxError("Unterminated heredoc", detail, size, size)
    if top.kind == _QUOTED:
        detail = f"The string that begins on line {line} has no closing quote."
        return SyntaxError("Unterminated template string", detail, size, size)
    opening = source.text[top.start]
    start, end = size, size
    if after_value and top.kind in (_TUPLE, _CALL, _OBJECT, _SEQUENCE):
        start, end = top.start, top.end
    if top.kind in (_SEQUENCE, _DIRECTIVE):
        detail = f"The sequence {opening}{{ that begins on line {line} has no closing brace."
        return SyntaxError(f"Unclosed template {top.kind}", detail, start, end)
    detail = f"The {opening} on line {line} is never closed."
    return SyntaxError(f"Unclosed {top.kind}", detail, start, end)


def _sentence(source: Source, unexpected: UnexpectedToken, top: _Frame | None) -> tuple[str, str]:
    """Summary and detail for an unexpected token, by where it stands and what could stand there."""
    kind = unexpected.tokens[unexpected.index][0]
    expected = unexpected.expected
    found = _shown(source, unexpected.tokens[unexpected.index])
    before = unexpected.tokens[unexpected.index - 1][0] if unexpected.index else "NEWLINE"
    if kind == "INTERPOLATION" and before in ("NAME", "STRING", "QUOTE_OPEN", "QUOTE_CLOSE", "LITERAL"):
        return "Invalid block label", "A label is literal text: no sequence can be in it."
    if "COLON" in expected and "EQ" not in expected and (top is None or top.kind != _FOR):
        return "Missing false expression in conditional", f"Expected : and a value after it, but found {found}."
    if kind in ("CTRL_ENDIF", "CTRL_ENDFOR", "CTRL_ELSE"):
        return "Unexpected template directive", f"There is no open directive that {found} could belong to."
    if kind == "CTRL":
        return "Invalid template directive", "A directive begins with if, else, endif, for or endfor."
    if top is None or top.kind == _BLOCK:
        return _body_sentence(kind, expected, found, before, inside_block=top is not None)
    if "LPAR" in expected and before not in _VALUE_ENDS:
        return "Invalid expression", f"Expected the start of an expression, but found {found}."
    if top.kind == _OBJECT:
        if "EQ" in expected:
            return "Missing attribute value", f"Expected = or : and a value after the key, but found {found}."
        return (
            "Missing attribute separator",
            f"Expected a newline or a comma between items, but found {found}.",
        )
    if top.kind == _TUPLE:
        return "Missing item separator", f"Expected a comma between the elements, but found {found}."
    if top.kind == _CALL:
        return "Missing argument separator", f"Expected a comma between the arguments, but found {found}."
    if top.kind == _FOR:
        return (
            "Invalid 'for' expression",
            f"{found[:1].upper()}{found[1:]} has no place here in a for expression.",
        )
    if top.kind in (_SEQUENCE, _DIRECTIVE):
        return f"Extra characters in template {top.kind}", f"Expected the closing brace, but found {found}."
    if top.kind == _INDEX:
        return "Missing close bracket on index", f"Expected a closing bracket, but found {found}."
    if top.kind == _PARENTHESES:
        return "Unbalanced parentheses", f"Expected a closing parenthesis, but found {found}."
    if "CTRL_ENDIF" in expected or "CTRL_ENDFOR" in expected:
        return "Unclosed template directive", f"Expected the directive that ends it, but found {found}."
    return "Invalid template", f"Unexpected {found}."


def _body_sentence(
    kind: str, expected: frozenset[str], found: str, before: str, *, inside_block: bool
) -> tuple[str, str]:
    if "EQ" in expected:
        return (
            _BARE_NAME,
            f"Expected = and a value, or a block with its labels and braces, but found {found}.",
        )
    if "NAME" in expected and "NEWLINE" in expected:
        if kind == "RBRACE" and not inside_block:
            return "Unexpected closing brace", "No block is open here; a brace before it may be one too many."
        return "Argument or block definition required", f"Expected the name of one, but found {found}."
    if before in _VALUE_ENDS and "LBRACE" not in expected:
        if before == "RBRACE":
            return "Missing newline after block", f"A block ends with its line, but here follows {found}."
        return "Missing newline after argument", f"An argument ends with its line, but here follows {found}."
    if "LPAR" in expected:
        return "Invalid expression", f"Expected the start of an expression, but found {found}."
    if "LBRACE" in expected:
        return "Invalid block definition", f"Expected a label or an opening brace, but found {found}."
    return "Argument or block definition required", f"Expected an argument or a block, but found {found}."


def _shown(source: Source, token: RawToken) -> str:
    """What stands in the way, in words."""
    kind, start, end = token
    if kind == END:
        return "the end of the file"
    if kind == "NEWLINE":
        return "the end of the line"
    if kind in ("QUOTE_OPEN", "STRING"):
        return "a string"
    if kind == "HEREDOC_OPEN":
        return "a heredoc"
    text = source.text[start:end]
    return f"{text[:30]}…" if len(text) > 30 else text


_INSTEAD = {
    "'": "Strings stand in double quotes, never in single ones.",
    "`": "Strings stand in double quotes; a text of several lines is a heredoc.",
    ";": "Every argument has a line of its own; semicolons separate nothing.",
    "&": "Bitwise operators do not exist; the logical operator is &&.",
    "|": "Bitwise operators do not exist; the logical operator is ||.",
    "^": "There is no such operator; for a power use the function pow.",
    "“": "Quotation marks are the plain double quote.",
    "”": "Quotation marks are the plain double quote.",
}


def invalid_token(source: Source, tokens: list[RawToken], index: int) -> SyntaxError:
    """The error for a token that is in no valid file."""
    kind, start, end = tokens[index]
    char = source.text[start]
    if kind == BAD_UTF8:
        offset = len(source.text[:start].encode("utf-8", "surrogateescape"))
        return SyntaxError("Invalid character encoding", f"The byte at offset {offset} is not UTF-8.", start, end)
    if kind == QUOTED_NEWLINE:
        detail = "A quoted string ends on its line; write \\n for a newline in it, or use a heredoc."
        return SyntaxError("Invalid multi-line string", detail, start, end)
    if kind == UNTERMINATED_COMMENT:
        return SyntaxError(
            "Unterminated comment", "Nothing closes the comment that begins with /* here.", start, start + 2
        )
    if char == "\0":
        offset = len(source.text[:start].encode("utf-8", "surrogateescape"))
        return SyntaxError("Invalid character", f"The byte at offset {offset} is NUL.", start, end)
    shown = char if char.isprintable() else f"U+{ord(char):04X}"
    detail = _INSTEAD.get(char, f"The character {shown} has no meaning outside strings and comments.")
    return SyntaxError("Invalid character", detail, start, end)


def duplicate(name: str, first_line: int, second: RawToken) -> SyntaxError:
    """The error for an attribute that its body already has."""
    detail = f"The argument {name} was already set on line {first_line}; each may be set once."
    return SyntaxError("Attribute redefined", detail, second[1], second[2])


def invalid_escape(source: Source, start: int, end: int) -> SyntaxError:
    """The error for a backslash that begins no escape."""
    detail = f"{source.text[start:end]} is no escape; a backslash itself is written \\\\."
    return SyntaxError("Invalid escape sequence", detail, start, end)


def chained_legacy_index(key: n.Node) -> SyntaxError:
    """The error for `a.0.1`, which the reference refuses."""
    detail = "Two indexes cannot follow each other with dots; write them in brackets, like [0][1]."
    return SyntaxError("Invalid legacy index syntax", detail, key.start, key.end)


def invalid_number(target: n.Node, end: int) -> SyntaxError:
    """The error for `1.2.3`."""
    return SyntaxError("Invalid number literal", "A number has one decimal point at most.", target.start, end)


def nested_splat(start: int, end: int) -> SyntaxError:
    """The error for `a.*.b.*`."""
    detail = "A splat with .* cannot be followed by another one; write the second as [*]."
    return SyntaxError("Nested splat expression not allowed", detail, start, end)
