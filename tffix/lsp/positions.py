"""Places in a text as the protocol counts them: lines from 0, characters in units of the negotiated encoding."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from lsprotocol.types import Position, PositionEncodingKind, Range

# Unlike Terraform, the protocol also ends a line at a lone carriage return.
_LINE = re.compile(r"[^\r\n]*+(?:\r\n|\n|\r)")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")

#: The encodings that are spoken, best first: code points are what tffix itself counts.
ENCODINGS = (PositionEncodingKind.Utf32, PositionEncodingKind.Utf16, PositionEncodingKind.Utf8)


def units(text: str, encoding: PositionEncodingKind | str) -> int:
    """How many characters the protocol counts in a text."""
    if encoding == PositionEncodingKind.Utf32:
        return len(text)
    if text.isascii():
        return len(text)
    if encoding == PositionEncodingKind.Utf8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text) + len(_ASTRAL.findall(text))


class Lines:
    """The lines of one text, to turn code-point offsets into positions and back."""

    def __init__(self, text: str, encoding: PositionEncodingKind | str) -> None:
        self.text = text
        self.encoding = encoding

    @cached_property
    def starts(self) -> list[int]:
        """Offsets at which lines begin."""
        return [0, *accumulate(map(len, _LINE.findall(self.text)))]

    def position(self, offset: int) -> Position:
        """The position of an offset; one outside the text is moved to its nearer end."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self.starts, offset) - 1
        return Position(line, units(self.text[self.starts[line] : offset], self.encoding))

    def range(self, start: int, end: int) -> Range:
        """The range of an interval."""
        return Range(self.position(start), self.position(end))

    def offset(self, position: Position) -> int:
        """The offset of a position; behind the end of its line it is that end, as the protocol wants it."""
        if position.line >= len(self.starts):
            return len(self.text)
        start = self.starts[position.line]
        end = self.starts[position.line + 1] if position.line + 1 < len(self.starts) else len(self.text)
        line = self.text[start:end].rstrip("\r\n")
        if self.encoding == PositionEncodingKind.Utf32 or line.isascii():
            return start + min(position.character, len(line))
        seen = 0
        for index, character in enumerate(line):
            if seen >= position.character:
                return start + index
            seen += units(character, self.encoding)
        return start + len(line)
