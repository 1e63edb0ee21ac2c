"""Golden cases on disk: folders of Terraform with what a rule makes of it.

    golden/<rule-name>/fixes-<case>/     the rule changes it: before, after, expected.diff, report.txt
    golden/<rule-name>/reports-<case>/   the rule reports and changes nothing: before, report.txt
    golden/<rule-name>/ignores-<case>/   the rule stays silent: before

`before` is one file, `before.tf` (which the rule sees as `main.tf`), or a directory `before/` with as many as it
takes, Terraform or not; `after` likewise. A `tffix.toml` in the case is the configuration of the run, as a user
writes it: options, levels, and `rules`. Without `rules` the case runs the rule of the folder as `--rule all` would;
with `rules = ["some-rule"]` it runs those rules as if each had been asked for by name, with `rules = "all"` every
registered rule as `--rule all`.

A rule about answers has `before.md`, the document (`answer.md`), and perhaps `prompt.md`, whose contract counts;
`after.md` is the document after. Folders whose name begins with `_` belong to no rule; their cases need no prefix.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tffix.config import Config, parse_config
from tffix.errors import FileError
from tffix.terraform.files import FileKind, kind_of

MAIN = "main.tf"
DOCUMENT = "answer.md"
PROMPT = "prompt.md"
CONFIG = "tffix.toml"
DIFF = "expected.diff"
REPORT = "report.txt"


class CaseKind(StrEnum):
    """What a case says about a rule."""

    FIXES = "fixes"
    REPORTS = "reports"
    IGNORES = "ignores"
    FREE = "free"
    """A case of no rule: nothing is said but what its files say."""


@dataclass(frozen=True, slots=True)
class Case:
    """One case, read. Texts by path, seen from the root of the configuration.

    `sources` are what the engine reads, `other_files` the bytes of everything that lies beside. `after`, `diff` and
    `report` are None where the file is not there.
    """

    directory: Path
    rule: str
    kind: CaseKind
    config: Config
    sources: Mapping[str, str]
    other_files: Mapping[str, bytes]
    after: Mapping[str, str] | None = None
    diff: str | None = None
    report: str | None = None
    prompt: str = ""

    def __str__(self) -> str:
        return f"{self.rule}/{self.directory.name}"

    @property
    def is_single_file(self) -> bool:
        """Whether `before` is a file, not a directory."""
        return (self.directory / "before.tf").is_file()

    @property
    def is_document(self) -> bool:
        """Whether `before` is an answer, not Terraform."""
        return (self.directory / "before.md").is_file()


def read_case(directory: Path) -> Case:
    """The case in a directory. Raises FileError for one that is none, ConfigError for a bad `tffix.toml`."""
    rule = directory.resolve().parent.name
    prefix = directory.resolve().name.split("-")[0]
    kinds = [kind for kind in CaseKind if kind is not CaseKind.FREE]
    if prefix in kinds:
        kind = CaseKind(prefix)
    elif rule.startswith("_"):
        kind = CaseKind.FREE
    else:
        raise FileError(f"{directory}: the name of a case begins with {', '.join(f'{k}-' for k in kinds)}")
    files = _tree(directory, "before")
    if files is None:
        raise FileError(f"{directory}: there is neither before.tf nor before/ nor before.md")
    after = _tree(directory, "after")
    document = (directory / "before.md").is_file()
    return Case(
        directory,
        rule,
        kind,
        parse_config(_text(directory / CONFIG) or "", f"{rule}/{directory.name}/{CONFIG}"),
        {path: _decoded(data) for path, data in files.items() if document or is_source(path)},
        {path: data for path, data in files.items() if not (document or is_source(path))},
        None if after is None else {path: _decoded(data) for path, data in after.items()},
        _text(directory / DIFF),
        _text(directory / REPORT),
        _text(directory / PROMPT) or "",
    )


def is_source(path: str) -> bool:
    """Whether the engine reads a file, or only knows that it is there."""
    return kind_of(path) is not FileKind.OTHER


def case_directories(root: Path) -> Iterator[Path]:
    """The directories of all cases below `root` (`golden/`), sorted."""
    for rule in sorted(root.iterdir()) if root.is_dir() else ():
        if not rule.is_dir() or rule.name.startswith("."):
            continue
        for directory in sorted(rule.iterdir()):
            if directory.is_dir() and not directory.name.startswith((".", "__")):
                yield directory


def golden_cases(root: str | os.PathLike[str] = "golden") -> list[Case]:
    """All cases below a folder, sorted; raises FileError for a folder among them that is no case."""
    return [read_case(directory) for directory in case_directories(Path(root))]


def _tree(directory: Path, name: str) -> dict[str, bytes] | None:
    """The files of `before` or `after` by path, None where there is neither the file nor the directory."""
    folder, single, document = directory / name, directory / f"{name}.tf", directory / f"{name}.md"
    if folder.is_dir():
        found = sorted(path for path in folder.rglob("*") if path.is_file())
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
    if document.is_file():
        return {DOCUMENT: document.read_bytes()}
    return {MAIN: single.read_bytes()} if single.is_file() else None


def _text(path: Path) -> str | None:
    return _decoded(path.read_bytes()) if path.is_file() else None


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
