"""The half of the scanner that reads template text: quoted templates, heredocs, bare templates, their sequences."""

from __future__ import annotations

import re
from functools import lru_cache

from tffix.source import BOM
from tffix.syntax import patterns as p
from tffix.syntax.tokens import BAD_UTF8, DIRECTIVES, INVALID, QUOTED_NEWLINE, RawToken

# Frames of the mode stack. Bodies and objects take newlines as tokens, the others as trivia.
BRACES, PARENTHESES, FOR, SEQUENCE, FOR_SEQUENCE, QUOTED, HEREDOC, BARE = "{", "(", "f", "$", "%", '"', "h", "t"
SEQUENCE_FRAMES = frozenset({SEQUENCE, FOR_SEQUENCE})
TEMPLATE_FRAMES = frozenset({QUOTED, HEREDOC, BARE})
# Where `in` and `if` are keywords.
FOR_FRAMES = frozenset({FOR, FOR_SEQUENCE})

_QUOTED_RUN = re.compile(p.QUOTED_RUN)
_SEQUENCE_OPEN = re.compile(r"\$\$\{|%%\{|[$%]\{")
_GAP = rf"(?:[ \t\r\n]++|{p.LINE_COMMENT}|{p.BLOCK_COMMENT})*+"
# Most interpolations are a reference and nothing else: no need to change to code and back.
_REFERENCE = re.compile(rf"\$\{{[ \t]*+(){p.ASCII_IDENTIFIER}(?:(?:\.{p.ASCII_IDENTIFIER})++())?+()[ \t]*+\}}")
_DIRECTIVE_WORD = re.compile(rf"{_GAP}({p.IDENTIFIER})?")
# Bytes that Python does not decode but the reference lets pass: overlong forms and encoded surrogates.
_CONTINUED = "[\udc80-\udcbf]"
_DUBIOUS = re.compile(
    f"(?P<accepted>[\udcc0-\udcdf]{_CONTINUED}|[\udce0-\udcef]{_CONTINUED}{{2}}|[\udcf0-\udcf7]{_CONTINUED}{{3}})"
    r"|[\ud800-\udfff]|\r(?!\n)"
)


@lru_cache(maxsize=256)
def _heredoc_end(marker: str) -> re.Pattern[str]:
    # Go trims Unicode white space around the marker; a newline has to follow it.
    blank = r"[ \t\v\f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*+"
    return re.compile(rf"^{blank}{re.escape(marker)}{blank}(?=\r?\n)", re.MULTILINE)


class TemplateScanner:
    """One run over a text: where it is, the tokens made so far, the mode stack."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.position = 1 if start == 0 and text.startswith(BOM) else start
        self.end = end
        self.tokens: list[RawToken] = []
        self.stack: list[str] = []
        self.heredocs: list[tuple[re.Pattern[str], re.Match[str] | None]] = []
        self.is_ascii = text.isascii() or text[start:end].isascii()

    def template(self) -> None:
        """Scan template text until a sequence opens (its code is next) or the template ends."""
        while self.stack and self.stack[-1] in TEMPLATE_FRAMES:
            frame = self.stack[-1]
            if frame == QUOTED:
                opened = self._quoted()
            elif frame == HEREDOC:
                opened = self._heredoc()
            else:
                opened = self._until_sequence(self.end)
            if opened:
                if self.is_ascii and self._reference():
                    continue
                self._sequence()
                return
            if frame == BARE:
                return

    def open_heredoc(self, start: int, end: int) -> None:
        """Push the frame of the heredoc whose opening line is `start:end`."""
        self.stack.append(HEREDOC)
        self.heredocs.append((_heredoc_end(self.text[start:end].lstrip("<-").strip()), None))

    def literal(self, start: int, end: int, kind: str = "LITERAL") -> None:
        """Add a literal token, cut at undecodable bytes and lone carriage returns: tokens of their own."""
        text, add = self.text, self.tokens.append
        if start >= end:
            return
        if self.is_ascii and "\r" not in text[start:end]:
            add((kind, start, end))
            return
        at = start
        for bad in _DUBIOUS.finditer(text, start, end):
            if bad.lastgroup == "accepted":
                continue
            if bad.start() > at:
                add(("LITERAL", at, bad.start()))
            add((INVALID if bad[0] == "\r" else BAD_UTF8, bad.start(), bad.end()))
            at = bad.end()
        if at < end:
            add((kind if at == start else "LITERAL", at, end))

    def _quoted(self) -> bool:
        """Literal text of a quoted template; True when it stopped at a sequence."""
        text, start = self.text, self.position
        while True:
            run = _QUOTED_RUN.match(text, start, self.end)
            assert run is not None
            self.literal(start, run.end())
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
            # The newline that has to follow the marker may lie behind the end of the expression.
            known = pattern.search(text, start, self.end + 2)
            if known is None or known.end() > self.end:
                # Nothing ends it: the rest of the file is its text.
                self.literal(start, self.end)
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
                self.literal(start, opening.start())
                self.position = opening.start()
                return True
            at = opening.end()
        self.literal(start, end)
        self.position = end
        return False

    def _reference(self) -> bool:
        """The whole of an interpolation that is one reference; False if it is something else."""
        found = _REFERENCE.match(self.text, self.position, self.end)
        if found is None:
            return False
        start, name, name_end, end = self.position, found.start(1), found.start(3), found.end()
        kind = "NAME" if found.start(2) < 0 else "TRAVERSAL"
        self.tokens += (
            ("INTERPOLATION", start, start + 2),
            (kind, name, name_end),
            ("SEQUENCE_END", end - 1, end),
        )
        self.position = end
        return True

    def _sequence(self) -> None:
        """The opening of `${` or `%{`, with the keyword of a directive."""
        text, start = self.text, self.position
        end = start + 2 + text.startswith("~", start + 2)
        kind = "INTERPOLATION"
        if text[start] == "%":
            word = _DIRECTIVE_WORD.match(text, end, self.end)
            kind = DIRECTIVES.get(word[1] or "", "CTRL") if word else "CTRL"
            if word is not None and kind != "CTRL":
                end = word.end()
        self.stack.append(FOR_SEQUENCE if kind == "CTRL_FOR" else SEQUENCE)
        self.tokens.append((kind, start, end))
        self.position = end
