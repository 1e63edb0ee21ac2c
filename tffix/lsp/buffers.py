"""The documents that are open in the editor, and the paths of those that are not."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from lsprotocol.types import TextDocumentContentChangeEvent, TextDocumentContentChangePartial

from tffix.lsp.positions import Lines


@dataclass(frozen=True, slots=True)
class Buffer:
    """An open document. `path` is absolute, empty for one that no file stands for."""

    uri: str
    path: str
    version: int
    text: str


def changed(
    buffer: Buffer,
    version: int,
    changes: Iterable[TextDocumentContentChangeEvent],
    lines_of: Callable[[str], Lines],
) -> Buffer:
    """The buffer after the changes of one notification, each in terms of the text that the one before it left."""
    text = buffer.text
    for change in changes:
        if isinstance(change, TextDocumentContentChangePartial):
            lines = lines_of(text)
            start, end = lines.offset(change.range.start), lines.offset(change.range.end)
            text = text[:start] + change.text + text[max(start, end) :]
        else:
            text = change.text
    return Buffer(buffer.uri, buffer.path, version, text)


def path_of(uri: str) -> str:
    """The absolute path of a `file:` URI, empty for every other."""
    parts = urlsplit(uri)
    if parts.scheme != "file":
        return ""
    path = unquote(parts.path)
    if os.name == "nt":  # file:///c:/x
        path = path.lstrip("/").replace("/", os.sep)
    return os.path.normpath(path) if path else ""


def uri_of(path: str) -> str:
    """The `file:` URI of an absolute path."""
    posix = path.replace(os.sep, "/")
    return "file://" + ("" if posix.startswith("/") else "/") + quote(posix, safe="/:~@!$&'()*+,;=")
