"""The scanner: text to tokens, total, linear, with a stack of modes.

It accepts every text: what no valid file has becomes a token of one of `tokens.INVALID_KINDS`. Only
significant tokens are made in bulk; `tokenize` adds the trivia between them, so that the tokens cover every
character once. Newlines are significant in bodies and object constructors and trivia inside `(`, `[`, `${`
and `for` expressions (HCL native syntax specification, "Comments and Whitespace").
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from tffix.source import BOM
from tffix.syntax import patterns as p
from tffix.syntax.tokens import (
    BAD_UTF8,
    BYTE_ORDER_MARK,
    COMMENT,
    CONTEXTUAL_KEYWORDS,
    DIRECTIVES,
    IGNORED_NEWLINE,
    INVALID,
    PUNCTUATION,
    QUOTED_NEWLINE,
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


# Frames of the mode stack. Bodies and objects take newlines as tokens, the others as trivia.
_BRACES, _PARENTHESES, _FOR, _SEQUENCE, _QUOTED, _HEREDOC, _BARE = "{", "(", "f", "$", '"', "h", "t"


def _code_pattern(identifier: str) -> re.Pattern[str]:
    kinds = (
        ("TRAVERSAL", rf"{identifier}(?:\.{identifier})++"),
        ("NAME", identifier),
        ("STRING", p.PLAIN_STRING),
        ("EQ", r"=(?![=>])"),
        ("NEWLINE", rf"(?:{p.LINE_COMMENT})?\r?\n"),
        ("PUNCTUATION", r"[{}\[\](),?*\-]|!(?!=)|:(?!:)|\.(?!\.\.)"),
        ("NUMBER", p.NUMBER),
        ("HEREDOC_OPEN", rf"<<-?(?:{identifier})\r?\n"),
        ("OPERATOR", r"==|!=|<=|>=|&&|\|\||[<>+%]|/(?![/*])"),
        ("QUOTE", '"'),
        ("ELLIPSIS", r"\.\.\."),
        ("DOUBLE_COLON", "::"),
        ("FAT_ARROW", "=>"),
        ("COMMENT", rf"{p.BLOCK_COMMENT}|{p.LINE_COMMENT}\Z"),
        ("STRIP", r"~(?=\})"),
    )
    return re.compile(r"[ \t]*+(?:" + "|".join(f"(?P<{kind}>{shape})" for kind, shape in kinds) + ")")


_ASCII_CODE = _code_pattern(p.IDENTIFIER)
# Before a `{`, these make it the brace of a block, in which `for` is a name like any other.
_BLOCK_HEADER = frozenset({"NAME", "STRING", "QUOTE_CLOSE"})
_BLANK = re.compile(r"[ \t]*+")
_FOR_AHEAD = re.compile(rf"(?:[ \t\r\n]++|{p.LINE_COMMENT}|{p.BLOCK_COMMENT})*+for(?![\w\-])")
_QUOTED_RUN = re.compile(p.QUOTED_RUN)
_SEQUENCE_OPEN = re.compile(r"\$\$\{|%%\{|[$%]\{")
_DIRECTIVE_WORD = re.compile(rf"(?:[ \t\r\n]++|{p.LINE_COMMENT}|{p.BLOCK_COMMENT})*+({p.IDENTIFIER})?")
_TRIVIUM = re.compile(rf"[ \t]++|{p.BLOCK_COMMENT}|{p.LINE_COMMENT}|\r?\n")


@lru_cache(maxsize=1)
def _wide_code() -> re.Pattern[str]:
    """The pattern for texts that are not ASCII: compiled only when the first one comes along."""
    return _code_pattern(p.WIDE_IDENTIFIER)


@lru_cache(maxsize=256)
def _heredoc_end(marker: str) -> re.Pattern[str]:
    # Go trims Unicode white space around the marker; a newline has to follow it.
    blank = r"[ \t\v\f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*+"
    return re.compile(rf"^{blank}{re.escape(marker)}{blank}(?=\r?\n)", re.MULTILINE)


def scan(text: str, mode: Mode, start: int = 0, end: int | None = None) -> list[RawToken]:
    """The significant tokens of `text[start:end]`, in order. Never fails, runs in linear time."""
    return _Scan(text, start, len(text) if end is None else end).run(mode)


class _Scan:
    """One run over a text: the mode stack, the tokens made so far."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.position = start
        self.end = end
        self.tokens: list[RawToken] = []
        self.stack: list[str] = []
        self.heredocs: list[tuple[re.Pattern[str], re.Match[str] | None]] = []
        self.is_ascii = text.isascii() or text[start:end].isascii()

    def run(self, mode: Mode) -> list[RawToken]:
        if self.position == 0 and self.text.startswith(BOM):
            self.position = 1
        if mode is Mode.TEMPLATE:
            self.stack.append(_BARE)
            self._template()
        elif mode is Mode.EXPRESSION:
            # The end of an attribute's expression is known, so a newline in it can only be inside brackets.
            self.stack.append(_PARENTHESES)
        self._code()
        if mode is Mode.BODY and self.tokens and self.tokens[-1][0] != "NEWLINE":
            self.tokens.append(("NEWLINE", self.end, self.end))
        return self.tokens

    def _code(self) -> None:
        """Scan code until the text ends; template text is handed to `_template` whenever it begins."""
        text, end, stack = self.text, self.end, self.stack
        add = self.tokens.append
        match = (_ASCII_CODE if self.is_ascii else _wide_code()).match
        position = self.position
        newlines = not stack or stack[-1] == _BRACES
        while position < end:
            found = match(text, position, end)
            if found is None:
                position = self._invalid(position)
                continue
            kind = found.lastgroup
            assert kind is not None
            start, position = found.span(found.lastindex or 0)
            if kind == "NAME" or kind == "TRAVERSAL":
                if not self.is_ascii and not text[start:position].isascii():
                    position = self._wide_name(start, position)
                    continue
                if kind == "NAME" and stack and stack[-1] == _FOR:
                    kind = CONTEXTUAL_KEYWORDS.get(text[start:position], kind)
            elif kind == "NEWLINE":
                if not newlines:
                    continue
            elif kind == "PUNCTUATION":
                char = text[start]
                kind = PUNCTUATION[char]
                if char in "{[":
                    ahead = _FOR_AHEAD.match(text, position, end)
                    if (
                        ahead is not None
                        and char == "{"
                        and self.tokens
                        and self.tokens[-1][0] in _BLOCK_HEADER
                    ):
                        ahead = None
                    add((kind, start, position))
                    if ahead is not None:
                        stack.append(_FOR)
                        newlines = False
                        add(("FOR", ahead.end() - 3, ahead.end()))
                        position = ahead.end()
                    else:
                        stack.append(_BRACES if char == "{" else _PARENTHESES)
                        newlines = char == "{"
                    continue
                if char == "(":
                    stack.append(_PARENTHESES)
                    newlines = False
                elif char in "}])":
                    if stack and stack[-1] == _SEQUENCE and char == "}":
                        stack.pop()
                        add(("SEQUENCE_END", start, position))
                        self.position = position
                        self._template()
                        position = self.position
                        newlines = not stack or stack[-1] == _BRACES
                        continue
                    if stack and stack[-1] in (_BRACES, _PARENTHESES, _FOR):
                        stack.pop()
                    newlines = not stack or stack[-1] == _BRACES
            elif kind == "COMMENT":
                continue
            elif kind in ("QUOTE", "HEREDOC_OPEN"):
                add((kind if kind != "QUOTE" else "QUOTE_OPEN", start, position))
                if kind == "QUOTE":
                    stack.append(_QUOTED)
                else:
                    stack.append(_HEREDOC)
                    self.heredocs.append((_heredoc_end(text[start:position].lstrip("<-").strip()), None))
                self.position = position
                self._template()
                position = self.position
                newlines = not stack or stack[-1] == _BRACES
                continue
            elif kind == "STRIP":
                if not stack or stack[-1] != _SEQUENCE:
                    add((INVALID, start, position))
                    continue
                stack.pop()
                add(("SEQUENCE_END", start, position + 1))
                self.position = position + 1
                self._template()
                position = self.position
                newlines = not stack or stack[-1] == _BRACES
                continue
            elif kind == "STRING" and not self.is_ascii:
                self._check_literal("STRING", start, position)
                continue
            add((kind, start, position))

    def _invalid(self, position: int) -> int:
        """Add a token for what no pattern matches; blanks before it and at the end of the text are trivia."""
        position = _BLANK.match(self.text, position, self.end).end()  # type: ignore[union-attr]
        if position >= self.end:
            return position
        char = self.text[position]
        if self.text.startswith("/*", position):
            # A comment that nothing ends: looking for the end of each later one as well would be quadratic.
            self.tokens.append((UNTERMINATED_COMMENT, position, self.end))
            return self.end
        self.tokens.append((BAD_UTF8 if "\ud800" <= char <= "\udfff" else INVALID, position, position + 1))
        return position + 1

    def _wide_name(self, start: int, end: int) -> int:
        """Add the longest valid name at `start`, or an invalid token; the rest is scanned again."""
        text = self.text
        name_end = start
        segments = 0
        while name_end < end:
            length = p.identifier_prefix(text[name_end:end].split(".", 1)[0])
            if not length:
                break
            name_end += length
            segments += 1
            if (
                name_end < end
                and text[name_end] == "."
                and p.identifier_prefix(text[name_end + 1 : name_end + 2])
            ):
                name_end += 1
            else:
                break
        if not segments:
            return self._invalid(start)
        kind = "TRAVERSAL" if segments > 1 else "NAME"
        if kind == "NAME" and self.stack and self.stack[-1] == _FOR:
            kind = CONTEXTUAL_KEYWORDS.get(text[start:name_end], kind)
        self.tokens.append((kind, start, name_end))
        return name_end

    def _check_literal(self, kind: str, start: int, end: int) -> None:
        """Add a literal token, cut at undecodable bytes and lone carriage returns: tokens of their own."""
        add = self.tokens.append
        at = start
        for bad in _DUBIOUS.finditer(self.text, start, end):
            if bad.lastgroup == "accepted":
                continue
            if bad.start() > at:
                add(("LITERAL", at, bad.start()))
            add((INVALID if bad[0] == "\r" else BAD_UTF8, bad.start(), bad.end()))
            at = bad.end()
        if at < end:
            add((kind if at == start else "LITERAL", at, end))

    def _literal(self, start: int, end: int) -> None:
        if start < end:
            if self.is_ascii and "\r" not in self.text[start:end]:
                self.tokens.append(("LITERAL", start, end))
            else:
                self._check_literal("LITERAL", start, end)

    def _template(self) -> None:
        """Scan template text until a sequence opens (its code is next) or the template ends."""
        while self.stack and self.stack[-1] in (_QUOTED, _HEREDOC, _BARE):
            frame = self.stack[-1]
            if frame == _QUOTED:
                opened = self._quoted()
            elif frame == _HEREDOC:
                opened = self._heredoc()
            else:
                opened = self._until_sequence(self.end)
            if opened:
                self._sequence()
                return
            if frame == _BARE:
                self.position = self.end
                return
            if self.stack and self.stack[-1] not in (_QUOTED, _HEREDOC, _BARE):
                return

    def _quoted(self) -> bool:
        """Literal text of a quoted template; True when it stopped at a sequence."""
        text, start = self.text, self.position
        while True:
            run = _QUOTED_RUN.match(text, self.position, self.end)
            assert run is not None
            self._literal(start, run.end())
            start = self.position = run.end()
            if start >= self.end:
                self.stack.pop()
                return False
            char = text[start]
            if char == '"':
                self.stack.pop()
                self.tokens.append(("QUOTE_CLOSE", start, start + 1))
                self.position = start + 1
                return False
            if char in "\n\r":
                self.tokens.append((QUOTED_NEWLINE, start, start + 1))
            elif char == "\\":
                self.tokens.append((INVALID, start, start + 1))
            else:
                return True
            self.position = start = start + 1

    def _heredoc(self) -> bool:
        """Literal text of a heredoc; True when it stopped at a sequence."""
        text, start = self.text, self.position
        pattern, known = self.heredocs[-1]
        # The end found earlier stays good until a sequence has swallowed it: a search each time is quadratic.
        if known is None or known.start() < start:
            known = pattern.search(text, start, self.end)
            if known is None:
                # Nothing ends it: the rest of the file is its text.
                self._literal(start, self.end)
                self.position = self.end
                self.stack.clear()
                return False
            self.heredocs[-1] = (pattern, known)
        if self._until_sequence(known.start()):
            return True
        self.stack.pop()
        self.heredocs.pop()
        self.tokens.append(("HEREDOC_CLOSE", known.start(), known.end()))
        self.position = known.end()
        return False

    def _until_sequence(self, end: int) -> bool:
        """Literal text up to `end`, or up to the sequence that opens before it."""
        start = at = self.position
        while (opening := _SEQUENCE_OPEN.search(self.text, at, end)) is not None:
            if opening.end() - opening.start() == 2:
                self._literal(start, opening.start())
                self.position = opening.start()
                return True
            at = opening.end()
        self._literal(start, end)
        self.position = end
        return False

    def _sequence(self) -> None:
        """The opening of `${` or `%{`, with the keyword of a directive."""
        text, start = self.text, self.position
        end = start + 2 + text.startswith("~", start + 2)
        self.stack.append(_SEQUENCE)
        if text[start] == "%":
            word = _DIRECTIVE_WORD.match(text, end, self.end)
            kind = DIRECTIVES.get(word[1] or "", "CTRL") if word else "CTRL"
            if word is not None and kind != "CTRL":
                end = word.end()
                if kind == "CTRL_FOR":
                    # Its frame makes `in` a keyword; the closing brace belongs to the sequence below it.
                    self.tokens.append((kind, start, end))
                    self.position = end
                    self._for_directive_names()
                    return
            self.tokens.append((kind, start, end))
        else:
            self.tokens.append(("INTERPOLATION", start, end))
        self.position = end

    def _for_directive_names(self) -> None:
        """The names and `in` of a `for` directive, which are keywords in no other directive."""
        text = self.text
        code = _ASCII_CODE if self.is_ascii else _wide_code()
        position = self.position
        while (found := code.match(text, position, self.end)) is not None:
            kind = found.lastgroup
            start, end = found.span(found.lastindex or 0)
            if kind in ("NEWLINE", "COMMENT"):
                position = end
                continue
            if kind == "NAME":
                is_in = text[start:end] == "in" and self.tokens[-1][0] == "NAME"
                self.tokens.append(("IN" if is_in else "NAME", start, end))
                position = end
                if is_in:
                    break
            elif kind == "PUNCTUATION" and text[start] == ",":
                self.tokens.append(("COMMA", start, end))
                position = end
            else:
                break
        self.position = position


