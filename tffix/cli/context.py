"""Files that an answer does not hold and its root module has: `--context`, `--context-dir`, `--patch-context`.

The prompt of an answer often says that a file such as `provider.tf` is there already. Such files are read from disk and
take part in the root module of every answer; a file of the answer that has the same name takes their place.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from tffix.cli.files import File, Found, Kind, kind, read, shown_path
from tffix.errors import FileError


@dataclass(frozen=True, slots=True)
class Context:
    """What was read. `others` are the names of everything else in the directory; `patch`: files are written, too."""

    files: tuple[File, ...] = ()
    others: frozenset[str] = frozenset()
    patch: bool = False

    def __bool__(self) -> bool:
        return bool(self.files or self.others)

    def beside(self, own: Container[str]) -> Mapping[str, File]:
        """The files by their paths in an answer's root module, without those for which the answer has its `own`."""
        named = {Path(file.found.path).name: file for file in self.files}
        return {name: file for name, file in sorted(named.items()) if name not in own}


NO_CONTEXT = Context()


def context_options(*, patch: bool = True) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """The options as a decorator: arguments `context`, `context_dir` and, with `patch`, `patch_context`."""
    options = [
        click.option(
            "--context",
            metavar="FILE",
            multiple=True,
            type=click.Path(readable=False),
            help="A file such as provider.tf that is in the root module of the answers, and not in them. Repeatable.",
        ),
        click.option(
            "--context-dir",
            metavar="DIR",
            type=click.Path(readable=False),
            help="The directory whose own Terraform files are in the root module of the answers.",
        ),
    ]
    if patch:
        text = "Report on the files of --context and --context-dir as well, and write their fixes."
        options.append(click.option("--patch-context", is_flag=True, help=text))

    def decorate(command: Callable[..., object]) -> Callable[..., object]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def load_context(
    context: Sequence[str], context_dir: str | None, patch_context: bool = False, cwd: str = ""
) -> Context:
    """Read what the options name. Raises click.UsageError for wrong options, FileError for what cannot be read."""
    cwd = cwd or os.getcwd()  # noqa: PTH109 - strings throughout: paths are shown as typed
    if patch_context and not context and context_dir is None:
        raise click.UsageError("--patch-context needs --context or --context-dir.")
    found = [_named(typed, cwd) for typed in context]
    names = [Path(one.path).name for one in found]
    for name in names:
        if names.count(name) > 1:
            raise click.UsageError(f"--context names two files {name}: an answer's root module can have one.")
    others: frozenset[str] = frozenset()
    if context_dir is not None:
        below, others = _listed(context_dir, cwd)
        found += [one for one in below if Path(one.path).name not in names]
    files = tuple(_read(one, patch_context) for one in found)
    return Context(files, others, patch_context)


def _named(typed: str, cwd: str) -> Found:
    path = os.path.normpath(Path(cwd, typed))
    known = kind(path)
    if known is None or not known.is_module_file:
        endings = ", ".join(k.value for k in Kind if k.is_module_file)
        raise click.UsageError(f"--context {typed} is not a file of a module ({endings}).")
    return Found(shown_path(path, cwd, absolute=Path(typed).is_absolute()), path, known, "", target=False)


def _listed(typed: str, cwd: str) -> tuple[tuple[Found, ...], frozenset[str]]:
    """The files of the module in a directory, and the names of everything else there."""
    from tffix.cli.discover import context_directory

    directory = context_directory(os.path.normpath(Path(cwd, typed)), cwd, absolute=Path(typed).is_absolute())
    if directory is None:
        raise FileError(f"--context-dir {typed} is no directory with Terraform files")
    return directory.files, frozenset(directory.siblings)


def _read(found: Found, patch: bool) -> File:
    if patch:
        found = replace(found, root=os.path.realpath(Path(found.path).parent), target=True)
    file = read(found)
    if isinstance(file, FileError):
        raise file
    return file
