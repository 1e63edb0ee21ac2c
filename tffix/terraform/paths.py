"""Which files exist, as far as the caller of a configuration said."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tffix.terraform.files import FileKind, directory_of, join_path, kind_of
from tffix.terraform.unknown import UNKNOWN, Unknown

if TYPE_CHECKING:
    from tffix.terraform.configuration import Configuration

# Names of other files: by directory (relative to it, below it too), or of the whole tree. A name that ends in `/` is
# a directory nobody looked into; `./` says that of the base itself.
OtherFiles = Mapping[str, frozenset[str]] | frozenset[str]

_MEMBERS = frozenset({FileKind.CONFIG, FileKind.JSON_CONFIG})


def _by_directory(configuration: Configuration) -> Mapping[str, frozenset[str]]:
    others = configuration.other_files
    if others is None:
        return {}
    return others if isinstance(others, Mapping) else {"": others}


def relative_to(path: str, directory: str) -> str | None:
    """`path` relative to a directory it is below, None where it is not."""
    if not directory:
        return None if path == ".." or path.startswith(("../", "/")) else path
    return path[len(directory) + 1 :] if path.startswith(directory + "/") else None


def files_below(configuration: Configuration, directory: str) -> frozenset[str]:
    """Names of the other files in and below a directory, relative to it."""
    found: set[str] = set()
    for base, names in _by_directory(configuration).items():
        for name in names:
            relative = relative_to(join_path(base, name), directory)
            if relative:
                found.add(relative)
    return frozenset(found)


def unread_members(configuration: Configuration, directory: str) -> frozenset[str]:
    """Paths of configuration files that exist directly in a directory and whose text the configuration lacks."""
    paths = (
        join_path(base, name)
        for base, names in _by_directory(configuration).items()
        for name in names
        if kind_of(name) in _MEMBERS and not name.endswith("/")
    )
    return frozenset(p for p in paths if directory_of(p) == directory and p not in configuration.sources)


def file_exists(configuration: Configuration, directory: str, path: str) -> bool | Unknown:
    """Whether a file (or a directory) exists, by its path from `directory`; UNKNOWN outside the known tree."""
    if not path or posixpath.isabs(path) or path.startswith("~"):
        return UNKNOWN
    target = join_path(directory, path.replace("\\", "/"))
    if target in configuration.sources or _is_directory(target, configuration.sources):
        return True
    known = False
    for base, names in _by_directory(configuration).items():
        relative = relative_to(target, base)
        if relative is not None:
            if relative in names or _is_directory(relative, names):
                return True
            known = known or not _is_unlisted(relative, names)
    return False if known else UNKNOWN


def _is_directory(path: str, names: Mapping[str, str] | frozenset[str]) -> bool:
    prefix = path + "/" if path else ""
    return any(name.startswith(prefix) for name in names)


def _is_unlisted(path: str, names: frozenset[str]) -> bool:
    """Whether a path lies in a directory that exists but was not looked into."""
    if "./" in names:
        return True
    parts = path.split("/")
    return any("/".join(parts[:end]) + "/" in names for end in range(1, len(parts)))
