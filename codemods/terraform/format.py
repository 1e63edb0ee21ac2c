"""Rule `format`."""

from __future__ import annotations

from collections.abc import Mapping

from tffix import matchers as m
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import Module
from tffix.terraform.files import directory_of


class Format(Rule):
    """A file that `terraform fmt` would change.

    ## Why is this bad?
    Code in one style is read faster, and a change shows up in a diff as what it is. Checks in a pipeline often refuse
    what `terraform fmt -check` does not accept.

    ## Example
    ```hcl
    resource "aws_s3_bucket" logs {
      bucket = "${var.name}"
        force_destroy=true
    }
    ```
    Use instead:
    ```hcl
    resource "aws_s3_bucket" "logs" {
      bucket        = var.name
      force_destroy = true
    }
    ```

    ## Fix safety
    Safe: only layout changes, and what Terraform itself brings up to date with it: quotes around labels, around types
    of variables (`"string"`) and around a single interpolation (`"${var.name}"`). Where a comment between the labels
    of a block would go with it, the fix is unsafe.

    The result is that of `terraform fmt` 1.11, which is not needed. All files of a module are formatted, `.tfvars` and
    tests too, when no other rule has anything left to fix. The rule is not among `all`: it touches every line, while
    fixes otherwise leave alone what they do not mean. Ask for it by name: `--rule all --rule format`, or
    `rules = ["all", "format"]`.

    ## References
    Terraform CLI documentation, "Command: fmt", and Terraform language documentation, "Style Guide".
    """

    name = "format"
    subject = "Syntax and layout"
    target = m.Module()
    severity = Severity.INFO
    by_name_only = True
    comes_last = True

    def check(self, element: Module, ctx: RuleContext) -> None:
        """Look at the files of a module's directory, and of those below that hold no module (but values, or tests)."""
        for path, file in sorted(element.configuration.files.items()):
            if _home(path, element.configuration.modules) != element.directory:
                continue
            fix = Fix("Format the file as terraform fmt does", Level.SAFE, needs_whole_module=False)
            first = fix.format(file)
            if first is not None:
                start = file.text.rfind("\n", 0, first.start) + 1
                end = file.text.find("\n", first.start)
                line = n.Node(file.source, start, len(file.text) if end < 0 else end)
                ctx.report(line, "This file is not formatted.", fix)


def _home(path: str, modules: Mapping[str, Module]) -> str:
    """The directory of the module that a file belongs to, the nearest upwards; the first one if there is none."""
    directory = directory_of(path)
    while directory and directory not in modules:
        directory = directory_of(directory)
    return directory if directory in modules else min(modules)
