"""How output looks on the stream it goes to: width, colour, and which characters it can print."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from tffix.output.cells import clean

#: A piece of a line and its role (a key of `_ROLES`, or "" for ordinary text).
Segment = tuple[str, str]
Line = list[Segment]

# Sixteen-colour names only: they follow the user's theme, on a dark and on a light ground.
_ROLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "box-error": "red",
    "box-warning": "yellow",
    "box-info": "cyan",
    "strong": "bold",
    "dim": "dim",
    "fix": "green",
    "removed": "red",
    "added": "green",
    "hunk": "cyan",
    "header": "bold",
}


class Stream(Protocol):
    """What `wants_color` asks of a stream."""

    def isatty(self) -> bool:
        """Whether a person looks at it."""


@dataclass(frozen=True, slots=True)
class Box:
    """The characters of a frame and of an elision."""

    top: str
    side: str
    bottom: str
    ellipsis: str


UNICODE_BOX = Box("╷", "│", "╵", "…")
ASCII_BOX = Box(",", "|", "'", "...")


@dataclass(frozen=True, slots=True)
class Style:
    """The width in cells, whether to colour, and the encoding of the stream, which decides the frame."""

    width: int = 80
    color: bool = False
    encoding: str = "utf-8"

    @property
    def box(self) -> Box:
        """The frame that the encoding can print."""
        try:
            "╷│╵…".encode(self.codec)
        except UnicodeEncodeError:
            return ASCII_BOX
        return UNICODE_BOX

    def clean(self, text: str) -> str:
        """`text` without anything that this stream cannot show or a terminal would obey."""
        return clean(text, self.codec)

    @property
    def codec(self) -> str:
        """The encoding, or ASCII where Python does not know it."""
        try:
            codecs.lookup(self.encoding)
        except LookupError:
            return "ascii"
        return self.encoding


def wants_color(stream: Stream, environ: Mapping[str, str]) -> bool:
    """Whether to colour what goes to `stream`.

    A non-empty NO_COLOR says no, whatever else is set; a non-empty FORCE_COLOR other than `0` says yes; else
    a terminal gets colour unless it calls itself dumb.
    """
    if environ.get("NO_COLOR"):
        return False
    if force := environ.get("FORCE_COLOR"):
        return force != "0"
    return environ.get("TERM") != "dumb" and stream.isatty()


def style_for(stream: Stream, environ: Mapping[str, str], columns: int) -> Style:
    """The style of a stream that is `columns` wide."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return Style(max(columns, 40), wants_color(stream, environ), encoding)


def paint(lines: Iterable[Line], style: Style) -> str:
    """The lines as text, each ended by a newline, coloured if the style says so."""
    if not style.color:
        return "".join("".join(text for text, _ in line) + "\n" for line in lines)
    # rich costs a few hundredths of a second to import: only who sees colours pays for them.
    from rich.color import ColorSystem
    from rich.style import Style as RichStyle

    styles = {role: RichStyle.parse(definition) for role, definition in _ROLES.items()}
    out: list[str] = []
    for line in lines:
        for text, role in line:
            blank = not role or not text.strip()
            out.append(text if blank else styles[role].render(text, color_system=ColorSystem.STANDARD))
        out.append("\n")
    return "".join(out)
