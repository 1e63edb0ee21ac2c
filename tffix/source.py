"""Text, spans, lines and encodings: what a file is before it is HCL."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

BOM = "\ufeff"


class Span(NamedTuple):
    """A half-open interval of code points."""

    start: int
    end: int


class Position(NamedTuple):
    """A place for a person: line and column, both 1-based, the column in code points."""

    line: int
    column: int


def split_lines(text: str) -> list[str]:
    """The lines of `text` with their endings; only a line feed ends a line, as it does for git."""
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


class Source:
    """The text of one file under the path it is shown by.

    `text` is the whole file, byte order mark and line endings included. Bytes that are not UTF-8 are kept as
    lone surrogates (`surrogateescape`), so `to_bytes` gives back exactly what was read.
    """

    __slots__ = ("_line_starts", "path", "text")

    path: str
    text: str

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self._line_starts: list[int] | None = None

    @classmethod
    def from_bytes(cls, path: str, data: bytes) -> Source:
        """The source that `data` encodes; never fails."""
        return cls(path, data.decode("utf-8", "surrogateescape"))

    def to_bytes(self) -> bytes:
        """The bytes this source was read from, or would be written as."""
        return self.text.encode("utf-8", "surrogateescape")

    @property
    def line_starts(self) -> list[int]:
        """Offsets at which lines begin; a line ends behind its newline."""
        if self._line_starts is None:
            starts, find, at = [0], self.text.find, 0
            while (at := find("\n", at) + 1) > 0:
                starts.append(at)
            self._line_starts = starts
        return self._line_starts

    def position(self, offset: int) -> Position:
        """Line and column of a code-point offset."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a 1-based line, without its line ending."""
        start = self.line_starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : len(self.text) if end < 0 else end].rstrip("\r")

    @property
    def newline(self) -> str:
        """The line ending of the file: that of its first line, a plain newline where there is none."""
        first = self.text.find("\n")
        return "\r\n" if first > 0 and self.text[first - 1] == "\r" else "\n"

    def __getstate__(self) -> tuple[str, str]:
        return self.path, self.text

    def __setstate__(self, state: tuple[str, str]) -> None:
        self.path, self.text = state
        self._line_starts = None
