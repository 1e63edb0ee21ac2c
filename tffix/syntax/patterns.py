"""The lexical shapes that skeleton, scanner and trivia share (HCL specification, "Lexical Elements").

Possessive quantifiers throughout: none of these can backtrack over file text.
"""

from __future__ import annotations

import re

# \w covers every identifier that real files use; what UAX 31 decides otherwise is settled in `is_identifier`.
IDENTIFIER = r"[^\W\d][\w\-]*+"
# The same in a text that is ASCII: a plain character set is several times as fast as a category.
ASCII_IDENTIFIER = r"[A-Za-z_][A-Za-z0-9_\-]*+"
# The scanner lets every non-ASCII character begin an identifier and cuts off later what may not be there.
# Written as what it is not: a set of the ASCII range only compiles at once.
WIDE_IDENTIFIER = r"[^\x00-@\[-^`{-\x7f][^\x00-,./:-@\[-^`{-\x7f]*+"
NUMBER = r"[0-9]++(?:\.[0-9]++)?+(?:[eE][+\-]?[0-9]++)?+"
BLOCK_COMMENT = r"/\*(?:[^*]++|\*(?!/))*+\*/"
LINE_COMMENT = r"(?:\#|//)[^\n]*+"
# Text of a quoted template without a sequence: escapes are two characters here, valid or not.
QUOTED_RUN = r'[^"\\\n\r$%]*+(?:(?:\\[^\n\r]|\$\$\{|%%\{|[$%](?!\{))[^"\\\n\r$%]*+)*+'
PLAIN_STRING = f'"{QUOTED_RUN}"'

_IDENTIFIER = re.compile(IDENTIFIER)


def is_identifier(text: str) -> bool:
    """Whether `text` is an HCL identifier: UAX 31 identifier characters plus `-`, which cannot come first."""
    if text.isascii():
        return _IDENTIFIER.fullmatch(text) is not None
    return not text.startswith("-") and text.replace("-", "_").isidentifier()


def identifier_end(text: str, start: int, end: int) -> int:
    """Where the longest identifier at `start` ends; `start` if there is none."""
    at = start
    while at < end and (("_" + text[at]).isidentifier() if at > start else text[at].isidentifier()):
        at += 1
        while at < end and text[at] == "-":
            at += 1
    return at
