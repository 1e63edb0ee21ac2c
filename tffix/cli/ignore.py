"""What `.gitignore` files and the configuration leave out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # importing it costs more than a small run: only where there is a pattern
    from pathspec import GitIgnoreSpec

#: Directories that hold no one's sources, in a repository or not. Other hidden directories are entered.
SKIPPED_DIRECTORIES = frozenset(
    {
        ".bzr",
        ".git",
        ".hg",
        ".svn",
        ".terraform",
        ".terragrunt-cache",
        ".tox",
        ".venv",
        "__pycache__",
        "node_modules",
    }
)


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of one file, relative to the absolute directory `base`."""

    base: str
    spec: GitIgnoreSpec

    def decide(self, path: str, is_directory: bool) -> bool | None:
        """True for ignored, False for taken back by a `!`, None where no pattern matches."""
        relative = os.path.relpath(path, self.base).replace(os.sep, "/")
        if relative == "." or relative.startswith("../"):
            return None
        return self.spec.check_file(relative + "/" if is_directory else relative).include


#: Outermost first: the last to have an opinion is right.
Stack = tuple[Patterns, ...]


def patterns(base: str, lines: list[str]) -> Patterns | None:
    """The patterns of some lines, those left out that cannot be understood (as git does)."""
    lines = [line for line in lines if line.strip() and not line.startswith("#")]
    if not lines:
        return None
    from pathspec import GitIgnoreSpec

    try:
        return Patterns(base, GitIgnoreSpec.from_lines(lines))
    except ValueError:
        good = []
        for line in lines:
            try:
                GitIgnoreSpec.from_lines([line])
            except ValueError:
                continue
            good.append(line)
        return Patterns(base, GitIgnoreSpec.from_lines(good))


def is_ignored(path: str, is_directory: bool, stack: Stack) -> bool:
    """Whether the patterns leave out a path whose directory they do not leave out."""
    for level in reversed(stack):
        decision = level.decide(path, is_directory)
        if decision is not None:
            return decision
    return False


def repository_root(directory: str) -> str | None:
    """The nearest directory upwards that holds a `.git`."""
    while True:
        if os.path.lexists(Path(directory, ".git")):
            return directory
        parent = str(Path(directory).parent)
        if parent == directory:
            return None
        directory = parent


def enter(directory: str, stack: Stack) -> Stack:
    """The patterns that hold inside `directory`, those of its own `.gitignore` added."""
    own = _read(Path(directory, ".gitignore"), directory)
    return (*stack, own) if own else stack


def stack_for(directory: str) -> Stack:
    """The patterns that hold inside a directory the user named.

    They come from the root of the repository down. If they leave out the directory itself, naming it has
    overruled them, and only what is inside counts.
    """
    root = repository_root(directory) or directory
    excluded = _read(Path(root, ".git", "info", "exclude"), root)
    stack = enter(root, (excluded,) if excluded else ())
    at = root
    for part in Path(directory).relative_to(root).parts:
        at = str(Path(at, part))
        if is_ignored(at, True, stack):
            stack = ()
        stack = enter(at, stack)
    return stack


def _read(path: Path, base: str) -> Patterns | None:
    try:
        with path.open(encoding="utf-8", errors="surrogateescape") as stream:
            return patterns(base, stream.read().split("\n"))
    except OSError:  # none there, or not for us to read
        return None
