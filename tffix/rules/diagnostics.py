"""What a rule says: diagnostics, fix levels and fixes that are ready to splice. Plain values that pickle."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tffix.edits.splice import TextEdit


class Level(StrEnum):
    """What a fix promises (see `docs/architecture.md`, fix levels)."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    MANUAL = "manual"


class Severity(StrEnum):
    """How bad a finding is: `error` is refused by Terraform or AWS, `warning` works but is wrong, `info` is advice."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A range of code points in the file `path` of the snapshot that was checked."""

    path: str
    start: int
    end: int

    @property
    def is_whole(self) -> bool:
        """Whether it stands for all of the file, or for the module that the file is of."""
        return (self.start, self.end) == (0, 0)


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a finding, and what it is."""

    location: Location
    message: str


@dataclass(frozen=True, slots=True)
class LoweredFix:
    """A fix whose semantic edits have become text edits.

    It is applied wholly or not at all. `new_files` maps the path of a file that the fix creates to its text.
    `claims` are the objects that the fix means to change (see `tffix.rules.claims`). `repairs_syntax` is for one that
    writes to a file which does not parse. `copied` are the stretches of files (path, start, end) that new code repeats.
    """

    title: str
    level: Level
    edits: tuple[TextEdit, ...]
    new_files: tuple[tuple[str, str], ...] = ()
    claims: tuple[tuple[str, ...], ...] = ()
    repairs_syntax: bool = False
    copied: tuple[tuple[str, int, int], ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path the fix writes, sorted."""
        return tuple(sorted({e.path for e in self.edits} | {path for path, _ in self.new_files}))


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding of one rule.

    `message` is one sentence; `detail` may add what a person needs to decide. `address` is the Terraform address
    of the object it is about, empty where there is none. `rule` is `syntax` for a file that does not parse.
    """

    rule: str
    severity: Severity
    message: str
    location: Location
    address: str = ""
    detail: str = ""
    related: tuple[Related, ...] = ()
    fix: LoweredFix | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Deterministic order: by file, place, rule."""
        return (self.location.path, self.location.start, self.location.end, self.rule, self.message)
