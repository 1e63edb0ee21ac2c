"""What an answer is: virtual files, where they lie in the document, and what a person should know."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from tffix.source import Source

TERRAFORM_SUFFIXES = (".tf", ".tf.json", ".tfvars", ".tfvars.json")


class Piece(NamedTuple):
    """A run of characters that a virtual file and the document share.

    `virtual` is where the run begins in the file; `start:end` is the run in the document.
    """

    virtual: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Announcement:
    """Where the document names a file: `line[start:end]` is the path, `gap` the blank lines below it.

    `kind` is `heading`, `bold`, `line`, `sentence`, `info`, `comment` or `none`; `exact` says that the line is
    nothing but a name and perhaps a title.
    """

    path: str
    kind: str
    exact: bool
    number: int
    line: str
    start: int
    end: int
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Region:
    """One stretch of whole lines that holds code of a file.

    `start:end` is the content; `opener:close` the fence around it (the content itself where there is no fence);
    `head` is where the announcement begins (`opener` where there is none). A shared region is a part of a fence
    that holds several files; a fence that is not `closed` runs into the end of the document or of its section.
    """

    head: int
    opener: int
    start: int
    end: int
    close: int
    indent: str
    mark: str
    info: str
    closed: bool
    shared: bool
    announcement: Announcement | None


@dataclass(frozen=True, slots=True)
class Note:
    """Something a person should know about `start:end` of the document, in one sentence.

    `kind` is stable: `addition`, `draft`, `dropped`, `excerpt`, `revision`, `truncated`, `unclosed`, `unnamed`.
    """

    kind: str
    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Truncation:
    """A file whose text was cut after its last complete top-level block.

    `offset` is the place of the cut in the document, `offset:end` the unfinished rest, which no file holds.
    `names` are the addresses of what the rest begins to declare, as far as they can be read.
    """

    path: str
    offset: int
    end: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VirtualFile:
    """A file that the answer holds.

    `path` is relative to the root of the answer's configuration and posix; `announced` is the path as the answer
    has it, with the root. `text` is the code, de-indented where its fence is indented; line endings are those of
    the document. `superseded` are older versions and excerpts of the file, which do not count while it is there.
    """

    path: str
    text: str
    pieces: tuple[Piece, ...]
    regions: tuple[Region, ...]
    announced: str
    superseded: tuple[Region, ...] = ()

    @property
    def directory(self) -> str:
        """The module the file belongs to; empty for the root module."""
        return self.path.rpartition("/")[0]

    @property
    def is_terraform(self) -> bool:
        """Whether Terraform itself reads the file: configuration or values of variables."""
        return self.path.endswith(TERRAFORM_SUFFIXES)

    def to_document(self, offset: int) -> int:
        """The place in the document of a place in the file.

        A place between two pieces is the beginning of the second one; the end of the file is the end of the last.
        """
        if not self.pieces:
            return self.regions[0].start
        index = bisect_right(self.pieces, offset, key=lambda piece: piece.virtual) - 1
        piece = self.pieces[max(index, 0)]
        return min(piece.start + max(offset - piece.virtual, 0), piece.end)


@dataclass(frozen=True, slots=True)
class Answer:
    """A document and the files in it, sorted by path."""

    source: Source
    files: tuple[VirtualFile, ...]
    notes: tuple[Note, ...] = ()
    truncated: tuple[Truncation, ...] = ()

    def at(self, offset: int) -> tuple[VirtualFile, int] | None:
        """The file that holds a character of the document, and where; None for what no file holds."""
        for file in self.files:
            index = bisect_right(file.pieces, offset, key=lambda piece: piece.start) - 1
            if index >= 0 and offset < file.pieces[index].end:
                return file, file.pieces[index].virtual + offset - file.pieces[index].start
        return None

    def file(self, path: str) -> VirtualFile | None:
        """The file with this path."""
        return next((file for file in self.files if file.path == path), None)
