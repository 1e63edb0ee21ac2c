"""Standard output and standard error: their looks, and text on its way to them."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from tffix.errors import FileError
from tffix.output.style import Style, style_for

#: What a pipe or a file counts as. Narrower than a terminal may be: logs are read side by side.
PIPE_WIDTH = 100


def style_of(stream: TextIO | None) -> Style:
    """Width, colour and encoding of a stream."""
    return Style() if stream is None else style_for(stream, os.environ, _columns(stream))


def _columns(stream: TextIO) -> int:
    if not is_terminal(stream):
        return PIPE_WIDTH
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(stream.fileno()).columns or 80
    except (OSError, ValueError):
        return 80


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at a stream (one that is closed, nobody does)."""
    return stream is not None and stream.isatty()


def say(stream: TextIO | None, text: str) -> None:
    """Print text for a person. What the encoding of the stream lacks becomes a question mark."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    exact = encoding.lower().replace("-", "") == "utf8" and not is_terminal(stream)
    emit(stream, text.encode(encoding, "surrogateescape" if exact else "replace"))


def read_standard_input() -> bytes:
    """All of standard input. Raises FileError where that cannot be read."""
    if sys.stdin is None:
        raise FileError("standard input cannot be read: it is closed")
    try:
        return sys.stdin.buffer.read()
    except OSError as error:
        raise FileError(f"standard input cannot be read: {(error.strerror or str(error)).lower()}") from None


def emit(stream: TextIO | None, data: bytes) -> None:
    """Write bytes to a stream as they are. A reader that went away is no error: it has seen what it wanted.

    Raises FileError where the bytes cannot be written for another reason, such as a full disk.
    """
    if stream is None or not data:
        return
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()
    except BrokenPipeError:
        _silence(stream)
    except OSError as error:
        _silence(stream)
        name = "standard error" if stream is sys.stderr else "standard output"
        raise FileError(f"{name} cannot be written: {(error.strerror or str(error)).lower()}") from None


def _silence(stream: TextIO) -> None:
    """Have nothing more arrive, what is still buffered included: the interpreter writes that at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
