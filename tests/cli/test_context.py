"""What lies around the files given: their module, their configuration, what cannot be read or must not be written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from command import ALIAS, LAMBDA, RULE, LayOut, Tffix

MAIN = """\
locals {
  memory_by_env = {
    dev  = 256
    prod = 1024
  }
}

output "memory" {
  value = var.memory
}
"""
VARIABLES = """\
variable "env" {
  validation {
    condition     = contains(["dev", "prod"], var.env)
    error_message = "One of dev, prod."
  }
}

variable "memory" {
  default = 256
}
"""
TEMPLATE = """\
locals {
  text = templatefile("${path.module}/%s", {})
}
"""
FIX_MAP = ("apply", "--rule", "use-env-capacity-map")


def missing(tffix: Tffix, *arguments: str, stdin: bytes = b"") -> list[str]:
    """The messages about files that do not exist."""
    done = tffix("check", "--rule", "sfn-definition-templatefile", "--format", "json", *arguments, stdin=stdin)
    return [d["message"] for d in json.loads(done.stdout)["diagnostics"]]


def test_fix_that_needs_a_file_that_was_not_named(tffix: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"main.tf": MAIN, "variables.tf": VARIABLES})
    done = tffix(*FIX_MAP, "main.tf")
    assert done.status == 1
    assert "not fixed: variables.tf is read for context only" in done.stdout
    assert (tmp_path / "main.tf").read_text() == MAIN
    assert (tmp_path / "variables.tf").read_text() == VARIABLES
    document = json.loads(tffix(*FIX_MAP, "main.tf", "--format", "json").stdout)
    assert [s["reason"] for s in document["skipped"]] == ["variables.tf is read for context only"]
    assert tffix(*FIX_MAP, "main.tf", "variables.tf").status == 0
    assert "null" in (tmp_path / "variables.tf").read_text()


def test_fix_of_a_called_module_that_was_not_given(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"app/main.tf": 'module "m" {\n  source = "../m"\n}\n', "m/main.tf": LAMBDA})
    done = quick("apply", "--rule", RULE, "app")
    assert (done.status, done.stdout) == (0, "No problems found in 1 file.\n")
    assert (tmp_path / "m/main.tf").read_text() == LAMBDA


def test_standard_input_has_the_directory_around_it(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"infra/main.tf": "", "infra/variables.tf": VARIABLES})
    done = quick(*FIX_MAP, "-", "--stdin-filename", "infra/main.tf", stdin=MAIN.encode())
    assert (done.status, done.stdout) == (1, MAIN)
    assert "on infra/main.tf line 2" in done.stderr
    assert "not fixed: infra/variables.tf is read for context only" in done.stderr
    alone = quick(*FIX_MAP, "-", stdin=(MAIN + VARIABLES).encode())
    assert alone.status == 0
    assert "default = null" in alone.stdout
    assert "stdin.tf" in alone.stderr
    assert (tmp_path / "infra/main.tf").read_text() == ""


def test_standard_input_creates_no_files(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    machine = 'resource "aws_sfn_state_machine" "x" {\n  definition = jsonencode({ StartAt = "a" })\n}\n'
    lay_out({"infra/main.tf": machine})
    arguments = ("apply", "--rule", "sfn-definition-templatefile", "-")
    for more in (("--stdin-filename", "infra/main.tf"), ()):
        done = quick(*arguments, *more, stdin=machine.encode())
        assert (done.status, done.stdout) == (1, machine)
        assert "created" in done.stderr
    assert [p.name for p in tmp_path.rglob("*")] == ["infra", "main.tf"]


def test_what_is_known_about_other_files(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"infra/here.tpl": "", "elsewhere/x.tpl": "", "infra/main.tf": TEMPLATE % "here.tpl"})
    (tmp_path / "infra" / "linked").symlink_to("../elsewhere", target_is_directory=True)
    assert missing(quick) == []
    lay_out({"infra/main.tf": TEMPLATE % "linked/x.tpl"})
    assert missing(quick) == []
    lay_out({"infra/main.tf": TEMPLATE % "gone.tpl"})
    assert len(missing(quick)) == len(missing(quick, "infra/main.tf")) == 1
    named = ("-", "--stdin-filename", "infra/main.tf")
    assert missing(quick, *named, stdin=(TEMPLATE % "here.tpl").encode()) == []
    assert len(missing(quick, *named, stdin=(TEMPLATE % "gone.tpl").encode())) == 1
    assert missing(quick, "-", stdin=(TEMPLATE % "gone.tpl").encode()) == []


def test_file_that_cannot_be_read_may_declare_anything(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"main.tf": 'resource "random_id" "x" {\n  keepers = { env = 1 }\n}\n'})
    (tmp_path / "versions.tf").symlink_to("not-there.tf")
    done = quick("apply", "--rule", "all")
    assert done.status == 3
    assert "versions.tf cannot be read: no such file or directory" in done.stdout
    assert "required_providers {" not in (tmp_path / "main.tf").read_text()
    (tmp_path / "versions.tf").unlink()
    assert quick("apply", "--rule", "required-providers").status == 0
    assert any("required_providers {" in p.read_text() for p in tmp_path.glob("*.tf"))


def test_link_out_of_the_directory_is_reported_on_and_not_written(
    quick: Tffix, lay_out: LayOut, tmp_path: Path
) -> None:
    lay_out({"shared/common.tf": LAMBDA, "app/main.tf": LAMBDA.replace('"api"', '"own"').replace(".api.", ".own.")})
    (tmp_path / "app/common.tf").symlink_to("../shared/common.tf")
    done = quick("apply", "--rule", RULE, "app")
    assert done.status == 1
    assert "not fixed: app/common.tf is a symbolic link that leads out of the directory given" in done.flat
    assert 'resource "aws_lambda_alias" "own"' in (tmp_path / "app/main.tf").read_text()
    assert (tmp_path / "shared/common.tf").read_text() == LAMBDA
    assert quick("apply", "--rule", RULE, ".").status == 0
    assert ALIAS in (tmp_path / "shared/common.tf").read_text()
    assert (tmp_path / "app/common.tf").is_symlink()


def test_paths_of_several_projects(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out(
        {
            "a/.tffix.toml": f'[levels]\n{RULE} = "manual"\n',
            "a/main.tf": LAMBDA,
            "b/pyproject.toml": f'[tool.tffix]\nignore = ["{RULE}"]\nexclude = ["old/"]\n',
            "b/main.tf": LAMBDA,
            "b/old/bad.tf": "=",
            "c/main.tf": LAMBDA,
        }
    )
    done = quick("apply", "--rule", RULE, "a/main.tf", "b", "c")
    assert done.status == 1
    assert "fixed (unsafe) c/main.tf" in done.stdout
    assert "on a/main.tf line 8" in done.stdout
    assert "b/main.tf" not in done.stdout
    assert f"Note: {RULE} does not run: b/pyproject.toml line 2:" in done.stdout
    assert "Fixed 1 problem in 1 file (unsafe); 1 remains, which needs a decision." in done.stdout
    # A configuration for all is one for all, and one that cannot be used stops everything.
    lay_out({"empty.toml": "", "c/main.tf": LAMBDA})
    assert (
        quick("apply", "--rule", RULE, "--config", "empty.toml", "--check", "a", "b", "c").flat.count("would fix") == 3
    )
    lay_out({"b/pyproject.toml": "[tool.tffix]\nnonsense = 1\n"})
    assert quick("apply", "--rule", RULE, "c", "b").status == 2
    assert (tmp_path / "c/main.tf").read_text() == LAMBDA


def test_path_inside_another_is_taken_with_it(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"main.tf": LAMBDA, "sub/.tffix.toml": f'ignore = ["{RULE}"]\n', "sub/main.tf": LAMBDA})
    for paths in ((".", "sub"), ("sub/main.tf", "sub", ".")):
        done = quick("check", "--rule", RULE, *paths)
        assert "Found 2 problems in 2 files" in done.flat
    assert quick("check", "--rule", RULE, "sub/main.tf", "sub").status == 0


def test_configuration_of_standard_input_is_that_of_its_name(quick: Tffix, lay_out: LayOut) -> None:
    lay_out({"sub/.tffix.toml": f'ignore = ["{RULE}"]\n'})
    arguments = ("check", "-", "--rule", RULE, "--stdin-filename")
    assert quick(*arguments, "sub/main.tf", stdin=LAMBDA.encode()).status == 0
    assert quick(*arguments, "main.tf", stdin=LAMBDA.encode()).status == 1


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read and write everything")
def test_permissions(quick: Tffix, lay_out: LayOut, tmp_path: Path) -> None:
    lay_out({"a/main.tf": LAMBDA, "b/main.tf": LAMBDA})
    (tmp_path / "a/main.tf").chmod(0o444)
    (tmp_path / "b/main.tf").chmod(0)
    done = quick("apply", "--rule", RULE)
    assert done.status == 3
    assert "a/main.tf cannot be written: it is read-only" in done.flat
    assert "b/main.tf cannot be read: permission denied" in done.flat


PROVIDER = """\
provider "aws" {
  region = var.aws_region

  default_tags {
    tags = { Region = var.aws_region }
  }
}
"""
UNDECLARED = ("--rule", "undeclared-variable")


def test_what_a_context_file_lacks_is_told_where_it_can_be_written(
    tffix: Tffix, lay_out: LayOut, tmp_path: Path
) -> None:
    lay_out({"provider.tf": PROVIDER, "variables.tf": 'variable "env" {\n}\n'})
    (found,) = json.loads(tffix("check", *UNDECLARED, "variables.tf", "--format", "json").stdout)["diagnostics"]
    assert found["message"] == "var.aws_region is not declared."
    assert (found["path"], [one["path"] for one in found["related"]]) == ("variables.tf", ["provider.tf"])
    assert tffix("apply", *UNDECLARED, "variables.tf").status == 0
    assert (tmp_path / "provider.tf").read_text() == PROVIDER
    assert 'variable "aws_region" {' in (tmp_path / "variables.tf").read_text()


def test_what_only_a_context_file_is_to_blame_for_is_not_told(tffix: Tffix, lay_out: LayOut) -> None:
    lay_out({"main.tf": "locals {\n  a = local.b\n}\n", "variables.tf": 'variable "env" {\n}\n'})
    done = tffix("check", "--rule", "undeclared-local", "variables.tf")
    assert (done.status, done.stdout) == (0, "No problems found in 1 file.\n")
