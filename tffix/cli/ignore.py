"""What `.gitignore` files and the configuration leave out."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # importing it costs more than a small run: only where there is a pattern
    from pathspec import GitIgnoreSpec, Pattern

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
        for pattern in reversed(list(self.spec.patterns)):
            if pattern.include is not None and _matches(pattern, relative, is_directory):
                return pattern.include
        return None


def _matches(pattern: Pattern, relative: str, is_directory: bool) -> bool:
    """Whether a pattern matches the entry itself, not only a directory above it.

    git asks of each directory on the way down, so one that was taken back by a `!` takes back nothing below
    it.
    """
    text = str(getattr(pattern, "pattern", "")).rstrip()
    # With its slash a directory would match `directory/**`, which means what is inside.
    entry = relative + "/" if is_directory and not text.endswith("/**") else relative
    match = getattr(pattern.match_file(entry), "match", None)
    if match is None:
        return False
    # pathspec marks the slash behind what it matched, the end of the entry or of a directory above, by this
    # group.
    mark = match.start("ps_d") if "ps_d" in match.re.groupindex else -1
    return mark in (-1, len(entry) - 1)


#: Outermost first: the last to have an opinion is right.
Stack = tuple[Patterns, ...]


def patterns(base: str, lines: list[str]) -> Patterns | None:
    """The patterns of some lines, those left out that cannot be understood (as git does)."""
    lines = [line for line in lines if line.strip() and not line.startswith("#")]
    if not lines:
        return None
    import warnings

    from pathspec import GitIgnoreSpec

    good = []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # `[[]` makes a regex that Python has doubts about
        for line in lines:
            try:
                GitIgnoreSpec.from_lines([line])
            except ValueError:
                continue
            good.append(_plainly(line))
        return Patterns(base, GitIgnoreSpec.from_lines(good))


def _plainly(line: str) -> str:
    """A pattern of bare stars and a slash, "any directory (inside)", in words that pathspec takes for it."""
    text = line.rstrip()
    if text.endswith("**/"):
        return text + "?*/"
    return text[:-2] + "?*/" if text in ("*/", "!*/") or text.endswith("/*/") else line


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
