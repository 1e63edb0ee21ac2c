"""Terraform itself as the judge of a case, where it is installed: `fmt`, `validate`, a plan with mocked providers.

`fmt` wants a `terraform` command. `validate` and `plan` want providers without a network as well: a folder with the
programs `tfvalidate.py` and `tfplan.py`, each of which takes a directory and prints a JSON object, named by the
variable TFFIX_ORACLE or found as `shared/oracle` beside the checkout. Answers are kept for the life of the process:
each costs about half a second.
"""

from __future__ import annotations

import json
import os
import posixpath
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_TIMEOUT = 120
_TRIES = 4
# The programs look as many directories up as the files do (`../../shared`): what is there has to be empty.
_DEPTH = "1/2/3/4/5/6"


@dataclass(frozen=True, slots=True)
class Planned:
    """A plan: what happens to each resource and output, None where Terraform cannot plan (`error` says why)."""

    plan: Mapping[str, Any] | None = None
    error: str = ""
    outputs: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, order=True)
class Refusal:
    """An error of `terraform validate`: the file it stands in, as the tree of files names it, and the line.

    `path` is empty and `line` 0 where Terraform names no place. `context` is the header of the block around it.
    """

    path: str
    line: int
    summary: str
    detail: str
    context: str = ""


@cache
def terraform() -> str | None:
    """The `terraform` command, None where there is none."""
    return shutil.which("terraform")


@cache
def oracle_directory() -> Path | None:
    """The folder with the offline providers, None where there is none."""
    named = os.environ.get("TFFIX_ORACLE")
    places = [Path(named)] if named else [parent / "shared" / "oracle" for parent in Path(__file__).resolve().parents]
    return next((place for place in places if (place / "tfvalidate.py").is_file()), None)


def require_terraform() -> None:
    """Skip the test that asks, where there is no `terraform` command."""
    if terraform() is None:
        _skip("there is no terraform command")


def require_oracle() -> None:
    """Skip the test that asks, where there are no providers to validate or plan with."""
    require_terraform()
    if oracle_directory() is None:
        _skip("there are no offline providers (TFFIX_ORACLE)")


@cache
def fmt_clean(text: str) -> bool:
    """Whether `terraform fmt` would leave a file as it is."""
    command = [terraform() or "terraform", "fmt", "-"]
    data = text.encode("utf-8", "surrogateescape")
    done = subprocess.run(command, input=data, capture_output=True, timeout=_TIMEOUT, check=False)
    return done.returncode == 0 and done.stdout == data


def validate(files: Mapping[str, str]) -> tuple[str, ...] | None:
    """The errors of `terraform validate` in the modules of a tree of files, without places; None for no answer."""
    found = refusals(files)
    return None if found is None else tuple(sorted(f"{one.summary}: {one.detail}" for one in found))


def refusals(files: Mapping[str, str]) -> tuple[Refusal, ...] | None:
    """The errors of `terraform validate` in the modules of a tree of files, each once, sorted; None for no answer."""
    return _refusals(tuple(sorted(files.items())))


def root_directory(files: Iterable[str]) -> str:
    """The directory of the module that nobody calls: the highest one, the first of several. Empty for the top."""
    modules = [path for path in files if path.endswith((".tf", ".tf.json"))]
    return posixpath.dirname(min(modules, key=lambda path: (path.count("/"), path), default=""))


def plan(files: Mapping[str, str]) -> Planned:
    """The plan of the root module of a tree of files, every provider mocked, variables made up."""
    return _plan(tuple(sorted(files.items())))


def differences(before: Planned, after: Planned) -> list[str]:
    """What differs between two plans, as short lines."""
    found = []
    for what, old, new in (("", before.plan, after.plan), ("output.", before.outputs, after.outputs)):
        old, new = old or {}, new or {}
        found += [f"{what}{name}" for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]
    return found


def noise(files: Mapping[str, str]) -> list[str]:
    """What differs between two plans of the same files: mocked values that are made up anew each time."""
    once = tuple(sorted(files.items()))
    return differences(_plan(once), _planned(once))


@cache
def _refusals(files: tuple[tuple[str, str], ...]) -> tuple[Refusal, ...] | None:
    found = _ask("tfvalidate.py", files)
    if found["ok"] is None:
        return None
    root = root_directory(path for path, _ in files)
    return tuple(sorted({_refusal(error, root) for error in found["errors"]}))


def _refusal(error: Mapping[str, Any], root: str) -> Refusal:
    file = error.get("file")
    path = posixpath.normpath(posixpath.join(root, file)) if file else ""
    return Refusal(path, error.get("line") or 0, error["summary"], error["detail"], error.get("context") or "")


@cache
def _plan(files: tuple[tuple[str, str], ...]) -> Planned:
    return _planned(files)


def _planned(files: tuple[tuple[str, str], ...]) -> Planned:
    found = _ask("tfplan.py", files)
    return Planned(found["plan"] if found["ok"] else None, found["error"] or "", found["outputs"])


def _ask(program: str, files: tuple[tuple[str, str], ...]) -> Any:
    """What one of the programs prints about a tree of files. A process of its own: they are scripts."""
    directory = oracle_directory()
    assert directory is not None
    with tempfile.TemporaryDirectory(prefix="tffix-") as folder:
        command = [sys.executable, str(directory / program), _root(Path(folder, _DEPTH), files)]
        for patience in range(_TRIES):
            # Two of them at once may meet while they lay out the providers they share.
            time.sleep(patience)
            done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
            if done.returncode == 0:
                return json.loads(done.stdout)
    raise RuntimeError(f"{program} failed {_TRIES} times: {done.stderr[-2000:]}")


def _root(folder: Path, files: tuple[tuple[str, str], ...]) -> str:
    """Write files below a folder; where the root module is then."""
    for path, text in files:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.encode("utf-8", "surrogateescape"))
    return str(folder / root_directory(path for path, _ in files))


def _skip(reason: str) -> None:
    import pytest

    pytest.skip(reason)
