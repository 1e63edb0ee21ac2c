"""`tools/agreement.py`: Terraform's errors in classes, and held against the findings of tffix."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tffix.testing.oracle import Refusal, root_directory

TOOLS = Path(__file__).parents[1] / "tools"
MAIN = """\
variable "name" {
  type = string
}

variable "name" {
  type = string
}

output "queue" {
  value = aws_sqs_queue.main.url
}
"""


@pytest.fixture(scope="module")
def tools() -> Any:
    """The modules of the tools, by name."""
    sys.path.insert(0, str(TOOLS))
    try:
        return {name: importlib.import_module(name) for name in ("_answers", "_error_classes", "agreement")}
    finally:
        sys.path.remove(str(TOOLS))


@pytest.mark.parametrize(
    ("summary", "detail", "context", "name"),
    [
        ("Unclosed configuration block", "", "", "syntax"),
        ("Duplicate variable declaration", "", "", "duplicate-declaration"),
        ("Duplicate required providers configuration", "", "terraform", "required-providers"),
        ("Unsupported argument", "", 'resource "aws_vpc" "main"', "unsupported-argument"),
        ("Unsupported argument", "", 'module "site"', "module-interface-mismatch"),
        ("Unsupported argument", "", 'variable "name"', "unexpected-construct"),
        ("Unexpected resource instance key", "", 'output "a"', "unexpected-index"),
        ("Reference to undeclared resource", 'A data resource "aws_region" "x"', "locals", "undeclared-reference"),
        ("Reference to undeclared resource", 'A managed resource "aws_vpc" "x"', "locals", "undeclared resource"),
        ("Invalid function argument", "no file exists at x", "locals", "missing-referenced-file"),
        ("Cycle: a, b", "", "", "dependency-cycle"),
        ("Something else", "", "", None),
    ],
)
def test_classes(tools: Any, summary: str, detail: str, context: str, name: str | None) -> None:
    found = tools["_error_classes"].class_of(Refusal("main.tf", 1, summary, detail, context))
    assert (found and found.name) == name


def test_a_file_that_breaks_off_is_a_class_of_its_own(tools: Any, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text('```hcl\n# main.tf\nresource "aws_vpc" "main" {\n  cidr_block = aws_\n```\n')
    answer = tools["_answers"].read_answer(tmp_path / "a.md", "a")
    error = Refusal("main.tf", 1, "Unclosed configuration block", "")
    assert tools["_error_classes"].class_of(error, answer.truncated).is_reported_only


class Terraform:
    """What Terraform says, by the number of times it was asked."""

    def __init__(self, *said: tuple[Refusal, ...]) -> None:
        self.said = list(said)

    def refusals(self, _: Mapping[str, str]) -> tuple[Refusal, ...]:
        return self.said.pop(0)


def test_agreed_missed_and_invented(tools: Any) -> None:
    answer = tools["_answers"].Answer("a", {"main.tf": MAIN}, frozenset())
    twice = Refusal("main.tf", 5, "Duplicate variable declaration", "")
    other = Refusal("main.tf", 1, "Duplicate variable declaration", "")
    rows = tools["agreement"].compare(answer, Terraform((twice, other), ()))
    outcomes = {(row.text, row.error_class, row.line): row.outcome for row in rows}
    # What stops at a duplicate does not get as far as references.
    assert outcomes == {
        ("before", "duplicate-declaration", 5): "agreed",
        ("before", "duplicate-declaration", 1): "missed",
        ("after", "undeclared-reference", 6): "invented",
    }


def test_answers_of_terraform_are_kept_by_content(tools: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Mapping[str, str]] = []
    error = Refusal("main.tf", 1, "Cycle", "", "")

    def refusals(files: Mapping[str, str]) -> tuple[Refusal, ...]:
        asked.append(files)
        return (error,)

    monkeypatch.setattr(tools["_answers"].oracle, "refusals", refusals)
    judge = tools["_answers"].Judge(tmp_path / "kept")
    files = {"main.tf": MAIN}
    assert judge.refusals(files) == judge.refusals(dict(files)) == (error,)
    assert asked == [files]


def test_the_root_is_the_highest_module() -> None:
    assert root_directory(["stack/modules/a/main.tf", "stack/main.tf", "README.md"]) == "stack"
    assert root_directory(["README.md"]) == ""
