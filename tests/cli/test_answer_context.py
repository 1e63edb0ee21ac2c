"""Files that an answer does not hold and its root module has."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import LayOut, Tffix

RULE = "use-env-capacity-map"
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
ANSWER = f"## main.tf\n\n```hcl\n{MAIN}```\n"
FIX = ("apply", "--rule", RULE, "answer.md")
PATCHED = VARIABLES.replace("256", "null")


@pytest.fixture
def project(lay_out: LayOut, tmp_path: Path) -> Path:
    """An answer, and beside it the file that it lacks."""
    lay_out({"answer.md": ANSWER, "given/vars.tf": VARIABLES})
    return tmp_path


def test_without_context_nothing_is_provable(quick: Tffix, project: Path) -> None:
    assert quick(*FIX).status == 0
    assert (project / "answer.md").read_text() == ANSWER


@pytest.mark.parametrize("options", [("--context", "given/vars.tf"), ("--context-dir", "given")])
def test_context_is_read_only(quick: Tffix, project: Path, options: tuple[str, ...]) -> None:
    done = quick(*FIX, *options)
    assert done.status == 1
    assert "on answer.md line 5 (main.tf line 2)" in done.flat
    assert "not fixed: vars.tf is read for context only" in done.flat
    assert (project / "answer.md").read_text() == ANSWER
    assert (project / "given/vars.tf").read_text() == VARIABLES


def test_context_is_patched_when_asked(quick: Tffix, project: Path) -> None:
    options = ("--context", "given/vars.tf", "--patch-context")
    shown = quick(*FIX, *options, "--diff").stdout
    assert "--- a/answer.md" in shown
    assert "--- a/given/vars.tf" in shown
    assert (project / "given/vars.tf").read_text() == VARIABLES
    assert quick(*FIX, *options).status == 0
    assert "coalesce(var.memory" in (project / "answer.md").read_text()
    assert (project / "given/vars.tf").read_text().replace("  ", " ") == PATCHED.replace("  ", " ")
    assert quick(*FIX, *options).status == 0


def test_file_of_the_answer_takes_the_place_of_the_context(quick: Tffix, project: Path) -> None:
    (project / "answer.md").write_text(ANSWER + f"\n## vars.tf\n\n```hcl\n{VARIABLES}```\n")
    assert quick(*FIX, "--context-dir", "given", "--patch-context").status == 0
    assert "null" in (project / "answer.md").read_text()
    assert (project / "given/vars.tf").read_text() == VARIABLES


def test_findings_in_the_context_are_told_only_when_it_is_patched(quick: Tffix, project: Path) -> None:
    bad = 'resource "aws_s3_bucket" "b" {\n  1\n}\n'
    (project / "given/bad.tf").write_text(bad)
    check = ("check", "answer.md", "--rule", RULE, "--context", "given/bad.tf", "--format", "json")
    assert json.loads(quick(*check).stdout)["diagnostics"] == []
    [found] = json.loads(quick(*check, "--patch-context").stdout)["diagnostics"]
    assert (found["path"], found["start"]["line"]) == ("given/bad.tf", 2)
    assert "file" not in found


def test_places_in_json(quick: Tffix, project: Path) -> None:
    check = ("check", "answer.md", "--rule", RULE, "--context", "given/vars.tf", "--format", "json")
    [found] = json.loads(quick(*check).stdout)["diagnostics"]
    assert (found["path"], found["file"]) == ("answer.md", "main.tf")
    assert found["start"] == {"line": 5, "column": 3, "file_line": 2, "file_column": 3, "offset": 11}


def test_names_beside_the_context_are_known(quick: Tffix, lay_out: LayOut) -> None:
    code = 'locals {\n  text = templatefile("${path.module}/here.tpl", {})\n}\n'
    lay_out({"answer.md": f"## main.tf\n\n```hcl\n{code}```\n", "given/a.tf": "", "given/here.tpl": ""})
    check = ("check", "answer.md", "--rule", "missing-referenced-file")
    assert quick(*check).status == 1
    assert quick(*check, "--context-dir", "given").status == 0


def test_answer_on_standard_input(quick: Tffix, project: Path) -> None:
    done = quick(
        *("apply", "--rule", RULE, "-", "--stdin-filename", "x.md"),
        *("--context", "given/vars.tf", "--patch-context"),
        stdin=ANSWER.encode(),
    )
    assert done.status == 0
    assert "coalesce(var.memory" in done.stdout
    assert "null" in (project / "given/vars.tf").read_text()


def test_link_out_of_its_directory_is_not_patched(quick: Tffix, project: Path) -> None:
    (project / "linked").mkdir()
    (project / "linked/vars.tf").symlink_to(project / "given/vars.tf")
    done = quick(*FIX, "--context", "linked/vars.tf", "--patch-context")
    assert done.status == 1
    assert "is a symbolic link that leads out of the directory given" in done.flat
    assert (project / "given/vars.tf").read_text() == VARIABLES


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (("answer.md", "--context", "gone.tf"), 3, "gone.tf cannot be read"),
        (("answer.md", "--context-dir", "gone"), 3, "gone is no directory"),
        (("answer.md", "--context", "answer.md"), 2, "is not a file of a module"),
        (("answer.md", "--context", "given/vars.tf", "--context", "other/vars.tf"), 2, "two files vars.tf"),
        (("answer.md", "--patch-context"), 2, "--patch-context needs"),
        (("given", "--context", "given/vars.tf"), 2, "none is among the paths"),
    ],
)
def test_what_is_no_context(
    quick: Tffix, project: Path, lay_out: LayOut, options: tuple[str, ...], status: int, said: str
) -> None:
    lay_out({"other/vars.tf": VARIABLES})
    done = quick("check", "--rule", RULE, *options)
    assert done.status == status
    assert said in done.flat
