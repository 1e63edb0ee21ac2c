"""The scanner: text to tokens, total, linear, with a stack of modes.

It accepts every text: what no valid file has becomes a token of one of `tokens.INVALID_KINDS`. Only
significant tokens are made in bulk; `tokenize` adds the trivia between them, so that the tokens cover every
character once. Newlines are significant in bodies and object constructors and trivia inside `(`, `[`, `${`
and `for` expressions (HCL native syntax specification, "Comments and Whitespace").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from sys import intern
from typing import Any

from tffix.source import BOM
from tffix.syntax import patterns as p
from tffix.syntax.template_scanner import (
    BARE,
    BRACES,
    FOR,
    FOR_FRAMES,
    PARENTHESES,
    QUOTED,
    SEQUENCE_FRAMES,
    TemplateScanner,
)
from tffix.syntax.tokens import (
    BAD_UTF8,
    BYTE_ORDER_MARK,
    COMMENT,
    CONTEXTUAL_KEYWORDS,
    IGNORED_NEWLINE,
    INVALID,
    UNTERMINATED_COMMENT,
    WHITESPACE,
    RawToken,
    Token,
)


class Mode(Enum):
    """What a text is scanned as."""

    BODY = "body"
    EXPRESSION = "expression"
    TEMPLATE = "template"


_BLANKS_AND_COMMENTS = rf"(?:[ \t\r\n]++|{p.LINE_COMMENT}|{p.BLOCK_COMMENT})*+"
# What the loop in `_Scan._code` has to look at; every other kind is a token as it stands.
_NAME, _TRAVERSAL, _STRING, _NEWLINE, _OPEN, _FOR_OPEN, _CLOSE = range(1, 8)
_QUOTE, _HEREDOC_OPEN, _STRIP, _NOTHING, _OTHER = range(8, 13)


def _shapes(identifier: str) -> tuple[tuple[str, str | int], ...]:
    """Shapes of code and what each is, the frequent ones first.

    Names come before all of them. Each begins with a character or a set: so `re` tries only what can match.
    """
    return (
        (r"\n", _NEWLINE),
        (r"=(?![=>])", "EQ"),
        (p.PLAIN_STRING, _STRING),
        (r",", "COMMA"),
        (r"[{\[](?=" + _BLANKS_AND_COMMENTS + r"for(?![\w\-]))", _FOR_OPEN),
        (r"[{\[(]", _OPEN),
        (r"[}\])]", _CLOSE),
        (r'"', _QUOTE),
        (r"\r\n", _NEWLINE),
        (r"#[^\n]*+\n", _NEWLINE),
        (r"//[^\n]*+\n", _NEWLINE),
        (p.NUMBER, "NUMBER"),
        (r"\.(?!\.\.)", "DOT"),
        (r":(?!:)", "COLON"),
        (r"\?", "QUESTION"),
        (r"\*", "STAR"),
        (r"-", "MINUS"),
        (rf"<<-?(?:{identifier})\r?\n", _HEREDOC_OPEN),
        (r"=>", "FAT_ARROW"),
        (r"==", "OPERATOR"),
        (r"!=", "OPERATOR"),
        (r"!", "BANG"),
        (r"[<>]=?+", "OPERATOR"),
        (r"&&", "OPERATOR"),
        (r"\|\|", "OPERATOR"),
        (r"[+%]", "OPERATOR"),
        (r"/(?![/*])", "OPERATOR"),
        (r"\.\.\.", "ELLIPSIS"),
        (r"::", "DOUBLE_COLON"),
        (p.BLOCK_COMMENT, _NOTHING),
        (rf"{p.LINE_COMMENT}\Z", _NOTHING),
        (r"~(?=\})", _STRIP),
        (r"\Z", _NOTHING),
        (r"[\s\S]", _OTHER),
    )


class _Code:
    """The compiled shapes: a token begins where group 1 is, ends with the match, and is `kinds[lastindex]`."""

    def __init__(self, identifier: str) -> None:
        shapes = _shapes(identifier)
        names = rf"{identifier}(?:(?:\.{identifier})++()|())"
        others = "|".join(f"{shape}()" for shape, _ in shapes)
        self.pattern = re.compile(rf"[ \t]*+()(?:{names}|{others})")
        kinds = (_NOTHING, _NOTHING, _TRAVERSAL, _NAME, *(kind for _, kind in shapes))
        # Interned as the keys of the parser's table are: looking them up compares pointers only.
        self.kinds: tuple[Any, ...] = tuple(intern(k) if isinstance(k, str) else k for k in kinds)


_ASCII_CODE = _Code(p.ASCII_IDENTIFIER)


@lru_cache(maxsize=1)
def _wide_code() -> _Code:
    """The shapes for texts that are not ASCII: compiled only when the first one comes along."""
    return _Code(p.WIDE_IDENTIFIER)


# Before a `{`, these make it the brace of a block, in which `for` is a name like any other.
_BLOCK_HEADER = frozenset({"NAME", "STRING", "QUOTE_CLOSE"})
_PUNCTUATION = {"{": "LBRACE", "}": "RBRACE", "[": "LSQB", "]": "RSQB", "(": "LPAR", ")": "RPAR"}
_FOR_AHEAD = re.compile(rf"{_BLANKS_AND_COMMENTS}for")
_TRIVIUM = re.compile(rf"[ \t]++|{p.BLOCK_COMMENT}|{p.LINE_COMMENT}|\r?\n")


def scan(text: str, mode: Mode, start: int = 0, end: int | None = None) -> list[RawToken]:
    """The significant tokens of `text[start:end]`, in order. Never fails, runs in linear time."""
    return _Scan(text, start, len(text) if end is None else end).run(mode)


class _Scan(TemplateScanner):
    """The half of a run that reads code; template text is handed to `template` whenever it begins."""

    def run(self, mode: Mode) -> list[RawToken]:
        """The tokens of the text."""
        if mode is Mode.TEMPLATE:
            self.stack.append(BARE)
            self.template()
        elif mode is Mode.EXPRESSION:
            # The end of an attribute's expression is known, so a newline in it can only be inside brackets.
            self.stack.append(PARENTHESES)
        code = _ASCII_CODE if self.is_ascii else _wide_code()
        while self.position < self.end:
            self._code(code)
        if mode is Mode.BODY and self.tokens and self.tokens[-1][0] != "NEWLINE":
            self.tokens.append(("NEWLINE", self.end, self.end))
        return self.tokens

    def _code(self, code: _Code) -> None:
        """Scan code up to the next place where something else than the next match goes on."""
        text, stack, is_ascii = self.text, self.stack, self.is_ascii
        add, kinds = self.tokens.append, code.kinds
        top = stack[-1] if stack else BRACES
        for found in code.pattern.finditer(text, self.position, self.end):
            kind = kinds[found.lastindex or 0]
            start, end = found.start(1), found.end()
            if kind in (_NAME, _TRAVERSAL):
                if not is_ascii and not text[start:end].isascii():
                    self._wide_names(start, end)
                    continue
                if kind == _TRAVERSAL:
                    add(("TRAVERSAL", start, end))
                elif top in FOR_FRAMES:
                    add((CONTEXTUAL_KEYWORDS.get(text[start:end], "NAME"), start, end))
                else:
                    add(("NAME", start, end))
            elif kind == _NEWLINE:
                if top == BRACES:
                    add(("NEWLINE", start, end))
            elif kind == _STRING:
                if is_ascii:
                    add(("STRING", start, end))
                else:
                    self.literal(start, end, "STRING")
            elif kind in (_OPEN, _FOR_OPEN):
                char = text[start]
                is_block = kind == _FOR_OPEN and char == "{" and self._is_after_block_header()
                add((_PUNCTUATION[char], start, end))
                if kind == _FOR_OPEN and not is_block:
                    stack.append(FOR)
                    self.position = self._for_keyword(end)
                    return
                top = BRACES if char == "{" else PARENTHESES
                stack.append(top)
            elif kind == _CLOSE:
                char = text[start]
                if char == "}" and top in SEQUENCE_FRAMES:
                    self._sequence_end(start, end)
                    return
                if stack:
                    if top not in SEQUENCE_FRAMES:
                        stack.pop()
                    top = stack[-1] if stack else BRACES
                add((_PUNCTUATION[char], start, end))
            elif kind in (_QUOTE, _HEREDOC_OPEN):
                self.position = end
                if kind == _QUOTE:
                    add(("QUOTE_OPEN", start, end))
                    stack.append(QUOTED)
                else:
                    add(("HEREDOC_OPEN", start, end))
                    self.open_heredoc(start, end)
                self.template()
                return
            elif kind == _STRIP:
                if top in SEQUENCE_FRAMES:
                    self._sequence_end(start, end + 1)
                    return
                add((INVALID, start, end))
            elif kind == _OTHER:
                self.position = self._invalid(start)
                return
            elif kind != _NOTHING:
                add((kind, start, end))
        self.position = self.end

    def _is_after_block_header(self) -> bool:
        return bool(self.tokens) and self.tokens[-1][0] in _BLOCK_HEADER

    def _for_keyword(self, position: int) -> int:
        """Add the `for` that the pattern has seen ahead; blanks and comments may be before it."""
        ahead = _FOR_AHEAD.match(self.text, position, self.end)
        assert ahead is not None
        self.tokens.append(("FOR", ahead.end() - 3, ahead.end()))
        return ahead.end()

    def _sequence_end(self, start: int, end: int) -> None:
        """Add the end of a template sequence and scan the template on."""
        self.stack.pop()
        self.tokens.append(("SEQUENCE_END", start, end))
        self.position = end
        self.template()

    def _invalid(self, position: int) -> int:
        """Add a token for what no shape matches."""
        char = self.text[position]
        if self.text.startswith("/*", position):
            # A comment that nothing ends: looking for the end of each later one as well would be quadratic.
            self.tokens.append((UNTERMINATED_COMMENT, position, self.end))
            return self.end
        self.tokens.append((BAD_UTF8 if "\ud800" <= char <= "\udfff" else INVALID, position, position + 1))
        return position + 1

    def _wide_names(self, start: int, end: int) -> None:
        """Add what `start:end` really is: of the characters outside ASCII, few can be in a name."""
        text, add = self.text, self.tokens.append
        is_for = bool(self.stack) and self.stack[-1] in FOR_FRAMES
        at = start
        while at < end:
            stop = p.identifier_end(text, at, end)
            if stop == at:
                if text[at] == ".":
                    add(("DOT", at, at + 1))
                else:
                    self._invalid(at)
                at += 1
                continue
            kind = CONTEXTUAL_KEYWORDS.get(text[at:stop], "NAME") if is_for else "NAME"
            while text.startswith(".", stop) and (after := p.identifier_end(text, stop + 1, end)) > stop + 1:
                kind, stop = "TRAVERSAL", after
            add((kind, at, stop))
            at = stop


def tokenize(text: str, mode: Mode = Mode.BODY, start: int = 0, end: int | None = None) -> list[Token]:
    """Every token of `text[start:end]`, trivia included: the texts of the tokens, joined, are that text."""
    tokens: list[Token] = []
    stop = len(text) if end is None else end
    at = start
    if at == 0 and text.startswith(BOM):
        tokens.append(Token(BYTE_ORDER_MARK, 0, 1))
        at = 1
    for token in significant(text, mode, start, stop):
        _add_trivia(tokens, text, at, token.start)
        tokens.append(token)
        at = token.end
    _add_trivia(tokens, text, at, stop)
    return tokens


def significant(text: str, mode: Mode = Mode.BODY, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens of `text[start:end]` but for trivia, each of at least one character."""
    for kind, first, last in scan(text, mode, start, end):
        if kind == "NEWLINE" and first < last and text[first] in "#/":
            # A line comment and the newline after it were matched as one.
            first = last - 1 - (text[last - 2] == "\r")
        if first < last:
            yield Token(kind, first, last)


def _add_trivia(tokens: list[Token], text: str, start: int, end: int) -> None:
    while start < end:
        found = _TRIVIUM.match(text, start, end)
        # Only blanks, comments and newlines are ever left between tokens.
        assert found is not None
        first = text[start]
        kind = WHITESPACE if first in " \t" else COMMENT if first in "#/" else IGNORED_NEWLINE
        tokens.append(Token(kind, start, found.end()))
        start = found.end()
