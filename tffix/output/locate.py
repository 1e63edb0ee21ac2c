"""Where a finding is shown: in the file it was found in, or in the document that file was taken from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from tffix.source import Source


@dataclass(frozen=True, slots=True)
class Place:
    """A position for a person: `path` as shown, line and column 1-based, the column in code points.

    `inside` is the same place in the file that the document shown holds, such as line 933 of `tap_stack.tf` in
    a Markdown answer; None where the path shown is the file itself.
    """

    path: str
    line: int
    column: int
    inside: Place | None = None

    def __str__(self) -> str:
        return f"{self.path} line {self.line}" + (f" ({self.inside})" if self.inside else "")


class Locator(Protocol):
    """Turns an offset into the text of a file into what a person is shown.

    The renderers ask for each line of a snippet on its own, so a locator may number lines as it likes (those
    of the document around the file). Both methods must accept any path and any offset: a diagnostic is never
    lost because its place cannot be found.
    """

    def locate(self, path: str, offset: int) -> Place:
        """The place of the code point `offset` of the file `path`."""

    def text(self, path: str) -> str | None:
        """The text of the file `path` that offsets count in, None where there is none to show."""


class TextLocator:
    """The plain locator: a file is shown under its own path, with its own lines."""

    __slots__ = ("_sources", "_texts")

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._sources: dict[str, Source] = {}

    def locate(self, path: str, offset: int) -> Place:
        """The place of an offset; an offset outside the text is moved to its nearer end."""
        source = self._sources.get(path)
        if source is None:
            source = self._sources[path] = Source(path, self._texts.get(path, ""))
        position = source.position(min(max(offset, 0), len(source.text)))
        return Place(path, position.line, position.column)

    def text(self, path: str) -> str | None:
        """The text given for `path`."""
        return self._texts.get(path)
