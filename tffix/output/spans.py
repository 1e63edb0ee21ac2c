"""The names of code in a sentence of a report: what becomes a code span."""

from __future__ import annotations

import re
from collections.abc import Iterator

# Names of code in a sentence: with an underscore, a dot inside, an index, or a sigil; an argument with its value.
_CODE = re.compile(
    r"`[^`\n]+`"
    r"|\b[a-z]\w* = (?:\"[^\"\n`]*\"|true\b|false\b|null\b|\d+(?:\.\d+)*\b)"
    r"|\"[^\"\n`]+\""
    r"|(?:#|//) [\w./-]+\.\w+"  # a comment that names a file
    r"|\b(?=hashicorp/|[\w./-]*(?:[_\d-]|\.\w))[\w.-]+(?:/[\w-]+(?:\.[\w-]+)*)+"  # a path, an address
    r"|\b[a-z][a-z0-9-]*:(?:[A-Z]\w*\*?|\*)"  # an action of a policy
    r"|\$?[A-Za-z_][\w-]*(?:(?:\.(?:[A-Za-z_*][\w*-]*|<\w+>))+(?:\(\))?|\[[^\]\s`]*\]|\(\))+"
    r"|\$[A-Z]\w*"
    r"|\b[A-Za-z]\w*_\w+"
)
_NOT_CODE = frozenset({"e.g", "i.e"})


def pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a sentence, each with whether it is code: a name, or what stands in backticks.

    A value in quotes is set off by them already, and is no code of its own.
    """
    for piece, is_name in split(text):
        yield piece.strip("`") if is_name else piece, is_name and not piece.startswith('"')


def split(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of a sentence as they are written, each with whether it is a name."""
    at = 0
    for found in _CODE.finditer(text):
        if found[0] in _NOT_CODE:
            continue
        if found.start() > at:
            yield text[at : found.start()], False
        yield found[0], True
        at = found.end()
    if at < len(text):
        yield text[at:], False
