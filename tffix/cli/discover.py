"""From the paths of a command line to directories of files, of which none but ignore files is read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from tffix.cli.files import Found, Kind, is_editor_file, kind, shown_path
from tffix.cli.files import reason as reason_of
from tffix.cli.ignore import SKIPPED_DIRECTORIES, Stack, enter, is_ignored, patterns, stack_for
from tffix.errors import FileError

#: Names beside a module that are listed, before the rest of its directories is left unlisted.
MOST_SIBLINGS = 10_000

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Directory:
    """A module's directory: its files, targets or not, and the names of everything else below it.

    `siblings` are relative, with forward slashes, sorted. A name that ends in `/` is a directory whose
    content is not listed (a symbolic link, `.terraform`, one too many): what is below it may or may not
    exist. `./` alone says that of the directory itself. `root` is where files may be created, empty for
    nowhere.
    """

    shown: str
    path: str
    files: tuple[Found, ...]
    siblings: tuple[str, ...] = ()
    root: str = ""

    @property
    def has_targets(self) -> bool:
        """Whether anything here may be reported on."""
        return any(found.target for found in self.files)


@dataclass(frozen=True, slots=True)
class Discovery:
    """What the paths came to: module directories, Markdown answers, and what could not be found."""

    directories: tuple[Directory, ...] = ()
    documents: tuple[Found, ...] = ()
    errors: tuple[FileError, ...] = ()
    cwd: str = ""


@dataclass(slots=True)
class _Collected:
    cwd: str
    excludes: Stack
    documents_too: bool
    found: dict[str, dict[str, Found]] = field(default_factory=dict)  # real directory -> name -> file
    lexical: dict[str, str] = field(default_factory=dict)  # real directory -> as it was first reached
    documents: dict[str, Found] = field(default_factory=dict)
    errors: list[FileError] = field(default_factory=list)


def discover(
    paths: Sequence[str],
    *,
    cwd: str,
    exclude: Sequence[str] = (),
    exclude_base: str = "",
    documents: bool = False,
    stdin_filename: str = "",
) -> Discovery:
    """The files that `paths` name.

    A directory is searched: not in `.git`, `.terraform` and their like, not what a `.gitignore` or `exclude`
    (patterns relative to `exclude_base`) leaves out, not through symbolic links to directories; hidden
    directories are entered, as ruff does; Markdown files are taken only if `documents`. A file that is named
    is a target whatever ignores it. Files that are left out, or lie beside a named one, are read all the same
    if they belong to the module of a target: Terraform reads them too. `-` is standard input, under
    `stdin_filename`.
    """
    excluded = patterns(exclude_base or cwd, list(exclude))
    state = _Collected(cwd, (excluded,) if excluded else (), documents)
    for typed in paths:
        if typed == STDIN:
            _named(state, stdin_filename or "stdin.tf", stdin=True, alone=not stdin_filename)
            continue
        path = os.path.normpath(Path(cwd, typed))
        if Path(path).is_dir():
            _search(state, path, absolute=Path(typed).is_absolute())
        else:
            _named(state, typed)
    directories = []
    for real, files in state.found.items():
        if any(found.target for found in files.values()):
            path = state.lexical[real]
            ordered = tuple(sorted(files.values(), key=lambda found: found.shown))
            first = next(found for found in ordered if found.target)
            shown = first.shown.rpartition("/")[0] or ("/" if first.shown.startswith("/") else ".")
            beside = siblings(path, ordered) if path else ("./",)
            directories.append(Directory(shown, path, ordered, beside, first.root))
    return Discovery(
        tuple(sorted(directories, key=lambda directory: directory.shown)),
        tuple(sorted(state.documents.values(), key=lambda found: found.shown)),
        tuple(state.errors),
        cwd,
    )


def context_directory(path: str, cwd: str, *, absolute: bool) -> Directory | None:
    """The directory of a module that is read and not written; None if there is none, or no module in it."""
    try:
        with os.scandir(path) as entries:
            paths = sorted(entry.path for entry in entries if not _is_directory(entry))
    except OSError:
        return None
    files = tuple(
        Found(shown_path(file, cwd, absolute=absolute), file, known, "", target=False)
        for file in paths
        if (known := kind(file)) and known.is_module_file and not is_editor_file(Path(file).name)
    )
    shown = shown_path(path, cwd, absolute=absolute)
    return Directory(shown, path, files, siblings(path, files)) if files else None


def siblings(path: str, files: Iterable[Found]) -> tuple[str, ...]:
    """The names of everything below a directory except `files`, nearest first until there are too many."""
    own = {Path(found.path).name for found in files}
    names: list[str] = []
    queue = [""]
    for prefix in queue:  # grows while it is walked: breadth first
        listed: list[str] = []
        deeper: list[str] = []
        unlisted = len(names) >= MOST_SIBLINGS and prefix != ""
        try:
            if not unlisted:
                with os.scandir(Path(path, prefix)) as entries:
                    for entry in entries:
                        name = prefix + entry.name
                        if _is_directory(entry, follow=False) and entry.name not in SKIPPED_DIRECTORIES:
                            deeper.append(name + "/")
                        elif _is_directory(entry):
                            listed.append(name + "/")
                        elif prefix or entry.name not in own:
                            listed.append(name)
        except OSError:
            unlisted = True
        if unlisted:
            names.append(prefix or "./")
        names += sorted(listed)
        queue += sorted(deeper)
    return tuple(sorted(names))


def _is_directory(entry: os.DirEntry[str], *, follow: bool = True) -> bool:
    """Whether an entry is a directory; a link that leads nowhere is none, and reading it says so."""
    try:
        return entry.is_dir(follow_symlinks=follow)
    except OSError:
        return False


def _search(state: _Collected, top: str, *, absolute: bool) -> None:
    """Take every file below a directory the user named."""
    root = os.path.realpath(top)
    pending: list[tuple[str, Stack]] = [(top, stack_for(top))]
    while pending:
        directory, stack = pending.pop()
        try:
            with os.scandir(directory) as entries:
                ordered = sorted(entries, key=lambda entry: entry.name)
                folders = {entry.name for entry in ordered if _is_directory(entry)}
        except OSError as error:
            shown = shown_path(directory, state.cwd, absolute=absolute)
            state.errors.append(FileError(f"{shown} cannot be read: {reason_of(error)}"))
            continue
        inner: list[tuple[str, Stack]] = []
        for entry in ordered:
            path = entry.path
            if entry.name in folders:
                wanted = entry.name not in SKIPPED_DIRECTORIES and not entry.is_symlink()
                if wanted and not _left_out(state, path, True, stack):
                    inner.append((path, enter(path, stack)))
                continue
            found_kind = kind(entry.name)
            if found_kind is None or is_editor_file(entry.name):
                continue
            target = not _left_out(state, path, False, stack)
            shown = shown_path(path, state.cwd, absolute=absolute)
            found = Found(shown, path, found_kind, root, target)
            if found_kind.is_module_file:
                _add(state, directory, entry.name, found)
            elif target and state.documents_too:
                state.documents.setdefault(os.path.realpath(path), found)
        pending += reversed(inner)


def _named(state: _Collected, typed: str, *, stdin: bool = False, alone: bool = False) -> None:
    """Take a file the user named, and what lies beside it as its context."""
    path = os.path.normpath(Path(state.cwd, typed))
    shown = shown_path(path, state.cwd, absolute=Path(typed).is_absolute())
    directory, name = os.path.split(path)
    found_kind = kind(name)
    if not stdin and not os.path.lexists(path):
        state.errors.append(FileError(f"{shown} cannot be read: no such file or directory"))
        return
    if found_kind is None:
        endings = ", ".join(known.value for known in Kind if known is not Kind.LOCK)
        state.errors.append(FileError(f"{shown} is not a file that tffix knows ({endings})"))
        return
    if alone:  # standard input without a name is a module without a directory
        state.lexical[""] = ""
        state.found[""] = {name: Found(name, path, found_kind, "", stdin=True)}
        return
    # The text of standard input goes to standard output: there is nothing to be written anywhere.
    found = Found(shown, path, found_kind, "" if stdin else os.path.realpath(directory), stdin=stdin)
    if found_kind is Kind.MARKDOWN:
        state.documents.setdefault(os.path.realpath(path), found)
        return
    beside = context_directory(directory, state.cwd, absolute=Path(typed).is_absolute())
    for other in beside.files if beside else ():
        _add(state, directory, Path(other.path).name, replace(other, root=found.root))
    _add(state, directory, name, found)


def _add(state: _Collected, directory: str, name: str, found: Found) -> None:
    real = os.path.realpath(directory)
    state.lexical.setdefault(real, directory)
    files = state.found.setdefault(real, {})
    known = files.get(name)
    if known is None or (found.target and not known.target) or found.stdin:
        # One directory reached by two paths is one module: its files are shown by the first.
        same = directory == state.lexical[real]
        shown = found.shown if same or known is None else known.shown
        files[name] = replace(found, shown=shown)


def _left_out(state: _Collected, path: str, is_directory: bool, stack: Stack) -> bool:
    return is_ignored(path, is_directory, stack) or is_ignored(path, is_directory, state.excludes)
