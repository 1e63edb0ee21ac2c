"""Rule `reserved-variable-name`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from tffix import matchers as m
from tffix.config import Option
from tffix.rules import Fix, Level, Rule, RuleContext, Severity
from tffix.syntax import nodes as n
from tffix.terraform import ModuleCall, Variable
from tffix.terraform.files import FileKind, kind_of

from ._new_variables import RESERVED_NAMES

# Files that may use the name and are not rewritten here.
_FOREIGN = frozenset({FileKind.JSON_CONFIG, FileKind.JSON_TFVARS, FileKind.TEST})


class ReservedVariableName(Rule):
    """Variable with a name that Terraform keeps for itself, such as `version` or `count`.

    ## Why is this bad?
    In the block of a module call these names are meta-arguments, so no caller could ever set the variable. Terraform
    refuses the declaration: `Invalid variable name`.

    ## Example
    ```hcl
    variable "version" {
      type    = string
      default = "1.0.0"
    }

    output "tag" {
      value = "app-${var.version}"
    }
    ```
    Use instead:
    ```hcl
    variable "deployment_version" {
      type    = string
      default = "1.0.0"
    }

    output "tag" {
      value = "app-${var.deployment_version}"
    }
    ```
    The declaration, every reference, the `.tfvars` files of the module and calls of the module with a local source
    (which cannot have a `version` of their own) get the new name: `deployment_version`, `source_name`,
    `provider_name`, `provider_names`, `instance_count`, `instances`, `dependencies`, `lifecycle_settings`,
    `local_values`, with a number behind it where that is taken. Where a `.tf.json`, `.tfvars.json` or test file
    mentions the name, nothing is changed.

    ## Fix safety
    Unsafe: the input has another name, so what sets it from outside (`-var`, `TF_VAR_version`) has to follow.

    ## Options
    * `names`: the new name for each reserved one, as a table. Default: the names above.

    ## References
    Terraform, "Input Variables"
    """

    name = "reserved-variable-name"
    subject = "Variables, outputs and modules"
    target = m.Variable(*RESERVED_NAMES)
    severity = Severity.ERROR
    options = (Option("names", dict, None, "the new name for each reserved one"),)

    def check(self, element: Variable, ctx: RuleContext) -> None:
        """Look at one variable with a reserved name."""
        message = f'The name "{element.label}" is reserved, so no variable can have it.'
        ctx.report(element, message, None if _is_mentioned_elsewhere(element) else _renamed(element, ctx))


def _new_name(element: Variable, ctx: RuleContext) -> str:
    configured = cast("Mapping[str, str] | None", ctx.options.get("names")) or {}
    wanted = configured.get(element.label, "")
    if not wanted.isidentifier() or wanted in RESERVED_NAMES:
        wanted = RESERVED_NAMES[element.label]
    name = wanted
    number = 1
    while element.module.declares(f"var.{name}"):
        number += 1
        name = f"{wanted}_{number}"
    return name


def _is_mentioned_elsewhere(element: Variable) -> bool:
    """Whether a file that is not rewritten may set or use the variable."""
    word = re.compile(rf"(?<![\w-]){re.escape(element.label)}(?![\w-])")
    own = f"{element.module.directory}/" if element.module.directory else ""
    sources = element.module.configuration.sources
    return any(
        path.startswith(own) and kind_of(path) in _FOREIGN and word.search(text) is not None
        for path, text in sources.items()
    )


def _renamed(element: Variable, ctx: RuleContext) -> Fix:
    name = _new_name(element, ctx)
    fix = Fix(f"Rename the variable to {name}", Level.UNSAFE)
    fix.rename(element.block.labels[0], name)
    for reference in element.module.references_to(element.address):
        step = reference.node.steps[1] if isinstance(reference.node, n.Traversal) else None
        if isinstance(step, n.TraverseAttr):
            fix.rename(step, name)
    for file in element.module.tfvars:
        attribute = file.body.get(element.label)
        if attribute is not None:
            fix.rename(attribute, name)
    if element.label == "version":
        for call in element.module.configuration.callers(element.module):
            _rename_argument(fix, call, name)
    return fix


def _rename_argument(fix: Fix, call: ModuleCall, name: str) -> None:
    """A module with a local source has no version: what is called so in its call was meant for the variable."""
    attribute = call.attribute("version")
    if attribute is not None and call.attribute(name) is None:
        fix.rename(attribute, name)
