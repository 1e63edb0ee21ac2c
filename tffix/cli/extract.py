"""`tffix extract`: the files of a Markdown answer, on disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tffix.cli.answers import UNNAMED_ANSWER
from tffix.cli.context import Context
from tffix.cli.discover import STDIN
from tffix.cli.files import Found, Kind, read, reason, shown_path
from tffix.cli.streams import read_standard_input
from tffix.cli.write import Change, write
from tffix.errors import FileError
from tffix.responses.extract import extract
from tffix.responses.model import Answer
from tffix.source import Source


@dataclass(frozen=True, slots=True)
class Extracted:
    """What came of an answer. `context` are the files from elsewhere by path, and where each is from.

    `output` is the directory as it is shown, empty where nothing was to be written; `written` are the paths that hold
    new bytes. Where there are `errors`, nothing was written.
    """

    answer: Answer
    context: Mapping[str, str]
    output: str = ""
    written: frozenset[str] = frozenset()
    errors: tuple[FileError, ...] = ()


def run(typed: str, output: str, context: Context, *, force: bool) -> Extracted:
    """Read an answer and write its files below the directory `output`, if that is given; all of them or none.

    Files of the context are written too, where they are not there already. Nothing is written outside of `output`,
    through a symbolic link in it, or over a file that holds something else (unless `force`). Raises FileError for an
    answer that cannot be read.
    """
    answer = extract(_read(typed))
    own = {file.path: Source(file.path, file.text).to_bytes() for file in answer.files}
    beside = context.beside(own)
    origins = {path: file.shown for path, file in beside.items()}
    if not output:
        return Extracted(answer, origins)
    cwd = os.getcwd()  # noqa: PTH109 - strings throughout: paths are shown as typed
    root = os.path.realpath(Path(cwd, output))
    shown = shown_path(os.path.normpath(Path(cwd, output)), cwd, absolute=Path(output).is_absolute())
    there = {os.path.realpath(Path(root, path)): path for path in beside}
    wanted = {**own, **{path: file.data for path, file in beside.items() if file.real not in there}}
    made = list(_changes(wanted, root, shown, force))
    errors = tuple(one for one in made if isinstance(one, FileError))
    if not errors and os.path.lexists(root) and not Path(root).is_dir():
        errors = (FileError(f"{shown} is no directory"),)
    if errors:
        return Extracted(answer, origins, shown, errors=errors)
    done = write(one for one in made if isinstance(one, Change))
    below = "" if shown == "." else shown.rstrip("/") + "/"
    return Extracted(answer, origins, shown, frozenset(p.removeprefix(below) for p in done.paths), done.errors)


def _read(typed: str) -> Source:
    if typed == STDIN:
        return Source.from_bytes(UNNAMED_ANSWER, read_standard_input())
    path = os.path.abspath(typed)  # noqa: PTH100
    shown = shown_path(path, os.getcwd(), absolute=Path(typed).is_absolute())  # noqa: PTH109
    file = read(Found(shown, path, Kind.MARKDOWN, "", target=False))
    if isinstance(file, FileError):
        raise file
    return file.source


def _changes(wanted: Mapping[str, bytes], root: str, shown: str, force: bool) -> Iterator[Change | FileError]:
    """The change that makes each file, or why it must not be made."""
    for path, data in sorted(wanted.items()):
        name = path if shown == "." else f"{shown.rstrip('/')}/{path}"
        pure = PurePosixPath(path)
        if pure.is_absolute() or not pure.parts or ".." in pure.parts or "\\" in path or "\0" in path:
            yield FileError(f"{path} is not written: it would be outside of {shown}")
            continue
        yield _change(name, str(Path(root, path)), root, data, force)


def _change(name: str, target: str, root: str, data: bytes, force: bool) -> Change | FileError:
    try:
        status = os.lstat(target)
    except (FileNotFoundError, NotADirectoryError):
        return Change(name, target, root, None, data)
    except OSError as error:
        return FileError(f"{name} cannot be written: {reason(error)}")
    if not stat.S_ISREG(status.st_mode):
        what = "symbolic link" if stat.S_ISLNK(status.st_mode) else "directory or no regular file"
        return FileError(f"{name} cannot be written: there is a {what} of that name")
    try:
        before = Path(target).read_bytes()
    except OSError as error:
        return FileError(f"{name} cannot be written: {reason(error)}")
    if before != data and not force:
        return FileError(f"{name} exists and holds something else; --force overwrites it")
    return Change(name, target, root, before, data, stat.S_IMODE(status.st_mode))
