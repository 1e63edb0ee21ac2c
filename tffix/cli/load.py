"""Reading what was found, and the local modules it calls."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from tffix.cli.discover import Directory, Discovery, context_directory
from tffix.cli.files import File, Found, Kind, is_inside, read
from tffix.cli.ignore import repository_root
from tffix.errors import FileError
from tffix.source import Source

#: The module sources that a file calls, as they are written.
LocalSources = Callable[[str], Iterable[str]]


@dataclass(frozen=True, slots=True, eq=False)
class Module:
    """A directory with its files read. `unreadable` are the paths of those that could not be."""

    directory: Directory
    files: tuple[File, ...]
    unreadable: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The directory as the user would type it."""
        return self.directory.shown

    @property
    def targets(self) -> frozenset[str]:
        """The paths that may be reported on and written."""
        return frozenset(file.shown for file in self.files if file.found.target)

    @property
    def texts(self) -> Mapping[str, str]:
        """Every text by the path it is shown by."""
        return {file.shown: file.source.text for file in self.files}


@dataclass(frozen=True, slots=True, eq=False)
class Workspace:
    """Everything that was read. `modules` are sorted; those without targets are there for their callers."""

    modules: tuple[Module, ...] = ()
    documents: tuple[File, ...] = ()
    errors: tuple[FileError, ...] = ()
    cwd: str = ""


def load(
    discovery: Discovery,
    local_sources: LocalSources | None = None,
    *,
    stdin: bytes = b"",
    texts: Mapping[str, str] = MappingProxyType({}),
) -> Workspace:
    """Read all files, and with `local_sources` also the modules they call by a relative path, and so on.

    A called module is read where it lies, also outside the paths given, but not outside the repository of its
    caller (where there is one). What cannot be read is an error if it is a target, and merely absent if not. Of the
    absolute paths in `texts` these are taken for what is in the file.
    """
    errors = list(discovery.errors)
    modules: dict[str, Module] = {}
    queue = list(discovery.directories)
    known = {_identity(directory) for directory in queue}
    for directory in queue:  # grows while it is walked
        module, failed = _read_module(directory, stdin, texts)
        modules[directory.shown] = module
        errors += failed
        if local_sources is None or not directory.path:
            continue
        for called in _called(module, local_sources, discovery.cwd):
            if _identity(called) not in known:
                known.add(_identity(called))
                queue.append(called)
    documents = []
    for found in discovery.documents:
        file = _read(found, stdin, texts)
        if isinstance(file, FileError):
            errors.append(file)
        else:
            documents.append(file)
    ordered = tuple(module for _, module in sorted(modules.items()))
    return Workspace(ordered, tuple(documents), tuple(errors), discovery.cwd)


def _read(found: Found, stdin: bytes, texts: Mapping[str, str]) -> File | FileError:
    if found.stdin:
        return File(found, Source.from_bytes(found.shown, stdin), stdin, "")
    file = read(found)
    if isinstance(file, File) and found.path in texts:
        source = Source(found.shown, texts[found.path])
        return replace(file, source=source, data=source.to_bytes())
    return file


def _read_module(directory: Directory, stdin: bytes, texts: Mapping[str, str]) -> tuple[Module, list[FileError]]:
    files: list[File] = []
    errors: list[FileError] = []
    unreadable: list[str] = []
    for found in directory.files:
        file = _read(found, stdin, texts)
        if isinstance(file, File):
            files.append(file)
            continue
        unreadable.append(found.shown)
        if found.target:
            errors.append(file)
    files += _lock_file(directory)
    return Module(directory, tuple(files), tuple(unreadable)), errors


def _lock_file(directory: Directory) -> Iterator[File]:
    """The versions of providers that Terraform chose for a root module, where it did."""
    path = Path(directory.path, Kind.LOCK)
    if directory.path and path.is_file():
        shown = str(Kind.LOCK) if directory.shown == "." else f"{directory.shown.rstrip('/')}/{Kind.LOCK}"
        file = read(Found(shown, str(path), Kind.LOCK, "", target=False))
        if isinstance(file, File):
            yield file


def _called(module: Module, local_sources: LocalSources, cwd: str) -> list[Directory]:
    """The directories of the modules that a module calls, those that exist and may be read."""
    base = module.directory.path
    absolute = Path(module.shown).is_absolute()
    fence = repository_root(os.path.realpath(base))
    found: dict[str, Directory] = {}
    for file in module.files:
        if not file.found.kind.is_native:
            continue
        for source in local_sources(file.source.text):
            # Terraform takes a source for local only if it begins like this.
            if not source.startswith(("./", "../")) or "\0" in source:
                continue
            path = os.path.normpath(Path(base, source))
            if path in found or (fence is not None and not is_inside(os.path.realpath(path), fence)):
                continue
            directory = context_directory(path, cwd, absolute=absolute)
            if directory is not None:
                found[path] = directory
    return [found[path] for path in sorted(found)]


def _identity(directory: Directory) -> str:
    return os.path.realpath(directory.path) if directory.path else ""