# Bytes that Python does not decode but the reference lets pass: overlong forms and encoded surrogates.
_CONTINUED = "[\udc80-\udcbf]"
_DUBIOUS = re.compile(
    f"(?P<accepted>[\udcc0-\udcdf]{_CONTINUED}|[\udce0-\udcef]{_CONTINUED}{{2}}|[\udcf0-\udcf7]{_CONTINUED}{{3}})"
    r"|[\ud800-\udfff]|\r(?!\n)"
)


def tokenize(text: str, mode: Mode = Mode.BODY) -> list[Token]:
    """Every token of `text`, trivia included: `"".join(text[t.start:t.end] for t in tokens) == text`."""
    tokens: list[Token] = []
    at = 0
    if text.startswith(BOM):
        tokens.append(Token(BYTE_ORDER_MARK, 0, 1))
        at = 1
    for kind, start, end in scan(text, mode):
        _add_trivia(tokens, text, at, start)
        if (kind == "NEWLINE" and end - start > 2) or (
            kind == "NEWLINE" and end > start and text[start] in "#/"
        ):
            # A line comment and the newline after it were matched as one.
            newline = end - 1 - (text[end - 2 : end - 1] == "\r")
            tokens.append(Token(COMMENT, start, newline))
            start = newline
        if end > start:
            tokens.append(Token(kind, start, end))
        at = end
    _add_trivia(tokens, text, at, len(text))
    return tokens


def _add_trivia(tokens: list[Token], text: str, start: int, end: int) -> None:
    while start < end:
        found = _TRIVIUM.match(text, start, end)
        # Only blanks, comments and newlines are ever left between tokens.
        assert found is not None
        first = text[start]
        kind = WHITESPACE if first in " \t" else COMMENT if first in "#/" else IGNORED_NEWLINE
        tokens.append(Token(kind, start, found.end()))
        start = found.end()
