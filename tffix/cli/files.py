"""One file on disk: what kind it is, how it is shown, and its bytes as they were read."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tffix.errors import FileError
from tffix.source import Source


class Kind(StrEnum):
    """The files tffix knows, by the end of their names."""

    TERRAFORM = ".tf"
    TOFU = ".tofu"
    VARIABLES = ".tfvars"
    TEST = ".tftest.hcl"
    TEMPLATE = ".tftpl"
    JSON = ".tf.json"
    LOCK = ".terraform.lock.hcl"
    MARKDOWN = ".md"

    @property
    def is_module_file(self) -> bool:
        """Whether the file belongs to the module of its directory (a Markdown answer does not)."""
        return self is not Kind.MARKDOWN

    @property
    def is_native(self) -> bool:
        """Whether the file holds a module's blocks in HCL's native syntax."""
        return self in (Kind.TERRAFORM, Kind.TOFU)


# How much of a document is looked at to tell text from something else.
_LOOKED_AT = 8192

_ENDINGS = {
    ".tf": Kind.TERRAFORM,
    ".tofu": Kind.TOFU,
    ".tfvars": Kind.VARIABLES,
    ".tftest.hcl": Kind.TEST,
    ".tofutest.hcl": Kind.TEST,
    ".tftpl": Kind.TEMPLATE,
    ".tf.json": Kind.JSON,
    ".tofu.json": Kind.JSON,
}


def kind(path: str) -> Kind | None:
    """What the name says a file is, None for one that is not ours. Case matters, as it does to Terraform."""
    name = path.replace(os.sep, "/").rpartition("/")[2]
    if name.lower().endswith((".md", ".markdown")):
        return Kind.MARKDOWN
    return next((k for ending, k in _ENDINGS.items() if name.endswith(ending) and name != ending), None)


def is_editor_file(name: str) -> bool:
    """Whether Terraform itself overlooks a file: hidden ones, and the backups of editors."""
    return name.startswith(".") or name.endswith("~") or (name.startswith("#") and name.endswith("#"))


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was found.

    `shown` is how the user would type the path, with forward slashes; `path` is absolute. A `target` may be
    reported on and written; the others are read because what a rule says of a target depends on them. `root`
    is the real directory that a write must not leave, empty for a file that must not be written.
    """

    shown: str
    path: str
    kind: Kind
    root: str
    target: bool = True
    stdin: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class File:
    """A file as it was read. `real` is where its bytes are, all symbolic links followed."""

    found: Found
    source: Source
    data: bytes
    real: str
    mode: int = 0o644

    @property
    def shown(self) -> str:
        """The path as the user would type it: the key of this file in every mapping."""
        return self.found.shown


def read(found: Found) -> File | FileError:
    """The file with its bytes, or the reason why not, as a value."""
    try:
        # Not to hang on a pipe that somebody named main.tf.
        handle = os.open(found.path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                return FileError(f"{found.shown} cannot be read: it is not a regular file")
            data = stream.read()
    except (OSError, ValueError) as error:
        return FileError(f"{found.shown} cannot be read: {reason(error)}")
    if found.kind is Kind.MARKDOWN and b"\0" in data[:_LOOKED_AT]:
        return FileError(f"{found.shown} is not a text file")
    real = os.path.realpath(found.path)
    return File(found, Source.from_bytes(found.shown, data), data, real, stat.S_IMODE(status.st_mode))


def reason(error: OSError | ValueError) -> str:
    """What the operating system says, as the end of a sentence."""
    text = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return text[:1].lower() + text[1:]


def shown_path(path: str, cwd: str, *, absolute: bool = False) -> str:
    """An absolute path as the user would type it in `cwd`; `absolute` if what they typed was."""
    try:
        relative = os.path.relpath(path, cwd)
    except ValueError:  # another drive
        return Path(path).as_posix()
    outside = relative == os.pardir or relative.startswith(os.pardir + os.sep)
    return Path(path if absolute and outside else relative).as_posix()


def is_inside(path: str, root: str) -> bool:
    """Whether the real path `path` is the real directory `root` or below it."""
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)
