"""Rule `unused-variable`."""

from __future__ import annotations

import re
from typing import cast

from tffix import matchers as m
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.terraform import Module, Variable
from tffix.terraform.files import FileKind, kind_of

from ._undeclared import names_undeclared


class UnusedVariable(Rule):
    """An input variable that nothing refers to.

    ## Why is this bad?
    Whoever sets it expects something to change. Often that is what was forgotten: the resource that should use it.

    ## Example
    ```hcl
    variable "name" {
      type = string
    }

    variable "retention_days" {
      type    = number
      default = 30
    }

    resource "aws_sqs_queue" "orders" {
      name = var.name
    }
    ```
    The variable may be part of what was asked for, and its use what is missing: so the fix, which removes it, is only
    shown. With

    ```toml
    [unused-variable]
    remove = true
    keep = ["retention_days"]
    ```

    all but `retention_days` are removed, when no other rule has anything left to fix: the declaration, the arguments
    that set it in calls of the module, and its values in the `.tfvars` files beside it.

    References in its own `validation` are no use; those in tests and in JSON files are. While a file of the module
    cannot be read, nothing is reported.

    ## Fix safety
    Manual; unsafe if `remove` is set. Who sets the variable from outside (`-var`, an environment, a `.tfvars` file
    elsewhere, a module in another repository) gets an error or a warning.
    While the module names a variable that it does not declare, this may be the one that is meant: it is only
    reported.

    ## Options
    * `remove`: remove the variables (default false).
    * `keep`: names of variables that are never reported.

    ## References
    Terraform documentation, "Input Variables".
    """

    name = "unused-variable"
    subject = "Variables, outputs and modules"
    target = m.Variable()
    severity = Severity.INFO
    comes_last = True
    options = (
        Option("remove", bool, False, "remove variables that nothing refers to"),
        Option("keep", list, (), "names of variables that stay"),
    )

    def check(self, element: Variable, ctx: RuleContext) -> None:
        """Look for uses of one variable."""
        module, name = ctx.module, element.label
        if not name or name in cast("tuple[str, ...]", ctx.options.get("keep") or ()) or _is_used(element):
            return
        if not module.is_complete:
            return
        if names_undeclared(module, "var"):
            ctx.report(element, f"Nothing refers to {element.address}.")
            return
        fix = Fix(f"Remove {element.address}", Level.UNSAFE if ctx.options.get("remove") else Level.MANUAL)
        fix.remove(element)
        for call in module.configuration.callers(module):
            argument = call.attribute(name)
            if argument is not None:
                fix.remove(argument)
        for file in module.tfvars:
            value = file.body.get(name)
            if value is not None and file.error is None:
                fix.remove(value)
        ctx.report(element, f"Nothing refers to {element.address}.", fix)


def _is_used(variable: Variable) -> bool:
    module, address = variable.module, variable.address
    inside = [(block.start, block.end) for block in variable.validations]
    for reference in module.references_to(address):
        own = reference.path == variable.path and any(a <= reference.start < b for a, b in inside)
        if not own:
            return True
    return _is_named_elsewhere(module, variable.label)


def _is_named_elsewhere(module: Module, name: str) -> bool:
    """Whether a JSON file of the module, or a test, has the name as a word."""
    word = re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
    sources = module.configuration.sources
    kinds = (FileKind.JSON_CONFIG, FileKind.TEST)
    return any(kind_of(path) in kinds and word.search(sources[path]) is not None for path in sorted(sources))
