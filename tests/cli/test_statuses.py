"""Every way a command can end, and the status it ends with."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from command import ALIAS, LAMBDA, RULE, Files, LayOut, Tffix

from tffix.cli import pool
from tffix.rules.registry import load_rule

CLEAN = 'output "x" {\n  value = 1\n}\n'
BROKEN = 'resource "a" "b" {\n  x = [1,\n'
# One map that a fix may use and one whose use needs a decision.
MANUAL = """\
variable "env" {
  validation {
    condition     = contains(["dev", "prod"], var.env)
    error_message = "One of dev, prod."
  }
}
variable "memory" {
  default = 128
}
locals {
  memory_by_env = { dev = 256, prod = 1024 }
}
output "memory" {
  value = var.memory
}
"""
SAFE = (
    'terraform {\n  required_version = ">= 1.5"\n}\n'
    'resource "random_id" "x" {\n  byte_length = 4\n  keepers     = { env = 1 }\n}\n'
)
FIX = ("apply", "--rule", RULE)

ENDS: list[tuple[Files, tuple[str, ...], int]] = [
    ({"main.tf": CLEAN}, ("check",), 0),
    ({"main.tf": CLEAN}, ("apply",), 0),
    ({"main.tf": CLEAN}, ("apply", "--rule", "all", "--diff", "--check"), 0),
    ({"main.tf": CLEAN}, ("apply", "--cross-check", "main.tf"), 0),
    ({}, ("check",), 0),
    ({}, ("apply", "."), 0),
    ({"empty/x.txt": ""}, ("check", "empty"), 0),
    ({"main.tf": ""}, ("check",), 0),
    ({"main.tf": LAMBDA}, ("check", "--rule", RULE), 1),
    ({"main.tf": LAMBDA}, ("apply", "--rule", RULE, "--safe"), 1),
    ({"main.tf": LAMBDA}, FIX, 0),
    ({"main.tf": LAMBDA}, (*FIX, "--cross-check"), 0),
    ({"main.tf": LAMBDA}, (*FIX, "--diff"), 1),
    ({"main.tf": LAMBDA}, (*FIX, "--check"), 1),
    ({"main.tf": LAMBDA}, (*FIX, "--check", "--diff"), 1),
    ({"main.tf": SAFE}, ("apply", "--rule", "required-providers"), 0),
    ({"main.tf": SAFE}, ("apply", "--safe"), 0),
    ({"main.tf": SAFE}, ("apply", "--check"), 1),
    ({"main.tf": MANUAL}, ("apply", "--rule", "use-env-capacity-map"), 1),
    ({"main.tf": MANUAL}, ("apply", "--rule", "use-env-capacity-map", "--check"), 1),
    ({"a/main.tf": LAMBDA, "b/main.tf": MANUAL}, ("apply", "--rule", f"{RULE},use-env-capacity-map"), 1),
    ({"bad.tf": BROKEN}, ("check",), 3),
    ({"bad.tf": BROKEN, "main.tf": LAMBDA}, FIX, 3),
    ({"bad.tf": BROKEN, "main.tf": LAMBDA}, (*FIX, "--diff"), 3),
    ({"bad.tf": BROKEN, "main.tf": LAMBDA}, (*FIX, "--check"), 3),
    ({"x.tfvars": "a = = 1\n", "main.tf": CLEAN}, ("check",), 3),
    ({"main.tf": LAMBDA}, (*FIX, "main.tf", "gone.tf"), 3),
    ({"main.tf": CLEAN}, ("check", "gone"), 3),
    ({"notes.txt": ""}, ("check", "notes.txt"), 3),
    ({"main.tf": LAMBDA}, (*FIX, "--no-such-option"), 2),
    ({"main.tf": LAMBDA}, ("apply", "--rule", "random-keeper"), 2),
    ({"main.tf": LAMBDA}, ("apply", "--rule", ""), 2),
    ({"main.tf": LAMBDA}, ("check", "--rule", " , "), 2),
    ({"main.tf": LAMBDA}, ("apply", "--rule", f"{RULE},nonsense"), 2),
    ({"main.tf": LAMBDA}, ("apply", "--jobs", "0"), 2),
    ({"main.tf": LAMBDA}, ("apply", "--format", "xml"), 2),
    ({"main.tf": LAMBDA}, ("apply", "--config", "gone.toml"), 2),
    ({"main.tf": LAMBDA}, ("apply", "-", "main.tf"), 2),
    ({"main.tf": LAMBDA}, ("apply", "main.tf", "--stdin-filename", "main.tf"), 2),
    ({"main.tf": LAMBDA, ".tffix.toml": "rules = 1\n"}, ("apply", "gone.tf"), 2),
    ({"main.tf": LAMBDA, ".tffix.toml": 'ignore = ["nonsense"]\n'}, FIX, 2),
    ({}, ("explain", "nonsense"), 2),
    ({}, ("explain",), 2),
    ({}, ("aply",), 2),
]


@pytest.mark.parametrize("form", ["text", "json"])
@pytest.mark.parametrize(
    ("files", "arguments", "status"), ENDS, ids=[f"{'+'.join(files)} {' '.join(a)} {s}" for files, a, s in ENDS]
)
def test_statuses(
    quick: Tffix, lay_out: LayOut, files: Files, arguments: tuple[str, ...], status: int, form: str
) -> None:
    lay_out(files)
    if form == "json":
        if arguments[0] not in ("check", "apply") or "xml" in arguments:
            pytest.skip("takes no format")
        arguments = (*arguments, "--format", "json")
    done = quick(*arguments)
    assert done.status == status, done.said
    if status == 2:
        assert done.out == b""
        assert "Error: " in done.stderr
    elif form == "json":
        assert json.loads(done.stdout)["version"] == 1
        assert done.err == b""
    else:
        assert done.said


def crash(*_: object) -> None:
    raise LookupError("something of ours")


@pytest.mark.parametrize("options", [(), ("--diff",), ("--check",)])
def test_a_rule_that_crashes(
    quick: Tffix, lay_out: LayOut, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    lay_out({"main.tf": LAMBDA + SAFE})
    monkeypatch.setattr(type(load_rule(RULE)), "check", crash)
    done = quick("apply", "--rule", f"{RULE},required-providers", *options)
    assert done.status == 3
    assert f"the rule {RULE} failed at aws_lambda_provisioned_concurrency_config.api" in done.flat
    assert "[required-providers]" in done.said


def test_a_bug_of_ours_spoils_one_configuration(
    quick: Tffix, lay_out: LayOut, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lay_out({"a/main.tf": LAMBDA, "b/main.tf": LAMBDA})
    work: Callable[..., object] = pool.fix_configuration
    monkeypatch.setattr(
        pool,
        "fix_configuration",
        lambda sources, *a, **k: crash() if "a/main.tf" in sources else work(sources, *a, **k),
    )
    done = quick(*FIX)
    assert done.status == 3
    assert "tffix itself failed on a, where nothing was changed" in done.stdout
    assert "LookupError: something of ours" in done.stdout
    assert "Fixed 1 problem in 1 file" in done.stdout


def test_a_bug_outside_of_the_engine(quick: Tffix, lay_out: LayOut, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out({"main.tf": LAMBDA})
    monkeypatch.setattr("tffix.cli.run.discover", crash)
    done = quick("check")
    assert done.status == 3
    assert "Error: tffix itself failed; please report this" in done.stderr


@pytest.mark.parametrize("form", ["text", "json"])
def test_what_cannot_be_written_is_not_fixed(
    quick: Tffix, lay_out: LayOut, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    lay_out({"a/main.tf": LAMBDA, "b/main.tf": LAMBDA})
    access = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: "/a/" not in str(path) and access(path, mode))
    done = quick(*FIX, "--format", form)
    assert done.status == 3
    if form == "json":
        document = json.loads(done.stdout)
        assert document["errors"] == ["a/main.tf cannot be written: it is read-only"]
        assert [d["path"] for d in document["diagnostics"]] == ["a/main.tf"]
        assert [d["path"] for d in document["applied"]] == document["changed"] == ["b/main.tf"]
    else:
        assert "fixed (unsafe) b/main.tf" in done.stdout
        assert "fixed (unsafe) a/main.tf" not in done.stdout
        assert "on a/main.tf line 8" in done.stdout
        summary = (
            "Fixed 1 problem in 1 file (unsafe); 1 remains, which has a fix (unsafe); 1 file could not be written."
        )
        assert done.flat.endswith(summary)


def test_a_write_that_can_be_neither_finished_nor_undone_says_which_files_stay_changed(
    quick: Tffix, lay_out: LayOut, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    main, variables = MANUAL.split("locals {")[1], MANUAL.split("locals {")[0]
    lay_out({"main.tf": "locals {" + main, "variables.tf": variables.replace("128", "256")})
    replace = Path.replace

    def fail(self: Path, target: str) -> Path:
        if Path(target).name == "variables.tf" or fail.count:  # type: ignore[attr-defined]
            raise OSError(28, "No space left on device")
        fail.count += 1  # type: ignore[attr-defined]
        return replace(self, target)

    fail.count = 0  # type: ignore[attr-defined]
    monkeypatch.setattr(Path, "replace", fail)
    done = quick("apply", "--rule", "use-env-capacity-map")
    assert done.status == 3
    assert "variables.tf cannot be written: no space left on device" in done.flat
    assert "main.tf was written and cannot be put back: no space left on device; what it held is in" in done.flat
    assert "fixed" not in done.flat


def test_a_clean_run_leaves_the_files_alone(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"main.tf": LAMBDA, "clean.tf": CLEAN})
    before = (tmp_path / "clean.tf").stat().st_mtime_ns
    quick(*FIX)
    assert (tmp_path / "clean.tf").stat().st_mtime_ns == before
    assert ALIAS in (tmp_path / "main.tf").read_text()
