"""Writing to disk: all files of an outcome or none, each replaced in one step."""

from __future__ import annotations

import errno
import os
import posixpath
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tffix.cli.files import File, is_inside, reason
from tffix.cli.load import Module
from tffix.errors import FileError
from tffix.source import Source

# What a file system without hard links answers to `link`.
_NO_LINKS = {
    errno.EPERM,
    errno.ENOSYS,
    errno.EOPNOTSUPP,
    errno.ENOTSUP,
    errno.EXDEV,
    errno.EMLINK,
    errno.EACCES,
}


@dataclass(frozen=True, slots=True)
class Change:
    """New bytes for one file. `before` None creates it, `data` None removes it.

    `path` is absolute and without symbolic links in it; it must lie inside the real directory `root`.
    """

    shown: str
    path: str
    root: str
    before: bytes | None
    data: bytes | None
    mode: int = 0o644


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it: the paths that now hold their new bytes, and why others do not."""

    paths: tuple[str, ...] = ()
    errors: tuple[FileError, ...] = ()


def changes(
    modules: Iterable[Module], before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[tuple[Change, ...], tuple[FileError, ...]]:
    """The changes on disk that lead from `before` to `after`, and what must not be changed.

    A text from standard input is nobody's file and is left out. An error means that none of the changes
    should be written: a fix is applied wholly or not at all.
    """
    modules = list(modules)
    files = {file.shown: file for module in modules for file in module.files}
    result: list[Change] = []
    errors: list[FileError] = []
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) == after.get(path):
            continue
        file = files.get(path)
        if file is None:
            created = _creation(path, after.get(path, ""), modules)
            if isinstance(created, Change):
                result.append(created)
            else:
                errors.append(created)
        elif not file.found.stdin:
            changed = change(file, after.get(path))
            if isinstance(changed, Change):
                result.append(changed)
            else:
                errors.append(changed)
    return tuple(result), tuple(errors)


def change(file: File, text: str | None) -> Change | FileError:
    """The change of a file that was read to a new text, None to remove it."""
    found = file.found
    if not found.target or not found.root:
        return FileError(f"{file.shown} must change too, but is not among the files given")
    if not is_inside(file.real, found.root):
        return FileError(f"{file.shown} is a symbolic link that leads out of the directory given")
    data = None if text is None else Source(file.shown, text).to_bytes()
    return Change(file.shown, file.real, found.root, file.data, data, file.mode)


def _creation(shown: str, text: str, modules: Iterable[Module]) -> Change | FileError:
    """A new file, in the nearest directory that was given."""
    best: Module | None = None
    for module in modules:
        prefix = "" if module.shown == "." else module.shown.rstrip("/") + "/"
        inside = shown.startswith(prefix) and (prefix or not shown.startswith(("/", "../")))
        if inside and module.directory.root and (best is None or len(module.shown) > len(best.shown)):
            best = module
    if best is None:
        return FileError(f"{shown} must be created, but is not in a directory given")
    relative = shown if best.shown == "." else posixpath.relpath(shown, best.shown)
    target = Path(best.directory.path, relative)
    path = Path(os.path.realpath(target.parent), target.name)
    return Change(shown, str(path), best.directory.root, None, Source(shown, text).to_bytes())


def write(planned: Iterable[Change]) -> Written:
    """Make all changes, or none of them.

    Everything that can be known is checked for every file before the first is touched: that it is inside its
    root, can be written, and still is what was read. New bytes are complete on disk under another name before
    they take the place of the old. Should a later file fail after all, the earlier ones are put back, and
    `paths` names those for which even that failed.
    """
    ordered, errors = _distinct(planned)
    steps = [_Step(change) for change in ordered]
    for step in steps:
        if error := _refusal(step):
            errors.append(error)
    if errors:
        return Written((), tuple(errors))
    try:
        for step in steps:
            _stage(step)
        for step in steps:
            _commit(step)
            step.done = True
    except (OSError, FileError) as error:
        failed = step.change.shown
        why = error if isinstance(error, FileError) else FileError(f"{failed} cannot be written: {reason(error)}")
        return Written(*_roll_back(steps, why))
    except BaseException as error:  # interrupted: leave nothing half done
        _roll_back(steps, FileError(str(error)))
        raise
    finally:
        for step in steps:
            if step.staged:
                with suppress(OSError):
                    Path(step.staged).unlink()
    return Written(tuple(step.change.shown for step in steps), ())


@dataclass(slots=True)
class _Step:
    change: Change
    seen: tuple[int, int, int] | None = None
    owner: tuple[int, int] | None = None
    staged: str = ""
    done: bool = False
    made: list[Path] = field(default_factory=list)  # directories, outermost first


def _distinct(planned: Iterable[Change]) -> tuple[list[Change], list[FileError]]:
    """Two links to one file are one change, if they agree."""
    by_path: dict[str, Change] = {}
    errors: list[FileError] = []
    for change in planned:
        if change.before == change.data:
            continue
        other = by_path.setdefault(change.path, change)
        if other.data != change.data:
            errors.append(FileError(f"{other.shown} and {change.shown} are one file, but would differ"))
    return list(by_path.values()), errors


def _refusal(step: _Step) -> FileError | None:
    """Why a change must not be made as things are now."""
    change, path = step.change, Path(step.change.path)
    existing = path if change.before is not None else path.parent
    while not os.path.lexists(existing):
        existing = existing.parent
    if os.path.realpath(existing) != str(existing) or not is_inside(str(path), change.root):
        return FileError(f"{change.shown} would be written outside of the directory given")
    if change.before is None:
        exists = os.path.lexists(path)
        return FileError(f"{change.shown} would be created, but exists already") if exists else None
    try:
        status = path.stat()
        if path.read_bytes() != change.before:
            return FileError(f"{change.shown} has changed since it was read")
    except FileNotFoundError:
        return FileError(f"{change.shown} has been removed since it was read")
    except OSError as error:
        return FileError(f"{change.shown} cannot be written: {reason(error)}")
    if not os.access(path, os.W_OK):
        return FileError(f"{change.shown} cannot be written: it is read-only")
    step.seen, step.owner = _identity(status), (status.st_uid, status.st_gid)
    return None


def _identity(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_ino, status.st_mtime_ns, status.st_size


def _stage(step: _Step) -> None:
    """Write the new bytes beside their place."""
    change = step.change
    if change.data is None:
        return
    parent = Path(change.path).parent
    missing = [folder for folder in (parent, *parent.parents) if not folder.exists()]
    for folder in reversed(missing):
        with suppress(FileExistsError):  # made by somebody else meanwhile
            folder.mkdir()
            step.made.append(folder)
    step.staged = _temporary(parent, change.data, change.mode if change.before is not None else None, step.owner)


def _temporary(parent: Path, data: bytes, mode: int | None, owner: tuple[int, int] | None) -> str:
    """A new file in `parent` that holds `data`; without a mode it gets that of any new file."""
    path = str(parent / f".tffix-{os.urandom(8).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o666 if mode is None else 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        if owner is not None and hasattr(os, "chown"):
            with suppress(OSError):  # only root may give a file away
                os.chown(path, *owner)
        if mode is not None:  # after the owner: changing that clears some bits
            Path(path).chmod(mode)
    except BaseException:
        with suppress(OSError):
            Path(path).unlink()
        raise
    return path


def _commit(step: _Step) -> None:
    """Put the staged bytes in their place, if that is as it was when it was checked."""
    change = step.change
    if change.before is None:
        _link(step.staged, change.path, change.data or b"")
        return
    if _identity(Path(change.path).stat()) != step.seen:
        raise FileError(f"{change.shown} has changed since it was read")
    if change.data is None:
        Path(change.path).unlink()
        return
    Path(step.staged).replace(change.path)
    step.staged = ""


def _link(staged: str, path: str, data: bytes) -> None:
    """Give a staged file its name, which nothing may have yet."""
    try:
        os.link(staged, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
        except BaseException:
            Path(path).unlink()
            raise


def _roll_back(steps: list[_Step], why: FileError) -> tuple[tuple[str, ...], tuple[FileError, ...]]:
    """Undo what was done, last first. Returns the paths that could not be put back, and the errors."""
    kept: list[str] = []
    errors = [why]
    for step in reversed(steps):
        change, back = step.change, ""
        try:
            if step.done:
                if change.before is None:
                    Path(change.path).unlink()
                else:
                    back = _temporary(Path(change.path).parent, change.before, change.mode, step.owner)
                    Path(back).replace(change.path)
        except OSError as error:
            kept.append(change.shown)
            # The copy that could not take its place stays: it is the only one.
            where = f"; what it held is in {back}" if back else ""
            errors.append(FileError(f"{change.shown} was written and cannot be put back: {reason(error)}{where}"))
        if step.staged:
            with suppress(OSError):
                Path(step.staged).unlink()
            step.staged = ""
        for folder in reversed(step.made):
            with suppress(OSError):  # not empty: somebody else uses it
                folder.rmdir()
    return tuple(reversed(kept)), tuple(errors)
