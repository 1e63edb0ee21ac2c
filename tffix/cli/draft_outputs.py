"""Where drafts and reports go: names beside each answer or below a directory, never over what was read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tffix.cli.files import File, shown_path
from tffix.cli.write import Change
from tffix.errors import ConfigError, FileError

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Output:
    """One of the options that name outputs, as it was typed; `name` is what a file in a directory is called."""

    option: str
    typed: str
    name: str


def destinations(output: Output, answers: Sequence[File], cwd: str) -> list[str]:
    """The absolute path of the output of each answer. Raises ConfigError.

    A name without a folder is a file beside each answer; an existing directory, or a name that ends with a slash, takes
    them all, each below the path that the answer has from the directory that all answers are in; anything else is the
    path of one file, and there can be one answer only.
    """
    typed = output.typed
    folders = [str(Path(answer.found.path).parent) for answer in answers]
    if not _has_folder(typed) and not Path(cwd, typed).is_dir():
        return [str(Path(folder, typed)) for folder in folders]
    target = os.path.normpath(Path(cwd, typed))
    if typed.endswith(("/", os.sep)) or Path(target).is_dir():
        top = os.path.commonpath(folders) if folders else cwd
        return [os.path.normpath(Path(target, os.path.relpath(folder, top), output.name)) for folder in folders]
    if len(answers) > 1:
        raise ConfigError(
            f"{output.option} {typed} is one file for {len(answers)} answers: give a name without a folder, or a "
            "directory with a slash at its end"
        )
    return [target for _ in answers]


def _has_folder(typed: str) -> bool:
    return "/" in typed or os.sep in typed


def refuse_collisions(wanted: Mapping[str, Sequence[str]], read: Iterable[str], cwd: str) -> None:
    """Raise ConfigError if an output would take the place of a file that was read, or of another output."""
    inputs = {os.path.realpath(path) for path in read}
    seen: dict[str, str] = {}
    for option, paths in wanted.items():
        for path in paths:
            real, shown = os.path.realpath(path), shown_path(path, cwd)
            if real in inputs:
                raise ConfigError(f"{option} would overwrite {shown}, which is read")
            if real in seen:
                both = option if seen[real] == option else f"{seen[real]} and {option}"
                raise ConfigError(f"{both} would write {shown} twice")
            seen[real] = option


def change_of(path: str, text: bytes, cwd: str) -> Change | FileError:
    """The change on disk that makes `text` the content of a file, which may exist."""
    shown = shown_path(path, cwd)
    real = str(Path(os.path.realpath(Path(path).parent), Path(path).name))
    before: bytes | None = None
    mode = 0o644
    try:
        if os.path.lexists(real):
            before, mode = Path(real).read_bytes(), Path(real).stat().st_mode & 0o7777
    except OSError as error:
        return FileError(f"{shown} cannot be written: {(error.strerror or str(error)).lower()}")
    return Change(shown, real, str(Path(real).parent), before, text, mode)
